from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.event import extract_events, link_plans, merge_events, rank_entries
from dateline.model.annotation import Document, Event, Mention, Status, Timex, TimexType
from dateline.model.dates import PartialDate

PIECES = st.sampled_from(
    ["马斯克", "xAI", "他", "公司", "计划", "将", "发布", "，", "。", "自从", "后", "的", "于", " in ", " launched ", " and ", "It ", ", ", ". ", "; ", "\n", "“", "）"]
)
DATES = ("2024", "2024-05", "2024-05-03", "2023-22", "../2024-12", "2022/2024", "2025-01")


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Timex], list[Mention]]:
    text, timexes, mentions = "", [], []
    for piece in draw(st.lists(st.one_of(PIECES, st.sampled_from(DATES)), max_size=40)):
        start = len(text)
        text += piece
        if piece in DATES:
            timexes.append(Timex(start, len(text), piece, TimexType.DATE, piece, PartialDate.parse(piece)))
        elif piece in ("马斯克", "xAI"):
            kind = "person" if piece == "马斯克" else "company"
            mentions.append(Mention(start, len(text), piece, kind, draw(st.sampled_from(["elon-musk", "xai", None]))))
    return Document("d", "zh", text, (), 0, PartialDate.parse("2024-06-01")), timexes, mentions


@settings(deadline=None, max_examples=200)
@given(documents())
def test_events_stay_inside_their_document(found: tuple[Document, list[Timex], list[Mention]]) -> None:
    document, timexes, mentions = found
    events = extract_events(document, timexes, mentions)
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert 0 <= event.sentence_start <= event.start <= event.end <= event.sentence_end <= len(document.text)
        assert document.text[event.sentence_start:event.sentence_end] == event.quote
        assert event.kind == "report" or event.headline.strip()
        assert None not in event.entities


@st.composite
def statements(draw: st.DrawFn) -> list[Event]:
    events = []
    for number in range(draw(st.integers(0, 12))):
        text = draw(st.sampled_from(["完成新一轮融资", "发布第二代产品", "completed a funding round", "起诉竞争对手"]))
        events.append(Event(
            f"a{number}-x", f"a{draw(st.integers(0, 3))}", 0, len(text), 0, len(text), 0, 0,
            PartialDate.parse(draw(st.sampled_from(DATES))), text, text,
            entities=draw(st.sampled_from([("xai",), ("xai", "openai"), ()])), status=draw(st.sampled_from(list(Status))),
            triggers=draw(st.sampled_from([("funding",), ("launch",), ()])), lang="zh",
        ))
    return events


@settings(deadline=None, max_examples=150)
@given(statements(), st.randoms(use_true_random=False))
def test_merging_keeps_every_statement_once_in_any_order(events: list[Event], shuffler: object) -> None:
    entries = merge_events(events)
    assert sorted(event.id for entry in entries for event in entry.statements) == sorted(event.id for event in events)
    shuffled = list(events)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge_events(shuffled) == entries
    for entry in entries:
        assert all(entry.date.overlaps(event.date) for event in entry.statements)


@settings(deadline=None, max_examples=80)
@given(statements(), st.integers(0, 5))
def test_ranking_keeps_the_entries_and_marks_no_more_than_asked(events: list[Event], top: int) -> None:
    entries = link_plans(merge_events(events), today=PartialDate.parse("2025-06-01"))
    ranked = rank_entries(entries, top=top)
    assert sorted(entry.id for entry in ranked) == sorted(entry.id for entry in entries)
    assert sum(entry.key for entry in ranked) <= top
    assert [entry.score for entry in ranked if entry.kind == "statement" and not entry.pinned] == sorted(
        (entry.score for entry in ranked if entry.kind == "statement" and not entry.pinned), reverse=True
    )
