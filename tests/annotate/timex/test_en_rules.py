from __future__ import annotations

import pytest

from dateline.annotate.timex import en_rules
from dateline.annotate.timex.en import read_run
from dateline.annotate.timex.en_checks import CHECKS
from dateline.annotate.timex.en_grammar import Rule

TABLES = (
    en_rules.ABSOLUTE, en_rules.RELATIVE, en_rules.COMPOSE, en_rules.CLOCKED, en_rules.RANGES, en_rules.LEFTOVERS,
)
RULES = [rule for table in TABLES for rule in table]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=f"{n}-{rule.id}") for n, rule in enumerate(RULES)])
def test_every_example_is_read_to_its_end(rule: Rule):
    run = rule.example.lower()
    points = read_run(run)
    assert points, rule.pattern
    assert points[-1].end in (len(run), len(run.rstrip(".")))


def test_every_test_that_a_rule_names_exists():
    assert {rule.check for rule in RULES if rule.check} <= CHECKS.keys()


def test_ids_are_english_and_of_one_pass():
    assert all(rule.id.startswith("en.") for rule in RULES)
    for table in TABLES:
        ids = [rule.id for rule in table]
        assert len(ids) == len(set(ids))


def test_the_longest_reading_wins():
    (point,) = read_run("the third week of april 2023")
    assert (point.start, point.end) == (0, 28)


def test_a_reading_that_has_no_date_leaves_a_shorter_one():
    (point,) = read_run("may 5, three")
    assert point.end == len("may 5")
