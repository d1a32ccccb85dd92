"""Write an extracted article as the file that people will edit: its name, its front matter, its body."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.capture.decode import clean
from dateline.content.edit import quote
from dateline.text.slug import COMPONENT_BYTES, is_reserved, shorten, slug, unique_key

if TYPE_CHECKING:
    from dateline.model.capture import Extracted

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?(?![\dX])")
_SUFFIX: Final = ".md"
_ROOM: Final = len(".machine.md")
"""The longest suffix that files named after an article get."""
UNDATED: Final = "undated"
"""The folder of articles whose date is not known."""


@dataclass(frozen=True, slots=True)
class ArticleChoices:
    """What a person decides for every new article of a run."""

    status: str = "published"
    publish: str = "full"
    romanise: bool = False
    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def article_path(extracted: Extracted, taken: Collection[str], *, romanise: bool = False) -> str:
    """Return the file's path below the content folder: ``articles/2024/2024-11-28-….md``.

    ``taken`` holds the ``unique_key`` of every stem in use: stems are ids and unique over all articles. A name
    that is taken gets a hash of the article's address or capture, so it does not depend on the order of a batch
    beyond who comes first.
    """
    found = _DATE.match(extracted.published)
    day = found[0] if found else ""
    folder = found["year"] if found else UNDATED
    limit = COMPONENT_BYTES - _ROOM - (len(day) + 1 if day else 0)
    name = slug(extracted.title or "untitled", romanise=romanise, limit=limit)
    stem = f"{day}-{name}" if day else name
    if unique_key(stem) in taken or is_reserved(stem):
        identity = extracted.url or extracted.capture or extracted.body
        mark = hashlib.sha256(identity.encode()).hexdigest()[:8]
        stem = f"{shorten(stem, stem, COMPONENT_BYTES - _ROOM - 9)}-{mark}"
    return f"articles/{folder}/{stem}{_SUFFIX}"


def article_text(extracted: Extracted, choices: ArticleChoices | None = None) -> str:
    r"""Return the file's text: front matter in the order of the reference, every string quoted, then the body.

    >>> from dateline.model.capture import Extracted
    >>> article_text(Extracted(title='A "b"', published="2024-11")).splitlines()[1:3]
    ['title: "A \\\\"b\\\\""', 'published: "2024-11"']
    """
    choices = choices or ArticleChoices()
    lines = [f"{key}: {value}" for key, value in _front_matter(extracted, choices) if value is not None]
    body = extracted.body.strip("\n")
    return "---\n" + "\n".join(lines) + "\n---\n" + (f"\n{body}\n" if body else "")


def _front_matter(extracted: Extracted, choices: ArticleChoices) -> list[tuple[str, str | None]]:
    """The keys in order; None leaves a key out. The keys a reviewer should fill in are there, even when empty."""
    return [
        ("title", _string(extracted.title)),
        ("subtitle", _string(extracted.subtitle) if extracted.subtitle else None),
        ("published", _string(extracted.published)),
        ("updated", _string(extracted.updated) if extracted.updated else None),
        ("source", _string(extracted.source)),
        ("site", _string(extracted.site) if extracted.site else None),
        ("section", _string(extracted.section) if extracted.section else None),
        ("url", _string(extracted.url)),
        ("archived", _string(extracted.archived) if extracted.archived else None),
        ("authors", _strings(extracted.authors)),
        ("editors", _strings(extracted.editors) if extracted.editors else None),
        ("lang", quote(extracted.lang) if extracted.lang else None),
        ("image", _string(extracted.image) if extracted.image else None),
        ("captured", _string(extracted.captured) if extracted.captured else None),
        ("capture", _string(extracted.capture) if "#" in extracted.capture else extracted.capture or None),
        ("entities", _strings(choices.entities)),
        ("topics", _strings(choices.topics)),
        ("status", choices.status),
        ("publish", choices.publish),
    ]


def _string(text: str) -> str:
    """Quote a string always, so that no reader takes a date or a number for anything else."""
    quoted = quote(_line(text))
    return quoted if quoted.startswith('"') else f'"{quoted}"'


def _strings(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(quote(_line(text)) for text in texts) + "]"


def _line(text: str) -> str:
    """One line without control characters, whatever a page gave."""
    return " ".join(clean(text).split())
