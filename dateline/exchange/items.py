"""The entries of a timeline as every export writes them: one flat value each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dateline.index.library import ArticleCard, Library, card_instant
from dateline.model.dates import PartialDate
from dateline.model.event import Entry
from dateline.text.datewords import format_date


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
