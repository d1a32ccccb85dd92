"""Events of another tool as an article: a paragraph each, and their dates as a person's word in the front matter."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.capture.to_markdown import escape_line
from dateline.content.edit import quote
from dateline.exchange.timelinejs import Imported
from dateline.text.datewords import format_date
from dateline.text.lang import guess_lang


def imported_article(
    events: Sequence[Imported], title: str, *, source: str = "", url: str = "", published: str = ""
) -> str:
    """Return the text of an article's file; events come in the order of their dates."""
    ordered = sorted(events, key=lambda event: event.date.sort_key)
    lang = guess_lang(" ".join(event.headline for event in ordered))
    head = [
        f"title: {quote(title)}",
        f"published: {quote(published)}",
        f"source: {quote(source)}",
        f"url: {quote(url)}",
        f"lang: {lang}",
        "events:",
    ]
    for event in ordered:
        words = event.headline or event.text
        head += [f"  - match: {quote(words)}", f"    date: {quote(event.date.edtf)}", f"    text: {quote(words)}"]
    short = "zh" if lang.startswith("zh") else "en"
    body = [_paragraph(event, short) for event in ordered]
    return "---\n" + "\n".join(head) + "\n---\n\n" + "\n\n".join(body) + "\n"


def _paragraph(event: Imported, lang: str) -> str:
    date = format_date(event.date, "", lang)
    words = event.headline or event.text
    more = f" {escape_line(event.text)}" if event.text and event.headline else ""
    link = (
        f" [{'来源' if lang == 'zh' else 'Source'}](<{event.url}>)"
        if event.url.startswith(("http://", "https://")) and ">" not in event.url
        else ""
    )
    return f"**{escape_line(date)}**\n\n{escape_line(words)}{more}{link}"
