"""The JSONL contract of ``annotate --timex``: one record in, one record out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dateline.annotate.timex.arithmetic import parse
from dateline.annotate.timex.engine import find_timexes
from dateline.model.annotation import Document, Timex

QUALIFIERS: Final = {
    "START": "early", "MID": "mid", "END": "late", "APPROX": "approx", "BEFORE": "before", "AFTER": "after",
}
"""TIMEX3 ``mod`` in the words that EDTF tools use."""


def annotate_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Annotate ``{"id", "lang", "text", "reference_date"}``; a reference date that is no EDTF counts as missing.

    Each span has ``start``, ``end`` (code points, end exclusive), ``text``, ``type``, ``value`` (None when the text
    gives none), ``mod``, and beyond the contract ``qualifier``, ``anchor``, ``rule``, and for an earlier mention
    ``anchor_start`` and ``anchor_end``.
    """
    reference = record.get("reference_date")
    document = Document(
        str(record.get("id", "")), str(record.get("lang") or ""), str(record.get("text") or ""),
        dct=parse(reference) if isinstance(reference, str) else None,
    )
    return {"id": record.get("id"), "spans": [_span(timex) for timex in find_timexes(document)]}


def _span(timex: Timex) -> dict[str, Any]:
    span: dict[str, Any] = {
        "start": timex.start, "end": timex.end, "text": timex.text, "type": timex.type.value,
        "value": timex.value or None, "mod": timex.mod or None, "qualifier": QUALIFIERS.get(timex.mod),
        "anchor": timex.anchor or None, "rule": timex.rule,
    }
    if timex.anchor_start >= 0:
        span |= {"anchor_start": timex.anchor_start, "anchor_end": timex.anchor_end}
    return span
