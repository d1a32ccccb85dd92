"""Sentences with their dates and names marked: ``{2024-05:本月}`` is a date expression, ``[xai:xAI]`` a mention.

After the value a date may have a modifier (``{2024-11^START:本月早些时候}``); ``{:最近}`` is a date without a value. The
first line of a text that begins with ``# `` is its title.
"""

from __future__ import annotations

import re

from dateline.annotate.event import extract_events
from dateline.model.annotation import Document, Event, Mention, Timex, TimexType
from dateline.model.dates import PartialDate

PEOPLE = frozenset(
    "elon-musk sam-altman donald-trump lee-sedol ke-jie geoffrey-hinton demis-hassabis ilya-sutskever mira-murati "
    "jensen-huang satya-nadella tim-cook".split()
)
PRODUCTS = frozenset(
    "chatgpt gpt-4 grok colossus x blackwell h20 deepseek-r1 kimi ernie-bot gemini claude llama sora alphago "
    "stargate iphone".split()
)
PLACES = frozenset("memphis beijing shanghai san-francisco".split())
_MARK = re.compile(r"\{(?P<date>[^:{}]*?(?:T\d\d:\d\d)?):(?P<words>[^{}]+)\}|\[(?P<id>[a-z0-9-]+):(?P<name>[^\[\]]+)\]")


def kind(identifier: str) -> str:
    if identifier in PEOPLE:
        return "person"
    if identifier in PRODUCTS:
        return "product"
    return "place" if identifier in PLACES else "company"


def read_marked(name: str, told: str, marked: str) -> tuple[Document, list[Timex], list[Mention]]:
    """Return the document of a marked text with its dates and mentions."""
    text, at = "", 0
    timexes: list[Timex] = []
    mentions: list[Mention] = []
    title = marked.startswith("# ")
    marked = marked.removeprefix("# ")
    for match in _MARK.finditer(marked):
        text += marked[at:match.start()]
        at = match.end()
        start = len(text)
        text += match["words"] or match["name"]
        if match["id"]:
            mentions.append(Mention(start, len(text), match["name"], kind(match["id"]), match["id"]))
        elif match["date"]:
            value, _, mod = match["date"].partition("^")
            date = PartialDate.parse(value)
            timexes.append(Timex(start, len(text), match["words"], TimexType.DATE, value, date, mod))
    text += marked[at:]
    lang = "zh" if re.search("[㐀-鿿]", text) else "en"
    body = text.index("\n") + 1 if title else 0
    return Document(name, lang, text, (), body, PartialDate.parse(told) if told else None), timexes, mentions


def events_of(name: str, told: str, marked: str) -> list[Event]:
    """Return the events of a marked text, without the report of the article itself."""
    return [event for event in extract_events(*read_marked(name, told, marked)) if event.kind != "report"]
