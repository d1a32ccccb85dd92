"""Pictures of articles on their pages: with their size, so that nothing shifts, and loaded when they are seen."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from dateline.content.pictures import resolve_local
from dateline.index.library import ArticleCard
from dateline.markup.images import attributes_of
from dateline.model.page import ROOT_TOKEN
from dateline.site.context import Face

_IMAGE = re.compile(r'<img (?:[^>"]|"[^"]*")*>')


class Shown(NamedTuple):
    """A picture as it is published: its address below the site's root, its size in pixels or 0."""

    address: str
    width: int = 0
    height: int = 0


def with_pictures(face: Face, article: ArticleCard, body: str) -> str:
    """Return a body in which every picture has its published address; one that is not published is its words only."""
    if "<img" not in body:
        return body

    def put(match: re.Match[str]) -> str:
        attributes = attributes_of(match[0])
        alternative = attributes.get("alt", "")
        path = resolve_local(article.path, html.unescape(attributes.get("src", "")))
        shown = face.site.pictures.get(path)
        if shown is None:
            return alternative
        size = f' width="{shown.width}" height="{shown.height}"' if shown.width else ""
        title = f' title="{attributes["title"]}"' if "title" in attributes else ""
        source = f"{ROOT_TOKEN}{shown.address}"
        return f'<img src="{source}" alt="{alternative}"{title}{size} loading="lazy" decoding="async">'

    return _IMAGE.sub(put, body)


def pictures_key(face: Face, article: ArticleCard) -> str:
    """Return what an article's page shows of its pictures."""
    if not article.pictures:
        return ""
    return repr([face.site.pictures.get(resolve_local(article.path, source)) for source in article.pictures])
