"""Merge a year again where a few of its statements changed: only what they can touch is compared.

Whom a statement is compared with comes of one key or another (see ``block``), and which statements tell of one
happening of those that are alike, directly or through others. So a changed statement touches the pairs of its own keys,
and a pair that comes or goes the statements that hang together with it; all else stays as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from dateline.annotate.event.alike import SAME, likeness
from dateline.annotate.event.block import Key, candidate_pairs, keys_of
from dateline.annotate.event.merge import alike_pairs, join
from dateline.annotate.event.signature import Signature, sign
from dateline.annotate.event.statement import ENTITIES, ID, KIND, Row, statement_of
from dateline.model.annotation import Event

Alike = Mapping[tuple[str, str], float]
"""How alike two statements are, by their ids; the first comes first in the order of merging."""
Groups = tuple[tuple[str, ...], ...]
"""The statements of each happening that several tell of, by id."""


class Grouped(NamedTuple):
    """How the statements of a year were merged; who is in no group stands alone."""

    alike: Alike
    groups: Groups


def group(events: Sequence[Event]) -> Grouped:
    """Merge the statements of a year, which come in the order of merging."""
    pairs = alike_pairs(events)
    groups = tuple(tuple(events[at].id for at in found) for found in join(events, pairs))
    return Grouped({(events[left].id, events[right].id): score for score, left, right in pairs}, _sorted(groups))


def regroup(
    old: Sequence[Row],
    before: Grouped,
    new: Sequence[Row],
    changed: Set[str],
    read: Callable[[Iterable[str]], Mapping[str, Event]],
) -> Grouped:
    """Return what ``group`` would of the statements as they are ``new``, where they were merged before as they were.

    Both are rows of statements in the order of merging. ``changed`` are the ids of all that came, went or now say
    something else; ``read`` finds what statements say by their ids.
    """
    moving = (row for rows in (old, new) for row in rows if row[ID] in changed and row[KIND] == "statement")
    keys = {key for row in moving for key in keys_of(statement_of(row))}
    was, now = _candidates(old, keys), _candidates(new, keys)
    kept = {pair: score for pair, score in before.alike.items() if pair[0] not in changed and pair[1] not in changed}
    lost = {pair for pair in kept if pair in was and pair not in now}
    for pair in lost - _candidates(new, _other_keys(new, lost, keys)):
        del kept[pair]
    fresh = [
        pair
        for pair in now
        if pair not in kept and (pair not in was or pair[0] in changed or pair[1] in changed)
    ]
    alike = kept | _compare(fresh, read)
    moved = changed | {name for pair in alike.keys() ^ before.alike.keys() for name in pair}
    touched = _hanging_together(alike, moved)
    stay = [group for group in before.groups if group[0] not in touched and group[0] not in moved]
    return Grouped(alike, _sorted([*stay, *_joined(new, alike, touched)]))


def _sorted(groups: Iterable[tuple[str, ...]]) -> Groups:
    return tuple(sorted(groups))


def _candidates(rows: Iterable[Row], keys: Collection[Key]) -> set[tuple[str, str]]:
    """Return the pairs worth comparing that come of some keys."""
    if not keys:
        return set()
    actors = {actor for actor, _ in keys}
    near = [statement_of(row) for row in rows if not actors.isdisjoint(row[ENTITIES])]
    return {(near[left].id, near[right].id) for left, right in candidate_pairs(near, keys)}


def _other_keys(rows: Iterable[Row], pairs: Iterable[tuple[str, str]], keys: Collection[Key]) -> set[Key]:
    """Return the keys that the two of a pair share besides some: they may be worth comparing for those too."""
    wanted = {name for pair in pairs for name in pair}
    held = {row[ID]: set(keys_of(statement_of(row))).difference(keys) for row in rows if row[ID] in wanted}
    return set().union(*(held[one] & held[two] for one, two in pairs))


def _compare(
    pairs: Sequence[tuple[str, str]], read: Callable[[Iterable[str]], Mapping[str, Event]]
) -> dict[tuple[str, str], float]:
    events = read({name for pair in pairs for name in pair}) if pairs else {}
    signatures: dict[str, Signature] = {name: sign(event) for name, event in events.items()}
    scores = {(one, two): likeness(signatures[one], signatures[two], least=SAME) for one, two in pairs}
    return {pair: score for pair, score in scores.items() if score >= SAME}


def _hanging_together(alike: Alike, of: Iterable[str]) -> set[str]:
    """Return all that are alike with some statements, directly or through others."""
    near: dict[str, list[str]] = defaultdict(list)
    for one, two in alike:
        near[one].append(two)
        near[two].append(one)
    found: set[str] = set()
    waiting = [name for name in of if name in near]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += near[name]
    return found


def _joined(rows: Iterable[Row], alike: Alike, touched: Collection[str]) -> Iterator[tuple[str, ...]]:
    part = [statement_of(row) for row in rows if row[ID] in touched]
    at = {each.id: place for place, each in enumerate(part)}
    pairs = [(score, at[one], at[two]) for (one, two), score in alike.items() if one in touched]
    for found in join(part, pairs):
        yield tuple(part[place].id for place in found)
