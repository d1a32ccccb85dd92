from __future__ import annotations

import json

import pytest

from dateline.exchange.wikidata import NameProposal, NameRecord, propose_names, read_names
from dateline.model.entity import Entity
from dateline.model.problem import SourceRef

ITEM = {
    "id": "Q317521",
    "labels": {"en": {"language": "en", "value": "Elon Musk"}, "zh-hant": {"value": "伊隆·馬斯克"}, "de": {"value": "Elon Musk"}},
    "aliases": {"zh": [{"value": "马斯克"}, {"value": "埃隆·马斯克"}]},
}
RECORD = NameRecord("Q317521", ("Elon Musk", "伊隆·馬斯克", "马斯克", "埃隆·马斯克"))


def entity(identifier: str, *names: str, **more: object) -> Entity:
    return Entity(identifier, "person", {"en": names[0]}, SourceRef(""), aliases=names[1:], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [
    json.dumps(ITEM), json.dumps([ITEM]), json.dumps({"entities": {"Q317521": ITEM}}), "[\n" + json.dumps(ITEM) + ",\n]",
], ids=["one", "list", "entity data", "dump"])
def test_wikidata_json(text: str) -> None:
    assert read_names(text) == [RECORD]


def test_csv() -> None:
    text = "\ufeffqid,en,zh,aliases\nhttp://www.wikidata.org/entity/Q918,X,X,Twitter|推特\n,,,\n"
    assert read_names(text) == [NameRecord("Q918", ("X", "Twitter", "推特"))]


def test_broken_json_is_an_error() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        read_names('{"id": ')


def test_a_record_is_matched_by_id_or_by_a_name_of_one_entity() -> None:
    known = [entity("elon-musk", "Elon Musk", "马斯克", wikidata="Q317521"), entity("x", "X")]
    assert propose_names([RECORD], known) == [
        NameProposal("elon-musk", "", ("伊隆·馬斯克", "埃隆·马斯克"), "the id Q317521")]
    proposal, = propose_names([RECORD], [entity("elon-musk", "Elon Musk")])
    assert (proposal.wikidata, proposal.why) == ("Q317521", "the name Elon Musk")


def test_in_doubt_nothing_is_proposed() -> None:
    assert propose_names([RECORD], [entity("a", "Elon Musk"), entity("b", "Elon Musk")]) == []
    assert propose_names([RECORD, NameRecord("Q1", ("Elon Musk", "E. Musk"))], [entity("a", "Elon Musk")]) == []
    assert propose_names([RECORD], [entity("other", "Somebody Else")]) == []


def test_refused_names_are_left_out() -> None:
    known = [entity("elon-musk", "Elon Musk", wikidata="Q317521", rejected=("马斯克",), not_surfaces=("伊隆·馬斯克",))]
    assert propose_names([RECORD], known)[0].aliases == ("埃隆·马斯克",)
