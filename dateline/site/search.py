"""The search index: static files that a browser reads a few of for each query.

- ``search-index/manifest.json``: how many articles and shards there are, where each year begins, which name files
exist.
- ``search-index/t/N.txt``: one shard of terms, a line each: the term, a tab, its postings. A posting is four times
the distance from the article before it plus the class (see ``searchterms``), in base 32 with a sixth bit for "more
follows" (see ``postings``).
- ``search-index/d/N.json``: sixteen articles with what a result shows.
- ``search-index/n/….json``: names of entities, topics and sets with their keys (aliases, pinyin, initials).

Articles are numbered by date, oldest first, so that a new article of today changes only the shards of its
terms. Every file is a function of the articles alone, whatever was there before.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, overload

from dateline.index.library import ArticleCard, Library
from dateline.site.context import publisher
from dateline.site.postings import build_terms, decode, encode, shard_count, shard_path
from dateline.site.searchnames import FOLDER, NAMES, Sounds, build_names, write_json
from dateline.site.searchterms import CLASSES, hash_of, read_all

_place: Final = attrgetter("order")
RESULTS: Final = f"{FOLDER}d/"
BLOCK: Final = 16
"""Articles in one file of results."""
EXCERPT: Final = 90


def numbering(cards: Iterable[ArticleCard]) -> list[ArticleCard]:
    """Return the articles in the order they are numbered in: by date of publication, undated ones first, then by id."""
    return sorted(cards, key=_place)


def renumber(
    order: Sequence[str], articles: Mapping[str, ArticleCard], changed: Collection[str]
) -> list[ArticleCard]:
    """Number articles as ``numbering`` does, from how they were numbered; what changed or came is put in place anew."""
    ordered = [articles[article] for article in order if article in articles and article not in changed]
    for article in articles.keys() - (set(order) - set(changed)):
        insort(ordered, articles[article], key=_place)
    return ordered


def update_terms(
    changes: Mapping[int, tuple[bytes, bytes]], articles: int, read: Callable[[str], bytes | None]
) -> dict[str, bytes] | None:
    """Return the shards that change when the texts of some articles do, made from the shards as they are.

    ``changes`` maps an article's number to its extracted terms before and after (empty where there was none). None
    means that the index must be built anew: a shard is missing or damaged. Numbers of the other articles must not
    have changed.
    """
    shards = shard_count(articles)
    edits: defaultdict[int, defaultdict[str, dict[int, int | None]]] = defaultdict(lambda: defaultdict(dict))
    for number, (old_data, new_data) in changes.items():
        old = read_all(old_data) if old_data else {}
        new = read_all(new_data) if new_data else {}
        for term in old.keys() | new.keys():
            if old.get(term) != new.get(term):
                edits[hash_of(term) % shards][term][number] = new.get(term)
    files: dict[str, bytes] = {}
    for shard in sorted(edits):
        data = read(shard_path(shard))
        if data is None:
            return None
        try:
            files[shard_path(shard)] = _edit_shard(data, edits[shard])
        except ValueError:
            return None
    return files


def _edit_shard(data: bytes, edits: Mapping[str, Mapping[int, int | None]]) -> bytes:
    lines = dict(line.split("\t") for line in data.decode().splitlines())
    for term, changed in edits.items():
        kept = {posting // CLASSES: posting for posting in decode(lines.get(term, ""))}
        for number, rank in changed.items():
            if rank is None:
                kept.pop(number, None)
            else:
                kept[number] = number * CLASSES + rank
        if kept:
            lines[term] = encode(sorted(kept.values()))
        else:
            lines.pop(term, None)
    return "".join(f"{term}\t{lines[term]}\n" for term in sorted(lines)).encode()


def build_results(
    ordered: Sequence[ArticleCard], blocks: Iterable[int] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of what results show: id, title, date, source, language, start of the text.

    ``blocks`` are the numbers of the files that are wanted; all are where it is not given.
    """
    for block in range(-(-len(ordered) // BLOCK)) if blocks is None else sorted(blocks):
        start = block * BLOCK
        rows = [
            [
                card.id,
                card.title,
                card.published.edtf if card.published else "",
                publisher(card),
                card.lang[:2],
                "" if card.publish.value == "excerpt" else card.excerpt[:EXCERPT],
            ]
            for card in ordered[start : start + BLOCK]
        ]
        yield f"{RESULTS}{block}.json", write_json(rows)


def build_manifest(ordered: Sequence[ArticleCard], names: Sequence[str]) -> bytes:
    """Make the file that every query begins with."""
    years: dict[str, int] = {}
    number = 0
    while number < len(ordered):
        dated, year = _year(ordered[number])
        years[str(year) if dated else ""] = number
        number = bisect_right(ordered, (dated, year), number, key=_year)
    return write_json(
        {
            "articles": len(ordered),
            "shards": shard_count(len(ordered)),
            "block": BLOCK,
            "years": years,
            "names": list(names),
        }
    )


def _year(card: ArticleCard) -> tuple[bool, int]:
    """Return whether it is known in which year an article was published, and that year; as articles are numbered."""
    year = card.published.start_year if card.published else None
    return year is not None, year or 0


def static_part(
    library: Library,
    sets: Iterable[tuple[str, Mapping[str, str]]] = (),
    sounds: Sounds | None = None,
    ordered: Sequence[ArticleCard] | None = None,
    blocks: Iterable[int] | None = None,
    names: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return every file of the index but the shards of terms: manifest, names, results.

    ``ordered`` are the articles as they are numbered, where that is known; ``blocks`` the numbers of the files of
    results that are wanted; ``names`` the paths of the files of names, where these stay as they are.
    """
    ordered = numbering(library.articles.values()) if ordered is None else ordered
    made = {} if names else build_names(library, sets, sounds or Sounds())
    files = dict(build_results(ordered, blocks)) | made
    stems = sorted(path.removeprefix(NAMES).removesuffix(".json") for path in names or made)
    files[f"{FOLDER}manifest.json"] = build_manifest(ordered, stems)
    return files


@dataclass(frozen=True, slots=True)
class Previous:
    """The index of the last build.

    ``order`` is how its articles were numbered, ``terms`` what the articles that changed had then; ``read`` returns
    a file's bytes by its path, None for one that is not there. ``names`` are the paths of the files of names where
    what these are made from is as it was.
    """

    order: Sequence[str]
    terms: Mapping[str, bytes]
    read: Callable[[str], bytes | None]
    names: Sequence[str] = ()


def index_files(
    library: Library, terms: Mapping[str, bytes], sets: Iterable[tuple[str, Mapping[str, str]]] = ()
) -> dict[str, bytes]:
    """Return every file of the index, path to bytes.

    ``terms`` gives each article's extracted terms (``searchterms.extract``) by id.
    """
    ordered = numbering(library.articles.values())
    return static_part(library, sets, ordered=ordered) | dict(
        build_terms([terms.get(card.id, b"") for card in ordered])
    )


def changed_files(
    library: Library,
    terms: Mapping[str, bytes],
    sets: Iterable[tuple[str, Mapping[str, str]]],
    previous: Previous,
    changed: Collection[str],
    sounds: Sounds | None = None,
    ordered: Sequence[ArticleCard] | None = None,
) -> dict[str, bytes] | None:
    """Return the files of the index that the articles with the ids ``changed`` make others, new ones included.

    These are the manifest, results, shards of terms and, unless they stay, names; some may come out as they were.
    None means that the index must be made as a whole: an article is gone or others come to be numbered after it, or a
    file of the last index cannot be read.
    """
    ordered = numbering(library.articles.values()) if ordered is None else ordered
    order = [card.id for card in ordered]
    if not _continues(previous.order, order):
        return None
    old = len(previous.order)
    numbers = {number for number, article in enumerate(order) if number >= old or article in changed}
    edited = _edited(order, terms, previous, numbers)
    if edited is None:
        return None
    return static_part(library, sets, sounds, ordered, {number // BLOCK for number in numbers}, previous.names) | edited


def touched_files(
    articles: Mapping[str, ArticleCard], terms: Mapping[str, bytes], previous: Previous
) -> dict[str, bytes] | None:
    """Return the files of the index that say something else now that some articles do, which keep their numbers.

    These are the articles that ``previous`` holds the terms of. None means that the index must be made as a whole.
    """
    order = previous.order
    numbers = {number for number, article in enumerate(order) if article in previous.terms}
    edited = _edited(order, terms, previous, numbers)
    if edited is None or len(numbers) != len(previous.terms):
        return None
    return dict(build_results(Numbered(order, articles), {number // BLOCK for number in numbers})) | edited


class Numbered(Sequence[ArticleCard]):
    """Articles as they are numbered, each looked up when somebody asks for it."""

    def __init__(self, order: Sequence[str], articles: Mapping[str, ArticleCard]) -> None:
        self.order, self.articles = order, articles

    def __len__(self) -> int:
        return len(self.order)

    @overload
    def __getitem__(self, index: int) -> ArticleCard: ...
    @overload
    def __getitem__(self, index: slice) -> list[ArticleCard]: ...
    def __getitem__(self, index: int | slice) -> ArticleCard | list[ArticleCard]:
        if isinstance(index, slice):
            return [self.articles[article] for article in self.order[index]]
        return self.articles[self.order[index]]


def _continues(before: Sequence[str], order: Sequence[str]) -> bool:
    old = len(before)
    return list(before) == list(order[:old]) and shard_count(old) == shard_count(len(order))


def _edited(
    order: Sequence[str], terms: Mapping[str, bytes], previous: Previous, numbers: Iterable[int]
) -> dict[str, bytes] | None:
    old = len(previous.order)
    changes = {
        number: (previous.terms.get(order[number], b"") if number < old else b"", terms.get(order[number], b""))
        for number in sorted(numbers)
    }
    return update_terms(changes, len(order), previous.read)
