"""One article through the stages: bytes of a content file to a card, a body and what was found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.annotate.event import extract_events
from dateline.annotate.event.essence import digest_report, digest_years
from dateline.annotate.mention import find_about, find_mentions
from dateline.annotate.mention.gazetteer import Gazetteer
from dateline.annotate.timex import find_timexes
from dateline.config import Config
from dateline.content.reader import read_article
from dateline.content.registry import Registry, fold_name, implicit_topic_id
from dateline.index.library import ArticleCard
from dateline.markup import PlainText, plain_text, render_captured
from dateline.markup.images import local_images
from dateline.markup.render import TooDeepError
from dateline.model.annotation import Annotation, BlockKind, Document, Event, Mention, Timex
from dateline.model.article import Article, EventOverride, Publish
from dateline.model.problem import Problem, Severity

EXCERPT_LENGTH: Final = 160
"""Code points of body text that lists and link previews show."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every article is read with; made once a build and handed to each worker."""

    config: Config
    registry: Registry
    gazetteer: Gazetteer


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its rendered text, before annotation.

    ``html`` is safe and undecorated, ``plain`` its text behind the title; ``document`` is what annotators read.
    ``written`` is the article with its entities and topics as they are written, not yet as ids.
    """

    article: Article
    html: str
    plain: PlainText
    document: Document
    written: Article


@dataclass(frozen=True, slots=True)
class ArticleWork:
    """All that one article gives to the rest of the site."""

    read: ReadArticle
    annotation: Annotation
    card: ArticleCard


def read_and_render(path: str, data: bytes, context: Context) -> tuple[ReadArticle | None, list[Problem]]:
    """Read a content file and render its body; None where it is no article."""
    article, problems = read_article(path, data)
    if article is None:
        return None, problems
    try:
        html = render_captured(article.body)
    except TooDeepError as error:
        problems.append(
            Problem(
                path, article.body_line, 1, "DL208", str(error), "shorten or split the text; nothing of it is shown"
            )
        )
        html = ""
    plain = plain_text(html, title=article.title, link_headings=context.config.link_headings)
    written = article
    article, more = _with_ids(article, context.registry, data)
    return ReadArticle(article, html, plain, make_document(article, plain), written), problems + more


def make_document(article: Article, plain: PlainText) -> Document:
    """Hand the text, whose first block is the title, to the annotators with what they need to know."""
    return Document(
        id=article.id,
        lang=article.lang,
        text=plain.text,
        blocks=plain.blocks,
        body_start=len(article.title) + 1,
        dct=article.published,
        entities=article.entities,
        rejected=article.rejected,
    )


def annotate(document: Document, article: Article, gazetteer: Gazetteer) -> tuple[Annotation, list[Problem]]:
    """Find mentions, dates and events in a document, and apply what people said about its events."""
    mentions = find_mentions(document, gazetteer)
    timexes = find_timexes(document)
    events, problems = find_events(document, article, timexes, mentions)
    about = find_about(document, mentions)
    return Annotation(tuple(mentions), tuple(timexes), tuple(events), about), problems


def find_events(
    document: Document, article: Article, timexes: Sequence[Timex], mentions: Sequence[Mention]
) -> tuple[list[Event], list[Problem]]:
    """Find a document's events, and apply what people said about them."""
    events = extract_events(document, timexes, mentions)
    if not article.events:
        return events, []
    from dateline.annotate.event import apply_overrides

    return apply_overrides(events, article.events, document)


def process_article(path: str, data: bytes, context: Context) -> tuple[ArticleWork | None, list[Problem]]:
    """Take one content file through reading, rendering and annotation."""
    read, problems = read_and_render(path, data, context)
    if read is None:
        return None, problems
    annotation, more = annotate(read.document, read.article, context.gazetteer)
    return ArticleWork(read, annotation, make_card(read, annotation, context)), problems + more


def make_card(read: ReadArticle, annotation: Annotation, context: Context) -> ArticleCard:
    """Keep of an article what lists, timelines and its own page frame show."""
    article = read.article
    counts = Counter(mention.entity for mention in annotation.mentions if mention.entity)
    mentioned = sorted(((str(entity), count) for entity, count in counts.items()), key=lambda pair: (-pair[1], pair[0]))
    return ArticleCard(
        id=article.id,
        path=article.ref.path,
        title=article.title,
        lang=article.lang,
        published=article.published,
        updated=article.updated,
        captured=article.captured,
        capture=article.capture,
        subtitle=article.subtitle,
        source=article.source,
        site=article.site,
        section=article.section,
        url=article.url,
        archived=article.archived,
        image=article.image,
        authors=article.authors,
        editors=article.editors,
        sources=article.sources,
        entities=annotation.about,
        mentioned=tuple(mentioned),
        topics=_topics(read, context),
        excerpt=_excerpt(read.plain),
        description=article.description,
        draft=article.draft,
        publish=publish_mode(article, context.config),
        redirect_from=article.redirect_from,
        body_line=article.body_line,
        length=len(read.plain.text) - read.document.body_start,
        pictures=local_images(read.html),
        named=_named(annotation),
        events=annotation.events,
        years=digest_years(annotation.events),
        report=digest_report(annotation.events),
    )


def _named(annotation: Annotation) -> tuple[str, ...]:
    """Return the entities of an article's events that nothing else of it names: a person said so of an event."""
    linked = {*annotation.about, *(mention.entity for mention in annotation.mentions)}
    return tuple(dict.fromkeys(e for event in annotation.events for e in event.entities if e not in linked))


def publish_mode(article: Article, config: Config) -> Publish:
    """Settle how much of an article the site shows: its own word, else its source's, else the site's."""
    if article.publish is not None:
        return article.publish
    for name in (article.source, article.site):
        if name and name in config.publish_by_source:
            return Publish(config.publish_by_source[name])
    return config.publish


def _topics(read: ReadArticle, context: Context) -> tuple[str, ...]:
    """Return the article's topics: those a person gave; where none were given, those its words suggest."""
    if read.article.topics:
        return read.article.topics
    if not context.registry.topics:
        return ()
    from dateline.annotate.mention import suggest_topics

    return tuple(suggest_topics(read.document, context.registry.topics.values()))


def _excerpt(plain: PlainText) -> str:
    for block in plain.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE):
            text = plain.text[block.start : block.end]
            if len(text) <= EXCERPT_LENGTH:
                return text
            cut = text[:EXCERPT_LENGTH]
            space = cut.rfind(" ")
            return (cut[:space] if space > EXCERPT_LENGTH // 2 else cut).rstrip(",;:，；：、") + "…"
    return ""


def _with_ids(article: Article, registry: Registry, data: bytes) -> tuple[Article, list[Problem]]:
    """Replace names and aliases in ``entities``, ``topics`` and ``rejected`` by ids; report what is not known."""
    problems: list[Problem] = []
    entities: list[str] = []
    for index, reference in enumerate(article.entities):
        identifier = registry.entity_id(reference)
        if identifier is None:
            problems.append(_unknown(article, registry, data, index, reference))
        else:
            entities.append(identifier)
    topics = [registry.topic_id(reference) or implicit_topic_id(reference) for reference in article.topics]
    rejected = [registry.entity_id(reference) or reference for reference in article.rejected]
    events = tuple(_override_with_ids(override, registry) for override in article.events)
    article = replace(
        article,
        entities=tuple(dict.fromkeys(entities)),
        topics=tuple(dict.fromkeys(topics)),
        rejected=tuple(rejected),
        events=events,
    )
    return article, problems


def _override_with_ids(override: EventOverride, registry: Registry) -> EventOverride:
    """Replace names by ids in what a person wrote about an event; a name nobody knows stays as it is."""
    if override.entities is None:
        return override
    return replace(override, entities=tuple(registry.entity_id(name) or name for name in override.entities))


def _unknown(article: Article, registry: Registry, data: bytes, index: int, reference: str) -> Problem:
    from dateline.content.frontmatter import locate, split

    head = split(data.decode("utf-8-sig", "replace").replace("\r\n", "\n")).head
    line, column = locate(head, ("entities", index))
    holders = registry.ambiguous.get(fold_name(reference))
    if holders:
        return Problem(
            article.ref.path,
            line,
            column,
            "DL402",
            f"{reference!r} names several entities: {', '.join(holders)}",
            "write the id of the one that is meant",
            Severity.WARNING,
        )
    return Problem(
        article.ref.path,
        line,
        column,
        "DL401",
        f"no entity has the id, name or alias {reference!r}",
        "correct it, or make content/entities/ID.md with 'dateline new entity'",
    )
