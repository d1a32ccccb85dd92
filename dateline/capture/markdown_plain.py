"""The plain text of tokens: what a reader sees of them, without any marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

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


def plain_blocks(tokens: Tokens) -> list[str]:
    """Return the text of each paragraph, heading, cell and code block, in order; images have none."""
    return [text for block in (*tokens.blocks, *tokens.notes) for text in _texts(block) if text]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(runs) | Heading(_, runs):
            yield _text(runs)
        case Quote(blocks) | Note(_, blocks):
            for inner in blocks:
                yield from _texts(inner)
        case Listing(_, items, _):
            for item in items:
                for inner in item:
                    yield from _texts(inner)
        case Table(rows):
            for row in rows:
                yield from map(_text, row)
        case Code(text, _):
            yield text
        case Rule():
            return


def _text(runs: Iterable[Run]) -> str:
    parts = (" " if run.kind is RunKind.BREAK else "" if run.kind is RunKind.IMAGE else run.text for run in runs)
    return "".join(parts).strip()


def without_images(tokens: Tokens) -> Tokens:
    """Return the tokens without image runs."""
    return Tokens(tuple(map(_bare, tokens.blocks)), tokens.notes)


def _bare(block: Block) -> Block:
    match block:
        case Paragraph(runs) | Heading(_, runs):
            return replace(block, runs=_kept(runs))
        case Quote(blocks) | Note(_, blocks):
            return replace(block, blocks=tuple(map(_bare, blocks)))
        case Listing(_, items, _):
            return replace(block, items=tuple(tuple(map(_bare, item)) for item in items))
        case Table(rows):
            return Table(tuple(tuple(map(_kept, row)) for row in rows))
        case _:
            return block


def _kept(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.kind is not RunKind.IMAGE)
