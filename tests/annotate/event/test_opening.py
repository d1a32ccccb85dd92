from __future__ import annotations

import pytest

from dateline.annotate.event import extract_events
from dateline.annotate.event.opening import opening_end
from tests.marked import events_of, read_marked

REPORT = "Troops moved into the town."
REPORT_ZH = "国家统计局19日发布数据。"


@pytest.mark.parametrize("opening", [
    "BEIRUT (Reuters) - ",
    "DAMASCUS, Syria (AP) — ",
    "WASHINGTON/LONDON (Reuters) - ",
    "(CNN) -- ",
    "AMMAN, Aug 20 (Reuters) - ",
    "BEIJING, March 5 — ",
    "SAN FRANCISCO, Calif., Aug. 20, 2011 (GLOBE NEWSWIRE) -- ",
    "SAN FRANCISCO, Aug. 20, 2011 /PRNewswire/ -- ",
    "SAN FRANCISCO--(BUSINESS WIRE)--",
    "Saturday 20 August 2011 00.03 BST ",
    "AMMAN | Fri Aug 19, 2011 7:33pm EDT ",
    "AMMAN | Fri Aug 19, 2011 7:33pm EDT AMMAN (Reuters) - ",
])
def test_english_openings(opening: str) -> None:
    line = opening + REPORT
    assert line[opening_end(line, 0, len(line)):] == REPORT


@pytest.mark.parametrize("opening", [
    "新华社北京8月20日电（记者王明、李红）",
    "新華社北京8月20日電（記者王明）",
    "中新社上海8月20日电 (记者 王明)",
    "本报讯（记者 王明）",
    "本报北京8月20日电 ",
    "财联社8月20日电，",
    "中新网温州8月20日电(江耘 徐行)",
    "新华社 北京 8月20日 电 ",
    "新京报讯 ",
    "【环球网报道 记者 王明】",
    "【财联社8月20日讯】",
])
def test_chinese_openings(opening: str) -> None:
    line = opening + REPORT_ZH
    assert line[opening_end(line, 0, len(line)):] == REPORT_ZH


@pytest.mark.parametrize("line", [
    "NVIDIA (NVDA) - shares rose on Friday.",
    "NVIDIA - the chip maker - grew.",
    "Elon Musk (CEO) - a founder - left.",
    "Mar 4, 2025 10:00 UTC Investigating - some requests fail.",
    "Monday March 3, 2025 was a good day.",
    "On March 5 - the day of the launch - it rained.",
    "Reuters (London) - a long history.",
    "Tuesday, Jan 15, 1:00 PM - 1:15 PM: opening.",
    "国家电网8月20日电力负荷创新高。",
    "上网电价由政府制定。",
    "互联网讯息传播很快。",
    "中国网站8月20日电池展开幕。",
    "据路透社8月19日报道，阿克米公司收购富公司。",
    "8月20日消息，阿克米公司收购富公司。",
    "社交网络公司脸书改名。",
])
def test_what_is_no_opening(line: str) -> None:
    assert opening_end(line, 0, len(line)) == 0


def test_only_the_start_of_a_line_counts() -> None:
    line = "He said (AP) - no. BEIRUT (Reuters) - Troops moved."
    assert opening_end(line, 0, len(line)) == 0
    assert line[opening_end(line, 19, len(line)):] == "Troops moved."


def test_an_opening_is_no_part_of_the_statement() -> None:
    (event,) = events_of("a", "2024-05-28", "BEIJING ([reuters:Reuters]) - [xai:xAI] opened an office on {2024-05-27:Monday}.")
    assert event.headline == "xAI opened an office"
    assert event.quote == "xAI opened an office on Monday."
    assert event.entities == ("xai",)


def test_the_writer_is_no_part_of_the_statement() -> None:
    (event,) = events_of("a", "2024-05-28", "新华社北京{2024-05-28:5月28日}电（记者王明、李红）[xai:xAI]{2024-05-27:27日}发布模型。")
    assert (event.headline, event.quote, event.date.edtf) == ("xAI发布模型", "xAI27日发布模型。", "2024-05-27")


def test_the_date_of_an_opening_is_that_of_the_report() -> None:
    text = "BEIJING, {2024-05-28:May 28} (Reuters) - [xai:xAI] opened an office on {2024-05-27:Monday}."
    report, event = extract_events(*read_marked("a", "2024-05-28", text))
    assert (report.kind, report.timex_start, report.entities) == ("report", 9, ("xai",))
    assert event.date.edtf == "2024-05-27"


def test_a_time_stamp_is_no_happening() -> None:
    text = "MEMPHIS | {2024-05-28:Tue May 28, 2024} 7:33pm EDT\nMEMPHIS (Reuters) - [xai:xAI] opened an office {2024-05-27:Monday}."
    assert [event.date.edtf for event in events_of("a", "2024-05-28", text)] == ["2024-05-27"]
    assert [event.date.edtf for event in events_of("a", "", text)] == ["2024-05-27"]
