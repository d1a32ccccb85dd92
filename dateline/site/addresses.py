"""The addresses of the site, once: every link and every page gets its address here.

Addresses are relative to the root of their language, without a leading slash. What is written into pages
is ``ROOT_TOKEN`` followed by the address; see ``dateline.model.page``.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final
from urllib.parse import quote

from dateline.model.dates import PartialDate
from dateline.text.slug import component, slug

HOME: Final = ""
TIMELINE: Final = "timeline/"
ENTITIES: Final = "entities/"
TOPICS: Final = "topics/"
SOURCES: Final = "sources/"
ARTICLES: Final = "articles/"
SETS: Final = "sets/"
COMPARE: Final = "compare/"
SEARCH: Final = "search/"
ABOUT: Final = "about/"
HEALTH: Final = "health/"
CHANGES: Final = "changes/"
NOT_FOUND: Final = "404.html"
STATIC: Final = "static/"
INDEX_DATA: Final = "search-index/"
EVENT_DATA: Final = "events/"
SHARE: Final = "card.png"


def encode(address: str) -> str:
    """Percent-encode an address for feeds, sitemaps and attributes: ASCII only, slashes kept."""
    return quote(address, safe="/:-._~")


def article(article_id: str) -> str:
    """Return the address of an article's page."""
    return f"articles/{article_id}/"


def entity(entity_id: str) -> str:
    """Return the address of an entity's page."""
    return f"entities/{entity_id}/"


def topic(topic_id: str) -> str:
    """Return the address of a topic's page."""
    return f"topics/{topic_id}/"


def named_set(set_id: str) -> str:
    """Return the address of a set's page."""
    return f"sets/{set_id}/"


def source(name: str) -> str:
    """Return the address of a publisher's page; the name makes it, so two spellings are two pages."""
    return f"sources/{slug(name)}/"


def own_page(path: str) -> str:
    """Return the address of a page a person wrote, from its path under ``content/pages``; "" for ``index.md``.

    The text of ``index.md`` stands on the front page.
    """
    stem = path.removesuffix(".md")
    return "" if stem == "index" else "/".join(map(component, stem.removesuffix("/index").split("/"))) + "/"


def compare(first: str, second: str) -> str:
    """Return the address of the page that shows two entities on one axis; the order does not matter."""
    left, right = sorted((first, second))
    return f"compare/{left}--{right}/"


def year(number: int) -> str:
    """Return the address of a year of the whole timeline."""
    return f"timeline/{number:04d}/" if number >= 0 else f"timeline/-{-number:04d}/"


def period(base: str, code: str) -> str:
    """Return the address of a part of a timeline: a year, a quarter (``2024-q1``), a month (``2024-11``)."""
    return f"{base}{code}/"


def event(article_id: str, event_id: str) -> str:
    """Return the permalink of an event: its sentence in the article that told of it first."""
    return f"articles/{article_id}/#{sentence(article_id, event_id)}"


def sentence(article_id: str, event_id: str) -> str:
    """Return the id of an event's sentence on its article's page: the event's id without the article's."""
    return "e-" + (event_id[len(article_id) + 1 :] if event_id.startswith(article_id + "-") else event_id)


def anchor(entry_id: str) -> str:
    """Return the id that an entry has on timelines: its own while that is short, else a hash of it."""
    if len(entry_id) <= 24:
        return f"e-{entry_id}"
    return "e-" + blake2b(entry_id.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def year_anchor(date: PartialDate) -> str:
    """Return the id of a year's group on a timeline page."""
    first = date.start_year if date.start_year is not None else date.latest[0]
    return f"y{first}"
