"""Which way an English clause looks: by the verb that governs a date (said Friday, will meet Friday, due Dec. 1).

There is no parser here: the nearest verb group to the left of the date decides, and where there is none, the first
one to its right ("On Monday, protesters will …"). The lists of :mod:`.en_verbs` stand for the tense.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.annotate.timex import en_verbs as verbs
from dateline.annotate.timex.expression import Direction
from dateline.text.pattern import deferred

_TOKEN: Final = deferred(r"[a-z]+'t\b|[a-z]+|'(?:ll|d)\b|[;:,.]")
_SENTENCE_END: Final = deferred(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|[\n]")
_ABBREVIATION: Final = deferred(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Inc|Corp|Co|Ltd|vs|No|U\.S|[A-Z]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|"
    r"Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun|[ap]\.m)\.$"
)
_NAME: Final = deferred(r"(?<=\S )[A-Z][\w'’.-]*")
"""A capital inside a sentence: May is a month, Will a name and the Black Eyed Peas no past."""
_REACH: Final = 260
"""Characters looked at before a date."""
_AHEAD: Final = 140
_WORDS_LEFT: Final = 28
_WORDS_RIGHT: Final = 16
_WEEKDAY: Final = deferred(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day")
_DAY: Final = deferred(r"\d|day\b")
_FAR: Final = 12
"""Words after which a past verb no longer governs a date for sure."""
_HEAD_WORDS: Final = frozenset("in on by at during early late then and the for since from until".split())


def direction_of(text: str, start: int, end: int, low: int, high: int) -> Direction:
    """Tell where the clause around ``[start, end)`` looks; ``[low, high)`` is the block.

    >>> direction_of("The board will meet Friday.", 20, 26, 0, 27).name
    'FUTURE'
    """
    left = _tokens(text[_sentence_start(text, start, low):start])[-_WORDS_LEFT:]
    if left[-1:] == ["since"] or (left[-1:] in (["until"], ["till"]) and _held(left)):
        return Direction.PAST
    if left[-1:] in (["of"], ["about"]) and left[-2:-1] and left[-2] in verbs.TALK:
        return Direction.FUTURE
    if _next_time(text[end:end + _AHEAD]):
        return Direction.FUTURE
    if len(left) > 2 and left[-1] in ("on", "for") and left[-2] in verbs.OCCASIONS and left[-3] in ("a", "the"):
        return Direction.NEAREST
    if left[-2:] == ["as", "of"]:
        return Direction.FUTURE if _leftwards(left[:-2]) is Direction.FUTURE else Direction.NONE
    if left[-1:] == ["through"]:
        return Direction.PAST if _leftwards(left[:-1]) is Direction.PAST else Direction.FUTURE
    right = _tokens(text[end:min(high, end + _AHEAD)])[:_WORDS_RIGHT]
    the = text[start:start + 4].lower() == "the " or left[-1:] == ["the"]
    attribute = the and right[:1] not in ([], [","], ["."])  # the Oct. 23 vote
    if not attribute and _clause_opens(left) and (found := _rightwards(right)) is not Direction.NONE:
        return found
    if _next_to(left) and not (attribute and left[-1] in ("by", "the")):
        return Direction.FUTURE
    called = left[-1:] == ["for"] and _DAY.search(text, start, end) is not None  # a summit called for Sept. 14
    if right[:1] == ["deadline"] or called or _present(left):
        return Direction.FUTURE
    found = _leftwards(left, weekday=_WEEKDAY.search(text, start, end) is not None)
    if found is Direction.NONE and not attribute and _rightwards(right) is Direction.FUTURE:
        return Direction.FUTURE
    if found is Direction.NONE and attribute and right[1:2] and right[1] in verbs.MAY:
        return Direction.NEAREST  # the December trial could return
    return found


_NEXT: Final = deferred(r",? when (?:\w+ ){1,3}next \w+s\b")


def _next_time(right: str) -> bool:
    """On 20 May, when it next reports."""
    return _NEXT.match(right) is not None


def _tokens(text: str) -> list[str]:
    plain = text.replace("’", "'")
    return _TOKEN.findall(_NAME.sub(" ", plain).lower()) or _TOKEN.findall(plain.lower())


def _sentence_start(text: str, position: int, low: int) -> int:
    floor = max(low, position - _REACH)
    start = floor
    for match in _SENTENCE_END.finditer(text, floor, position):
        if match.group()[0] != "." or not _ABBREVIATION.search(text, max(floor, match.start() - 8), match.start() + 1):
            start = match.end()
    return start


def _clause_opens(left: Sequence[str]) -> bool:
    """Tell whether the date stands at the head of its clause: "…, but in March a judge …"."""
    words = list(left[-4:])
    while words and words[-1] in _HEAD_WORDS:
        words.pop()
    if not words or words[-2:] == [",", "and"]:
        return True
    return words[-1] in (";", ":", "but", "while", "although", "though")


def _present(left: Sequence[str]) -> bool:
    """It sings again on Saturday; the poll is out Monday: the present tense of what is on the calendar."""
    words = [word for word in left[-6:] if word not in ("again", "here", "next")]
    if words[-1:] in (["is"], ["are"]) or (words[-1:] in (["in"], ["on"]) and words[-2:-1] in (["is"], ["are"])):
        return True
    while words and words[-1] in ("on", "in", "at"):
        words.pop()
    if len(words) < 2:
        return False
    if words[-1] == "out":
        return words[-2] in ("is", "are", "comes", "come", ",")
    return words[-2] in ("it", "he", "she") and words[-1][-1:] == "s" and words[-1] not in _NO_PRESENT


_NO_PRESENT: Final = frozenset("was has is does says".split())


def _next_to(left: Sequence[str]) -> bool:
    """Tell whether the date follows a word that looks ahead at once: due Dec. 1, opens on Friday, by June."""
    words = [word for word in left[-3:] if word not in ("on", "in", "at", "early", "late")]
    if not words or words[-1] not in verbs.NEXT_TO_DATE:
        return False
    if words[-1] in verbs.INFINITIVES and ("to" in left[-5:-1] or words[-2:-1] in (["the"], ["a"])):
        return False
    if words[-1] in verbs.ON_OR_IN and left[-1] not in ("on", "in", words[-1]):
        return False
    return not (words[-1] == "by" and _passive(left))


def _passive(left: Sequence[str]) -> bool:
    """Tell "have been affected by Tuesday's storm" and "had fallen by Friday" from "must be halted by Friday"."""
    verb = left[-2:-1]
    if not verb or not _is_past(verb[0]):
        return _leftwards(left[:-1]) is Direction.PAST and not {"to", "must", "be"} & set(left)
    return left[-3:-2] != ["be"] and left[-4:-3] != ["be"]


def _held(left: Sequence[str]) -> bool:
    """Tell "held out until May" and "nobody heard of it until May" from "was extended until May"."""
    negated = not verbs.NEGATIONS.isdisjoint(left)
    for word in reversed(left[:-1]):
        if negated and _is_past(word):
            return True
        if _is_past(word) or word in verbs.FUTURE:
            return word in verbs.DURATIVE
    return False


def _leftwards(words: Sequence[str], *, weekday: bool = False) -> Direction:
    """Read the nearest verb group before the date; one offers to buy on Monday to buy in June."""
    infinitive = False
    for index in range(len(words) - 1, -1, -1):
        word, following = words[index], words[index + 1:index + 2]
        if word == ";":
            return Direction.NONE
        if word == "to" and following and _is_infinitive(following[0]):
            infinitive = True
        elif word == "since" or (word == "after" and following and following[0].endswith("ing")):
            return Direction.PAST
        elif infinitive and _commits(words, index):
            return Direction.PAST if weekday and word in verbs.COMMIT and _is_past(word) else Direction.FUTURE
        elif _looks_ahead(words, index) or (word == "called" and following == ["for"] and not weekday):
            return _ahead_of_what(words, index)
        elif word in verbs.SAME_FORM and verbs.MODALS & set(words[max(0, index - 2):index]):
            continue
        elif _is_past(word) and not _adjective(words, index) and not _owns(words, index):
            return _by_past(words, index, infinitive=infinitive)
        elif word in ("is", "are") and following == ["to"]:
            return Direction.FUTURE
    return Direction.NONE


def _looks_ahead(words: Sequence[str], index: int) -> bool:
    if words[index] == "could" and words[index + 1:index + 2] and words[index + 1] in verbs.SENSING:
        return False
    if words[index] in ("take", "takes"):
        return words[index + 1:index + 2] == ["effect"]
    return words[index] in verbs.FUTURE and not _told(words, index) and not _noun(words, index)


def _commits(words: Sequence[str], index: int) -> bool:
    return words[index] in verbs.SUMMON or (words[index] in verbs.COMMIT and words[index + 1:index + 2] == ["to"])


def _ahead_of_what(words: Sequence[str], index: int) -> Direction:
    """Tell "vowed on Tuesday to …" (past) and "was expected Wednesday" (either) from "is expected Wednesday"."""
    after = [word for word in words[index + 1:] if word not in ("on", "late", "early")]
    if words[index] in verbs.TELLING and not after:
        return Direction.PAST
    participle = words[index].endswith("ed") or words[index] in ("due", "set")
    if participle and {"was", "were"} & set(words[max(0, index - 2):index]):
        return Direction.NONE
    return Direction.FUTURE


def _noun(words: Sequence[str], index: int) -> bool:
    """Tell "on the plan" from "they plan"."""
    return words[index] in verbs.NOUNS and index > 0 and words[index - 1] in verbs.DETERMINERS


def _told(words: Sequence[str], index: int) -> bool:
    """Tell "as planned", "set foot" and "going on" from "is planned", "set for", "going to"."""
    following = words[index + 1:index + 2]
    if {"as", "previously", "originally"} & set(words[max(0, index - 2):index]):
        return True
    if words[index] == "going":
        return following != ["to"]
    if words[index] in ("set", "forecast"):
        return following not in (["to"], ["for"])
    return words[index] in verbs.NEED_TO and following != ["to"]


def _by_past(words: Sequence[str], index: int, *, infinitive: bool) -> Direction:
    """Weigh a past verb: "must be sold" and "was to end" are not past."""
    word, before = words[index], list(words[max(0, index - 4):index])
    if infinitive and word in ("was", "were"):
        return Direction.NONE if words[index + 1:index + 2] == ["to"] else Direction.PAST
    if "be" in before and word not in verbs.AUXILIARIES and before[::-1].index("be") <= 1:
        return Direction.FUTURE
    return Direction.NONE if len(words) - index > _FAR else Direction.PAST


def _owns(words: Sequence[str], index: int) -> bool:
    """Tell "will have a flight" and "has no plans" from "have landed"."""
    return words[index] in ("have", "has") and not any(_is_past(word) for word in words[index + 1:index + 3])


def _adjective(words: Sequence[str], index: int) -> bool:
    """Tell "a still unspecified date" from a verb."""
    before = words[index - 1] if index else ""
    return words[index] not in verbs.PAST and before in ("a", "an", "still", "newly", "its", "their")


def _is_past(word: str) -> bool:
    if word in verbs.PAST:
        return True
    return len(word) > 3 and word.endswith("ed") and word not in verbs.NOT_PAST and word not in verbs.FUTURE


def _is_infinitive(word: str) -> bool:
    return word.isalpha() and word not in verbs.NOT_INFINITIVE and not word.endswith("ing")


def _rightwards(words: Sequence[str]) -> Direction:
    """Read the first verb group after the date."""
    for index, word in enumerate(words):
        if word in (";", "."):
            return Direction.NONE
        if word in verbs.RIGHT_FUTURE:
            return Direction.FUTURE
        if _is_past(word) and not _adjective(words, index):
            return Direction.PAST
    return Direction.NONE
