"""Mentions of one document: match, resolve, and lead every offset back to the text as given."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.mention.gazetteer import Gazetteer
from dateline.annotate.mention.match import find_spans
from dateline.annotate.mention.resolve import resolve
from dateline.annotate.mention.word_edges import WordEdges
from dateline.model.annotation import BlockKind, Document, Mention
from dateline.text.normalise import Normalised, fold_case, fold_shape, normalise


def find_mentions(document: Document, gazetteer: Gazetteer, word_edges: WordEdges | None = None) -> list[Mention]:
    """Return the mentions in order; see ``dateline.annotate.mention.find_mentions``."""
    text, word_edges = normalise(document.text), word_edges or WordEdges(cutter=gazetteer.options.word_edges)
    if text.offsets is None:
        return _find(document, gazetteer, word_edges)
    found = _find(replace(document, text=text.text), gazetteer, word_edges)
    return [_moved(mention, text, document.text) for mention in found]


def _find(document: Document, gazetteer: Gazetteer, word_edges: WordEdges) -> list[Mention]:
    shape = fold_shape(document.text)
    folded = fold_case(shape)
    spans = find_spans(shape, folded, gazetteer, word_edges)
    code = [block for block in document.blocks if block.kind is BlockKind.CODE]
    if code:
        spans = [span for span in spans if not any(block.start <= span.start < block.end for block in code)]
    return resolve(document, gazetteer, spans, shape, folded, word_edges) if spans else []


def _moved(mention: Mention, text: Normalised, original: str) -> Mention:
    start, end = text.original(mention.start), text.original(mention.end)
    return replace(mention, start=start, end=end, text=original[start:end])
