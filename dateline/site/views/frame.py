"""What every page has: title, address, feeds, crumbs, and the ways to correct it."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from dateline.model.page import Page
from dateline.model.problem import SourceRef
from dateline.site.context import Face, prefix
from dateline.site.words import words

Link = tuple[str, str]


class View(SimpleNamespace):
    """The one argument of a template, ``v``: the frame's fields and those its kind of page adds."""


def frame(
    face: Face,
    page: Page,
    heading: str,
    *,
    description: str = "",
    crumbs: Sequence[Link] = (),
    feeds: Sequence[tuple[str, str, str]] = (),
    ref: SourceRef | None = None,
    jsonld: str = "",
    robots: str = "",
    image: str = "",
    **fields: Any,
) -> View:
    """Make a page's view: the fields that ``base.html`` reads, then those of its own template."""
    address = page.permalink.removeprefix(face.prefix)
    site_name = face.config.site_name
    return View(
        lang=face.lang,
        heading=heading,
        title=f"{heading} · {site_name}" if heading != site_name else site_name,
        description=description or f"{heading} · {site_name}",
        canonical=face.absolute(address),
        alternates=_alternates(face, address),
        feeds=tuple(feeds),
        jsonld=jsonld,
        robots=robots or ("noindex" if face.config.noindex else ""),
        image=image,
        edit_url=edit_url(face, ref),
        report_url=report_url(face, ref, heading),
        crumbs=tuple(crumbs),
        **fields,
    )


def _alternates(face: Face, address: str) -> tuple[Link, ...]:
    config = face.config
    if len(config.languages) < 2 or not config.site_url:
        return ()
    found = tuple((words(lang).tag, face.site.language(lang).absolute(address)) for lang in config.languages)
    return (*found, ("x-default", face.site.language(config.languages[0]).absolute(address)))


def language_links(face: Face, address: str) -> tuple[tuple[str, str, str], ...]:
    """List the same page in the other languages: (tag, address, name)."""
    from dateline.model.page import ROOT_TOKEN

    return tuple(
        (words(lang).tag, ROOT_TOKEN + prefix(face.config, lang) + address, words(lang).own_name)
        for lang in face.config.languages
        if lang != face.lang
    )


def edit_url(face: Face, ref: SourceRef | None) -> str:
    """Return where the page's source is edited, from ``edit_uri`` or the repository's address; "" for neither."""
    config = face.config
    if ref is None or not ref.path or not (config.repo_url or config.edit_uri):
        return ""
    if config.edit_uri.startswith(("http://", "https://")):
        base = config.edit_uri
    elif config.repo_url:
        base = f"{config.repo_url.rstrip('/')}/{(config.edit_uri or 'edit/main/').strip('/')}"
    else:
        return ""
    return f"{base.rstrip('/')}/{quote(ref.path)}"


def report_url(face: Face, ref: SourceRef | None, heading: str) -> str:
    """Return a prefilled issue about a wrong date, for repositories on GitHub."""
    repo = face.config.repo_url.rstrip("/")
    if ref is None or not ref.path or not repo.startswith("https://github.com/"):
        return ""
    return f"{repo}/issues/new?template=wrong-date.yml&title={quote(heading[:80])}&file={quote(ref.path)}"
