"""Preformatted text, source code and formulas."""

from __future__ import annotations

import re
from typing import Any

from dateline.capture.markdown_runs import CONTROL
from dateline.capture.markdown_tags import SILENT
from dateline.capture.markdown_tokens import Block, Code

Element = Any
_LANG_CLASS = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)-?\s?([\w+#.-]{1,20})")


def code_blocks(element: Element) -> list[Block]:
    """Return a ``pre`` element as a code block, kept to the character, with the language its class names."""
    text = _preformatted(element).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = CONTROL.sub("", text).strip("\n").rstrip()
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


def formula_of(element: Element) -> str:
    """Return the TeX of a MathML element or MathJax script, or what MathML says in plain text; empty for others."""
    if element.tag == "math":
        for note in element.iter("annotation"):
            if "tex" in (note.get("encoding") or "").lower():
                return " ".join((note.text or "").split())
        return " ".join((element.get("alttext") or "".join(element.itertext())).split())
    if element.tag == "script" and (element.get("type") or "").startswith("math/tex"):
        return " ".join((element.text or "").split())
    return ""
