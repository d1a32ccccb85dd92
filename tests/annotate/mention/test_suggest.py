from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.annotate.mention import build_gazetteer, suggest_entities, suggest_topics
from dateline.annotate.mention.contract import annotate_record
from dateline.annotate.mention.suggest.latin import capital_sequences
from dateline.annotate.mention.suggest.names import find_names
from dateline.annotate.mention.suggest.near import core, near_pairs, one_edit_apart
from dateline.annotate.mention.suggest.pairs import find_pairs
from dateline.annotate.mention.suggest.patterns import pattern_names
from dateline.annotate.mention.suggest.suggestion import Suggestion, SuggestionKind
from dateline.annotate.mention.suggest.tagger import load_tagger
from dateline.model.annotation import Document
from dateline.model.entity import Entity, Topic
from dateline.model.problem import SourceRef

SHARED = Path(__file__).resolve().parents[3] / "../shared"


def entity(identifier: str, kind: str, *names: str, **more: object) -> Entity:
    return Entity(identifier, kind, {"en": names[0]}, SourceRef(""), aliases=names[1:], **more)  # type: ignore[arg-type]


def texts(text: str) -> list[str]:
    return [text[item.start:item.end] for item in find_names(text)]


def suggested(text: str, *registry: Entity, **more: object) -> list[Suggestion]:
    return suggest_entities([Document("d", "", text)], build_gazetteer(registry), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "names"), [
    ("Yesterday the Bank of England met in London.", ["Bank of England", "London"]),
    ("Scientists said that Marie Curie was right.", ["Marie Curie"]),
    ("On Tuesday Mr. Attlee spoke to the House of Commons.", ["Attlee", "House of Commons"]),
    ("Critics of IBM's plan met.", ["IBM"]),
    ("The company hired Grace Hopper in March.", ["Grace Hopper"]),
])
def test_capital_sequences(text: str, names: list[str]) -> None:
    assert [text[item.start:item.end] for item in capital_sequences(text)] == names


@pytest.mark.parametrize(("text", "name", "kind"), [
    ("发明家尼古拉·特斯拉出生于1856年。", "尼古拉·特斯拉", "person"),
    ("她在《时间简史》里读到过。", "时间简史", "work"),
    ("公司改用Kubernetes部署。", "Kubernetes", "product"),
    ("业内人士伊戈尔·伊万诺夫表示同意。", "伊戈尔·伊万诺夫", "person"),
])
def test_chinese_rules(text: str, name: str, kind: str) -> None:
    found = {text[item.start:item.end]: item.type for item in find_names(text)}
    assert found.get(name) == kind


@pytest.mark.skipif(load_tagger() is None, reason="needs the extra zh")
def test_the_tagger_finds_people_places_and_offices() -> None:
    assert texts("钱学森曾任教于加州理工学院，后回到北京。") == ["钱学森", "加州理工学院", "北京"]


def test_patterns_work_without_the_tagger() -> None:
    text = "董事长王选表示，方正集团公司将在杭州市设厂。"
    found = {text[item.start:item.end] for item in pattern_names(text)}
    assert {"王选", "方正集团公司"} <= found or {"王选", "方正集团"} <= found
    assert "杭州" in found


@pytest.mark.parametrize(("text", "pair"), [
    ("居里夫人玛丽·居里(Marie Curie)两次获奖。", ("玛丽·居里", "Marie Curie")),
    ("名为“天河”(Tianhe)的超级计算机", ("天河", "Tianhe")),
    ("The World Health Organization (WHO) met.", ("World Health Organization", "WHO")),
    ("Big Blue bought Lotus Development, formerly known as Lotus Software, in 1995.", ("Lotus Development", "Lotus Software")),
])
def test_pairs(text: str, pair: tuple[str, str]) -> None:
    found = [(text[p.start:p.end], text[p.other_start:p.other_end]) for p in find_pairs(text, find_names(text))]
    assert pair in found


def test_brackets_that_hold_no_name_make_no_pair() -> None:
    text = "玛丽·居里(1867年)与Lotus Development (see below)"
    assert find_pairs(text, find_names(text)) == []


def test_pairs_and_surnames_become_one_suggestion() -> None:
    text = "玛丽·居里(Marie Curie)生于华沙。居里发现了镭。"
    found, *_ = [item for item in suggested(text) if item.kind is SuggestionKind.ENTITY and item.type == "person"]
    assert dict(found.names) == {"en": "Marie Curie", "zh": "玛丽·居里"}
    assert found.quotes[0].document == "d"
    assert found.why


def test_a_second_name_of_a_registered_entity_is_an_alias() -> None:
    known = entity("curie", "person", "Marie Curie")
    found = [item for item in suggested("玛丽·居里(Marie Curie)生于华沙。", known) if item.kind is SuggestionKind.ALIAS]
    assert [(item.entity, item.name) for item in found] == [("curie", "玛丽·居里")]


def test_refusals_are_kept() -> None:
    assert any(item.name == "Kubernetes" for item in suggested("公司改用Kubernetes部署。"))
    assert not any(item.name == "Kubernetes" for item in suggested("公司改用Kubernetes部署。", refused=["kubernetes"]))
    known = entity("curie", "person", "Marie Curie", rejected=("玛丽·居里",))
    assert not any(item.kind is SuggestionKind.ALIAS for item in suggested("玛丽·居里(Marie Curie)生于华沙。", known))


def test_duplicates_and_near_names() -> None:
    found = suggested("", entity("openai", "company", "OpenAI"), entity("openai-inc", "company", "OpenAI, Inc."),
                      entity("grok", "product", "Grok"), entity("groq", "company", "Groq"))
    assert {(item.kind.value, item.entity, item.other) for item in found} == {
        ("duplicate", "openai", "openai-inc"), ("near", "grok", "groq")}


def test_a_refused_merge_is_no_duplicate_any_more() -> None:
    registry = entity("openai", "company", "OpenAI", rejected=("openai-inc",)), entity("openai-inc", "company", "OpenAI Inc.")
    assert suggested("", *registry) == []


def test_a_new_name_one_letter_from_another_is_marked() -> None:
    found, = suggested("芯片公司Groqq成立。", entity("groq", "company", "Groq"))
    assert found.near == ("groq",)


@pytest.mark.parametrize(("first", "second", "same"), [
    ("OpenAI, Inc.", "OpenAI", True), ("甲骨文公司", "甲骨文", True), ("埃隆·马斯克", "埃隆马斯克", True),
    ("C", "C++", False), ("C#", "C++", False), ("李力", "李丽", False),
])
def test_core(first: str, second: str, same: bool) -> None:
    assert (core(first) == core(second)) is same


def test_one_edit_apart() -> None:
    assert one_edit_apart("grok", "groq")
    assert one_edit_apart("dropbase", "droppbase")
    assert one_edit_apart("form", "from")
    assert not one_edit_apart("grok", "grok")
    assert not one_edit_apart("meta", "mate2")
    assert list(near_pairs(["grok", "groq", "meta"])) == [("grok", "groq")]


def test_topics_are_ranked_by_their_keywords() -> None:
    topics = [Topic("chips", {"en": "Chips"}, SourceRef(""), keywords=("GPU", "芯片", "wafer")),
              Topic("law", {"en": "Law"}, SourceRef(""), keywords=("lawsuit", "court"))]
    text = "芯片短缺\n公司需要更多GPU，GPU与芯片都缺货。a lawsuit"
    assert suggest_topics(Document("d", "zh", text, body_start=5), topics) == ["chips"]
    assert suggest_topics(Document("d", "zh", "nothing of the kind"), topics) == []


def test_the_contract_adds_candidates_that_overlap_no_mention() -> None:
    gazetteer = build_gazetteer([entity("nvidia", "company", "Nvidia")])
    record = {"id": "1", "lang": "en", "text": "Nvidia met Marie Curie."}
    assert [m["text"] for m in annotate_record(record, gazetteer)["mentions"]] == ["Nvidia"]
    with_candidates = annotate_record(record, gazetteer, suggest=True)["mentions"]
    assert [(m["text"], m["entity"]) for m in with_candidates] == [("Nvidia", "nvidia"), ("Marie Curie", None)]
    assert json.loads(json.dumps(with_candidates)) == with_candidates


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "data/seed/entities.json").exists(), reason="the evaluation data is not beside the checkout")
@pytest.mark.skipif(load_tagger() is None, reason="needs the extra zh")
def test_the_seed_article_gives_its_entities_from_nothing() -> None:
    gold = json.loads((SHARED / "data/seed/entities.json").read_text(encoding="utf-8"))
    raw = next((SHARED / "data/seed").glob("*.txt")).read_text(encoding="utf-8")
    body = raw[gold["body_start"]:gold["body_end"]]
    owners = {name: e["id"] for e in gold["entities"] for name in (*e["surfaces"], *e["aliases"], *e["names"].values())}
    found, wrong = set(), []
    for item in suggest_entities([Document("seed", "zh", body)], build_gazetteer([])):
        hits = {owners[name] for name in (item.name, *item.aliases, *dict(item.names).values()) if name in owners}
        found |= hits
        wrong += [] if hits else [item.name]
    wanted = {e["id"] for e in gold["entities"] if e["type"] != "topic"}
    assert len(found & wanted) >= 32
    assert len(wrong) <= 6
