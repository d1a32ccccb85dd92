"""Rules over the built site: every link leads somewhere, nothing foreign is loaded, budgets hold."""

from __future__ import annotations

import gzip
import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from dateline.model.problem import Problem, Severity

PAGE_BYTES: Final = 60_000
"""Gzipped HTML of the first page of a timeline, at most."""
SCRIPT_BYTES: Final = 30_000
STYLE_BYTES: Final = 15_000
SITE_BYTES: Final = 1_000_000_000
"""GitHub Pages publishes no more (https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits)."""
SITE_WARNING: Final = 0.8

_TAG: Final = re.compile(r'<([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>')
_ADDRESS: Final = re.compile(r'\b(href|src|data|action|poster)="([^"]*)"')
_ID: Final = re.compile(r'\bid="([^"]+)"')
_LOADING: Final = frozenset(("script", "img", "iframe", "embed", "object", "source", "video", "audio", "track"))


def check_site(files: Mapping[str, bytes], base_path: str) -> list[Problem]:
    """Return the faults of a built site; ``files`` are its bytes by path, ``base_path`` where it is served."""
    ids = {
        path: frozenset(_ID.findall(data.decode("utf-8", "replace")))
        for path, data in files.items()
        if path.endswith(".html")
    }
    found: list[Problem] = []
    for path, data in sorted(files.items()):
        if path.endswith(".html"):
            found += _page(path, data.decode("utf-8", "replace"), files, ids, base_path)
    found += _budgets(files)
    return sorted(found)


def _page(
    path: str, text: str, files: Mapping[str, bytes], ids: Mapping[str, frozenset[str]], base_path: str
) -> Iterator[Problem]:
    for tag in _TAG.finditer(text):
        name = tag[1].lower()
        for attribute, raw in _ADDRESS.findall(tag[2]):
            address = html.unescape(raw)
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if name in _LOADING or (name == "link" and 'rel="stylesheet"' in tag[2]):
                    yield _problem(
                        path,
                        text,
                        tag.start(),
                        "DL601",
                        f"the page loads {address} from another host",
                        "keep pictures and scripts on the site",
                    )
                continue
            target = _target(path, parts.path, base_path)
            if target is None or target not in files:
                yield _problem(
                    path,
                    text,
                    tag.start(),
                    "DL502",
                    f"{attribute} {address!r} leads nowhere",
                    "rebuild the site; if it stays, report it",
                )
            elif (
                parts.fragment
                and target in ids
                and unquote(parts.fragment) not in ids[target]
                and not parts.fragment.startswith(":~:")
            ):
                yield _problem(
                    path,
                    text,
                    tag.start(),
                    "DL502",
                    f"there is no {parts.fragment!r} on {target}",
                    "rebuild the site; if it stays, report it",
                )


def _target(path: str, address: str, base_path: str) -> str | None:
    """Return the file that an address on a page means; None where it leaves the site."""
    if not address:
        return path
    address = unquote(address)
    if address.startswith("/"):
        if not address.startswith(base_path):
            return None
        joined = address[len(base_path) :]
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        if joined.startswith(".."):
            return None
        joined = "" if joined == "." else joined
        if address.endswith("/") and joined:
            joined += "/"
    return joined + "index.html" if not joined or joined.endswith("/") else joined


def _budgets(files: Mapping[str, bytes]) -> Iterator[Problem]:
    for path, data in sorted(files.items()):
        if (
            path.endswith("/index.html")
            and path.split("/")[-3:-2] != []
            and path.split("/")[0] in ("timeline", "entities", "topics", "sets")
        ):
            size = len(gzip.compress(data, 6, mtime=0)) if len(data) > PAGE_BYTES else 0
            if size > PAGE_BYTES:
                yield Problem(
                    path,
                    0,
                    0,
                    "DL602",
                    f"the page is {size // 1000} kB gzipped, more than {PAGE_BYTES // 1000}",
                    "lower page_size",
                    Severity.WARNING,
                )
    for suffix, limit in ((".js", SCRIPT_BYTES), (".css", STYLE_BYTES)):
        own = [path for path in files if path.startswith("static/theme.") and suffix == ".css"]
        listed = [path for path in files if path.startswith("static/") and path.endswith(suffix) and path not in own]
        size = sum(len(files[path]) for path in listed)
        if size > limit:
            yield Problem(
                "static",
                0,
                0,
                "DL602",
                f"{suffix[1:]} files come to {size // 1000} kB, more than {limit // 1000}",
                "shorten your own",
                Severity.WARNING,
            )
    total = sum(map(len, files.values()))
    if total > SITE_BYTES * SITE_WARNING:
        severity = Severity.ERROR if total > SITE_BYTES else Severity.WARNING
        yield Problem(
            ".",
            0,
            0,
            "DL603",
            f"the site is {total // 1_000_000} MB; GitHub Pages takes {SITE_BYTES // 1_000_000}",
            "see docs/explanation/scale.md",
            severity,
        )


def _problem(path: str, text: str, offset: int, code: str, message: str, hint: str) -> Problem:
    line = text.count("\n", 0, offset) + 1
    return Problem(path, line, offset - text.rfind("\n", 0, offset), code, message, hint)
