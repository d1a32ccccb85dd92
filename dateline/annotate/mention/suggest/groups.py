"""Candidates of many documents put together: one group for each thing that seems to be named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.annotate.mention.context import cue_weight
from dateline.annotate.mention.suggest.candidate import Candidate
from dateline.annotate.mention.suggest.near import core
from dateline.annotate.mention.suggest.suggestion import Quote
from dateline.model.annotation import Document
from dateline.text.normalise import MIDDLE_DOT, fold

QUOTES: Final = 3
"""Places shown for one suggestion."""
AROUND: Final = 24
"""Characters shown on either side of a quoted name."""
_KINDS: Final = ("company", "person", "product", "place")


@dataclass(slots=True)
class Group:
    """Everything seen of one thing: surfaces and how often, votes for its type, documents, places, rules."""

    surfaces: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    documents: dict[str, None] = field(default_factory=dict)
    quotes: list[Quote] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    best: float = 0.0
    paired: bool = False

    @property
    def count(self) -> int:
        """How often it was seen."""
        return sum(self.surfaces.values())

    def add(self, document: Document, folded: str, item: Candidate) -> None:
        """Count one more place."""
        self.surfaces[document.text[item.start:item.end]] += 1
        self.kinds[item.type] += 1 if item.why.startswith("Latin") else 2
        for kind in _KINDS:
            self.kinds[kind] += cue_weight(folded, item.start, item.end, kind)
        self.documents[document.id] = None
        self.rules[item.why] += 1
        self.best = max(self.best, item.score)
        if len(self.quotes) < QUOTES:
            self.quotes.append(quote(document, item.start, item.end))

    def take(self, other: Group) -> None:
        """Take over another group that names the same thing."""
        self.surfaces += other.surfaces
        self.kinds += other.kinds
        self.rules += other.rules
        self.documents |= other.documents
        self.quotes = (self.quotes + other.quotes)[:QUOTES]
        self.best = max(self.best, other.best)

    def kind(self) -> str:
        """Return the type with most votes; a person seen as a person by a strong rule stays one."""
        votes = Counter({kind: count for kind, count in self.kinds.items() if kind != "other"})
        return min(votes, key=lambda kind: (-votes[kind], kind)) if votes else "other"


def quote(document: Document, start: int, end: int) -> Quote:
    """Return a place with the words around it, cut at line ends."""
    left = document.text[max(0, start - AROUND):start].rpartition("\n")[2]
    right = document.text[end:end + AROUND].partition("\n")[0]
    return Quote(document.id, start, end, f"{left}{document.text[start:end]}{right}".strip())


class Groups:
    """Groups by the core of their names, joined where a text or a short form says so."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}
        self._parent: dict[str, str] = {}

    def add(self, document: Document, folded: str, item: Candidate) -> None:
        """Count a candidate of a document, whose folded text is given."""
        self.at(document.text[item.start:item.end]).add(document, folded, item)

    def at(self, name: str) -> Group:
        """Return the group of a name, a new one if need be."""
        key = self._root(core(name))
        return self._groups.setdefault(key, Group())

    def join(self, first: str, second: str) -> None:
        """Say that two names mean one thing."""
        left, right = self._root(core(first)), self._root(core(second))
        if left == right:
            return
        self._parent[right] = left
        kept = self._groups.setdefault(left, Group())
        kept.take(self._groups.pop(right, Group()))

    def join_short_forms(self) -> None:
        """Join 马斯克 to 埃隆·马斯克, and Babuschkin to Igor Babuschkin, where only one full name fits."""
        fulls: dict[str, set[str]] = defaultdict(set)
        for group in self._groups.values():
            for name in group.surfaces:
                parts = name.split(MIDDLE_DOT) if MIDDLE_DOT in fold(name) else name.split(" ")
                if len(parts) > 1 and len(parts[-1]) > 1 and group.kind() == "person":
                    fulls[parts[-1]].add(name)
                if len(name) > 2 and name[-1] in "市省县州区镇" and group.kind() == "place":
                    fulls[name[:-1]].add(name)
        for short, names in sorted(fulls.items()):
            roots = {self._root(core(name)) for name in names}
            if len(roots) == 1 and core(short) in self._groups:
                self.join(min(names), short)

    def all(self) -> Sequence[Group]:
        """Return the groups, most often seen first."""
        return sorted(self._groups.values(), key=lambda group: (-group.count, min(group.surfaces, default="")))

    def _root(self, key: str) -> str:
        while key in self._parent:
            key = self._parent[key]
        return key
