"""Short headlines made of a statement's own words: cut, never rewritten, but for the subject put back."""

from __future__ import annotations

import re
from typing import Final

from dateline.annotate.event.cues import Cue
from dateline.annotate.event.reading import Reading
from dateline.annotate.event.scope import Scope
from dateline.annotate.event.scripts import either
from dateline.annotate.event.subject import Subject, find_subject, skip_lead
from dateline.text.pattern import deferred
from dateline.text.sentences import split_clauses

SHORT_ZH: Final = 9
"""A Chinese clause below this many characters takes the next one along."""
LONG_ZH: Final = 42
SHORT_EN: Final = 28
LONG_EN: Final = 130

_ASIDE = deferred(r"\s?[（(][^（()）]{0,60}[）)]|[“”\"]")
_MARKED = deferred(r"[（(“”\"]")
_PREPOSITION_ZH = deferred(either(
    r"(?:最早|早在|将|就|也就是)?(?:在|于|自从|自|到|至|截至|截止到|早在|最早于)?"
    r"(?:(?:北京|当地|美国|美东|美西|太平洋|东部|伦敦|欧洲|纽约)时间)?$"
))
_PREPOSITION_EN = deferred(
    r",?\s*\b(?:(?:as (?:early|late|recently|far back) as|as of|by the end of|at the end of|at the start of|earlier|"
    r"later|late|early|almost|nearly|roughly|only|back|on|in|by|at|during|for|from|around|about)(?:\s+the)?\s+)+$",
    re.IGNORECASE,
)
_BOUND_EN = deferred(
    r"\b(?:a|an|its|his|her|their|of|to|and|or|that|this|between|than|before|after|until|till|since|within|through|"
    r"'s|s')\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""A date after one of these is part of a phrase: "the summer of 2024", "its 2024 results", "expected before May"."""
_HANGING_EN = deferred(
    r"\b(?:dates?|dated|dating|ends?|ended|ending|begins|have|has|had|is|are|was|were|be|been|came|comes|come|"
    r"days|weeks|months)$|,\s[a-z]+(?:ed|en|wn)$",
    re.IGNORECASE,
)
"""Words that a date completes: "dates from May 2020", "the quarter that ends in July"."""
_EXPLAINED_EN = deferred(
    r",\s(?:when\b|one (?:day|week|month|year)\b|an? [A-Z][a-z]+day\b|(?:the|his|her|its|their) "
    r"(?:[a-z]+ ){0,2}(?:day|week|month|year)\b)|\son\b(?=\s*(?:[,.;]|$))"
)
"""What goes on about the date itself: "came last May, when …", "in 2012, the year of its listing, …"."""
_THE_EN = deferred(r"\bthe\s+$", re.IGNORECASE)
_NOUN_AFTER = deferred(r"\s[a-z]{4,}")
_PARTED_EN = deferred("[;–—]")
_PART_EN = deferred(r"[^;–—]+(?:(?<! )[–—](?! )[^;–—]*)*")
_TAIL_EN = deferred(r"(?:[\s,]+(?:and|or|but|only|just|as|on|in|by|at|since|until|the|that))+$")
_SOURCE_TAIL = deferred(
    r",\s(?:according to [^;]{2,80}|(?:[A-Z][\w.'’-]*|the|a|an|people)\s?[^,;]{0,50}"
    r"\b(?:said|says|reported|wrote)\b[^,;]{0,30})$"
)
_AFTER_ZH = deferred(either(r"(?:之前|之后|以前|以后|以来|里|内|中|时|间|期间|左右|份|当天|当日)?[，,]?"))
_KEEP_ZH = deferred(either(r"的|[^，,。；;的]{1,8}的"))
_ADVERBIAL_ZH = deferred(either(
    r"(?:在|于|自|当|经过|随着|截至|到).*(?:中|上|里|内|时|后|前|期间|以来|之际|之后|之前|结束|底|初|末)"
))
_SINCE_EDGE = deferred(either(r"(?:之后|以后|以来|后|起)$"))
_COMPLETED_ZH = deferred(either(
    r"(?:[定生签始建死订限止成早晚]于|[是为达近约从由等和与及、]|而不是|推迟[到至]|提前[到至]|延[至到]|[要等写持收集直]到|直至)$"
))
_LISTED_ZH: Final = "和与及、或至到前后"
_LATE_ZH = deferred(either("[早晚]了"))
_BOUND_END: Final = tuple(
    "a an its his her their of to and or that this between than before after until till since within through 's s' the"
    .split()
)
_PREPOSITION_END: Final = tuple(
    "as of the earlier later late early almost nearly roughly only back on in by at during for from around about"
    .split()
)
_HANGING_END: Final = tuple(
    "date dates dating end ends ending begins have has had is are was were be came comes come days weeks months "
    "ed en wn".split()
)
_TAIL_END: Final = tuple("and or but only just as on in by at since until the that".split())
"""What the patterns above that are bound to an end can end with: a look at it spares most searches."""
_TAIL_LETTERS: Final = frozenset(word[-2:] for word in _TAIL_END)
_HANGING_LETTERS: Final = frozenset(word[-2:] for word in _HANGING_END)
"""The last two letters of those: a look at these spares most looks at the many words."""
_TWO_COMMAS = deferred(r",\s?,")
_DAYS_ZH: Final = ("当天", "当日", "次日", "翌日", "第二天", "當天", "當日")
_EVENT_ZH = deferred(either(r"(?:公布|发布|宣布|上市|上线|成立|开幕|签约|投产|发售|落成|开业)后?$"))
"""在发布当天宣布: the day is that of the noun before it."""
_LEAST: Final = 4
_NAME: Final = 24
_EDGE: Final = " ，,、；;：:。.!！?？—–-“”\"'‘’"
_SOURCE_CLAUSE = deferred(either(r"据[^，,。：]{1,28}$|(?:消息|知情)人士(?:称|表示|透露)?$"))


def make_headline(reading: Reading, scope: Scope, subject: Subject, cues: list[Cue]) -> tuple[str, Subject]:
    """Return the clause that the date belongs to, without date, source and asides, with its subject; and that subject.

    ``2018年，他离开了甲公司。`` after a sentence on 乙 gives ``乙离开了甲公司``. Longer than two lines is cut at a
    word and ends in "…".
    """
    first, last = (_main_clauses if scope.chinese else _main_part)(reading.text, scope, cues)
    if first != scope.start:
        subject = find_subject(reading, scope, first)
    start = max(first, subject.start if subject.start < last else skip_lead(reading.text, scope, first))
    if scope.chinese:
        last = _told(reading.text, scope, last)
    body = _clean(reading, max(start, subject.end), last, scope).lstrip(_EDGE)
    if scope.chinese and not subject.surface:
        body = _REPORTED_ZH.sub("", body)
    text = (_head(subject, body, chinese=scope.chinese) + body).strip(_EDGE)
    if scope.chinese and "。" in text:
        text = _RUN_IN_ZH.sub("：", text)
    if scope.chinese and scope.end < scope.sentence[1]:
        text = _SINCE_EDGE.sub("", text)
    if len(text) < _LEAST:
        text = reading.text[scope.start:scope.end].strip(_EDGE) if scope.chinese else _clean(
            reading, scope.start, scope.end, scope
        ).strip(_EDGE)
    if not scope.chinese:
        text = _english(reading, scope, text, restored=bool(subject.surface))
    return _shorten(text, LONG_ZH if scope.chinese else LONG_EN, chinese=scope.chinese), subject


def _told(text: str, scope: Scope, last: int) -> int:
    """Go on to what is said, where a clause ends in a verb of saying and the next one has a date of its own."""
    if last < scope.end - 1 or not _SAYING_ZH.search(text, max(scope.start, last - 8), last):
        return last
    following = split_clauses(text, last, scope.sentence[1])
    return following[0][1] if following and following[0][1] - scope.timex.end <= LONG_ZH else last


_REPORTED_ZH = deferred(either(r"^(?:的?(?:报道|消息)称?|报道|消息|披露|透露)[，,：:]"))
_RUN_IN_ZH = deferred(r"。\s*")
_SAYING_ZH = deferred(either(r"(?:表示|披露|透露|报道|消息|指出|认为|[发改]?[帖文口]?[称说])[，,：:]?$"))


def _head(subject: Subject, body: str, *, chinese: bool) -> str:
    head = subject.surface
    if not head:
        return ""
    if subject.possessive and not body.startswith("的"):
        head += "的" if chinese else "'s"
    return head if chinese else f"{head} "


def _main_part(text: str, scope: Scope, cues: list[Cue]) -> tuple[int, int]:  # noqa: ARG001 - one form for both languages
    """Return the English headline's span: what stands between semicolons, cut after the date where it is too long.

    English clauses hang on each other (participles, relatives, "of which"), so they are kept together from the start.
    """
    timex = scope.timex
    start, end = scope.start, scope.end
    if _PARTED_EN.search(text, start, end):
        parts = [match.span() for match in _PART_EN.finditer(text, start, end)]
        at = 0 if scope.after else next((i for i, (_, b) in enumerate(parts) if timex.start < b), len(parts) - 1)
        if _size(parts[at], timex.start, timex.end) < 12 and len(parts) > 1:
            at = at + 1 if at + 1 < len(parts) else at - 1
        start, end = parts[at]
    source = _SOURCE_TAIL.search(text, max(start + SHORT_EN, min(timex.end, end)), end)
    if source is not None:
        end = source.start()
    if timex.start - start > LONG_EN and not scope.after:
        clauses = split_clauses(text, start, end)
        start = next((a for a, b in clauses if a <= timex.start < b), start)
    return start, end


def _main_clauses(text: str, scope: Scope, cues: list[Cue]) -> tuple[int, int]:
    """Return where the dated Chinese clause starts and where the headline ends."""
    clauses = split_clauses(text, scope.start, scope.end)
    timex = scope.timex
    at = 0 if scope.after else next((i for i, (a, b) in enumerate(clauses) if timex.start < b), len(clauses) - 1)
    bare = not scope.after and _is_adverbial(text, clauses[at], timex.start, timex.end)
    if bare and at + 1 < len(clauses):
        at += 1
    elif bare and at > 0:
        at -= 1
    if at + 1 < len(clauses) and _SOURCE_CLAUSE.match(text, *clauses[at]):
        at += 1
    last = at
    while last + 1 < len(clauses):
        start, end = clauses[at][0], clauses[last][1]
        length = _size((start, end), timex.start, timex.end)
        enough = length >= SHORT_ZH or clauses[last + 1][1] - start > 2 * LONG_ZH
        if enough and not any(role == "speech" and end - stop <= 1 and stop <= end for _, stop, role, _ in cues):
            break
        last += 1
    if at > 0 and _size((clauses[at][0], clauses[last][1]), timex.start, timex.end) < SHORT_ZH:
        at -= 1
    return clauses[at][0], clauses[last][1]


def _is_adverbial(text: str, clause: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether a clause only says when or where: 在本周的发布会上."""
    size = _size(clause, start, end)
    if size < 40 and _MARKED.search(text, *clause):
        size -= sum(len(aside) for aside in _ASIDE.findall(text[clause[0]:clause[1]]))
    return size < 4 or _ADVERBIAL_ZH.fullmatch(text, *clause) is not None


def _size(span: tuple[int, int], start: int, end: int) -> int:
    inside = max(0, min(span[1], end) - max(span[0], start))
    return span[1] - span[0] - inside


def _clean(reading: Reading, start: int, end: int, scope: Scope) -> str:
    """Return ``text[start:end]`` without its date, brackets and quotation marks."""
    text, timex = reading.text, scope.timex
    if start <= timex.start and timex.end <= end:
        before, after = text[start:timex.start], text[timex.end:end]
        named = scope.chinese and any(
            m.end == timex.start for m in reading.mentions_in(timex.start - _NAME, timex.start)
        )
        cut = _without_date(before, after, chinese=scope.chinese, named=named)
        if scope.chinese and timex.text.startswith(_DAYS_ZH) and _EVENT_ZH.search(before, max(0, len(before) - 8)):
            cut = None
        joined = before + timex.text + after if cut is None else cut
    else:
        joined = text[max(start, timex.end) if start < timex.end <= end else start:end]
    if _MARKED.search(joined):
        joined = _ASIDE.sub("", joined)
    if ", ," in joined or ",," in joined:
        joined = _TWO_COMMAS.sub(",", joined)
    return " ".join(joined.split()) if "  " in joined or "\n" in joined else joined


def _without_date(before: str, after: str, *, chinese: bool, named: bool) -> str | None:
    """Take a date and its preposition out, or return None where the rest would not read.

    ``named``: a name stands right before it, so that 英伟达 does not end in "reaches" nor 华为 in "is".
    """
    if chinese:
        if _KEEP_ZH.match(after) or after[:1] in _LISTED_ZH or _LATE_ZH.match(after):
            return None
        match = _PREPOSITION_ZH.search(before, max(0, len(before) - 8))
        left = before[:match.start()] if match else before
        rest = after[len((_AFTER_ZH.match(after) or [""])[0]):]
        # 签于五月六日, 定于下半年上市, 而不是九月: the date completes the verb
        last = left.strip(_EDGE) and not rest.strip(_EDGE) and before[-1:] not in _EDGE
        if last or (not named and _COMPLETED_ZH.search(before, max(0, len(before) - 4))):
            return None
        return left + rest
    size = len(before)
    last_word = before[-16:].rstrip().lower()
    if after[:1] in ("'", "’", "-"):
        return None
    if last_word.endswith(_BOUND_END) and _BOUND_EN.search(before, max(0, size - 12)):
        return None
    if last_word.endswith("the") and _NOUN_AFTER.match(after) and _THE_EN.search(before, max(0, size - 6)):
        return None
    if _EXPLAINED_EN.match(after):
        return None
    match = _PREPOSITION_EN.search(before, max(0, size - 40)) if last_word.endswith(_PREPOSITION_END) else None
    left = (before[:match.start()] if match else before).rstrip(" ")
    if (
        left[-2:].lower() in _HANGING_LETTERS
        and left[-9:].lower().endswith(_HANGING_END)
        and _HANGING_EN.search(left, max(0, len(left) - 18))
        and (match is None or not match[0].startswith(","))
    ):
        return None
    return left + (" " if left and after[:1] not in ",.;:" else "") + after.lstrip(" ")


def _english(reading: Reading, scope: Scope, text: str, *, restored: bool) -> str:
    """Finish an English headline: a capital at the start, or "…" where it starts inside its sentence."""
    if text[-2:] in _TAIL_LETTERS and text.endswith(_TAIL_END):
        text = _TAIL_EN.sub("", text).strip(_EDGE)
    if text.endswith(")") and "(" not in text:
        text = text[:-1].rstrip(_EDGE)
    if text.count(" ") < 2 and scope.end - scope.start > len(text) + 12:
        text = " ".join(reading.text[scope.start:scope.end].split()).strip(_EDGE)
    if restored or not text[:1].islower():
        return text
    return _capital(text) if scope.first else f"… {text}"


def _capital(text: str) -> str:
    # "iPhone" and "xAI" are written so: only a wholly small first word takes a capital
    word = text.split(" ", 1)[0]
    return text[0].upper() + text[1:] if word.islower() else text


def _shorten(text: str, limit: int, *, chinese: bool) -> str:
    if len(text) <= limit:
        return text
    cut = text[:limit]
    if chinese:
        comma = max(cut.rfind(mark) for mark in "，,；;、")
        return cut[:comma].rstrip(_EDGE) if comma >= limit // 2 else cut.rstrip(_EDGE) + "…"
    comma = max(cut.rfind(mark) for mark in (", ", "; ", " – ", " — "))
    if comma >= limit // 2:
        return cut[:comma].rstrip(_EDGE)
    return cut[:cut.rfind(" ")].rstrip(_EDGE) + "…" if " " in cut else cut + "…"
