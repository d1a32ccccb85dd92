"""The search index as part of a build: made in workers, brought up to date shard by shard where little changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.config import Config
from dateline.engine.executor import helped, make_executor
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.sealed import pack, unpack, unseal
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.site.search import Previous, build_part, index_files, numbering, static_part
from dateline.site.searchnames import FOLDER, Sounds
from dateline.site.searchterms import PARTS


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The files of the index that have to be written; ``whole`` says that these are all of them.

    ``state`` is the fingerprint of everything the index is made from, ``order`` numbers the articles.
    """

    state: bytes
    order: Sequence[str]
    files: Mapping[str, bytes] = field(default_factory=dict)
    whole: bool = False


def make_index(
    store: Store,
    library: Library,
    config: Config,
    site: Path,
    old_terms: Mapping[str, bytes] | None,
    *,
    intact: bool,
    jobs: int = 0,
) -> SearchIndex:
    """Return what the index needs: nothing, the shards that changed, or all of it.

    ``old_terms`` are the terms that changed articles had before, by id; ``intact`` says that the files of the last
    build are all there.
    """
    terms = StoredTerms(store)
    ordered = numbering(library.articles.values())
    order = [card.id for card in ordered]
    sets = [(item.id, item.names) for item in config.sets]
    state = _state(store, library, order, sets)
    if intact and store.meta("search.state") == state:
        return SearchIndex(state, order)
    sounds = Sounds(_read_sounds(store))
    previous = _previous(store, site, old_terms) if intact and old_terms is not None else None
    if previous is not None and old_terms is not None:
        changed = set(old_terms) | (set(order) - set(previous.order))
        files = index_files(library, terms, sets, previous, changed, sounds, ordered)
        _write_sounds(store, sounds)
        return SearchIndex(state, order, files, whole=False)
    everything = terms.read_all()
    texts = [everything.get(identifier, b"") for identifier in order]
    files = static_part(library, sets, sounds, ordered)
    _write_sounds(store, sounds)
    executor = make_executor(jobs, len(order))
    for part in executor.run(_part, texts, list(range(PARTS))):
        files |= part
    return SearchIndex(state, order, files, whole=True)


def _read_sounds(store: Store) -> dict[str, list[str]]:
    data = store.meta("search.sounds")
    state, known = unpack(data) if data is not None else ("", {})
    return known if state == code_fingerprint() else {}


def _write_sounds(store: Store, sounds: Sounds) -> None:
    if sounds.used != sounds.known:
        store.set_meta("search.sounds", pack((code_fingerprint(), sounds.used)))


class StoredTerms(Mapping[str, bytes]):
    """The terms of every article by id, read from the cache when they are asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __getitem__(self, article: str) -> bytes:
        query = "SELECT terms FROM article WHERE id = ? AND card != x'' ORDER BY path"
        row = self.store.one(query, (article,))
        if row is None:
            raise KeyError(article)
        return unseal(row[0])

    def __iter__(self) -> Iterator[str]:
        return (str(row[0]) for row in self.store.rows("SELECT DISTINCT id FROM article WHERE card != x''"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def read_all(self) -> dict[str, bytes]:
        """Return the terms of all articles; of two with one id those of the first path, as everywhere."""
        found: dict[str, bytes] = {}
        for article, data in self.store.rows("SELECT id, terms FROM article WHERE card != x'' ORDER BY path"):
            if article not in found:
                found[article] = unseal(data)
        return found


def remember(store: Store, index: SearchIndex) -> None:
    """Note what the index in the output folder was made from."""
    store.set_meta("search.state", index.state)
    store.set_meta("search.revision", store.meta("articles.revision") or b"0")
    store.set_meta("search.order", pack(index.order))


def is_index(path: str) -> bool:
    """Tell whether a file of the site belongs to the index."""
    return path.startswith(FOLDER)


@helped
def _part(texts: Sequence[bytes], part: int) -> dict[str, bytes]:
    return build_part(part, texts, len(texts))


def _state(store: Store, library: Library, order: Sequence[str], sets: object) -> bytes:
    """Return the fingerprint of what the index is made from; an article's terms follow from what its page shows."""
    shown: dict[str, bytes] = dict(store.rows("SELECT id, shown FROM article WHERE card != x'' ORDER BY path DESC"))
    cards = [(article, shown.get(article)) for article in order]
    names = [(e.id, e.type, sorted(e.names.items()), e.surfaces) for e in library.entities.values()]
    topics = [(t.id, sorted(t.names.items()), t.aliases) for t in library.topics.values()]
    articles = (*library.entity_articles.values(), *library.topic_articles.values())
    counts = [*library.entity_entries.sizes.values(), *map(len, articles)]
    return value_fingerprint((code_fingerprint(), cards, names, topics, counts, sets)).encode()


def _previous(store: Store, site: Path, old_terms: Mapping[str, bytes]) -> Previous | None:
    data = store.meta("search.order")
    if data is None:
        return None

    def read(path: str) -> bytes | None:
        try:
            return (site / path).read_bytes()
        except OSError:
            return None

    return Previous(unpack(data), old_terms, read)
