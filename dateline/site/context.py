"""What every page of one language is made with: addresses, names, words, and fragments made once.

A ``Site`` is built once a process from the Library and the Config; ``Site.language(lang)`` gives the ``Face`` that
views work with. Nothing here reads a file: articles' bodies come through ``readings``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from dateline.config import Config
from dateline.index.library import ArticleCard, Library
from dateline.markup import Run
from dateline.model.annotation import Mention, Timex
from dateline.model.dates import PartialDate
from dateline.model.event import Entry
from dateline.model.page import ROOT_TOKEN
from dateline.site import addresses
from dateline.site.words import Words, words
from dateline.text.datewords import format_date

if TYPE_CHECKING:
    from dateline.site.pictures import Shown

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
_SPECIAL = re.compile("[&<>\"']")
Value = TypeVar("Value")
_UNSAFE = re.compile(r"[^\w\-./~]")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's body as a reader sees it, with what was found in it.

    ``html`` is safe; ``runs`` lead from its plain text back to it. The spans of ``mentions`` and ``timexes`` count in
    the document's text; ``body_start`` is what must be taken from them to count as ``runs`` do (0 when both count
    alike).
    """

    html: str
    runs: tuple[Run, ...] = ()
    body_start: int = 0
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()


@dataclass(frozen=True)
class Site:
    """The library, the configuration and the way to articles' bodies.

    ``readings`` gives an article's body by id; ``written`` turns the Markdown of an entity's, a topic's or a
    person's own page into safe HTML; ``assets`` maps a static file's name to its hashed address; ``pages`` are
    people's own pages; ``pictures`` tells how each picture of an article is shown, by its path.
    """

    library: Library
    config: Config
    readings: Callable[[str], Reading] = field(default=lambda _id: Reading(""))
    written: Callable[[str], str] = field(default=lambda _text: "")
    assets: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    pictures: Mapping[str, Shown] = field(default_factory=dict)
    _faces: dict[str, Face] = field(default_factory=dict, repr=False, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is made again where it is needed."""
        return {**self.__dict__, "_faces": {}}

    def language(self, lang: str) -> Face:
        """Return the face of the site in one of its languages."""
        face = self._faces.get(lang)
        if face is None:
            face = self._faces[lang] = Face(self, lang)
        return face


class Face:
    """The site in one language; remembers names, addresses and fragments."""

    def __init__(self, site: Site, lang: str) -> None:
        self.site = site
        self.library = site.library
        self.config = site.config
        self.lang = lang
        self.t: Words = words(lang)
        self.prefix = prefix(site.config, lang)
        self.root = ROOT_TOKEN + self.prefix
        self.names: dict[str, str] = {}
        self.chips: dict[str, Markup] = {}
        self.rows: dict[str, str] = {}
        self.memory: dict[Any, Any] = {}
        self.readings = site.readings
        self.brief_rows: dict[str, str] = {}
        self.make_row: Callable[[Entry, bool], str] = lambda entry, _brief: entry.headline

    def row(self, entry: Entry, *, brief: bool = False) -> str:
        """Return an entry's made fragment; in brief it quotes nobody."""
        rows = self.brief_rows if brief else self.rows
        row = rows.get(entry.id)
        if row is None:
            row = rows[entry.id] = self.make_row(entry, brief)
        return row

    def url(self, address: str) -> str:
        """Return what a page writes to link to an address of this language."""
        return self.root + as_written(address)

    def absolute(self, address: str) -> str:
        """Return an address with scheme and host, or "" where the site's own address is not configured."""
        base = self.config.site_url
        if not base:
            return ""
        return f"{base.rstrip('/')}/{self.prefix}{quote(address, safe='/#-._~?=&')}"

    def entity_name(self, entity_id: str) -> str:
        """Return the name of an entity in this language."""
        name = self.names.get(entity_id)
        if name is None:
            entity = self.library.entities.get(entity_id)
            name = self.names[entity_id] = entity.name(self.lang) if entity else entity_id
        return name

    def topic_name(self, topic_id: str) -> str:
        """Return the name of a topic in this language."""
        topic = self.library.topics.get(topic_id)
        return topic.name(self.lang) if topic else topic_id

    def chip(self, entity_id: str) -> Markup:
        """Return the small link to an entity that entries and articles carry; text where it has no page."""
        chip = self.chips.get(entity_id)
        if chip is None:
            chip = self.chips[entity_id] = self._chip(entity_id)
        return chip

    def _chip(self, entity_id: str) -> Markup:
        name = escape(self.entity_name(entity_id))
        if entity_id not in self.library.entities:
            return Markup("<span>{}</span>").format(name)
        return Markup('<a href="{}">{}</a>').format(self.url(addresses.entity(entity_id)), name)

    def topic_chip(self, topic_id: str) -> Markup:
        """Return the small link to a topic."""
        key = ("topic chip", topic_id)
        if key not in self.memory:
            address = self.url(addresses.topic(topic_id))
            self.memory[key] = Markup('<a href="{}">{}</a>').format(address, self.topic_name(topic_id))
        return self.memory[key]  # type: ignore[no-any-return]

    def date(self, date: PartialDate | None, mod: str = "") -> str:
        """Write a date out in this language; "" for none."""
        return format_date(date, mod, self.lang) if date else ""


def as_written(address: str) -> str:
    """Return an address as pages write it: letters of any script as they are, all else percent-encoded if need be."""
    return quote(address, safe="/#-._~?=&") if _UNSAFE.search(address.replace("#", "")) else address


def once(face: Face, key: tuple[Any, ...], make: Callable[[], Value]) -> Value:
    """Return what was made under a key; it is made once for all languages."""
    memory = face.site.language(face.config.lang).memory
    if key not in memory:
        memory[key] = make()
    found: Value = memory[key]
    return found


def prefix(config: Config, lang: str) -> str:
    """Return where a language's pages begin: the first language at the root, others in a folder of their own."""
    return "" if lang == config.languages[0] else f"{lang}/"


@lru_cache(maxsize=65536)
def datetime_of(date: PartialDate | None) -> str:
    """Return the value for ``<time datetime>``: a year, month or day; "" for what HTML has no form for."""
    return "" if date is None or date.earliest[0] < 1 else date.calendar


def made(html: str) -> Markup:
    """Mark HTML that this package made, every foreign text in it escaped, as safe for templates."""
    return Markup(html)  # noqa: S704


def quick_escape(text: str) -> str:
    """Escape text for HTML; most has nothing to escape, and then it is returned as it is."""
    return str(escape(text)) if _SPECIAL.search(text) else text


@lru_cache(maxsize=65536)
def safe_url(url: str) -> str:
    """Return an outer address if it is a plain web link, else "": the scheme is judged as a browser would."""
    cleaned = re.sub(r"[\x00-\x20\x7f]", "", url)
    if not cleaned or cleaned != url.strip():
        return ""
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return ""
    return cleaned if parts.scheme in ("http", "https") and parts.netloc else ""


def publisher(card: ArticleCard) -> str:
    """Return who published an article: its source, its site's name, or its address's host."""
    if card.source or card.site:
        return card.source or card.site
    url = safe_url(card.url)
    host = urlsplit(url).hostname if url else ""
    return (host or "").removeprefix("www.")
