"""Fields to records: which key of which tool fills which field of an article, entity or topic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from dateline.content.schema import Fields, normal_date, unlink
from dateline.model.article import Article, EventOverride, Publish
from dateline.model.dates import DateError, PartialDate
from dateline.model.entity import ENTITY_TYPES, Entity, NamePeriod, Topic
from dateline.model.problem import Severity, SourceRef
from dateline.text.lang import guess_lang
from dateline.text.slug import component, slug

_INSTANT: Final = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
_URL: Final = re.compile(r"https?://", re.IGNORECASE)
_TYPE_WORDS: Final = {"organization": "organisation", "org": "organisation", "location": "place", "people": "person"}


def article_from(fields: Fields, body: str, body_line: int) -> Article | None:
    """Make an Article of a file's fields; None, with a problem, where it has no title."""
    stem = fields.path.rpartition("/")[2].rpartition(".")[0]
    title = unlink(fields.text("title", "标题"))
    if not title:
        fields.problem((), "DL203", "the article has no title", 'add title: "…" to the front matter')
        return None
    source, url = _source_and_url(fields)
    published = fields.date("published", "date", "publishDate", "pubdate")
    if published is None and not any(problem.code == "DL301" for problem in fields.problems):
        fields.problem(
            (),
            "DL302",
            "the article has no publication date",
            'add published: "2024-11-28", as precise as it is known',
            Severity.WARNING,
        )
    status = fields.choice("status", ("published", "draft"), "published")
    return Article(
        id=_identifier(fields, "slug", "id") or component(stem),
        ref=SourceRef(fields.path, body_line),
        title=title,
        body=body,
        body_line=body_line,
        published=published,
        updated=fields.date("updated", "lastmod", "modified"),
        captured=_instant(fields),
        capture=fields.text("capture"),
        source=source,
        site=fields.text("site"),
        section=fields.text("section"),
        subtitle=fields.text("subtitle"),
        url=url,
        authors=fields.texts("authors", "author", "作者"),
        editors=fields.texts("editors", "editor"),
        lang=fields.text("lang", "language") or guess_lang(title + "\n" + body[:2000]),
        entities=fields.texts("entities"),
        topics=fields.texts("topics"),
        rejected=fields.texts("rejected"),
        description=fields.text("description", "summary", "excerpt"),
        image=fields.text("image", "cover"),
        archived=fields.text("archived"),
        sources=fields.texts("sources"),
        draft=fields.flag("draft") or status == "draft",
        publish=_publish(fields),
        redirect_from=fields.texts("redirect_from"),
        events=_overrides(fields),
        extra=dict(fields.values),
    )


def _identifier(fields: Fields, *names: str) -> str:
    """Take an id that a person gave; one that no address can have is a problem, and its slug takes its place."""
    given = fields.text(*names)
    fit = component(given) if given else ""
    if fit != given and fit != unicodedata.normalize("NFC", given):
        key = next((name for name in names if name in fields.head), names[0])
        message, hint = f"{given[:60]!r} cannot be part of an address", f"{fit} is used; write that"
        fields.problem((key,), "DL202", message, hint, Severity.WARNING)
    return fit


def _instant(fields: Fields) -> str:
    """Take the time of capture; what is no day or time is a problem and counts as unknown."""
    given = normal_date(fields.text("captured", "created", "clipped", "saved"))
    if given and not _INSTANT.fullmatch(given):
        message, hint = f"{given[:60]!r} is no day or time", 'write captured: "2024-11-28T09:30:00+08:00"'
        fields.problem(("captured",), "DL301", message, hint, Severity.WARNING)
        return ""
    return given


def _publish(fields: Fields) -> Publish | None:
    """Read ``publish``; None leaves it to the configuration."""
    word = fields.choice("publish", ("full", "excerpt", "default"), "default")
    return None if word == "default" else Publish(word)


def _source_and_url(fields: Fields) -> tuple[str, str]:
    """Tell publisher from address: Obsidian Web Clipper writes the address under ``source``."""
    publisher = fields.text("publisher")
    source = fields.text("source", "来源")
    url = fields.text("url", "link", "original")
    if _URL.match(source):
        return publisher or _host(source), url or source
    return publisher or source, url


def _host(url: str) -> str:
    match = re.match(r"https?://(?:www\.)?([^/:?#]+)", url, re.IGNORECASE)
    return match[1].lower() if match else ""


def _overrides(fields: Fields) -> tuple[EventOverride, ...]:
    name, value = fields.take("events")
    if value is None:
        return ()
    if not isinstance(value, list):
        fields.problem((name,), "DL202", "'events' must be a list of corrections")
        return ()
    found: list[EventOverride] = []
    for index, item in enumerate(value):
        override = _override(fields, index, item)
        if override is not None:
            found.append(override)
    return tuple(found)


def _override(fields: Fields, index: int, item: Any) -> EventOverride | None:
    inner = Fields(fields.path, "", dict(item) if isinstance(item, Mapping) else {})
    match = inner.text("match", "id", "quote")
    text = inner.text("text", "headline")
    date = normal_date(inner.text("date"))
    if not isinstance(item, Mapping) or not (match or (text and date)):
        fields.problem(
            ("events", index),
            "DL202",
            "an event correction needs 'match:' (words of the sentence), or 'date:' and 'text:' for a new event",
        )
        return None
    if date:
        try:
            PartialDate.parse(date)
        except DateError as error:
            fields.problem(("events", index, "date"), "DL301", str(error))
            return None
    entities = inner.texts("entities") if "entities" in inner.values else None
    return EventOverride(
        match=match,
        date=date,
        text=text,
        entities=entities,
        status=inner.text("status"),
        hide=inner.flag("hide"),
        pin=inner.flag("pin"),
        certainty=inner.text("certainty"),
        ref=SourceRef(fields.path),
    )


def entity_from(fields: Fields, body: str, body_line: int) -> Entity | None:
    """Make an Entity; a bulk entry without an id takes its first name as one."""
    line = fields.first_line if fields.path.endswith((".yml", ".yaml")) else 1
    names = _names(fields)
    aliases = fields.texts("aliases", "alias")
    identifier = _identifier(fields, "id", "slug")
    stem = fields.path.rpartition("/")[2].rpartition(".")[0]
    if not identifier:
        bulk = fields.path.endswith((".yml", ".yaml"))
        identifier = slug(next(iter(names.values()), "")) if bulk and names else "" if bulk else component(stem)
    if not names and identifier:
        names = {"en": identifier}
    if not identifier:
        fields.problem((), "DL203", "the entity has neither an id nor a name")
        return None
    kind = fields.text("type", "kind") or "other"
    kind = _TYPE_WORDS.get(kind, kind)
    if kind not in ENTITY_TYPES:
        fields.problem(
            ("type",), "DL202", f"'type' {kind!r} is not one of {', '.join(ENTITY_TYPES)}", severity=Severity.WARNING
        )
        kind = "other"
    return Entity(
        id=identifier,
        type=kind,
        names=names,
        ref=SourceRef(fields.path, line),
        aliases=aliases,
        not_surfaces=fields.texts("not"),
        needs=_needs(fields),
        wikidata=fields.text("wikidata", "qid"),
        links=fields.texts("links", "link"),
        parent=fields.text("parent"),
        name_periods=_periods(fields),
        redirect_from=fields.texts("redirect_from"),
        rejected=fields.texts("rejected"),
        description=fields.text("description"),
        body=body.strip("\n"),
        body_line=body_line,
        extra=dict(fields.values),
    )


def topic_from(fields: Fields, body: str, body_line: int) -> Topic | None:
    """Make a Topic; its id is the file's stem unless the front matter gives one."""
    stem = fields.path.rpartition("/")[2].rpartition(".")[0]
    identifier = _identifier(fields, "id", "slug") or component(stem)
    return Topic(
        id=identifier,
        names=_names(fields) or {"en": identifier},
        ref=SourceRef(fields.path),
        aliases=fields.texts("aliases", "alias"),
        keywords=fields.texts("keywords"),
        redirect_from=fields.texts("redirect_from"),
        description=fields.text("description"),
        body=body.strip("\n"),
        body_line=body_line,
        extra=dict(fields.values),
    )


def _names(fields: Fields) -> dict[str, str]:
    name, value = fields.take("names", "name", "title")
    if isinstance(value, Mapping):
        return {lang: text.strip() for lang, text in value.items() if isinstance(text, str) and text.strip()}
    if isinstance(value, str) and value.strip():
        text = value.strip()
        lang = guess_lang(text)
        return {lang.partition("-")[0] or "en": text}
    if value is not None:
        fields.problem((name,), "DL202", "'names' must map languages to names, e.g. {en: Nvidia, zh: 英伟达}")
    return {}


def _needs(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Read ``needs``: a list of context words for every ambiguous alias, or a mapping from alias to its words."""
    value = fields.values.get("needs")
    if isinstance(value, Mapping):
        fields.values.pop("needs")
        found: dict[str, tuple[str, ...]] = {}
        for alias, words in value.items():
            items = words if isinstance(words, list) else [words]
            found[alias] = tuple(word for word in items if isinstance(word, str) and word)
        return found
    words = fields.texts("needs")
    return {"": words} if words else {}


def _periods(fields: Fields) -> tuple[NamePeriod, ...]:
    name, value = fields.take("renamed", "name_periods")
    if value is None:
        return ()
    found: list[NamePeriod] = []
    for index, item in enumerate(value if isinstance(value, list) else [value]):
        text = item.get("name") if isinstance(item, Mapping) else None
        period = item.get("period") if isinstance(item, Mapping) else None
        try:
            found.append(NamePeriod(text or "", PartialDate.parse(normal_date(period or ""))))
        except DateError as error:
            fields.problem((name, index), "DL301", f"a dated name needs 'name' and an EDTF 'period': {error}")
    return tuple(found)
