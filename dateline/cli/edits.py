"""Show a plan of edits as a diff, or write it: what ``entity`` and ``suggest`` share."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.report import visible
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.content.registry_edit import EditPlan, FileEdit
    from dateline.pipeline.project import Project

FOLDERS = ("entities", "articles", "topics", "events")


def read_content(project: Project, folders: tuple[str, ...] = FOLDERS) -> dict[str, str]:
    """Read the text files of the content folder, by path relative to the root; line ends are kept as they are."""
    from dateline.pipeline.project import TEXT_SUFFIXES

    content = project.root / project.config.content_dir
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted((content / folder).rglob("*")):
            if path.suffix in TEXT_SUFFIXES and path.is_file() and not path.is_symlink():
                found[path.relative_to(project.root).as_posix()] = _text(path)
    for path in sorted(content.glob("entities.y*ml")):
        found[path.relative_to(project.root).as_posix()] = _text(path)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        return ""


def carry_out(project: Project, plan: EditPlan, *, dry_run: bool) -> int:
    """Write the plan's files, or show it as a diff; say what was done. Files go only after all else is written."""
    from dateline.content.writing import atomic_write
    from dateline.engine.lock import project_lock
    from dateline.pipeline.adding import refuse_when_git_is_busy
    from dateline.pipeline.unchanged import CACHE_FOLDER

    if dry_run:
        click.echo("".join(line for edit in plan.edits for line in diff(edit)), nl=False)
        return 0
    refuse_when_git_is_busy(project.root)
    with project_lock(project.root / CACHE_FOLDER) if plan.edits else nullcontext():
        for edit in plan.edits:
            if edit.after is not None:
                atomic_write(project.root, edit.path, edit.after.encode(), replace=edit.before is not None)
        for edit in plan.edits:
            if edit.after is None:
                (project.root / edit.path).unlink(missing_ok=True)
    for edit in plan.edits:
        mark = "+" if edit.before is None else "-" if edit.after is None else "~"
        click.echo(f"{mark} {visible(edit.path)}")
    done = f"{len(plan.edits)} file{'s' if len(plan.edits) > 1 else ''}" if plan.edits else "nothing to change"
    click.echo(f"{plan.summary}: {done}", err=True)
    return 0


def diff(edit: FileEdit) -> Iterator[str]:
    """Yield a file's unified diff, as ``git diff`` shows it."""
    before = (edit.before or "").splitlines(keepends=True)
    after = (edit.after or "").splitlines(keepends=True)
    old = f"a/{edit.path}" if edit.before is not None else "/dev/null"
    new = f"b/{edit.path}" if edit.after is not None else "/dev/null"
    for line in difflib.unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def planned(make: object, *arguments: object, **options: object) -> EditPlan:
    """Call a planner; turn its refusal into a message for the person."""
    from dateline.content.registry_edit import EditError

    try:
        return make(*arguments, **options)  # type: ignore[operator, no-any-return]
    except EditError as error:
        raise DatelineError(str(error)) from None
