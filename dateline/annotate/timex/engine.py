"""Find and resolve every dated expression of a document."""

from __future__ import annotations

from typing import Final

from dateline.annotate.timex.expression import Expression
from dateline.annotate.timex.language import Language, language
from dateline.annotate.timex.resolve import resolve
from dateline.model.annotation import Block, BlockKind, Document, Timex
from dateline.text.pattern import deferred

_HAN = deferred("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA = deferred("[\u3041-\u30fa]")
_LATIN = deferred("[A-Za-z]")
_ENGLISH_DATE: Final = deferred(
    "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{1,6})?[.,]?[ \u3000]?[0-9]"
)
_CHINESE_DATE: Final = deferred("[年月日](?=[0-9０-９初底末，。、,. ]|$)")
_HAN_LANGUAGES: Final = ("zh", "yue", "wuu", "lzh", "ja")
_LETTERS_OF_PROSE: Final = 3
_UNREAD: Final = (BlockKind.CODE, BlockKind.CAPTION)
_HEADING: Final = BlockKind.HEADING


def find_timexes(document: Document) -> list[Timex]:
    """Return the dated expressions of a document in text order, resolved, without overlaps.

    Each block is read by the module of its own script: an English quotation in a Chinese article is read as English.
    Blocks of code are left out. Without blocks, the text's lines are the blocks. The result depends
    on the document alone; ``document.dct`` is the only "now".

    >>> from dateline.model.dates import PartialDate
    >>> document = Document("a", "zh", "该公司去年11月上市。", dct=PartialDate.parse("2024-05-06"))
    >>> [(timex.text, timex.value) for timex in find_timexes(document)]
    [('去年11月', '2023-11')]
    """
    found: list[tuple[Block, Language, list[Expression]]] = []
    base = document.lang.partition("-")[0].lower()
    for block in document.blocks or split_lines(document.text):
        # What a caption dates is the photograph.
        if block.kind in _UNREAD:
            continue
        text = document.text[block.start:block.end]
        reader = _language_of(text, base)
        if reader is None:
            continue
        expressions = reader.find(document.text, block.start, block.end)
        if (guest := _guest(text, reader.code)) is not None:
            expressions = _merged(expressions, guest.find(document.text, block.start, block.end))
        if expressions or block.kind is _HEADING:
            found.append((block, reader, expressions))
    return resolve(document, found)


def split_lines(text: str) -> tuple[Block, ...]:
    """Return one paragraph block a line that is not blank."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line and not line.isspace():
            blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return tuple(blocks)


def _language_of(text: str, base: str) -> Language | None:
    """Choose by the block's script, and among languages that share a script by the document's tag."""
    code = _by_script(text, base)
    return language(code or "en") or (language("zh") if code in _HAN_LANGUAGES else None)


def _guest(text: str, code: str) -> Language | None:
    """Return the other language whose dates a block also holds: "Nov. 28, 2024" in Chinese, 2024年 in English."""
    if code == "zh":
        return language("en") if _ENGLISH_DATE.search(text) else None
    if code == "en":
        return language("zh") if not text.isascii() and _CHINESE_DATE.search(text) else None
    return None


def _merged(own: list[Expression], guests: list[Expression]) -> list[Expression]:
    """Add those of the guest language that are in its script and overlap nothing of the block's own."""
    taken = {position for expression in own for position in range(expression.start, expression.end)}
    free = [guest for guest in guests if taken.isdisjoint(range(guest.start, guest.end))]
    return sorted((*own, *free), key=lambda expression: expression.start)


def _prose(text: str) -> bool:
    """Tell a line of English from a bare number or date in a table cell, which is read in the document's language."""
    return len(_LATIN.findall(text)) >= _LETTERS_OF_PROSE


def _by_script(text: str, base: str) -> str:
    """Kana make a block Japanese, unless a Chinese text only quotes a word; mostly Han make it Chinese."""
    if text.isascii():
        return "en" if base in _HAN_LANGUAGES and _prose(text) else base
    if _HAN.search(text) is None:
        return "ja" if _KANA.search(text) else base
    if base == "ja":
        return base
    if _KANA.search(text) and len(_KANA.findall(text)) * 4 > len(_HAN.findall(text)):
        return "ja"
    if base in _HAN_LANGUAGES:
        return base
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    return "zh" if han * 2 > latin or not base else base
