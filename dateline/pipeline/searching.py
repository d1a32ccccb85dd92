"""The search index as part of a build: made in workers, brought up to date shard by shard where little changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dateline.config import Config
from dateline.engine.aside import Waited, ahead, aside
from dateline.engine.executor import processes_of
from dateline.engine.fingerprint import code_fingerprint, value_fingerprint
from dateline.engine.scan import Stamp, stamp_of
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store, bring_in
from dateline.index.library import Library
from dateline.pipeline.project import Project
from dateline.pipeline.rendering import Ahead
from dateline.pipeline.shards import write_shards
from dateline.pipeline.standing import revision_of
from dateline.pipeline.stored_events import EventSource
from dateline.site.postings import shard_count, shard_path
from dateline.site.search import Previous, changed_files, numbering, renumber, static_part, touched_files
from dateline.site.searchnames import FOLDER, NAMES, Sounds
from dateline.text.pinyin import Spelling, learn, spelling, unknown


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The files of the index that have to be written.

    ``made`` says which part of it was made as a whole: what else begins with one of these belongs to it no more.
    ``state`` is the fingerprint of what its names are made from, ``order`` numbers the articles. ``staged`` are the
    stamps of files that lie in the stage already.
    """

    state: bytes
    order: Sequence[str]
    files: Mapping[str, bytes] = field(default_factory=dict)
    made: tuple[str, ...] = ()
    staged: Mapping[str, Stamp] = field(default_factory=dict)


class Staged(NamedTuple):
    """What lies in the stage, and is waited for when it is asked.

    ``pages`` are those rendered ahead, which learns how names sound: it is to be asked before others are rendered,
    which sort names by that. ``terms`` sees to it that all shards of search terms are there.
    """

    pages: Callable[[], Ahead]
    terms: Callable[[], Mapping[str, Stamp]]


@contextmanager
def staging(
    project: Project,
    store: Store,
    library: Library,
    stage: Path,
    old_terms: Mapping[str, bytes] | None,
    render: Callable[[Waited], Ahead] | None = None,
    *,
    jobs: int = 0,
) -> Iterator[Staged]:
    """Have files made ready during the block.

    Where many articles changed, so that all shards of terms are sure to be wanted, another process makes these, if the
    site has a search. It also finds out how names sound, for what it loads for that is large, and brings the cache's
    log in; then it goes on with what is to ``render`` until its result is asked for.
    """
    search = project.config.search
    due = (search or render is not None) and old_terms is None and processes_of(jobs) > 1
    order = _ids(library) if due else []  # another process that looked at all cards would come to copy them
    names = _unheard(store, library) if due else ()

    def write(waited: Waited) -> tuple[dict[str, Spelling], Ahead]:
        with aside(partial(_spell, names), worthwhile=bool(names)) as spelt:  # what it loads goes with that process
            learn(spelt())
        if search:
            write_shards(store.path, order or _ids(library), stage, 1 if due else jobs)
        if due:
            bring_in(store.path)
        return spelt(), render(waited) if render is not None and not waited() else {}

    with ahead(write, worthwhile=due) as written:

        def pages() -> Ahead:
            if not due:
                return {}
            spelt, rendered = written()
            learn(spelt)
            return rendered

        def terms() -> dict[str, Stamp]:
            written()
            paths = map(shard_path, range(shard_count(len(library.articles))))
            return {path: stamp_of((stage / path).lstat()) for path in paths}

        yield Staged(cache(pages), terms)


def make_index(
    store: Store,
    library: Library,
    config: Config,
    site: Path,
    old_terms: Mapping[str, bytes] | None,
    terms_staged: Callable[[], Mapping[str, Stamp]],
    *,
    intact: Sequence[str] = (),
) -> SearchIndex:
    """Return what the index needs: nothing, the files that changed, or all of it.

    ``old_terms`` are the terms that changed articles had before, by id; ``intact`` are the files of the last build
    where these are all there. ``terms_staged`` stages all shards of terms and returns their stamps.
    """
    terms, articles = StoredTerms(EventSource(store.path)), library.articles
    sounds = Sounds(_read_sounds(store))
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
    files = static_part(library, sets, sounds, ordered)
    _write_sounds(store, sounds)
    return SearchIndex(state, [card.id for card in ordered], files, (FOLDER,), terms_staged())


def _spell(names: Iterable[str]) -> dict[str, Spelling]:
    return {name: found for name in names if (found := spelling(name)) is not None}


def _ids(library: Library) -> list[str]:
    return [card.id for card in numbering(library.articles.values())]


def touched_index(
    store: Store, library: Library, config: Config, site: Path, old_terms: Mapping[str, bytes]
) -> dict[str, bytes] | None:
    """Return the files of the index that say something else now that some articles do, which keep their numbers.

    ``old_terms`` are the terms that these had before, by id. None means that the index has to be made as a whole.
    """
    if not config.search:
        return {}
    last = _last(store, site, old_terms)
    files = touched_files(library.articles, StoredTerms(EventSource(store.path)), last) if last is not None else None
    if files is not None:
        store.set_meta("search.revision", revision_of(store))
    return files


def _unheard(store: Store, library: Library) -> Sequence[str]:
    """Return the names of which it is not known how they sound."""
    learn(_read_sounds(store))
    entities = (name for entity in library.entities.values() for name in (*entity.names.values(), *entity.surfaces))
    topics = (name for topic in library.topics.values() for name in (*topic.names.values(), *topic.aliases))
    return unknown(chain(entities, topics))


def _read_sounds(store: Store) -> dict[str, Spelling]:
    data = store.meta("search.sounds")
    state, known = unpack(data) if data is not None else ("", {})
    return known if state == code_fingerprint() else {}


def _write_sounds(store: Store, sounds: Sounds) -> None:
    if sounds.used != sounds.known:
        store.set_meta("search.sounds", pack((code_fingerprint(), sounds.used)))


class StoredTerms(Mapping[str, bytes]):
    """The terms of every article by id, read from the cache when they are asked for."""

    def __init__(self, source: EventSource) -> None:
        self.source = source

    def __getitem__(self, article: str) -> bytes:
        return self.source.terms(article)

    def __iter__(self) -> Iterator[str]:
        return iter(self.source.term_sizes())

    def __len__(self) -> int:
        return len(self.source.term_sizes())


def remember(store: Store, index: SearchIndex) -> None:
    """Note what the index in the output folder was made from."""
    store.set_meta("search.state", index.state)
    store.set_meta("search.revision", revision_of(store))
    order = pack(index.order)
    if store.meta("search.order") != order:
        store.set_meta("search.order", order)


def is_index(path: str) -> bool:
    """Tell whether a file of the site belongs to the index."""
    return path.startswith(FOLDER)


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
