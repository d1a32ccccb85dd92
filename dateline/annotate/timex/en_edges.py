"""English builders, later passes: the edges of what is named, and distances that end at a day of today's."""

from __future__ import annotations

from dateline.annotate.timex.en_compose import UNIT_ISO, coarse, kept, point_of
from dateline.annotate.timex.en_fields import number, unit_of
from dateline.annotate.timex.en_grammar import Parts, Point, Reading, reading
from dateline.annotate.timex.en_relative import HALVES
from dateline.annotate.timex.expression import Base, Duration, Relative, Same, Shift, Unit


def edge_units(parts: Parts) -> Reading:
    """The first days of March, the last weeks of 2024: its start or end."""
    point = point_of(parts["p"])
    ordinal = number(parts["o"])
    if point is None or point.mod or parts["o"].kind == "ord" and ordinal != 1:
        return None
    return Point(-1, -1, point.meaning, point.rule, "START" if ordinal == 1 else "END", kept(point))


def eve_of(parts: Parts) -> Reading:
    """The eve of Easter: the day before."""
    point = point_of(parts["p"])
    if point is None or point.mod or coarse(point.meaning):
        return None
    return reading(Shift(point.meaning, Unit.DAY, -1), check=kept(point))


def half_duration(parts: Parts) -> Reading:
    """Half a year."""
    smaller, count = HALVES.get(unit_of(parts["u"])[0], (None, 0))
    return None if smaller is None else Duration(UNIT_ISO[smaller].format(count))


def ago_today(parts: Parts) -> Reading:
    """Forty years ago + today; ten years ago + this month."""
    ago, here = point_of(parts["p"]), point_of(parts["q"])
    if ago is None or here is None or not isinstance(here.meaning, Relative):
        return None
    if here.meaning.count != 0 and here.meaning.unit not in (Unit.DAY, Unit.WEEK, Unit.MONTH):
        return None
    if isinstance(ago.meaning, Same) and ago.meaning.base is Base.DCT:
        return Shift(here.meaning, Unit.YEAR, -1)
    if not isinstance(ago.meaning, Relative) or not ago.meaning.exact or ago.meaning.base is not Base.DCT:
        return None
    if here.meaning.unit is Unit.MONTH and ago.meaning.unit is Unit.YEAR:
        return Shift(here.meaning, Unit.MONTH, 12 * (ago.meaning.count or 0))
    finer = here.meaning.unit < ago.meaning.unit and ago.meaning.unit in (Unit.YEAR, Unit.MONTH, Unit.WEEK, Unit.DECADE)
    return Shift(here.meaning, ago.meaning.unit, ago.meaning.count or 0) if finer else None
