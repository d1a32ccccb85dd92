"""The site as plain Markdown: what MkDocs, ProperDocs and Zensical render under any theme.

Everything is in the text already (links, timelines, tables), so no feature lives in a host's hook. Foreign text
is escaped twice over: as Markdown, and in front matter for themes that print a title unescaped.
"""

from __future__ import annotations

import html
import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from dateline.capture.to_markdown import escape_line, to_markdown
from dateline.config import Config
from dateline.content.edit import quote as quoted
from dateline.content.reader import WrittenPage
from dateline.index.heads import entity_timeline, topic_timeline
from dateline.index.library import ArticleCard, Library
from dateline.markup import Mark, decorate
from dateline.model.annotation import Status
from dateline.model.article import Publish
from dateline.model.entity import Entity, Topic
from dateline.model.event import Entry
from dateline.site.context import Reading, publisher, safe_url
from dateline.text.datewords import format_date

WORDS: Final = {
    "en": {
        "timeline": "Timeline",
        "entities": "Companies and people",
        "topics": "Topics",
        "articles": "Articles",
        "also": "Also called",
        "events": "Events in this article",
        "original": "Original",
        "published": "Published",
        "undated": "undated",
        "home": "Home",
        "disputed": "sources disagree",
        "excerpt": "The full text is at the source.",
        "planned": "planned",
        "promised": "promised",
        "forecast": "forecast",
        "alleged": "alleged",
        "denied": "denied",
        "ongoing": "ongoing",
    },
    "zh": {
        "timeline": "时间线",
        "entities": "公司与人物",
        "topics": "主题",
        "articles": "文章",
        "also": "又称",
        "events": "文中的事件",
        "original": "原文",
        "published": "发布",
        "undated": "日期不详",
        "home": "首页",
        "disputed": "各来源说法不一",
        "excerpt": "全文见原始来源。",
        "planned": "计划",
        "promised": "承诺",
        "forecast": "预测",
        "alleged": "据称",
        "denied": "否认",
        "ongoing": "进行中",
    },
}


@dataclass(frozen=True, slots=True)
class DocsPage:
    """One Markdown file of the tree; ``source`` is the content file it stands for, "" for a page made of many."""

    path: str
    text: str
    source: str = ""


class DocsTree:
    """Write the library as Markdown pages in one language."""

    def __init__(
        self, library: Library, config: Config, readings: Callable[[str], Reading], pages: Iterable[WrittenPage] = ()
    ) -> None:
        self.library = library
        self.config = config
        self.readings = readings
        self.pages = list(pages)
        self.lang = config.lang
        self.words = WORDS[self.lang]
        self._told = {event: entry for entry in library.entries.values() for event in entry.statement_ids}

    def make(self) -> Iterator[DocsPage]:
        """Yield every page: home, articles, entities, topics, timeline by year, indexes, people's own pages."""
        yield from self._own()
        for card in self.library.articles.values():
            yield self.article(card)
        for entity in self.library.entities.values():
            yield self.entity(entity)
        for topic in self.library.topics.values():
            yield self.topic(topic)
        yield from self._timeline()
        yield self._index(
            "entities/index.md",
            self.words["entities"],
            [(e.name(self.lang), f"entities/{e.id}.md") for e in self.library.entities.values()],
        )
        yield self._index(
            "topics/index.md",
            self.words["topics"],
            [(t.name(self.lang), f"topics/{t.id}.md") for t in self.library.topics.values()],
        )
        yield self._index(
            "articles/index.md",
            self.words["articles"],
            [(c.title, f"articles/{c.id}.md") for c in self.library.articles.values()],
        )

    def article(self, card: ArticleCard) -> DocsPage:
        """Write an article's page: metadata, body or excerpt, its events."""
        path = f"articles/{card.id}.md"
        name = publisher(card)
        when = format_date(card.published, "", self.lang) if card.published else self.words["undated"]
        facts = [escape_line(name)] if name else []
        facts.append(f"{self.words['published']} {escape_line(when)}")
        if safe_url(card.url):
            facts.append(f"[{self.words['original']}](<{_target(card.url)}>)")
        parts = [_front(card.title), f"# {escape_line(card.title)}", " · ".join(facts)]
        if card.publish is Publish.EXCERPT:
            parts += [
                self.words["excerpt"],
                *(f"> {escape_line(event.quote)}" for event in card.events if event.kind == "statement"),
            ]
        else:
            parts.append(self._body(card, path))
        entries = [self._told.get(event.id) for event in card.events if event.kind == "statement"]
        listed = [self._entry(entry, path) for entry in dict.fromkeys(entries) if entry is not None]
        if listed:
            parts += [f"## {self.words['events']}", "\n".join(listed)]
        parts += self._links(
            path,
            self.words["entities"],
            [(self._name(e), f"entities/{e}.md") for e in card.entities if e in self.library.entities],
        )
        parts += self._links(
            path,
            self.words["topics"],
            [
                (self.library.topics[t].name(self.lang), f"topics/{t}.md")
                for t in card.topics
                if t in self.library.topics
            ],
        )
        return DocsPage(path, _joined(parts), card.path)

    def entity(self, entity: Entity) -> DocsPage:
        """Write an entity's page: names, prose, timeline, articles."""
        path = f"entities/{entity.id}.md"
        name = entity.name(self.lang)
        also = [surface for surface in entity.surfaces if surface != name]
        parts = [_front(name), f"# {escape_line(name)}"]
        if also:
            parts.append(f"{self.words['also']}: {escape_line(', '.join(also))}")
        parts.append(self._written(entity.body))
        parts += self._events(path, self.library.entries.on(entity_timeline(entity.id)))
        parts += self._articles(path, self.library.entity_articles.get(entity.id, ()))
        return DocsPage(path, _joined(parts), entity.ref.path if entity.ref.path.endswith(".md") else "")

    def topic(self, topic: Topic) -> DocsPage:
        """Write a topic's page."""
        path = f"topics/{topic.id}.md"
        name = topic.name(self.lang)
        parts = [_front(name), f"# {escape_line(name)}", self._written(topic.body)]
        parts += self._events(path, self.library.entries.on(topic_timeline(topic.id)))
        parts += self._articles(path, self.library.topic_articles.get(topic.id, ()))
        return DocsPage(
            path,
            _joined(parts),
            topic.ref.path if topic.ref.path.startswith(f"{self.config.content_dir}/topics/") else "",
        )

    def _timeline(self) -> Iterator[DocsPage]:
        years: dict[int, list[Entry]] = {}
        for entry in self.library.entries.values():
            if entry.kind == "statement":
                years.setdefault(entry.date.start_year or entry.date.latest[0], []).append(entry)
        for year, entries in sorted(years.items()):
            path = f"timeline/{year}.md"
            yield DocsPage(
                path,
                _joined([_front(str(year)), f"# {year}", "\n".join(self._entry(entry, path) for entry in entries)]),
            )
        yield self._index(
            "timeline/index.md",
            self.words["timeline"],
            [(str(year), f"timeline/{year}.md") for year in sorted(years, reverse=True)],
        )

    def _own(self) -> Iterator[DocsPage]:
        home = False
        for page in self.pages:
            path = page.ref.path.removeprefix(f"{self.config.content_dir}/pages/")
            home = home or path == "index.md"
            yield DocsPage(path, _joined([_front(page.title), self._written(page.body)]), page.ref.path)
        if not home:
            newest = [(card.title, f"articles/{card.id}.md") for card in list(self.library.articles.values())[:20]]
            sections = [(self.words[key], f"{key}/index.md") for key in ("timeline", "entities", "topics", "articles")]
            parts = [
                _front(self.config.site_name),
                f"# {escape_line(self.config.site_name)}",
                escape_line(self.config.site_description),
            ]
            parts += [
                "\n".join(f"- {_link(label, target)}" for label, target in sections),
                f"## {self.words['articles']}",
            ]
            yield DocsPage(
                "index.md", _joined([*parts, "\n".join(f"- {_link(title, target)}" for title, target in newest)])
            )

    def _body(self, card: ArticleCard, path: str) -> str:
        """Write an article's body as escaped Markdown, mentions linked to their pages."""
        from lxml import html as lxml_html

        reading = self.readings(card.id)
        marks: list[Mark] = []
        seen: set[str] = set()
        for mention in reading.mentions:
            if mention.entity in self.library.entities and mention.entity not in seen:
                seen.add(str(mention.entity))
                target = html.escape(_relative(path, f"entities/{mention.entity}.md"))
                marks.append(
                    Mark(
                        mention.start - reading.body_start,
                        mention.end - reading.body_start,
                        f'<a href="{target}">',
                        "</a>",
                    )
                )
        markup = decorate(reading.html, reading.runs, marks)
        return to_markdown(lxml_html.fragment_fromstring(markup, create_parent="div")) if markup.strip() else ""

    def _written(self, text: str) -> str:
        """Clean prose that a person wrote: rendered, sanitised, and written as Markdown again."""
        from lxml import html as lxml_html

        from dateline.markup import render_written

        markup = render_written(text, self.config.markdown_extensions, self.config.markdown_settings)
        return to_markdown(lxml_html.fragment_fromstring(markup, create_parent="div")) if markup.strip() else ""

    def _events(self, path: str, entries: Sequence[Entry]) -> list[str]:
        listed = [self._entry(entry, path) for entry in reversed(entries) if entry.kind == "statement"]
        return [f"## {self.words['timeline']}", "\n".join(listed)] if listed else []

    def _articles(self, path: str, ids: Iterable[str]) -> list[str]:
        return self._links(
            path,
            self.words["articles"],
            [(self.library.articles[a].title, f"articles/{a}.md") for a in ids],
            heading=True,
        )

    def _entry(self, entry: Entry, path: str) -> str:
        date = escape_line(format_date(entry.date, entry.mod, self.lang))
        status = (
            "" if entry.status is Status.HAPPENED else f" ({self.words.get(entry.status.value, entry.status.value)})"
        )
        disputed = f" — {self.words['disputed']}" if entry.conflicts else ""
        articles = dict.fromkeys(statement.article for statement in entry.statements)
        cards = [self.library.articles[article] for article in articles if article in self.library.articles]
        sources = ", ".join(
            _link(publisher(card) or card.title, _relative(path, f"articles/{card.id}.md")) for card in cards
        )
        return f"- **{date}**{status} {escape_line(entry.headline)}{disputed} — {sources}"

    def _links(self, path: str, label: str, links: list[tuple[str, str]], *, heading: bool = False) -> list[str]:
        if not links:
            return []
        made = [_link(name, _relative(path, target)) for name, target in links]
        return [f"## {label}", "\n".join(f"- {link}" for link in made)] if heading else [f"{label}: {', '.join(made)}"]

    def _index(self, path: str, title: str, links: list[tuple[str, str]]) -> DocsPage:
        listed = "\n".join(f"- {_link(name, _relative(path, target))}" for name, target in links)
        return DocsPage(path, _joined([_front(title), f"# {escape_line(title)}", listed]))

    def _name(self, entity: str) -> str:
        return self.library.entities[entity].name(self.lang)


def _front(title: str) -> str:
    """Write front matter whose title is safe also where a theme prints it as it is."""
    return f"---\ntitle: {quoted(html.escape(title, quote=False))}\n---"


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def _link(name: str, target: str) -> str:
    return f"[{escape_line(name)}]({target})"


def _relative(path: str, target: str) -> str:
    return quote(posixpath.relpath(target, posixpath.dirname(path) or "."), safe="/.-_~")


def _target(url: str) -> str:
    return safe_url(url).replace("<", "%3C").replace(">", "%3E")
