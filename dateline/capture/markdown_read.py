"""An lxml element tree to tokens: what a reader sees, in the order they see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.capture.markdown_captions import attach_to_last, block_text, caption_figure, emphasised, is_caption
from dateline.capture.markdown_code import code_blocks, formula_of
from dateline.capture.markdown_runs import (
    CONTROL,
    PLAIN,
    append_code,
    append_text,
    clean_text,
    flatten,
    flush,
    headings,
    strong,
)
from dateline.capture.markdown_tags import BLOCKS, CODE, EMPHASIS, IMAGES, SILENT, STRONG
from dateline.capture.markdown_tokens import (
    Block,
    Listing,
    Note,
    Paragraph,
    Quote,
    Rule,
    Run,
    RunKind,
    Tokens,
)
from dateline.content.pictures import PREFIX

Element = Any
"""An ``lxml`` element; lxml ships no types."""

_HEADING = re.compile(r"h[1-6]")
_SUPERSCRIPT = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_SAFE_URL = re.compile(r"(?:https?:)?//|[^:]*$|mailto:|tel:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a tree.

    ``skip`` holds elements to leave out with all they contain; ``base_url`` resolves relative addresses; ``image``
    returns an image element's address (empty: leave the image out); ``embed`` returns the address that an embedded
    player or post stands for; ``link`` cleans a link's address.
    """

    skip: Collection[Element] = frozenset()
    base_url: str = ""
    image: Callable[[Element], str] = lambda element: str(element.get("src") or "")
    embed: Callable[[Element], str] = lambda _element: ""
    link: Callable[[str], str] = lambda url: url
    notes: dict[str, Element] = field(default_factory=dict)


def read_tokens(root: Element, options: ReadOptions) -> Tokens:
    """Read the subtree of ``root``; footnotes that a reference points to move to the end."""
    noted = replace(options, notes=find_notes(root))
    hidden = replace(noted, skip=frozenset(noted.skip) | frozenset(noted.notes.values()))
    reader = _Reader(hidden)
    blocks = reader.blocks(root)
    plain = _Reader(replace(hidden, notes={}, skip=options.skip))
    notes = tuple(Note(label, tuple(plain.blocks(noted.notes[target]))) for target, label in reader.cited.items())
    return Tokens(tuple(blocks), tuple(note for note in notes if note.blocks))


def find_notes(root: Element) -> dict[str, Element]:
    """Map the ids that superscript links point to onto the list items or paragraphs they name."""
    wanted = {
        href[1:]
        for link in root.iter("a")
        if (href := link.get("href") or "").startswith("#") and len(href) > 1 and _is_reference(link)
    }
    if not wanted:
        return {}
    return {
        identifier: element
        for element in root.iter("li", "p", "div", "aside")
        if (identifier := element.get("id") or "") in wanted and element.get("id")
    }


def _is_reference(link: Element) -> bool:
    parent = link.getparent()
    raised = (parent is not None and parent.tag == "sup") or link.find("sup") is not None
    text = "".join(link.itertext()).strip(" []()（）")
    return bool(raised or "footnote" in (link.get("class") or "")) and 0 < len(text) <= 4


class _Reader:
    """Hold what is gathered on the way: which footnotes were cited, under which label."""

    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.cited: dict[str, str] = {}

    def blocks(self, element: Element) -> list[Block]:
        """Read the content of a block element."""
        out: list[Block] = []
        runs: list[Run] = []
        append_text(runs, element.text, PLAIN)
        for child in element:
            self._child(child, out, runs)
            append_text(runs, child.tail, PLAIN)
        flush(runs, out)
        return out

    def _child(self, child: Element, out: list[Block], runs: list[Run]) -> None:
        tag = child.tag
        if not isinstance(tag, str) or child in self.options.skip:
            return
        if is_caption(child):
            self._caption(child, out, runs)
        elif tag in BLOCKS or (len(child) and tag not in SILENT and _holds_blocks(child)):
            flush(runs, out)
            out.extend(self._block(child, tag))
        else:
            self.inline(child, runs, PLAIN)

    def _block(self, element: Element, tag: str) -> list[Block]:
        if tag == "pre":
            return code_blocks(element)
        if tag in ("ul", "ol", "dir", "menu"):
            return self._list(element, ordered=tag == "ol")
        if tag == "table":
            from dateline.capture.markdown_tables import read_table

            return read_table(element, self.options.skip, self.blocks, self.cell)
        if tag == "hr":
            return [Rule()]
        if tag == "figure":
            return self._figure(element)
        inner = self.blocks(element)
        if tag == "blockquote":
            return [Quote(tuple(inner))] if inner else []
        if _HEADING.fullmatch(tag):
            return headings(inner, int(tag[1]))
        if tag in ("figcaption", "caption"):
            return [emphasised(block) for block in inner]
        if tag == "dt":
            return [strong(block) for block in inner]
        return inner

    def _caption(self, child: Element, out: list[Block], runs: list[Run]) -> None:
        """Give a caption to the image before it; one that is long, or whose image cannot be shown, is text."""
        flush(runs, out)
        blocks = self.blocks(child)
        captioned = attach_to_last(out, blocks) if out else None
        if captioned:
            out[-1] = captioned
        elif any(block_text(block) for block in blocks):
            out.extend(emphasised(block) for block in blocks)

    def _figure(self, element: Element) -> list[Block]:
        """Read a figure: all text beside its image or player is the caption, and becomes the title.

        A figure whose image cannot be shown (its address is known only to a script) is left out with its caption.
        """
        inner = self.blocks(element)
        if next(element.iter("table", "pre", "blockquote", "ul", "ol"), None) is not None:
            return inner
        media = next(element.iter("img", "amp-img", "picture", "iframe", "video", "audio"), None)
        return caption_figure(inner, shown=media is None)

    def _list(self, element: Element, *, ordered: bool) -> list[Block]:
        items: list[tuple[Block, ...]] = []
        for child in element:
            if not isinstance(child.tag, str) or child in self.options.skip or child.tag in SILENT:
                continue
            if child.tag in ("ul", "ol") and items:
                items[-1] = (*items[-1], *self._block(child, child.tag))
            else:
                items.extend(_items(self._block(child, child.tag) if child.tag in ("ul", "ol") else self.blocks(child)))
        if not items:
            return []
        if len(items) == 1 and not any(isinstance(block, Paragraph) for block in items[0]):
            return list(items[0])
        start = element.get("start") or ""
        return [Listing(ordered, tuple(items), int(start) if start.isdecimal() and len(start) < 3 else 1)]

    def cell(self, element: Element) -> tuple[Run, ...]:
        """Read a table cell as one line of inline content."""
        runs: list[Run] = []
        for block in self.blocks(element):
            flat = flatten(block)
            if flat and runs:
                runs.append(Run(RunKind.TEXT, " "))
            runs.extend(flat)
        return tuple(runs)

    def inline(self, element: Element, runs: list[Run], marks: Run) -> None:
        """Append the runs of an inline element; ``marks`` is a run whose marks it inherits."""
        tag = element.tag
        if not isinstance(tag, str) or element in self.options.skip:
            return
        if tag in SILENT:
            self._replaced(element, runs, marks)
            return
        if tag == "br":
            runs.append(Run(RunKind.BREAK, ""))
            return
        if tag in IMAGES:
            self._image(element, runs, marks)
            return
        if tag in CODE:
            append_code(runs, element, marks)
            return
        if tag in ("sup", "sub") and self._script(element, runs, marks):
            return
        inner = self._marks(element, tag, marks)
        if tag == "a" and self._note(element, runs):
            return
        append_text(runs, element.text, inner)
        for child in element:
            self.inline(child, runs, inner)
            append_text(runs, child.tail, inner)

    def _marks(self, element: Element, tag: str, marks: Run) -> Run:
        if tag in STRONG:
            return replace(marks, strong=True)
        if tag in EMPHASIS:
            return replace(marks, emphasis=True)
        if tag == "a" and not marks.href:
            return replace(marks, href=self._href(element))
        return marks

    def _href(self, element: Element) -> str:
        raw = CONTROL.sub("", (element.get("href") or "").strip())
        if not raw or raw.startswith("#") or not _SAFE_URL.match(raw):
            return ""
        return self.options.link(resolve(self.options.base_url, raw))

    def _note(self, element: Element, runs: list[Run]) -> bool:
        target = (element.get("href") or "")[1:]
        if not (element.get("href") or "").startswith("#") or target not in self.options.notes:
            return False
        label = self.cited.setdefault(target, str(len(self.cited) + 1))
        runs.append(Run(RunKind.NOTE, label))
        return True

    def _script(self, element: Element, runs: list[Run], marks: Run) -> bool:
        text = "".join(element.itertext()).strip()
        table = _SUPERSCRIPT if element.tag == "sup" else _SUBSCRIPT
        if len(element) or not text or any(ord(char) not in table for char in text):
            return False
        append_text(runs, text.translate(table), marks)
        return True

    def _image(self, element: Element, runs: list[Run], marks: Run) -> None:
        source = self.options.image(element)
        if source:
            alt = clean_text(element.get("alt") or "").strip()
            url = source if source.startswith(PREFIX) else resolve(self.options.base_url, source)
            runs.append(replace(marks, kind=RunKind.IMAGE, text=alt, source=url, strong=False, emphasis=False, href=""))

    def _replaced(self, element: Element, runs: list[Run], marks: Run) -> None:
        formula = formula_of(element)
        if formula:
            runs.append(Run(RunKind.MATH, formula))
            return
        url = self.options.embed(element)
        if url:
            absolute = resolve(self.options.base_url, url)
            player = replace(marks, text=_host(absolute), href=absolute, source=absolute)
            runs.extend([Run(RunKind.BREAK, ""), player, Run(RunKind.BREAK, "")])


def resolve(base: str, url: str) -> str:
    """Make an address absolute where the base is known; a broken one is returned as it is."""
    if not base:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _host(url: str) -> str:
    """Return the host that a player or post comes from: the text of the link that stands for it."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or url


def _items(blocks: list[Block]) -> list[tuple[Block, ...]]:
    """Return the list items that an item's blocks make: an item begins with text, never with a list or a quotation."""
    while blocks and isinstance(blocks[0], Quote):
        blocks = [*blocks[0].blocks, *blocks[1:]]
    if not blocks:
        return []
    if isinstance(blocks[0], Listing):
        return [*blocks[0].items, *_items(blocks[1:])]
    return [tuple(blocks)]


def _holds_blocks(element: Element) -> bool:
    return next(element.iter(*BLOCKS), None) is not None
