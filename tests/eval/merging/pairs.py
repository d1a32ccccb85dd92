"""Read the marked statements and score merging over all their pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from dateline.annotate.event import merge_events
from dateline.model.annotation import Event
from tests.marked import events_of


@dataclass(frozen=True)
class Statement:
    happening: str
    event: Event


def load(path: Path) -> list[Statement]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("|")[1:4] for line in lines if re.match(r"\| [a-z0-9]+-", line)]
    found = []
    for number, (happening, told, text) in enumerate(rows):
        (event,) = events_of(f"a{number:03d}", told.strip(), text.strip())
        found.append(Statement(happening.strip(), event))
    return found


Pair = tuple[Statement, Statement]


@dataclass(frozen=True)
class Score:
    right: list[Pair]
    wrong: list[Pair]
    missed: list[Pair]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))

    def of(self, languages: str) -> Score:
        """Return the score of the pairs in these two languages: zhzh, enen or enzh."""
        def fits(pair: Pair) -> bool:
            return "".join(sorted(statement.event.lang for statement in pair)) == languages

        return Score(*(list(filter(fits, pairs)) for pairs in (self.right, self.wrong, self.missed)))


def score(statements: Sequence[Statement]) -> Score:
    """Merge all statements together, then look at every pair of them."""
    entries = merge_events([statement.event for statement in statements])
    home = {event.id: entry.id for entry in entries for event in entry.statements}
    right: list[Pair] = []
    wrong: list[Pair] = []
    missed: list[Pair] = []
    for left, other in combinations(statements, 2):
        together = home[left.event.id] == home[other.event.id]
        same = left.happening == other.happening
        if together or same:
            (right if together and same else wrong if together else missed).append((left, other))
    return Score(right, wrong, missed)
