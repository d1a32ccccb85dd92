from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.cli.group import COMMANDS
from dateline.cli.report import exit_status, format_problem, visible
from dateline.model.problem import Problem, Severity

SITES = Path(__file__).resolve().parents[1] / "sites"


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    shutil.copytree(SITES / "minimal", root)
    return root


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_with_an_exit_status_of_its_own(name, capsys):
    assert main([name, "--help"]) == 0
    assert "Usage: dateline" in capsys.readouterr().out


def test_wrong_usage_exits_2(capsys, tmp_path):
    assert main(["nonsense"]) == 2
    assert main(["annotate"]) == 2
    assert main(["build", "--root", str(tmp_path / "absent")]) == 2
    assert "dateline:" in capsys.readouterr().err


def test_problems_exit_1_and_go_to_stderr(project, capsys):
    (project / "content/articles/bad.md").write_text("---\ntitle: [a\n---\n")
    assert main(["build", "--root", str(project), "--no-convert"]) == 1
    out, err = capsys.readouterr()
    assert "content/articles/bad.md:" in err
    assert "index.html" in out
    assert main(["check", "--root", str(project), "--format", "json"]) == 1
    record = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (record["path"], record["severity"]) == ("content/articles/bad.md", "error")


def test_annotate_speaks_json_lines(tmp_path, capsys):
    lines = tmp_path / "in.jsonl"
    lines.write_text(
        '{"id": "1", "lang": "en", "text": "It opened on 3 May 2024.", "reference_date": "2024-06-01"}\nbroken\n'
    )
    assert main(["annotate", "--timex", str(lines)]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["spans"][0]["value"] == "2024-05-03"
    assert f"{lines}:2:1:" in err


def test_new_writes_a_file_once(project, capsys):
    assert main(["new", "entity", "Quay Cranes", "--root", str(project)]) == 0
    path = project / capsys.readouterr().out.strip()
    assert 'names: {en: "Quay Cranes"}' in path.read_text()
    assert main(["new", "entity", "Quay Cranes", "--root", str(project)]) == 1
    assert main(["build", "--root", str(project), "--no-convert", "--quiet"]) == 0


def test_explain_names_the_rule(project, capsys, monkeypatch):
    monkeypatch.chdir(project)
    assert main(["explain", "content/articles/first.md:6"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"3 May 2024 → 2024-05-03", out)
    assert "rule:" in out


def test_control_characters_are_shown_not_sent():
    assert visible("a\x1b[31mb\u202ec") == "a\\u001b[31mb\\u202ec"


def test_github_annotations_are_escaped():
    problem = Problem("a,b.md", 0, 0, "DL201", "50% of\nit", severity=Severity.WARNING)
    assert format_problem(problem, "github") == "::warning file=a%2Cb.md,line=1,col=1,title=DL201::50%25 of\\u000ait"


def test_warnings_count_only_when_strict():
    warning = Problem("a", 1, 1, "DL302", "x", severity=Severity.WARNING)
    assert exit_status([warning]) == 0
    assert exit_status([warning], strict=True) == 1


def test_the_overview_needs_no_stage():
    code = "import sys; from dateline.cli import main; main(['--help']); print([m for m in sys.modules if m.startswith('dateline.') and not m.startswith('dateline.cli') and m != 'dateline.errors'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
