"""An entry of a timeline as its fragment shows it: ready strings, made once for every page it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.model.annotation import Event, Status
from dateline.model.dates import LOW, Precision
from dateline.model.event import Entry
from dateline.site import addresses
from dateline.site.choices import QUOTES
from dateline.site.context import Face, datetime_of, publisher
from dateline.site.links import sentence_at_source
from dateline.text.datewords import format_within, year_around

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class SourceView:
    """One statement: who says it, in which words, where."""

    name: str
    url: str
    external: str
    date: str
    quote: str
    lang: str
    says: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """What ``partials/entry.html`` shows; ``before`` and ``after`` are the year around ``date``.

    ``source_line`` is ``names`` and ``said``: who tells of it, and when or how often.
    """

    id: str
    anchor: str
    classes: str
    datetime: str
    before: str
    date: str
    after: str
    headline: str
    lang: str
    url: str
    flags: tuple[tuple[str, str, str], ...]
    who: tuple[Markup, ...]
    source_line: str
    sources: tuple[SourceView, ...]
    """Empty where the entry is told in brief."""
    names: tuple[str, ...]
    said: str
    linked: str = ""
    linked_label: str = ""
    linked_text: str = ""


def entry_url(face: Face, entry: Entry) -> str:
    """Return the permalink of an entry: the sentence that told of it first."""
    return face.url(addresses.event(entry.articles[0], entry.statement_ids[0]))


def entry_view(face: Face, entry: Entry, *, brief: bool = False) -> EntryView:
    """Make the view of an entry; in brief it names its sources and leaves their words to the articles."""
    first = entry.statements[0]
    sources = () if brief else tuple(_source(face, event) for event in entry.statements[:QUOTES])
    names, said = _told_by(face, entry)
    linked, label, text = _linked(face, entry)
    before, after = year_around(entry.date, entry.mod, face.lang)
    return EntryView(
        entry.id,
        addresses.anchor(entry.id),
        entry_classes(entry),
        datetime_of(entry.date),
        before,
        format_within(entry.date, entry.mod, face.lang),
        after,
        entry.headline,
        first.lang[:2] or face.lang,
        entry_url(face, entry),
        flags(face, entry),
        tuple(map(face.chip, entry.entities)),
        f"{face.t.comma.join(names)} · {said}" if said else face.t.comma.join(names),
        sources,
        names,
        said,
        linked,
        label,
        text,
    )


def entry_classes(entry: Entry) -> str:
    """Name what the mark on the rail looks like: precision, status, weight and doubt."""
    date = entry.date
    parts = ["e", f"p-{date.precision.value}", f"s-{entry.status.value}"]
    if date.precision is Precision.OPEN:
        parts.append("to" if date.earliest == LOW else "from")
    if date.approximate or entry.mod == "APPROX":
        parts.append("q")
    if entry.conflicts:
        parts.append("x")
    return " ".join(parts)


def flags(face: Face, entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """List the labels beside a headline: (name, label, explanation)."""
    t = face.t
    found: list[tuple[str, str, str]] = []
    if entry.pinned:
        found.append(("pinned", t.pinned, ""))
    if entry.status is not Status.HAPPENED:
        found.append((entry.status.value, t.phrase("s", entry.status.value), t.overdue if entry.open else ""))
    if entry.open:
        found.append(("open", t.overdue, ""))
    for conflict in entry.conflicts:
        label = t.phrase("d", conflict.kind) if conflict.kind in ("date", "amount", "status") else t.disputed
        found.append(("disputed", label, " / ".join(dict.fromkeys(conflict.values))))
    return tuple(found)


def _source(face: Face, event: Event) -> SourceView:
    card = face.library.articles.get(event.article)
    lang = event.lang[:2] or face.lang
    url = face.url(addresses.event(event.article, event.id))
    if card is None:
        return SourceView(event.article, url, "", "", event.quote, lang, event.attribution)
    return SourceView(
        publisher(card) or card.title,
        url,
        sentence_at_source(card.url, event.quote),
        face.date(card.published),
        event.quote,
        lang,
        event.attribution,
    )


def _told_by(face: Face, entry: Entry) -> tuple[tuple[str, ...], str]:
    """Return who tells of an entry, at most three, and when it was told or by how many."""
    cards = face.library.articles
    named: dict[str, None] = {}
    for article in entry.articles[:QUOTES]:
        card = cards.get(article)
        named[(publisher(card) or card.title) if card else article] = None
    count = len(entry.articles)
    if count == 1:
        card = cards.get(entry.articles[0])
        return tuple(named), face.date(card.published) if card else ""
    said = face.t.n("statements", count) if len(named) == 1 else face.t.n("sources", len(named))
    return tuple(named)[:3], said


def _linked(face: Face, entry: Entry) -> tuple[str, str, str]:
    for other_id, label in ((entry.outcome, face.t.fulfilled), (entry.plan, face.t.was_planned)):
        other = face.library.entries.get(other_id) if other_id else None
        if other is not None:
            return entry_url(face, other), label, f"{face.date(other.date, other.mod)} {other.headline}"
    return "", "", ""
