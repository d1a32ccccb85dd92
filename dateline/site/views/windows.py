"""The part of a page that shows a timeline: its strip, key events, groups by year, and the way to its periods."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from dateline.model.event import Entry
from dateline.site import addresses
from dateline.site.choices import first_choice, period_choice
from dateline.site.context import Face, made
from dateline.site.strips import Strip, density_strip, year_of
from dateline.site.timeline_store import is_large, is_middling
from dateline.site.timelines import EXPORTED, Period, Timeline, year_code
from dateline.text.datewords import MONTHS

if TYPE_CHECKING:
    from markupsafe import Markup


FILTERABLE: Final = 6
"""Fewest entries that are worth a bar of filters."""


def rows(
    face: Face,
    entries: Iterable[Entry],
    own: str = "",
    keys: Container[str] = (),
    *,
    quoted: bool = False,
    quoted_keys: bool = False,
    spare: bool = False,
) -> Markup:
    """Set made fragments in a row; those of ``keys`` are marked, the chip of the page's own entity is left out.

    On a large site only what is ``quoted``, all or the marked, shows its sources' words; the others lead to their
    sentences. Pages that are one of many ``spare`` words on a middling one too.
    """
    sparing = is_large(face) or (spare and is_middling(face))
    brief, brief_keys = (not quoted and sparing, not quoted_keys and sparing)
    fragments = "\n".join(
        face.row(entry, brief=brief_keys).replace('class="e ', 'class="e k ', 1)
        if entry.id in keys
        else face.row(entry, brief=brief)
        for entry in entries
    )
    return made(fragments.replace(str(face.chip(own)), "").replace('<p class="w"></p>', "") if own else fragments)


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Turn a timeline around."""
    return list(reversed(entries))


def year_name(face: Face, year: int) -> str:
    """Return a year as a heading."""
    if year < 1:
        return f"公元前{1 - year}年" if face.t.zh else f"{1 - year} BCE"
    return f"{year}年" if face.t.zh else str(year)


def period_name(face: Face, code: str) -> str:
    """Return the name of a period by its code: 2024, 2024-q1, 2024-11."""
    sign, rest = ("-", code[1:]) if code.startswith("-") else ("", code)
    year_text, _, part = rest.partition("-")
    year = int(sign + year_text)
    if not part:
        return year_name(face, year)
    if part.startswith("q"):
        return f"{year}年第{'一二三四'[int(part[1:]) - 1]}季度" if face.t.zh else f"Q{part[1:]} {year}"
    return f"{year}年{int(part)}月" if face.t.zh else f"{MONTHS[int(part)]} {year}"


def groups(
    face: Face,
    entries: Sequence[Entry],
    links: dict[int, str] | None = None,
    own: str = "",
    keys: Container[str] = (),
    *,
    quoted_keys: bool = False,
    spare: bool = False,
) -> list[SimpleNamespace]:
    """Group entries by year, the newest year first."""
    by_year: dict[int, list[Entry]] = {}
    for entry in reversed(entries):
        by_year.setdefault(year_of(entry.date), []).append(entry)
    return [
        SimpleNamespace(
            anchor=f"y{year}",
            label=year_name(face, year),
            url=(links or {}).get(year, ""),
            rows=rows(face, by_year[year], own, keys, quoted_keys=quoted_keys, spare=spare),
        )
        for year in sorted(by_year, reverse=True)
    ]


def strip(face: Face, timeline: Timeline, *, anchors: bool, current: int = 0) -> Strip | None:
    """Draw a timeline's strip; its years link to their pages, or within the page."""

    def link(year: int) -> str:
        if anchors:
            return f"#y{year}"
        code = year_code(year)
        return face.url(addresses.period(timeline.base, code)) if code in timeline.periods else ""

    def title(year: int, count: int) -> str:
        return f"{year_name(face, year)}{face.t.colon}{face.t.n('events', count)}"

    return density_strip(timeline.counts, link, title, current)


def first_page(face: Face, timeline: Timeline, own: str = "") -> dict[str, Any]:
    """Return the window's fields for a timeline's first page."""
    entries, chosen = timeline.entries, first_choice(face, timeline)
    if not chosen.key:
        whole = timeline.kind == "all"
        return _window(
            groups=groups(
                face, entries, _year_links(face, timeline) if whole else None, own, chosen.marked, quoted_keys=True
            ),
            strip=strip(face, timeline, anchors=not whole),
            empty=not entries,
            filterable=len(entries) >= FILTERABLE,
        )
    return _window(
        key_rows=rows(face, newest_first(chosen.key), own, quoted=True),
        note=face.t.showing_key,
        groups=groups(face, chosen.entries, _year_links(face, timeline), own),
        strip=strip(face, timeline, anchors=False),
        filter_data=face.url(timeline.base + "timeline.json")
        if len(entries) <= EXPORTED and not is_large(face)
        else "",
        filter_base=timeline.base,
        filterable=True,
    )


def _year_links(face: Face, timeline: Timeline) -> dict[int, str]:
    return {
        int(code): face.url(addresses.period(timeline.base, code))
        for code, period in timeline.periods.items()
        if not period.parent
    }


def period_page(face: Face, timeline: Timeline, period: Period, own: str = "") -> dict[str, Any]:
    """Return the window's fields for one year, quarter or month.

    On a large site the page shows nothing of other periods, so that an edit makes only the periods it touches anew.
    """
    siblings = [code for code, other in timeline.periods.items() if other.parent == period.parent]
    place = siblings.index(period.code)
    pager = []
    if place > 0:
        pager.append(_step(face, timeline, siblings[place - 1], "prev"))
    if place + 1 < len(siblings):
        pager.append(_step(face, timeline, siblings[place + 1], "next"))
    shape = None if is_large(face) else strip(face, timeline, anchors=False, current=period.year)
    fields = _window(pager=pager, strip=shape, periods=_ways(face, timeline, period))
    fields["filterable"] = len(period.entries) >= FILTERABLE
    chosen = period_choice(face, timeline, period)
    fields["groups"] = groups(face, chosen.entries, own=own, keys=chosen.marked, spare=True)
    if period.children:
        fields["key_rows"] = rows(face, newest_first(chosen.key), own, spare=True)
    elif len(chosen.entries) < len(period.entries):
        fields["note"] = face.t.shown_of.format(len(chosen.entries), len(period.entries))
    return fields


def _step(face: Face, timeline: Timeline, code: str, rel: str) -> SimpleNamespace:
    label = period_name(face, code)
    return SimpleNamespace(
        rel=rel,
        url=face.url(addresses.period(timeline.base, code)),
        label=f"← {label}" if rel == "prev" else f"{label} →",
    )


def _ways(face: Face, timeline: Timeline, period: Period) -> list[SimpleNamespace]:
    """List the ways from a period: to all years, to what it is part of and to its parts."""
    large = is_large(face)
    total = "" if large else len(timeline.entries)
    found = [SimpleNamespace(label=face.t.all_years, url=face.url(timeline.base), count=total, current=False)]
    top = timeline.periods.get(period.parent)
    chain = [top, period] if top else [period]
    if top and top.parent:
        chain.insert(0, timeline.periods[top.parent])
    parts = [timeline.periods[code] for code in (period.children or (top.children if top else ()))]
    found += [
        SimpleNamespace(
            label=period_name(face, item.code),
            url=face.url(addresses.period(timeline.base, item.code)),
            count="" if large and item is not period else len(item.entries),
            current=item is period,
        )
        for item in [*chain, *(part for part in parts if all(part is not other for other in chain))]
    ]
    return found


def _window(**fields: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "strip": None,
        "periods": (),
        "note": "",
        "key_rows": "",
        "groups": (),
        "pager": (),
        "empty": False,
        "filterable": False,
        "filter_data": "",
        "filter_base": "",
    }
    return base | fields
