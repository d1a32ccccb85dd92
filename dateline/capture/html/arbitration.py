"""Choose among the readings of a page by features a person can check.

Our own reading is taken at once in a clear case: the page's own JSON-LD text agrees with it, or it is long, stands
right below the headline and leaves little prose outside. Else trafilatura and readability are asked, and what two of
three agree on wins.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.capture.html.candidates import Candidate, from_json_ld, from_readability, from_trafilatura, overlap
from dateline.capture.html.density import Survey, indexes
from dateline.capture.html.segments import Segment

AGREE: Final = 0.8
"""Readings that share this much of their text (F1 by weight) are the same reading."""
CONTAINED: Final = 0.9
LONG: Final = 300
"""Weight of prose above which a reading is long enough to be judged by its shape."""
OUTSIDE: Final = 0.25
"""Share of the page's prose that a clear reading may leave outside."""
NEAR_TITLE: Final = 20
"""Lines between the headline and the text in a clear case."""

MAX_ASKED: Final = 6000
"""Lines of a page beyond which trafilatura and readability are not asked: their time is not linear."""
MAX_TAGS: Final = 40_000
"""Tags of a page, opening and closing, beyond which they are not asked."""

Trim = Callable[[Sequence[Segment]], list[Segment]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The segments of the chosen reading, whose it is, why, and whether a person should look."""

    kept: list[Segment]
    name: str
    why: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One page before the choice: our own reading, already trimmed, and what else may be asked.

    ``fence`` is the segment at which the page's next article starts.
    """

    survey: Survey
    own: list[Segment]
    source: str
    title_at: int
    trim: Trim
    article: dict[str, Any]
    chinese: bool
    rule: list[Segment] | None = None
    fence: int = sys.maxsize


def choose(case: Case) -> Choice:
    """Return the reading to write."""
    segments = case.survey.segments
    if case.rule and _prose(case.rule) > 0:
        return Choice(case.rule, "site rule", "the site's rule names the element of the text")
    stated = from_json_ld(case.article, segments)
    if stated is not None:
        agreement = overlap(stated.kept, indexes(case.own), segments)
        if agreement >= AGREE:
            return Choice(case.own, "text density", f"agrees with JSON-LD articleBody ({agreement:.2f})")
    shape = _clear_shape(case)
    if shape:
        return Choice(case.own, "text density", shape)
    return _vote(case, stated)


def _clear_shape(case: Case) -> str:
    """Return why our reading is a clear case, or an empty string."""
    prose = _prose(case.own)
    if prose < LONG:
        return ""
    outside = 1 - prose / max(prose, _page_prose(case.survey))
    gap = case.own[0].index - case.title_at
    if outside > OUTSIDE or case.title_at < 0 or not 0 < gap <= NEAR_TITLE:
        return ""
    return f"long ({prose}), {gap} lines below the headline, {outside:.0%} of the page's prose outside"


def _vote(case: Case, stated: Candidate | None) -> Choice:
    segments = case.survey.segments
    others = [stated] if stated else []
    if len(segments) > MAX_ASKED or case.source.count("<") > MAX_TAGS:
        return Choice(case.own, "text density", "the page is too long to ask others", doubtful=True)
    for ask in (from_readability, from_trafilatura) if case.chinese else (from_trafilatura, from_readability):
        candidate = ask(case.source, segments)
        if candidate is None:
            continue
        candidate = Candidate(candidate.name, frozenset(number for number in candidate.kept if number < case.fence))
        agreement = overlap(_trimmed(case, candidate), indexes(case.own), segments)
        if agreement >= AGREE:
            return Choice(case.own, "text density", f"{candidate.name} agrees ({agreement:.2f})")
        others.append(candidate)
    others = [other for other in others if _may_win(case, other)]
    for index, one in enumerate(others):
        for other in others[index + 1 :]:
            agreement = overlap(_trimmed(case, one), _trimmed(case, other), segments)
            if agreement >= AGREE and _prose_of(case, other) > 0:
                chosen = other if one.name.startswith("JSON") else one
                kept = case.trim([segments[number] for number in sorted(chosen.kept)])
                return Choice(
                    kept, chosen.name, f"{one.name} and {other.name} agree ({agreement:.2f}), text density does not"
                )
    return _alone(case, others)


def _alone(case: Case, others: Sequence[Candidate]) -> Choice:
    """No two readings agree: ours, unless it found next to nothing and another found text."""
    segments = case.survey.segments
    best = max(others, key=lambda candidate: _prose_of(case, candidate), default=None)
    if best is not None and _prose(case.own) * 3 < _prose_of(case, best):
        kept = case.trim([segments[number] for number in sorted(best.kept)])
        return Choice(kept, best.name, "text density found next to nothing", doubtful=True)
    return Choice(case.own, "text density", "no two readings agree", doubtful=bool(others))


def _may_win(case: Case, other: Candidate) -> bool:
    """Tell whether another reading can outvote ours.

    Ours stands if it holds all of the other; if it begins right below the headline and the other begins later; or if
    the other does not hold all of our text and as much again outside boilerplate.
    """
    own, theirs = indexes(case.own), _trimmed(case, other)
    if not own or not theirs:
        return bool(theirs)
    segments = case.survey.segments
    shared = sum(segments[number].weight for number in own & theirs)
    if shared >= CONTAINED * sum(segments[number].weight for number in theirs):
        return False
    gap = min(own) - case.title_at
    if case.title_at < 0 or not 0 < gap <= NEAR_TITLE:
        return True
    ours = sum(segments[number].weight for number in own)
    return (
        min(theirs) - case.title_at <= gap
        and shared >= AGREE * ours
        and _clean_prose(case, theirs) >= 2 * _prose(case.own)
    )


def _clean_prose(case: Case, kept: frozenset[int]) -> int:
    """Weigh the prose of a reading that does not stand in what the page's names and shape call boilerplate."""
    survey = case.survey
    return sum(
        survey.segments[number].weight
        for number in kept
        if survey.segments[number].prose and not any(element in survey.boilerplate for element in survey.paths[number])
    )


def _trimmed(case: Case, candidate: Candidate) -> frozenset[int]:
    segments = case.survey.segments
    return indexes(case.trim([segments[number] for number in sorted(candidate.kept)]))


def _prose_of(case: Case, candidate: Candidate) -> int:
    return sum(case.survey.segments[number].weight for number in candidate.kept if case.survey.segments[number].prose)


def _prose(segments: Sequence[Segment]) -> int:
    return sum(segment.weight for segment in segments if segment.prose)


def _page_prose(survey: Survey) -> int:
    """Weigh the prose of the page that is neither in boilerplate nor a copy of other prose."""
    return sum(
        segment.weight
        for segment, path in zip(survey.segments, survey.paths, strict=True)
        if segment.prose and not segment.copy and not any(element in survey.boilerplate for element in path)
    )
