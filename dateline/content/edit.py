"""Edit front matter on the lines concerned only: comments, order, quotes, line ends and BOM stay."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from dateline.content.frontmatter import FrontMatterError, Value, parse, split

_TOP_KEY = re.compile(r"([^\s#:'\"\[\]{},&*!|>%@`-][^:#]*?)[ \t]*:(?=[ \t\r\n]|\Z)")
_SAFE_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_AMBIGUOUS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def quote(value: str) -> str:
    """Write a scalar as YAML that every reader takes for the same string: an id plain, all else in double quotes."""
    if _SAFE_PLAIN.fullmatch(value) and value.lower() not in _AMBIGUOUS:
        return value
    text = json.dumps(value, ensure_ascii=False)
    return "".join(
        f"\\u{ord(char):04x}" if ord(char) in _ESCAPED or 0x7F <= ord(char) <= 0x9F else char for char in text
    )


_ESCAPED = frozenset((0x2028, 0x2029, 0xFEFF))


def format_value(value: str | Sequence[str]) -> str:
    """Write a string or a list of strings as a one-line YAML value."""
    if isinstance(value, str):
        return quote(value)
    return "[" + ", ".join(quote(item) for item in value) + "]"


def set_key(text: str, key: str, value: str | Sequence[str]) -> str:
    """Return the file with one top-level key set; all other lines stay byte for byte.

    A key that is there keeps its place and, if it was on one line, the comment behind it; a new key goes last.
    A list written one item a line stays so. Raises FrontMatterError where there is no front matter, and where a change
    of whole lines would damage what stands there.
    """
    parts = split(text)
    if parts.head_start < 0:
        raise FrontMatterError("the file has no front matter to edit", 1, 1)
    newline = "\r\n" if "\r\n" in text[: parts.body_start] else "\n"
    lines = parts.head.splitlines(keepends=True)
    found = _key_lines(lines, key)
    if found is None:
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += newline
        lines.append(f"{key}: {format_value(value)}{newline}")
    else:
        first, last = found
        lines[first:last] = _replacement(lines[first:last], key, value, newline)
    changed = text[: parts.head_start] + "".join(lines) + text[parts.head_start + len(parts.head) :]
    if not _says_the_rest(text, changed, key, present=True):
        line = found[0] + 2 if found else 1
        raise FrontMatterError(f"{key!r} is written in a way that cannot be changed safely: change it by hand", line, 1)
    return changed


def _says_the_rest(text: str, changed: str, key: str, *, present: bool) -> bool:
    """Tell whether the body and all keys but one are as before; True for a block that could not be read before."""
    try:
        before, body = _read(text)
    except FrontMatterError:
        return True
    try:
        after, left = _read(changed)
    except FrontMatterError:
        return False
    before.pop(key, None)
    return (after.pop(key, None) is not None) == present and after == before and left == body


def _read(text: str) -> tuple[dict[str, Value], str]:
    """Read keys and body as the reader of content does: a fence may be one only once line ends are alike."""
    parts = split(text.replace("\r\n", "\n"))
    return parse(parts.head), parts.body


def remove_key(text: str, key: str) -> str:
    """Return the file without one top-level key; unchanged where the key is absent.

    Raises FrontMatterError where that would damage what stands beside it.
    """
    parts = split(text)
    lines = parts.head.splitlines(keepends=True)
    first, last = _key_lines(lines, key) or (0, 0)
    del lines[first:last]
    start = max(parts.head_start, 0)
    changed = text[:start] + "".join(lines) + text[start + len(parts.head) :]
    if not _says_the_rest(text, changed, key, present=False):
        raise FrontMatterError(f"{key!r} cannot be removed safely: remove it by hand", first + 2, 1)
    return changed


def _key_lines(lines: Sequence[str], key: str) -> tuple[int, int] | None:
    """Return the half-open range of lines of a top-level key and its value, without what trails behind."""
    for index, line in enumerate(lines):
        match = _TOP_KEY.match(line)
        if match is None or match[1].strip("'\"") != key:
            continue
        end = index + 1
        last = end
        while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t-#"):
            if lines[end].strip() and lines[end][0] != "#":
                last = end + 1
            end += 1
        return index, last
    return None


def _replacement(old: Sequence[str], key: str, value: str | Sequence[str], newline: str) -> list[str]:
    if isinstance(value, str) or len(old) == 1:
        comment = _comment(old[0]) if len(old) == 1 else ""
        return [f"{key}: {format_value(value)}{comment}{newline}"]
    indent = next((re.match(r"[ \t]*", line)[0] for line in old[1:] if line.lstrip().startswith("-")), "  ")  # type: ignore[index]
    kept = {_item_text(line): line for line in old[1:]}
    return [old[0], *(kept.get(item, f"{indent}- {quote(item)}{newline}") for item in value)]


def _item_text(line: str) -> str:
    text = line.strip().removeprefix("-").strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _comment(line: str) -> str:
    """Return the comment behind a one-line value, with the blanks before it."""
    quoted = ""
    for index, char in enumerate(line):
        if quoted:
            if char == quoted and (quoted == "'" or line[index - 1] != "\\"):
                quoted = ""
        elif char in "'\"":
            quoted = char
        elif char == "#" and index and line[index - 1] in " \t":
            return line[len(line[:index].rstrip()) :].rstrip("\r\n")
    return ""
