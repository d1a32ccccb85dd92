"""Which stretch of a sentence a date belongs to.

A sentence with one date is that date's whole scope. One with several is cut at clause borders, so that each
date keeps its own clause: ``2023年春季，甲开始采购，并于当年11月发布乙`` is two statements, and so is
"founded in 2015, it went public in 2021".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.annotate.event.reading import Reading, is_chinese
from dateline.annotate.event.scripts import either, written
from dateline.model.annotation import Timex
from dateline.model.dates import Precision
from dateline.model.value import value
from dateline.text.pattern import deferred
from dateline.text.sentences import split_clauses

_JOINT_EN = deferred(r",?\s(?=(?:and|but|while|before|after|then|when|which|who|until)\s)")
_JOINT_ZH = deferred(either(r"(?=并|随后|而后|后又|又于|再于|、)"))
_SINCE_ZH = deferred(either(r"^[\s“\"]*自从?"))
_SINCE_ZH_END = deferred(either(r"(?:以来|之后|以后|后|起)[，,]"))
_SINCE_EN = deferred(r"^[\s“\"]*(?:Ever since|Since|After|Following)\s", re.IGNORECASE)
_REFERENCE_ZH = written("比 较 高于 低于 超过 不及 相较于 相比于")
_REFERENCE_ZH_AFTER = deferred(either(r"[^，,。；;]{0,12}(?:相比|持平|同期|相同)"))
_REFERENCE_EN = deferred(
    r"(?:\bthan|\bcompared (?:with|to)|\bversus|\bvs\.?|\b(?:up|down|increase[ds]?|r[io]se|fell|drop(?:ped)?|"
    r"decline[ds]?|gr[eo]w(?:th)?|changed)\b[^.;,]{0,30}\bfrom(?:\s[$€£]?\d[\d.,]*%?(?:\s[a-z]+){0,2}?)?)"
    r"(?:\s(?:in|the|that of|those of|those in))*\s*$",
    re.IGNORECASE,
)
_COPYRIGHT = deferred(either(r"(?:©|\(c\)|copyright|版权所有)\s*(?:©\s*)?$"), re.IGNORECASE)


@value
class Scope:
    """The stretch of a sentence that one date belongs to.

    ``first`` tells whether it starts the sentence; ``after`` marks the main clause of "since …, …", which is dated
    only from the date on.
    """

    start: int
    end: int
    timex: Timex
    sentence: tuple[int, int]
    chinese: bool
    first: bool = True
    after: bool = False


def scopes_of(reading: Reading, sentence: tuple[int, int], timexes: Sequence[Timex]) -> list[Scope]:
    """Cut a sentence between its dates; ``timexes`` are those inside it, in order."""
    text, (start, end) = reading.text, sentence
    chinese = is_chinese(text, start, end)
    if len(timexes) == 1:
        return _since(text, Scope(start, end, timexes[0], sentence, chinese))
    begins = [start]
    for left, right in pairwise(timexes):
        begins.append(_border(text, sentence, left, right.start, chinese=chinese) or begins[-1])
    scopes: list[Scope] = []
    for index, timex in enumerate(timexes):
        begin = begins[index]
        later = [other for other in begins[index + 1:] if other > begin]
        stop = later[0] if later else end
        if later and chinese and _is_bare(text[begin:timex.start] + text[timex.end:stop]):
            stop = later[1] if len(later) > 1 else end  # 北京时间今天凌晨，……: what follows is what happened then
        scopes.extend(_since(text, Scope(begin, stop, timex, sentence, chinese, first=begin == start)))
    return scopes


def _is_bare(text: str) -> bool:
    return not any(char.isalnum() for char in _CLOCK_ZH.sub("", text))


_CLOCK_ZH = deferred(either(r"(?:北京|当地|美国|美东|美西|太平洋|东部|伦敦|欧洲|纽约)时间"))


def one_a_date(text: str, scopes: Sequence[Scope]) -> list[Scope]:
    """Leave out what only repeats or widens another date of the same stretch: 本周一（2月2日）, 10日公布的今年奖项."""
    if len(scopes) < 2:
        return list(scopes)
    kept: list[Scope] = []
    for scope in scopes:
        place = (scope.start, scope.after)
        rivals = [other for other in scopes if other is not scope and (other.start, other.after) == place]
        alone = scope.timex.start - scope.start <= 3 and text[scope.timex.end:scope.timex.end + 1] in (",", "，")
        if not any(_repeats(scope, other, earlier=other in kept, alone=alone) for other in rivals):
            kept.append(scope)
    return kept


def _repeats(scope: Scope, other: Scope, *, earlier: bool, alone: bool) -> bool:
    mine, theirs = scope.timex.date, other.timex.date
    if mine is None or theirs is None:
        return False
    if (mine.earliest, mine.latest) == (theirs.earliest, theirs.latest):
        return earlier
    return (alone or not scope.timex.mod) and mine.precision is not Precision.OPEN and mine.contains(theirs)


def is_reference(text: str, timex: Timex) -> bool:
    """Tell whether a date only stands for comparison: "up from 2019", 较2019年, 与去年相比, © 2024."""
    before = text[max(0, timex.start - 48):timex.start]
    line = before.rfind("\n")
    before = before[line + 1:].rstrip()
    if not before:
        return False
    if "同期" in timex.text:
        return True
    last = before[-1]
    if last.isascii():
        if before.endswith(_REFERENCE_END) and _REFERENCE_EN.search(before):
            return True
        return last in ")tT" and _COPYRIGHT.search(before) is not None
    if last in "与與同和跟" and _REFERENCE_ZH_AFTER.match(text, timex.end):
        return True
    return last == "©" or before.endswith(_REFERENCE_ZH)


_REFERENCE_END = ("than", "with", "to", "us", "vs", "vs.", "from", "in", "the", "of")


def _border(text: str, sentence: tuple[int, int], left: Timex, right: int, *, chinese: bool) -> int | None:
    """Return where the clause of the later date starts, or None where both dates share one clause."""
    found, own = None, sentence[0]
    for start, _ in split_clauses(text, *sentence):
        if left.end <= start <= right:
            found = start
        elif start <= left.start:
            own = start
    if found is not None:
        # 当月晚些时候，甲在大选前一周筹款: a date that stands alone belongs to the same clause as the next
        alone = left.start - own <= 3 and not any(char.isalnum() for char in text[left.end:found])
        return None if alone else found
    for match in (_JOINT_ZH if chinese else _JOINT_EN).finditer(text, left.end, right):
        found = match.end() if not chinese else match.start()
    return found


def _since(text: str, scope: Scope) -> list[Scope]:
    """Split ``自从D……后，……`` and "Since … D, …": the main clause has no date but a lower bound."""
    clause_end: int | None = None
    if scope.chinese:
        if _SINCE_ZH.match(text[scope.start:scope.timex.start]):
            match = _SINCE_ZH_END.search(text, scope.timex.end, scope.end)
            clause_end = match.end() if match else None
            if match and match.start() - scope.timex.end < 2:
                return [scope]
    elif _SINCE_EN.match(text[scope.start:scope.timex.start]):
        comma = text.find(",", scope.timex.end, scope.end)
        clause_end = comma + 1 if comma > 0 else None
        if len(text[scope.start:scope.timex.start].split()) < 4:
            return [scope]
    if clause_end is None or clause_end >= scope.end:
        return [scope]
    inner = Scope(scope.start, clause_end - 1, scope.timex, scope.sentence, scope.chinese, scope.first)
    return [inner, Scope(clause_end, scope.end, scope.timex, scope.sentence, scope.chinese, first=False, after=True)]
