"""The kinds of page: which function makes each, with which template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dateline.model.page import Page
from dateline.site import feeds, files, share
from dateline.site.context import Face
from dateline.site.views import article, compare, embed, entity, health, home, indexes, texts, timeline

VIEWS: Final[dict[str, tuple[str, Callable[[Face, Page], Any]]]] = {
    "home": ("home.html", home.home_view),
    "article": ("article.html", article.article_view),
    "entity": ("entity.html", entity.entity_view),
    "topic": ("entity.html", entity.topic_view),
    "set": ("entity.html", entity.set_view),
    "part": ("timeline.html", entity.part_view),
    "timeline": ("timeline.html", timeline.timeline_view),
    "period": ("timeline.html", timeline.period_view),
    "entities": ("index.html", indexes.entities_view),
    "type": ("index.html", indexes.type_view),
    "topics": ("index.html", indexes.topics_view),
    "sources": ("index.html", indexes.sources_view),
    "source": ("index.html", indexes.source_view),
    "articles": ("index.html", indexes.articles_view),
    "sets": ("index.html", indexes.sets_view),
    "compare": ("compare.html", compare.compare_view),
    "compares": ("index.html", compare.compares_view),
    "about": ("text.html", texts.about_view),
    "health": ("text.html", health.health_view),
    "changes": ("text.html", texts.changes_view),
    "own": ("text.html", texts.own_view),
    "search": ("search.html", texts.search_view),
    "missing": ("404.html", texts.missing_view),
    "redirect": ("redirect.html", texts.redirect_view),
    "embed": ("embed.html", embed.embed_view),
}
"""Kinds that a template shows; ``templates/`` may replace each file."""

FILES: Final[dict[str, Callable[[Face, Page], bytes]]] = {
    "share": share.share_image,
    "feed": feeds.atom,
    "json-feed": feeds.json_feed,
    "sitemap": files.sitemap,
    "robots": files.robots,
    "timeline-json": files.timeline_json,
    "timeline-csv": files.timeline_csv,
    "timelinejs": files.timelinejs,
    "markwhen": files.markwhen,
    "calendar": files.calendar,
    "events-jsonl": files.events_jsonl,
}
"""Kinds that are data: made without a template."""
