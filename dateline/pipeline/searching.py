"""The search index as part of a build: made in workers, brought up to date shard by shard where little changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.config import Config
from dateline.engine.executor import make_executor
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.scan import digest
from dateline.engine.sealed import unpack, unseal
from dateline.engine.store import Store
from dateline.index.library import Library
from dateline.pipeline.work import dump
from dateline.site.search import FOLDER, Previous, build_part, index_files, numbering, static_part
from dateline.site.searchterms import PARTS


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The files of the index that have to be written; ``whole`` says that these are all of them.

    ``state`` is the fingerprint of everything the index is made from; ``paths`` are the files it consists of, as far
    as known.
    """

    state: bytes
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
    terms = {
        identifier: unseal(data)
        for identifier, data in store.rows("SELECT id, terms FROM article WHERE card != x''")
        if identifier in library.articles
    }
    order = [card.id for card in numbering(library.articles.values())]
    sets = [(item.id, item.names) for item in config.sets]
    state = _state(library, order, terms, sets)
    if intact and store.meta("search.state") == state:
        return SearchIndex(state)
    previous = _previous(store, site, old_terms) if intact and old_terms is not None else None
    if previous is not None and old_terms is not None:
        changed = set(old_terms) | (set(order) - set(previous.order))
        files = index_files(library, terms, sets, previous, changed)
        return SearchIndex(state, files, whole=False)
    texts = [terms.get(identifier, b"") for identifier in order]
    files = dict(static_part(library, sets))
    executor = make_executor(jobs, len(order))
    for part in executor.run(_part, texts, list(range(PARTS))):
        files |= part
    return SearchIndex(state, files, whole=True)


def remember(store: Store, library: Library, index: SearchIndex) -> None:
    """Note what the index in the output folder was made from."""
    store.set_meta("search.state", index.state)
    store.set_meta("search.revision", store.meta("articles.revision") or b"0")
    store.set_meta("search.order", dump([card.id for card in numbering(library.articles.values())]))


def is_index(path: str) -> bool:
    """Tell whether a file of the site belongs to the index."""
    return path.startswith(FOLDER)


def is_terms(path: str) -> bool:
    """Tell whether a file of the index is a shard of terms."""
    return path.startswith(f"{FOLDER}t/")


def _part(texts: Sequence[bytes], part: int) -> dict[str, bytes]:
    return build_part(part, texts, len(texts))


def _state(library: Library, order: Sequence[str], terms: Mapping[str, bytes], sets: object) -> bytes:
    cards = [
        (i, c.title, c.source, c.site, str(c.published), c.excerpt, c.lang, digest(terms.get(i, b"")))
        for i in order
        if (c := library.articles[i])
    ]
    names = [(e.id, e.type, sorted(e.names.items()), e.surfaces) for e in library.entities.values()]
    topics = [(t.id, sorted(t.names.items()), t.aliases) for t in library.topics.values()]
    counts = [
        len(ids)
        for ids in (
            *library.entity_entries.values(),
            *library.entity_articles.values(),
            *library.topic_articles.values(),
        )
    ]
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
