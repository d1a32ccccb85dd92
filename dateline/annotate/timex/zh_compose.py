"""Join Chinese tokens into expressions: 去年 + 11月 + 28日 + 晚 is one date, 11月28日 + 至 + 30日 a range.

Tokens join while their units go from large to small; what follows (初, 之前, 左右) then qualifies the
whole. The result has offsets relative to the run of tokens, so that it can be cached by surface.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from dateline.annotate.timex.expression import (
    Base,
    Between,
    Clock,
    Expression,
    Fields,
    Meaning,
    Open,
    Relative,
    Same,
    Shift,
    Side,
    Unit,
    Window,
)
from dateline.annotate.timex.zh_lengths import first_units
from dateline.annotate.timex.zh_part import Part, numbers
from dateline.annotate.timex.zh_tokens import READERS, clock_value, season
from dateline.annotate.timex.zh_words import MODS

_TIME_OF_DAY: Final = ("tod", "clock")
_EXTENDS: Final = ("whole", "bracket", "within", "begin")
_KNOWN: Final = {"同日": Unit.DAY, "同月": Unit.MONTH}
_STEPS: Final = {Unit.YEAR: 1, Unit.MONTH: 2, Unit.WEEK: 3}
_CALENDAR_KINDS: Final = frozenset({"unit", "year", "month", "code"})


class Token(NamedTuple):
    """A token of a run; ``gap`` is what stood before it: empty, ``range`` or ``list``."""

    gap: str
    kind: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Draft:
    """A date under construction."""

    start: int
    end: int
    rank: int
    fields: dict[str, Any] = field(default_factory=dict)
    meaning: Meaning | None = None
    last: dict[str, Any] | None = None
    mod: str = ""
    kinds: list[str] = field(default_factory=list)
    timed: bool = False
    time: str = ""

    @property
    def rule(self) -> str:
        """The rule's id: the language and the kinds of token that made the date."""
        return "zh." + "-".join(self.kinds)


def compose(tokens: Sequence[Token]) -> list[Expression]:
    """Turn the tokens of one run into its expressions, in order."""
    found: list[Expression] = []
    position, count = 0, len(tokens)
    while position < count:
        if tokens[position].kind == "nums":
            found += _each_year(tokens[position])
            position += 1
            continue
        draft, after = _date(tokens, position)
        if draft is None:
            position += 1
            continue
        if tokens[position].kind == "mday" and not _same_word(tokens, position):
            position += 1
            continue
        linked = bool(found) and tokens[position].gap == "list"
        expression, position = _whole(draft, tokens, after)
        if expression is not None:
            found.append(expression._replace(linked=linked))
    return found


def _same_word(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a day on its own is written like the day before it: 10号，11号, but not 17日，一号钻机."""
    if tokens[position].text[-1] == "日":
        return True
    return position > 0 and tokens[position].gap != "" and tokens[position].text[-1] == tokens[position - 1].text[-1]


def _each_year(token: Token) -> list[Expression]:
    """Split a list of years that share one 年 into its members."""
    found, offset = [], 0
    for number in numbers(token.text):
        if number < 100:
            continue
        start = token.text.index(str(number), offset)
        offset = start + 4
        found.append(Expression(token.start + start, token.start + offset, Fields(year=number), "zh.nums"))
    last = found[-1]
    found[-1] = last._replace(end=token.end)
    return found


def _date(tokens: Sequence[Token], position: int) -> tuple[Draft | None, int]:
    """Read one date from ``position`` on; return it and the position after it."""
    token = tokens[position]
    reader = READERS.get(token.kind)
    part = reader(token.text) if reader else None
    if part is None:
        return None, position + 1
    draft = Draft(token.start, token.end, part.rank, dict(part.fields), part.meaning, part.last, part.mod, [token.kind])
    draft.timed = token.kind in _TIME_OF_DAY
    draft.time = token.text if draft.timed else ""
    position += 1
    while position < len(tokens) and not tokens[position].gap and _join(draft, tokens[position]):
        position += 1
    return draft, position


def _join(draft: Draft, token: Token) -> bool:
    """Add the token to the date, if it goes on with it."""
    joined = _FOLLOW[token.kind](draft, token) if token.kind in _FOLLOW else _merge(draft, token)
    if joined:
        draft.end = token.end
    return joined


def _merge(draft: Draft, token: Token) -> bool:
    if token.kind in _TIME_OF_DAY:
        draft.timed = True
        draft.time += token.text
        return not isinstance(draft.meaning, Window)
    part = READERS[token.kind](token.text) if token.kind in READERS else None
    if token.kind == "dref" and part is not None and _years_ago_today(draft, part):
        return True
    _step_into(draft)
    if part is None or part.meaning is not None or draft.meaning is not None or draft.last is not None or draft.timed:
        return False
    if token.kind == "dref" and part.fields.get("base") is Base.PREVIOUS and part.fields.get("offset") == 0:
        return draft.rank >= 4 or ("weekday" in draft.fields)
    if token.kind == "weekday" and ("day" in draft.fields or draft.fields.get("unit") is Unit.DAY):
        return True
    if part.rank <= draft.rank or ("unit" in part.fields and _CALENDAR_KINDS & draft.fields.keys()):
        return False
    if not _fits(draft.fields, part):
        return False
    draft.fields |= part.fields
    draft.last, draft.rank, draft.mod = part.last, part.rank, part.mod or draft.mod
    draft.kinds.append(token.kind)
    return True


def _years_ago_today(draft: Draft, part: Part) -> bool:
    """十年前的昨天: yesterday's date, ten years back."""
    step, fields = draft.meaning, part.fields
    years = isinstance(step, Relative) and step.exact and step.unit is Unit.YEAR and step.count is not None
    if not years or fields.get("base") is not Base.DCT or abs(fields["offset"]) > 1:
        return False
    draft.meaning = Shift(Relative(Unit.DAY, fields["offset"]), Unit.YEAR, step.count)  # type: ignore[union-attr,arg-type]
    draft.kinds.append("dref")
    return True


def _step_into(draft: Draft) -> None:
    """Let a distance go on with smaller units: 三年前的夏天 is the summer of the year three years ago."""
    step = draft.meaning
    if isinstance(step, Relative) and step.exact and step.count is not None and step.unit in _STEPS and not draft.mod:
        draft.fields = {"unit": step.unit, "offset": step.count, "base": step.base}
        draft.meaning, draft.rank = None, _STEPS[step.unit]


def _fits(fields: dict[str, Any], part: Part) -> bool:
    """Tell whether the smaller unit may hang on the larger: no day of a year, no month of a week."""
    unit = fields.get("unit")
    if "day" in part.fields and "month" not in part.fields:
        return "month" in fields or unit is Unit.MONTH
    if part.fields.keys() & {"week"}:
        return unit is not Unit.WEEK
    if "weekday" in part.fields or "weekend" in part.fields:
        return unit in (Unit.WEEK, Unit.MONTH) or "month" in fields or "week" in fields
    return unit not in (Unit.MONTH, Unit.WEEK, Unit.DAY)


def _mod(draft: Draft, token: Token) -> bool:
    if draft.mod or draft.timed or "day" in draft.fields or draft.fields.get("unit") is Unit.DAY:
        return False
    if token.text in _TWO_THIRDS:
        return _days_of_month(draft, *_TWO_THIRDS[token.text])
    draft.mod = MODS.get(token.text, "MID" if token.text == "中" else "")
    draft.kinds.append("mod")
    return bool(draft.mod)


_TWO_THIRDS: Final = {"上中旬": (1, 20), "中下旬": (11, 31)}


def _days_of_month(draft: Draft, first: int, last: int) -> bool:
    if "month" not in draft.fields and draft.fields.get("unit") is not Unit.MONTH:
        return False
    draft.fields |= {"first": first, "second": last}
    draft.rank = 4
    draft.kinds.append("mod")
    return True


def _season(draft: Draft, token: Token) -> bool:
    _step_into(draft)
    if draft.rank != 1 or draft.meaning is not None:
        return False
    draft.fields["code"], draft.rank = season(token.text), 2
    draft.kinds.append("season")
    return True


def _first_units(draft: Draft, token: Token) -> bool:
    """前五个月 after a year, 前3天 after a month; weeks are counted from the first Monday."""
    if draft.meaning is not None or draft.rank > 2 or draft.fields.keys() & {"code", "holiday"}:
        return False
    extra = first_units(token.text)
    of_month = "month" in draft.fields or draft.fields.get("unit") is Unit.MONTH
    if extra is None or (of_month != token.text.endswith(("天", "日")) and "weeks" not in extra):
        return False
    if "weeks" in extra:
        draft.last = {**draft.fields, "week": extra["weeks"]}
        draft.fields["week"] = 1
    else:
        draft.fields |= extra
    draft.rank = 4
    draft.kinds.append("first")
    return True


def _lunar_day(draft: Draft, token: Token) -> bool:
    if "month" not in draft.fields or "day" in draft.fields:
        return False
    lunar = token.text[0] in "初廿" or "lunar" in draft.fields
    draft.fields |= {"day": numbers(token.text.removeprefix("初"))[0]} | ({"lunar": True} if lunar else {})
    draft.rank = 4
    draft.kinds.append("lday")
    return True


def _same(draft: Draft, token: Token) -> bool:
    fields = draft.fields
    if "year" in fields and len(fields) == 1:
        draft.meaning = Same(year=fields["year"])
    elif fields.get("unit") in (Unit.YEAR, Unit.MONTH) and len(fields) == 3:
        known = _KNOWN.get(token.text, Unit.CENTURY)
        draft.meaning = Same(fields["unit"], fields["offset"], fields["base"], known=known)
    else:
        return False
    draft.kinds.append("same")
    return True


def _extend(draft: Draft, token: Token) -> bool:
    return token.kind != "bracket" or "day" in draft.fields or draft.fields.get("unit") in (Unit.DAY, Unit.WEEK)


_FOLLOW: Final = {
    "mod": _mod, "season": _season, "firstn": _first_units, "lday": _lunar_day, "same": _same, "whole": _extend,
    "bracket": _extend,
}


def _whole(draft: Draft, tokens: Sequence[Token], position: int) -> tuple[Expression | None, int]:
    """Add the range, the suffixes and the open ends that follow a date."""
    meaning = _meaning(draft)
    if position < len(tokens) and (tokens[position].gap == "range" or _closed_list(tokens, position)):
        if tokens[position].kind in _TIME_OF_DAY:
            position = _skip_times(draft, tokens, position)
        else:
            other, after = _date(tokens, position)
            last = _meaning(other) if other is not None else None
            if other is not None and meaning is not None and last is not None:
                meaning, position = Between(_inner(meaning), _inner(last)), after
                draft.end, draft.mod = other.end, ""
                draft.kinds.append("to")
                draft.kinds += other.kinds
    if position < len(tokens) and tokens[position].kind == "weekday" and "day" in draft.fields:
        draft.end = tokens[position].end
        position += 1
    while position < len(tokens) and not tokens[position].gap:
        changed = _suffix(draft, meaning, tokens[position])
        if changed is None:
            break
        meaning, draft.end = changed, tokens[position].end
        position += 1
    if meaning is None:
        return None, position
    return Expression(draft.start, draft.end, meaning, draft.rule, draft.mod), position


def _closed_list(tokens: Sequence[Token], position: int) -> bool:
    """Tell whether "和" joins the ends of a range: 3月1日和5日之间, 今冬明春."""
    if tokens[position].kind == "sref" and not tokens[position].gap:
        return tokens[position - 1].kind == "sref"
    if tokens[position].gap != "list":
        return False
    _, after = _date(tokens, position)
    return after < len(tokens) and tokens[after].kind == "within" and tokens[after].text == "之间"


def _skip_times(draft: Draft, tokens: Sequence[Token], position: int) -> int:
    while position < len(tokens) and tokens[position].kind in _TIME_OF_DAY:
        draft.end = tokens[position].end
        position += 1
    return position


def _inner(meaning: Meaning) -> Meaning:
    """Of a range within a range keep the outer end."""
    return meaning.first if isinstance(meaning, Between) else meaning


def _suffix(draft: Draft, meaning: Meaning | None, token: Token) -> Meaning | None:
    kind = token.kind
    if meaning is None or isinstance(meaning, Open):
        return None
    if kind == "about":
        draft.mod = draft.mod or "APPROX"
        return meaning
    if kind in ("within", "until", "begin", *_TIME_OF_DAY):
        return meaning
    if isinstance(meaning, (Relative, Window)) and draft.kinds[0] in ("ago", "later", "window", "hence"):
        return None
    if kind == "now":
        draft.kinds.append(kind)
        return Between(_inner(meaning), Relative(Unit.DAY, 0))
    if kind == "since":
        draft.kinds.append(kind)
        return Open(meaning, Side.AFTER)
    if kind in ("before", "after"):
        draft.kinds.append(kind)
        return Open(meaning, Side.BEFORE if kind == "before" else Side.AFTER)
    return None


def _meaning(draft: Draft) -> Meaning | None:
    if draft.meaning is not None:
        return draft.meaning
    if draft.timed and not draft.fields:
        return Clock(clock_value(draft.time), dated=True)
    first = _of(draft.fields)
    if draft.last is None or first is None:
        return first
    last = _of(draft.last)
    return None if last is None else Between(first, last)


def _of(fields: dict[str, Any]) -> Meaning | None:
    """Make fields, or a plain step from the base when there is nothing but a reference."""
    if fields.keys() <= {"unit", "offset", "base"} and "unit" in fields:
        return Relative(fields["unit"], fields["offset"], fields["base"])
    if not fields or fields.get("month", 1) not in range(1, 13) or fields.get("day", 1) not in range(1, 32):
        return None
    return Fields(**fields)
