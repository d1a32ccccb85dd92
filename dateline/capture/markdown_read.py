"""An lxml element tree to tokens: what a reader sees, in the order they see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import urljoin

from dateline.capture.markdown_captions import attach_to_last, block_text, caption_figure, emphasised, is_caption
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
    Tokens,
)

Element = Any
"""An ``lxml`` element; lxml ships no types."""

BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul "
    "caption amp-img-block".split()
)
SILENT: Final = frozenset(
    "script style noscript template head title meta link base svg canvas object embed param input select option textarea "
    "button iframe frame frameset map area audio video rt rp datalist progress meter wbr math".split()
)
STRONG: Final = frozenset({"b", "strong"})
EMPHASIS: Final = frozenset({"i", "em", "cite", "dfn", "var"})
CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
IMAGES: Final = frozenset({"img", "amp-img", "amp-anim", "image"})
_HEADING = re.compile(r"h[1-6]")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff\u2028\u2029\u00ad\u2060]+")
_CJK_BREAK = re.compile(r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SUPERSCRIPT = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_LANG_CLASS = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)-?\s?([\w+#.-]{1,20})")
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
    notes = tuple(
        Note(label, tuple(plain.blocks(noted.notes[target]))) for target, label in reader.cited.items()
    )
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
        _append_text(runs, element.text, _PLAIN)
        for child in element:
            self._child(child, out, runs)
            _append_text(runs, child.tail, _PLAIN)
        _flush(runs, out)
        return out

    def _child(self, child: Element, out: list[Block], runs: list[Run]) -> None:
        tag = child.tag
        if not isinstance(tag, str) or child in self.options.skip:
            return
        if is_caption(child):
            self._caption(child, out, runs)
        elif tag in BLOCKS or (len(child) and tag not in SILENT and _holds_blocks(child)):
            _flush(runs, out)
            out.extend(self._block(child, tag))
        else:
            self.inline(child, runs, _PLAIN)

    def _block(self, element: Element, tag: str) -> list[Block]:
        if tag == "pre":
            return _code(element)
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
            return _headings(inner, int(tag[1]))
        if tag in ("figcaption", "caption"):
            return [emphasised(block) for block in inner]
        if tag == "dt":
            return [_strong(block) for block in inner]
        return inner

    def _caption(self, child: Element, out: list[Block], runs: list[Run]) -> None:
        """Give a caption to the image before it; one that is long, or whose image cannot be shown, is text."""
        _flush(runs, out)
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
            blocks = self._block(child, child.tag) if child.tag in ("ul", "ol") else self.blocks(child)
            if child.tag in ("ul", "ol") and items:
                items[-1] = (*items[-1], *blocks)
            elif blocks:
                items.append(tuple(blocks))
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
            flat = _flatten(block)
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
            _append_code(runs, element, marks)
            return
        if tag in ("sup", "sub") and self._script(element, runs, marks):
            return
        inner = self._marks(element, tag, marks)
        if tag == "a" and self._note(element, runs):
            return
        _append_text(runs, element.text, inner)
        for child in element:
            self.inline(child, runs, inner)
            _append_text(runs, child.tail, inner)

    def _marks(self, element: Element, tag: str, marks: Run) -> Run:
        if tag in STRONG:
            return replace(marks, strong=True)
        if tag in EMPHASIS:
            return replace(marks, emphasis=True)
        if tag == "a" and not marks.href:
            return replace(marks, href=self._href(element))
        return marks

    def _href(self, element: Element) -> str:
        raw = _CONTROL.sub("", (element.get("href") or "").strip())
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
        _append_text(runs, text.translate(table), marks)
        return True

    def _image(self, element: Element, runs: list[Run], marks: Run) -> None:
        source = self.options.image(element)
        if source:
            alt = _clean(element.get("alt") or "").strip()
            url = resolve(self.options.base_url, source)
            runs.append(replace(marks, kind=RunKind.IMAGE, text=alt, source=url, strong=False, emphasis=False, href=""))

    def _replaced(self, element: Element, runs: list[Run], marks: Run) -> None:
        formula = _formula(element)
        if formula:
            runs.append(Run(RunKind.MATH, formula))
            return
        url = self.options.embed(element)
        if url:
            absolute = resolve(self.options.base_url, url)
            runs.extend([Run(RunKind.BREAK, ""), replace(marks, text=absolute, href=absolute), Run(RunKind.BREAK, "")])


_PLAIN: Final = Run(RunKind.TEXT, "")


def resolve(base: str, url: str) -> str:
    """Make an address absolute where the base is known; a broken one is returned as it is."""
    if not base:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _holds_blocks(element: Element) -> bool:
    return next(element.iter(*BLOCKS), None) is not None


def _clean(text: str) -> str:
    return _SPACE.sub(" ", _CJK_BREAK.sub("", _CONTROL.sub("", text)))


def _append_text(runs: list[Run], text: str | None, marks: Run) -> None:
    if text:
        cleaned = _clean(text)
        if cleaned:
            runs.append(replace(marks, text=cleaned) if marks is not _PLAIN else Run(RunKind.TEXT, cleaned))


def _append_code(runs: list[Run], element: Element, marks: Run) -> None:
    text = _clean("".join(element.itertext())).strip()
    if text:
        runs.append(replace(marks, kind=RunKind.CODE, text=text, strong=False, emphasis=False))


def _flush(runs: list[Run], out: list[Block]) -> None:
    """Close the paragraph being gathered; two breaks in a row end a paragraph."""
    current: list[Run] = []
    pending: list[Run] = []
    for run in runs:
        blank = run.kind is RunKind.TEXT and not run.text.strip(" \u3000")
        if run.kind is RunKind.BREAK or (blank and pending):
            pending.append(run)
            continue
        if sum(item.kind is RunKind.BREAK for item in pending) >= 2:
            _paragraph(current, out)
            current = []
        elif pending and current:
            current.extend(item for item in pending if item.kind is RunKind.BREAK)
        pending = []
        current.append(run)
    _paragraph(current, out)
    runs.clear()


def _paragraph(runs: list[Run], out: list[Block]) -> None:
    trimmed = _trimmed(runs)
    if trimmed:
        out.append(Paragraph(tuple(trimmed)))


def _trimmed(runs: Iterable[Run]) -> list[Run]:
    """Drop white space at the ends of lines and the doubled white space where runs meet."""
    out: list[Run] = []
    at_space = True
    for run in runs:
        if run.kind is RunKind.TEXT:
            text = run.text.lstrip(" \u3000") if at_space else run.text
            if not text:
                continue
            at_space = text.endswith(" ")
            out.append(replace(run, text=text) if text != run.text else run)
            continue
        if run.kind is RunKind.BREAK:
            _strip_end(out)
        at_space = run.kind is RunKind.BREAK
        out.append(run)
    _strip_end(out)
    return out


def _strip_end(runs: list[Run]) -> None:
    while runs:
        last = runs[-1]
        if last.kind is RunKind.TEXT:
            text = last.text.rstrip(" \u3000")
            if text:
                runs[-1] = replace(last, text=text)
                return
        elif last.kind is not RunKind.BREAK:
            return
        runs.pop()


def _headings(blocks: list[Block], level: int) -> list[Block]:
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not all(run.kind is RunKind.IMAGE for run in block.runs):
            out.append(Heading(level, tuple(replace(run, strong=False, emphasis=False) for run in block.runs)))
        else:
            out.append(block)
    return out


def _strong(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    return Paragraph(tuple(replace(run, strong=True) if run.kind is RunKind.TEXT else run for run in block.runs))


def _flatten(block: Block) -> list[Run]:
    if isinstance(block, Paragraph | Heading):
        return list(block.runs)
    if isinstance(block, Quote):
        return _spaced(_flatten(inner) for inner in block.blocks)
    if isinstance(block, Listing):
        return _spaced(_flatten(inner) for item in block.items for inner in item)
    if isinstance(block, Code):
        return [Run(RunKind.CODE, " ".join(block.text.split()))]
    return []


def _spaced(groups: Iterable[list[Run]]) -> list[Run]:
    out: list[Run] = []
    for group in groups:
        if out and group:
            out.append(Run(RunKind.TEXT, " "))
        out.extend(group)
    return out


def _code(element: Element) -> list[Block]:
    text = _preformatted(element).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = _CONTROL.sub("", text).strip("\n").rstrip()
    if not text:
        return []
    inner = element.find(".//code")
    names = " ".join(filter(None, [element.get("class"), inner.get("class") if inner is not None else ""]))
    lang = _LANG_CLASS.search(names)
    return [Code(text, lang[1].lower() if lang else "")]


def _preformatted(element: Element) -> str:
    parts = []
    for node in element.iter():
        if node.tag == "br" or (node.tag in ("li", "div", "p", "tr") and node.getprevious() is not None):
            parts.append("\n")
        if isinstance(node.tag, str) and node.tag not in SILENT:
            parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _formula(element: Element) -> str:
    if element.tag == "math":
        for note in element.iter("annotation"):
            if "tex" in (note.get("encoding") or "").lower():
                return " ".join((note.text or "").split())
        return " ".join((element.get("alttext") or "".join(element.itertext())).split())
    if element.tag == "script" and (element.get("type") or "").startswith("math/tex"):
        return " ".join((element.text or "").split())
    return ""
