"""What the text claims of a dated statement: that it happened, is planned, alleged, denied; and who says so."""

from __future__ import annotations

import re
from typing import Final

from dateline.annotate.event.cues import Cue
from dateline.annotate.event.reading import Reading
from dateline.annotate.event.scope import Scope
from dateline.annotate.event.scripts import either
from dateline.model.annotation import Status
from dateline.model.dates import LOW, PartialDate
from dateline.text.pattern import deferred
from dateline.text.sentences import split_clauses

_HAPPENED: Final = Status.HAPPENED
_FUTURE: Final = {"promise": Status.PROMISED, "forecast": Status.FORECAST, "plan": Status.PLANNED}
_OFFICIAL: Final = frozenset({"lawsuit", "arrest", "probe", "ruling", "penalty"})
_RELATIVE = deferred(either(r"[^，,。；;的]{1,14}的"))
_BROKEN = deferred(either(
    r"违[背反]|背[离弃]|兑现|履行|食言|\b(?:broke|break|broken|breach|kept|keep|honou?r)"
), re.IGNORECASE)
_NOUN = deferred(r"(?:'s|’s|s'|\b(?:the|a|an|its|their|his|her|this|that|no|any|of|original))\s$", re.IGNORECASE)
_SINCE = deferred(either(r"(?:自从?|\bsince)\s*$"), re.IGNORECASE)
_SOURCE_ZH = deferred(either(
    r"据(?!说)[^，,。；;：]{1,28}?(?:透露|报道|介绍|了解|悉|统计|数据|消息|称|预测|估计|披露|显示|说)"
))
_SOURCE_EN = deferred(
    r"[Aa]ccording to (?:(?!\s(?:he|she|it|they|we)\b|(?<=reports)\s[A-Z]|(?<=sources)\s[A-Z]|(?<=documents)\s[A-Z])"
    r"[^,.;]){2,60}|[Pp]eople familiar with [^,.;]{2,40}|[Ss]ources (?:said|told [^,.;]{2,30})"
)


_SIGNS_ZH: Final = ("据", "據")
_SIGNS_EN: Final = ("ccording to", "eople familiar", "ources ")
"""Without one of these no source is named so."""
_UNSAID = deferred(either(r"(?:没有|沒有|不|未|拒绝|拒絕)[^，,]{0,2}$|\b(?:not|never|n't|n’t)\s$"))
"""Before a verb of saying: nobody is quoted with "the company does not say"."""
_RELATIVE_EN = deferred(r"\s*(?:which|who|whose|that|is|was|are|were)\b")


def find_status(reading: Reading, scope: Scope, date: PartialDate) -> Status:
    """Return the status of what ``scope`` says of ``date``.

    Plans and promises reach over what follows them; a date that stands before a verb of saying dates the
    saying (去年，甲表示将…: it was said last year). A date after the article's own is a plan when nothing else is said.
    """
    dct = reading.document.dct
    future = dct is not None and _after(date, dct)
    past = dct is not None and date.latest < dct.earliest
    text = reading.text
    cues = [cue for cue in _local(reading, scope) if cue[2] != "status" or not _is_broken_word(text, scope, cue)]
    status = _from_cues(reading, cues, scope, future=future, past=past) if cues else _HAPPENED
    if status is not _HAPPENED:
        return status
    if future:
        return Status.PLANNED
    return Status.ONGOING if _runs_on(reading, scope, cues) else status


def _is_broken_word(text: str, scope: Scope, cue: Cue) -> bool:
    """Tell whether a promise or plan is only spoken of: 违背承诺, "broke its promise", "the plan was published"."""
    if cue[3] not in _FUTURE:
        return False
    if not scope.chinese and _NOUN.search(text, max(scope.start, cue[0] - 10), cue[0]):
        return True
    return cue[3] == "promise" and _BROKEN.search(text, max(scope.start, cue[0] - 24), cue[0]) is not None


def find_attribution(reading: Reading, scope: Scope, cues: list[Cue]) -> str:
    """Return the words that name the source, or nothing: 据知情人士透露, "according to people familiar", 公司表示."""
    text, (start, end) = reading.text, scope.sentence
    for sign in reading.held(_SIGNS_ZH if scope.chinese else _SIGNS_EN):
        if text.find(sign, start, end) >= 0:
            found = (_SOURCE_ZH if scope.chinese else _SOURCE_EN).search(text, start, end)
            if found is not None:
                return found[0]
            break
    speech = next((cue for cue in cues if cue[2] == "speech" and cue[3] == "say"), None) if cues else None
    if speech is None or _UNSAID.search(text, max(start, speech[0] - 12), speech[0]):
        return ""
    for left, right in split_clauses(text, start, end):
        last = left <= speech[0] < right and right - speech[1] <= 3 and right - left <= 60
        if last and not left <= scope.timex.start < right:
            dependent = text[left] in "并並且也还還又" or _RELATIVE_EN.match(text, left) is not None
            return "" if dependent else text[left:right].strip("“”\"。.")
    return ""


def _after(date: PartialDate, dct: PartialDate) -> bool:
    first = date.latest if date.earliest == LOW else date.earliest
    return first > dct.latest


def _local(reading: Reading, scope: Scope) -> list[Cue]:
    """Return the cues that may speak of the date: only those of a relative clause when the date stands in one.

    In 将用本月融到的资金扩建 the raising is dated, and it is done; in 原定本月上线的商店 it was a plan.
    """
    cues = reading.cues_in(scope.start, scope.end)
    if not scope.chinese:
        return cues
    match = _RELATIVE.match(reading.text, scope.timex.end, scope.end) if cues else None
    if match is None:
        return cues
    stop = match.end() - 1
    verbs = [cue for cue in cues if cue[2] == "trigger" and scope.timex.end <= cue[0]]
    if not any(stop - 1 <= cue[1] <= stop for cue in verbs):
        return cues
    at = scope.timex.start
    return [cue for cue in cues if at <= cue[0] < stop or (cue[2] == "status" and cue[1] == at)]


def _is_attribute(text: str, scope: Scope, start: int, end: int) -> bool:
    """Tell a word inside another noun's attribute from the claim: 接到来函，被要求对即将上市的芯片申请许可."""
    return scope.chinese and start > scope.timex.end and _ATTRIBUTE_ZH.match(text, end, scope.end) is not None


_ATTRIBUTE_ZH = deferred(either(r"[^，,。；;的]{1,6}的(?![，,。；;]|$)"))


def _goes_on(text: str, cues: list[Cue], scope: Scope, at: int) -> bool:
    """Tell whether a word stands in a later part than the date, whose own part says what happened.

    签署意向书，计划分批投资; "had left; he is expected to …": what is planned comes after what is past.
    """
    if at < scope.timex.end:
        return scope.chinese and _elsewhere(text, cues, scope, at)
    marks = "，,；;" if scope.chinese else ";"
    borders = [place for mark in marks if (place := text.find(mark, scope.timex.end + 1, at)) >= 0]
    if not borders:
        return False
    border = next((place for place in borders if text[place] in "；;"), min(borders))
    begin = max(text.rfind(mark, scope.start, scope.timex.start) for mark in "，,；;")
    if text[border] in "；;" and not any(cue[2] == "speech" and cue[1] == border for cue in cues):
        return True
    return any(cue[2] == "trigger" and begin < cue[0] < border and cue[3] != "statement" for cue in cues)


def _elsewhere(text: str, cues: list[Cue], scope: Scope, at: int) -> bool:
    """Tell whether a word stands in another clause than the date, whose own clause says what happened."""
    if at > scope.timex.start:
        return False
    border = max(text.rfind(mark, at, scope.timex.start) for mark in ",，;；")
    return border > 0 and any(cue[2] == "trigger" and cue[0] > border and cue[3] != "statement" for cue in cues)


def _from_cues(reading: Reading, cues: list[Cue], scope: Scope, *, future: bool, past: bool) -> Status:
    at = scope.timex.start
    strong: tuple[int, Status] | None = None
    weak = said = official = denied = alleged = False
    for start, end, role, name in cues:
        if role == "speech" and (start > at or at - end <= 8):
            # 去年，甲表示将…; "said on Friday it would …"
            said = True
        elif role == "trigger":
            official = official or name in _OFFICIAL
        elif role == "status":
            if past and (_is_attribute(reading.text, scope, start, end) or _goes_on(reading.text, cues, scope, start)):
                continue
            if name == "deny":
                denied = denied or not _elsewhere(reading.text, cues, scope, start)
            elif name == "allege":
                alleged = True
            elif name == "will":
                weak = weak or not said or future
            elif name in _FUTURE and (start < at or not said or future):
                distance = abs(start - at) + (0 if start < at else 1000)
                if strong is None or distance < strong[0]:
                    strong = (distance, _FUTURE[name])
    if denied:
        return Status.DENIED
    if strong is not None:
        return strong[1]
    if alleged and not official:
        return Status.ALLEGED
    return Status.PLANNED if weak and not past else _HAPPENED


def _runs_on(reading: Reading, scope: Scope, cues: list[Cue]) -> bool:
    if not cues or not any(role == "status" and name == "ongoing" for _, _, role, name in cues):
        return False
    before = reading.text[max(scope.start, scope.timex.start - 8):scope.timex.start]
    dct = reading.document.dct
    date = scope.timex.date
    current = dct is not None and date is not None and date.overlaps(dct)
    return current or _SINCE.search(before) is not None
