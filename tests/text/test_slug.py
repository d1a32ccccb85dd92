from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.text.slug import COMPONENT_BYTES, is_reserved, shorten, slug, unique_key


@pytest.mark.parametrize(("text", "expected"), [
    ("Colossus opens in Memphis", "colossus-opens-in-memphis"),
    ("C", "c"), ("C++", "c-plus-plus"), ("C#", "c-sharp"), (".NET", "dot-net"), ("NET", "net"), ("A+", "a-plus"),
    ("AT&T", "at-and-t"), ("R&D 预算", "r-and-d-预算"), ("🚀", "u1f680"), ("!!!", "u21-u21-u21"),
    ("李力", "李力"), ("李丽", "李丽"), ("重庆银行", "重庆银行"),
    ("马斯克：“巨人”落成，用时122天", "马斯克-巨人-落成-用时122天"),
    ("What's new in GPT-4.5?", "whats-new-in-gpt-4-5"), ("Zoë Øster", "zoe-oster"), ("Straße", "strasse"),
    ("ＧＰＴ－４", "gpt-4"), ("ﬁrst", "first"), ("Ёлка", "ёлка"), ("", "untitled"), ("\u200b", "untitled"),
    ("../../etc/passwd", "etc-passwd"), ("a/b\\c:d", "a-b-c-d"), ("50% off", "50-percent-off"),
])
def test_slug_of_a_title(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_composed_and_decomposed_text_give_one_slug() -> None:
    assert slug(unicodedata.normalize("NFD", "Größe がぎ")) == slug(unicodedata.normalize("NFC", "Größe がぎ"))


@pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9", "COM¹", "aux"])
def test_reserved_names_are_avoided(name: str) -> None:
    assert not is_reserved(slug(name))
    assert slug(name).startswith(slug(name.lower())[:3])


def test_a_reserved_name_is_reserved_with_any_suffix() -> None:
    assert is_reserved("Con.md")
    assert not is_reserved("console.md")


def test_romanised_han_reads_by_phrase_and_stays_distinct() -> None:
    pytest.importorskip("pypinyin")
    assert slug("重庆银行", romanise=True).startswith("chong-qing-yin-hang-")
    assert slug("李力", romanise=True) != slug("李丽", romanise=True)
    assert slug("Grok", romanise=True) == "grok"


def test_long_titles_with_a_common_start_stay_apart() -> None:
    first, second = slug("很长的标题" * 60 + "甲"), slug("很长的标题" * 60 + "乙")
    assert first != second
    assert max(len(first.encode()), len(second.encode())) <= COMPONENT_BYTES


def test_shorten_keeps_a_short_name() -> None:
    assert shorten("short", "anything") == "short"


def test_unique_key_folds_what_file_systems_fold() -> None:
    assert unique_key("Foo") == unique_key("foo")
    assert unique_key("ﬁ") == unique_key("fi")
    assert unique_key(unicodedata.normalize("NFD", "é")) == unique_key("é")


def test_a_mark_on_a_sign_goes_with_the_sign() -> None:
    assert slug("»\u0300") == "ubb"
    assert slug("港»\u0300口") == "港-口"
    assert slug("й") == "й"


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200))
def test_any_text_gives_a_safe_name(text: str) -> None:
    name = slug(text)
    assert name
    assert len(name.encode("utf-8", "surrogatepass")) <= COMPONENT_BYTES
    assert not is_reserved(name)
    assert not set(name) & set("/\\:*?\"<>|\x00 .")
    assert name == unicodedata.normalize("NFC", name)
    assert slug(name) == name or "-" in name or name.startswith("u")
