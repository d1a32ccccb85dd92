from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.content.edit import format_value, remove_key, set_key
from dateline.content.frontmatter import FrontMatterError, _parse_events, _parse_simple, locate, parse, split


def test_split_keeps_the_body_and_counts_its_first_line():
    parts = split("---\ntitle: a\n---\nBody\n")
    assert (parts.head, parts.body, parts.body_line) == ("title: a\n", "Body\n", 4)


def test_split_of_a_file_without_front_matter_is_all_body():
    assert split("# Heading\n").body == "# Heading\n"


def test_byte_order_mark_and_windows_line_ends_are_read():
    parts = split("\ufeff---\r\ntitle: a\r\n---\r\nBody")
    assert parse(parts.head.replace("\r\n", "\n")) == {"title": "a"}


def test_a_block_that_never_ends_is_an_error_at_its_start():
    with pytest.raises(FrontMatterError, match="no closing") as caught:
        split("---\ntitle: a\n")
    assert (caught.value.line, caught.value.column) == (1, 1)


@pytest.mark.parametrize(
    "text", ["no", "12:30", "0123", "2024-05-03", "2024", "0x1F", "1e3", "yes", "1_000", "=", "NaN"]
)
def test_plain_scalars_stay_the_text_they_are(text):
    assert parse(f"key: {text}\n") == {"key": text}


@pytest.mark.parametrize(
    ("yaml", "value"),
    [
        ("key:", None),
        ("key: ~", None),
        ("key: null", None),
        ('key: ""', ""),
        ("key: 'it''s'", "it's"),
        ('key: "a\\"b"', 'a"b'),
        ('key: "\\u4e2d"', "中"),
        ("key: [a, b]", ["a", "b"]),
        ("key: []", []),
        ("key:\n  - a\n  - b", ["a", "b"]),
        ("key:\n- a", ["a"]),
        ("key: {en: a, zh: 甲}", {"en": "a", "zh": "甲"}),
        ("key: |\n  two\n  lines", "two\nlines\n"),
        ("key: a # comment", "a"),
        ("key: a#b", "a#b"),
        ("key: http://x/y", "http://x/y"),
    ],
)
def test_forms_that_people_and_tools_write(yaml, value):
    assert parse(yaml + "\n") == {"key": value}


@pytest.mark.parametrize(
    ("yaml", "message", "place"),
    [
        ("a: 1\na: 2\n", "given twice", (3, 1)),
        ("a: &x 1\nb: *x\n", "anchors", (2, 4)),
        ("a: !!python/name:os.system\n", "tags", (2, 4)),
        ("a:\n  - b\n c\n", "not valid YAML", None),
        ("title: one: two\n", "not valid YAML", (2, 11)),
        ("? [a]\n: b\n", "key must be plain", (2, 3)),
        ("<<: {a: b}\n", "merge keys", (2, 1)),
        ("[a, b]\n", "'key: value' lines", (2, 1)),
        ("a: " + "[" * 12 + "]" * 12 + "\n", "nest deeper", None),
        ("a: 1\n---\nb: 2\n", "single YAML document", None),
    ],
)
def test_what_is_not_read_is_an_error_with_its_place(yaml, message, place):
    with pytest.raises(FrontMatterError, match=message) as caught:
        parse(yaml)
    if place:
        assert (caught.value.line, caught.value.column) == place


def test_locate_names_the_line_and_column_of_a_list_item():
    assert locate("title: a\nentities:\n  - xai\n  - nobody\n", ("entities", 1)) == (5, 5)


_WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_characters="\r\n\x00\x85\u2028\u2029\ufeff", exclude_categories=["Cc", "Cs", "Cn"]
    ),
    max_size=12,
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b_c", "d-e"]), st.one_of(_WORDS, st.lists(_WORDS, max_size=3))),
        max_size=4,
        unique_by=lambda pair: pair[0],
    )
)
@settings(deadline=None, max_examples=200)
def test_what_we_write_is_read_back_by_both_parsers(pairs):
    head = "".join(f"{key}: {format_value(value)}\n" for key, value in pairs)
    assert _parse_events(head, 2) == dict(pairs)
    simple = _parse_simple(head)
    assert simple is None or simple == dict(pairs)


@given(st.text(st.sampled_from("ab: -[]\"'#\n{},&*!|>%@`~=\\中0 1\t?"), max_size=40))
@settings(deadline=None, max_examples=500)
def test_the_line_parser_agrees_with_yaml_wherever_it_is_sure(head):
    simple = _parse_simple(head)
    if simple is not None:
        assert simple == _parse_events(head, 2)


FILE = "---\n# a comment\ntitle: \"One\"   # why\n\npublished: '2024'\nentities:\n  - b\n  - a\nrest: keep\n---\nBody: not front matter\n"


def test_setting_a_key_changes_its_line_alone():
    edited = set_key(FILE, "title", "Two: three")
    assert edited == FILE.replace('"One"', '"Two: three"')


def test_a_new_key_goes_last_and_a_list_keeps_its_form():
    assert set_key(FILE, "lang", "zh").replace("lang: zh\n", "") == FILE
    assert set_key(FILE, "entities", ["b", "c", "a"]) == FILE.replace("  - b\n", "  - b\n  - c\n")


def test_removing_a_key_takes_its_lines_alone():
    assert remove_key(FILE, "entities") == FILE.replace("entities:\n  - b\n  - a\n", "")
    assert remove_key(FILE, "absent") == FILE


def test_windows_line_ends_and_byte_order_mark_survive_an_edit():
    text = "\ufeff" + FILE.replace("\n", "\r\n")
    assert set_key(text, "title", "Two") == text.replace('"One"', "Two")


@given(st.sampled_from(["title", "published", "rest", "new"]), _WORDS)
@settings(deadline=None, max_examples=100)
def test_a_set_key_reads_back_and_nothing_else_changes(key, value):
    edited = set_key(FILE, key, value)
    before, after = parse(split(FILE).head), parse(split(edited).head)
    assert after == {**before, key: value}
    assert split(edited).body == split(FILE).body
