"""Small builders that the English rules share: what tokens mean as calendar fields, and one meaning inside another."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

from dateline.annotate.timex.en_grammar import Item, Parts, Point
from dateline.annotate.timex.en_tokens import Token
from dateline.annotate.timex.expression import Fields, Fiscal, Meaning, Part, Relative, Unit

QUARTER_CODE: Final = 32
"""EDTF writes the first quarter as 33."""


def number(item: Item | None) -> int | None:
    """Return a token's number, or None when there is no token or no number in it."""
    value = item.value if isinstance(item, Token) else None
    return value if isinstance(value, int) else None


def unit_of(item: Item) -> tuple[Unit, int]:
    """Return the unit a token names and how many of it (a fortnight is two weeks)."""
    value = item.value if isinstance(item, Token) else None
    return cast("tuple[Unit, int]", value) if isinstance(value, tuple) else (Unit.DAY, 1)


def meaning_of(item: Item) -> Meaning | None:
    """Return what a point means."""
    return item.meaning if isinstance(item, Point) else None


def year_fields(item: Item | None) -> dict[str, int | bool] | None:
    """Return the year fields of a token: four digits, or two that need a century; None when it cannot be a year."""
    value = number(item)
    if item is None:
        return {}
    if value is None:
        return None
    if item.kind == "year":
        return {"year": value}
    if item.kind == "num" and (value < 32 or item.end - item.start != 2):
        return None
    return {"year": value, "short": True}


def day_number(item: Item | None) -> int | None:
    """Return a day of the month, or None for a number that is none."""
    value = number(item)
    return value if value is not None and 1 <= value <= 31 else None


def inside(outer: Meaning, **fields: int | bool | None) -> Meaning | None:
    """Put calendar fields inside a meaning that gives the larger unit: the first quarter + of next year."""
    if isinstance(outer, Fields) and _open(outer, fields):
        return replace(outer, **fields)  # type: ignore[arg-type]
    if isinstance(outer, Relative) and outer.count is not None and not outer.exact and _holds(outer.unit, fields):
        return Fields(unit=outer.unit, offset=outer.count, base=outer.base, **fields)  # type: ignore[arg-type]
    if isinstance(outer, Fiscal) and outer.quarter is None and "code" in fields:
        code = int(fields["code"] or 0)
        return replace(outer, half=code - 39) if code >= 40 else replace(outer, quarter=code - QUARTER_CODE)
    return None


def _open(outer: Fields, fields: dict[str, int | bool | None]) -> bool:
    """Tell whether the outer fields are a year, or a month that takes days and weeks."""
    if outer.day or outer.code or outer.weekday or outer.week or outer.weekend or outer.holiday or outer.first:
        return False
    if outer.month is None:
        return outer.year is not None or (outer.unit is Unit.YEAR and outer.offset is not None)
    return not {"month", "code", "holiday"} & fields.keys()


def _holds(unit: Unit, fields: dict[str, int | bool | None]) -> bool:
    if unit is Unit.YEAR:
        return bool({"month", "code", "holiday", "first", "week"} & fields.keys())
    if unit is Unit.MONTH:
        return bool({"day", "week", "first"} & fields.keys())
    return unit is Unit.WEEK and bool({"weekday", "weekend"} & fields.keys())


def nth_unit(outer: Meaning, unit: Unit, index: int, count: int = 1) -> Meaning | None:
    """Return the index-th unit (-1 the last) of a meaning, or ``count`` of them from there."""
    found: Meaning | None = None
    if count == 1 and unit is Unit.QUARTER:
        found = inside(outer, code=QUARTER_CODE + (index if index > 0 else index + 5)) if abs(index) <= 4 else None
    elif count == 1 and unit is Unit.MONTH and 1 <= index <= 12:
        found = inside(outer, month=index)
    elif unit in (Unit.MONTH, Unit.QUARTER) and count > 1 and index > 0:
        size = 1 if unit is Unit.MONTH else 3
        found = inside(outer, first=(index - 1) * size + 1, second=(index - 1 + count) * size)
        if (index - 1 + count) * size > 12:
            return None
    return found if found is not None or isinstance(outer, Fiscal) else Part(outer, unit, index, count)


def span_of(parts: Parts) -> tuple[int, int]:
    """Return the span that covers all parts."""
    return min(item.start for item in parts.values()), max(item.end for item in parts.values())
