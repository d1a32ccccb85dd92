"""Mentions of one document: match, resolve, and lead every offset back to the text as given."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.mention.gazetteer import Gazetteer
from dateline.annotate.mention.match import find_spans
from dateline.annotate.mention.resolve import resolve
from dateline.model.annotation import Document, Mention
from dateline.text.normalise import Normalised, normalise


def find_mentions(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """Return the mentions in order; see ``dateline.annotate.mention.find_mentions``."""
    text = normalise(document.text)
    if text.offsets is None:
        return resolve(document, gazetteer, find_spans(text.text, gazetteer))
    composed = replace(document, text=text.text)
    return [_moved(mention, text, document.text) for mention in resolve(composed, gazetteer, find_spans(text.text, gazetteer))]


def _moved(mention: Mention, text: Normalised, original: str) -> Mention:
    start, end = text.original(mention.start), text.original(mention.end)
    return replace(mention, start=start, end=end, text=original[start:end])
