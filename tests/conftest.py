"""A small knowledge base for tests of everything above the library: two languages, plans, doubts, a foreign script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings

from dateline.config import Config, EntitySet
from dateline.index.library import ArticleCard, build_library
from dateline.markup import plain_text, render_captured
from dateline.model.annotation import Event, Mention, Status, Timex, TimexType
from dateline.model.article import Publish
from dateline.model.dates import PartialDate
from dateline.model.entity import Entity, Topic
from dateline.model.event import Conflict, Entry
from dateline.model.problem import SourceRef

# how long an example takes says more of the machine than of the code: bench/ measures that
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")

CARDS: dict[str, dict[str, Any]] = {
    "lab-opens": {
        "title": "A laboratory opens in San Francisco", "lang": "en", "published": "2016-01-05", "source": "Compute Ledger",
        "url": "https://ledger.example/2016/lab", "captured": "2025-11-01T02:44:49+08:00", "topics": ("funding",),
        "body": "OpenAI was founded on 11 December 2015. A year later it planned a gym for agents.\n\nThe lab is in **San Francisco**.",
    },
    "colossus-runs": {
        "title": "Colossus is running <soon>", "lang": "en", "published": "2024-09-06", "source": "Compute Ledger",
        "url": "https://ledger.example/2024/colossus", "captured": "2025-11-02", "topics": ("chips", "funding"),
        "body": "xAI switched Colossus on in September 2024. It plans 200,000 chips by the end of 2024. OpenAI watched.",
    },
    "巨人集群": {
        "title": "四个月建成十万块芯片的集群", "lang": "zh", "published": "2024-11-28", "source": "智算观察",
        "url": "https://zhisuan.example/2024/1128.html", "captured": "2025-11-03T10:00:00Z", "topics": ("chips",),
        "body": "去年夏天，马斯克成立了xAI。2024年9月，xAI启用巨人集群，共十万块芯片。\n\n珊瑚礁计划预计在2025年第一季度完成。",
    },
    "quoted-only": {
        "title": "只摘引的文章 & more", "lang": "zh", "published": "2025", "source": "示例日报", "url": "https://daily.example/x?a=1&b=2",
        "captured": "", "topics": (), "publish": Publish.EXCERPT, "body": "据称，英伟达在2024年5月停止供货。这句不公开。",
    },
}
ENTITIES: dict[str, dict[str, Any]] = {
    "xai": {"type": "company", "names": {"en": "xAI"}, "aliases": ("X.AI Corp",), "wikidata": "Q118495135",
            "links": ("https://x.ai", "javascript:alert(1)"), "redirect_from": ("x-ai",), "body": "A company."},
    "openai": {"type": "company", "names": {"en": "OpenAI", "zh": "开放人工智能"}, "description": "A laboratory."},
    "elon-musk": {"type": "person", "names": {"en": "Elon Musk", "zh": "埃隆·马斯克"}, "aliases": ("马斯克", "Musk")},
    "colossus": {"type": "product", "names": {"en": "Colossus", "zh": "巨人集群"}, "parent": "xai"},
    "nvidia": {"type": "company", "names": {"en": "Nvidia", "zh": "英伟达"}},
}
# article, id, quoted sentence, date, headline, entities, status, fields of the event
EVENTS: list[tuple[str, str, str, str, tuple[str, ...], Status]] = [
    ("lab-opens", "OpenAI was founded on 11 December 2015.", "2015-12-11", "OpenAI was founded", ("openai",), Status.HAPPENED),
    ("lab-opens", "A year later it planned a gym for agents.", "2016", "A gym for agents", ("openai",), Status.PLANNED),
    ("colossus-runs", "xAI switched Colossus on in September 2024.", "2024-09", "xAI switched Colossus on", ("xai", "colossus"), Status.HAPPENED),
    ("colossus-runs", "It plans 200,000 chips by the end of 2024.", "../2024-12-31", "200,000 chips", ("xai",), Status.PLANNED),
    ("巨人集群", "去年夏天，马斯克成立了xAI。", "2023-22", "马斯克成立了xAI", ("elon-musk", "xai"), Status.HAPPENED),
    ("巨人集群", "2024年9月，xAI启用巨人集群，共十万块芯片。", "2024-09", "xAI启用巨人集群", ("xai", "colossus"), Status.HAPPENED),
    ("巨人集群", "珊瑚礁计划预计在2025年第一季度完成。", "2025-33", "珊瑚礁计划完成", (), Status.FORECAST),
    ("quoted-only", "据称，英伟达在2024年5月停止供货。", "2024-05~", "英伟达停止供货", ("nvidia",), Status.ALLEGED),
]


def make_entities() -> dict[str, Entity]:
    return {key: Entity(id=key, ref=SourceRef(f"content/entities/{key}.md"), **fields) for key, fields in ENTITIES.items()}


def make_article(key: str) -> tuple[ArticleCard, SimpleNamespace]:
    """Return a card and what its page reads: HTML, runs and the plain text behind them."""
    fields = dict(CARDS[key])
    html = render_captured(fields.pop("body"))
    plain = plain_text(html, title=fields["title"])
    events = tuple(make_event(index, plain.text) for index, event in enumerate(EVENTS) if event[0] == key)
    mentions = tuple(find_mentions(plain.text))
    entities = tuple(dict.fromkeys(entity for event in events for entity in event.entities))
    fields["published"] = PartialDate.parse(fields["published"])
    counted = tuple((entity, 1) for entity in dict.fromkeys(mention.entity for mention in mentions))
    card = ArticleCard(id=key, path=f"content/articles/{key}.md", entities=entities, mentioned=counted, events=events,
                       excerpt=plain.text[len(fields["title"]) + 1:][:160], **fields)
    return card, SimpleNamespace(html=html, runs=plain.runs, mentions=mentions, timexes=tuple(find_timexes(plain.text)), text=plain.text)


def make_event(index: int, text: str) -> Event:
    article, quote, date, headline, entities, status = EVENTS[index]
    start = text.find(quote)
    end = start + len(quote)
    return Event(id=f"{article}-{index:08x}", article=article, start=start, end=end, sentence_start=start, sentence_end=end, timex_start=start,
                 timex_end=start, date=PartialDate.parse(date), headline=headline, quote=quote, entities=entities, status=status, lang=CARDS[article]["lang"])


def find_mentions(text: str) -> list[Mention]:
    names = {"xAI": "xai", "OpenAI": "openai", "Colossus": "colossus", "马斯克": "elon-musk", "巨人集群": "colossus", "英伟达": "nvidia"}
    found = [Mention(at, at + len(name), name, "company", entity, name) for name, entity in names.items() if (at := text.find(name)) >= 0]
    return sorted(found, key=lambda mention: mention.start)


def find_timexes(text: str) -> list[Timex]:
    at = text.find("去年夏天")
    date = PartialDate.parse("2023-22")
    return [Timex(at, at + 4, "去年夏天", TimexType.DATE, "2023-22", date, anchor="DCT")] if at >= 0 else []


def make_entries(events: Mapping[str, Event]) -> list[Entry]:
    ids = list(events)
    def entry(*indexes: int, **fields: Any) -> Entry:
        statements = tuple(events[ids[index]] for index in indexes)
        first = statements[0]
        return Entry(id=first.id, date=first.date, mod=first.mod, headline=first.headline, status=first.status, kind="statement",
                     entities=first.entities, topics=("chips",) if indexes[0] > 1 else ("funding",), statements=statements, **fields)
    return [
        entry(0, key=True, score=3.0), entry(1, score=1.0, open=True), entry(2, 5, key=True, score=5.0),
        entry(3, score=2.0, conflicts=(Conflict("amount", ("200,000", "100,000")),)), entry(4, score=2.5), entry(6), entry(7, score=0.5),
    ]


@pytest.fixture(scope="session")
def sample() -> Callable[..., SimpleNamespace]:
    """Return a maker of the sample: ``sample(config fields…)`` gives config, library, site and readings."""
    from dateline.site.context import Reading, Site

    def make(*, cards: Mapping[str, Mapping[str, Any]] | None = None, **options: Any) -> SimpleNamespace:
        made = {key: make_article(key) for key in CARDS}
        shown = [replace(card, **(cards or {}).get(key, {})) for key, (card, _) in made.items()]
        by_id = {event.id: event for card in shown for event in card.events}
        events = {event.id: event for event in (by_id[f"{EVENTS[i][0]}-{i:08x}"] for i in range(len(EVENTS)))}
        topics = {key: Topic(id=key, names={"en": key.title(), "zh": zh}, ref=SourceRef(f"content/topics/{key}.md")) for key, zh in (("chips", "芯片"), ("funding", "融资"))}
        library = build_library(shown, make_entities(), topics, make_entries(events))
        fields: dict[str, Any] = {"site_name": "Sample", "site_url": "https://site.example/kb/", "languages": ("en", "zh"),
                                  "sets": (EntitySet("labs", {"en": "Labs", "zh": "实验室"}, ("xai", "openai")),), "compare": (("xai", "openai"),)}
        config = Config(**(fields | options))
        readings = {key: Reading(read.html, read.runs, 0, read.mentions, read.timexes) for key, (_, read) in made.items()}
        site = Site(library, config, readings.__getitem__, lambda text: f"<p>{text}</p>")
        return SimpleNamespace(config=config, library=library, site=site, texts={key: read.text for key, (_, read) in made.items()})

    return make


@pytest.fixture(scope="session")
def built(sample: Callable[..., SimpleNamespace], tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Build the sample into a folder with its static files and search index; return it with plan and pages."""
    from dateline.site import search, searchterms
    from dateline.site.folders import template_folders
    from dateline.site.plan import plan_site
    from dateline.site.render import Renderer
    from dateline.site.write import static_files, static_path

    made = sample()
    folders = template_folders()
    static = static_files(folders, {})
    site = replace(made.site, assets={name: hashed for name, (hashed, _) in static.items()}, _faces={})
    plan, problems = plan_site(made.library, made.config, dict.fromkeys(made.library.articles, "digest"), site)
    renderer = Renderer(site, folders)
    pages = {page.path: renderer.render(page) for page in plan.pages}
    terms = {key: searchterms.extract(made.library.articles[key].title, text) for key, text in made.texts.items()}
    files = pages | {static_path(hashed): data for hashed, data in static.values()} | search.index_files(made.library, terms, [(s.id, s.names) for s in made.config.sets])
    root = tmp_path_factory.mktemp("site") / "out"
    for path, data in files.items():
        target = Path(root, *path.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return SimpleNamespace(root=root, plan=plan, problems=problems, pages=pages, files=files, site=site, **{k: getattr(made, k) for k in ("config", "library")})
