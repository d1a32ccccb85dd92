"""What is known of each year before anything is merged or read, and how the work on years is shared out."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final, TypeVar

from dateline.engine.executor import Processes, make_executor, split_by_cost
from dateline.engine.sealed import unpack
from dateline.index.library import ArticleCard, published_dates, publishers
from dateline.index.shelves import Year
from dateline.model.dates import PartialDate
from dateline.pipeline.parts import UNTIED, Part, StoredEntries, Ties
from dateline.pipeline.stored_events import EventSource

Result = TypeVar("Result")
TOLD: Final = "told "
REPORTED: Final = "reported "
LINKS: Final = "links "
"""What the names of parts begin with; the year follows."""


WORTHWHILE: Final = 1000
"""Articles, each as often as the years it speaks of, whose merging is worth processes of its own."""


ROUNDS: Final = 3
"""Shards for each process: the more there are, the less of the events lies in memory at a time, and the oftener some
are read."""


def number_of(name: str) -> int:
    """Return the year that a part is about."""
    return int(name.partition(" ")[2])


@dataclass(frozen=True)
class Years:
    """What is known of each year before anything is read: who speaks of it, as fingerprints."""

    version: bytes
    cards: Sequence[ArticleCard]
    source: EventSource
    said: dict[int, bytes] = field(default_factory=dict)
    """For each year that statements fall in, the fingerprint of all that their entries are made from."""
    merged: dict[int, bytes] = field(default_factory=dict)
    """The same of what merging and linking look at."""
    reported: dict[int, bytes] = field(default_factory=dict)
    """The same of the articles that came out in a year."""
    dates: dict[int, list[str]] = field(default_factory=dict)
    """The days on which they did."""

    def __post_init__(self) -> None:
        said: dict[int, list[bytes]] = defaultdict(list)
        merged: dict[int, list[bytes]] = defaultdict(list)
        reported: dict[int, list[bytes]] = defaultdict(list)
        for card in sorted(self.cards, key=lambda card: card.id):
            who = f"{card.id} {card.published.edtf if card.published else ''}\n".encode("utf-8", "surrogatepass")
            about = f"{card.source}\n{card.topics}\n".encode("utf-8", "surrogatepass")
            for year, digest in card.years:
                merged[year] += (who, digest)
                said[year].append(about)
            if card.report is not None:
                year, date, digest = card.report
                reported[year] += (who, about, digest)
                self.dates.setdefault(year, []).append(date)
        for year, parts in sorted(merged.items()):
            days = "\n".join(sorted(self.dates.get(year, ()))).encode()
            self.merged[year] = self.mark(*parts)
            self.said[year] = self.mark(self.merged[year], *said[year], days)
        self.reported.update({year: self.mark(*parts) for year, parts in sorted(reported.items())})

    def mark(self, *parts: bytes) -> bytes:
        """Return the fingerprint of what this version of the program makes of some bytes."""
        return blake2b(b"".join((self.version, *parts)), digest_size=16).digest()

    def read(self, name: str, part: Part, ties: Ties) -> Year:
        """Return a year whose entries stay in the cache until somebody looks at them."""
        shelf = self.shelf(name, part, ties)
        return Year(number_of(name), unpack(part.head), shelf, reports=name.startswith(REPORTED))

    def shelf(self, name: str, part: Part, ties: Ties = UNTIED) -> StoredEntries:
        """Return where the entries of a part are."""
        return StoredEntries(self.source, name, part.state, self.by_id, ties)

    @cached_property
    def states(self) -> Mapping[str, bytes]:
        """The fingerprints of all parts by name, events before reports."""
        told = {f"{TOLD}{year}": state for year, state in self.said.items()}
        return told | {f"{REPORTED}{year}": state for year, state in self.reported.items()}

    @cached_property
    def telling(self) -> Mapping[str, Sequence[ArticleCard]]:
        """The cards that a part is made of, by its name."""
        found: dict[str, list[ArticleCard]] = defaultdict(list)
        for card in self.cards:
            for year, _ in card.years:
                found[f"{TOLD}{year}"].append(card)
            if card.report is not None:
                found[f"{REPORTED}{card.report[0]}"].append(card)
        return found

    @cached_property
    def ending(self) -> Mapping[int, Sequence[ArticleCard]]:
        """The cards by the last year that they tell of."""
        found: dict[int, list[ArticleCard]] = defaultdict(list)
        last = {card.id: card for card in self.cards}
        for name in sorted(self.states, key=number_of, reverse=True):
            found[number_of(name)] += [card for each in self.telling[name] if (card := last.pop(each.id, None))]
        return found

    @cached_property
    def by_id(self) -> Mapping[str, ArticleCard]:
        """The cards by id."""
        return {card.id: card for card in self.cards}

    @cached_property
    def published(self) -> Mapping[str, PartialDate]:
        """The articles' dates."""
        return published_dates(self.cards)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The articles' publishers."""
        return publishers(self.cards)

    @cached_property
    def topics(self) -> Mapping[str, tuple[str, ...]]:
        """The articles' topics."""
        return {card.id: card.topics for card in self.cards}


def shared(
    years: Years,
    names: Iterable[str],
    jobs: int,
    work: Callable[[Any, list[str]], Result],
    context: Any,
    most: int = sys.maxsize,
) -> Iterator[Result]:
    """Do work for some parts, in at most ``most`` other processes where there is much.

    What they took of memory goes with them.
    """
    ordered = sorted(names, key=lambda name: (number_of(name), name))
    costs = [float(len(years.telling.get(name.replace(LINKS, TOLD), ()))) for name in ordered]
    executor = make_executor(jobs, int(sum(costs)), WORTHWHILE)
    shards = split_by_cost(ordered, costs, executor.jobs * ROUNDS)
    yield from (executor if executor.jobs <= most else Processes(most)).run(work, context, shards)
