"""The plan of a site: every page it will have, before any of them is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Final, NamedTuple

ROOT_TOKEN: Final = "\x00"  # noqa: S105 - no password
"""Stands for the way back to the site's root in everything a page is made of; the last step of
rendering replaces it by ``../`` as often as the page is deep, so that one fragment fits pages of any depth."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site.

    ``permalink`` is its address under the site's root: forward slashes, no leading one, ``""`` for the home page, a
    trailing ``/`` for a folder's index. ``kind`` names the function of ``dateline.site`` that makes it and
    ``subject`` what it is about (an id, a year, a format). ``key`` is a fingerprint of everything
    the page shows: two builds with equal keys, templates and configuration give equal bytes, so that the engine may
    skip the page. ``cost`` is a rough measure of the work (1 is an article), for splitting work evenly.
    """

    permalink: str
    kind: str
    subject: tuple[str, ...] = ()
    lang: str = ""
    key: str = ""
    cost: float = 1.0

    @property
    def path(self) -> str:
        """The file to write, relative to the output folder.

        >>> Page("entities/xai/", "entity").path
        'entities/xai/index.html'
        """
        return self.permalink + "index.html" if self.permalink.endswith("/") or not self.permalink else self.permalink

    @property
    def root(self) -> str:
        """The way to the site's root from this page: ``../../`` from ``entities/xai/``, ``./`` from the top."""
        return "../" * self.permalink.count("/") or "./"


page_values = attrgetter(*(each.name for each in fields(Page)))
"""Returns all that a page holds, in order."""


class Planned(NamedTuple):
    """A page with what its key is made from: ``core``, and what lists show of ``articles``."""

    page: Page
    core: str
    articles: tuple[str, ...]


class Unit(NamedTuple):
    """Pages that are planned together, as those of one timeline, and what tells whether the plan still holds.

    ``state`` is a fingerprint of everything they are chosen and made from but of what lists show of articles (a title
    changes keys, but no plan) and of what entries weigh: ``weights`` stands for that, and ``order`` for the order
    among those that are chosen from, "" where any may be.
    """

    state: str
    weights: str
    order: str
    pages: tuple[Planned, ...]


class Keyed(NamedTuple):
    """What the key of an article's page is made from, as in ``Planned``; ``keys`` are those of each language."""

    core: str
    articles: tuple[str, ...]
    keys: tuple[str, ...]


class Marks(NamedTuple):
    """Digests by which a plan finds what changed since the last one.

    ``common`` stands for what all pages share. By article: ``listed`` for what lists show of it, ``placed`` for what
    places it on timelines, ``bodies`` for what its own page alone shows, ``retold`` for who else tells of its events.
    ``orders`` stands for the articles about an entity or a topic, in order, by the name of its timeline.
    """

    common: str = ""
    listed: Mapping[str, bytes] = {}
    placed: Mapping[str, bytes] = {}
    bodies: Mapping[str, str] = {}
    retold: Mapping[str, bytes] = {}
    orders: Mapping[str, str] = {}


class Kept(NamedTuple):
    """What the next plan may take over: units by name and articles' pages by id, and the marks of all they show."""

    units: Mapping[str, Unit] = {}
    articles: Mapping[str, Keyed] = {}
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Every page, in a fixed order, with unique addresses."""

    pages: tuple[Page, ...]
    redirects: tuple[tuple[str, str], ...] = field(default=())
    """Old address and new one, both under the root; each old one is also a page of kind ``redirect``."""
    kept: Kept = field(default=Kept())
    """What the next plan may take over."""

    def paths(self) -> frozenset[str]:
        """Return the files the site consists of: whatever else lies in the output folder is stale."""
        return frozenset(page.path for page in self.pages)
