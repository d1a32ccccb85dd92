"""A text is touched by a name where that may be a name in it, not where it is a piece of another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.mention import probes
from dateline.annotate.mention.probes import Probe, make_holder
from dateline.annotate.mention.surface import LATIN_END, LATIN_START, PLURAL, SYMBOL_END, SYMBOL_START, surface_flags


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("pan", "a company of pandas", False),
        ("pan", "a company led by pan", True),
        ("pan", "pan's company, panned", True),
        ("pan", "two pans", True),
        ("pan", "a pansy", False),
        ("pan", "由pan领导", True),
        (".net", "asp.net", False),
        (".net", "in .net", True),
        ("网易", "昨天在网易上说", True),
        ("lotus works", "the lotus workshop", False),
        ("lotus works", "", False),
    ],
)
def test_a_name_of_a_spaced_script_is_held_as_a_word(name, text, held):
    probe = Probe(name, surface_flags(name, "company", asked=False))
    assert probe.holds(text) is held
    assert make_holder([probe])(text) is held


def test_what_is_never_a_name_is_held_wherever_it_stands():
    assert Probe("pan").holds("a company")


FLAGS = st.sets(st.sampled_from([LATIN_START, LATIN_END, SYMBOL_START, SYMBOL_END, PLURAL])).map(sum)
PROBES = st.lists(st.builds(Probe, st.text("ab网", min_size=1, max_size=3), FLAGS), max_size=6)


@given(PROBES, st.text("abs网 ", max_size=12))
def test_many_are_looked_for_as_few_are(held, text):
    few = make_holder(held)(text)
    scanned = make_holder([*held, *(Probe(f"never {number}") for number in range(probes.FEW))])(text)
    assert few is scanned
