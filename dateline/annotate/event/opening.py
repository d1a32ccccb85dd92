"""Where a report proper begins: after the place, the day and the agency that news puts before its first sentence."""

from __future__ import annotations

from typing import Final

from dateline.annotate.event.scripts import either
from dateline.text.pattern import deferred

_REACH: Final = 160
"""No opening is longer, in code points."""
_AGENCY_EN: Final = (
    r"(?:Thomson\s)?Reuters(?:\s(?:Life!|Breakingviews))?|AP|AFP|UPI|CNN(?:\s(?:Business|Money))?|BBC(?:\sNews)?|CNBC|"
    r"Bloomberg|Dow\sJones|MarketWatch|Xinhua|Kyodo|Yonhap|dpa|DPA|EFE|TASS|ANI|IANS|PTI|Interfax|"
    r"(?i:[a-z]+\s?wire[a-z-]{0,12}|[a-z]+\snewswire|prnewswire[a-z-]{0,12}|accesswire)"
)
_MONTH_EN: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY_EN: Final = rf"(?:{_MONTH_EN}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH_EN})(?:\s?,?\s\d{{4}})?"
_PLACE_EN: Final = (
    r"[A-Z][A-Z.'’-]{2,20}(?:(?:\s|/|\\/)[A-Z][A-Z.'’-]{1,20}){0,3}"
    r"(?:\s?,\s[A-Z][A-Za-z.]{1,20}(?:\s[A-Z][A-Za-z.]{1,20}){0,2})?"
)
_WEEKDAY_EN: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
_ZONE_EN: Final = r"(?:GMT|UTC|BST|CES?T|EES?T|[ECMP][SD]?T|AE[SD]T|JST|KST|IST|HKT|SGT|CST)\b"
_CLOCK_EN: Final = rf"\d{{1,2}}[:.]\d\d\s?(?:[ap]\.?m\.?\s)?{_ZONE_EN}"
_STAMP_EN: Final = rf"(?:{_PLACE_EN}\s\|\s)?{_WEEKDAY_EN}\s?,?\s{_DAY_EN}\s?,?\s{_CLOCK_EN}"
_DASH: Final = r"\s{0,5}[-–—]{1,2}\s?"
_MARK_EN: Final = rf"(?:\(\s{{0,5}}(?:{_AGENCY_EN})\s{{0,5}}\)|/\s?(?:{_AGENCY_EN})\s?/)"
_PLACED_EN = rf"(?:{_PLACE_EN})?(?:\s?,?\s{_DAY_EN}\s?,?)?\s{{0,5}}{_MARK_EN}{_DASH}|{_PLACE_EN}\s?,\s{_DAY_EN}{_DASH}"
_OPENING_EN = deferred(rf"(?:{_STAMP_EN}\s{{0,2}}(?:{_PLACED_EN})?|{_PLACED_EN})\s{{0,5}}")
_BEGINS_EN = deferred(r"[A-Z][A-Z.'’-]{2}|[\s,(/]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)")
"""Every English opening begins so, and few other lines do."""
_WRITER_ZH: Final = r"(?:\s{0,3}[（(](?:[^（()）]{0,8}(?:记者|通讯员|编辑)[^（()）]{0,40}|[一-鿿\s、]{2,20})[）)])"
_SENT_ZH: Final = (
    r"(?:(?<=日)\s?[电讯](?![话视影力子器池商动脑梯源费厂站价缆网息])|(?<=[报网社])(?:讯(?![息飞号问])|电(?=[\s（(：:])))"
)
_WIRE_ZH: Final = (
    r"(?:本报|本网|[^\s，,。；;：:（()）【】]{1,8}?(?:社|网|报|之家|财经|新闻))"
    rf"[^，,。；;：:（()）【】]{{0,14}}?{_SENT_ZH}"
)
_OPENING_ZH = deferred(either(
    rf"(?:{_WIRE_ZH}{_WRITER_ZH}?|【[^【】]{{0,24}}(?:报道|记者|[日网社报]讯|[日网社报]电)[^【】]{{0,24}}】{_WRITER_ZH}?)"
    r"[\s:：，,]{0,3}"
))
_MARK_ZH = deferred("[电電讯訊】]")
"""One of these is in every Chinese opening."""


def opening_end(text: str, start: int, end: int) -> int:
    """Return where the report begins in a line ``[start, end)``; ``start`` itself where nothing stands before it.

    >>> line = "BEIRUT, Aug 20 (Reuters) - Troops moved into the town."
    >>> line[opening_end(line, 0, len(line)):]
    'Troops moved into the town.'
    >>> line = "新华社北京8月20日电（记者王明）国家统计局19日发布数据。"
    >>> line[opening_end(line, 0, len(line)):]
    '国家统计局19日发布数据。'
    """
    stop = min(end, start + _REACH)
    found = _OPENING_EN.match(text, start, stop) if _BEGINS_EN.match(text, start, stop) else None
    if found is None and _MARK_ZH.search(text, start, stop):
        found = _OPENING_ZH.match(text, start, stop)
    return found.end() if found is not None else start
