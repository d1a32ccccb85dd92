"""What to search folded texts for to find those that a change of names may touch."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from dateline.annotate.mention import surface as flag
from dateline.annotate.mention.automaton import make_scanner
from dateline.text.script import is_spaced_word

FEW: Final = 40
"""Up to so many texts are looked for one by one; more by an automaton."""
PLURAL: Final = "s"
"""May stand behind a name of a spaced script and belong to it (``Teslas``)."""


class Probe(NamedTuple):
    """A name, folded; and whether a letter or digit of a spaced script before or behind it makes it another word.

    So ``pan`` is not in ``company``, while 网易 is in 在网易.
    """

    text: str
    begins: bool = False
    ends: bool = False

    def stands(self, folded: str, start: int) -> bool:
        """Tell whether the probe, which stands at ``start`` in a folded text, may be the name there."""
        if self.begins and start and is_spaced_word(folded[start - 1]):
            return False
        end = start + len(self.text)
        if self.ends and folded.startswith(PLURAL, end):
            end += len(PLURAL)
        return not (self.ends and end < len(folded) and is_spaced_word(folded[end]))

    def holds(self, folded: str) -> bool:
        """Tell whether a folded text may hold the name."""
        start = folded.find(self.text)
        while start >= 0 and not self.stands(folded, start):
            start = folded.find(self.text, start + 1)
        return start >= 0


def make_probe(text: str, flags: int | None) -> Probe:
    """Return the probe of a folded name, given its flags; of what counts wherever it stands these are None."""
    if flags is None:
        return Probe(text)
    return Probe(text, bool(flags & (flag.LATIN_START | flag.SYMBOL_START)), bool(flags & flag.LATIN_END))


def make_holder(probes: Collection[Probe]) -> Callable[[str], bool]:
    """Return a function that tells whether a folded text may hold any of the names."""
    if len(probes) <= FEW:
        return lambda folded: any(probe.text in folded and probe.holds(folded) for probe in probes)
    by_text: dict[str, list[Probe]] = {}
    for probe in sorted(probes):
        by_text.setdefault(probe.text, []).append(probe)
    scan, found = make_scanner(tuple(by_text)), list(by_text.values())
    return lambda folded: any(probe.stands(folded, start) for at, start, _ in scan(folded) for probe in found[at])
