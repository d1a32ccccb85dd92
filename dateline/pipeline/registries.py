"""The registry in the cache: as it is, as articles were read with it, and its gazetteer."""

from __future__ import annotations

from dateline.annotate.mention import build_gazetteer
from dateline.annotate.mention.gazetteer import Gazetteer, from_plain
from dateline.content.registry import Registry
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.sealed import pack, pack_plain, seal, unpack, unpack_plain, unseal
from dateline.engine.store import Store
from dateline.model.problem import Problem
from dateline.pipeline.basis import touched
from dateline.pipeline.project import ContentScan, Project, read_registry


def registry_of(project: Project, store: Store, found: ContentScan) -> tuple[Registry, list[Problem]]:
    """Return the registry, from the cache where no file of it changed."""
    state = value_fingerprint((code_fingerprint(), sorted(found.registry.files.items()))).encode()
    if store.meta("registry.state") == state:
        data = store.meta("registry.value")
        if data is not None:
            registry, problems = unpack(data)
            return registry, problems
    registry, problems = read_registry(project, found.registry.files)
    store.set_meta("registry.state", state)
    store.set_meta("registry.value", pack((registry, problems)))
    return registry, problems


def gazetteer_of(store: Store, registry: Registry) -> Gazetteer:
    """Return the gazetteer of the registry as it is, from the cache where it was made of this one."""
    state = store.meta("registry.state") or b""
    gazetteer = _kept(store, registry, state)
    if gazetteer is None:
        gazetteer = build_gazetteer(registry.entities.values())
        store.set_meta("gazetteer", seal(pack_plain((state, gazetteer.plain()))))
    return gazetteer


def _kept(store: Store, registry: Registry, state: bytes) -> Gazetteer | None:
    data = store.meta("gazetteer")
    made_of, plain = unpack_plain(unseal(data)) if data is not None else (b"", ())
    return from_plain(plain, registry.entities.values()) if state and made_of == state else None


def touched_since(store: Store, registry: Registry) -> set[str]:
    """Return the paths of the articles that a change of the registry since they were read may touch."""
    state = store.meta("articles.registry.state") or b""
    if store.meta("registry.state") == state:
        return set()
    data = store.meta("articles.registry")
    old: Registry = unpack(data) if data is not None else Registry()
    before = _kept(store, old, state) or build_gazetteer(old.entities.values())
    return touched(store, old, registry, before, gazetteer_of(store, registry))


def read_with(store: Store, registry: Registry) -> None:
    """Note the registry that all articles of the cache are read with."""
    state = store.meta("registry.state") or b""
    if store.meta("articles.registry.state") != state:
        store.set_meta("articles.registry.state", state)
        store.set_meta("articles.registry", pack(registry))
