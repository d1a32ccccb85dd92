"""From front-matter values to typed fields: one small reader a kind, every refusal a Problem with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dateline.content.frontmatter import locate
from dateline.model.dates import DateError, PartialDate
from dateline.model.problem import Problem, Severity

_WIKILINK: Final = re.compile(r"\[\[([^\]|#]*)(?:#[^\]|]*)?(?:\|([^\]]*))?\]\]")
_SLASHED: Final = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")
_TIMED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(:\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_TRUE: Final = frozenset(("true", "yes", "on", "1", "是"))
_FALSE: Final = frozenset(("false", "no", "off", "0", "否", ""))


@dataclass(slots=True)
class Fields:
    """The values of one front matter on their way to a record; what is taken is removed, the rest is ``extra``."""

    path: str
    head: str
    values: dict[str, Any]
    first_line: int = 2
    problems: list[Problem] = field(default_factory=list)

    def problem(
        self, where: Sequence[str | int], code: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """Report a fault at the value under ``where``."""
        line, column = locate(self.head, tuple(where), self.first_line) if self.head else (self.first_line, 1)
        self.problems.append(Problem(self.path, line, column, code, message, hint, severity))

    def take(self, *names: str) -> tuple[str, Any]:
        """Remove and return the first of the keys that is set, with its name; ("", None) where none is."""
        for name in names:
            if name in self.values:
                value = self.values.pop(name)
                if value is not None:
                    return name, value
        return "", None

    def text(self, *names: str) -> str:
        """Take a string; anything else is a problem and counts as empty."""
        name, value = self.take(*names)
        if value is None:
            return ""
        if isinstance(value, str):
            return " ".join(value.split())
        self.problem((name,), "DL202", f"{name!r} must be one line of text", "write it in quotes")
        return ""

    def texts(self, *names: str) -> tuple[str, ...]:
        """Take a list of strings; one string counts as a list of one; wikilinks lose their brackets."""
        name, value = self.take(*names)
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        found: list[str] = []
        for index, item in enumerate(items):
            if isinstance(item, str):
                text = unlink(item).strip()
                if text:
                    found.append(text)
            elif item is not None:
                self.problem((name, index), "DL202", f"{name!r} must be a list of texts", f"write {name}: [one, two]")
        return tuple(dict.fromkeys(found))

    def flag(self, *names: str) -> bool:
        """Take a yes or no."""
        name, value = self.take(*names)
        if value is None:
            return False
        word = value.strip().lower() if isinstance(value, str) else "?"
        if word not in _TRUE and word not in _FALSE:
            self.problem((name,), "DL202", f"{name!r} must be true or false")
        return word in _TRUE

    def date(self, *names: str) -> PartialDate | None:
        """Take an EDTF date, also as other tools write it (2024/11/28, 2024-11-28 10:30)."""
        name, value = self.take(*names)
        if isinstance(value, dict):
            value = value.get("created") or value.get("updated")
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            self.problem((name,), "DL202", f'{name!r} must be a date such as "2024-11-28"')
            return None
        try:
            return PartialDate.parse(normal_date(value))
        except DateError as error:
            self.problem((name,), "DL301", f"{name!r}: {error}", 'give only what is known, e.g. "2024-11"')
            return None

    def choice(self, name: str, allowed: Iterable[str], default: str) -> str:
        """Take one of a few words."""
        options = tuple(allowed)
        value = self.text(name)
        if not value:
            return default
        if value not in options:
            self.problem_at_top(f"{name!r} must be one of {', '.join(options)}, not {value!r}", name)
            return default
        return value

    def problem_at_top(self, message: str, name: str) -> None:
        """Report a wrong value whose key has been taken already."""
        self.problem((name,), "DL202", message)


def unlink(text: str) -> str:
    """Return the text with Obsidian wikilinks replaced by what they show: ``[[id|Name]]`` is ``Name``."""
    if "[[" not in text:
        return text
    return _WIKILINK.sub(lambda match: (match[2] or match[1]).strip(), text)


def normal_date(text: str) -> str:
    """Bring a date as Hugo, Obsidian or a person writes it to EDTF; other texts come back trimmed."""
    text = text.strip()
    if match := _TIMED.fullmatch(text):
        hour = match[2] if len(match[2]) == 5 else "0" + match[2]
        return f"{match[1]}T{hour}{match[3] or ''}{match[4] or ''}"
    if match := _SLASHED.fullmatch(text):
        day = f"-{int(match[3]):02d}" if match[3] else ""
        return f"{match[1]}-{int(match[2]):02d}{day}"
    return text
