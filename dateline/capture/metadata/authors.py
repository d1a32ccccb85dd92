"""Who wrote an article: people apart from editors, outlets and agencies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.capture.metadata.bylines import all_names, find_authors, find_editors, find_signature
from dateline.capture.metadata.end_credit import split_end_credit
from dateline.capture.metadata.found import Found, Line
from dateline.capture.metadata.names import is_han_name, is_outlet
from dateline.capture.metadata.structured import Facts, Node, text_of
from dateline.model.capture import Certainty

_METAS: Final = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "creator",
    "cxenseparse:author",
    "authors",
    "article:author_name",
    "og:article:author",
    "twitter:creator:name",
)
_BY = re.compile(
    r"^(?:(?:written|reported|posted|published|story|words|text|compiled)\s)?(?:by|von|por|par|di|door|av|af|de|"
    r"yazan|oleh|autor(?:ka|in|es)?(?:/autor)?|author|text|redakce|scris de)\b\s?:?\s{0,3}",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s[|•·]\s.*|,?\s(?:for|at|in)\s(?:the\s)?[A-Z].*|\s(?:updated|published|posted)\b.*|@\S+|\s?https?://.*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s(?:senior|staff|chief|deputy|associate|contributing|freelance|guest|managing|executive)\s.*$|\s(?:senior|editor|writer)$|"
    r"(?<=[a-zà-ÿ])\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}\b.*$|\s\d{1,2}[./\s].*$|"
    r",\s(?:staff|senior|chief|political|business|editor|reporter|correspondent|writer|contributor|special|associate|the\s|phd|md\b|bbc|cnn|reuters|ap\b|afp).*$|"
    r"\s(?:staff\s(?:writer|reporter)|correspondent|reporter|contributor|기자.*|記者|记者)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s{0,2}[,;/|&、，；]\s{0,2}|\s(?:and|und|et|y|og|och|en|ed|e|a|i|ve|với|and\sby)\s", re.IGNORECASE
)
_URLISH = re.compile(r"[:*?!]|https?:|www\.|@|\.(?:com|org|net|de|cn)\b|/|\d{3,}|[<>{}\[\]=]")
_BYLINE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w{0,12}|author(?:s|name|-name)?|writer|reporter|contrib(?:utor)?|creator)(?:$|[\s_-])|(?-i:[a-z]Author|Author[A-Z]|[a-z]Byline|Byline[A-Z])",
    re.IGNORECASE,
)
MAX_AUTHORS: Final = 12


@dataclass(frozen=True, slots=True)
class AuthorClues:
    """Where authors may be read from.

    ``marked`` returns the texts of elements that are marked as naming the author (``rel=author``, ``itemprop``, class),
    ``first`` the first lines of the text, ``last`` its last ones with what follows it, ``signed`` its own last lines,
    ``suffix`` what follows the headline in ``<title>``, folded.
    """

    facts: Facts
    head: Sequence[Line] = ()
    first: Sequence[str] = ()
    last: Sequence[str] = ()
    signed: Sequence[str] = ()
    marked: Callable[[], Sequence[str]] = tuple
    outlets: frozenset[str] = frozenset()
    suffix: str = ""
    chinese: bool = False


@dataclass(frozen=True, slots=True)
class Authors:
    """Authors and editors with the evidence for the authors."""

    names: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    found: Found = field(default_factory=Found)


def find_people(clues: AuthorClues) -> Authors:
    """Return authors and editors."""
    lines = [line.text for line in clues.head]
    labelled = [name for text in (*lines, *clues.last) for name in find_editors(text)]
    behind = [name for text in clues.last for name in split_end_credit(text)[1]]
    editors = tuple(dict.fromkeys((*labelled, *behind)))
    names, origin, certainty = _chinese(clues, lines, editors) if clues.chinese else _other(clues, lines)
    names = tuple(dict.fromkeys(names))[:MAX_AUTHORS]
    return Authors(names, editors, Found(", ".join(names), origin, certainty) if names else Found())


def _chinese(
    clues: AuthorClues, lines: Sequence[str], editors: tuple[str, ...]
) -> tuple[tuple[str, ...], str, Certainty]:
    """Visible labels first: machine fields of Chinese pages hold outlets, editors and account numbers."""
    for texts, where in ((lines, "dateline"), (clues.first, "first lines"), (clues.last, "last lines")):
        for text in texts:
            names = tuple(
                name
                for name in find_authors(text)
                if _acceptable(name, clues) and (is_han_name(name) or not _is_paper(name))
            )
            if names:
                return names, f"{where}: {text.strip()[:60]}", Certainty.SURE
    for text in reversed(clues.signed):
        names = tuple(name for name in find_signature(split_end_credit(text)[0]) if _acceptable(name, clues))
        if names:
            return names, f"signature: {text.strip()[-40:]}", Certainty.LIKELY
    pure = next((found for text in lines[:3] if "、" in text and (found := all_names(text))), [])
    if pure:
        return tuple(pure), "line below the headline", Certainty.LIKELY
    shown = {token for text in (*lines, *clues.first[:1]) for token in re.split(r"[\s:：·|/／,，、()（）]+", text)}
    for name in _machine(clues):
        if name in shown and name not in editors and not is_outlet(name) and _plain(name):
            return (name,), "machine field that the page shows", Certainty.LIKELY
    return (), "", Certainty.SURE


def _is_paper(name: str) -> bool:
    return name.endswith(("报", "网", "社", "新闻", "客户端", "报社", "日报", "電視台", "电视台", "频道", "報", "網"))


def _plain(name: str) -> bool:
    folded = re.sub(r"[\W_]+", "", name)
    return len(folded) >= 2 and not folded.isdigit()


def _other(clues: AuthorClues, lines: Sequence[str]) -> tuple[tuple[str, ...], str, Certainty]:
    """People from machine fields, then from bylines; an organisation only where the page names no person."""
    stated = _json_ld(clues.facts.article)
    metas = list(_metas(clues.facts))
    for raw, origin in ((stated, "JSON-LD author"), (metas, "meta author")):
        stated_names = [name for text in raw for name in split_names(text)]
        people = tuple(
            name
            for name in stated_names
            if _acceptable(name, clues) and not is_outlet(name) and not _is_site(name, clues)
        )
        if people:
            return people, origin, Certainty.SURE
    for text in (*lines, *clues.first):
        names = _byline_names(text, clues)
        if names:
            return names, f"byline: {text[:60]}", Certainty.SURE
    marked = tuple(
        name
        for text in clues.marked()
        for name in split_names(text)
        if _acceptable(name, clues) and _capitalised(name) and not is_outlet(name)
    )
    if marked:
        return marked, "element marked as the author", Certainty.LIKELY
    last = next((text for text in reversed(clues.signed) if text), "")
    if (
        len(last) < 40
        and _capitalised(last)
        and not is_outlet(last)
        and _acceptable(last, clues)
        and last[-1] not in ".!?:"
    ):
        return (last.strip("() "),), f"signature: {last}", Certainty.LIKELY
    return _organisation(clues, lines, (*stated, *metas))


def _byline_names(text: str, clues: AuthorClues) -> tuple[str, ...]:
    if len(text) > 120 or not _BY.match(text):
        return ()
    return tuple(
        name for name in split_names(text) if _acceptable(name, clues) and _capitalised(name) and not is_outlet(name)
    )


def _organisation(
    clues: AuthorClues, lines: Sequence[str], stated: Sequence[str]
) -> tuple[tuple[str, ...], str, Certainty]:
    """Return the desk or agency that signs an article which no person signs."""
    for name in stated:
        cleaned = " ".join(name.split())
        if 1 < len(cleaned) <= 60 and not _URLISH.search(cleaned.replace(".de", "").replace(".be", "")):
            return (cleaned,), "JSON-LD or meta author: an organisation", Certainty.LIKELY
    for text in lines:
        match = _BY.match(text)
        first = _SPLIT.split(text[match.end() :])[0].strip() if match and len(text) < 100 else ""
        if 1 < len(first) <= 40 and first[0].isupper():
            return (first,), f"byline: {text[:60]}", Certainty.LIKELY
    for text in clues.marked():
        if is_outlet(text) and len(text) <= 40 and not _URLISH.search(text):
            return (text,), "element marked as the author", Certainty.LIKELY
    return (), "", Certainty.SURE


def _is_site(name: str, clues: AuthorClues) -> bool:
    folded = re.sub(r"[\W_]+", "", name.casefold())
    return any(
        len(folded) > 4 and (folded in outlet or (len(outlet) > 4 and outlet in folded)) for outlet in clues.outlets
    )


def _capitalised(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 5
        and sum(word[:1].isupper() for word in words) >= 2
        and not any(char.isdigit() for char in name)
    )


def _json_ld(article: Node) -> tuple[str, ...]:
    value = article.get("author") or article.get("creator") or ()
    items = value if isinstance(value, list) else [value]
    return tuple(name for item in items if (name := text_of(item)))


def _metas(facts: Facts) -> Iterable[str]:
    for name in _METAS:
        values = [value for value in facts.metas.get(name, ()) if value]
        if values and not all(_URLISH.search(value) for value in values):
            return values
    return ()


def _machine(clues: AuthorClues) -> list[str]:
    return [
        name
        for raw in (*_json_ld(clues.facts.article), *clues.marked(), *_metas(clues.facts))
        for name in split_names(raw)
    ]


def split_names(text: str) -> list[str]:
    """Split a byline into names and take off what is no name.

    >>> split_names("By Jane Doe and John Roe, staff writer")
    ['Jane Doe', 'John Roe']
    """
    cleaned = _BY.sub("", _CUT.sub("", " ".join(text.split())))
    cleaned = _ROLE.sub("", cleaned)
    parts = [_ROLE.sub("", part).strip(" .:-–—·•|,") for part in _SPLIT.split(cleaned)]
    return [part for part in parts if 1 < len(part) <= 60]


def _acceptable(name: str, clues: AuthorClues) -> bool:
    folded = re.sub(r"[\W_]+", "", name.casefold())
    return (
        bool(folded)
        and not folded.isdigit()
        and folded not in clues.outlets
        and not _URLISH.search(name)
        and len(name.split()) <= 8
        and not (clues.suffix and folded in clues.suffix)
    )


def is_byline_mark(names: str) -> bool:
    """Tell whether a class or id marks an element as the byline."""
    return bool(_BYLINE_NAMES.search(names))
