"""The event stage over single records: the JSONL contract of ``annotate --events``."""

from __future__ import annotations

from typing import Any

from dateline.annotate.event import extract_events
from dateline.annotate.mention import find_mentions
from dateline.annotate.mention.gazetteer import Gazetteer
from dateline.annotate.timex import find_timexes
from dateline.model.annotation import Document
from dateline.model.dates import PartialDate
from dateline.text.lang import guess_lang


def annotate_events(record: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    """Find the dated events of a record {"id", "lang", "text", "reference_date"}.

    The answer is {"id", "events": [{"date", "start", "end", "text", "entities", "status", …}]}; spans are half-open
    code points of ``text``. Raises DateError for a reference date that is not EDTF.
    """
    text = record["text"]
    reference = record.get("reference_date") or record.get("date")
    document = Document(
        id=str(record.get("id", "")),
        lang=record.get("lang") or guess_lang(text),
        text=text,
        dct=PartialDate.parse(reference) if reference else None,
    )
    events = extract_events(document, find_timexes(document), find_mentions(document, gazetteer))
    return {
        "id": record.get("id"),
        "events": [
            _shown(event, text) for event in events if event.kind != "report" or event.timex_end > event.timex_start
        ],
    }


def _shown(event: Any, text: str) -> dict[str, Any]:
    return {
        "date": event.date.edtf,
        "mod": event.mod,
        "start": event.start,
        "end": event.end,
        "text": text[event.start : event.end],
        "headline": event.headline,
        "entities": list(event.entities),
        "places": list(event.places),
        "status": event.status.value,
        "kind": event.kind,
        "attribution": event.attribution,
        "sentence_start": event.sentence_start,
        "sentence_end": event.sentence_end,
    }
