from __future__ import annotations

from dateline.check.content import check_registry
from dateline.config import Config, EntitySet
from dateline.content.reader import read_bulk
from dateline.content.registry import build_registry
from dateline.index.library import build_library


def codes(text, config=None):
    entities, problems = read_bulk("content/entities.yml", text.encode())
    assert not problems
    registry, _ = build_registry(entities, ())
    library = build_library((), registry.entities, {}, ())
    return [(problem.code, problem.message) for problem in check_registry(registry, library, config or Config())]


def test_a_name_two_entities_share_is_named_once():
    found = codes("a: {name: Alpha Works, aliases: [Dock]}\nb: {name: Beta Works, aliases: [Dock]}\n")
    assert [message for code, message in found if code == "DL402"] == [
        "the name 'dock' is also one of b (content/entities.yml)"
    ]


def test_context_words_settle_a_shared_name():
    found = codes(
        "a: {name: Alpha Works, aliases: [Dock]}\nb: {name: Beta Works, aliases: [Dock], needs: {Dock: [crane]}}\n"
    )
    assert "DL402" not in [code for code, _ in found]


def test_parents_and_members_nobody_knows():
    config = Config(sets=(EntitySet("set", {"en": "Set"}, ("a", "nobody")),), compare=(("a", "someone"),))
    found = codes("a: {name: Alpha Works, parent: absent}\n", config)
    assert sorted(message for code, message in found if code == "DL401") == [
        "compare: no entity is called 'someone'",
        "the parent 'absent' is not known",
        "the set 'set' has a member nobody knows: 'nobody'",
    ]


def test_look_alike_letters_and_names_never_looked_for():
    found = codes("a: {name: Аlpha Works}\nb: {name: Beta Works, aliases: [works]}\n")
    assert {"DL404", "DL405", "DL406"} <= {code for code, _ in found}
