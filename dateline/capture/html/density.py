"""Our own candidate: the element whose prose outweighs everything else in it.

Each segment has a value: prose is worth its weight, links and loose fragments cost. The value of an element is the
sum over its segments; the body is the element with the highest value (the deepest of equals). Text split over sibling
``div`` elements needs no special care, since their parent's sum is higher than each part's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.capture.html.hints import Hint, is_hidden, is_never_text, is_strong_body, read_hint
from dateline.capture.html.phrases import is_notice
from dateline.capture.html.segments import Segment

Element = Any
MAJOR: Final = 0.4
"""An element that holds this share of the page's prose is not boilerplate whatever it is called."""
LIST_DISCOUNT: Final = 0.4
"""Prose in list items counts less: lists of other articles carry their first sentences."""
OPENINGS: Final = 4
"""First paragraphs that are looked for in later lines."""
SHORT_HEADLINE: Final = 24
SHORT_ARTICLE: Final = 60
"""Weights of the shortest headline and the shortest article that are told from a label and a caption."""
VERY_LONG: Final = 1500
MANY: Final = 200
"""Paragraphs looked for in a very long line."""
NOTICE: Final = 600
"""Weight below which a line may be a notice or a request to pay instead of prose."""
TEASER: Final = 500
"""Weight of prose up to which a child of a list of links is a teaser."""
LINK_COST: Final = 12
FRAGMENT_COST: Final = 5
BODY_BONUS: Final = 1.12
"""An element called the article's body may be this much poorer than its richest ancestor."""


@dataclass(slots=True)
class Measure:
    """Sums over the segments of one element."""

    value: float = 0.0
    prose: int = 0
    weight: int = 0
    count: int = 0
    linked: float = 0.0
    order: int = 0
    depth: int = 0


@dataclass(slots=True)
class Survey:
    """A page's segments, the measures of its elements, and the elements judged to be boilerplate."""

    segments: list[Segment]
    measures: dict[Element, Measure]
    paths: list[list[Element]]
    boilerplate: set[Element]
    total_prose: int
    hints: dict[Element, Hint]


def survey_page(segments: list[Segment]) -> Survey:
    """Measure every element that holds text."""
    paths = [_path(segment.element) for segment in segments]
    measures: dict[Element, Measure] = {}
    total = 0
    seen: set[str] = set()
    paragraphs: list[str] = []
    for segment, path in zip(segments, paths, strict=True):
        if segment.prose and segment.weight < NOTICE and is_notice(segment.text):
            segment.prose = False
        value = segment_value(segment)
        prose = segment.weight if segment.prose else 0
        if prose:
            text = segment.text
            if text in seen or _holds_copy(text, paragraphs):
                value, prose = 0.0, 0
                segment.copy = True
            elif prose >= 100:
                paragraphs.append(text)
            seen.add(text)
            if any(element.tag == "li" for element in path[:5]):
                value *= LIST_DISCOUNT
        total += prose
        depth = len(path)
        for element in path:
            measure = measures.get(element)
            if measure is None:
                measure = measures[element] = Measure(order=len(measures), depth=depth)
            depth -= 1
            measure.value += value
            measure.prose += prose
            measure.weight += segment.weight
            measure.linked += segment.weight * segment.linked
            measure.count += 1
    hints = {element: read_hint(element) for element in measures}
    boilerplate = _boilerplate(measures, hints, total)
    boilerplate |= _teaser_lists(segments, paths, measures)
    survey = Survey(segments, measures, paths, boilerplate, total, hints)
    _charge(survey)
    return survey


def _holds_copy(text: str, paragraphs: list[str]) -> bool:
    """Tell a line that holds earlier paragraphs and as much again: the text once more, for print or for a script.

    One of the first few paragraphs is enough; a very long line is looked through for any two.
    """
    if any(len(paragraph) * 2 < len(text) and paragraph in text for paragraph in paragraphs[:OPENINGS]):
        return True
    return len(text) > VERY_LONG and sum(paragraph in text for paragraph in paragraphs[:MANY]) >= 2


def _boilerplate(measures: dict[Element, Measure], hints: dict[Element, Hint], total: int) -> set[Element]:
    """Return the elements that are called, or hidden as, something else than text, and do not hold most of it.

    Elements of one class count together: every paragraph of a paid article may be called ``paywall``. And what holds an
    element that only an editing system names is the article's, whatever it is called.
    """
    suspects = [
        element
        for element in measures
        if element.tag not in ("body", "html") and (hints[element] is Hint.BOILERPLATE or is_hidden(element))
    ]
    shares: Counter[str] = Counter()
    for element in suspects:
        shares[element.get("class") or ""] += measures[element].prose
    limit = MAJOR * total
    return {
        element
        for element in suspects
        if is_never_text(element)
        or (
            measures[element].prose < limit
            and not (element.get("class") and shares[element.get("class")] >= limit)
            and not (measures[element].prose > 200 and _holds_body(element, measures))
        )
    }


def _teaser_lists(
    segments: list[Segment], paths: list[list[Element]], measures: dict[Element, Measure]
) -> set[Element]:
    """Return elements that list other articles: three children or more, each a linked headline with a little text."""
    linked: set[Element] = set()
    for segment, path in zip(segments, paths, strict=True):
        if segment.linked > 0.8 and segment.weight >= 16:
            linked.update(path[:9])
    families: dict[Element, list[Element]] = {}
    for element in measures:
        parent = element.getparent()
        if parent is not None:
            families.setdefault(parent, []).append(element)
    out = set()
    for parent, children in families.items():
        if len(children) < 3 or parent not in linked or parent.tag in ("body", "html", "tr", "table", "p"):
            continue
        kinds = Counter(
            (child.tag, "" if child.tag == "li" else (child.get("class") or "").partition(" ")[0])
            for child in children
            if _is_teaser(child, measures[child], linked)
        )
        teasers = max(kinds.values(), default=0)
        if teasers >= 3 and teasers >= 0.6 * len(children):
            out.add(parent)
    return out


def _is_teaser(element: Element, measure: Measure, linked: set[Element]) -> bool:
    if element not in linked or not (element.get("class") or element.tag in ("li", "article")):
        return False
    return 2 <= measure.count <= 14 and measure.prose < TEASER and measure.linked >= 0.06 * measure.weight


def _holds_body(element: Element, measures: dict[Element, Measure]) -> bool:
    prose = measures[element].prose
    return any(
        inner in measures and measures[inner].prose * 2 > prose and is_strong_body(inner)
        for inner in element.iterdescendants("div", "article", "section")
    )


def _path(element: Element) -> list[Element]:
    path = [element]
    path.extend(element.iterancestors())
    return path


def segment_value(segment: Segment) -> float:
    """Return what a segment adds to the elements that hold it."""
    if segment.code:
        return segment.weight * 0.5
    if segment.linked > 0.6:
        return -LINK_COST - 0.2 * segment.weight
    if segment.prose:
        return segment.weight
    if segment.heading or not segment.text:
        return 0.0
    if segment.weight >= 24 and segment.text[-1] in '。！？.!?”"：:':
        return segment.weight * 0.5
    return -FRAGMENT_COST


def _charge(survey: Survey) -> None:
    """Turn the value of segments inside boilerplate into a cost for everything above."""
    if not survey.boilerplate:
        return
    for segment, path in zip(survey.segments, survey.paths, strict=True):
        inside = [index for index, element in enumerate(path) if element in survey.boilerplate]
        if not inside:
            continue
        value = 0.0 if segment.copy else segment_value(segment)
        change = -value - min(60.0, abs(value) * 0.25) if value > 0 else -value - FRAGMENT_COST * 0.4
        for element in path:
            survey.measures[element].value += change


def choose_body(survey: Survey) -> Element | None:
    """Return the element that is most likely the article's body, or None for a page without text."""
    best = best_measure = None
    for element, measure in survey.measures.items():
        if element.tag in ("html",) or element in survey.boilerplate:
            continue
        better = best_measure is None or measure.value > best_measure.value
        if better or (
            best_measure is not None and measure.value == best_measure.value and measure.depth > best_measure.depth
        ):
            best, best_measure = element, measure
    if best is None or best_measure is None:
        return None
    if best_measure.value <= 0:
        return _richest(survey)
    best = _climb(survey, best)
    return _named_body(survey, best, survey.measures[best])


def choose_below(survey: Survey, title_at: int, begin: int) -> Element | None:
    """Return the body of the headline's own article where a longer one was chosen that another headline opens.

    Pages load the next article below a short first one. ``begin`` is where the chosen text begins; None where no other
    top headline stands between it and the page's own.
    """
    between = survey.segments[title_at + 1 : begin + 1]
    other = next((s.index for s in between if s.heading == 1 and s.weight >= SHORT_HEADLINE), -1)
    prose = [segment for segment in between if segment.index < other and segment.prose]
    if title_at < 0 or other < 0 or sum(segment.weight for segment in prose) < SHORT_ARTICLE:
        return None
    outer = set(survey.paths[other])
    inner = [element for element in survey.paths[prose[0].index] if element not in outer]
    return max(inner, key=lambda element: survey.measures[element].value, default=None)


def _richest(survey: Survey) -> Element | None:
    """Return the deepest element with nearly all of the prose of a page whose links outweigh its prose everywhere."""
    rich = [
        element
        for element, measure in survey.measures.items()
        if survey.total_prose and measure.prose >= 0.8 * survey.total_prose
    ]
    return max(rich, key=lambda element: survey.measures[element].depth, default=None)


def _climb(survey: Survey, best: Element) -> Element:
    """Go up while an ancestor has clearly more prose at hardly any cost: text split by a few odd fragments."""
    chosen = best
    for element in best.iterancestors():
        measure, current = survey.measures.get(element), survey.measures[chosen]
        if measure is None or element.tag in ("body", "html") or element in survey.boilerplate:
            break
        if measure.prose >= 1.15 * current.prose and measure.value >= 0.85 * current.value:
            chosen = element
    return chosen


def _named_body(survey: Survey, best: Element, measure: Measure) -> Element:
    """Prefer the tightest element inside ``best`` that is called the body and holds nearly all of its prose."""
    chosen = best
    for element in best.iterdescendants():
        found = survey.measures.get(element)
        if found is None or survey.hints[element] is not Hint.BODY or element in survey.boilerplate:
            continue
        if found.value * BODY_BONUS >= measure.value and found.prose * BODY_BONUS >= measure.prose:
            chosen = element
    return chosen


def within(survey: Survey, body: Element) -> list[Segment]:
    """Return the segments inside ``body`` that are not inside boilerplate."""
    boilerplate = survey.boilerplate
    return [
        segment
        for segment, path in zip(survey.segments, survey.paths, strict=True)
        if body in path and not any(element in boilerplate for element in path)
    ]


def indexes(segments: Iterable[Segment]) -> frozenset[int]:
    """Return the numbers of segments: a candidate."""
    return frozenset(segment.index for segment in segments)


def common_ancestor(survey: Survey, segments: Sequence[Segment]) -> Element | None:
    """Return the deepest element that holds all of some segments."""
    if not segments:
        return None
    shared = list(survey.paths[segments[0].index])
    for segment in segments[1:]:
        path = set(survey.paths[segment.index])
        while shared and shared[0] not in path:
            shared.pop(0)
    return shared[0] if shared else None
