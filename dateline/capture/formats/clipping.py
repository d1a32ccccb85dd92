"""Markdown that a web clipper wrote: Obsidian Web Clipper, MarkDownload, Joplin, Readwise and Omnivore plugins.

The front matter's keys differ by tool; ``_KEYS`` says which of them mean what. The body is kept as it is, without
the title and the excerpt repeated on top and the page furniture at its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from dateline.capture.decode import decode
from dateline.capture.encoding_problems import report
from dateline.capture.folding import fold
from dateline.capture.fragment import unlinked
from dateline.capture.metadata.bylines import read_byline
from dateline.capture.metadata.language import guess_language
from dateline.capture.options import CaptureOptions, Reading
from dateline.capture.page_text.lines import Kind, classify
from dateline.capture.pictures import Pictures
from dateline.content.frontmatter import FrontMatterError, parse, split
from dateline.content.schema import normal_date, unlink
from dateline.model.capture import Capture, Certainty, Evidence, Extracted
from dateline.model.dates import DateError, PartialDate
from dateline.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "headline", "Title"),
    "url": ("url", "URL", "source_url", "link", "original_url", "canonical_url", "source", "Source", "clipped_from"),
    "source": ("publisher", "site", "site_name", "siteName", "publication", "website", "source"),
    "published": (
        "published", "date_published", "datePublished", "publish_date", "published_date", "publishedAt", "pubDate",
        "date"
    ),
    "updated": ("updated_source", "modified_source", "dateModified"),
    "captured": (
        "created", "clipped", "captured", "date_saved", "saved", "savedAt", "date_added", "created_time",
        "date created"
    ),
    "authors": ("author", "authors", "creator", "byline", "Author"),
    "image": ("image", "cover", "thumbnail"),
}
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_JOPLIN_FIELDS = re.compile(r"\n\n(id: [0-9a-f]{32}\n(?:[a-z_]+:[^\n]*\n?)+)\s*$")
_HEADING = re.compile(r"^#{1,3}[ \t]+(?P<text>.+?)[ \t]*#*$")
_SETEXT = re.compile(r"^(?P<text>[^\n]{1,300})\n={3,}$")
_ORIGIN = re.compile(
    r"^(?:\*|_|>|\s)*(?:source|from|clipped from|original|link|url|来源|原文|链接)\s?[:：]?\s*(?:\[[^\]]*\]\(|"
    r"<)?(?P<url>https?://[^\s)>]+)",
    re.IGNORECASE
)
_EXCERPT = re.compile(r"^> #{1,3} Excerpt\b")
_MARKS = re.compile(r"[*_`~]{1,3}|^>\s?|^#{1,6}\s+|\\(?=[\\`*_{}\[\]()#+.!>|~-])")


@dataclass(slots=True)
class _Draft:
    """Metadata as it is gathered, with its evidence."""

    values: dict[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def take(self, name: str, value: str | tuple[str, ...], origin: str, certainty: Certainty = Certainty.SURE) -> None:
        if value and not self.values.get(name):
            self.values[name] = value
            self.evidence.append(
                Evidence(name, value if isinstance(value, str) else ", ".join(value), origin, certainty)
            )


def read(capture: Capture, options: CaptureOptions) -> Reading:
    """Read one clipping."""
    decoded = decode(capture.data, options.charset)
    problems = report(decoded, capture.name)
    draft = _Draft()
    body, more = _metadata(decoded.text, draft, capture)
    blocks = _blocks(body)
    blocks = _strip_top(blocks, draft)
    blocks = _strip_end(blocks)
    pictures = Pictures(capture.resources, options.assets)
    text = pictures.localise("\n\n".join(blocks).strip())
    problems += pictures.problems(capture.name)
    draft.take("captured", capture.captured, "the file")
    draft.take("url", capture.url, "the address it was saved from")
    if not draft.values.get("title"):
        problems.append(
            Problem(capture.name, 1, 0, "DL113", "the clipping has no title", "write title: in it", Severity.WARNING)
        )
    if not draft.values.get("published"):
        hint = "write published: in the article"
        problems.append(
            Problem(capture.name, 0, 0, "DL302", "the clipping gives no publication date", hint, Severity.WARNING)
        )
    extracted = Extracted(
        body=f"{text}\n" if text else "", lang=guess_language(_plain(text)), evidence=tuple(draft.evidence),
        assets=pictures.assets, **draft.values
    )
    return Reading([extracted], problems=[*problems, *more])


def _metadata(text: str, draft: _Draft, capture: Capture) -> tuple[str, list[Problem]]:
    try:
        parts = split(text)
        head = parse(parts.head) if parts.head else {}
    except FrontMatterError as error:
        return _salvage(text, draft, capture, error)
    body = parts.body
    joplin = _JOPLIN_FIELDS.search("\n\n" + body) if not head else None
    if joplin:
        head = dict(line.split(": ", 1) for line in joplin[1].splitlines() if ": " in line)
        body = ("\n\n" + body)[: joplin.start()].lstrip("\n")
        first, _, body = body.partition("\n")
        draft.take("title", first.strip(), "the note's first line")
        head.setdefault("created", head.get("created_time", ""))
    return body, _from_keys(head, draft, capture.name)


def _salvage(text: str, draft: _Draft, capture: Capture, error: FrontMatterError) -> tuple[str, list[Problem]]:
    """Clippers write titles unquoted (``title: 标题: 副题``), which is no YAML; take each line for itself then."""
    match = re.match(r"---[ \t]*\n(?P<head>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if match is None:
        return text, [
            Problem(capture.name, error.line, error.column, "DL201", str(error), "close the front matter with ---")
        ]
    head: dict[str, Any] = {}
    for line in match["head"].splitlines():
        key, colon, value = line.partition(":")
        if colon and re.fullmatch(r"[A-Za-z_][\w -]{0,40}", key):
            head[key] = value.strip().strip("\"'")
        elif line.lstrip().startswith("- ") and head:
            last = next(reversed(head))
            head[last] = [
                *([head[last]] if isinstance(head[last], str) and head[last] else head[last] or []),
                line.lstrip()[2:].strip("\"' ")
            ]
    problems = _from_keys(head, draft, capture.name)
    note = Problem(
        capture.name, error.line, error.column, "DL201", f"the clipping's front matter is no YAML: {error}",
        "it was read line by line", Severity.NOTE
    )
    return text[match.end() :], [note, *problems]


def _from_keys(head: Mapping[str, Any], draft: _Draft, name: str) -> list[Problem]:
    problems: list[Problem] = []
    for target, keys in _KEYS.items():
        for key in keys:
            texts = _texts(head.get(key))
            if not texts or draft.values.get(target):
                continue
            origin = f"front matter, {key}"
            if target == "authors":
                draft.take(target, _people(texts), origin)
            elif target in ("published", "updated", "captured"):
                problems += _take_date(draft, target, texts[0], origin, name)
            elif target in ("url", "image"):
                if url := _URL.search(texts[0]):
                    draft.take(target, url[0], origin)
            elif target == "source":
                if not _URL.match(texts[0]):
                    draft.take(target, texts[0], origin)
            else:
                draft.take(target, texts[0], origin)
    return problems


def _take_date(draft: _Draft, target: str, text: str, origin: str, name: str) -> list[Problem]:
    value = _date(text, instant=target == "captured")
    if value:
        draft.take(target, value, origin)
        return []
    return [Problem(name, 0, 0, "DL301", f"{origin}: {text[:40]!r} is not a date", "", Severity.WARNING)]


def _date(text: str, *, instant: bool) -> str:
    """Read a date as tools write it; MarkDownload adds the zone in words: ``2024-11-28T10:00:00 (UTC +08:00)``."""
    text = re.sub(r"\s?\(UTC\s?([+-]\d{2}:?\d{2})\)$", r"\1", text.strip())
    value = normal_date(text)
    try:
        return PartialDate.parse(value).edtf
    except DateError:
        stamp = read_byline(text).stamp
        return (stamp.edtf if instant else stamp.date) if stamp and stamp.date else ""


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [unlink(item).strip() for item in items if isinstance(item, str) and item.strip()]


def _people(texts: list[str]) -> tuple[str, ...]:
    names = [name.strip() for text in texts for name in re.split(r"\s*[,，、;；|]\s*|\s+(?:and|&)\s+", text)]
    return tuple(dict.fromkeys(name for name in names if name and not _URL.match(name)))


def _blocks(body: str) -> list[str]:
    """Split at blank lines; a fenced block stays whole."""
    blocks: list[str] = []
    current: list[str] = []
    fence = ""
    for line in body.split("\n"):
        mark = re.match(r"\s{0,3}(```+|~~~+)", line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        if line.strip() or fence:
            current.append(line.rstrip() if not line.endswith("  ") else line)
        elif current:
            blocks.append("\n".join(current))
            current = []
    return [*blocks, "\n".join(current)] if current else blocks


def _strip_top(blocks: list[str], draft: _Draft) -> list[str]:
    """Take title, origin, excerpt and dateline off the top."""
    while blocks:
        first = blocks[0]
        heading = _HEADING.match(first) or _SETEXT.match(first)
        plain = _plain(first)
        if heading and (not draft.values.get("title") or fold(plain) == fold(draft.values["title"])):
            draft.take("title", _plain(heading["text"]), "the first heading", Certainty.LIKELY)
            rest = first.split("\n", 1)[1:] if _HEADING.match(first) else []
            blocks = [*(block for block in rest if block.strip()), *blocks[1:]]
        elif _EXCERPT.match(first):
            blocks = blocks[1:]
        elif rule := re.match(r"(?:-{3,}|\*{3,}|_{3,})[ \t]*(?:\n|$)", first):
            blocks = [first[rule.end() :], *blocks[1:]] if first[rule.end() :] else blocks[1:]
        elif (origin := _ORIGIN.match(first)) and len(plain) < 300:
            draft.take("url", origin["url"], "the first lines")
            blocks = blocks[1:]
        elif "\n" not in first and len(plain) < 160 and _is_credit(plain, draft):
            blocks = blocks[1:]
        else:
            break
    return blocks


def _is_credit(plain: str, draft: _Draft) -> bool:
    """Read a dateline or byline that the clipper kept above the text; tell whether the line was one."""
    kind = classify(plain).kind
    if kind not in (Kind.DATELINE, Kind.CREDIT, Kind.BUTTON, Kind.CRUMBS):
        return False
    if kind in (Kind.DATELINE, Kind.CREDIT):
        byline = read_byline(plain, captured=draft.values.get("captured", ""))
        origin = f"the line {plain[:40]!r}"
        if byline.stamp:
            draft.take("published", byline.stamp.edtf, origin, Certainty.LIKELY)
        draft.take("source", byline.source, origin)
        draft.take("authors", byline.authors, origin)
        draft.take("editors", byline.editors, origin)
    return True


def _strip_end(blocks: list[str]) -> list[str]:
    """Cut from the heading of a box of links on, when no more than a sentence of text follows it; drop buttons."""
    kinds = [classify(_plain(block)).kind for block in blocks]
    for index, kind in enumerate(kinds):
        after = sum(later is Kind.PROSE for later in kinds[index:])
        if index and kind in (Kind.END, Kind.RIGHTS) and after <= 1 and after * 4 < sum(k is Kind.PROSE for k in kinds):
            blocks, kinds = blocks[:index], kinds[:index]
            break
    return [block for block, kind in zip(blocks, kinds, strict=True) if kind is not Kind.BUTTON or _holds_more(block)]


def _holds_more(block: str) -> bool:
    """An image, a rule, a table or code looks empty to the classifier."""
    return bool(re.search(r"!\[|```|~~~|^\s*\||^(?:-{3,}|\*{3,})$", block, re.MULTILINE)) or "\n" in block


def _plain(markdown: str) -> str:
    return _MARKS.sub("", unlinked(markdown)).strip()
