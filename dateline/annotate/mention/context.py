"""Evidence for one meaning of a name: what stands beside it, what else the article names, what people said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.gazetteer import Gazetteer, Name
from dateline.annotate.mention.lexicon import ACTS, DETERMINERS, HAN_GLUE, LEADS, TYPE_CUES
from dateline.annotate.mention.match import Span
from dateline.model.annotation import BlockKind, Document
from dateline.model.entity import Entity
from dateline.text.normalise import fold
from dateline.text.script import is_han

NEAR: Final = 60
"""Characters on either side in which context words count: about a sentence."""
BESIDE: Final = 6
"""Characters between a one-character name and its context word: 社交网络X, X（原推特）."""

_SENTENCE_START = re.compile(r"(?:^|[\n•*#>|]|[.!?:;。！？：；]['\"”’)]?|[\"“‘(（【「《])\s*$")
_WORD_LEFT = re.compile(r"([^\W_][\w.'&-]*)[ ]$")
_WORD_RIGHT = re.compile(r"(?:'s)? ([^\W_][\w'&-]*)")
_LIST_JOINT = re.compile(r"\s?(?:[、,，/&]|和|与|及|以及|或|and|or)?\s?(?:和|与|及|and|or)?\s?")
_PROFILE_WORD = re.compile(r"[a-z][a-z0-9-]{3,}|[\u4e00-\u9fff]{2,}")


@dataclass(slots=True)
class Context:
    """One document while its doubtful names are weighed; ``present`` grows as they are decided."""

    document: Document
    gazetteer: Gazetteer
    shape: str
    folded: str
    spans: Sequence[Span]
    present: dict[str, list[Span]]
    confirmed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.confirmed = frozenset(self.document.entities)

    def before(self, span: Span, reach: int) -> str:
        """Return the folded text before a span, within its line."""
        return self.folded[max(0, span.start - reach):span.start].rpartition("\n")[2]

    def after(self, span: Span, reach: int) -> str:
        """Return the folded text after a span, within its line."""
        return self.folded[span.end:span.end + reach].partition("\n")[0]


def conditions_met(context: Context, span: Span, name: Name) -> bool:
    """Check what a name must have before anything else is weighed: context words, or its full name."""
    if name.flags & flag.DERIVED and not _introduced(context, span, name):
        return False
    if name.flags & flag.SINGLE:
        return bool(needed_word(context, span, name)) or (
            _introduced(context, span, name) and _stands_free(context.folded, span))
    return not name.needs or name.entity in context.confirmed or bool(needed_word(context, span, name)) or (
        _introduced(context, span, name))


def weigh(context: Context, span: Span, name: Name) -> tuple[int, str]:
    """Return the weight of the evidence for an entity and the reasons, for ``explain``."""
    score, reasons = 0, []
    for worth, reason in (
        (4 * (name.entity in context.confirmed), "confirmed for this article"),
        (4 * _introduced(context, span, name), "another name of it in this article"),
        (2 * (name.needs == ()), "asked for in the registry"),
        (4 * bool(word := needed_word(context, span, name)), f"context word {word}"),
        (2 * _related(context, name), "an entity it belongs with is in this article"),
        (2 * _in_list(context, span, name), "in a list with names of its type"),
        (_capital_worth(context, span, name), "capitalised inside a sentence"),
        *_cue_evidence(context, span, name),
        *_profile_evidence(context, name),
    ):
        if worth:
            score += worth
            reasons.append(reason)
    return score, "; ".join(reasons)


def needed_word(context: Context, span: Span, name: Name) -> str:
    """Return the registry's context word near the span; for one character it must stand right beside it."""
    if not name.needs:
        return ""
    if name.flags & flag.SINGLE:
        left, right = context.before(span, 40), context.after(span, BESIDE + 20)
        return next((word for word in name.needs if word in left[-len(word) - 2:] or (
            word in right[:len(word) + BESIDE] and not is_han(right[0]))), "")
    near = context.before(span, 2 * NEAR) + "\n" + context.after(span, 2 * NEAR)
    title = context.folded[:context.document.body_start]
    return next((word for word in name.needs if word in near or word in title), "")


def _introduced(context: Context, span: Span, name: Name) -> bool:
    """Another, undoubted name of the entity stands in the text; for a derived short form, earlier in it."""
    found = context.present.get(name.entity)
    if not found:
        return False
    return not name.flags & flag.DERIVED or found[0].start < span.start


def _stands_free(folded: str, span: Span) -> bool:
    """One character alone must not touch a word that could make a compound of it (X模型, X光)."""
    left = folded[span.start - 1] if span.start else " "
    right = folded[span.end] if span.end < len(folded) else " "
    return (not is_han(left) or left in HAN_GLUE) and (not is_han(right) or right in HAN_GLUE) and right not in "-_"


def _related(context: Context, name: Name) -> bool:
    registry = context.gazetteer.entities
    parent = registry[name.entity].parent
    return (parent != "" and parent in context.present) or any(
        registry[other].parent == name.entity for other in context.present)


def _in_list(context: Context, span: Span, name: Name) -> bool:
    """Tell whether an undoubted name of the same type stands beside it in a list: 谷歌、苹果和微软."""
    for found in context.present.values():
        for other in found:
            if other.claims[0].type != name.type or other == span:
                continue
            first, second = sorted((other, span))
            gap = context.folded[first.end:second.start]
            if gap and len(gap) < 8 and _LIST_JOINT.fullmatch(gap):
                return True
    return False


def _capital_worth(context: Context, span: Span, name: Name) -> int:
    """A Latin word with a capital is a name inside a sentence; at its start, or after an article, any word may be."""
    if not name.flags & flag.COMMON or not name.flags & flag.CASED or _in_heading(context, span):
        return 0
    before = context.shape[max(0, span.start - 30):span.start]
    after = context.shape[span.end:span.end + 30]
    if (before and is_han(before[-1])) or (after and is_han(after[0])):
        return 2
    if not before or _SENTENCE_START.search(before):
        return 0
    left, right = _WORD_LEFT.search(before), _WORD_RIGHT.match(after)
    if left is not None and (left[1].lower() in DETERMINERS or left[1][:1].isupper()):
        return 0
    return 0 if right is not None and right[1][:1].isupper() else 2


def _in_heading(context: Context, span: Span) -> bool:
    return any(block.start <= span.start < block.end for block in context.document.blocks
               if block.kind in (BlockKind.TITLE, BlockKind.HEADING))


def _cue_evidence(context: Context, span: Span, name: Name) -> list[tuple[int, str]]:
    """Words of the type: right beside the name they count two, nearby one each, two in all."""
    acts, leads = _cue_patterns(name.type)
    beside = acts.match(context.folded, span.end) if acts else None
    lead = leads.search(context.before(span, 24)) if leads else None
    found = [(2, "before " + beside[1])] if beside else []
    found += [(2, "after " + lead[1])] if lead else []
    near = context.before(span, NEAR // 2) + "\n" + context.after(span, NEAR // 2)
    cues = [cue for cue in TYPE_CUES.get(name.type, ()) if cue.lower() in near and is_han(cue[0])]
    return found + ([(1, "near " + ", ".join(cues[:2]))] if len(cues) > 1 else [])


@lru_cache(maxsize=16)
def _cue_patterns(kind: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    acts, leads = ACTS.get(kind, ()), LEADS.get(kind, ())
    if not acts or not leads:
        return None, None
    return (re.compile(rf"(?:'s|的)?['\"”’」)）]?\s?({_alternatives(acts)})"),
            re.compile(rf"({_alternatives(leads)})\s?['\"“‘「(（]?$"))


def _alternatives(words: Sequence[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) if is_han(word[0]) else rf"\b{re.escape(word)}\b" for word in ordered)


def _profile_evidence(context: Context, name: Name) -> list[tuple[int, str]]:
    """Words of the entity's description that the article uses: what tells two people of one name apart."""
    words = _profile(context.gazetteer.entities[name.entity])
    held = sorted(word for word in words if word in context.folded)
    return [(min(3, len(held)), "described as " + ", ".join(held[:3]))] if held else []


def _profile(entity: Entity) -> frozenset[str]:
    own = " ".join(map(fold, entity.surfaces))
    text = fold(entity.description or entity.body[:200])
    return frozenset(piece for word in _PROFILE_WORD.findall(text) for piece in _pieces(word) if piece not in own)


def _pieces(word: str) -> list[str]:
    if not is_han(word[0]):
        return [word]
    return [word[at:at + 2] for at in range(len(word) - 1) if word[at] not in HAN_GLUE and word[at + 1] not in HAN_GLUE]
