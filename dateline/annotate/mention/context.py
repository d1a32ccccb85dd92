"""Evidence for one meaning of a name: what stands beside it, what else the article names, what people said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.edges import stands_for_country
from dateline.annotate.mention.gazetteer import Gazetteer, Name
from dateline.annotate.mention.lexicon import ACTS, DETERMINERS, HAN_GLUE, LEADS, OPENERS, SHORT_COUNTRIES, TYPE_CUES
from dateline.annotate.mention.match import Span
from dateline.annotate.mention.profile import profile
from dateline.annotate.mention.word_edges import WordEdges
from dateline.model.annotation import BlockKind, Document
from dateline.text.pattern import deferred
from dateline.text.script import is_han, is_spaced_word

NEAR: Final = 60
"""Characters on either side in which context words count: about a sentence."""
BESIDE: Final = 14
"""Characters on either side of a one-character name in Chinese text in which its context word must stand:
X（原推特）."""

_SENTENCE_START = deferred(r"(?:^|[\n•*#>|]|[.!?:;。！？：；]['\"”’)]?|[\"“‘(（【「《])\s*$")
_WORD_LEFT = deferred(r"([^\W_][\w.'&-]*)[ ]$")
_WORD_RIGHT = deferred(r"(?:'s)? ([^\W_][\w'&-]*)")
_LIST_JOINT = deferred(r"\s?(?:[、,，/&]|和|与|及|以及|或|and|or)?\s?(?:和|与|及|and|or)?\s?")
MARKS: Final = frozenset(("《》", "“”", "「」", "『』", "〈〉", '""'))
_PRONOUN = deferred(
    r"[^.!?。！？\n]*?(?:(?<![^\W_])(?:(?P<person>he|she|his|her|him|himself|herself|who)|(?P<thing>it|its|itself|which))(?![^\W_])|"
    r"(?P<other>该公司|该企业|该平台|该产品|旗下))")


@dataclass(slots=True)
class Context:
    """One document while its doubtful names are weighed; ``present`` grows as they are decided."""

    document: Document
    gazetteer: Gazetteer
    shape: str
    folded: str
    spans: Sequence[Span]
    present: dict[str, list[Span]]
    word_edges: WordEdges

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
        if name.flags & flag.PLACE and name.shape in SHORT_COUNTRIES and name.needs is None:
            return stands_for_country(context.shape, span.start, context.word_edges)
        return name.needs == () or bool(needed_word(context, span, name)) or (
            _contained(context, name) and _stands_free(context.folded, span))
    return not name.needs or name.entity in context.document.entities or bool(needed_word(context, span, name)) or (
        _introduced(context, span, name))


def weigh(context: Context, span: Span, name: Name, *, until: int = 1000) -> tuple[int, str]:
    """Return the weight of the evidence for an entity and the reasons, for ``explain``; stop once it is ``until``."""
    score, reasons = 0, ""
    for rule in _RULES:
        worth, reason = rule(context, span, name)
        if worth:
            score += worth
            reasons = f"{reasons}; {reason}" if reasons else reason
            if score >= until:
                break
    return score, reasons


def _confirmed(context: Context, span: Span, name: Name) -> tuple[int, str]:  # noqa: ARG001 - one shape for all rules
    return (4, "confirmed for this article") if name.entity in context.document.entities else (0, "")


def _other_name(context: Context, span: Span, name: Name) -> tuple[int, str]:
    return (4, "another name of it in this article") if _introduced(context, span, name) else (0, "")


def _asked(context: Context, span: Span, name: Name) -> tuple[int, str]:
    if name.needs == ():
        return 2, "asked for in the registry"
    word = needed_word(context, span, name)
    return (4, f"context word {word}") if word else (0, "")


def needed_word(context: Context, span: Span, name: Name) -> str:
    """Return the registry's context word near the span; Latin words count whole only.

    One character needs it right before it (社交网络X), or close by while standing free itself (在X上发帖, but not
    X模型).
    """
    if not name.needs:
        return ""
    words = _word_pattern(name.needs)
    if name.flags & flag.SINGLE:
        return _word_beside(context, span, words)
    reach = 2 * NEAR if name.flags & flag.HAN else 4 * NEAR
    near = context.folded[max(0, span.start - reach):span.start] + "\n" + context.folded[span.end:span.end + reach]
    found = words.search(near) or words.search(context.folded, 0, context.document.body_start)
    return found[0] if found else ""


def _word_beside(context: Context, span: Span, words: re.Pattern[str]) -> str:
    left = context.before(span, 30)
    touching = next((found for found in words.finditer(left) if len(left) - found.end() < 2), None)
    if touching is not None:
        return touching[0]
    if not _stands_free(context.folded, span):
        return ""
    reach = BESIDE if left[-1:] and is_han(left[-1]) else NEAR
    found = words.search(context.before(span, reach) + "\n" + context.after(span, reach))
    return found[0] if found else ""


@lru_cache(maxsize=8192)
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_whole_word, ordered)) or r"(?!)")


def _whole_word(word: str) -> str:
    before = r"(?<![^\W_])" if is_spaced_word(word[0]) else ""
    return before + re.escape(word) + (r"(?![a-z0-9])" if is_spaced_word(word[-1]) else "")


def _introduced(context: Context, span: Span, name: Name) -> bool:
    """Another, undoubted name of the entity stands in the text; for a derived short form, earlier in it."""
    found = context.present.get(name.entity)
    if not found:
        return False
    return not name.flags & flag.DERIVED or found[0].start < span.start


def _contained(context: Context, name: Name) -> bool:
    """A longer name of the entity that ends in this one stands in the text: 社交网络X introduces X."""
    found = context.present.get(name.entity, ())
    return any(claim.shape.endswith(name.shape) for span in found for claim in span.claims)


def _stands_free(folded: str, span: Span) -> bool:
    """One character alone must not touch a word that could make a compound of it (X模型, X光)."""
    left = folded[span.start - 1] if span.start else " "
    right = folded[span.end] if span.end < len(folded) else " "
    return (not is_han(left) or left in HAN_GLUE) and (not is_han(right) or right in HAN_GLUE) and right not in "-_"


def _general(context: Context, span: Span, name: Name) -> tuple[int, str]:
    """Context words that the registry gives for all ambiguous names of the entity."""
    words = context.gazetteer.general.get(name.entity)
    if not words:
        return 0, ""
    near = context.before(span, 2 * NEAR) + "\n" + context.after(span, 2 * NEAR)
    found = _word_pattern(words).search(near)
    return (3, f"context word {found[0]}") if found else (0, "")


def _pronoun(context: Context, span: Span, name: Name) -> tuple[int, str]:
    """A pronoun later in the sentence: he and 她 speak of people, it and 该公司 of firms and things."""
    found = _PRONOUN.match(context.after(span, NEAR))
    if found is None or (found.lastgroup == "person") != (name.type == "person"):
        return 0, ""
    return 1, f"{found[found.lastgroup or 0]} after it"


def _related(context: Context, span: Span, name: Name) -> tuple[int, str]:  # noqa: ARG001
    gazetteer, present = context.gazetteer, context.present
    parts = gazetteer.parts.get(name.entity, ())
    related = gazetteer.entities[name.entity].parent in present or any(part in present for part in parts)
    return (2, "an entity it belongs with is in this article") if related else (0, "")


def _in_list(context: Context, span: Span, name: Name) -> tuple[int, str]:
    """Tell whether an undoubted name of the same type stands beside it in a list: 谷歌、苹果和微软."""
    at = bisect_left(context.spans, span)
    for other in (*context.spans[max(0, at - 1):at], *context.spans[at + 1:at + 2]):
        claim = other.claims[0]
        if claim.type != name.type or len(other.claims) > 1 or claim.flags & flag.DOUBTFUL:
            continue
        first, second = (other, span) if other.start < span.start else (span, other)
        gap = context.folded[first.end:second.start]
        if len(gap) < 8 and (gap or is_han(context.folded[second.start])) and _LIST_JOINT.fullmatch(gap):
            return 2, "in a list with names of its type"
    return 0, ""


def _in_marks(context: Context, span: Span, name: Name) -> tuple[int, str]:
    """Titles stand in 《》 and things with odd names in quotation marks; a word of every day seldom does."""
    if name.type not in ("product", "work", "event"):
        return 0, ""
    around = context.shape[max(0, span.start - 1):span.start] + context.shape[span.end:span.end + 1]
    return (2, "in quotation marks") if around in MARKS else (0, "")


def _capital(context: Context, span: Span, name: Name) -> tuple[int, str]:
    """A Latin word with a capital is a name inside a sentence; at its start, or after an article, any word may be."""
    if not name.flags & flag.COMMON or not name.flags & flag.CASED or _in_heading(context, span):
        return 0, ""
    before = context.shape[max(0, span.start - 30):span.start]
    after = context.shape[span.end:span.end + 30]
    if (before and is_han(before[-1])) or (after and is_han(after[0])):
        return 2, "Latin letters in Chinese text"
    if not before or _SENTENCE_START.search(before):
        return 0, ""
    left, right = _WORD_LEFT.search(before), _WORD_RIGHT.match(after)
    if left is not None and (left[1].lower() in DETERMINERS or (left[1][:1].isupper() and left[1] not in OPENERS)):
        return 0, ""
    return (0, "") if right is not None and right[1][:1].isupper() else (2, "capitalised inside a sentence")


def _in_heading(context: Context, span: Span) -> bool:
    return any(block.start <= span.start < block.end for block in context.document.blocks
               if block.kind in (BlockKind.TITLE, BlockKind.HEADING))


def _cues(context: Context, span: Span, name: Name) -> tuple[int, str]:
    """Words of the type: right beside the name they count two, two of them nearby one."""
    acts, leads = _cue_patterns(name.type)
    if acts is None or leads is None:
        return 0, ""
    found: list[str] = []
    if beside := acts.match(context.folded, span.end):
        found.append("before " + beside[1])
    if lead := leads.search(context.before(span, 24)):
        found.append("after " + lead[1])
    if found:
        return 2 * len(found), ", ".join(found)
    near = context.before(span, NEAR // 2) + "\n" + context.after(span, NEAR // 2)
    cues = [cue for cue in _han_cues(name.type) if cue in near]
    return (1, "near " + ", ".join(cues[:2])) if len(cues) > 1 else (0, "")


def cue_weight(folded: str, start: int, end: int, kind: str) -> int:
    """Return how strongly the words right beside a span speak for a type: 0 to 4."""
    acts, leads = _cue_patterns(kind)
    if acts is None or leads is None:
        return 0
    before = folded[max(0, start - 24):start].rpartition("\n")[2]
    return 2 * (acts.match(folded, end) is not None) + 2 * (leads.search(before) is not None)


@lru_cache(maxsize=16)
def _han_cues(kind: str) -> tuple[str, ...]:
    return tuple(cue for cue in TYPE_CUES.get(kind, ()) if is_han(cue[0]))


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


def _profile(context: Context, span: Span, name: Name) -> tuple[int, str]:
    """Words of the entity's description that the article uses: what tells two people of one name apart."""
    words = profile(context.gazetteer.entities[name.entity])
    if not words:
        return 0, ""
    held = [word for word in words if word in context.folded]
    near = context.before(span, NEAR) + "\n" + context.after(span, NEAR)
    beside = sum(word in near for word in held)
    return (min(4, len(held) + beside), "described as " + ", ".join(held[:3])) if held else (0, "")


_RULES: Final = (
    _confirmed, _other_name, _asked, _capital, _cues, _in_marks, _in_list, _pronoun, _related, _general, _profile,
)
"""Cheap and strong ones first."""
