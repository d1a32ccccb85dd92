from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.cli import main

ARTICLES = {
    "one": (
        "2024-05-28",
        "example corp funding",
        "On 26 May 2024 Example Corp raised 60 million dollars. It plans to open a plant in March 2025.",
    ),
    "two": ("2024-06-02", "融资之后", "2024年5月26日，示例公司完成6000万美元融资。2023年，示例公司在杭州成立。"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\nplugins:\n  - dateline: {}\n")
    entities, articles = tmp_path / "content/entities", tmp_path / "content/articles"
    entities.mkdir(parents=True)
    articles.mkdir(parents=True)
    (entities / "example.md").write_text(
        "---\nid: example\ntype: company\nnames: {en: Example Corp, zh: 示例公司}\n---\n", encoding="utf-8"
    )
    for name, (published, title, text) in ARTICLES.items():
        (articles / f"{name}.md").write_text(
            f'---\ntitle: {title}\npublished: "{published}"\nsource: 示例报\n---\n\n{text}\n', encoding="utf-8"
        )
    return tmp_path


def run(project: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["timeline", *arguments, "--root", str(project)])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_text_has_a_line_an_entry_with_its_sources(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(project, capsys, "example", "--lang", "en")
    assert status == 0
    dated = [line for line in out.splitlines() if line and not line.lstrip().startswith("—")]
    assert [line.split("  ")[0].strip("*… ") for line in dated] == ["2023", "26 May 2024", "March 2025"]
    assert "[planned]" in dated[2]
    assert "示例报 2024-05-28; 示例报 2024-06-02" in out


def test_json_holds_every_statement(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(project, capsys, "example", "--json")
    found = json.loads(out)
    assert found["total"] == 3
    assert [event["date"] for event in found["events"]] == ["2023", "2024-05-26", "2025-03"]
    assert len(found["events"][1]["sources"]) == 2


def test_csv_is_a_table(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(project, capsys, "all", "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["date"] for row in rows] == ["2023", "2024-05-26", "2025-03"]


def test_the_period_and_the_top_are_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "2023" not in run(project, capsys, "example", "--since", "2024")[1].split("\n")[0]
    _, out, _ = run(project, capsys, "example", "--top", "1", "--json")
    assert [event["date"] for event in json.loads(out)["events"]] == ["2024-05-26"]


def test_an_unknown_id_names_a_near_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(project, capsys, "exampel")
    assert (status, out) == (2, "")
    assert "'example'" in err


def test_a_wrong_date_is_wrong_usage(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(project, capsys, "example", "--since", "May")
    assert status == 2
    assert "--since" in err
