"""The JSONL contract of ``annotate --mentions``."""

from __future__ import annotations

from typing import Any

from dateline.annotate.mention.gazetteer import Gazetteer
from dateline.annotate.mention.link import find_mentions
from dateline.model.annotation import Document, Mention
from dateline.text.lang import guess_lang


def annotate_record(record: dict[str, Any], gazetteer: Gazetteer, suggest: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002
    """Find the names in a record {"id", "lang", "text"}; more keys are let pass.

    The answer is {"id", "mentions": [{"start", "end", "text", "type", "entity", "alias", "why"}]} in text order,
    spans half-open in code points of ``text``; ``entity`` is null where several entities claim the name. With
    ``suggest`` names of no registry come too, with ``entity`` null and a guessed type, where they overlap no mention.
    """
    text = record["text"]
    document = Document(
        str(record.get("id", "")), record.get("lang") or guess_lang(text), text,
        entities=tuple(record.get("entities") or ()), rejected=tuple(record.get("rejected") or ()),
    )
    mentions = find_mentions(document, gazetteer)
    shown = [_shown(mention) for mention in mentions]
    if suggest:
        shown = sorted([*shown, *_candidates(text, mentions)], key=lambda item: (item["start"], item["end"]))
    return {"id": record.get("id"), "mentions": shown}


def _shown(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start, "end": mention.end, "text": mention.text, "type": mention.type,
        "entity": mention.entity, "alias": mention.alias, "candidates": list(mention.candidates), "why": mention.why,
    }


def _candidates(text: str, mentions: list[Mention]) -> list[dict[str, Any]]:
    from dateline.annotate.mention.suggest.names import find_names

    taken = [(mention.start, mention.end) for mention in mentions]
    return [
        {"start": item.start, "end": item.end, "text": text[item.start:item.end], "type": item.type, "entity": None,
         "why": item.why}
        for item in find_names(text) if all(item.end <= start or end <= item.start for start, end in taken)
    ]
