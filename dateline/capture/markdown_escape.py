"""Escape text so that no Markdown engine takes any of it for markup.

The targets are comrak (CommonMark and GFM), Python-Markdown with the usual extensions, GitHub and Obsidian. A
backslash is used where all four honour it; where Python-Markdown does not (``<``, ``~``, ``=``, ``:``) a character
reference is, which all four decode.
"""

from __future__ import annotations

import re

_ANYWHERE = re.compile(r"[\\`*_\[\]{<]|&(?=#|\w{1,31};)|~~|==|%%")
_REFERENCES = {"<": "&lt;", "&": "&amp;", "~~": "&#126;&#126;", "==": "&#61;&#61;", "%%": "&#37;&#37;"}
_LINE_START = re.compile(r"([-+](?=[ \t]|$)|-(?=[- ]{1,80}$)|\+(?=\+\+)|#|>|!(?=!!))|(=|:(?=[ \t])|\?(?=\?\?)|~)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_DELIMITER_ROW = re.compile(r"[-:| \t]+")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]|(?<=\d)[.)]")
_UNENDED = re.compile(r"&#(?:\d{1,8}|[xX][0-9a-fA-F]{1,8})(?![0-9a-fA-F;])")
_TILDE = re.compile("~+")
_TITLE_UNSAFE = re.compile(r"[\\\"()\[\]<>`*_|{}&~=%]")
_URL_UNSAFE = re.compile(r"""[\s()<>\\"'`\[\]|*{}\x00-\x1f\x7f]""")


def escape_text(text: str) -> str:
    r"""Escape a stretch of inline text wherever it stands in a line.

    >>> escape_text("3*4=12 和 a_b <b>")
    '3\\*4=12 和 a\\_b &lt;b>'
    """
    return _ANYWHERE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    return _REFERENCES.get(found) or "\\" + found


def guard_line(line: str) -> str:
    r"""Escape what would start a block at the start of an already escaped line.

    >>> guard_line("1. 不是列表"), guard_line("# 话题"), guard_line("- 破折")
    ('1\\. 不是列表', '\\# 话题', '\\- 破折')
    """
    if not line:
        return line
    if _DELIMITER_ROW.fullmatch(line):
        return line.replace("|", "&#124;").replace("-", "\\-")
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]}\\{line[number.start(2) :]}"
    start = _LINE_START.match(line)
    if not start:
        return "\\" + line if line[0] == "|" else line
    if start[1]:
        return "\\" + line
    return f"&#{ord(line[0])};{line[1:]}"


def guard_tildes(line: str) -> str:
    """Replace single tildes when two or more could pair up as a strike-through (GFM)."""
    if len(_TILDE.findall(line)) < 2:
        return line
    return line.replace("~", "&#126;")


def escape_everything(text: str) -> str:
    """Write a paragraph with every ASCII sign as a character reference: nothing is left that could be markup."""
    return _SIGN.sub(lambda match: f"&#{ord(match[0])};", " ".join(text.split()))


def escape_cell(text: str) -> str:
    """Escape the bars of an already escaped table cell."""
    return text.replace("|", "\\|")


def link_title(text: str) -> str:
    """Write a link's or image's title in quotes; brackets and parentheses become references, which no engine miscounts.

    >>> link_title('Crane (left) lifts "it"')
    ' "Crane &#40;left&#41; lifts &quot;it&quot;"'
    """
    if not text:
        return ""
    return ' "' + _TITLE_UNSAFE.sub(lambda m: "&quot;" if m[0] == '"' else f"&#{ord(m[0])};", text) + '"'


def escape_alternative(text: str) -> str:
    r"""Escape an image's alternative text; brackets become references, so that no engine has to match them.

    >>> escape_alternative("crane [left] *")
    'crane &#91;left&#93; \\*'
    """
    return escape_text(text).replace("\\[", "&#91;").replace("\\]", "&#93;")


def code_span(text: str) -> str:
    """Write inline code with a fence longer than any run of backticks in it.

    Python-Markdown ends a character reference that lacks its semicolon, in code too: such code is written as text.
    """
    text = " ".join(text.split())
    if not text or _UNENDED.search(text):
        return escape_text(text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def code_fence(text: str) -> str:
    """Return a fence that does not occur in ``text``."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(3, longest + 1)


def link_target(url: str) -> str:
    """Percent-encode what would end or break a link destination; everything else stays as it was."""
    return _URL_UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), url)
