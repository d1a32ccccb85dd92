"""Score the documents of <lang>.md against their hand-checked values; the floors only go up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dateline.annotate.timex import find_timexes
from dateline.model.annotation import Document, Timex
from dateline.model.dates import PartialDate

FOLDER = Path(__file__).resolve().parent
GOLD = re.compile(r"> (.+?) = ?([^,@]*)(?:, ([A-Z]+))?( @previous)?$")
FLOORS = {
    # values right of all; right of those read from an earlier mention; precision of spans; documents
    "zh": (0.97, 0.95, 0.97, 70),
    "en": (0.97, 0.95, 0.98, 60),
}


@dataclass
class Gold:
    surface: str
    value: str
    mod: str
    previous: bool


@dataclass
class Sample:
    published: str
    text: str = ""
    gold: list[Gold] = field(default_factory=list)


def read_samples(lang: str) -> list[Sample]:
    samples: list[Sample] = []
    for line in (FOLDER / f"{lang}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            samples.append(Sample(line[3:].strip()))
        elif samples and line.startswith("> "):
            match = GOLD.fullmatch(line.rstrip())
            assert match, line
            samples[-1].gold.append(Gold(match[1], match[2].strip(), match[3] or "", bool(match[4])))
        elif samples and line.strip():
            samples[-1].text += line + "\n"
    return samples


def spans_of(sample: Sample) -> list[tuple[int, int]]:
    """Find each gold surface in the text, in order."""
    spans, position = [], 0
    for gold in sample.gold:
        start = sample.text.find(gold.surface, position)
        assert start >= 0, (gold.surface, sample.text)
        position = start + len(gold.surface)
        spans.append((start, position))
    return spans


def found_in(sample: Sample, lang: str) -> list[Timex]:
    document = Document("sample", lang, sample.text, dct=PartialDate.parse(sample.published))
    return [timex for timex in find_timexes(document) if timex.date is not None or timex.mod == "FISCAL"]


def score(lang: str) -> tuple[list[str], dict[str, float]]:
    """Return what is wrong, and the shares."""
    wrong: list[str] = []
    right, total, right_previous, previous, predicted, matched = 0, 0, 0, 0, 0, 0
    for sample in read_samples(lang):
        timexes = found_in(sample, lang)
        predicted += len(timexes)
        for gold, (start, end) in zip(sample.gold, spans_of(sample), strict=True):
            hit = next((t for t in timexes if t.start < end and start < t.end), None)
            matched += hit is not None
            if not gold.value:
                predicted -= hit is not None
                matched -= hit is not None
                continue
            good = hit is not None and (hit.value, hit.mod) == (gold.value, gold.mod)
            total, right = total + 1, right + good
            previous, right_previous = previous + gold.previous, right_previous + (gold.previous and good)
            if not good:
                got = f"{hit.text}={hit.value},{hit.mod}" if hit else "nothing"
                wrong.append(f"{sample.published} {gold.surface}: want {gold.value},{gold.mod} got {got}")
        edges = spans_of(sample)
        wrong += [
            f"{sample.published} not a date: {t.text}={t.value}" for t in timexes
            if not any(t.start < end and start < t.end for start, end in edges)
        ]
    return wrong, {
        "values": right / total, "previous": right_previous / max(previous, 1), "precision": matched / predicted,
    }


@pytest.mark.parametrize("lang", sorted(path.stem for path in FOLDER.glob("*.md")))
def test_documents_reach_their_floors(lang: str):
    wrong, shares = score(lang)
    values, previous, precision, documents = FLOORS[lang]
    assert len(read_samples(lang)) >= documents
    assert shares["values"] >= values, "\n".join(wrong)
    assert shares["previous"] >= previous, "\n".join(wrong)
    assert shares["precision"] >= precision, "\n".join(wrong)
