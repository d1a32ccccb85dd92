"""Chinese lengths of time: 三年前, 两周后, 过去一年, 三个月以来, 前五个月."""

from __future__ import annotations

import re
from typing import Any, Final

from dateline.annotate.timex.expression import Base, Relative, Unit, Window
from dateline.annotate.timex.zh_part import Part, first_number, numbers

_UNITS: Final = (
    ("个半月", Unit.MONTH), ("个多月", Unit.MONTH), ("世纪", Unit.CENTURY), ("季度", Unit.QUARTER),
    ("小时", Unit.HOUR), ("分钟", Unit.HOUR),
    ("星期", Unit.WEEK), ("礼拜", Unit.WEEK), ("年", Unit.YEAR), ("月", Unit.MONTH), ("周", Unit.WEEK),
    ("天", Unit.DAY),
    ("日", Unit.DAY),
)


def _count(text: str) -> tuple[Unit, int | None, bool]:
    """Read "三年半", "一个半月", "几天" as a unit, a count (None when vague) and whether it is a half more."""
    unit = next(unit for word, unit in _UNITS if word in text)
    found = numbers(text)
    if not found:
        return unit, (1 if "半" in text and "几" not in text else None), "半" in text
    if re.search("几|数|余|多", text) and re.search("几|数", text):
        return unit, None, False
    return unit, found[0], "半" in text


def _stretch(text: str) -> tuple[Unit, int | None]:
    """The same in whole units, going down a unit for halves: one and a half years are 18 months."""
    unit, count, half = _count(text)
    if half and count is not None and unit in (Unit.YEAR, Unit.MONTH):
        whole = 0 if not numbers(text) else count
        return (Unit.MONTH, 12 * whole + 6) if unit is Unit.YEAR else (Unit.DAY, 30 * whole + 15)
    if half and count is not None and unit is Unit.DAY and numbers(text):
        return unit, count + 1  # a day and a half touches two days
    return unit, count


def ago(text: str) -> Part:
    """三天前: from the publish date; hours from the scene being told."""
    unit, count = _stretch(text)
    base = Base.AUTO if unit is Unit.HOUR else Base.DCT
    meaning = Relative(unit, None if count is None else -count, base, exact=True)
    return Part(4, meaning=meaning, mod="APPROX" if text[0] in "约大" or "多" in text or "余" in text else "")


def before_one(text: str) -> Part:
    """前一天, 此前一周: the unit before the one spoken of."""
    unit = Unit.DAY if text[-1] == "晚" else _count(text)[0]
    return Part(4, {"unit": unit, "offset": -1, "base": Base.PREVIOUS})


def later(text: str) -> Part | None:
    """两年后: from the date spoken of. Hours move no calendar date."""
    unit, count = _stretch(text)
    if unit is Unit.HOUR:
        return None
    mod = "APPROX" if text[0] in "约大" or "多" in text or "余" in text else ""
    return Part(4, meaning=Relative(unit, count, Base.PREVIOUS, exact=True), mod=mod)


def hence(text: str) -> Part:
    """接下来的几周: a vague stretch after the date spoken of."""
    return Part(9, meaning=Relative(_count(text)[0], None, Base.PREVIOUS))


_FORWARD: Final = re.compile("(?:在)?(?:未来|今后|接下来|往后|此后|下|后)")


def window(text: str) -> Part | None:
    """过去一年, 未来三个月, 三个月以来, 60天内: a stretch that ends or starts at the publish date."""
    unit, count = _stretch(text)
    if count is None or unit is Unit.HOUR:
        return None
    forward = _FORWARD.match(text) is not None
    prefixed = re.match("[0-9一二三四五六七八九十两半]", text) is None
    within = not prefixed and text.endswith("内")
    sign = 1 if forward or within else -1
    beside = "上下前后" if unit is Unit.DAY else "上下后"
    short = text[0] in beside and re.match("[上下前后][0-9两二三四五六七八九十]", text) is not None
    base = Base.PREVIOUS if text[0] == "此" else Base.AUTO if text.startswith("接下来") else Base.DCT
    rounded = unit >= Unit.YEAR or "年" in text
    return Part(9, meaning=Window(unit, sign * count, base, within=within, calendar=short, rounded=rounded),
                mod="APPROX" if "多" in text or "余" in text else "")


def first_units(text: str) -> dict[str, Any] | None:
    """Read 前五个月, 前两个季度, 最后4个月, 第九个月 as months of a year; weeks and days as of a month or year."""
    count = first_number(text.lstrip("的"))
    if text.startswith("第"):
        return {"month": count} if 1 <= count <= 12 else None
    per = 3 if "季" in text else 1
    late = "后" in text or "末" in text
    if text.endswith(("天", "日")):
        return {"first": 1, "second": count}
    if text.endswith(("周", "星期")):
        return {"weeks": count}
    months = min(count * per, 12)
    return {"first": 13 - months, "second": 12} if late else {"first": 1, "second": months}
