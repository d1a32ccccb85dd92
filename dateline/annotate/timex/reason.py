"""Say in one sentence why an expression got its value: for ``dateline explain``."""

from __future__ import annotations

from dateline.annotate.timex.outcome import ABSOLUTE, DCT, PREVIOUS, VAGUE, Outcome
from dateline.model.dates import PartialDate


def reason(outcome: Outcome, dct: PartialDate | None, text: str) -> str:
    """Name the anchor of an outcome; empty where there is nothing to say (durations)."""
    anchor = outcome.anchor
    if anchor == DCT:
        return f"read against the publish date {dct}"
    if anchor == PREVIOUS and outcome.antecedent is not None:
        earlier = outcome.antecedent
        return f"continues “{text[earlier.start:earlier.end]}” ({earlier.date.edtf})"
    if anchor == ABSOLUTE:
        return "the text names the date" if outcome.date is not None or outcome.value else "no such day in the calendar"
    if anchor == VAGUE:
        return "the text gives no calendar date" if dct is not None else "there is no publish date to read it against"
    return ""
