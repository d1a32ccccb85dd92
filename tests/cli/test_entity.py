from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.cli import main


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\nplugins:\n  - dateline: {}\n")
    entities, articles = tmp_path / "content/entities", tmp_path / "content/articles/2024"
    entities.mkdir(parents=True)
    articles.mkdir(parents=True)
    (entities / "openai.md").write_text("---\nid: openai\ntype: company\nnames: {en: OpenAI}\n---\n")
    (entities / "openai-inc.md").write_text('---\nid: openai-inc\ntype: company\nnames: {en: "OpenAI, Inc."}\n---\n')
    (articles / "one.md").write_text(
        '---\ntitle: Lotus Development grows\npublished: "2024-05-01"\nlang: en\nentities: [openai-inc]\n---\n\n'
        "Lotus Development (LD) hired Grace Hopper. Grace Hopper knows OpenAI.\n",
        encoding="utf-8",
    )
    return tmp_path


def run(project: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main([*arguments, "--root", str(project)])
    out, err = capsys.readouterr()
    return status, out, err


def test_merge_writes_and_says_what(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(project, capsys, "entity", "merge", "openai", "openai-inc")
    assert status == 0
    assert out.splitlines() == [
        "~ content/articles/2024/one.md",
        "- content/entities/openai-inc.md",
        "~ content/entities/openai.md",
    ]
    assert not (project / "content/entities/openai-inc.md").exists()
    assert "redirect_from: [openai-inc]" in (project / "content/entities/openai.md").read_text()
    assert "entities: [openai]" in (project / "content/articles/2024/one.md").read_text()


def test_a_dry_run_shows_a_diff_and_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "content/entities/openai.md").read_text()
    status, out, _ = run(project, capsys, "entity", "rename", "openai", "open-ai", "--dry-run")
    assert status == 0
    assert "+++ b/content/entities/open-ai.md" in out
    assert "--- a/content/entities/openai.md" in out
    assert (project / "content/entities/openai.md").read_text() == before


def test_a_refusal_is_remembered(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, capsys, "entity", "merge", "openai", "openai-inc", "--refuse")[0] == 0
    status, _, err = run(project, capsys, "entity", "merge", "openai", "openai-inc")
    assert status == 1
    assert "refused" in err


def test_an_unknown_entity_is_an_error_with_a_reason(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(project, capsys, "entity", "retype", "nobody", "person")
    assert status == 1
    assert "no entity 'nobody'" in err


def test_split_and_retype(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, capsys, "entity", "merge", "openai", "openai-inc")
    assert run(project, capsys, "entity", "split", "openai", "openai-inc", "OpenAI, Inc.")[0] == 0
    assert "rejected: [openai]" in (project / "content/entities/openai-inc.md").read_text()
    assert run(project, capsys, "entity", "retype", "openai-inc", "organisation")[0] == 0
    assert "type: organisation" in (project / "content/entities/openai-inc.md").read_text()


def test_suggest_lists_as_json_with_evidence(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(project, capsys, "suggest", "--json")
    found = {item["name"]: item for item in map(json.loads, out.splitlines())}
    assert status == 0
    assert found["Grace Hopper"]["count"] == 2
    assert found["Grace Hopper"]["quotes"][0]["document"] == "one"
    assert any(item["kind"] == "duplicate" for item in found.values())


def test_suggest_writes_a_reviewable_change(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(project, capsys, "suggest", "--write", "Grace Hopper")
    assert (status, out) == (0, "+ content/entities/grace-hopper.md\n")
    assert (project / "content/entities/grace-hopper.md").read_text() == (
        '---\n# suggested: 2 times in 1 article: one "…Development (LD) hired Grace Hopper. Grace Hopper knows Ope…"\n'
        'id: grace-hopper\ntype: person\nnames: {en: "Grace Hopper"}\n---\n'
    )


def test_a_refused_name_is_not_proposed_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, capsys, "suggest", "--refuse", "Grace Hopper")[0] == 0
    assert "Grace Hopper" in (project / "content/suggestions.yml").read_text()
    out = run(project, capsys, "suggest", "--json")[1]
    assert "Grace Hopper" not in {json.loads(line)["name"] for line in out.splitlines()}


def test_refusing_nothing_is_wrong_usage(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(project, capsys, "suggest", "--refuse")[0] == 2


def test_names_from_a_file_reach_an_entity_of_the_bulk_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/entities.yml").write_text(
        "- id: lotus\n  type: company\n  name: Lotus Development\n- {id: acme, name: Acme}\n"
    )
    names = project / "names.csv"
    names.write_text("qid,en,aliases\nQ1,Lotus Development,Lotus|LDC\n")
    status, out, _ = run(project, capsys, "suggest", "--names", str(names))
    assert (status, out) == (0, "lotus: Q1, Lotus, LDC; matched by the name Lotus Development\n")
    assert run(project, capsys, "suggest", "--names", str(names), "--write")[0] == 0
    assert (project / "content/entities.yml").read_text() == "- {id: acme, name: Acme}\n"
    own = (project / "content/entities/lotus.md").read_text()
    assert 'aliases: ["Lotus", "LDC"]' in own.replace("[Lotus, LDC]", '["Lotus", "LDC"]')
    assert "wikidata: Q1" in own
