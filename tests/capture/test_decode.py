from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.capture.decode import clean, decode, decode_html
from dateline.capture.encodings import declared_in_html, python_codec
from dateline.capture.mojibake import mend
from dateline.model.capture import Certainty

ZH = "马斯克的数据中心在孟菲斯建成，用了一百二十二天；朱镕基时期的老厂房如今装满了芯片。"
TRADITIONAL = "輝達執行長在台北宣布，新一代晶片將於明年第三季開始量產，產能已經預訂一空。"
JAPANESE = "熊本の新しい工場は二〇二四年二月に開所し、千七百人の雇用を生み出した。"
KOREAN = "새로운 반도체 공장은 내년부터 가동을 시작할 예정이며 천 명을 고용한다."
RUSSIAN = "Новый завод по производству микросхем откроется в следующем году."
SHARED = Path(__file__).resolve().parents[2] / "../shared/data/hostile/encoding"


@pytest.mark.parametrize(("text", "encoding"), [
    (ZH, "utf-8"), (ZH, "gb18030"), (ZH, "utf-16-le"), (ZH, "utf-16-be"), (ZH, "utf-16"), (TRADITIONAL, "big5"), (TRADITIONAL, "utf-16-le"),
    (JAPANESE, "euc_jp"), (JAPANESE, "cp932"), (KOREAN, "cp949"), (RUSSIAN, "cp1251"), ("The “first” plant — opened in São Paulo’s outskirts.", "cp1252"),
])
def test_undeclared_text_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("label", ["utf-8", "gb2312", "big5", "windows-1252", "euc-jp", "shift_jis", "euc-kr", "iso-8859-1", "x-unknown"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_lying_declaration_is_found_out(encoding: str, label: str) -> None:
    decoded = decode(ZH.encode(encoding) * 3, label)
    assert decoded.text == ZH * 3
    if python_codec(label) not in ("gb18030", encoding):
        assert decoded.doubts


def test_gb2312_means_its_superset() -> None:
    page = f'<meta charset="gb2312"><p>{ZH}</p>'.encode("gbk")
    decoded = decode_html(page)
    assert "朱镕基" in decoded.text
    assert (decoded.certainty, decoded.doubts) == (Certainty.SURE, ())


@pytest.mark.parametrize(("page", "codec"), [
    (b"<meta charset=big5>", "big5hkscs"), (b"<META http-equiv=Content-Type content='text/html; charset=gbk'>", "gb18030"),
    (b"<!-- <meta charset=big5> --><meta charset=utf-8>", "utf-8"), (b"<meta charset=utf-16>", "utf-8"), (b"<meta charset=big5", ""),
    (b"<p title='<meta charset=big5>'>", ""), (b"<meta content='charset=gbk'>", ""), (b"<meta name=charset content=gbk>", ""),
])
def test_declarations_are_found_as_browsers_find_them(page: bytes, codec: str) -> None:
    assert declared_in_html(page) == codec


def test_what_cannot_be_read_is_counted() -> None:
    decoded = decode("数据中心".encode() * 40 + b"\xff\xfe\xff" + "建成".encode() * 9, "utf-8")
    assert "�" in decoded.text
    assert any("could not be read" in doubt for doubt in decoded.doubts)


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_text_that_was_read_wrongly_before_is_mended(wrong: str) -> None:
    garbled = "".join(_as(byte, wrong) for byte in ZH.encode())
    decoded = decode(garbled.encode())
    assert decoded.text == ZH
    assert decoded.doubts


def _as(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def test_gbk_read_as_latin_1_is_mended() -> None:
    assert mend(ZH.encode("gbk").decode("latin-1")).text == ZH


def test_lost_characters_are_reported_not_invented() -> None:
    mended = mend(f"{ZH}锟斤拷")
    assert mended.text.endswith("锟斤拷")
    assert mended.left


@pytest.mark.parametrize("text", ["São Paulo, Zürich, 25 °C", "naïve café “quoted” — €5", "Ärger über Öl", "Ã is a letter", "Москва", ZH, JAPANESE])
def test_what_is_right_stays_as_it_is(text: str) -> None:
    assert mend(text).text == text


def test_controls_become_what_was_meant() -> None:
    assert clean("don\x92t\x00 \ud800x\r\ny\rz\ufffe") == "don’t x\ny\nz"


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "gbk", "utf-16", "big5", "ascii", "no-such"]))
def test_any_bytes_decode_to_clean_text(data: bytes, label: str) -> None:
    text = decode(data, label, markup=True).text
    assert "\0" not in text
    assert "\r" not in text
    text.encode("utf-8")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the evaluation data is not beside the checkout")
def test_pages_are_sniffed_as_browsers_do() -> None:
    rows = [json.loads(line) for line in (SHARED / "html5lib_sniff.jsonl").read_text().splitlines()]
    right = 0
    for row in rows:
        data = base64.b64decode(row["b64"])
        right += decode_html(data).encoding == python_codec(row["encoding"]) or (data.isascii() and python_codec(row["encoding"]) == "cp1252")
    assert right / len(rows) >= 0.95
