"""What merging looks at of statements before any word of theirs: little enough to be kept for a whole year."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final, NamedTuple

from dateline.model.annotation import STATUSES, Event, Status
from dateline.model.dates import PartialDate


class Statement(NamedTuple):
    """An event without its words; the names are those of ``Event``."""

    id: str
    article: str
    kind: str
    date: PartialDate
    depth: int
    status: Status
    entities: tuple[str, ...]
    triggers: tuple[str, ...]
    amounts: tuple[str, ...]
    terms: tuple[str, ...]
    target: str
    sentence_start: int
    sentence_end: int


Compared = Event | Statement
"""What may be asked which others it is worth comparing with."""
Row = tuple[Any, ...]
"""A statement as plain values."""

ID: Final = Statement._fields.index("id")
KIND: Final = Statement._fields.index("kind")
ENTITIES: Final = Statement._fields.index("entities")
"""Where these stand in a row."""
# ``_value_`` is what ``value`` leads to, without the call
row_of = attrgetter(
    "id", "article", "kind", "date.edtf", "depth", "status._value_", "entities", "triggers", "amounts", "terms",
    "target", "sentence_start", "sentence_end",
)  # fmt: skip
"""Returns an event's row."""


def statement_of(row: Row) -> Statement:
    """Return the statement of a row."""
    identifier, article, kind, edtf, depth, status, *rest = row
    return Statement(identifier, article, kind, PartialDate.parse(edtf), depth, STATUSES[status], *rest)
