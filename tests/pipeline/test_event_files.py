from __future__ import annotations

import shutil
from pathlib import Path

from dateline.pipeline.build import Options, build_project
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


def test_of_two_files_with_one_id_the_first_counts_and_both_are_named(tmp_path):
    root, clean = tmp_path / "site", tmp_path / "clean"
    shutil.copytree(SITES / "minimal", root)
    statement = next(iter(library_of(root)[0].entries.values())).statements[0].id
    events = root / "content/events"
    events.mkdir()

    def write(name, identifier):
        text = f"---\nid: {identifier}\nstatements: [{statement}]\ntitle: Told by {name}\n---\n"
        (events / f"{name}.md").write_text(text, "utf-8")

    def built():
        report = build_project(root, Options(jobs=1))
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(root / "content", clean / "content")
        shutil.copy(root / "mkdocs.yml", clean)
        assert build_project(clean, Options(jobs=1)).problems == report.problems
        assert pages(root / "site") == pages(clean / "site")
        told = {word for word in ("first", "second") if any(f"Told by {word}".encode() in data for data in pages(root / "site").values())}
        return told, [problem for problem in report.problems if problem.code == "DL403"]

    write("second", "opening")
    assert built() == ({"second"}, [])
    write("first", "Opening")
    told, (problem,) = built()
    assert told == {"first"}
    assert problem.path == "content/events/second.md"
    assert "content/events/first.md:1" in problem.message
    assert built() == ({"first"}, [problem]), "nothing changed"
    (events / "first.md").unlink()
    assert built() == ({"second"}, [])


def pages(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
