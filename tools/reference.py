"""Write the reference pages that the program knows best: ``python tools/reference.py``; ``--check`` only compares.

docs/reference/commands.md comes from the help of every command, docs/reference/problems.md from the table of codes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.group import COMMANDS, LazyGroup, group
from dateline.model.codes import CODES

DOCS = Path(__file__).resolve().parents[1] / "docs" / "reference"
STREAMS = (
    "Results go to standard output, everything else to standard error. Exit status: 0 fine, 1 problems, 2 wrong usage."
)
PROBLEM = (
    "A problem prints as `path:line:column: CODE message — hint`. "
    "Errors make a command exit 1; warnings only under `--strict`; notes never."
)
RANGES = {
    "1": "Captures",
    "2": "Content and front matter",
    "3": "Dates and events",
    "4": "Entities and topics",
    "5": "Links and addresses",
    "6": "The built site",
    "7": "Engine and files",
    "8": "Network and preview",
}


def commands_page() -> str:
    """Return the page of commands: the overview and each command's help."""
    parts = [
        "# Commands",
        "",
        "Written from `dateline --help`; `python build.py …` is the same program. Without a command: `build`.",
        "",
        STREAMS,
        "",
    ]
    for name in sorted(COMMANDS):
        parts += [f"## {name}", "", *_help(name)]
    return "\n".join(parts)


def _help(name: str) -> list[str]:
    context = click.Context(group, info_name="dateline")
    lazy = group
    command = lazy.get_command(context, name) if isinstance(lazy, LazyGroup) else None
    if command is None:
        return []
    inner = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
    made = ["```", command.get_help(inner).rstrip(), "```", ""]
    if isinstance(command, click.Group):
        for sub in command.list_commands(inner):
            child = command.get_command(inner, sub)
            if child is not None:
                deeper = click.Context(child, info_name=sub, parent=inner, max_content_width=100, terminal_width=100)
                made += [f"### {name} {sub}", "", "```", child.get_help(deeper).rstrip(), "```", ""]
    return made


def problems_page() -> str:
    """Return the page of problem codes."""
    parts = [
        "# Problems",
        "",
        PROBLEM,
        "`dateline check --format json` gives one object a line, `--format github` annotations for pull requests.",
        "",
    ]
    for digit, title in RANGES.items():
        codes = {code: text for code, text in sorted(CODES.items()) if code[2] == digit}
        if codes:
            parts += [f"## {title}", "", "| code | what it means |", "| --- | --- |"]
            parts += [f"| `{code}` | {text} |" for code, text in codes.items()]
            parts.append("")
    return "\n".join(parts)


PAGES = {"commands.md": commands_page, "problems.md": problems_page}


def main() -> int:
    """Write the pages, or with --check say which are not up to date."""
    stale = [
        name for name, make in PAGES.items() if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != make()
    ]
    if "--check" in sys.argv:
        print("\n".join(f"docs/reference/{name} is not up to date: python tools/reference.py" for name in stale))
        return int(bool(stale))
    for name in stale:
        (DOCS / name).write_text(PAGES[name](), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
