"""The gazetteer of the registry: made once, and again where the registry changed."""

from __future__ import annotations

import pytest

from dateline.content.registry import build_registry
from dateline.engine.sealed import DamagedError, pack_plain, seal, unpack_plain, unseal
from dateline.engine.store import Store
from dateline.model.entity import Entity
from dateline.model.problem import SourceRef
from dateline.pipeline import registries
from dateline.pipeline.registries import gazetteer_of, read_with, touched_since


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "cache.sqlite") as opened:
        opened.set_meta("registry.state", b"first")
        yield opened


def registry(*names):
    entities = [
        Entity(name.lower(), "company", {"en": name, "zh": f"{name}公司"}, SourceRef(""), not_surfaces=(f"{name} Street",), needs={"": ("港口",)})
        for name in names
    ]
    return build_registry(entities, ())[0]


def test_the_gazetteer_is_read_back_as_it_was_made(store, monkeypatch):
    known = registry("Nvidia", "Harbour")
    made = gazetteer_of(store, known)
    monkeypatch.setattr(registries, "build_gazetteer", lambda _: pytest.fail("made again"))
    again = gazetteer_of(store, known)
    assert again.fingerprint() == made.fingerprint()
    assert (again.patterns, again.names, again.flags, again.blocked) == (made.patterns, made.names, made.flags, made.blocked)
    assert (again.general, again.parts, again.entities) == (made.general, made.parts, made.entities)
    assert again.scan("nvidia street") == made.scan("nvidia street")


def test_another_registry_has_another_gazetteer(store):
    gazetteer_of(store, registry("Nvidia"))
    store.set_meta("registry.state", b"second")
    assert "harbour" in gazetteer_of(store, registry("Nvidia", "Harbour")).patterns


def test_a_registry_whose_state_nobody_knows_is_not_taken_for_the_last_one(store):
    store.database.execute("DELETE FROM meta")
    gazetteer_of(store, registry("Nvidia"))
    assert gazetteer_of(store, registry("Harbour")).patterns == gazetteer_of(store, registry("Harbour")).patterns
    assert "nvidia" not in gazetteer_of(store, registry("Harbour")).patterns


def test_a_damaged_gazetteer_is_no_gazetteer(store):
    gazetteer_of(store, registry("Nvidia"))
    plain = unpack_plain(unseal(store.meta("gazetteer")))
    store.set_meta("gazetteer", seal(pack_plain(plain)).replace(b"nvidia", b"nvidio"))
    with pytest.raises(DamagedError):
        gazetteer_of(store, registry("Nvidia"))


def test_what_a_change_touches_is_looked_for_while_something_else_is_done_once(store):
    store.write("INSERT INTO basis (path, names, folded, topics) VALUES (?, ?, ?, ?)", [
        ("told.md", "", "at harbour power", 0), ("silent.md", "", "at the mill", 0),
    ])  # fmt: skip
    store.write("INSERT INTO source (path) VALUES (?)", [("told.md",), ("silent.md",), ("unread.md",)])
    read_with(store, registry("Nvidia"))
    assert touched_since(store, registry("Nvidia"), lambda: pytest.fail("nothing is to be waited for")) is None
    store.set_meta("registry.state", b"second")
    done = []
    assert touched_since(store, registry("Nvidia", "Harbour"), lambda: done.append(1)) == {"told.md", "unread.md"}
    assert done == [1]
    assert touched_since(store, registry("Nvidia", "Harbour")) == {"told.md", "unread.md"}
