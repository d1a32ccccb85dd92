"""The registry in the cache: as it is, as articles were read with it, and its gazetteer.

What makes a gazetteer is loaded where one is asked for: a build that reads no article here needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.annotate.mention import build_gazetteer
from dateline.content.registry import Registry
from dateline.engine.aside import aside
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.sealed import pack, pack_plain, seal, unpack, unpack_plain, unseal
from dateline.engine.store import Store
from dateline.model.problem import Problem
from dateline.pipeline.project import ContentScan, Project, read_registry

if TYPE_CHECKING:
    from dateline.annotate.mention.gazetteer import Gazetteer


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
    return open_gazetteer(packed_gazetteer(store, registry), registry)


def packed_gazetteer(store: Store, registry: Registry) -> bytes:
    """Return the gazetteer of the registry as it is, as the cache keeps it, for any process to open."""
    state = store.meta("registry.state") or b""
    data = _kept(store, state)
    if data is None:
        data = seal(pack_plain(build_gazetteer(registry.entities.values()).plain()))
        store.set_meta("gazetteer", data)
        store.set_meta("gazetteer.of", state)
    return data


def _kept(store: Store, state: bytes) -> bytes | None:
    """Return the gazetteer that the cache keeps, where it is that of the registry in this state."""
    return store.meta("gazetteer") if state and store.meta("gazetteer.of") == state else None


def open_gazetteer(data: bytes, registry: Registry) -> Gazetteer:
    """Return the gazetteer of a registry, of which ``data`` is what the cache keeps."""
    from dateline.annotate.mention.gazetteer import from_plain

    return from_plain(unpack_plain(unseal(data)), registry.entities.values())


def touched_since(store: Store, registry: Registry, meanwhile: Callable[[], None] | None = None) -> set[str] | None:
    """Return the paths of the articles that a change of the registry since they were read may touch.

    None means that nothing changed. Else another process looks for them while this one does what is to be done
    ``meanwhile``, if there is anything.
    """
    state = store.meta("articles.registry.state") or b""
    if store.meta("registry.state") == state:
        return None
    from dateline.pipeline.basis import touched
    from dateline.pipeline.stored_events import EventSource

    data, known = store.meta("articles.registry"), _kept(store, state)
    old: Registry = unpack(data) if data is not None else Registry()
    after = gazetteer_of(store, registry)
    store.commit()  # another process that reads is not to wait for this one

    def look() -> set[str]:
        before = open_gazetteer(known, old) if known is not None else build_gazetteer(old.entities.values())
        return touched(EventSource(store.path).bases(), old, registry, before, after)

    with aside(look, worthwhile=meanwhile is not None) as found:
        if meanwhile is not None:
            meanwhile()
        return found()


def read_with(store: Store, registry: Registry) -> None:
    """Note the registry that all articles of the cache are read with."""
    state = store.meta("registry.state") or b""
    if store.meta("articles.registry.state") != state:
        store.set_meta("articles.registry.state", state)
        store.set_meta("articles.registry", pack(registry))
