"""Two to four entities on one axis."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Final

from markupsafe import Markup

from dateline.model.event import Entry
from dateline.model.page import Page
from dateline.site import addresses
from dateline.site.choices import compared
from dateline.site.context import Face
from dateline.site.strips import density_strip, year_of
from dateline.site.timeline_store import timeline_of
from dateline.site.timelines import Timeline, by_date
from dateline.site.views.frame import View, frame
from dateline.site.views.windows import rows, year_name

PAIRS: Final = 24
"""Most pairs that get a page without being asked for."""
PARTNERS: Final = 4


def groups_to_compare(face: Face) -> list[tuple[str, ...]]:
    """Return the groups that have a page: those of the configuration, then the strongest co-mentions."""
    memory = face.site.language(face.config.lang).memory
    if "compare" not in memory:
        memory["compare"] = _groups(face)
    return memory["compare"]  # type: ignore[no-any-return]


def _groups(face: Face) -> list[tuple[str, ...]]:
    library = face.library
    named = [tuple(dict.fromkeys(m for m in group if m in library.entities)) for group in face.config.compare]
    found = {tuple(sorted(group)): group for group in named if len(group) > 1}
    pairs = sorted(
        (-count, min(a, b), max(a, b))
        for a, others in library.co_mentions.items()
        for b, count in others[:6]
        if a < b and _comparable(face, a, b)
    )
    for _, left, right in pairs[:PAIRS]:
        found.setdefault((left, right), (left, right))
    return list(found.values())


def _comparable(face: Face, left: str, right: str) -> bool:
    """Compare like with like: two of one type, each with a timeline worth reading."""
    entities, sizes = face.library.entities, face.library.entity_entries.sizes
    return (
        left in entities
        and right in entities
        and entities[left].type == entities[right].type
        and entities[left].type in ("company", "person", "product", "organisation")
        and min(sizes.get(left, 0), sizes.get(right, 0)) >= 3
    )


def partners(face: Face, entity_id: str) -> list[str]:
    """Return the entities this one has a comparison of two with."""
    found = [
        other
        for group in groups_to_compare(face)
        if len(group) == 2 and entity_id in group
        for other in group
        if other != entity_id
    ]
    return found[:PARTNERS]


def group_address(group: tuple[str, ...]) -> str:
    """Return the address of a comparison."""
    return addresses.compare(*group) if len(group) == 2 else f"compare/{'--'.join(sorted(group))}/"


def compare_view(face: Face, page: Page) -> View:
    """Make a comparison: one column an entity, one row a year, an entry they share across all."""
    group = page.subject
    timelines = [timeline_of(face, "entity", entity) for entity in group]
    names = [face.entity_name(entity) for entity in group]
    heading = " / ".join(names)
    chosen = compared(face, group, timelines)
    shown = {year_of(e.date) for entries in chosen for e in entries}
    columns = [
        SimpleNamespace(
            name=name,
            url=face.url(addresses.entity(entity)),
            total=face.t.n("events", len(timeline.entries)),
            strip=density_strip(
                _aligned(timelines, timeline),
                lambda year: f"#y{year}" if year in shown else "",
                lambda year, count: f"{year_name(face, year)}{face.t.colon}{count}",
                label=name,
            ),
        )
        for entity, name, timeline in zip(group, names, timelines, strict=True)
    ]
    return frame(
        face,
        page,
        heading,
        description=heading,
        crumbs=[(face.t.compare, face.url(addresses.COMPARE))],
        columns=columns,
        years=_years(face, group, chosen),
        width=f"n{len(group)}",
    )


def _aligned(timelines: list[Timeline], timeline: Timeline) -> Counter[tuple[int, int]]:
    """Count an entity's entries over the years of all compared, so that the strips share one axis."""
    counts = Counter(timeline.counts)
    everything = [year for each in timelines for year, _ in each.entries.by_year()]
    if everything:
        counts.setdefault((min(everything), 0), 0)
        counts.setdefault((max(everything), 0), 0)
    return counts


def _years(face: Face, group: tuple[str, ...], chosen: list[tuple[Entry, ...]]) -> list[SimpleNamespace]:
    members = set(group)
    together = {e.id for entries in chosen for e in entries if len(members.intersection(e.entities)) > 1}
    years = sorted({year_of(e.date) for entries in chosen for e in entries}, reverse=True)
    found = []
    for year in years:
        shared = {e.id: e for entries in chosen for e in entries if e.id in together and year_of(e.date) == year}
        cells = [
            SimpleNamespace(
                name=face.entity_name(entity),
                rows=rows(
                    face,
                    [e for e in reversed(entries) if year_of(e.date) == year and e.id not in together],
                    entity,
                    spare=True,
                ),
            )
            for entity, entries in zip(group, chosen, strict=True)
        ]
        ordered = sorted(shared.values(), key=by_date, reverse=True)
        found.append(
            SimpleNamespace(
                anchor=f"y{year}", label=year_name(face, year), shared=rows(face, ordered, spare=True), cells=cells
            )
        )
    return found


def compares_view(face: Face, page: Page) -> View:
    """Make the index of comparisons."""
    items = [
        SimpleNamespace(
            name=" / ".join(face.entity_name(e) for e in group),
            alt="",
            url=face.url(group_address(group)),
            spark=Markup(""),
            count="",
            lang="",
        )
        for group in groups_to_compare(face)
    ]
    return frame(
        face,
        page,
        face.t.compare,
        summary=face.t.compare_lead,
        views=(),
        letters=(),
        cards=(),
        pager=(),
        picker=face.config.search,
        groups=[SimpleNamespace(anchor="all", label="", entries=items)],
    )
