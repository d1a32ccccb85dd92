"""Mentions of one document: match, resolve, and lead every offset back to the text as given."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.mention.gazetteer import Gazetteer
from dateline.annotate.mention.match import find_spans
from dateline.annotate.mention.resolve import resolve
from dateline.model.annotation import BlockKind, Document, Mention
from dateline.text.normalise import Normalised, fold_case, fold_shape, normalise


def find_mentions(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    """Return the mentions in order; see ``dateline.annotate.mention.find_mentions``."""
    text = normalise(document.text)
    if text.offsets is None:
        return _find(document, gazetteer)
    return [_moved(mention, text, document.text) for mention in _find(replace(document, text=text.text), gazetteer)]


def _find(document: Document, gazetteer: Gazetteer) -> list[Mention]:
    shape = fold_shape(document.text)
    folded = fold_case(shape)
    spans = find_spans(shape, folded, gazetteer)
    code = [block for block in document.blocks if block.kind is BlockKind.CODE]
    if code:
        spans = [span for span in spans if not any(block.start <= span.start < block.end for block in code)]
    return resolve(document, gazetteer, spans, shape, folded) if spans else []


def _moved(mention: Mention, text: Normalised, original: str) -> Mention:
    start, end = text.original(mention.start), text.original(mention.end)
    return replace(mention, start=start, end=end, text=original[start:end])
