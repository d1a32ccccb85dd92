from __future__ import annotations

import subprocess
import sys

import pytest

from dateline.annotate.mention import build_gazetteer, find_about, find_mentions
from dateline.annotate.mention.gazetteer import Options, alias_probe
from dateline.model.annotation import Block, BlockKind, Document
from dateline.model.entity import Entity
from dateline.model.problem import SourceRef
from dateline.text.normalise import fold


def entity(identifier: str, kind: str, *names: str, **more: object) -> Entity:
    return Entity(identifier, kind, {"en": names[0]}, SourceRef(""), aliases=names[1:], **more)  # type: ignore[arg-type]


def test_a_shared_name_without_evidence_has_no_entity_but_says_why() -> None:
    registry = [entity("a", "person", "Robin Doyle Vale"), entity("b", "person", "Robin Doyle Vale")]
    mention, = find_mentions(Document("d", "en", "Robin Doyle Vale arrived."), build_gazetteer(registry))
    assert mention.entity is None
    assert mention.candidates == ("a", "b")
    assert mention.type == "person"
    assert "a, b" in mention.why


def test_the_order_of_the_registry_makes_no_difference() -> None:
    registry = [entity("b", "company", "Vale Works"), entity("a", "person", "Vale Works")]
    document = Document("d", "en", "Vale Works said that it would hire. Vale Works is old.")
    assert find_mentions(document, build_gazetteer(registry)) == find_mentions(document, build_gazetteer(registry[::-1]))
    assert build_gazetteer(registry).fingerprint() == build_gazetteer(registry[::-1]).fingerprint()


def test_what_a_person_confirmed_settles_a_shared_name() -> None:
    registry = [entity("a", "person", "Robin Vale Doyle"), entity("b", "person", "Robin Vale Doyle")]
    mention, = find_mentions(Document("d", "en", "Robin Vale Doyle arrived.", entities=("b",)), build_gazetteer(registry))
    assert mention.entity == "b"
    assert "confirmed" in mention.why


def test_what_a_person_rejected_is_not_linked() -> None:
    gazetteer = build_gazetteer([entity("nvidia", "company", "Nvidia")])
    assert find_mentions(Document("d", "en", "Nvidia rose.", rejected=("nvidia",)), gazetteer) == []


def test_offsets_lead_into_the_text_as_given() -> None:
    text = "Cafe\u0301 Nero, Cafe\u0301 Nero"
    found = find_mentions(Document("d", "en", text), build_gazetteer([entity("cafe", "company", "Café Nero")]))
    assert [(m.start, m.end, m.text) for m in found] == [(0, 10, "Cafe\u0301 Nero"), (12, 22, "Cafe\u0301 Nero")]


def test_names_all_in_small_letters_on_demand() -> None:
    document = Document("d", "en", "the app threads is new")
    registry = [entity("threads", "product", "threads")]
    assert find_mentions(document, build_gazetteer(registry)) == []
    assert len(find_mentions(document, build_gazetteer(registry, Options(lower=True)))) == 1


def test_function_words_and_numbers_are_never_looked_for() -> None:
    gazetteer = build_gazetteer([entity("odd", "other", "The", "1984", "公司", "相关部门")])
    assert find_mentions(Document("d", "en", "The year 1984. 公司与相关部门"), gazetteer) == []


def test_the_standard_library_alone_finds_the_same() -> None:
    registry = [entity("tesla", "company", "Tesla", "特斯拉"), entity("musk", "person", "Elon Musk", "马斯克")]
    document = Document("d", "zh", "马斯克的特斯拉（Tesla）与Elon Musk，Teslas")
    plain = build_gazetteer(registry, Options(extension=False))
    assert find_mentions(document, plain) == find_mentions(document, build_gazetteer(registry))


def test_the_fingerprint_changes_with_an_alias_and_with_a_condition() -> None:
    first = build_gazetteer([entity("x", "product", "Xcast")])
    second = build_gazetteer([entity("x", "product", "Xcast", "Xcaster")])
    third = build_gazetteer([entity("x", "product", "Xcast", needs={"Xcast": ("radio",)})])
    assert len({first.fingerprint(), second.fingerprint(), third.fingerprint()}) == 3


def test_a_probe_finds_the_texts_an_alias_may_touch() -> None:
    assert alias_probe("埃隆・馬斯克") in fold("昨天，埃隆·马斯克表示")
    assert alias_probe("ＯｐｅｎＡＩ") in fold("openai和OPENAI")


def test_an_alias_in_quotation_marks_is_the_name_inside() -> None:
    gazetteer = build_gazetteer([entity("colossus", "product", "Colossus One", "“巨塔”")])
    mention, = find_mentions(Document("d", "zh", "名为“巨塔”的机器"), gazetteer)
    assert mention.text == "巨塔"


def test_a_common_noun_beside_a_name_is_no_part_of_it() -> None:
    gazetteer = build_gazetteer([entity("grok", "product", "Grokster", "Grokster聊天机器人")])
    mention, = find_mentions(Document("d", "zh", "使用Grokster聊天机器人"), gazetteer)
    assert mention.text == "Grokster"


def document(title: str, *paragraphs: str, **more: object) -> Document:
    text = title + "\n" + "\n".join(paragraphs)
    blocks, at = [Block(0, len(title), BlockKind.TITLE)], len(title) + 1
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Document("d", "en", text, tuple(blocks), len(title) + 1, **more)  # type: ignore[arg-type]


def test_an_article_is_about_its_headline_and_what_it_keeps_naming() -> None:
    gazetteer = build_gazetteer([entity("nvidia", "company", "Nvidia"), entity("tsmc", "company", "TSMC"), entity("arm", "company", "Armstrong")])
    article = document("Nvidia buys land", "Nvidia bought land. " * 3, "filler " * 60, "TSMC was told. TSMC nodded. TSMC left.", "filler " * 60, "Armstrong too.")
    mentions = find_mentions(article, gazetteer)
    assert find_about(article, mentions) == ("nvidia", "tsmc")


def test_confirmed_entities_come_first_and_rejected_ones_never() -> None:
    gazetteer = build_gazetteer([entity("nvidia", "company", "Nvidia"), entity("tsmc", "company", "TSMC")])
    article = document("Nvidia buys land", "TSMC sold it. TSMC was paid.", entities=("tsmc",), rejected=("nvidia",))
    assert find_about(article, find_mentions(article, gazetteer)) == ("tsmc",)


def test_muted_names_are_reported_with_what_would_help() -> None:
    from dateline.annotate.mention.review import review_names

    registry = [entity("odd", "company", "Oddity", "threads", "公司", "韩", "1984"), entity("x", "product", "x", needs={"x": ()})]
    found = list(review_names(registry))
    assert [problem.code for problem in found] == ["DL406"] * 4
    assert "small letters" in found[0].message
    assert 'needs: {"threads"' in found[0].hint


def test_context_words_for_every_ambiguous_name() -> None:
    gazetteer = build_gazetteer([entity("orchard", "company", "Apple", "Orchard Systems", needs={"": ("phone",)})])
    text = "We like Apple. Orchard Systems is known."
    assert [m.text for m in find_mentions(Document("d", "en", text.split(". ", maxsplit=1)[0]), gazetteer)] == []
    assert [m.text for m in find_mentions(Document("d", "en", "A phone by Apple"), gazetteer)] == ["Apple"]
    assert [m.text for m in find_mentions(Document("d", "en", text), gazetteer)] == ["Apple", "Orchard Systems"]


def test_names_in_code_are_no_mentions() -> None:
    text = "Kubernetes\nkubectl Kubernetes"
    code = Document("d", "en", text, (Block(0, 10), Block(11, 29, BlockKind.CODE)))
    found = find_mentions(code, build_gazetteer([entity("k8s", "product", "Kubernetes")]))
    assert [m.start for m in found] == [0]


def _texts(probes) -> set[str]:
    return {probe.text for probe in probes}


def test_changed_probes_name_what_may_touch_a_text() -> None:
    from dateline.annotate.mention.gazetteer import changed_probes

    old = build_gazetteer([entity("a", "company", "Lotus Works"), entity("b", "company", "Birch Works")])
    new = build_gazetteer([entity("a", "company", "Lotus Works", "LW"), entity("b", "company", "Birch Works")])
    assert changed_probes(old, old) == frozenset()
    assert _texts(changed_probes(old, new)) == {"lw"}, "a text that holds the other name reads as before"
    blocked = build_gazetteer([entity("a", "company", "Lotus Works", not_surfaces=("Lotus Works Park",)), entity("b", "company", "Birch Works")])
    assert _texts(changed_probes(old, blocked)) == {"lotus works park"}


@pytest.mark.parametrize(("text", "asks"), [("Orbit Foundry met Alice.", False), ("昨天轨道铸造厂开工。", True)])
def test_only_a_name_among_han_characters_asks_for_the_word_cutter(text, asks):
    code = (
        "import sys\n"
        "from dateline.annotate.mention import build_gazetteer, find_mentions\n"
        "from dateline.model.annotation import Document\n"
        "from dateline.model.entity import Entity\n"
        "from dateline.model.problem import SourceRef\n"
        "foundry = Entity('foundry', 'company', {'en': 'Orbit Foundry', 'zh': '轨道铸造厂'}, SourceRef('a.md'))\n"
        f"found = find_mentions(Document('a', 'en', {text!r}), build_gazetteer([foundry]))\n"
        "print([mention.entity for mention in found], 'rjieba' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"['foundry'] {asks}"


def test_a_name_that_is_no_word_of_the_description_any_more_touches_what_names_its_entity() -> None:
    from dateline.annotate.mention.gazetteer import changed_probes

    said = {"description": "maker of turbines"}
    old = build_gazetteer([entity("a", "company", "Lotus Works", **said)])
    same = build_gazetteer([entity("a", "company", "Lotus Works", "LW", **said)])
    other = build_gazetteer([entity("a", "company", "Lotus Works", "Lotus Turbines", **said)])
    assert _texts(changed_probes(old, same)) == {"lw"}
    assert _texts(changed_probes(old, other)) == {"lotus works", "lotus turbines"}
