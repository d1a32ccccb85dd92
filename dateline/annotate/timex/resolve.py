"""Resolve a document's expressions in text order: what each is counted from, and the date that follows.

The same for every language. An expression that names its year is absolute; one that points at the
publish date (去年, yesterday) is read against ``Document.dct`` — inside a quotation against the speaker's day, if
its sentence gives it —; one that points back (当年, the following week) against the latest earlier date that is
known finely enough; and one that merely lacks its year or month is read by context (see :mod:`.infer`).
What cannot be resolved has an empty value: no guess, and never a finer value than the text gives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from dateline.annotate.timex import infer, parts, ranges, scene, spans
from dateline.annotate.timex.arithmetic import Period, move, period_of
from dateline.annotate.timex.complete import in_month, in_week, in_year
from dateline.annotate.timex.context import Antecedent, Context
from dateline.annotate.timex.expression import (
    Base,
    Between,
    Century,
    Clock,
    Decade,
    Direction,
    Duration,
    Expression,
    Fields,
    Fiscal,
    Meaning,
    Open,
    Part,
    Relative,
    Repeat,
    Same,
    Shift,
    Side,
    Unit,
    Vague,
    Window,
)
from dateline.annotate.timex.language import Language
from dateline.annotate.timex.outcome import ABSOLUTE, DCT, PREVIOUS, UNKNOWN, VAGUE, Outcome
from dateline.annotate.timex.reason import reason
from dateline.model.annotation import Block, BlockKind, Document, Timex, TimexType
from dateline.model.dates import PartialDate, Precision

DATELINE: Final = 40
"""How many characters into the text a dateline may stand."""
_AFTER_DATELINE: Final = ("电", "讯", "消", "】", "）", ")", "—")
SCENE: Final = 200
"""How many characters back a scene may have been dated that "hours ago" is counted from."""
_SIDE_MOD: Final = {Side.BEFORE: "BEFORE", Side.AFTER: "AFTER"}
_MOD_SIDE: Final = {mod: side for side, mod in _SIDE_MOD.items()}


def resolve(document: Document, found: Sequence[tuple[Block, Language, Sequence[Expression]]]) -> list[Timex]:
    """Turn the expressions of each block into Timexes, in text order."""
    reader = _Reader(document)
    timexes: list[Timex] = []
    for number, (block, language, expressions) in enumerate(found):
        reader.enter(number, block, language)
        timexes += [reader.read(expression) for expression in expressions]
    return timexes


def _opened(date: PartialDate | None, mod: str) -> PartialDate | None:
    """Open the date on the side its modifier names, not the value: 2024-12 with BEFORE has the date ``../2024-12``."""
    side = _MOD_SIDE.get(mod)
    return date if date is None or side is None else spans.opened(date, side) or date


def _is_weekday(meaning: Meaning) -> bool:
    """Tell a weekday that a deadline may name: 周五之前 is the Friday to come."""
    return isinstance(meaning, Fields) and meaning.weekday is not None and meaning.unit is None


class _Reader:
    """One reading of one document: the memory and the rules that use it."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.dct = document.dct
        self.context = Context(document.text, None if document.dct is None else period_of(document.dct))
        self.block: Block = Block(0, len(document.text))
        self.language: Language | None = None
        self.expression: Expression = Expression(0, 0, Vague(), "")
        self.fiscal_at = -1
        """Where the last fiscal period was named."""

    def enter(self, number: int, block: Block, language: Language) -> None:
        """Go on to the next block that has expressions."""
        self.context.block = number
        self.block, self.language = block, language
        if block.kind is BlockKind.HEADING:
            self.context.section = None
            self.context.heading = number

    def read(self, expression: Expression) -> Timex:
        """Resolve one expression and remember its date."""
        self.expression = expression
        self.context.position = expression.start
        outcome = self.outcome(expression.meaning)
        date = outcome.date
        self.context.forget()
        if date is not None and outcome.lasting:
            aside = isinstance(expression.meaning, Same)
            late = expression.mod == "END"
            self.context.remember(expression.start, expression.end, date, told=outcome.told, aside=aside, late=late)
            if self.block.kind is BlockKind.HEADING and outcome.told and self.context.trail:
                self.context.section = self.context.trail[-1]
        if self.dct is None and date is not None and self._is_dateline(expression, outcome):
            self.dct, self.context.now = date, period_of(date)
        antecedent = outcome.antecedent
        mod = outcome.mod or expression.mod
        return Timex(
            expression.start, expression.end, self.text[expression.start:expression.end], outcome.type,
            outcome.value or (date.edtf if date is not None else ""), _opened(date, mod),
            mod, outcome.anchor,
            antecedent.start if antecedent else -1, antecedent.end if antecedent else -1,
            expression.rule, reason(outcome, self.dct, self.text), self._ahead(date),
        )

    def _is_dateline(self, expression: Expression, outcome: Outcome) -> bool:
        """Tell a dateline: a whole date at the head, before 电 or a bracket. It replaces a missing publish date."""
        if self.context.block or expression.start - self.block.start > DATELINE or outcome.anchor != ABSOLUTE:
            return False
        whole = outcome.date is not None and outcome.date.precision is Precision.DAY
        return whole and self.text[expression.end:expression.end + 1] in _AFTER_DATELINE

    def _ahead(self, date: PartialDate | None) -> bool:
        return date is not None and self.dct is not None and date.latest > self.dct.latest

    def outcome(self, meaning: Meaning) -> Outcome:
        """Resolve a meaning, whatever its kind."""
        return _RULES[type(meaning)](self, meaning)

    def direction(self) -> Direction:
        """Tell where the clause looks, asking the language only now that it matters."""
        expression = self.expression
        if expression.direction is not Direction.NONE or self.language is None:
            return expression.direction
        return self.language.direction(self.text, expression.start, expression.end, self.block.start, self.block.end)

    def base(self, base: Base, unit: Unit) -> tuple[Period | None, Antecedent | None]:
        """Return what to count from: the publish or speaker's day, or an earlier mention known to ``unit``."""
        context = self.context
        if base is Base.DCT:
            spoken = context.speaker_day(self.expression.start)
            return (spoken.period, spoken) if spoken else (context.now, None)
        found = context.last(unit) or context.last()
        if base is Base.AUTO and found is not None and not self._near(found):
            found = scene.year_of_story(context) if unit is Unit.YEAR else None
            if found is not None and self.direction() is Direction.FUTURE:
                found = None
        elif found is not None and unit <= Unit.WEEK and (month := scene.coarser(context, found)) is not None:
            found = month
        return (found.period, found) if found else (context.now, None)

    def _near(self, antecedent: Antecedent) -> bool:
        return self.context.same_sentence(antecedent, self.expression.start)

    def _ahead_days(self) -> int | None:
        return getattr(self.language, "ahead_days", None)

    def counted(self, date: PartialDate | None, antecedent: Antecedent | None) -> Outcome:
        """Wrap a date that was counted from a base."""
        return Outcome(date, PREVIOUS if antecedent else DCT, antecedent) if date else UNKNOWN

    # One method a kind of meaning.

    def fields(self, fields: Fields) -> Outcome:
        if fields.year is not None:
            year = infer.full_year(fields.year, self.context.now) if fields.short else fields.year
            return Outcome(None if year is None else in_year(year, fields), ABSOLUTE)
        if self.expression.linked and fields.base is Base.AUTO and fields.unit is None:
            fields = replace(fields, base=Base.PREVIOUS)
        if fields.unit is not None:
            return self._by_reference(fields, fields.unit)
        if fields.month is not None or fields.code is not None or fields.holiday or fields.first is not None:
            turn = getattr(self.language, "turn_months", 7)
            near = getattr(self.language, "near_reading", False)
            return infer.missing_year(fields, self.context, self.direction(), self._ahead_days(), turn, near=near)
        if fields.weekday is not None and fields.day is not None:
            return infer.weekday_and_day(fields, self.context, self.direction())
        if fields.weekday is not None or fields.weekend:
            return infer.missing_week(fields, self.context, self.direction(), self.expression.start)
        if fields.day is not None:
            return infer.missing_month(fields, self.context, self.direction(), self.expression.start)
        return UNKNOWN

    def _by_reference(self, fields: Fields, unit: Unit) -> Outcome:
        base, antecedent = self.base(fields.base, unit)
        period = None if base is None else move(base, unit, fields.offset)
        if period is None:
            return UNKNOWN
        year, month, _ = period.first
        if unit is Unit.WEEK or period.unit is Unit.WEEK:
            date = in_week(period, fields)
        elif unit is Unit.MONTH and period.unit is Unit.MONTH:
            date = in_month(year, month, fields)
        else:
            date = in_year(year, fields) if period.unit is Unit.YEAR else None
        return self.counted(date, antecedent)

    def relative(self, relative: Relative) -> Outcome:
        context = self.context
        base, antecedent = self.base(relative.base, relative.unit)
        if base is None:
            return UNKNOWN
        if relative.unit is Unit.HOUR:
            return self._hours()
        if relative.count is None:
            return self._some(relative)
        if relative.base is Base.PREVIOUS and relative.exact and self._is_untold(relative.unit, antecedent):
            return UNKNOWN
        if self.expression.rule == "en.ahead" and (then := scene.promised(context)) is not None:
            base, antecedent = then.period, then
        coarse = antecedent is not None and relative.unit < antecedent.period.unit is Unit.MONTH
        if coarse and context.last(relative.unit) is not None:
            return self.counted(base.date, antecedent)._replace(lasting=False)
        period = move(base, relative.unit, relative.count)
        return self.counted(None if period is None else period.date, antecedent)

    def _is_untold(self, unit: Unit, antecedent: Antecedent | None) -> bool:
        """Tell a headline that counts from what the story tells, and a year counted from a fiscal quarter."""
        title = antecedent is None and self.block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        return title or (unit is Unit.YEAR and scene.after_fiscal(self.context, antecedent, self.fiscal_at))

    def _some(self, relative: Relative) -> Outcome:
        """A vague number of units after an earlier date leaves an open interval; without one there is no date."""
        found = self.context.last() if relative.base is Base.PREVIOUS else None
        if found is None:
            return UNKNOWN
        date = spans.opened(found.date, Side.AFTER)
        return self.counted(date, found)._replace(mod="AFTER", lasting=False)

    def _hours(self) -> Outcome:
        """Hours from the scene being told: still within its day or month; else within the publish date.

        The scene is the latest date known to the month, if it was told just before.
        """
        scene = self.context.last(Unit.MONTH)
        if scene is not None and self.expression.start - scene.end <= SCENE:
            return self.counted(scene.period.date, scene)._replace(lasting=False)
        base = self.context.now
        if base is None or base.unit > Unit.DAY:
            return UNKNOWN
        return self.counted(base.date, None)._replace(lasting=False)

    def window(self, window: Window) -> Outcome:
        if window.within and not self._looks_ahead():
            return Outcome(anchor="", value=spans.iso_duration(window), type=TimexType.DURATION)
        base, antecedent = self.base(window.base, Unit.DAY)
        date = None if base is None else spans.window(base, window)
        return self.counted(date, antecedent)._replace(lasting=False)

    def _looks_ahead(self) -> bool:
        """Tell whether "within three days" starts at the base: the clause looks forward, or there is no clause."""
        alone = self.text[self.block.start:self.block.end].strip()
        return len(alone) == self.expression.end - self.expression.start or self.direction() is Direction.FUTURE

    def decade(self, decade: Decade) -> Outcome:
        now = self.context.now
        century = decade.century
        if decade.century_offset is not None:
            if now is None:
                return UNKNOWN
            century = now.first[0] // 100 + decade.century_offset
        year = infer.era_year(decade.start, century, now)
        date = None if year is None else Period(Unit.DECADE, (year // 10 * 10, 1, 1)).date
        return Outcome(date, ABSOLUTE if decade.century_offset is None else DCT)

    def century(self, century: Century) -> Outcome:
        if century.digits is not None:
            return Outcome(Period(Unit.CENTURY, (century.digits * 100, 1, 1)).date, ABSOLUTE)
        base, antecedent = self.base(Base.DCT, Unit.CENTURY)
        period = None if base is None else move(base, Unit.CENTURY, century.offset or 0)
        return self.counted(None if period is None else period.date, antecedent)

    def fiscal(self, fiscal: Fiscal) -> Outcome:
        self.fiscal_at = self.expression.end
        year, anchor = fiscal.year, ABSOLUTE
        if year is None and fiscal.offset is not None and self.context.now is not None:
            year, anchor = self.context.now.first[0] + fiscal.offset, DCT
        if year is None:
            return Outcome(anchor=VAGUE, mod="FISCAL", told=False)
        part = f"-Q{fiscal.quarter}" if fiscal.quarter else f"-H{fiscal.half}" if fiscal.half else ""
        return Outcome(None, anchor, value=f"FY{year:04d}{part}", mod="FISCAL")

    def same(self, same: Same) -> Outcome:
        if same.of is not None:
            return self._compared(same, same.of)
        found = self.context.last(same.known)
        if found is None or same.unit is not Unit.YEAR:
            if same.year is not None:
                return Outcome(PartialDate.year(same.year))
            base = self.context.now
            period = None if base is None else move(base, same.unit, same.offset)
            return self.counted(None if period is None else period.date, None)
        year, now = found.period.first[0], self.context.now
        target = same.year
        if target is None:
            target = (now.first[0] if same.base is Base.DCT and now is not None else year) + same.offset
        return self.counted(spans.shift_years(found.date, target - year), found)

    def _compared(self, same: Same, unit: Unit) -> Outcome:
        """A year earlier: beside a quarter's figures the same quarter; else the year before the date spoken of."""
        topic = self.context.topic(unit)
        if topic is None:
            return self.relative(Relative(same.unit, same.offset, same.base, exact=True))
        return self.counted(spans.shift_years(topic.date, same.offset) if same.unit is Unit.YEAR else topic.date, topic)

    def vague(self, _: Vague) -> Outcome:
        return UNKNOWN

    def duration(self, duration: Duration) -> Outcome:
        return Outcome(anchor="", value=duration.iso, type=TimexType.DURATION)

    def repeat(self, repeat: Repeat) -> Outcome:
        return Outcome(anchor="", value=repeat.iso, type=TimexType.SET)

    def clock(self, clock: Clock) -> Outcome:
        base, antecedent = self.base(Base.PREVIOUS, Unit.DAY)
        if clock.dated and base is not None and base.unit <= Unit.DAY and self._told_here(antecedent):
            return self.counted(base.date, antecedent)._replace(type=TimexType.TIME)
        return Outcome(anchor="", value=clock.value, type=TimexType.TIME)

    def _told_here(self, antecedent: Antecedent | None) -> bool:
        return antecedent is not None and self.context.block - antecedent.block <= 1

    def opened(self, opened: Open) -> Outcome:
        if opened.side is Side.BEFORE and _is_weekday(opened.of) and self.direction() is Direction.NONE:
            self.expression = self.expression._replace(direction=Direction.FUTURE)
        inner = self.outcome(opened.of)
        if inner.date is None:
            return inner
        return inner._replace(mod=_SIDE_MOD[opened.side])

    def shift(self, shift: Shift) -> Outcome:
        inner = self.outcome(shift.of)
        date = inner.date and parts.shifted(inner.date, shift)
        return inner._replace(date=date) if date else UNKNOWN

    def part(self, part: Part) -> Outcome:
        inner = self.outcome(part.of)
        date = inner.date and parts.part(inner.date, part)
        return inner._replace(date=date) if date else UNKNOWN

    def between(self, between: Between) -> Outcome:
        return ranges.between(self, between)


_Rule = Callable[[_Reader, Any], Outcome]
_RULES: Final[dict[type, _Rule]] = {
    Fields: _Reader.fields,
    Relative: _Reader.relative,
    Window: _Reader.window,
    Decade: _Reader.decade,
    Century: _Reader.century,
    Fiscal: _Reader.fiscal,
    Same: _Reader.same,
    Vague: _Reader.vague,
    Duration: _Reader.duration,
    Repeat: _Reader.repeat,
    Clock: _Reader.clock,
    Open: _Reader.opened,
    Shift: _Reader.shift,
    Part: _Reader.part,
    Between: _Reader.between,
}
