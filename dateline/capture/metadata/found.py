"""What the metadata readers return: a value with where it came from and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.capture import Certainty, Evidence


@dataclass(frozen=True, slots=True)
class Found:
    """A field's value; ``doubt`` says in words why a person should look at it (empty: no reason)."""

    value: str = ""
    origin: str = ""
    certainty: Certainty = Certainty.SURE
    doubt: str = ""

    def evidence(self, name: str) -> Evidence:
        """Return the record that ``add`` and ``explain`` show."""
        return Evidence(name, self.value, self.origin, self.certainty)


@dataclass(frozen=True, slots=True)
class Line:
    """A visible line of the page: its text, whether it is a heading, and the class and id around it.

    ``above`` is set for a line above the headline, or on a page whose headline is not shown.
    """

    text: str
    heading: int = 0
    names: str = ""
    itemprop: str = ""
    moment: str = ""
    linked: float = 0.0
    above: bool = False
