from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.add import command
from dateline.cli.extract import command as extract

SAMPLES = Path(__file__).resolve().parents[1] / "capture/samples"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def run(project: Path, *arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(command, [*arguments, "--root", str(project)], input=stdin, standalone_mode=False)


def articles(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "content/articles").rglob("*.md"))


def test_the_summary_says_what_was_found_from_where_and_how_sure(project: Path) -> None:
    result = run(project, str(SAMPLES / "page.html"))
    assert result.return_value == 0
    assert "page.html: new articles/2024/2024-12-20-首条跨省算力专线开通.md" in result.output
    assert "source:    示例晚报  <- " in result.output
    assert articles(project) == ["2024-12-20-首条跨省算力专线开通.md"]


def test_a_dry_run_shows_the_diff(project: Path) -> None:
    result = run(project, str(SAMPLES / "page.html"), "--dry-run")
    assert "--- /dev/null\n+++ b/articles/2024/2024-12-20-首条跨省算力专线开通.md" in result.output
    assert '+title: "首条跨省算力专线开通"' in result.output
    assert articles(project) == []


def test_json_for_programs(project: Path) -> None:
    result = run(project, str(SAMPLES / "page.html"), "--json")
    record = json.loads(result.stdout)
    assert record["articles"][0]["outcome"] == "new"
    assert record["articles"][0]["published"].startswith("2024-12-20")
    assert {"field", "value", "origin", "certainty"} == set(record["articles"][0]["evidence"][0])


def test_a_batch_ends_with_a_table_and_a_status(project: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    result = run(project, str(SAMPLES / "page.html"), str(SAMPLES / "markdownload.md"), str(bad))
    assert result.return_value == 1
    assert "captures             3" in result.output
    assert "new                  2" in result.output
    assert "failed               1\n  bad.pdf" in result.output
    assert "bad.pdf:0:0: DL117" in result.stderr


def test_standard_input_with_an_address(project: Path) -> None:
    data = (
        (SAMPLES / "page.html")
        .read_bytes()
        .replace(b'<link rel="canonical" href="https://news.example.cn/2024/suanli.html">', b"")
    )
    result = run(
        project, "-", "--url", "https://www.example.com/x?utm_source=y", "--captured", "2025-01-01", stdin=data
    )
    assert result.return_value == 0
    text = next((project / "content/articles").rglob("*.md")).read_text(encoding="utf-8")
    assert 'url: "https://www.example.com/x"' in text
    assert 'captured: "2025-01-01"' in text


def test_choices_for_new_articles(project: Path) -> None:
    run(project, str(SAMPLES / "page.html"), "--draft", "--excerpt", "--no-keep")
    text = next((project / "content/articles").rglob("*.md")).read_text(encoding="utf-8")
    assert "status: draft\npublish: excerpt\n" in text


def test_wrong_usage(project: Path) -> None:
    from dateline.errors import UsageError

    for arguments in (["a", "b", "--url", "https://example.com/"], ["a", "--format", "word"]):
        with pytest.raises(UsageError):
            raise run(project, *arguments).exception or AssertionError


def test_a_title_cannot_steer_the_terminal(project: Path, tmp_path: Path) -> None:
    page = tmp_path / "x.md"
    page.write_text(
        '---\ntitle: "\\u001b[31mred\\u202e"\npublished: 2024-01-01\n---\nText of the article, long enough.\n',
        encoding="utf-8",
    )
    result = run(project, str(page))
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output


def test_addresses_are_fetched_only_when_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.capture import fetch
    from dateline.capture.sources import Source
    from dateline.model.capture import Capture

    asked: list[str] = []

    def fake(addresses: list[str]) -> list[Source]:
        asked.extend(addresses)
        return [
            Source(Capture((SAMPLES / "page.html").read_bytes(), "page", "text/html", address, "2025-01-01T00:00:00Z"))
            for address in addresses
        ]

    monkeypatch.setattr(fetch, "fetch_sources", fake)
    run(project, str(SAMPLES / "pocket.csv"))
    assert asked == []
    run(project, "https://news.example.cn/2024/suanli.html")
    assert asked == ["https://news.example.cn/2024/suanli.html"]
    run(project, str(SAMPLES / "pocket.csv"), "--fetch-links")
    assert asked[1:] == ["https://example.com/cooling", "https://example.com/untitled"]


@pytest.mark.parametrize(
    ("configured", "flags", "kept"),
    [("none", [], 0), ("none", ["--assets"], 1), ("held", [], 1), ("held", ["--no-assets"], 0), ("linked", ["--assets"], 1)],
)
def test_pictures_are_kept_as_the_flags_say_and_else_the_project(
    project: Path, tmp_path: Path, configured: str, flags: list[str], kept: int
) -> None:
    (project / "mkdocs.yml").write_text(f"plugins:\n  - dateline:\n      keep_pictures: {configured}\n", "utf-8")
    (tmp_path / "hall.gif").write_bytes(b"GIF89a\x40\0\x30\0" + bytes(16))
    (tmp_path / "note.md").write_text("---\ntitle: A hall\npublished: 2024-05-06\n---\nThe hall is open.\n\n![Hall](hall.gif)\n", "utf-8")
    run(project, str(tmp_path / "note.md"), *flags)
    assert len(list((project / "content/assets").rglob("*.gif"))) == kept


def test_extract_prints_the_contract() -> None:
    result = CliRunner().invoke(extract, [str(SAMPLES / "page.html")], standalone_mode=False)
    record = json.loads(result.stdout)
    assert {"id", "title", "author", "date", "text", "url", "source", "lang"} <= set(record)
    assert (record["id"], record["author"], record["source"]) == ("page", "张三", "示例晚报")


def test_extract_reads_json_lines() -> None:
    lines = "".join(
        json.dumps(record) + "\n"
        for record in [
            {"id": "1", "html": (SAMPLES / "page.html").read_text(encoding="utf-8"), "url": "https://x.example.com/1"},
            {"id": "2", "text": "no article"},
        ]
    )
    result = CliRunner().invoke(extract, ["--jsonl", "--quiet"], input=lines, standalone_mode=False)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1"]
