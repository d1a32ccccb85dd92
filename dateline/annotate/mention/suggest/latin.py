"""Names in Latin letters: capital sequences of English text, Latin runs in Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final

from dateline.annotate.mention.lexicon import NEVER_ALONE, OPENERS, TITLES
from dateline.annotate.mention.suggest.candidate import Candidate
from dateline.annotate.mention.suggest.kinds import latin_kind
from dateline.text.normalise import fold_shape

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W\d_])|[^\W_](?:[\w]|['’](?=[^\W\d_]{2})|[-&](?=[^\W_])|\.(?=[^\W\d_]{2}))*[+#]{0,2}\.?|\S")
_CONNECTORS: Final = frozenset(
    "of the de la le du des da do dos del della di von van der den ten zu und y et al bin ibn el and for "
    "on in at to upon".split())
_TIGHT: Final = frozenset("of de la le du des da do dos del della di von van der den zu bin ibn al el y".split())
_ENDS: Final = frozenset(".!?:\n\"“”‘([{•*|")
_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.)+[A-Z]?\.?|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Jr|Sr|Inc|Corp|Co|Ltd|Bros|Mt|Ft|No|vs)\.")
_MONTHS: Final = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun "
    "AM PM EST PST GMT UTC CET BC AD TV OK ID PC CD DVD FAQ Q1 Q2 Q3 Q4 I II III IV V VI".split())
_ROLES: Final = TITLES | frozenset(
    "Prime Premier Foreign Finance Defense Interior Rev Sgt Lt Gen Capt Col Gov Sen Rep Sheriff Detective".split())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return English words that open sentences without naming anything, in small letters."""
    return frozenset(files("dateline.annotate.mention.suggest").joinpath("common_words.txt").read_text("utf-8").split())


def capital_sequences(text: str) -> list[Candidate]:
    """Return runs of capitalised words of an English text, cut of titles, articles, dates and possessives.

    A word at the start of a sentence counts if the text has it inside a sentence too, or if no common word is written
    so.
    """
    text = fold_shape(text)
    inside, lower = _word_use(text)
    found: list[Candidate] = []
    for run in _runs(text):
        span = _trim(run, inside, lower)
        if span:
            start, end = span[0][0], span[-1][1]
            name = text[start:end]
            sure = 0.6 if " " in name else 0.5
            found.append(Candidate(start, end, latin_kind(text, start, end), "capitalised words", sure))
    return found


_Word = tuple[int, int, str, bool]
"""Start, end, word, whether it opens a sentence."""


def _words(text: str) -> Iterator[_Word]:
    opens = True
    for match in _TOKEN.finditer(text):
        word = match[0]
        start, end = match.span()
        if word[0].isalnum():
            if word[-1] == "." and not _ABBREVIATION.fullmatch(word):
                word, end = word[:-1], end - 1
            yield start, end, word, opens
            opens = match[0] != word
        else:
            if word in _ENDS:
                opens = True
            yield start, end, word, False
        if "\n" in text[end:end + 2]:
            opens = True


def _word_use(text: str) -> tuple[Counter[str], set[str]]:
    """Count the capitalised words inside sentences and collect the words in small letters."""
    inside: Counter[str] = Counter()
    lower: set[str] = set()
    for _, _, word, opens in _words(text):
        if word.islower():
            lower.add(word)
        elif not opens and word[0].isupper():
            inside[word] += 1
    return inside, lower


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or (len(word) > 2 and word[0].isalpha() and any(map(str.isupper, word)) and word.isalnum())


def _runs(text: str) -> list[list[_Word]]:
    """Group neighbouring capitalised words, with the small words that names hold together (Bank of England)."""
    runs: list[list[_Word]] = []
    current: list[_Word] = []
    held: list[_Word] = []
    last = 0
    for item in _words(text):
        start, end, word, opens = item
        gap = text[last:start]
        joined = bool(current) and gap in (" ", "") and not (opens and not _ABBREVIATION.fullmatch(current[-1][2]))
        if word[0].isalnum() and _is_name_word(word):
            if joined and (gap or not held):
                current += held
                current.append(item)
            else:
                if current:
                    runs.append(current)
                current = [item]
            held = []
        elif joined and _holds(word, held):
            held.append(item)
        elif joined and word.isdecimal() and not held and len(word) < 4 and gap == " ":
            current.append(item)
        else:
            if current:
                runs.append(current)
            current, held = [], []
        last = end
    if current:
        runs.append(current)
    return runs


def _holds(word: str, held: list[_Word]) -> bool:
    """Tell whether a small word may stand inside a name: of, of the, de la, &."""
    if word == "the":
        return bool(held) and held[-1][2] == "of"
    return (word in _TIGHT and len(held) < 2) or (word == "&" and not held)


def _trim(run: list[_Word], inside: Counter[str], lower: set[str]) -> list[_Word]:
    while run and (run[0][2] in OPENERS or run[0][2] in _MONTHS or run[0][2] in _ROLES
                   or (run[0][3] and _opens_plainly(run, inside, lower))):
        run = run[1:]
    while run and (run[-1][2] in _MONTHS or (run[-1][2].isdecimal() and len(run) == 1) or run[-1][2] in _TIGHT):
        run = run[:-1]
    while run and (run[0][2] in _CONNECTORS or run[0][2] == "&" or run[0][2].isdecimal()):
        run = run[1:]
    if not run:
        return []
    if len(run) == 1:
        word = run[0][2]
        if len(word) < 2 or word in NEVER_ALONE or word in _MONTHS or not _is_name_word(word):
            return []
    return _without_possessive(run)


def _opens_plainly(run: list[_Word], inside: Counter[str], lower: set[str]) -> bool:
    """Tell whether the first word of a sentence is an ordinary word in its capital."""
    word = run[0][2]
    if any(map(str.isupper, word[1:])) or any(map(str.isdecimal, word)):
        return False
    small = word.lower()
    if len(run) > 1 and run[1][2] not in _CONNECTORS and small not in lower and small not in common_words():
        return False
    if small in lower:
        return inside[word] < 2
    return not inside[word] and (small in common_words() or (len(small) > 4 and small.endswith(("ly", "ing", "ed"))))


def _without_possessive(run: list[_Word]) -> list[_Word]:
    start, end, word, opens = run[-1]
    for tail in ("'s", "'"):
        if word.endswith(tail) and len(word) > len(tail) + 1:
            return [*run[:-1], (start, end - len(tail), word[:-len(tail)], opens)]
    return run
