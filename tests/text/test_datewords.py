from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.dates import PartialDate
from dateline.text.datewords import format_date, format_within, year_around

CASES = Path(__file__).parents[1] / "cases" / "dates" / "words.md"


def rows():
    for line in CASES.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and cells[0] not in ("EDTF", "---"):
            yield pytest.param(*cells, id=f"{cells[0]} {cells[1]}")


@pytest.mark.parametrize(("edtf", "mod", "zh", "en", "zh_short", "en_short"), rows())
def test_a_date_is_written_as_precisely_as_it_is_known(edtf, mod, zh, en, zh_short, en_short):
    date = PartialDate.parse(edtf)
    assert (format_date(date, mod, "zh"), format_date(date, mod, "en")) == (zh, en)
    assert (format_within(date, mod, "zh"), format_within(date, mod, "en")) == (zh_short, en_short)


@pytest.mark.parametrize(("edtf", "lang", "expected"), [
    ("2024-11-28", "zh", ("2024年", "")),
    ("2024-11-28", "en", ("", " 2024")),
    ("2024", "en", ("", "")),
    ("2022-11/2023-02", "zh", ("", "")),
])
def test_the_year_left_out_can_be_put_around(edtf, lang, expected):
    assert year_around(PartialDate.parse(edtf), "", lang) == expected


days = st.dates().map(lambda day: PartialDate.day(day.year, day.month, day.day))


@given(days, st.sampled_from(["zh", "en"]))
@settings(deadline=None, max_examples=60)
def test_a_day_within_its_year_is_the_whole_date(date, lang):
    before, after = year_around(date, "", lang)
    if lang == "zh":
        assert before + format_within(date, "", lang) + after == format_date(date, "", lang)
    assert str(date.earliest[0]) in before + after
