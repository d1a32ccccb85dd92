"""What is kept of a plan is found by the articles that its pages show."""

import pytest

from dateline.engine.store import Store
from dateline.model.page import Page, Planned, Unit
from dateline.pipeline.kept_plan import read_units, units_showing, write_units

ARTICLES = ("0103-quay", "0103-zh-船闸", "ünïcode", "odd-\udc80", "0103-quay-2")
UNITS = dict(zip(ARTICLES, "abcde", strict=True))


def unit(*articles):
    page = Page("entities/pier/", "entity", ("pier",), "en", "key", 1.0)
    return Unit("state", "weights", "order", (Planned(page, "core", articles), Planned(page, "other", articles[:1])))


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "cache.sqlite") as opened:
        write_units(opened, {name: unit(article, "0101-all") for article, name in UNITS.items()} | {"none": unit()})
        yield opened


@pytest.mark.parametrize("article", ARTICLES)
def test_the_unit_that_shows_an_article_is_found(store, article):
    found, name = units_showing(store, {article}), UNITS[article]
    assert found[name] == read_units(store)[name] == unit(article, "0101-all")
    assert found.keys() <= {name, UNITS.get(f"{article}-2")}


def test_units_that_show_any_of_several_are_found(store):
    assert units_showing(store, {"ünïcode", "odd-\udc80"}).keys() == {"c", "d"}
    assert units_showing(store, {"0101-all"}).keys() == set(UNITS.values())


def test_nothing_is_unpacked_for_nobody(store):
    assert units_showing(store, ()) == units_showing(store, {"nobody"}) == {}
