"""The matcher against brute force: the same spans in 20,000 random cases, with the extension and without."""

from __future__ import annotations

import pickle
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.mention import find_mentions
from dateline.annotate.mention.automaton import make_scanner
from dateline.annotate.mention.gazetteer import Gazetteer, Options, build_gazetteer, changed_probes
from dateline.annotate.mention.lexicon import HAN_GLUE
from dateline.annotate.mention.match import find_spans
from dateline.annotate.mention.probes import make_holder
from dateline.model.annotation import Block, Document
from dateline.model.entity import Entity
from dateline.model.problem import SourceRef
from dateline.text.normalise import fold, fold_case, fold_shape, normalise

LETTERS = "ABab7"
HAN = "知识产权局国的在"
FILL = LETTERS + HAN + " ，s"
NAMES = 2_000
TEXTS = 10


def random_names(rng: random.Random) -> list[str]:
    found = set()
    for _ in range(rng.randint(1, 8)):
        name = "".join(rng.choice(LETTERS + HAN) for _ in range(rng.randint(2, 4)))
        if not name.isascii() or any(map(str.isupper, name)):
            found.add(name)
    return sorted(found)


def is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def holds(text: str, start: int, end: int, name: str) -> int:
    """Return the end of the name at this place (behind a plural s), or -1."""
    left = text[start - 1] if start else " "
    right = text[end] if end < len(text) else " "
    if is_word(name[0]) and is_word(left):
        return -1
    if is_word(name[-1]) and is_word(right):
        after = text[end + 1] if end + 1 < len(text) else " "
        return end + 1 if right == "s" and name[-1] != "s" and not is_word(after) else -1
    if len(name) == 2 and all(char in HAN for char in name):
        free = any(char not in HAN or char in HAN_GLUE for char in (left, right))
        return end if free else -1
    return end


def brute_force(text: str, names: list[str]) -> list[tuple[int, int, str]]:
    found, at = [], 0
    while at < len(text):
        for length in range(4, 1, -1):
            name = text[at:at + length]
            if len(name) == length and name in names and (end := holds(text, at, at + length, name)) >= 0:
                found.append((at, end, name))
                at = end
                break
        else:
            at += 1
    return found


@pytest.mark.parametrize("extension", [True, False], ids=["extension", "standard library"])
def test_twenty_thousand_cases_like_brute_force(extension: bool) -> None:
    rng = random.Random(20241128)
    checked = 0
    for _ in range(NAMES):
        names = random_names(rng)
        registry = [Entity(f"e{n}", "other", {"en": name}, SourceRef("")) for n, name in enumerate(names)]
        gazetteer = build_gazetteer(registry, Options(extension=extension, word_edges=False))
        for _ in range(TEXTS):
            text = "".join(rng.choice(FILL) for _ in range(rng.randint(0, 30)))
            shape = fold_shape(text)
            spans = [(s.start, s.end, s.claims[0].surface) for s in find_spans(shape, fold_case(shape), gazetteer)]
            assert spans == brute_force(text, names), (text, names)
            checked += 1
    assert checked == 20_000


@given(st.lists(st.text("ab国局 ", min_size=1, max_size=4), min_size=1, max_size=8, unique=True), st.text("ab国局 ", max_size=40))
@settings(deadline=None, max_examples=200)
def test_both_scanners_find_every_occurrence(patterns: list[str], text: str) -> None:
    every = {(n, at, at + len(p)) for n, p in enumerate(patterns) for at in range(len(text)) if text.startswith(p, at)}
    assert set(make_scanner(patterns)(text)) == every
    assert set(make_scanner(patterns, extension=False)(text)) == every


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=300)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
@settings(deadline=None, max_examples=300)
def test_normalised_offsets_lead_back(text: str) -> None:
    result = normalise(text)
    ends = [result.original(at) for at in range(len(result.text) + 1)]
    assert ends == sorted(ends)
    assert ends[0] == 0 or not text
    assert ends[-1] == len(text)


def test_a_pickled_gazetteer_finds_the_same() -> None:
    registry = [Entity("tesla", "company", {"en": "Tesla", "zh": "特斯拉"}, SourceRef(""), not_surfaces=("特斯拉线圈",))]
    gazetteer = build_gazetteer(registry)
    copy = pickle.loads(pickle.dumps(gazetteer))
    shape = "特斯拉线圈与特斯拉"
    assert find_spans(shape, shape, copy) == find_spans(shape, shape, gazetteer)
    assert copy.fingerprint() == gazetteer.fingerprint()


NAME = st.text(LETTERS + HAN + " ", min_size=2, max_size=5).filter(lambda name: name == name.strip())
THINGS = st.lists(
    st.tuples(st.sampled_from(["person", "company", "place"]), st.lists(NAME, min_size=1, max_size=3), NAME | st.just("")),
    min_size=1,
    max_size=4,
)


def made_of(things: list[tuple[str, list[str], str]]) -> Gazetteer:
    entities = [
        Entity(f"e{at}", kind, {"en": names[0]}, SourceRef("e.md"), tuple(names[1:]), description=said)
        for at, (kind, names, said) in enumerate(things)
    ]
    return build_gazetteer(entities)


@settings(max_examples=500)
@given(THINGS, st.data())
def test_a_text_that_holds_no_changed_probe_reads_as_before(things, data: st.DataObject):
    at = data.draw(st.integers(0, len(things) - 1))
    kind, names, said = things[at]
    later = list(things)
    later[at] = data.draw(st.sampled_from([(kind, [*names, data.draw(NAME)], said), (kind, names, data.draw(NAME))]))
    pieces = st.sampled_from([name for _, held, _ in later for name in held] + [*FILL, "s", LETTERS[0]])
    text = "".join(data.draw(st.lists(pieces, max_size=12)))
    before, after = made_of(things), made_of(later)
    if not make_holder(changed_probes(before, after))(fold(normalise(text).text)):
        document = Document("d", "zh", text, (Block(0, len(text)),))
        assert find_mentions(document, before) == find_mentions(document, after)
