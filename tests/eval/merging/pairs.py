"""Read the marked statements and score merging over all their pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from dateline.annotate.event import extract_events, merge_events
from dateline.model.annotation import Document, Event, Mention, Timex, TimexType
from dateline.model.dates import PartialDate

PEOPLE = frozenset(
    "elon-musk sam-altman donald-trump lee-sedol ke-jie geoffrey-hinton demis-hassabis ilya-sutskever mira-murati jensen-huang".split()
)
PRODUCTS = frozenset("chatgpt gpt-4 grok colossus x blackwell h20 deepseek-r1 kimi ernie-bot gemini claude llama sora alphago stargate".split())
_MARK = re.compile(r"\{(?P<date>[^:{}]+):(?P<words>[^{}]+)\}|\[(?P<id>[a-z0-9-]+):(?P<name>[^\[\]]+)\]")


@dataclass(frozen=True)
class Statement:
    happening: str
    event: Event


def load(path: Path) -> list[Statement]:
    rows = [line.split("|")[1:4] for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"\| [a-z0-9]+-", line)]
    return [Statement(name.strip(), read(number, told.strip(), text.strip())) for number, (name, told, text) in enumerate(rows)]


def read(number: int, told: str, marked: str) -> Event:
    """Make the event of a marked statement, as its own article."""
    text, at = "", 0
    timexes: list[Timex] = []
    mentions: list[Mention] = []
    for match in _MARK.finditer(marked):
        text += marked[at:match.start()]
        at = match.end()
        start = len(text)
        text += match["words"] or match["name"]
        if match["date"]:
            timexes.append(Timex(start, len(text), match["words"], TimexType.DATE, match["date"], PartialDate.parse(match["date"])))
        else:
            mentions.append(Mention(start, len(text), match["name"], kind(match["id"]), match["id"]))
    text += marked[at:]
    lang = "zh" if re.search("[㐀-鿿]", text) else "en"
    document = Document(f"a{number:03d}", lang, text, dct=PartialDate.parse(told))
    statements = [event for event in extract_events(document, timexes, mentions) if event.kind == "statement"]
    assert len(statements) == 1, marked
    return statements[0]


def kind(identifier: str) -> str:
    return "person" if identifier in PEOPLE else "product" if identifier in PRODUCTS else "place" if identifier == "memphis" else "company"


@dataclass(frozen=True)
class Score:
    right: list[tuple[Statement, Statement]]
    wrong: list[tuple[Statement, Statement]]
    missed: list[tuple[Statement, Statement]]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def score(statements: Sequence[Statement]) -> Score:
    """Merge all statements together, then look at every pair of them."""
    entries = merge_events([statement.event for statement in statements])
    home = {event.id: entry.id for entry in entries for event in entry.statements}
    right, wrong, missed = [], [], []
    for left, right_hand in combinations(statements, 2):
        together = home[left.event.id] == home[right_hand.event.id]
        same = left.happening == right_hand.happening
        if together or same:
            (right if together and same else wrong if together else missed).append((left, right_hand))
    return Score(right, wrong, missed)
