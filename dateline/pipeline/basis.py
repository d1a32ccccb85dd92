"""What an article's annotation rests on besides its own bytes: a change of the registry redoes only what it touches.

Kept for each article: the names its front matter uses, its text folded as names are looked for, whether its topics are
guessed, its dates, which no registry changes, and what the word cutter said of names in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from dateline.annotate.mention.gazetteer import Gazetteer, changed_probes
from dateline.annotate.mention.probes import make_holder
from dateline.annotate.mention.word_edges import Question
from dateline.content.registry import Registry, fold_name
from dateline.engine.sealed import pack, pack_plain, seal, unpack, unpack_plain, unseal
from dateline.model.annotation import Timex, TimexType
from dateline.model.article import Article
from dateline.model.dates import PartialDate
from dateline.model.entity import Entity
from dateline.text.normalise import fold, normalise

_SEPARATOR: Final = "\x1f"
_KINDS: Final = {kind: kind.value for kind in TimexType}


class Basis(NamedTuple):
    """What the registry is compared with: see the module's description."""

    names: str
    folded: str
    guessed: bool
    dates: bytes
    edges: bytes


def make_basis(written: Article, article: Article, folded: str, dates: bytes, edges: bytes) -> Basis:
    """Keep what ``article``'s annotation rests on; ``written`` is the same with the references as they are written.

    ``folded`` is its text as ``fold_text`` makes it; ``dates`` and ``edges`` are packed.
    """
    references = (*written.entities, *written.topics, *written.rejected, *article.entities, *article.topics)
    said = (name for override in written.events for name in override.entities or ())
    names = _SEPARATOR.join(dict.fromkeys(map(fold_name, (*references, *article.rejected, *said))))
    return Basis(names, folded, not article.topics, dates, edges)


def fold_text(text: str) -> str:
    """Fold a text as names are looked for in it."""
    return fold(normalise(text).text)


def touched(
    bases: Iterable[tuple[str, str | None, str, int]],
    old: Registry,
    new: Registry,
    before: Gazetteer,
    after: Gazetteer,
) -> set[str]:
    """Return the paths of the articles that may read otherwise after a change of the registry and its gazetteer.

    ``bases`` gives of each article its path and what its annotation rests on: names, folded text, whether its topics
    are guessed. Of one that nothing is known of the names are None.
    """
    names = changed_names(old, new)
    holds = make_holder(() if before.fingerprint() == after.fingerprint() else changed_probes(before, after))
    topics = _topic_words(old) != _topic_words(new)
    return {
        path
        for path, named, folded, guessed in bases
        if named is None or (topics and guessed) or holds(folded) or not names.isdisjoint(named.split(_SEPARATOR))
    }


def changed_names(old: Registry, new: Registry) -> set[str]:
    """Return the names, folded, that lead elsewhere than before, and the ids of what changed."""
    changed: set[str] = set()
    for left, right in (
        (old.entity_names, new.entity_names),
        (old.topic_names, new.topic_names),
        (old.ambiguous, new.ambiguous),
    ):
        changed.update(_different(left, right))
    changed.update(
        name
        for name in _different(old.entities, new.entities)
        if _but_aliases(old.entities.get(name)) != _but_aliases(new.entities.get(name))
    )
    changed.update(old.topics.keys() ^ new.topics.keys())
    return set(map(fold_name, changed))


def _different(left: Mapping[str, object], right: Mapping[str, object]) -> Iterable[str]:
    return (key for key in left.keys() | right.keys() if left.get(key) != right.get(key))


def _but_aliases(entity: Entity | None) -> Entity | None:
    """Return an entity without its aliases: what an article that names it by another one says is the same."""
    return replace(entity, aliases=()) if entity is not None else None


def _topic_words(registry: Registry) -> list[tuple[Any, ...]]:
    return [(t.id, sorted(t.names.items()), t.aliases, t.keywords) for _, t in sorted(registry.topics.items())]


def pack_dates(timexes: Iterable[Timex]) -> bytes:
    """Keep dates as plain tuples."""
    return pack([
        (t.start, t.end, t.text, _KINDS[t.type], t.value, t.date.edtf if t.date else None, t.mod, t.anchor,
         t.anchor_start, t.anchor_end, t.rule, t.why, t.future)
        for t in timexes
    ])  # fmt: skip


def load_dates(data: bytes) -> list[Timex]:
    """Read back what ``pack_dates`` kept."""
    return [
        Timex(start, end, text, TimexType(kind), value, PartialDate.parse(date) if date is not None else None, *rest)
        for start, end, text, kind, value, date, *rest in unpack(data)
    ]


def pack_edges(answers: Mapping[Question, bool]) -> bytes:
    """Keep what the word cutter was asked, and what it said; few texts have many questions, and English ones none."""
    return seal(pack_plain([(*question, answer) for question, answer in answers.items()])) if answers else b""


def load_edges(data: bytes) -> dict[Question, bool]:
    """Read back what ``pack_edges`` kept."""
    rows = unpack_plain(unseal(data)) if data else ()
    return {(kind, window, start, end): answer for kind, window, start, end, answer in rows}
