"""The reading view of one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from types import SimpleNamespace
from typing import Final

from markupsafe import Markup

from dateline.index.library import ArticleCard
from dateline.model.annotation import Event
from dateline.model.article import Publish
from dateline.model.page import Page
from dateline.model.problem import SourceRef
from dateline.site import addresses, jsonld
from dateline.site.context import Face, datetime_of, publisher, safe_url
from dateline.site.entries import entry_classes
from dateline.site.links import linked_body, sentence_at_source
from dateline.site.views.cards import cards
from dateline.site.views.frame import View, frame

RELATED: Final = 5
MENTIONED: Final = 30


def article_view(face: Face, page: Page) -> View:
    """Make the view of an article's page."""
    article = face.library.articles[page.subject[0]]
    excerpt = article.publish is Publish.EXCERPT
    events = [event for event in article.events if event.kind == "statement"]
    body = Markup("" if excerpt else linked_body(face, face.site.readings(article.id), events))
    quoted = _excerpts(article, events) if excerpt else []
    mentioned = list(dict.fromkeys((*article.entities, *(entity for entity, _ in article.mentioned))))
    return frame(
        face, page, article.title, description=_description(article, excerpt=excerpt), ref=SourceRef(article.path, 1),
        crumbs=_crumbs(face, article), jsonld=jsonld.article(face, article), robots="noindex" if excerpt else "", image=safe_url(article.image),
        subtitle=article.subtitle, article_lang=article.lang or face.t.tag, meta=_meta(face, article), original=safe_url(article.url),
        body=body, excerpts=quoted, excerpt=excerpt,
        anchors=_anchors(article, body + "".join(f'id="{item.anchor}"' for item in quoted)),
        notes=Markup("\n".join(_notes(face, article, events))),
        mentions=[face.chip(entity) for entity in mentioned[:MENTIONED]],
        topics=[face.topic_chip(topic) for topic in article.topics],
        related=cards(face, related(face, article)), provenance=_provenance(face, article),
    )


def _anchors(article: ArticleCard, body: str) -> Markup:
    """Make anchors for the events that no sentence of the body carries: the report itself, a date in the title."""
    ids = (escape(addresses.anchor(event.id)) for event in article.events)
    return Markup("".join(f'<span id="{anchor}"></span>' for anchor in ids if f'id="{anchor}"' not in body))


def _description(article: ArticleCard, *, excerpt: bool) -> str:
    return article.description or ("" if excerpt else article.excerpt[:160])


def _crumbs(face: Face, article: ArticleCard) -> list[tuple[str, str]]:
    name = publisher(article)
    found = [(face.t.articles, face.url(addresses.ARTICLES))]
    if article.source:
        found.append((name, face.url(addresses.source(article.source))))
    return found


def _meta(face: Face, article: ArticleCard) -> list[SimpleNamespace]:
    t = face.t
    name = publisher(article)
    found: list[SimpleNamespace] = []
    if name:
        url = face.url(addresses.source(article.source)) if article.source else ""
        found.append(SimpleNamespace(label="", text=name, url=url, datetime=""))
    if article.authors:
        found.append(SimpleNamespace(label=t.author, text=t.comma.join(article.authors), url="", datetime=""))
    found.append(SimpleNamespace(
        label=t.published, text=face.date(article.published) or t.undated, url="", datetime=datetime_of(article.published)
    ))
    return found


def _excerpts(article: ArticleCard, events: Sequence[Event]) -> list[SimpleNamespace]:
    seen: set[tuple[int, int]] = set()
    found = []
    for event in events:
        span = (event.sentence_start, event.sentence_end)
        if span not in seen:
            seen.add(span)
            found.append(SimpleNamespace(
                quote=event.quote, anchor=addresses.anchor(event.id), url=sentence_at_source(article.url, event.quote)
            ))
    return found


def _notes(face: Face, article: ArticleCard, events: Sequence[Event]) -> list[str]:
    """Make the margin: one line an event, with its date as resolved and who else tells of it."""
    made: list[str] = []
    entries, entry_of = face.library.entries, face.library.entry_of_event
    for event in events:
        entry = entries.get(entry_of.get(event.id, ""))
        classes = entry_classes(entry) if entry else f"e p-{event.date.precision.value} s-{event.status.value}"
        others = len({statement.article for statement in entry.statements}) - 1 if entry else 0
        stamp = datetime_of(event.date)
        date = escape(face.date(event.date, event.mod))
        dated = f'<time class="d" datetime="{stamp}">{date}</time>' if stamp else f'<span class="d">{date}</span>'
        more = f' <span class="c">{face.t.n("more_sources", others)}</span>' if others else ""
        status = f' <span class="f f-{event.status.value}">{face.t.phrase("s", event.status.value)}</span>' if event.status.value != "happened" else ""
        lang = event.lang[:2]
        lang_mark = f' lang="{lang}"' if lang and lang != face.lang else ""
        made.append(
            f'<li class="{classes}" data-for="{addresses.anchor(escape(event.id))}">{dated}{status}{more}'
            f'<a href="#{addresses.anchor(escape(event.id))}"{lang_mark}>{escape(event.headline)}</a></li>'
        )
    return made


def related(face: Face, article: ArticleCard) -> tuple[str, ...]:
    """Return the articles that share most with this one: events first, then the entities it is about."""
    library = face.library
    score: Counter[str] = Counter()
    for event in article.events:
        entry = library.entries.get(library.entry_of_event.get(event.id, ""))
        if entry and len(entry.statements) > 1:
            for other in {statement.article for statement in entry.statements}:
                score[other] += 10
    for entity in article.entities[:6]:
        around = library.entity_articles.get(entity, ())
        weight = 4 if len(around) < 20 else 2 if len(around) < 200 else 1
        for other in around[:60]:
            score[other] += weight
    del score[article.id]
    ranked = sorted(score.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(other for other, _ in ranked[:RELATED])


def _provenance(face: Face, article: ArticleCard) -> list[tuple[str, str, str]]:
    t = face.t
    found: list[tuple[str, str, str]] = []
    if url := safe_url(article.url):
        found.append((t.original, url if len(url) <= 80 else url[:77] + "…", url))
    if archived := safe_url(article.archived):
        found.append((t.archived, archived if len(archived) <= 80 else archived[:77] + "…", archived))
    if article.updated:
        found.append((t.updated, face.date(article.updated), ""))
    if article.captured:
        found.append((t.captured, article.captured[:10], ""))
    if article.editors:
        found.append((t.editor, t.comma.join(article.editors), ""))
    if article.section:
        found.append((t.section, article.section, ""))
    if article.capture:
        found.append((t.evidence, article.capture[:23] + "…" if len(article.capture) > 24 else article.capture, ""))
    return found
