"""The real page dump that the project began with, against its gold; skipped where the data is not beside the checkout."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from dateline.content.reader import read_article
from dateline.model.dates import PartialDate
from dateline.pipeline.build import Options, build_project
from dateline.pipeline.reading import read_library

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "seed"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEED.is_dir(), reason="the evaluation data is not beside the checkout"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An empty knowledge base with the gold's entities and the dump in its inbox, built."""
    root = tmp_path_factory.mktemp("seed")
    gold = {name: json.loads((SEED / f"{name}.json").read_text("utf-8")) for name in ("article", "events", "entities")}
    (root / "content" / "entities").mkdir(parents=True)
    (root / "content" / "articles").mkdir()
    (root / "content" / "inbox").mkdir()
    (root / "mkdocs.yml").write_text("site_name: Seed\nplugins:\n  - dateline: {languages: [zh]}\n", "utf-8")
    for entity in gold["entities"]["entities"]:
        if entity["type"] != "topic":
            names = {"zh" if key.startswith("zh-Hans") else key: value for key, value in entity["names"].items()}
            head = {
                "id": entity["id"],
                "type": entity["type"],
                "names": names,
                "aliases": list(dict.fromkeys(entity["surfaces"] + entity["aliases"])),
            }
            if entity["id"] == "x-platform":
                head["needs"] = {"X": ["社交网络", "社交平台", "推特", "Twitter"]}
            if entity["id"] == "colossus":
                head["needs"] = {"巨人": ["数据中心", "Colossus", "xAI"]}
            text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
            (root / "content" / "entities" / f"{entity['id']}.md").write_text(f"---\n{text}---\n", "utf-8")
    shutil.copy(SEED / "163-colossus.txt", root / "content" / "inbox")
    report = build_project(root, Options(jobs=1))
    paths = list((root / "content" / "articles").rglob("*.md"))
    assert len(paths) == 1, report.problems
    article, problems = read_article("content/articles/a.md", paths[0].read_bytes())
    assert not problems
    _, library = read_library(root)
    return root, gold, article, library


def plain(text):
    return re.sub(r"\\([^\w\s])", r"\1", text)


def test_every_field_of_the_metadata(built):
    _, gold, article, _ = built
    meta = gold["article"]
    assert article.title == meta["title"]
    assert article.published == PartialDate.parse(meta["published"])
    assert article.captured.startswith(meta["captured"])
    assert (article.source, article.section, article.lang) == (meta["source"], meta["section"], meta["language"])
    assert list(article.editors) == [meta["editor"]]
    assert not article.authors
    assert not article.url


def test_the_body_is_whole_and_holds_no_furniture(built):
    _, gold, article, _ = built
    raw = (SEED / "163-colossus.txt").read_text("utf-8")
    body = raw[gold["article"]["body_start"] : gold["article"]["body_end"]]
    made = plain(article.body)
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    editor = f"({gold['article']['editor']})"
    missing = [line for line in paragraphs if line.removesuffix(editor) not in made]
    assert not missing
    after = [line.strip() for line in raw[gold["article"]["body_end"] :].split("\n") if len(line.strip()) > 8]
    assert not [line for line in after if line in made]
    assert "分享至" not in made
    assert "网易首页" not in made


def test_most_gold_events_have_their_date_and_none_an_invented_day(built):
    _, gold, _, library = built
    card = next(iter(library.articles.values()))
    events = [event for event in card.events if event.kind == "statement"]
    right, invented = 0, []
    scored = [item for item in gold["events"]["events"] if item["scored"] and item["edtf"]]
    for item in scored:
        mine = [event for event in events if _dates(event, item)]
        allowed = {item["edtf"], *item["alt"]}
        if any(event.date.edtf in allowed for event in mine):
            right += 1
        want = PartialDate.parse(item["edtf"])
        invented += [event.id for event in mine if event.date.edtf not in allowed and want.contains(event.date)]
    assert right >= 0.85 * len(scored), f"{right} of {len(scored)}"
    assert not invented


def _dates(event, item):
    """Tell whether an event is the gold's: the same expression in the same sentence."""
    start = event.timex_start - event.sentence_start
    expression = event.quote[start : start + event.timex_end - event.timex_start]
    overlap = expression in item["expression"] or item["expression"] in expression
    quote, sentence = _squeezed(event.quote), _squeezed(item["sentence"])
    return overlap and (quote in sentence or sentence in quote)


def _squeezed(text):
    return re.sub(r"\s+", "", text)


def test_companies_and_people_of_the_registry_are_linked(built):
    _, gold, _, library = built
    card = next(iter(library.articles.values()))
    mentioned = {entity for entity, _ in card.mentioned}
    wanted = {
        entity["id"]
        for entity in gold["entities"]["entities"]
        if entity["type"] in ("company", "person") and entity["mentions_body"]
    }
    assert wanted <= mentioned


def test_the_page_of_xai_shows_its_years(built):
    root, _, _, library = built
    years = {library.entries[entry].date.start_year for entry in library.entity_entries["xai"]}
    assert {2023, 2024, 2025} <= years
    page = (root / "site" / "entities" / "xai" / "index.html").read_text("utf-8")
    for year in ("2023", "2024", "2025"):
        assert year in page
