"""How names sound is told once, and of somebody who asked without pypinyin."""

from __future__ import annotations

import pytest

from dateline.text import pinyin


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(pinyin, "_known", {})


def test_a_chinese_name_is_spelt_by_phrase():
    pytest.importorskip("pypinyin")
    assert pinyin.spelling("重庆") == ("chong qing", "cq")
    assert pinyin.spelling("重庆Tech") == ("chong qing Tech", "cqTech")
    assert pinyin.spelling("Harbour") is None


def test_what_is_known_is_not_asked_again(monkeypatch):
    names = ["码头", "Harbour", "码头", "港口"]
    assert pinyin.unknown(names) == ["码头", "港口"]
    pinyin.learn({"码头": ("ma tou", "mt")})
    assert pinyin.unknown(names) == ["港口"]
    monkeypatch.setattr(pinyin, "_spell", lambda _name: None)
    assert (pinyin.spelling("码头"), pinyin.spelling("港口")) == (("ma tou", "mt"), None)
