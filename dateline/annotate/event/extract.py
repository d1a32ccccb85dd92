"""Dated statements of one document: what happened, to whom, as the text has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Final

from dateline.annotate.event.amounts import UNITS, find_amounts
from dateline.annotate.event.cues import Cue
from dateline.annotate.event.headline import make_headline
from dateline.annotate.event.otherwise import is_told_otherwise
from dateline.annotate.event.reading import Reading, is_chinese
from dateline.annotate.event.salience import sentences_before
from dateline.annotate.event.scope import Scope, is_reference, one_a_date, scopes_of
from dateline.annotate.event.scripts import either
from dateline.annotate.event.status import find_attribution, find_status
from dateline.annotate.event.subject import GOES_ON, Subject, find_subject
from dateline.model.annotation import BlockKind, Document, Event, Mention, Status, Timex, TimexType
from dateline.model.dates import LOW, PartialDate
from dateline.text.pattern import deferred

_DATELINE_AFTER = deferred(either(
    r"\s?(?:消息|讯|电(?![一-鿿])|报道|[,，]?\s?\([^)]{2,30}\)\s?[-–—]|\s?[-–—]{1,2}\s)"
))
_DATELINE_BEFORE = deferred(either(r"(?:讯|电|日报|网|社|记者|[（(][^（()）]{0,20})$"))
_BY_ZH = deferred(either(r"(?:由|被(?![曝指传傳爆疑称稱认認]))[^，,。；;]{1,20}$"))
_PASSIVE = deferred(r"\b(?:was|were|been|being|is|are)\s(?:\w+ly\s)?$")
_BREAK = deferred(either(r"[，,。；;：:、]|\b(?:and|by|from|with|for|in|at|on|to)\b|[与和向对被]"))
_INTRANSITIVE = frozenset({"成立", "诞生", "上市", "挂牌", "去世", "逝世", "病逝", "went public", "go public", "died"})
"""Verbs that happen to their subject: 甲公司成立."""
_NO_OBJECT = frozenset({"statement", "meeting", "record", "result", "price", "plan", "election", "deal"})
_DATED = (TimexType.DATE, TimexType.TIME)
_HAPPENED: Final = Status.HAPPENED
_CODE: Final = BlockKind.CODE
_HEADED: Final = BlockKind.HEADING


def extract_events(document: Document, timexes: Sequence[Timex], mentions: Sequence[Mention]) -> list[Event]:
    """Return the events of a document in text order, the report of the article itself first.

    One for every dated statement: a sentence with two dates gives two. Durations, sets and dates that only serve to
    compare ("up from 2019") give none. A "recently" gives an ``undated`` event with the article's date as its
    upper bound. Without a document creation time there is no report event.
    """
    dated = [timex for timex in timexes if timex.date is not None and timex.type in _DATED]
    reading = Reading(document, dated, mentions)
    events: list[Event] = []
    seen: dict[str, int] = {}
    heading: Scope | None = None
    for place, group in _sentences(reading):
        if reading.in_opening(place[0]):
            heading = heading or _heading(reading, place, group)
            continue
        sentence = _run_in(reading, place, group)
        if reading.in_block(sentence[0], _CODE):
            continue
        for scope in one_a_date(reading.text, scopes_of(reading, sentence, group)):
            if heading is None and _is_dateline(reading, scope):
                heading = scope
            elif not is_reference(reading.text, scope.timex) and _says_something(reading, scope):
                event = _event(reading, scope, seen)
                if events and not event.entities and is_told_otherwise(event):
                    event = replace(event, entities=events[-1].entities)
                events.append(event)
    return [*_report(reading, heading), *events]


def _sentences(reading: Reading) -> Iterator[tuple[tuple[int, int], list[Timex]]]:
    """Yield each sentence that has a date with its dates, and each that only says "recently" with that word."""
    found: dict[tuple[int, int], list[Timex]] = {}
    for timex in reading.timexes:
        found.setdefault(reading.sentence_of(timex.start), []).append(timex)
    if reading.document.dct is not None:
        for start, end, role, _ in reading.cues:
            if role == "recent" and start >= reading.document.body_start:
                sentence = reading.sentence_of(start)
                if sentence not in found:
                    found[sentence] = [Timex(start, end, reading.text[start:end], TimexType.DATE, "")]
    yield from sorted(found.items())


def _run_in(reading: Reading, sentence: tuple[int, int], group: Sequence[Timex]) -> tuple[int, int]:
    """Add the next sentence to a run-in heading of a date and a name: "11月17日，xAI。Grok 4.1悄悄上线"."""
    start, end = sentence
    text, timex = reading.text, group[0]
    if len(group) > 1 or timex.start != start or end - start > _HEADING:
        return sentence
    named = reading.mentions_in(timex.end, end)
    if len(named) != 1:
        return sentence
    rest = text[timex.end:named[0].start] + text[named[0].end:end]
    if any(char.isalnum() for char in rest) or text[end:end + 1] in ("", "\n"):
        return sentence
    following = reading.sentence_of(end + 1)
    return (start, following[1]) if following[0] >= end and following[1] - start < _LONGEST else sentence


_HEADING: Final = 32
_LONGEST: Final = 400


def _says_something(reading: Reading, scope: Scope) -> bool:
    """Tell whether there is more than a date: a heading such as "Spring 2025" is no statement."""
    text, timex = reading.text, scope.timex
    if scope.end - scope.start - (timex.end - timex.start) < 16:
        words = sum(char.isalnum() for char in text[scope.start:timex.start] + text[timex.end:scope.end])
        if words < 4:
            return False
    return not reading.in_block(scope.start, _HEADED) or any(
        cue[2] == "trigger" for cue in reading.cues_in(scope.start, scope.end)
    )


def _event(reading: Reading, scope: Scope, seen: dict[str, int]) -> Event:
    document, timex = reading.document, scope.timex
    text = document.text
    kind, date, mod = _date_of(document, scope)
    cues = reading.cues_in(scope.start, scope.end)
    subject = find_subject(reading, scope)
    mentions = [m for m in reading.mentions_in(scope.start, scope.end) if m.entity and not _cited(text, scope, m)]
    headline, spoken_of = make_headline(reading, scope, subject, cues)
    named = (subject.entity, spoken_of.entity, *[mention.entity for mention in mentions])
    entities = tuple(filter(None, dict.fromkeys(named)))
    left, right = scope.sentence
    if not entities and not scope.first:
        entities = tuple(m.entity for m in reading.mentions_in(left, scope.start)[:1] if m.entity)
    quote = text[left:right]
    verb, target = _target(text, scope, cues, mentions, spoken_of)
    if verb == "launch" and target is not None and target.type in ("company", "organisation"):
        verb = "founding"
    triggers, terms = _names(cues, verb)
    key = f"{timex.text}>" if scope.after else timex.text
    places = tuple(dict.fromkeys([m.entity for m in mentions if m.entity and m.type == "place"]))
    amounts = find_amounts(text, scope.start, scope.end, reading.held(UNITS))
    status = _HAPPENED if kind == "undated" else find_status(reading, scope, date)
    attribution = find_attribution(reading, scope, cues)
    # the first fields in their order: by name all of them take three times as long
    return Event(
        _event_id(document.id, quote, key, seen), document.id,
        scope.start, _trimmed(text, scope.start, scope.end), left, right, timex.start, timex.end,
        date, headline, quote, mod, entities, places, amounts, status, attribution, kind, document.lang,
        triggers=triggers, terms=terms, target=(target.entity or "") if target else "",
        depth=sentences_before(left - document.body_start, document.lang),
    )


def _date_of(document: Document, scope: Scope) -> tuple[str, PartialDate, str]:
    date = scope.timex.date
    if date is None:
        assert document.dct is not None
        return "undated", PartialDate.parse(f"../{document.dct.edtf.rstrip('~?%')}"), "BEFORE"
    if scope.after and date.earliest != LOW and "/" not in date.edtf:
        return "statement", PartialDate.parse(f"{date.edtf}/.."), "AFTER"
    return "statement", date, scope.timex.mod


def _names(cues: list[Cue], verb: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds of happening, that of the main verb first, and the things spoken of."""
    triggers = [name for _, _, role, name in cues if role == "trigger"]
    terms = [name for _, _, role, name in cues if role == "concept"]
    return tuple(dict.fromkeys([verb, *triggers] if verb else triggers)), tuple(dict.fromkeys(terms))


def _target(
    text: str, scope: Scope, cues: list[Cue], mentions: list[Mention], subject: Subject
) -> tuple[str, Mention | None]:
    """Return the first verb with an object and what it acts on: the mention right after it, or before a passive."""
    reach = 10 if scope.chinese else 30
    for start, end, role, name in cues:
        if role != "trigger" or name in _NO_OBJECT or (text[start:end] in _INTRANSITIVE and text[end:end + 1] == "的"):
            continue  # 港股上市的智谱: it was listed before
        if _is_passive(text, scope, start):
            found = next((m for m in mentions if m.end <= start), None)
        else:
            found = next((m for m in mentions if end <= m.start <= end + reach), None)
            if found is not None and _BREAK.search(text, end, found.start):
                found = None
            if found is None and text[start:end].lower() in _INTRANSITIVE:
                before = [m for m in mentions if start - 2 * reach <= m.end <= start and m.type != "place"]
                found = before[-1] if before else _restored(subject)
        # "set up OpenAI LP": the name goes on, it is another one
        if found is not None and not GOES_ON.match(text, found.end, scope.end):
            return name, found
    return "", None


def _restored(subject: Subject) -> Mention | None:
    return Mention(subject.start, subject.start, subject.surface, "", subject.entity) if subject.entity else None


def _is_passive(text: str, scope: Scope, verb: int) -> bool:
    if scope.chinese:
        by = _BY_ZH.search(text, max(scope.start, verb - 24), verb)
        return by is not None
    return _PASSIVE.search(text, max(scope.start, verb - 16), verb) is not None


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,，、；;\n":
        end -= 1
    return end


def _event_id(article: str, sentence: str, expression: str, seen: dict[str, int]) -> str:
    key = f"{sentence}\0{expression}"
    ordinal = seen.get(key, 0)
    seen[key] = ordinal + 1
    digest = blake2b(f"{key}\0{ordinal}".encode(), digest_size=4).hexdigest()
    return f"{article}-{digest}"


def _cited(text: str, scope: Scope, mention: Mention) -> bool:
    """Tell whether a mention is only the source of the statement: 据路透社报道, "told Reuters"."""
    before = text[max(scope.start, mention.start - 14):mention.start].rstrip()
    if before[-1:] not in _CITING:
        return False
    before = before.lower()
    if mention.type == "person" and before.endswith("told"):
        return False  # the board told her that she was dismissed
    return before.endswith(("据", "據", "according to", "told", "援引", "interview with"))


_CITING: Final = frozenset("dDoOhH据據引")
"""The last characters of the words before one who is cited."""


def _heading(reading: Reading, opening: tuple[int, int], dates: Sequence[Timex]) -> Scope | None:
    """Return the date of the report itself that stands before it, with the report's first sentence."""
    told = reading.document.dct
    end = reading.sentence_of(opening[1])[1]
    for timex in dates:
        if told is not None and timex.date is not None and timex.date.overlaps(told):
            return Scope(opening[0], end, timex, (opening[0], end), is_chinese(reading.text, opening[0], end))
    return None


def _is_dateline(reading: Reading, scope: Scope) -> bool:
    """Tell whether a date is that of the report itself: "11月28日消息", "BEIJING, March 5 (Reuters) -"."""
    document, timex = reading.document, scope.timex
    if document.dct is None or timex.date is None or timex.start > document.body_start + 160:
        return False
    if not timex.date.overlaps(document.dct) or timex.date.precision != document.dct.precision:
        return False
    text = document.text
    if _DATELINE_AFTER.match(text, timex.end):
        return True
    before = text[max(scope.sentence[0], timex.start - 24):timex.start]
    return _DATELINE_BEFORE.search(before) is not None


def _report(reading: Reading, heading: Scope | None) -> Iterator[Event]:
    document = reading.document
    if document.dct is None:
        return
    text = document.text
    title_end = max(0, document.body_start - 1)
    start, end = heading.sentence if heading else (0, title_end)
    title = text[:title_end].strip() or text[start:end]
    mentions = [m.entity for m in reading.mentions_in(start, end) if m.entity]
    timex = (heading.timex.start, heading.timex.end) if heading else (0, 0)
    yield Event(
        id=_event_id(document.id, "", "report", {}), article=document.id, start=start, end=end, sentence_start=start,
        sentence_end=end, timex_start=timex[0], timex_end=timex[1], date=document.dct, headline=title,
        quote=text[start:end], entities=tuple(dict.fromkeys(mentions)), kind="report", lang=document.lang,
    )
