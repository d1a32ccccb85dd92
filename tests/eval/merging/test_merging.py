from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from tests.eval.merging.pairs import Score, load, score

STATEMENTS = load(Path(__file__).with_name("statements.md"))


@pytest.fixture(scope="module")
def scored() -> Score:
    return score(STATEMENTS)


def test_the_set_is_large_enough_to_mean_something() -> None:
    same = sum(a.happening == b.happening for a, b in combinations(STATEMENTS, 2))
    close = sum(
        a.happening != b.happening and bool(set(a.event.entities) & set(b.event.entities)) and a.event.date.overlaps(b.event.date)
        for a, b in combinations(STATEMENTS, 2)
    )
    assert same >= 110
    assert close >= 40


def test_merging_claims_no_confirmation_that_is_not_there(scored: Score) -> None:
    assert scored.precision >= 0.97, [(a.happening, b.happening) for a, b in scored.wrong]


def test_merging_finds_most_of_what_belongs_together(scored: Score) -> None:
    assert scored.recall >= 0.85


@pytest.mark.parametrize("languages", ["zhzh", "enen", "enzh"])
def test_every_pair_of_languages_is_merged(scored: Score, languages: str) -> None:
    part = scored.of(languages)
    assert part.precision >= 0.97
    assert part.recall >= 0.7
