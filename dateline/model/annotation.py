"""Stand-off annotation: spans over one plain text, which is never rewritten.

All spans are half-open ``[start, end)`` in Unicode code points of ``Document.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from typing import Final, NamedTuple

from dateline.model.dates import PartialDate
from dateline.model.value import value


class BlockKind(StrEnum):
    """What a block of text is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CELL = "cell"
    CAPTION = "caption"
    CODE = "code"


class Block(NamedTuple):
    """A run of text that belongs together; blocks do not overlap and are in order."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """The plain text that annotators read.

    When there is a title it is the first block (kind ``title``) and the body follows after one
    newline at ``body_start``; blocks are separated by newlines. ``dct`` is the document creation
    time: the article's ``published``. ``entities`` are the ids a person confirmed.
    """

    id: str
    lang: str
    text: str
    blocks: tuple[Block, ...] = ()
    body_start: int = 0
    dct: PartialDate | None = None
    entities: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


@value
class Mention:
    """A surface that names an entity, or would (``entity`` None is NIL).

    ``alias`` is the registry's text that matched, ``candidates`` every entity that claims it and
    ``why`` the rule that chose, for ``explain``. ``type`` is the entity's or the guessed type.
    """

    start: int
    end: int
    text: str
    type: str
    entity: str | None
    alias: str = ""
    candidates: tuple[str, ...] = ()
    why: str = ""


class TimexType(StrEnum):
    """The TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@value
class Timex:
    """A dated expression and what it was resolved to.

    ``value`` is EDTF, or for DURATION and SET an ISO 8601 duration, for fiscal years ``FY2024`` or ``FY2024-Q2``, or
    empty when the text gives no calendar value ("recently", 近日). ``date`` is the value parsed, and opened
    on the side that a ``mod`` BEFORE or AFTER names: "before December 2024" has the value ``2024-12`` and the date
    ``../2024-12``. ``mod`` is a TIMEX3 modifier: START, MID, END,
    APPROX, BEFORE, AFTER, or "FISCAL", or empty. ``anchor`` says what it was resolved against:
    ``absolute``, ``DCT``, ``previous`` (then ``anchor_start``/``anchor_end`` is the earlier
    expression's span) or ``vague``. ``rule`` is the rule's id and ``why`` one sentence for ``explain``.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    date: PartialDate | None = None
    mod: str = ""
    anchor: str = ""
    anchor_start: int = -1
    anchor_end: int = -1
    rule: str = ""
    why: str = ""
    future: bool = False


class Status(StrEnum):
    """What the text claims about an event."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROMISED = "promised"
    FORECAST = "forecast"
    ALLEGED = "alleged"
    DENIED = "denied"


STATUSES: Final = {status.value: status for status in Status}
"""The statuses by their values, for what reads many back: a look-up takes a fraction of the time of a call."""


@value
class Event:
    """A dated statement of one article.

    ``id`` is stable while the sentence and its date expression stay the same. ``start``/``end`` span the clause
    that the date belongs to, ``sentence_start``/``sentence_end`` its sentence, ``timex_start``/``timex_end`` the
    expression. ``headline`` is made of the text's own words. ``kind`` is ``statement``; ``report`` for the
    publication of the article itself; or ``undated`` where the text only says "recently", so that the date is no
    more than an upper bound. ``triggers`` name the kinds of happening (``launch``, ``funding``) and ``terms`` the
    things spoken of, both independent of the language, for comparing statements; ``target`` is the entity that the
    main verb acts on: the company founded, bought, sued. ``depth`` estimates how many sentences of the body come before
    it.
    """

    id: str
    article: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    timex_start: int
    timex_end: int
    date: PartialDate
    headline: str
    quote: str
    mod: str = ""
    entities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    status: Status = Status.HAPPENED
    attribution: str = ""
    kind: str = "statement"
    lang: str = ""
    pinned: bool = False
    note: str = ""
    triggers: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    target: str = ""
    depth: int = 0

    def __reduce__(self) -> tuple[type[Event], tuple[object, ...]]:
        """Pickle the values alone: a tenth of the time that the default for frozen classes takes."""
        return Event, _event_values(self)


_event_values = attrgetter(*(field.name for field in fields(Event)))


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was found in one document, in text order."""

    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    events: tuple[Event, ...] = ()
    about: tuple[str, ...] = ()
    """Ids of the entities the article is about (headline, lead, counts), the most central first."""
