"""What the resolver remembers while it reads: the dates spoken of so far, and who is speaking."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dateline.annotate.timex.arithmetic import Period, period_of
from dateline.annotate.timex.expression import Unit
from dateline.model.dates import PartialDate

_QUOTES: Final = re.compile("[“”「」『』\"\n]")
_CLOSING: Final = {"“": "”", "「": "」", "『": "』", '"': '"'}
_SENTENCE_END: Final = re.compile("[。！？!?\n]|\\.(?=\\s)")


_TOPICS: Final = 60
"""How many dates back a report's own period is looked for."""


class Antecedent(NamedTuple):
    """An expression already resolved, as later ones may refer to it.

    ``told`` says that its year came from the text (a number, 去年, an earlier mention), not from the
    resolver's reading of a year-less date; only such a year is carried on to what follows.
    """

    start: int
    end: int
    date: PartialDate
    period: Period
    block: int
    told: bool
    late: bool = False
    """Only the end of it is meant (at the end of 2023): what follows it is of the next one."""
    aside: bool = False
    """Only compared with ("a year earlier"): later dates do not continue it unless they say so."""


LONGEST_SENTENCE: Final = 400
"""Characters; what lies further apart is taken for two sentences, so that no text takes quadratic time."""
MEMORY: Final = 400
"""How many dates are remembered at most; the older half is forgotten first, for the same reason."""


@dataclass(slots=True)
class Context:
    """The reader's memory: dates in text order, the block being read, the quotations of the document."""

    text: str
    now: Period | None
    block: int = -1
    trail: list[Antecedent] = field(default_factory=list)
    position: int = 0
    """Where the expression being read starts."""
    heading: int = -1
    """The number of the last heading's block."""
    section: Antecedent | None = None
    """The date in the heading of the section being read: its year holds for the section."""
    _quotes: list[tuple[int, int]] | None = None

    def remember(
        self, start: int, end: int, date: PartialDate, *, told: bool, aside: bool = False, late: bool = False
    ) -> None:
        """Add a resolved date, unless it has no end to count from."""
        period = period_of(date)
        if period is not None and 1 <= period.first[0] <= 9999:
            self.trail.append(Antecedent(start, end, date, period, self.block, told, late, aside))

    def forget(self) -> None:
        """Drop the older half of a full memory."""
        if len(self.trail) > MEMORY:
            del self.trail[:MEMORY // 2]

    def last(self, unit: Unit = Unit.CENTURY, *, before: int | None = None) -> Antecedent | None:
        """Return the latest date known at least to ``unit``, skipping coarser ones."""
        for antecedent in reversed(self.trail):
            if antecedent.period.unit <= unit and (before is None or antecedent.start < before):
                return antecedent
        return None

    def topic(self, unit: Unit) -> Antecedent | None:
        """Return the latest period of that unit that the text speaks of and does not only compare with.

        A month stands for anything longer than a day; of quarters only one that has ended will do.
        """
        for antecedent in self.trail[:-_TOPICS - 1:-1]:
            found = antecedent.period.unit
            fits = found >= unit if unit is Unit.MONTH else found is unit
            over = self.now is None or unit is Unit.MONTH or antecedent.date.latest < self.now.first
            if fits and over and not antecedent.aside:
                return antecedent
        return None

    def in_block(self, unit: Unit = Unit.CENTURY) -> Antecedent | None:
        """Return the latest date of the current block known at least to ``unit``."""
        for antecedent in reversed(self.trail):
            if antecedent.block != self.block:
                return None
            if antecedent.period.unit <= unit and not antecedent.aside:
                return antecedent
        return None

    def left_behind(self, antecedent: Antecedent) -> bool:
        """Tell whether a date of an earlier block is no longer the scene, so that a bare day does not go on from it.

        A heading leaves a date behind whose year the text did not give, and so does another year told since, if
        the date was one of the article's own news: "上个月23日 … 明年 …", new paragraph, "24日".
        """
        if antecedent.block == self.block:
            return False
        if self.heading > antecedent.block and not antecedent.told:
            return True
        year = antecedent.period.first[0]
        if self.now is None or antecedent.told and abs(self.now.first[0] - year) > 1:
            return False
        for later in reversed(self.trail):
            if later is antecedent:
                return False
            if later.told and later.period.unit > Unit.MONTH and later.period.first[0] != year:
                return True
        return False

    def only_named(self, antecedent: Antecedent) -> bool:
        """Tell a month that is only named in passing (兑现了7月的承诺): the days told next are not of it."""
        if antecedent.told or antecedent.period.unit is not Unit.MONTH or antecedent.end >= len(self.text):
            return False
        return self.text[antecedent.start - 1:antecedent.start] == "了" or self.text[antecedent.end] in "的关"

    def same_sentence(self, antecedent: Antecedent, start: int) -> bool:
        """Tell whether no sentence ends between an earlier date and ``start``."""
        return self.within_sentence(antecedent.end, start)

    def within_sentence(self, end: int, start: int) -> bool:
        """The same for two positions."""
        return start - end <= LONGEST_SENTENCE and _SENTENCE_END.search(self.text, end, start) is None

    def quote_at(self, position: int) -> int:
        """Return the start of the quotation that holds a position, or -1."""
        quotes = self.quotes
        index = bisect_right(quotes, (position, len(self.text) + 1)) - 1
        return quotes[index][0] if index >= 0 and quotes[index][1] > position else -1

    @property
    def quotes(self) -> list[tuple[int, int]]:
        """The outermost quotations, as spans; one that is not closed ends with its line."""
        if self._quotes is None:
            self._quotes = _find_quotes(self.text)
        return self._quotes

    def speaker_day(self, start: int) -> Antecedent | None:
        """Return the date on which the quotation around ``start`` was spoken, if its sentence gives one.

        "On 15 August she said: 'Today …'": the quoted today is 15 August. The date must stand in
        the sentence that leads into the quotation, outside of it.
        """
        opening = self.quote_at(start)
        if opening < 0:
            return None
        for antecedent in reversed(self.trail):
            if opening - antecedent.end > LONGEST_SENTENCE:
                return None
            if antecedent.end <= opening and self.quote_at(antecedent.start) < 0:
                return antecedent if self.same_sentence(antecedent, opening) else None
        return None


def _find_quotes(text: str) -> list[tuple[int, int]]:
    spans, opening, closer = [], -1, ""
    for match in _QUOTES.finditer(text):
        mark = match.group()
        if opening < 0:
            if mark in _CLOSING:
                opening, closer = match.start(), _CLOSING[mark]
        elif mark in (closer, "\n"):
            spans.append((opening, match.end()))
            opening = -1
    if opening >= 0:
        spans.append((opening, len(text)))
    return spans
