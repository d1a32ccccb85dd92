"""The documentation cannot lie: every command, code, option and key has its place, and links lead somewhere."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from dateline.cli.group import COMMANDS
from dateline.config import Config
from dateline.model.codes import CODES

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md")) + [
    ROOT / name for name in ("README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
]


def test_reference_pages_are_what_the_program_says():
    done = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_a_section(name):
    assert f"## {name}\n" in (ROOT / "docs/reference/commands.md").read_text("utf-8")


@pytest.mark.parametrize(
    "name", [field.name for field in dataclasses.fields(Config) if field.name != "markdown_settings"]
)
def test_every_option_is_documented(name):
    assert f"`{name}`" in (ROOT / "docs/reference/configuration.md").read_text("utf-8")


def test_every_problem_code_in_the_source_is_in_the_table():
    used = set()
    for path in (ROOT / "dateline").rglob("*.py"):
        used |= set(re.findall(r'"(DL\d{3})"', path.read_text("utf-8")))
    assert used <= set(CODES), sorted(used - set(CODES))


def test_every_key_that_is_read_is_documented():
    source = (ROOT / "dateline/content/records.py").read_text("utf-8")
    keys = set(re.findall(r"fields\.(?:text|texts|date|flag|take|choice)\(([^)]*)\)", source))
    names = {name for call in keys for name in re.findall(r'"([^"]+)"', call)} - {
        "published",
        "full",
        "excerpt",
        "default",
    }
    page = (ROOT / "docs/reference/front-matter.md").read_text("utf-8")
    assert not [name for name in sorted(names) if f"`{name}`" not in page and f"`{name}:" not in page]


def test_the_index_lists_every_page():
    docs = ROOT / "docs"
    listed = set(re.findall(r"\]\(([^)#]+)\)", (docs / "README.md").read_text("utf-8")))
    pages = {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")} - {"README.md"}
    assert pages - listed == set(), "add them to docs/README.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_lead_to_files(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(<?([^)\s>]+)>?\)", text):
        if re.match(r"[a-z]+:|#", target):
            continue
        path = (page.parent / unquote(target.split("#")[0])).resolve()
        assert path.exists(), f"{page.name}: {target}"
