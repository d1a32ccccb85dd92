"""What is known of each year before anything is merged or read, and how the work on years is shared out."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from operator import add, attrgetter
from typing import Any, Final, NamedTuple, TypeVar

from dateline.annotate.event.essence import read_years
from dateline.engine.executor import Executor, Processes, make_executor, split_by_cost
from dateline.engine.sealed import unpack
from dateline.index.library import ArticleCard, published_dates, publishers
from dateline.index.shelves import Shelf, Year
from dateline.model.dates import PartialDate
from dateline.model.event import Entry
from dateline.pipeline.parts import UNTIED, Part, StoredEntries, Ties
from dateline.pipeline.stored_events import EventSource

Result = TypeVar("Result")
TOLD: Final = "told "
REPORTED: Final = "reported "
MERGED: Final = "merged "
STATES: Final = "states "
DONE: Final = "done "
LINKS: Final = "links "
"""What the names of parts begin with; the year follows."""


WORTHWHILE: Final = 1000
"""Articles, each as often as the years it speaks of, whose merging is worth processes of its own."""


ROUNDS: Final = 12
"""Shards for each process: the more there are, the less of the events lies in memory at a time, and the oftener some
are read."""


def number_of(name: str) -> int:
    """Return the year that a part is about."""
    return int(name.partition(" ")[2])


class Amendment(NamedTuple):
    """What people changed of a part: the entries ``taken`` from it, by id, and those ``added`` instead.

    ``silent`` are statements of that year that no entry tells of any more, ``unreported`` the dates of such
    publications. ``state`` changes with any of it.
    """

    taken: frozenset[str] = frozenset()
    added: tuple[Entry, ...] = ()
    silent: frozenset[str] = frozenset()
    unreported: tuple[str, ...] = ()
    state: bytes = b""


NOTHING: Final = Amendment()


class Tellers(NamedTuple):
    """The articles that tell of a year, by id: for each what stands for it, and the digest of what it tells."""

    cards: list[ArticleCard]
    whos: list[bytes]
    digests: list[bytes]


NOBODY: Final = Tellers([], [], [])


@dataclass(frozen=True)
class Years:
    """What is known of each year before anything is read: who speaks of it, as fingerprints."""

    version: bytes
    cards: Sequence[ArticleCard]
    source: EventSource
    amendments: Mapping[str, Amendment] = field(default_factory=dict)
    tellers: dict[str, Tellers] = field(default_factory=dict)
    """Who a part is made of, by its name."""
    states_of: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    """What stands for each article that a part is made of, by its name, as far as that was asked before."""

    def __post_init__(self) -> None:
        if not self.tellers:
            self.tellers.update(_tellers(self.cards))

    def told_by(self, name: str) -> Tellers:
        """Return who a part is made of."""
        return self.tellers.get(name, NOBODY)

    def tales(self, name: str) -> Iterator[bytes]:
        """Yield of each article that a part is made of the fingerprint of all that its entries are made from."""
        _, whos, digests = self.told_by(name)
        return map(add, whos, digests)

    def mark(self, *parts: bytes) -> bytes:
        """Return the fingerprint of what this version of the program makes of some bytes."""
        return blake2b(b"".join((self.version, *parts)), digest_size=16).digest()

    def amended(self, amendments: Mapping[str, Amendment]) -> Years:
        """Return the same with what people changed."""
        return replace(self, amendments=amendments)

    def read(self, name: str, part: Part, ties: Ties) -> Year:
        """Return a year whose entries stay in the cache until somebody looks at them."""
        return read_year(name, part, self.shelf(name, part, ties))

    def shelf(self, name: str, part: Part, ties: Ties = UNTIED) -> StoredEntries:
        """Return where the entries of a part are."""
        return StoredEntries(self.source, name, part.state, self.by_id, ties)

    @cached_property
    def dates(self) -> Mapping[int, Sequence[str]]:
        """The days on which articles came out, by the year."""
        found: dict[int, list[str]] = defaultdict(list)
        for card in self.cards:
            if card.report is not None:
                found[card.report[0]].append(card.report[1])
        return {year: sorted(days) for year, days in found.items()}

    @cached_property
    def merged(self) -> Mapping[int, bytes]:
        """For each year that statements fall in, a fingerprint of them and of what is known of their articles."""
        return {number_of(name): self._told(name) for name in self.tellers if name.startswith(TOLD)}

    @cached_property
    def said(self) -> Mapping[int, bytes]:
        """For each year that has events, a fingerprint of all that their entries are made from."""
        found = {number_of(name): b"" for name in self.amendments if name.startswith(TOLD)}
        found.update(self.merged)
        return {
            year: self.mark(state, "\n".join(self.dates.get(year, ())).encode(), self.amendment(f"{TOLD}{year}").state)
            for year, state in sorted(found.items())
        }

    @cached_property
    def states(self) -> Mapping[str, bytes]:
        """The fingerprints of all parts by name, events before reports."""
        told = {f"{TOLD}{year}": state for year, state in self.said.items()}
        reported = {name for name in self.tellers.keys() | self.amendments.keys() if name.startswith(REPORTED)}
        return told | {
            name: self.mark(self._told(name), self.amendment(name).state) for name in sorted(reported, key=number_of)
        }

    def amendment(self, name: str) -> Amendment:
        """Return what people changed of a part."""
        return self.amendments.get(name, NOTHING)

    def _told(self, name: str) -> bytes:
        _, whos, digests = self.told_by(name)
        return self.mark(*chain.from_iterable(zip(whos, digests, strict=True)))

    @cached_property
    def ending(self) -> Mapping[int, Sequence[ArticleCard]]:
        """The cards by the last year that they tell of."""
        found: dict[int, list[ArticleCard]] = defaultdict(list)
        last = {card.id: card for card in self.cards}
        for name in sorted(self.tellers, key=number_of, reverse=True):
            told = (last.pop(card.id, None) for card in self.tellers[name].cards)
            found[number_of(name)] += [card for card in told if card is not None]
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


def read_year(name: str, part: Part, shelf: Shelf) -> Year:
    """Return the year of a part."""
    return Year(number_of(name), unpack(part.head), shelf, reports=name.startswith(REPORTED))


def _who(card: ArticleCard) -> bytes:
    """Return the fingerprint of what the entries of any year are made from of an article."""
    who = f"{card.id} {card.published.edtf if card.published else ''}\n{card.source}\n{card.topics}\n"
    return blake2b(who.encode("utf-8", "surrogatepass"), digest_size=12).digest()


def _tellers(cards: Iterable[ArticleCard]) -> dict[str, Tellers]:
    told: dict[int, Tellers] = defaultdict(lambda: Tellers([], [], []))
    reported: dict[int, Tellers] = defaultdict(lambda: Tellers([], [], []))
    for card in sorted(cards, key=attrgetter("id")):
        who = _who(card)
        said = [(told, *each) for each in read_years(card.years)]
        if card.report is not None:
            said.append((reported, card.report[0], card.report[2]))
        for found, year, digest in said:
            cards_, whos, digests = found[year]
            cards_.append(card)
            whos.append(who)
            digests.append(digest)
    kinds = ((TOLD, told), (REPORTED, reported))
    return {f"{kind}{year}": tellers for kind, found in kinds for year, tellers in found.items()}


def shared(
    years: Years,
    names: Iterable[str],
    jobs: int,
    work: Callable[[Any, list[str]], Result],
    context: Any,
    most: int = sys.maxsize,
    changed: Mapping[str, float] | None = None,
) -> Iterator[Result]:
    """Do work for some parts, in at most ``most`` other processes where there is much.

    What they took of memory goes with them. ``changed`` counts the articles that matter for a part, where that is not
    all that tell of it.
    """
    executor, shards = share_out(years, names, jobs, changed)
    yield from (executor if executor.jobs <= most else Processes(most)).run(work, context, shards)


def share_out(
    years: Years, names: Iterable[str], jobs: int, changed: Mapping[str, float] | None = None
) -> tuple[Executor, list[list[str]]]:
    """Return who does the work for some parts, and these in shards; see ``shared``."""
    ordered = sorted(names, key=lambda name: (number_of(name), name))
    few = changed or {}
    told = [name.replace(LINKS, TOLD).replace(MERGED, TOLD) for name in ordered]
    costs = [
        float(few[name] if name in few else len(years.told_by(part).cards))
        for name, part in zip(ordered, told, strict=True)
    ]
    executor = make_executor(jobs, int(sum(costs)), WORTHWHILE)
    return executor, split_by_cost(ordered, costs, executor.jobs * ROUNDS)
