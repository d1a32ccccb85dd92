"""The entries of a timeline as every export writes them: one flat value each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from dateline.index.library import ArticleCard, Library
from dateline.model.dates import LOW, PartialDate
from dateline.model.event import Entry
from dateline.text.datewords import format_date

_INSTANT: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Source:
    """One statement of an entry: publisher, title, address and day of its article, its words, where they stand."""

    publisher: str
    title: str
    url: str
    published: str
    quote: str
    page: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. ``entities`` and ``topics`` are names in the export's language; ``ids`` the entities' ids.

    ``entered`` is when the knowledge base learned of it: an ISO 8601 instant in UTC, from the captures, never a clock.
    """

    id: str
    date: PartialDate
    mod: str
    date_text: str
    headline: str
    status: str
    lang: str
    url: str
    entities: tuple[str, ...]
    ids: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    key: bool
    disputed: bool
    entered: str


def make_items(
    library: Library,
    entries: Iterable[Entry],
    lang: str,
    address: Callable[[str, str], str] = lambda _article, _event: "",
) -> list[Item]:
    """Flatten entries; ``address`` gives the permalink of an event from its article's id and its own."""
    return [make_item(library, entry, lang, address) for entry in entries]


def make_item(library: Library, entry: Entry, lang: str, address: Callable[[str, str], str]) -> Item:
    """Flatten one entry."""
    entities, topics = library.entities, library.topics
    first = entry.statements[0]
    cards = [library.articles.get(statement.article) for statement in entry.statements]
    return Item(
        entry.id,
        entry.date,
        entry.mod,
        format_date(entry.date, entry.mod, lang),
        entry.headline,
        entry.status.value,
        first.lang,
        address(first.article, first.id),
        tuple(entities[e].name(lang) if e in entities else e for e in entry.entities),
        entry.entities,
        tuple(topics[t].name(lang) if t in topics else t for t in entry.topics),
        tuple(
            _source(card, statement.quote, address(statement.article, statement.id))
            for card, statement in zip(cards, entry.statements, strict=True)
            if card is not None
        ),
        entry.key,
        bool(entry.conflicts),
        entered(card for card in cards if card is not None),
    )


def _source(card: ArticleCard, quotation: str, page: str) -> Source:
    return Source(
        card.source or card.site, card.title, card.url, card.published.edtf if card.published else "", quotation, page
    )


def entered(cards: Iterable[ArticleCard]) -> str:
    """Return when the first of the articles entered the knowledge base, in UTC.

    The day of publication stands in where no capture is dated. Feeds and calendars need an instant:
    1970-01-01T00:00:00Z says that nothing is known.
    """
    known = [instant for card in cards if (instant := card_instant(card))]
    return min(known, default="1970-01-01T00:00:00Z")


def card_instant(card: ArticleCard) -> str:
    """Return when an article entered the knowledge base, in UTC; "" where neither capture nor publication is dated."""
    found = instant_of(card.captured)
    if found or card.published is None:
        return found
    first = card.published.latest if card.published.earliest == LOW else card.published.earliest
    return f"{first[0]:04d}-{first[1]:02d}-{first[2]:02d}T00:00:00Z" if 1 <= first[0] <= 9999 else ""


def instant_of(text: str) -> str:
    """Return an ISO 8601 day or instant in UTC with seconds, or "" when it is neither; a day means its first second."""
    match = _INSTANT.match(text)
    if match is None:
        return ""
    from datetime import UTC, datetime, timedelta, timezone

    year, month, day, hour, minute, second, zone = match.groups()
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
        if zone and zone != "Z":
            sign = -1 if zone[0] == "-" else 1
            offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            moment = moment.replace(tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
