from __future__ import annotations

import shutil
from pathlib import Path

from dateline.pipeline.reading import read_library_and_problems

SITES = Path(__file__).resolve().parents[1] / "sites"
OTHER = """---
title: "A plant at the quay"
published: "2024-05-20"
source: Valley Ledger
---
The harbour's power company started a plant at the quay on 4 May 2024.
"""


def library_of(root):
    _, library, problems = read_library_and_problems(root)
    return library, problems


def test_a_person_merges_what_the_program_left_apart(tmp_path):
    root = tmp_path / "site"
    shutil.copytree(SITES / "minimal", root)
    (root / "content/articles/second.md").write_text(OTHER, "utf-8")
    library, _ = library_of(root)
    opened = [entry for entry in library.entries.values() if entry.date.edtf in ("2024-05-03", "2024-05-04")]
    assert len(opened) == 2
    statements = ", ".join(entry.statements[0].id for entry in opened)
    (root / "content/events").mkdir()
    text = f"---\nstatements: [{statements}]\ntitle: Harbour Power starts its second plant\nentities: [Harbour Power]\npin: true\n---\n"
    (root / "content/events/second-plant.md").write_text(text, "utf-8")
    library, problems = library_of(root)
    assert not problems
    entry = library.entries["second-plant"]
    assert entry.headline == "Harbour Power starts its second plant"
    assert {event.article for event in entry.statements} == {"first", "second"}
    assert entry.entities == ("harbour-power",)
    assert [conflict.kind for conflict in entry.conflicts] == ["date"]


def test_a_statement_that_is_gone_is_a_problem(tmp_path):
    root = tmp_path / "site"
    shutil.copytree(SITES / "minimal", root)
    (root / "content/events").mkdir()
    (root / "content/events/gone.md").write_text("---\nstatements: [first-00000000]\n---\n", "utf-8")
    _, problems = library_of(root)
    assert [problem.path for problem in problems] == ["content/events/gone.md"]
