"""The reading view of one article."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

from dateline.annotate.event import find_conflicts
from dateline.index.heads import Retold
from dateline.index.library import ArticleCard
from dateline.model.annotation import Event, Status
from dateline.model.article import Publish
from dateline.model.page import Page
from dateline.model.problem import SourceRef
from dateline.site import addresses, jsonld
from dateline.site.context import Face, datetime_of, made, publisher, quick_escape, safe_url
from dateline.site.links import anchors_of, linked_body, sentence_at_source
from dateline.site.pictures import with_pictures
from dateline.site.timeline_store import is_large
from dateline.site.views.cards import cards
from dateline.site.views.frame import View, frame

if TYPE_CHECKING:
    from markupsafe import Markup

DESCRIBED: Final = 160
RELATED: Final = 5
RELATED_LEAN: Final = 3
NEAR: Final = 2
"""Of the entities that an article is about, next to how many of them related ones are looked for."""
_CONFLICTS: Final = frozenset(("date", "amount", "order", "status"))
MENTIONED: Final = 30
MENTIONED_LEAN: Final = 12
"""Chips below the text; on a large site the links within it do for the rest."""


def article_view(face: Face, page: Page) -> View:
    """Make the view of an article's page."""
    article = face.library.articles[page.subject[0]]
    excerpt = article.publish is Publish.EXCERPT
    events = [event for event in article.events if event.kind == "statement"]
    anchors = anchors_of(article.events)
    body, placed = ("", set()) if excerpt else linked_body(face, face.readings(article.id), events, anchors)
    quoted = _excerpts(article, events) if excerpt else []
    placed.update(quick_escape(item.anchor) for item in quoted)
    mentioned = list(dict.fromkeys((*article.entities, *(entity for entity, _ in article.mentioned))))
    lang = _common_lang(face, events)
    return frame(
        face,
        page,
        article.title,
        description=_description(article, excerpt=excerpt),
        ref=SourceRef(article.path, 1),
        crumbs=_crumbs(face, article),
        jsonld=jsonld.article(face, article),
        robots="noindex" if excerpt else "",
        image=safe_url(article.image),
        subtitle=article.subtitle,
        article_lang=article.lang or face.t.tag,
        meta=_meta(face, article),
        original=safe_url(article.url),
        body=made(with_pictures(face, article, body)),
        excerpts=quoted,
        excerpt=excerpt,
        anchors=_anchors(anchors.values(), placed),
        notes=made("\n".join(_notes(face, article, events, anchors, lang))),
        notes_lang=lang if lang != face.lang else "",
        conflicts=_conflicts(face, article, events),
        mentions=_listed(map(face.chip, mentioned[: MENTIONED_LEAN if is_large(face) else MENTIONED])),
        topics=_listed(map(face.topic_chip, article.topics)),
        related=cards(face, related(face, article)),
        provenance=_provenance(face, article),
    )


def _anchors(anchors: Iterable[str], placed: Container[str]) -> Markup:
    """Make anchors for the events that no sentence of the body carries: the report itself, a date in the title."""
    return made("".join([f'<span id="{anchor}"></span>' for anchor in anchors if anchor not in placed]))


def _listed(chips: Iterable[Markup]) -> Markup:
    listed = "</li><li>".join(chips)
    return made(f"<li>{listed}</li>" if listed else "")


def _description(article: ArticleCard, *, excerpt: bool) -> str:
    return article.description or ("" if excerpt else _cut(article.excerpt))


def _cut(text: str) -> str:
    """Return as much of a text as search engines show: a Han character takes the room of two letters."""
    room = DESCRIBED
    for place, char in enumerate(text):
        room -= 2 if char > "\u2e7f" else 1
        if room < 0:
            return text[:place]
    return text


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
    found.append(
        SimpleNamespace(
            label=t.published,
            text=face.date(article.published) or t.undated,
            url="",
            datetime=datetime_of(article.published),
        )
    )
    return found


def _excerpts(article: ArticleCard, events: Sequence[Event]) -> list[SimpleNamespace]:
    seen: set[tuple[int, int]] = set()
    found = []
    for event in events:
        span = (event.sentence_start, event.sentence_end)
        if span not in seen:
            seen.add(span)
            found.append(
                SimpleNamespace(
                    quote=event.quote,
                    anchor=addresses.sentence(article.id, event.id),
                    url=sentence_at_source(article.url, event.quote),
                )
            )
    return found


def _common_lang(face: Face, events: Sequence[Event]) -> str:
    """Return the language of all headlines, so that it need be said but once; the page's where they differ."""
    langs = {event.lang[:2] or face.lang for event in events}
    return langs.pop() if len(langs) == 1 else face.lang


def _conflicts(face: Face, article: ArticleCard, events: Sequence[Event]) -> list[SimpleNamespace]:
    """List what the article itself tells differently in two places."""
    by_id = {event.id: event for event in events}
    found = [conflict for conflict in find_conflicts(events) if conflict.kind in _CONFLICTS]
    return [
        SimpleNamespace(
            label=face.t.phrase("c", conflict.kind),
            sides=[
                SimpleNamespace(
                    url=f"#{addresses.sentence(article.id, event)}",
                    date=face.date(by_id[event].date, by_id[event].mod),
                    headline=by_id[event].headline,
                    lang=by_id[event].lang[:2] or face.lang,
                )
                for event in conflict.events
                if event in by_id
            ],
        )
        for conflict in found
    ]


def _notes(
    face: Face, article: ArticleCard, events: Sequence[Event], anchors: Mapping[str, str], common: str
) -> list[str]:
    """Make the margin: one line an event, with its date as resolved and who else tells of it."""
    made: list[str] = []
    others_tell, lean = _told_elsewhere(face, article), is_large(face)
    dates: dict[tuple[str, str], str] = face.memory.setdefault("dated", {})
    for event in events:
        key = (event.date.edtf, event.mod)
        dated = dates.get(key) or dates.setdefault(key, _dated(face, event, lean=lean))
        more = _more(face, others_tell[event.id]) if event.id in others_tell else ""
        if event.status is not Status.HAPPENED:
            status: str = event.status.value
            more += f' <span class="f f-{status}">{face.t.phrase("s", status)}</span>'
        lang = event.lang[:2]
        lang_mark = f' lang="{lang}"' if lang and lang != common else ""
        made.append(f'<li>{dated}{more}<a href="#{anchors[event.id]}"{lang_mark}>{quick_escape(event.headline)}</a>')
    return made


def _dated(face: Face, event: Event, *, lean: bool) -> str:
    stamp = datetime_of(event.date)
    date = quick_escape(face.date(event.date, event.mod))
    return f'<time datetime="{stamp}">{date}</time>' if stamp and not lean else f"<b>{date}</b>"


def _more(face: Face, entry: Retold) -> str:
    others = len(set(entry.articles)) - 1
    return f' <span class="c">{face.t.n("more_sources", others)}</span>' if others else ""


def related(face: Face, article: ArticleCard) -> tuple[str, ...]:
    """Return the articles that tell of the same events, then those next to this one about the same entity."""
    library = face.library
    found: dict[str, None] = {}
    for entry in library.retold.get(article.id, ()):
        found.update(dict.fromkeys(entry.articles))
    for entity in article.entities[:NEAR]:
        if len(found) > RELATED:
            break
        around = library.entity_articles.get(entity, ())
        place = places(face, entity).get(article.id, 0)
        found.update(dict.fromkeys(around[max(0, place - 2) : place + 3]))
    found.pop(article.id, None)
    return tuple(found)[: RELATED_LEAN if is_large(face) else RELATED]


def _told_elsewhere(face: Face, article: ArticleCard) -> dict[str, Retold]:
    """Return the entries of several statements by the ids of those statements."""
    return {identifier: entry for entry in face.library.retold.get(article.id, ()) for identifier in entry.statements}


def places(face: Face, entity: str) -> dict[str, int]:
    """Return where each article stands among those that name an entity; made once."""
    memory = face.site.language(face.config.lang).memory
    key = ("places", entity)
    if key not in memory:
        memory[key] = {article: place for place, article in enumerate(face.library.entity_articles.get(entity, ()))}
    return memory[key]  # type: ignore[no-any-return]


def _provenance(face: Face, article: ArticleCard) -> list[tuple[str, str, str]]:
    t = face.t
    found: list[tuple[str, str, str]] = []
    if (url := safe_url(article.url)) and not is_large(face):
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
