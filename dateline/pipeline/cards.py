"""The cards of all articles as the cache keeps them, whole or as far as merging asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from dateline.engine.store import Store
from dateline.index.library import ArticleCard
from dateline.model.event import EventFile
from dateline.pipeline.assemble import find_clashes
from dateline.pipeline.merging import stored_entries
from dateline.pipeline.stored_events import EventSource, load_card, load_slip

MANY = 2_000
"""With so many articles read anew most years are merged anew, by processes that each come to copy what they look at."""
Loader = Callable[[bytes, str, bytes, EventSource], ArticleCard]


def read_cards(
    store: Store, known: Mapping[bytes, ArticleCard] | None = None, load: Loader = load_card
) -> dict[bytes, ArticleCard]:
    """Return the cards of all articles, by path, under the digests of what their pages show.

    ``known`` are cards that an earlier call returned: those that are still good are taken over.
    """
    source = EventSource(store.path)
    if not known:
        rows = store.rows("SELECT path, shown, card FROM article WHERE card != x'' ORDER BY path")
        return {shown: load(card, path, shown, source) for path, shown, card in rows}
    cards: dict[bytes, ArticleCard] = {}
    for path, shown in store.rows("SELECT path, shown FROM article WHERE card != x'' ORDER BY path"):
        card = known.get(shown)
        if card is None:
            row = store.one("SELECT card FROM article WHERE path = ?", (path,))
            card = load(row[0] if row else b"", path, shown, source)
        cards[shown] = card
    return cards


def merge_ahead(store: Store, files: Iterable[EventFile], *, drafts: bool, jobs: int) -> None:
    """Merge the events of all articles, with no more of these in memory than that takes; the cache keeps what comes."""
    slips, _ = find_clashes(published(read_cards(store, load=load_slip).values(), drafts=drafts))
    stored_entries(store, [slip for slip in slips if not slip.draft], jobs, tuple(files))


def published(cards: Iterable[ArticleCard], *, drafts: bool) -> list[ArticleCard]:
    """Return the cards, of drafts as of finished articles if these are wanted."""
    return [replace(card, draft=False) if drafts and card.draft else card for card in cards]
