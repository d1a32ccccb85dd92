"""Markwhen text (docs.markwhen.com): a header, then ``DATE: text`` with EDTF dates, ``#tags`` for the entities."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from dateline.exchange.items import Item
from dateline.model.dates import HIGH, LOW, PartialDate, day_text


def write(items: Iterable[Item], title: str) -> str:
    """Write a timeline; dates keep their precision where Markwhen has a form for it, else become the days they span."""
    lines = ["---", f"title: {json.dumps(title, ensure_ascii=False)}", "---", ""]
    for item in items:
        tags = "".join(f" #{tag}" for tag in dict.fromkeys(re.sub(r"[^\w-]", "", entity) for entity in item.ids) if tag)
        link = f" [↗]({item.url})" if item.url else ""
        lines.append(f"{date_text(item.date)}: {_line(item.headline)}{link}{tags}")
        lines.extend(
            f"- {_line(source.publisher or source.title)}{f' {source.url}' if source.url else ''}"
            for source in item.sources[:6]
        )
        lines.append("")
    return "\n".join(lines)


def date_text(date: PartialDate) -> str:
    """Return a date as Markwhen reads it.

    >>> date_text(PartialDate.parse("2024-33"))
    '2024-01-01/2024-03-31'
    """
    if date.calendar:
        return date.calendar
    first = date.latest if date.earliest == LOW else date.earliest
    last = date.earliest if date.latest == HIGH else date.latest
    return f"{day_text(first)}/{day_text(last)}"


def _line(text: str) -> str:
    return " ".join(text.split())
