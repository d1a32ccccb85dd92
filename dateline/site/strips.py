"""Small pictures of a timeline in SVG: the density strip, sparklines, the graph of entities named together.

No attribute here is a style: colours and strokes come from the style sheet, so that the strict content policy holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import Final

from markupsafe import Markup, escape

from dateline.model.dates import LOW, PartialDate
from dateline.site.context import made

BAR_HEIGHT: Final = 48
MAX_YEARS: Final = 16
"""Years a strip shows with room to spare; a longer history loses its thin ends."""


@dataclass(frozen=True, slots=True)
class StripYear:
    """One year below the bars: its label in two parts (a phone shows the second), link and count."""

    head: str
    tail: str
    url: str
    title: str
    tick: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A density strip: bars, and the years below them."""

    svg: Markup
    years: tuple[StripYear, ...]
    size: str
    label: str = ""
    """Tells it from other strips on its page."""


def year_of(date: PartialDate) -> int:
    """Return the year a date is filed under: its first, or its last where the start is open."""
    return date.latest[0] if date.earliest == LOW else date.earliest[0]


def density_strip(
    counts: Counter[tuple[int, int]],
    link: Callable[[int], str],
    title: Callable[[int, int], str],
    current: int = 0,
    label: str = "",
) -> Strip | None:
    """Draw a bar a quarter over the years, and a pale one behind for what is known to the year only.

    ``link`` gives a year's address, or "" for none; ``title`` what a pointer shows for a year and its count.
    """
    totals: Counter[int] = Counter()
    for (year, _), count in counts.items():
        totals[year] += count
    if not totals:
        return None
    years = _span(totals)
    top = max(
        max((n for (_, q), n in counts.items() if q), default=1),
        max((n for (_, q), n in counts.items() if not q), default=1) / 2,
        1,
    )
    pale: list[str] = []
    bars: list[str] = []
    for column, year in enumerate(years):
        coarse = counts.get((year, 0), 0)
        if coarse:
            pale.append(_bar(column * 40 + 3, 34, coarse / 2 / top))
        bars += [
            _bar(column * 40 + 4 + (quarter - 1) * 8, 7, counts[year, quarter] / top)
            for quarter in range(1, 5)
            if counts.get((year, quarter))
        ]
    width = len(years) * 40
    svg = made(
        f'<svg viewBox="0 0 {width} {BAR_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<path class="base" d="M0 {BAR_HEIGHT - 0.5}H{width}"/>'
        f'<path class="g" d="{"".join(pale)}"/><path class="b" d="{"".join(bars)}"/></svg>'
    )
    labels = tuple(
        StripYear(
            str(year)[:-2],
            str(year)[-2:],
            link(year) if totals.get(year) else "",
            title(year, totals.get(year, 0)),
            year % 5 == 0,
            year == current,
        )
        for year in years
    )
    size = "many" if len(years) > 24 else "some" if len(years) > 12 else "few"
    return Strip(svg, labels, size, label)


def _span(totals: Mapping[int, int]) -> range:
    """Return the years to draw: all, or, of a long history, those without the thin ends (a fiftieth at each)."""
    first, last = min(totals), max(totals)
    spare = sum(totals.values()) / 50
    while last - first >= MAX_YEARS and (count := totals.get(first, 0)) <= spare:
        spare -= count
        first += 1
    spare = sum(totals.values()) / 50
    while last - first >= MAX_YEARS and (count := totals.get(last, 0)) <= spare:
        spare -= count
        last -= 1
    return range(max(first, last - 4 * MAX_YEARS), last + 1)


def _bar(x: float, width: float, share: float) -> str:
    """Draw a bar as part of a path: a third of the length of an element of its own."""
    height = max(2.0, round(sqrt(min(share, 1)) * (BAR_HEIGHT - 4), 1))
    return f"M{x:g} {BAR_HEIGHT}V{BAR_HEIGHT - height:g}h{width:g}V{BAR_HEIGHT}"


def sparkline(values: Sequence[int], label: str) -> Markup:
    """Draw a row of small bars, oldest first; ``label`` is what a screen reader says."""
    top = max(values, default=0) or 1
    bars = "".join(
        f"M{index * 4} 16V{16 - height:g}h3V16"
        for index, value in enumerate(values)
        if (height := round(max(1.0, value / top * 16), 1) if value else 0)
    )
    width = len(values) * 4
    size = f'viewBox="0 0 {width} 16" width="{width}" height="16"'
    return made(f'<svg class="spark" {size} role="img" aria-label="{escape(label)}"><path d="{bars}"/></svg>')


def star_graph(others: Sequence[tuple[str, str, int]]) -> Markup:
    """Draw an entity and those it is named with: nearer and thicker is oftener. ``others`` are (name, address, count).

    A table with the same figures stands beside it, so the picture is hidden from screen readers.
    """
    if not others:
        return Markup("")
    top = max(count for _, _, count in others)
    lines: list[str] = []
    nodes: list[str] = []
    for index, (name, url, count) in enumerate(others):
        angle = 2 * pi * index / len(others) - pi / 2
        share = sqrt(count / top)
        reach = 62 + 50 * (1 - share)
        x, y = round(180 + reach * 1.22 * cos(angle), 1), round(130 + reach * 0.9 * sin(angle), 1)
        lines.append(f'<path class="w{1 + round(3 * share)}" d="M180 130L{x:g} {y:g}"/>')
        anchor = "middle" if abs(cos(angle)) < 0.3 else "start" if cos(angle) > 0 else "end"
        dx = 0 if anchor == "middle" else 9 if anchor == "start" else -9
        dy = 4 if anchor != "middle" else (18 if sin(angle) > 0 else -10)
        nodes.append(
            f'<a href="{escape(url)}" tabindex="-1"><circle cx="{x:g}" cy="{y:g}" r="{3 + 4 * share:.1f}"/>'
            f'<text x="{x + dx:g}" y="{y + dy:g}" text-anchor="{anchor}">{escape(_short(name))}</text></a>'
        )
    return made(
        f'<svg class="graph" viewBox="0 0 360 260" aria-hidden="true" focusable="false">{"".join(lines)}'
        f'<circle class="me" cx="180" cy="130" r="9"/>{"".join(nodes)}</svg>'
    )


def _short(name: str) -> str:
    wide = sum(2 if ord(char) > 0x2E7F else 1 for char in name)
    return name if wide <= 16 else name[: (7 if ord(name[0]) > 0x2E7F else 14)] + "…"
