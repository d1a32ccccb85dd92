"""The pictures that articles name: which may be published, under which address, and what is wrong with others."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import unquote

from dateline.content.pictures import PICTURE_BYTES, resolve_local, sniff
from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.errors import DatelineError
from dateline.index.library import ArticleCard, Library
from dateline.model.article import Publish
from dateline.model.problem import Problem
from dateline.pipeline.project import ContentScan, Project
from dateline.site.pictures import Shown

KEPT: Final = "pictures"
"""The name under which the cache keeps what pictures were."""


class Known(NamedTuple):
    """What a file was when it was last looked at: its stamp, its digest, and how it is shown; None for no picture."""

    stamp: tuple[int, ...]
    digest: str
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """How each picture is shown, by its path; the files to publish, by their address: (path, digest)."""

    shown: Mapping[str, Shown] = field(default_factory=dict)
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def gather(project: Project, store: Store, found: ContentScan, library: Library) -> Gathered:
    """Look at every picture that a published text names; only what changed since the last time is read."""
    data = store.meta(KEPT)
    before: dict[str, Known] = unpack(data) if data is not None else {}
    known: dict[str, Known] = {}
    problems: list[Problem] = []
    illustrated = [card for card in library.articles.values() if card.pictures]
    for card in sorted(illustrated, key=lambda card: card.path):
        for source in card.pictures if card.publish is Publish.FULL else ():
            path = resolve_local(card.path, source)
            stamp = found.pictures.files.get(path) if path else None
            if stamp is None:
                why = "there is no such file" if path else "it lies outside content/articles and content/assets"
                problems.append(_problem(project, card, source, f"the picture {source!r} is left out: {why}"))
                continue
            if path not in known:
                old = before.get(path)
                known[path] = old if old and old.stamp == tuple(stamp) else _look(project, path, tuple(stamp))
            if known[path].shown is None:
                why = f"it is no PNG, JPEG, GIF, WebP or AVIF of at most {PICTURE_BYTES // 2**20} MiB"
                problems.append(_problem(project, card, source, f"the picture {source!r} is left out: {why}"))
    if known != before:
        store.set_meta(KEPT, pack(known))
    good = {path: item for path, item in known.items() if item.shown is not None}
    return Gathered(
        {path: item.shown for path, item in good.items() if item.shown is not None},
        {item.shown.address: (path, item.digest) for path, item in sorted(good.items()) if item.shown is not None},
        tuple(problems),
    )


def shown_pictures(store: Store) -> dict[str, Shown]:
    """Return how each picture was shown when all were last looked at, by its path."""
    data = store.meta(KEPT)
    known: dict[str, Known] = unpack(data) if data is not None else {}
    return {path: item.shown for path, item in known.items() if item.shown is not None}


def _look(project: Project, path: str, stamp: tuple[int, ...]) -> Known:
    """Read a picture and tell what it is."""
    if stamp[0] > PICTURE_BYTES:
        return Known(stamp, "", None)
    try:
        data = project.read(path)
    except OSError:
        return Known(stamp, "", None)
    picture = sniff(data)
    digest = hashlib.sha256(data).hexdigest()
    if picture is None:
        return Known(stamp, digest, None)
    address = f"pictures/{digest[:24]}.{picture.suffix}"
    return Known(stamp, digest, Shown(address, picture.width, picture.height))


def _problem(project: Project, card: ArticleCard, source: str, message: str) -> Problem:
    line, column = _place(project, card, source)
    return Problem(card.path, line, column, "DL504", message, "put the picture there, or take it out of the text")


def _place(project: Project, card: ArticleCard, source: str) -> tuple[int, int]:
    """Return line and column of a picture's address in an article's file, or of the start of its text."""
    try:
        text = project.read(card.path).decode("utf-8", "replace")
    except OSError:
        return card.body_line, 1
    for number, line in enumerate(text.splitlines(), 1):
        if number < card.body_line or "](" not in line:
            continue
        for form in (source, unquote(source), html.escape(source)):
            if (at := line.find(form)) >= 0:
                return number, at + 1
    return card.body_line, 1


def read_pictures(
    project: Project, files: Mapping[str, tuple[str, str]], wanted: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of pictures by address; raise DatelineError where a file is no more what was looked at."""
    for address in wanted:
        path, digest = files[address]
        data = project.read(path)
        if hashlib.sha256(data).hexdigest() != digest:
            raise DatelineError(f"{path} was changed while the site was built: build it again")
        yield address, data
