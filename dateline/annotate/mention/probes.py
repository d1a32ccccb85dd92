"""What to search folded texts for to find those that a change of names may touch."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from dateline.annotate.mention.automaton import make_scanner
from dateline.annotate.mention.edges import spaced_edges_hold

FEW: Final = 40
"""Up to so many texts are looked for one by one; more by an automaton."""


class Probe(NamedTuple):
    """A name, folded, and its flags, which tell where it may stand; without them it counts wherever it does.

    So ``pan`` is not in ``company``, while 网易 is in 在网易.
    """

    text: str
    flags: int = 0

    def stands(self, folded: str, start: int) -> bool:
        """Tell whether the probe, which stands at ``start`` in a folded text, may be the name there."""
        end = start + len(self.text)
        left = folded[start - 1] if start else "\n"
        return spaced_edges_hold(folded, end, self.flags, left, folded[end] if end < len(folded) else "\n")

    def holds(self, folded: str) -> bool:
        """Tell whether a folded text may hold the name."""
        start = folded.find(self.text)
        while start >= 0 and not self.stands(folded, start):
            start = folded.find(self.text, start + 1)
        return start >= 0


def make_holder(probes: Collection[Probe]) -> Callable[[str], bool]:
    """Return a function that tells whether a folded text may hold any of the names."""
    if len(probes) <= FEW:
        return lambda folded: any(probe.holds(folded) for probe in probes)
    by_text: dict[str, list[Probe]] = {}
    for probe in sorted(probes):
        by_text.setdefault(probe.text, []).append(probe)
    scan, found = make_scanner(tuple(by_text)), list(by_text.values())
    return lambda folded: any(probe.stands(folded, start) for at, start, _ in scan(folded) for probe in found[at])
