from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from dateline.cli import main

SITES = Path(__file__).resolve().parents[1] / "sites"


def git(root, *arguments):
    names = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    return subprocess.run(
        ["git", *names, *arguments], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def test_the_site_becomes_a_branch_and_the_work_tree_is_left_alone(tmp_path, monkeypatch, capsys):
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "test@example.org")
    root, bare = tmp_path / "project", tmp_path / "origin.git"
    shutil.copytree(SITES / "minimal", root)
    (root / ".gitignore").write_text("/site/\n/.dateline/\n")
    git(tmp_path, "init", "-q", "--bare", str(bare))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    git(root, "remote", "add", "origin", str(bare))
    assert main(["deploy", "--root", str(root)]) == 1
    assert "dateline build" in capsys.readouterr().err
    assert main(["build", "--root", str(root), "--no-convert", "--quiet"]) == 0
    assert main(["deploy", "--root", str(root), "--push"]) == 0
    assert main(["deploy", "--root", str(root), "--push"]) == 0
    files = git(bare, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"index.html", ".nojekyll", "articles/first/index.html"} <= set(files)
    assert git(bare, "rev-list", "--count", "gh-pages") == "1"
    assert git(root, "status", "--porcelain") == ""


def test_stats_and_import(tmp_path, capsys):
    root = tmp_path / "project"
    shutil.copytree(SITES / "minimal", root)
    timeline = tmp_path / "other.json"
    timeline.write_text(
        '{"events": [{"start_date": {"year": "2012", "month": "7"}, "text": {"headline": "Harbour Power buys <b>cranes</b>"}},'
        ' {"start_date": {"year": "2009"}, "text": {"headline": "The port is sold"}}, {"text": {"headline": "No date"}}]}'
    )
    assert main(["import", str(timeline), "--root", str(root), "--source", "Other"]) == 1
    assert "event 3" in capsys.readouterr().err
    assert main(["stats", "--root", str(root)]) == 0
    assert "articles: 2" in capsys.readouterr().out
    assert main(["export", "csv", "--root", str(root)]) == 0
    rows = capsys.readouterr().out
    assert ",2012-07," in rows
    assert ",2009," in rows
    assert main(["import", str(timeline), "--root", str(root)]) == 1
