"""What a person gets wrong is answered by what to do, on standard error, with status 2 for usage and 1 for faults."""

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
from dateline.errors import did_you_mean

SITE = Path(__file__).resolve().parents[1] / "sites" / "minimal"


@pytest.fixture
def project(tmp_path, monkeypatch):
    root = tmp_path / "p"
    shutil.copytree(SITE, root)
    (root / "content/entities").mkdir(exist_ok=True)
    (root / "content/entities/openai.md").write_text("---\ntype: company\nnames: {en: OpenAI}\n---\n", "utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        ("bild", 2, "there is no command 'bild'; did you mean 'build'?"),
        ("build --rot x", 2, "--root"),
        ("build --root nowhere", 2, "nowhere is not a folder"),
        ("build --site-url example.org/chips", 2, "begin it with https://"),
        ("check --root content", 2, "dateline new project DIR"),
        ("timeline opnai", 2, "did you mean 'openai'?"),
        ("timeline OpenAI", 2, "did you mean 'openai'?"),
        ("timeline openai --since 2024/11", 2, "write 2024, 2024-11, 2024-11-28"),
        ("export json opnai", 2, "did you mean 'openai'?"),
        ("export docs", 2, "export docs -o FOLDER"),
        ("explain content/articles", 2, "give a file and a line"),
        ("explain content/articles/frist.md:3", 2, "did you mean 'first.md'?"),
        ("explain content/articles/first.md:300", 2, "lines, not 300"),
        ("entity rename opnai open-ai", 1, "did you mean 'openai'?"),
        ("entity rename openai 'Open AI'", 1, "small letters, digits and hyphens"),
        ("new entity X --type compny", 2, "did you mean 'company'?"),
        ("new entity ' '", 2, "give the entity a name"),
        ("new article X --published 2024-13", 2, "13 is no month"),
        ("new entity OpenAI", 1, "exists already"),
        ("import mkdocs.yml", 1, "holds no events"),
        ("suggest --write Nonsuch", 0, "nothing to suggest is called 'Nonsuch'"),
        ("suggest --refuse", 2, "needs the NAMES"),
        ("add nofile.html", 1, "there is no such file or folder"),
        ("add mkdocs.yml --format htm", 2, "--format must be one of"),
        ("annotate", 2, "choose one of --timex, --mentions, --events"),
        ("deploy", 1, "run 'dateline build' first"),
        ("serve --port 99999", 2, "not in the range"),
    ],
)
def test_wrong_input_is_answered(line, status, told, project, capsys):
    import shlex

    assert main(shlex.split(line)) == status
    shown = capsys.readouterr()
    assert told in shown.err
    assert "Traceback" not in shown.err


@pytest.mark.parametrize(
    ("word", "known", "told"),
    [("opnai", ["openai", "xai"], "; did you mean 'openai'?"), ("quite-else", ["openai"], ""), ("OPENAI", ["OpenAI"], "; did you mean 'OpenAI'?"), ("", ["a"], "")],
)
def test_near_words_are_proposed(word, known, told):
    assert did_you_mean(word, known) == told


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_help_ends_with_an_example(name, capsys):
    assert main([name, "--help"]) == 0
    words = capsys.readouterr().out
    if name == "entity":  # its commands have theirs
        return
    assert re.search(rf"^ +(?:.*\| )?dateline(?: {name}|$)", words.split("Options:")[0], re.MULTILINE)
    assert "\\b" not in words


def test_a_new_project_builds_as_it_is(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "project", "chips"]) == 0
    assert main(["new", "project", "chips"]) == 1
    assert "a project already" in capsys.readouterr().err
    assert main(["build", "--root", "chips"]) == 0
    assert main(["check", "--root", "chips", "--strict"]) == 0


def test_a_project_can_be_started_where_git_is(tmp_path, monkeypatch):
    (tmp_path / ".gitignore").write_text("mine\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["new", "project", "."]) == 0
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine\n"
    assert f"site_name: {tmp_path.name}" in (tmp_path / "mkdocs.yml").read_text("utf-8")


def test_a_closed_pipe_is_no_fault(project):
    line = f'"{sys.executable}" -m dateline.cli stats | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, cwd=project, check=True)
    assert done.stdout.strip() == "0"
    assert "Traceback" not in done.stderr


def test_what_goes_into_a_pipe_has_no_colour(project):
    done = subprocess.run([sys.executable, "-m", "dateline.cli", "add", "--dry-run", "content/articles/first.md"], capture_output=True, cwd=project, check=False)
    assert b"\x1b" not in done.stdout + done.stderr


def test_json_on_standard_output_is_nothing_but_json(project, capsys):
    (project / "content/articles/broken.md").write_text("---\ntitle: [\n---\n\nText.\n", "utf-8")
    assert main(["build", "--format", "json"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all({"path", "line", "column", "code", "message"} <= json.loads(line).keys() for line in lines)
    assert main(["check", "--format", "json"]) == 1
    assert [json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()]
    assert main(["stats", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"]
