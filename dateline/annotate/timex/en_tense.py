"""Which way an English clause looks: by the verb that governs a date (said Friday, will meet Friday, due Dec. 1).

There is no parser here: the nearest verb group to the left of the date decides, and where there is none, the first one to
its right ("On Monday, protesters will …"). Lists of words stand for the tense; they hold the verbs of news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.annotate.timex.expression import Direction

_TOKEN: Final = re.compile(r"[a-z]+'t\b|[a-z]+|'(?:ll|d)\b|[;:,.]")
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|[\n]")
_ABBREVIATION: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Inc|Corp|Co|Ltd|vs|No|U\.S|[A-Z]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|"
    r"Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun|[ap]\.m)\.$"
)
_MAY: Final = re.compile(r"(?<=\S )May\b")
"""The month, which is no sign of what may come."""
_REACH: Final = 260
_WORDS_LEFT: Final = 28
_WORDS_RIGHT: Final = 16

FUTURE: Final = frozenset(
    """will shall won't cannot can't 'll would must should may might could can going plan plans planned planning expect expects expected
    expecting schedule schedules scheduled scheduling intend intends intended aim aims aiming hope hopes hoping hoped due slated
    poised propose proposes proposed promise promises promised pledge pledges pledged vow vowed forecast forecasts predict predicts
    predicted anticipate anticipates anticipated upcoming deadline effective payable tomorrow until
    till pending awaits await prepares prepare preparing prepared ready set postponed delayed targeting target targets
    maturing matures expires expire go goes meet meets travels faces hosts visits plays projected project projects wants want seeks demand demands invited asked urged""".split()
)
"""Verbs and adjectives whose date lies ahead of the telling."""
NEXT_TO_DATE: Final = frozenset(
    """until till by due effective payable expires expire begins starts opens reconvenes resumes ends launches arrives
    meets returns debuts premieres closes starting beginning start begin open arrive launch resume reopen reopens convenes takes runs record matures maturing ending expiring""".split()
)
"""Words that look ahead when the date follows at once."""
PAST: Final = frozenset(
    """said was were had did has have told made took began fell rose came went saw got gave found left met sold bought won lost
    held led ran spoke wrote thought knew grew paid sent became brought kept stood heard lent shot hit put cut set shut quit
    broke chose drew drove flew rode hung sank struck spent built caught fought taught slept swore tore wore beat bid cast hurt
    let read spread split rebuilt withdrew overthrew underwent arose awoke bore bound bred burst clung crept dealt dug fed fled
    flung forgave forgot froze ground hid knelt laid lay leapt lit meant misled mistook outdid overcame oversaw proved rang sought
    shook shone shrank slid sprang stole stuck stung swam swept swung threw trod understood woke wound undertook felt done been
    gone seen taken given known shown born ago didn't wasn't weren't hadn't hasn't haven't reported earned surged plunged""".split()
)
_AUXILIARY_PAST: Final = frozenset({"was", "were", "had", "has", "have", "been", "got", "did"})
_PAST_WITH_TO: Final = frozenset(
    """began started managed failed forced helped used came went continued refused needed had tried led compelled ceased stopped
    returned turned rushed gathered marched voted appeared seemed proved happened""".split()
)
"""Past verbs whose infinitive happened too: "failed to sell it in May"."""
_NOT_PAST: Final = frozenset(
    """united need speed indeed hundred limited allied red bed fed wed shed seed feed breed proceed exceed succeed embed agreed-upon
    unprecedented related advanced kindred sacred naked wicked aged so-called based added-value armed wounded injured alleged
    hatred crooked rugged beloved deed weed creed greed steed tweed reed medical biased supposed interested experienced""".split()
)
_NOUN_AFTER_TO: Final = frozenset(
    """the a an his her its their our my your this that these those some any all each both no more most less about around
    himself herself itself themselves him them us me it you reporters journalists people shareholders holders power school work death life court
    prison jail date iraq israel china japan europe russia washington london congress parliament customers investors""".split()
)
_NARRATIVE: Final = frozenset({"said", "told", "reported", "announced", "wrote", "added"})


def direction_of(text: str, start: int, end: int, low: int, high: int) -> Direction:
    """Tell where the clause around ``[start, end)`` looks; ``[low, high)`` is the block.

    >>> direction_of("The board will meet Friday.", 20, 26, 0, 27).name
    'FUTURE'
    """
    opening = _sentence_start(text, start, low)
    left = _TOKEN.findall(_MAY.sub(" ", text[opening:start]).lower())[-_WORDS_LEFT:]
    if left[-1:] == ["since"] or left[-2:] == ["as", "of"]:
        return Direction.PAST
    if left[-1:] in (["until"], ["till"]) and _held(left):
        return Direction.PAST
    right = _TOKEN.findall(_MAY.sub(" ", text[end:min(high, end + 140)]).lower())[:_WORDS_RIGHT]
    if _clause_opens(left) and (found := _rightwards(right)) is not Direction.NONE:
        return found
    if not (left[-1:] == ["by"] and text[start:start + 4].lower() == "the ") and _next_to(left):
        return _unless_past_follows(text, end, high)
    if right[:1] == ["deadline"]:
        return Direction.FUTURE
    if _present(left):
        return Direction.FUTURE
    found = _leftwards(left)
    return found if found is not Direction.NONE else _rightwards(right)


def _present(left: Sequence[str]) -> bool:
    """It sings again on Saturday; the poll is out Monday: the present tense of what is on the calendar."""
    words = [word for word in left[-6:] if word not in ("again", "here", "next")]
    while words and words[-1] in ("on", "in", "at"):
        words.pop()
    if words[-1:] == ["out"]:
        return len(words) > 1 and words[-2] in ("is", "are", "comes", "come", ",")
    return len(words) > 1 and words[-2] in ("it", "he", "she") and words[-1].endswith("s") and words[-1] not in ("was", "has", "is", "does", "says")


def _clause_opens(left: Sequence[str]) -> bool:
    """Tell whether the date stands at the head of its clause: "…, but in March a judge …"."""
    words = list(left[-4:])
    while words and words[-1] in _HEAD_WORDS:
        words.pop()
    return not words or words[-1] in (";", ":") or words[-1] in ("but", "while", "although", "though") or words[-2:] == [",", "and"]


_HEAD_WORDS: Final = frozenset("in on by at during early late then and the for since from until".split())


def _sentence_start(text: str, position: int, low: int) -> int:
    floor = max(low, position - _REACH)
    start = floor
    for match in _SENTENCE_END.finditer(text, floor, position):
        if match.group()[0] != "." or not _ABBREVIATION.search(text, max(floor, match.start() - 8), match.start() + 1):
            start = match.end()
    return start


def _next_to(left: Sequence[str]) -> bool:
    words = [word for word in left[-3:] if word not in ("on", "in", "early", "late")]
    return bool(words) and (words[-1] not in ("record", "runs", "ends", "meets", "returns", "takes") or left[-1] in ("on", "in", words[-1])) and words[-1] in NEXT_TO_DATE and not (words[-1] == "by" and _passive(left))


def _held(left: Sequence[str]) -> bool:
    """Tell "held out until May" (past) from "was extended until May"."""
    for word in reversed(left[:-1]):
        if _is_past(word) or word in FUTURE:
            return word in _DURATIVE
    return False


_DURATIVE: Final = frozenset(
    "held stayed remained ran lasted lived worked went continued took stood kept served led reigned ruled stuck survived waited".split()
)


def _passive(left: Sequence[str]) -> bool:
    """Tell "was halted by Friday" from "must be halted by Friday"."""
    return _leftwards(left[:-1]) is Direction.PAST and not {"to", "must", "be"} & set(left)


def _unless_past_follows(text: str, end: int, high: int) -> Direction:
    """By Monday, officials hardened their view: the day is past."""
    right = _TOKEN.findall(text[end:min(high, end + 60)].lower())[:6]
    if right[:1] == [","] and _rightwards(right[1:]) is Direction.PAST:
        return Direction.PAST
    return Direction.FUTURE


def _leftwards(words: Sequence[str]) -> Direction:
    infinitive = False
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if word == ";":
            return Direction.NONE
        if word == "to" and index + 1 < len(words) and _is_verb(words[index + 1]):
            infinitive = True
        elif (word in FUTURE and not _told(words, index) and not _noun(words, index)) or (infinitive and (word in _SUMMON or (word in _COMMIT and words[index + 1:index + 2] == ["to"]))):
            return Direction.FUTURE
        elif word in _SAME_FORM and _MODALS & set(words[max(0, index - 2):index]):
            continue
        elif _is_past(word) and not _adjective(words, index):
            return _by_past(words, index, infinitive=infinitive)
        elif word in ("is", "are") and infinitive:
            return Direction.FUTURE
    return Direction.NONE


_COMMIT: Final = frozenset(
    """agreed decided voted ordered elected moved offered threatened opted resolved swore chose agreement plan plans deal decision proposal
    bid effort offer commitment right option program campaign intention promise pledge vow refuses decline agrees decides""".split()
)
"""What one does or makes to do something later: "agreed to buy it in February"."""


_SAME_FORM: Final = frozenset("cut hit put set shut quit beat bid cast hurt let read spread split burst cost come run become beset".split())
"""Verbs whose past looks like their infinitive."""
_MODALS: Final = frozenset("will would shall should may might can could must to not won't cannot can't 'll".split())
_SUMMON: Final = frozenset("subpoenaed ordered summoned invited asked urged instructed required allowed permitted directed commanded".split())
"""What makes somebody else do something later: "summoned the chairman to testify on Feb. 10"."""


def _adjective(words: Sequence[str], index: int) -> bool:
    """Tell "a still unspecified date" from a verb."""
    return any(word in ("a", "an", "still", "newly", "its", "their") for word in words[max(0, index - 2):index]) and words[index] not in PAST


_RIGHT_FUTURE: Final = frozenset("will shall won't 'll must plans expects scheduled expected slated due hopes intends".split())


def _noun(words: Sequence[str], index: int) -> bool:
    """Tell "on the plan" from "they plan"."""
    return words[index] in _NOUNS and words[index - 1:index] != [] and words[index - 1] in _DETERMINERS


_NOUNS: Final = frozenset(
    "plan plans schedule forecast promise promises pledge pledges target targets project projects demand demands hope hopes vow".split()
)
_DETERMINERS: Final = frozenset("a an the its their his her this that those these our any new no of on".split())


def _told(words: Sequence[str], index: int) -> bool:
    """Tell "which had been expected" and "as planned" (behind) from "is expected"."""
    if {"as", "previously", "originally"} & set(words[max(0, index - 2):index]):
        return True
    if words[index] == "set":
        return words[index + 1:index + 2] not in (["to"], ["for"])
    if words[index] == "forecast" and words[index + 1:index + 2] == ["for"]:
        return False
    return words[index] in ("could", "can", "hoped", "asked", "urged", "proposed", "prepared", "delayed", "demand", "project", "target",
                            "forecast", "targets", "projects") and (index + 1 >= len(words) or words[index + 1] != "to") and (
        words[index] not in ("could", "can")
    )


def _by_past(words: Sequence[str], index: int, *, infinitive: bool) -> Direction:
    before = words[max(0, index - 4):index]
    if infinitive and words[index] in ("was", "were"):
        return Direction.NONE if words[index + 1:index + 2] == ["to"] else Direction.PAST
    if "be" in before and words[index] not in _AUXILIARY_PAST:
        after_be = before[len(before) - 1 - before[::-1].index("be") + 1:]
        if len(after_be) <= 1:
            return Direction.FUTURE
    return Direction.PAST


def _is_past(word: str) -> bool:
    return word in PAST or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST and word not in FUTURE)


def _is_verb(word: str) -> bool:
    return word.isalpha() and word not in _NOUN_AFTER_TO and not word.endswith("ing")


def _rightwards(words: Sequence[str]) -> Direction:
    for index, word in enumerate(words):
        if word in (";", ".") :
            return Direction.NONE
        if word in _RIGHT_FUTURE:
            return Direction.FUTURE
        if _is_past(word) and not _adjective(words, index):
            return Direction.PAST
    return Direction.NONE
