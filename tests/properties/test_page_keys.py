"""A page whose key did not change would come out as it was, whatever changed in the knowledge base."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index.library import build_library
from dateline.model.annotation import Status
from dateline.model.article import Publish
from dateline.model.dates import PartialDate
from dateline.model.entity import NamePeriod
from dateline.model.event import Conflict
from dateline.site import choices, timelines
from dateline.site.context import Site
from dateline.site.plan import plan_site
from dateline.site.render import Renderer

CARD_EDITS = {
    "title": lambda card: replace(card, title="Another title"),
    "source": lambda card: replace(card, source="Another Paper"),
    "no source": lambda card: replace(card, source="", site="Site name"),
    "url": lambda card: replace(card, url="https://other.example/x"),
    "published": lambda card: replace(card, published=PartialDate.parse("2019-03")),
    "undated": lambda card: replace(card, published=None),
    "captured": lambda card: replace(card, captured="2025-12-24"),
    "lang": lambda card: replace(card, lang="en" if card.lang == "zh" else "zh"),
    "topics": lambda card: replace(card, topics=("chips",)),
    "entities": lambda card: replace(card, entities=("nvidia", "xai")),
    "mentioned": lambda card: replace(card, mentioned=(("nvidia", 3),)),
    "publish": lambda card: replace(card, publish=Publish.FULL if card.publish is Publish.EXCERPT else Publish.EXCERPT),
    "events": lambda card: replace(card, events=card.events[:-1]),
    "authors": lambda card: replace(card, authors=("Desk",), subtitle="Sub", section="Business", updated=PartialDate.parse("2025-01")),
}
ENTITY_EDITS = {
    "names": lambda entity: replace(entity, names={"en": "Renamed", "zh": "改名"}),
    "alias": lambda entity: replace(entity, aliases=(*entity.aliases, "又一个名字")),
    "type": lambda entity: replace(entity, type="organisation"),
    "parent": lambda entity: replace(entity, parent="nvidia"),
    "wikidata": lambda entity: replace(entity, wikidata="Q42"),
    "links": lambda entity: replace(entity, links=("https://y.example/",)),
    "body": lambda entity: replace(entity, body="Other words.", description="Another description."),
    "periods": lambda entity: replace(entity, name_periods=(NamePeriod("Old name", PartialDate.parse("../2020")),)),
    "old address": lambda entity: replace(entity, redirect_from=("old",)),
}
ENTRY_EDITS = {
    "headline": lambda entry: replace(entry, headline="Another headline"),
    "date": lambda entry: replace(entry, date=PartialDate.parse("2024-11-28")),
    "mod": lambda entry: replace(entry, mod="END"),
    "status": lambda entry: replace(entry, status=Status.DENIED),
    "score": lambda entry: replace(entry, score=99.0),
    "key": lambda entry: replace(entry, key=not entry.key),
    "pinned": lambda entry: replace(entry, pinned=True),
    "open": lambda entry: replace(entry, open=not entry.open),
    "kind": lambda entry: replace(entry, kind="undated"),
    "entities": lambda entry: replace(entry, entities=("nvidia",)),
    "topics": lambda entry: replace(entry, topics=("funding", "chips")),
    "conflicts": lambda entry: replace(entry, conflicts=(Conflict("date", ("2024", "2025")),)),
    "statements": lambda entry: replace(entry, statements=entry.statements[:1]),
    "outcome": lambda entry: replace(entry, outcome="lab-opens-00000000"),
}


@pytest.fixture(scope="module", params=["", "QUOTE_BUDGET", "PERIOD_BUDGET"], ids=["small", "middling", "large"])
def made(sample, request):
    """Return the sample as a small site, and as ones that save like a middling and a large one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choices, "DRAWN", 4)
        if request.param:
            patch.setattr(timelines, request.param, 0)
        yield sample(page_size=10)


def edited(made, edits):
    """Return the library and the digests after the edits; each is (what, which of them, name of the edit)."""
    cards, entities, topics = list(made.library.articles.values()), list(made.library.entities.values()), list(made.library.topics.values())
    entries = list(made.library.entries.values())
    digests = dict.fromkeys(made.library.articles, "0")
    for kind, index, name in edits:
        if kind == "card":
            place = index % len(cards)
            cards[place] = CARD_EDITS[name](cards[place])
            digests[cards[place].id] += name  # an article's file changes with whatever its card shows
        elif kind == "entity":
            entities[index % len(entities)] = ENTITY_EDITS[name](entities[index % len(entities)])
        elif kind == "entry":
            entries[index % len(entries)] = ENTRY_EDITS[name](entries[index % len(entries)])
        elif kind == "topic":
            topics[index % len(topics)] = replace(topics[index % len(topics)], names={"en": "New topic"}, body="Words")
        elif kind == "without entity" and len(entities) > 1:
            entities.pop(index % len(entities))
        elif kind == "without entry" and len(entries) > 1:
            entries.pop(index % len(entries))
    library = build_library(cards, {e.id: e for e in entities}, {t.id: t for t in topics}, entries)
    return library, digests


def render(made, library, digests):
    site = Site(library, made.config, made.site.readings, lambda text: f"<p>{text}</p>")
    plan, _ = plan_site(library, made.config, digests, site)
    renderer = Renderer(site)
    return {page.path: (page.key, renderer.render(page)) for page in plan.pages}


number = st.integers(0, 30)
edits = st.lists(
    st.one_of(
        st.tuples(st.just("card"), number, st.sampled_from(sorted(CARD_EDITS))), st.tuples(st.just("entity"), number, st.sampled_from(sorted(ENTITY_EDITS))),
        st.tuples(st.just("entry"), number, st.sampled_from(sorted(ENTRY_EDITS))),
        st.tuples(st.sampled_from(["topic", "without entity", "without entry"]), number, st.just("")),
    ),
    min_size=1, max_size=4,
)


@pytest.fixture(scope="module")
def before(made):
    return render(made, *edited(made, []))


@given(edits)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_equal_keys_mean_equal_pages(made, before, changes):
    after = render(made, *edited(made, changes))
    wrong = [path for path, (key, data) in after.items() if key and path in before and before[path][0] == key and before[path][1] != data]
    assert wrong == []


@pytest.mark.parametrize(("kind", "name"), [
    *(("card", name) for name in CARD_EDITS), *(("entity", name) for name in ENTITY_EDITS), *(("entry", name) for name in ENTRY_EDITS),
])
def test_each_edit_alone_is_noticed_where_it_shows(made, before, kind, name):
    after = render(made, *edited(made, [(kind, 2, name)]))
    assert [path for path, (key, data) in after.items() if key and path in before and before[path][0] == key and before[path][1] != data] == []
