"""Tokens to Markdown in the subset that comrak, Python-Markdown, GitHub and Obsidian read alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from dateline.capture.markdown_escape import (
    code_fence,
    code_span,
    escape_alternative,
    escape_cell,
    escape_text,
    guard_line,
    link_target,
    link_title,
)
from dateline.capture.markdown_tokens import (
    Block,
    Code,
    Heading,
    Listing,
    Note,
    Paragraph,
    Quote,
    Rule,
    Run,
    RunKind,
    Table,
    Tokens,
)

INDENT = "    "
_TILDE = "\ue07e"
"""Stands for a tilde until the line is written."""
_JOINED = (RunKind.TEXT, RunKind.CODE, RunKind.MATH)
_LABEL = re.compile(r"[^\w-]+")


def write_markdown(tokens: Tokens) -> str:
    """Write a document; it ends with one newline unless it is empty."""
    parts = [text for block in (*tidy_rules(tokens.blocks), *tokens.notes) if (text := write_block(block))]
    return "\n\n".join(parts) + "\n" if parts else ""


def tidy_rules(blocks: Sequence[Block]) -> list[Block]:
    """Keep one rule between two other blocks, and none at the ends."""
    out: list[Block] = []
    for block in blocks:
        if not isinstance(block, Rule) or (out and not isinstance(out[-1], Rule)):
            out.append(block)
    while out and isinstance(out[-1], Rule):
        out.pop()
    return out


def write_block(block: Block) -> str:
    """Write one block without a trailing newline."""
    match block:
        case Paragraph(runs):
            return write_runs(runs)
        case Heading(level, runs):
            text = write_runs(_without_breaks(runs), guard=False)
            return f"{'#' * level} {_closed(text)}" if text else ""
        case Quote(blocks):
            return _prefixed(_joined(blocks), "> ", ">")
        case Listing():
            return _write_list(block)
        case Table(rows):
            return _write_table(rows)
        case Code(text, lang):
            fence = code_fence(text)
            return f"{fence}{lang}\n{text}\n{fence}"
        case Note(label, blocks):
            return _hanging(f"[^{label}]: ", _joined(blocks))
        case Rule():
            return "---"


def _closed(text: str) -> str:
    """Keep a trailing ``#`` from being read as the closing sequence of a heading."""
    return f"{text[:-1]}&#35;" if text.endswith("#") else text


def _joined(blocks: Iterable[Block]) -> str:
    return "\n\n".join(text for block in blocks if (text := write_block(block)))


def _prefixed(text: str, prefix: str, blank: str) -> str:
    return "\n".join(prefix + line if line else blank for line in text.split("\n")) if text else ""


def _hanging(marker: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([marker + first, *(INDENT + line if line else "" for line in rest)]) if text else ""


def _write_list(listing: Listing) -> str:
    tight = all(_is_tight(item) for item in listing.items)
    lines = []
    number = listing.start
    for item in listing.items:
        text = _join_tight(item) if tight else _joined(item)
        if not text:
            continue
        marker = f"{number}. " if listing.ordered else "- "
        if isinstance(item[0], Code):
            marker = marker.ljust(len(INDENT))
        if number > 99:
            text = text.replace("\n", " ")
        lines.append(_hanging(marker, text))
        number += 1
    return ("\n" if tight else "\n\n").join(lines)


def _is_tight(item: Sequence[Block]) -> bool:
    """Tell an item that needs no blank lines; only a tight list that starts at 1 may follow text without one."""
    if len(item) <= 1:
        return True
    first, second, *rest = item
    if rest or not isinstance(first, Paragraph) or not isinstance(second, Listing):
        return False
    return (not second.ordered or second.start == 1) and all(_is_tight(inner) for inner in second.items)


def _join_tight(item: Sequence[Block]) -> str:
    return "\n".join(text for block in item if (text := write_block(block)))


def _write_table(rows: Sequence[Sequence[Sequence[Run]]]) -> str:
    lines = [f"| {' | '.join(_write_cell(cell) for cell in row)} |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _write_cell(runs: Sequence[Run]) -> str:
    """Write a cell; code with a bar in it is written as text, since engines disagree on how to escape it."""
    barred = [replace(run, kind=RunKind.TEXT) if run.kind is RunKind.CODE and "|" in run.text else run for run in runs]
    return escape_cell(write_runs(_without_breaks(barred), guard=False))


def _without_breaks(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(Run(RunKind.TEXT, " ") if run.kind is RunKind.BREAK else run for run in runs)


def write_runs(runs: Sequence[Run], *, guard: bool = True) -> str:
    """Write inline content: one line, or several joined by hard breaks (two spaces and a newline)."""
    marked = _mark_tildes(runs)
    lines = []
    for broken, group in groupby(marked, key=lambda run: run.kind is RunKind.BREAK):
        if broken:
            continue
        line = _write_line(list(group)).strip(" \t")
        if line:
            lines.append(guard_line(line) if guard else line)
    return "  \n".join(lines).replace(_TILDE, "&#126;")


def _mark_tildes(runs: Sequence[Run]) -> Sequence[Run]:
    """Mark the tildes of a paragraph that has two or more: GFM strikes through what stands between a pair."""
    if sum(run.text.count("~") for run in runs if run.kind is RunKind.TEXT) < 2:
        return runs
    return [replace(run, text=run.text.replace("~", _TILDE)) if run.kind is RunKind.TEXT else run for run in runs]


def _write_line(runs: list[Run]) -> str:
    out = ""
    for (href, title), group in groupby(_tidied(runs), key=lambda run: (run.href, run.title if run.href else "")):
        inner = _write_marks(list(group))
        if href and inner.strip():
            lead, core, tail = _split_space(inner)
            core = f"&#94;{core[1:]}" if core[0] == "^" else core  # [^ begins a footnote
            out = _followed(out, f"{lead}[{core}]({link_target(href)}{link_title(title)}){tail}")
        else:
            out = _followed(out, inner)
    return out


def _followed(text: str, piece: str) -> str:
    """Put a piece after what is written; an exclamation mark before a bracket would make an image of a link."""
    return f"{text[:-1]}\\!{piece}" if text.endswith("!") and piece.startswith("[") else text + piece


def _tidied(runs: Iterable[Run]) -> list[Run]:
    """Join neighbours that carry the same marks, so that no two delimiter runs meet."""
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last and run.kind is last.kind and run.kind in _JOINED and _marks(run) == _marks(last):
            out[-1] = replace(last, text=last.text + run.text)
        else:
            out.append(run)
    return out


def _marks(run: Run) -> tuple[bool, bool, str]:
    return run.strong, run.emphasis, run.href


def _write_marks(runs: list[Run]) -> str:
    out = ""
    for index, run in enumerate(runs):
        match run.kind:
            case RunKind.CODE:
                out += code_span(run.text)
            case RunKind.MATH:
                out += f"${code_span(run.text)}$"
            case RunKind.NOTE:
                out = _followed(out, f"[^{run.text}]")
            case RunKind.IMAGE:
                out += f"![{escape_alternative(run.text)}]({link_target(run.source)}{link_title(run.title)})"
            case _:
                after = runs[index + 1] if index + 1 < len(runs) else None
                out += _marked(run, out[-1:], after)
    return out


def _marked(run: Run, before: str, after: Run | None) -> str:
    """Put emphasis around the words of a run, outside of them spaces and punctuation.

    CommonMark refuses ``**重点。**后文``: a closing delimiter between punctuation and a letter does not close.
    """
    delimiter = "*" * (2 * run.strong + run.emphasis)
    if not delimiter or before == "*":
        return escape_text(run.text)
    start, end = 0, len(run.text)
    while start < end and _is_edge(run.text[start]):
        start += 1
    while end > start and _is_edge(run.text[end - 1]):
        end -= 1
    if start == end or (
        end == len(run.text) and after is not None and after.kind is RunKind.TEXT and _starts_marked(after)
    ):
        return escape_text(run.text)
    lead, core, tail = run.text[:start], run.text[start:end], run.text[end:]
    return f"{escape_text(lead)}{delimiter}{escape_text(core)}{delimiter}{escape_text(tail)}"


def _starts_marked(run: Run) -> bool:
    return (run.strong or run.emphasis) and bool(run.text) and not _is_edge(run.text[0])


def _is_edge(char: str) -> bool:
    return unicodedata.category(char)[0] in "PSZC"


def _split_space(text: str) -> tuple[str, str, str]:
    core = text.strip()
    start = text.find(core)
    return text[:start], core, text[start + len(core) :]


def note_label(text: str) -> str:
    """Make a footnote label that every engine accepts."""
    return _LABEL.sub("", text) or "note"
