"""Time the event stage: extraction an article, merging by number of statements, one crowded entity.

    python bench/events.py

Times are CPU seconds of one process. Merging must grow with the number of statements, not with its square.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from dateline.annotate.event import extract_events, link_plans, merge_events, rank_entries
from dateline.model.annotation import Document, Event, Mention, Status, Timex, TimexType
from dateline.model.dates import PartialDate

T = TypeVar("T")
VERBS = (
    ("launch", "推出了新一代产品"), ("funding", "完成新一轮融资"), ("acquisition", "收购了一家初创公司"),
    ("lawsuit", "被竞争对手起诉"),
    ("deal", "签署合作协议"), ("layoff", "宣布裁员"), ("result", "公布季度营收"), ("appointment", "任命新的首席财务官"),
)
ENDINGS = ("引起关注", "市场反应平平", "细节未公布")
PARAGRAPH_ZH = (
    "{date}，{name}在上海宣布，将与多家供应商合作建设新的数据中心，总投资约{sum}亿元。"
    "公司表示，这一项目有助于缓解算力紧张。"
)
FILLER_ZH = "其余内容与日期无关，只是为了让文章有通常的长度。"
FILLER_EN = "Nothing else of note was dated. "
PARAGRAPH_EN = (
    "{name} said {date} it would build a data centre with several suppliers, at a cost of ${sum} million. The company "
    "added that the project would ease a shortage of computing power, which has slowed its work for months. "
)


def main() -> None:
    time_extraction()
    time_merging()


def time_extraction() -> None:
    for lang, pattern, dates, repeat in (
        ("zh", PARAGRAPH_ZH, ("2024年5月3日", "今年6月"), 8), ("en", PARAGRAPH_EN, ("on May 3, 2024", "in June"), 8),
    ):
        document, timexes, mentions = article(lang, pattern, dates, repeat)
        seconds, events = best(lambda: extract_events(document, timexes, mentions), 200)  # noqa: B023 - called at once
        size = len(document.text.encode())
        counts = f"{size} bytes, {len(timexes)} dates, {len(events)} events"
        print(f"extract {lang}: {counts}: {seconds * 1e3:.3f} ms an article")


def time_merging() -> None:
    for count in (5_000, 10_000, 20_000, 40_000, 80_000):
        events = statements(count, entities=max(50, count // 40))
        report("merge", events, lambda: merge_events(events))  # noqa: B023 - called at once
    crowded = statements(5_000, entities=30, always="e0")
    report("merge one entity", crowded, lambda: merge_events(crowded))
    entries = merge_events(crowded)
    today = PartialDate.parse("2025-01-01")
    seconds, _ = best(lambda: rank_entries(link_plans(entries, today=today), entity="e0", top=20), 1)
    print(f"rank one entity: {len(entries)} entries in {seconds:.3f} s")


def report(name: str, events: list[Event], run: Callable[[], list[object]] | Callable[[], object]) -> None:
    seconds, entries = best(run, 1)
    found = len(entries) if isinstance(entries, list) else 0
    each = seconds / len(events) * 1e6
    print(f"{name}: {len(events)} statements, {found} entries in {seconds:.3f} s, {each:.1f} µs a statement")


def best(run: Callable[[], T], times: int) -> tuple[float, T]:
    """Return the shortest CPU time of a few runs, and what the last one returned."""
    shortest = float("inf")
    for _ in range(times):
        start = time.process_time()
        result = run()
        shortest = min(shortest, time.process_time() - start)
    return shortest, result


def article(lang: str, pattern: str, dates: Iterable[str], repeat: int) -> tuple[Document, list[Timex], list[Mention]]:
    text, timexes, mentions = "Title\n", [], []
    chosen = list(dates)
    for index in range(repeat):
        date = chosen[index % len(chosen)]
        name = ("Example Corp", "示例公司")[lang == "zh"]
        piece = pattern.format(date=date, name=name, sum=100 + index)
        at = len(text) + piece.index(date)
        timexes.append(Timex(at, at + len(date), date, TimexType.DATE, "2024-05-03", PartialDate.parse("2024-05-03")))
        at = len(text) + piece.index(name)
        mentions.append(Mention(at, at + len(name), name, "company", "example"))
        text += piece + (FILLER_ZH * 4 if lang == "zh" else FILLER_EN * 10) + "\n"
    return Document("bench", lang, text, (), 6, PartialDate.parse("2024-06-30")), timexes, mentions


def statements(count: int, *, entities: int, always: str = "") -> list[Event]:
    """Make up statements: a tenth of them are told by several articles, the words are varied."""
    draw = random.Random(7)
    events: list[Event] = []
    while len(events) < count:
        year, month, day = draw.randrange(2015, 2025), draw.randrange(1, 13), draw.randrange(1, 29)
        trigger, words = draw.choice(VERBS)
        drawn = [f"e{int(draw.paretovariate(0.3)) % entities}" for _ in range(2)]
        actors = tuple(dict.fromkeys(([always] if always else []) + drawn))
        number = draw.randrange(1000)
        for _ in range(draw.choice((1, 1, 1, 1, 1, 1, 2, 3, 4))):
            edtf = f"{year}-{month:02d}-{day:02d}"[:draw.choice((10, 10, 7, 4))]
            text = f"{words}{number}号，{draw.choice(ENDINGS)}。"
            events.append(statement(len(events), edtf, text, trigger, actors))
    return events[:count]


def statement(number: int, edtf: str, text: str, trigger: str, actors: tuple[str, ...]) -> Event:
    status = Status.PLANNED if number % 10 == 0 else Status.HAPPENED
    start = number % 8 * 200
    end = start + len(text)
    return Event(
        f"a{number // 8:06d}-{number:08x}", f"a{number // 8:06d}", start, end, start, end, start, start,
        PartialDate.parse(edtf), text, text,
        entities=actors, triggers=(trigger,), status=status, lang="zh",
    )


if __name__ == "__main__":
    main()
