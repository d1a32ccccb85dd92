"""Chinese (minimal for now)."""

from __future__ import annotations

import re

from dateline.annotate.timex.expression import Direction, Expression, Fields

_DATE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})[日号])?")


class _Chinese:
    code = "zh"

    def find(self, text: str, start: int, end: int) -> list[Expression]:
        return [
            Expression(m.start(), m.end(), Fields(year=int(m[1]) if m[1] else None, month=int(m[2]), day=int(m[3]) if m[3] else None), "zh.date")
            for m in _DATE.finditer(text, start, end)
        ]

    def direction(self, text: str, start: int, end: int, low: int, high: int) -> Direction:
        return Direction.FUTURE if "将" in text[max(low, start - 10):min(high, end + 10)] else Direction.NONE


LANGUAGE = _Chinese()
