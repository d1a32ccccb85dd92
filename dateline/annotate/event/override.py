"""Apply what a person wrote about an article's events: pin, hide, correct, add.

An override names its event by quoted words (or by id), so it survives a new conversion of the article as long as those
words are still in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from dateline.annotate.event.quoted import fold_quoted
from dateline.annotate.event.salience import sentences_before
from dateline.model.annotation import Document, Event, Status
from dateline.model.article import EventOverride
from dateline.model.dates import PartialDate
from dateline.model.problem import Problem, Severity


def apply_overrides(
    events: Sequence[Event], overrides: Sequence[EventOverride], document: Document
) -> tuple[list[Event], list[Problem]]:
    """Return the events as corrected, in text order, and a problem for every override that fits nothing.

    ``match`` is compared without regard to spacing, punctuation and width; words that stand in several
    events correct all of them unless one event's own clause holds them alone. An override with ``date`` and ``text``
    whose words belong to no event adds one.
    """
    current = list(events)
    problems: list[Problem] = []
    for override in overrides:
        chosen = _matching(current, override.match) if override.match else []
        if chosen:
            parted = [_corrected(event, override) if event.id in chosen else [event] for event in current]
            current = [event for kept in parted for event in kept]
        elif override.date and (override.text or override.match):
            current.append(_added(override, document))
            if override.match and _find(document.text, override.match) is None:
                problems.append(_lost(override))
        else:
            problems.append(_lost(override))
    report = [event for event in current if event.kind == "report"]
    return report + sorted((e for e in current if e.kind != "report"), key=lambda e: (e.start, e.timex_start)), problems


def _matching(events: Sequence[Event], match: str) -> set[str]:
    by_id = {event.id for event in events if event.id == match}
    if by_id:
        return by_id
    wanted = fold_quoted(match)
    if not wanted:
        return set()
    statements = [event for event in events if event.kind != "report"] or events
    clause = {e.id for e in statements if wanted in fold_quoted(_clause(e))}
    return clause or {e.id for e in statements if wanted in fold_quoted(e.quote) or wanted == fold_quoted(e.headline)}


def _clause(event: Event) -> str:
    offset = event.sentence_start
    return event.quote[max(0, event.start - offset):max(0, event.end - offset)]


def _corrected(event: Event, override: EventOverride) -> list[Event]:
    """Return the event as corrected, or nothing when it is to be hidden."""
    if override.hide:
        return []
    corrected = replace(
        event,
        date=PartialDate.parse(override.date) if override.date else event.date,
        mod="" if override.date else event.mod,
        kind="statement" if override.date and event.kind == "undated" else event.kind,
        headline=override.text or event.headline,
        entities=event.entities if override.entities is None else override.entities,
        status=_status(override.status) or event.status,
        pinned=event.pinned or override.pin,
        note=override.certainty or event.note,
    )
    return [corrected]


def _status(word: str) -> Status | None:
    return Status(word) if word in {status.value for status in Status} else None


def _added(override: EventOverride, document: Document) -> Event:
    """Make the event that a person wrote down; it points at the quoted words where the text has them."""
    span = _find(document.text, override.match) if override.match else None
    start, end = span or (document.body_start, document.body_start)
    key = f"{override.match}\0{override.date}\0{override.text}"
    return Event(
        id=f"{document.id}-{blake2b(key.encode(), digest_size=4).hexdigest()}", article=document.id,
        start=start, end=end, sentence_start=start, sentence_end=end, timex_start=start, timex_end=start,
        date=PartialDate.parse(override.date),
        headline=override.text or override.match, quote=document.text[start:end], entities=override.entities or (),
        status=_status(override.status) or Status.HAPPENED, lang=document.lang, pinned=override.pin,
        note=override.certainty or "added by a person",
        depth=sentences_before(start - document.body_start, document.lang),
    )


def _find(text: str, words: str) -> tuple[int, int] | None:
    """Find words in a text, allowing for other spacing."""
    parts = [re.escape(char) for char in words if not char.isspace()]
    match = re.search(r"\s*".join(parts), text) if parts else None
    return match.span() if match else None


def _lost(override: EventOverride) -> Problem:
    said = f"no event of this article has the words {override.match!r}"
    return Problem(
        override.ref.path, override.ref.line, override.ref.column, "DL303",
        said if override.match else "an event needs a date and a text",
        "quote a few words of the sentence as it is now, or give 'date:' and 'text:' to add an event", Severity.WARNING,
    )
