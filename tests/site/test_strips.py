from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree

from dateline.site.strips import density_strip, sparkline, star_graph


def strip_of(counts):
    return density_strip(Counter(counts), lambda year: f"#y{year}", lambda year, count: f"{year}: {count}")


def test_every_year_has_a_place_and_only_years_with_events_a_link():
    strip = strip_of({(2020, 1): 2, (2023, 0): 1})
    assert [(year.head + year.tail, year.url) for year in strip.years] == [("2020", "#y2020"), ("2021", ""), ("2022", ""), ("2023", "#y2023")]


def test_thin_ends_of_a_long_history_are_left_out():
    counts = {(year, 1): 30 for year in range(2010, 2026)} | {(1931, 1): 1, (2099, 1): 1}
    strip = strip_of(counts)
    assert strip.years[0].tail + strip.years[-1].tail == "1025"


def test_pictures_are_well_formed_and_carry_no_style():
    strip = strip_of({(2020, 1): 2, (2020, 0): 5})
    graph = star_graph([("A <b>", "../a/", 3), ("很长很长很长很长的名字", "../b/", 1)])
    for picture in (strip.svg, sparkline([0, 2, 5], "2020–2022"), graph):
        root = ElementTree.fromstring(str(picture))
        assert not any("style" in node.attrib for node in root.iter())


def test_nothing_to_draw_draws_nothing():
    assert strip_of({}) is None
    assert star_graph([]) == ""
