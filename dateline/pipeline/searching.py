"""The search index as part of a build: made in workers, brought up to date shard by shard where little changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.config import Config
from dateline.engine.executor import helped, make_executor
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.sealed import pack, unpack, unseal
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.site.search import Previous, build_part, changed_files, numbering, renumber, static_part, touched_files
from dateline.site.searchnames import FOLDER, NAMES, Sounds
from dateline.site.searchterms import PARTS


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The files of the index that have to be written.

    ``made`` says which part of it was made as a whole: what else begins with one of these belongs to it no more.
    ``state`` is the fingerprint of what its names are made from, ``order`` numbers the articles.
    """

    state: bytes
    order: Sequence[str]
    files: Mapping[str, bytes] = field(default_factory=dict)
    made: tuple[str, ...] = ()


def make_index(
    store: Store,
    library: Library,
    config: Config,
    site: Path,
    old_terms: Mapping[str, bytes] | None,
    *,
    intact: Sequence[str] = (),
    jobs: int = 0,
) -> SearchIndex:
    """Return what the index needs: nothing, the files that changed, or all of it.

    ``old_terms`` are the terms that changed articles had before, by id; ``intact`` are the files of the last build
    where these are all there.
    """
    terms, articles, sounds = StoredTerms(store), library.articles, Sounds(_read_sounds(store))
    sets = [(item.id, item.names) for item in config.sets]
    state = _state(library, sets)
    if intact and old_terms is not None and (last := _last(store, site, old_terms)) is not None:
        named = store.meta("search.state") == state
        previous = replace(last, names=[path for path in intact if path.startswith(NAMES)] if named else ())
        changed = old_terms.keys() | (articles.keys() - set(previous.order))
        ordered = renumber(previous.order, articles, changed)
        order = [card.id for card in ordered]
        if named and not changed and order == previous.order:
            return SearchIndex(state, order)
        files = changed_files(library, terms, sets, previous, changed, sounds, ordered)
        if files is not None:
            if not named:
                _write_sounds(store, sounds)
            return SearchIndex(state, order, files, () if named else (NAMES,))
    ordered = numbering(articles.values())
    everything = terms.read_all()
    texts = [everything.get(card.id, b"") for card in ordered]
    files = static_part(library, sets, sounds, ordered)
    _write_sounds(store, sounds)
    executor = make_executor(jobs, len(ordered))
    for part in executor.run(_part, texts, list(range(PARTS))):
        files |= part
    return SearchIndex(state, [card.id for card in ordered], files, (FOLDER,))


def touched_index(
    store: Store, library: Library, config: Config, site: Path, old_terms: Mapping[str, bytes]
) -> dict[str, bytes] | None:
    """Return the files of the index that say something else now that some articles do, which keep their numbers.

    ``old_terms`` are the terms that these had before, by id. None means that the index has to be made as a whole.
    """
    if not config.search:
        return {}
    last = _last(store, site, old_terms)
    files = touched_files(library.articles, StoredTerms(store), last) if last is not None else None
    if files is not None:
        store.set_meta("search.revision", store.meta("articles.revision") or b"0")
    return files


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
    order = pack(index.order)
    if store.meta("search.order") != order:
        store.set_meta("search.order", order)


def is_index(path: str) -> bool:
    """Tell whether a file of the site belongs to the index."""
    return path.startswith(FOLDER)


@helped
def _part(texts: Sequence[bytes], part: int) -> dict[str, bytes]:
    return build_part(part, texts, len(texts))


def _state(library: Library, sets: object) -> bytes:
    """Return the fingerprint of what the names of the index are made from."""
    names = [(e.id, e.type, sorted(e.names.items()), e.surfaces) for e in library.entities.values()]
    topics = [(t.id, sorted(t.names.items()), t.aliases) for t in library.topics.values()]
    counts = [*library.entity_entries.sizes.items(), *((t, len(a)) for t, a in library.topic_articles.items())]
    return value_fingerprint((code_fingerprint(), names, topics, counts, sets)).encode()


def _last(store: Store, site: Path, old_terms: Mapping[str, bytes]) -> Previous | None:
    data = store.meta("search.order")
    if data is None:
        return None

    def read(path: str) -> bytes | None:
        try:
            return (site / path).read_bytes()
        except OSError:
            return None

    return Previous(unpack(data), old_terms, read)
