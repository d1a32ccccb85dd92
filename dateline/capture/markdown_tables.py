"""Tables: data becomes a GFM table, layout becomes the blocks it lays out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final

from dateline.capture.markdown_tokens import Block, Paragraph, Run, Table

Element = Any
MAX_SPAN: Final = 50
"""Columns a cell may span: more is a mistake or an attack."""
_STRUCTURE: Final = frozenset({"table", "blockquote", "pre", "h1", "h2", "h3"})


def read_table(
    table: Element,
    skip: Collection[Element],
    blocks: Callable[[Element], list[Block]],
    cell: Callable[[Element], tuple[Run, ...]],
) -> list[Block]:
    """Return the table as one ``Table`` block after its caption, or the content of a layout table."""
    rows = table_rows(table, skip)
    out: list[Block] = []
    for caption in table.iterchildren("caption"):
        out.extend(blocks(caption))
    if is_layout(rows):
        for row in rows:
            for item in row:
                out.extend(blocks(item))
        return out
    read = [_read_row(row, cell) for row in rows]
    read = [row for row in read if any(row)]
    if len(read) < 2 or max(len(row) for row in read) < 2:
        return out + [Paragraph(runs) for row in read for runs in row if runs]
    width = max(len(row) for row in read)
    out.append(Table(tuple((*row, *((),) * (width - len(row))) for row in read)))
    return out


def table_rows(table: Element, skip: Collection[Element]) -> list[list[Element]]:
    """Return the cells of every row that belongs to this table and not to one inside it."""
    rows = []
    for part in table:
        if part in skip:
            continue
        trs = [part] if part.tag == "tr" else part.iterchildren("tr") if part.tag in ("thead", "tbody", "tfoot") else []
        for row in trs:
            if row not in skip:
                cells = [item for item in row.iterchildren("td", "th") if item not in skip]
                if cells:
                    rows.append(cells)
    return rows


def is_layout(rows: list[list[Element]]) -> bool:
    """Tell a table that places things on the page from one that holds data.

    Layout: a single row or column, or a cell with headings, tables, quotations or several paragraphs of prose.
    """
    if len(rows) < 2 or all(len(row) < 2 for row in rows):
        return True
    if any(item.tag == "th" for row in rows for item in row):
        return False
    return any(_is_region(item) for row in rows for item in row)


def _is_region(cell: Element) -> bool:
    if next(cell.iter(*_STRUCTURE), None) is not None:
        return True
    prose = sum(len("".join(paragraph.itertext())) > 100 for paragraph in cell.iter("p", "div"))
    return prose >= 2 or len("".join(cell.itertext())) > 1500


def _read_row(row: list[Element], cell: Callable[[Element], tuple[Run, ...]]) -> list[tuple[Run, ...]]:
    out: list[tuple[Run, ...]] = []
    for item in row:
        out.append(cell(item))
        span = item.get("colspan") or ""
        if span.isdecimal() and len(span) < 4:
            out.extend(() for _ in range(min(int(span), MAX_SPAN) - 1))
    return out
