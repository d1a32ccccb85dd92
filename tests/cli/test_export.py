from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli.export import FORMATS, command, write

ARTICLE = """---
title: "A laboratory opens"
published: "2016-01-05"
source: Compute Ledger
url: "https://ledger.example/1"
lang: en
topics: [funding]
---
OpenAI was founded on 11 December 2015 in San Francisco.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "entities").mkdir()
    (tmp_path / "content" / "articles" / "lab.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "content" / "entities" / "openai.md").write_text("---\ntype: company\nnames: {en: OpenAI, zh: 开放人工智能}\n---\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(command, list(arguments), standalone_mode=False)


def test_a_timeline_goes_to_stdout(project):
    result = run("json", "openai", "--root", str(project), "--lang", "zh")
    assert result.exception is None
    data = json.loads(result.output)
    assert data["title"] == "开放人工智能"
    assert data["events"][0]["date"] == "2015-12-11"


def test_or_to_a_file(project):
    target = project / "out" / "timeline.ics"
    result = run("ics", "--root", str(project), "-o", str(target))
    assert result.exception is None
    assert b"DTSTART;VALUE=DATE:20151211\r\n" in target.read_bytes()


def test_an_unknown_id_is_wrong_usage(project):
    from dateline.errors import UsageError

    assert isinstance(run("csv", "nobody", "--root", str(project)).exception, UsageError)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "docs"])
def test_every_format_is_written_in_both_languages(sample, form):
    made = sample()
    for lang in ("en", "zh"):
        text = write(form, made.config, made.library, "xai" if form != "ftm" else "", lang)
        assert "xAI" in text


@pytest.mark.parametrize(("identifier", "count"), [("xai", 3), ("chips", 5), ("labs", 5), ("", 7)])
def test_entities_topics_and_sets_are_chosen_by_id(sample, identifier, count):
    made = sample()
    assert len(write("jsonl", made.config, made.library, identifier, "en").splitlines()) == count


def test_key_events_alone(sample):
    made = sample()
    lines = write("jsonl", made.config, made.library, "", "en", key=True).splitlines()
    assert [json.loads(line)["headline"] for line in lines] == ["OpenAI was founded", "xAI switched Colossus on"]
