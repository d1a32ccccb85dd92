"""The editors' names that portals print behind the last sentence of an article: （责编：…）, 编辑：… 审核：…."""

from __future__ import annotations

import re
from typing import Final

_EDITS: Final = (
    r"(?:本文|本稿|网络|網絡|网站|網站|本期|值班|执行|執行|新媒体|新媒體|融媒体|融媒體|见习|見習|实习|實習|流程|视频|影音|圖片|图片|文字)?"
    r"(?:责任编辑|責任編輯|责\s?编|責\s?編|编\s{0,4}辑|編\s{0,4}輯|责任校对|責任校對|校\s{0,4}对|校\s{0,4}對|审\s{0,4}[核校稿]|審\s{0,4}[核校稿]"
    r"|[一二三初复終终][审審]|複審|编审|編審|监制|監製|主编|主編|总编|總編|值班主任|统筹|統籌|核稿)"
    r"(?:[/／、](?:编辑|編輯|校对|校對|审核|審核|主编|主編|核稿))?"
)
_WRITES: Final = r"(?:作\s{0,4}者|记者|記者|撰稿|撰文|通讯员|通訊員|来源|來源|摄影|攝影|供稿|文字|图片|圖片|文|图|圖)"
_COLON: Final = r"\s{0,2}[:：丨/／]\s{0,2}"
_NAME: Final = r"(?:[\u4e00-\u9fff][\u4e00-\u9fff·]{1,7}|[A-Za-z][\w.'-]{0,15}(?:\s[A-Z][\w.'-]{0,15})?)"
_NAMES: Final = rf"{_NAME}(?:\s{{0,2}}[、，,;；/／&\s]\s{{0,2}}{_NAME}){{0,5}}"
_BUTTON: Final = r"(?:\d{5,8}|返回搜狐，?查看更多|[【\[]\s?(?:打印|列印|关闭|關閉|纠错|返回)[^】\]。]{0,6}[】\]])"
_AFTER: Final = rf"(?:\s{{0,3}}{_BUTTON}){{0,3}}\s{{0,3}}$"
_LABELS: Final = rf"(?:{_EDITS}|{_WRITES})"
_BRACKETED = re.compile(
    rf"\s?[（(【\[]\s?(?P<credit>{_EDITS}{_COLON}[^()（）【】\[\]:：。！？]{{1,36}}"
    rf"(?:[:：][^()（）【】\[\]:：。！？]{{1,36}}){{0,5}})\s?[)）】\]]{_AFTER}"
)
_SENTENCE_END: Final = "。！？…”」』）)】"
_BARE = re.compile(
    rf"(?<=[{_SENTENCE_END}])\s{{0,4}}(?P<credit>(?:{_LABELS}{_COLON}{_NAMES}[\s|｜，,；;]{{0,4}}){{1,6}}){_AFTER}"
)
_SURELY = re.compile(
    r"\W{0,4}(?:本文|网络|網絡|本期|值班)?(?:责任编|責任編|责\s?编|責\s?編|编\s{0,4}辑|編\s{0,4}輯|[审審校])"
)
"""What edits an article; whom else brackets name inside a sentence may be the editor of a book."""
_EDITED = re.compile(rf"{_EDITS}{_COLON}")
_LABEL = re.compile(rf"\s{{0,4}}{_LABELS}{_COLON}")
_BETWEEN = re.compile(r"[、，,;；/／&|｜\s]+")
_REACH: Final = 120
_LONGEST: Final = 12


def split_end_credit(text: str) -> tuple[str, tuple[str, ...]]:
    """Part the last paragraph of a text from the editors named behind its last sentence.

    In brackets they may be anything short; without, they must follow the end of a sentence and be nothing but labels
    and names. A line that is all credit stays whole.

    >>> split_end_credit("电厂仍在建设。(责编:王明、李红)")
    ('电厂仍在建设。', ('王明', '李红'))
    >>> split_end_credit("電廠仍在建設。編輯：王明 審核：李紅")
    ('電廠仍在建設。', ('王明', '李紅'))
    """
    begin = max(0, len(text) - _REACH)
    for pattern in (_BRACKETED, _BARE):
        match = pattern.search(text, begin)
        head = text[: match.start()].rstrip() if match else ""
        if match is None or not head or not _EDITED.search(match["credit"]):
            continue
        if head[-1] in _SENTENCE_END or _SURELY.match(match[0]):
            return head, _editors(match["credit"])
    return text, ()


def _editors(credit: str) -> tuple[str, ...]:
    """Return the names behind the labels of editors, in order; those behind other labels are no editors."""
    marks = list(_LABEL.finditer(credit))
    found: list[str] = []
    for index, mark in enumerate(marks):
        if _EDITED.fullmatch(mark[0].strip()):
            end = marks[index + 1].start() if index + 1 < len(marks) else len(credit)
            found.extend(_BETWEEN.split(credit[mark.end() : end]))
    return tuple(dict.fromkeys(name for name in found if _may_name(name)))


def _may_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and not any(char.isdigit() for char in text)
