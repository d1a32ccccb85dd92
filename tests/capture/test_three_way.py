from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.capture.three_way import merge, merge_blocks

HEAD = '---\ntitle: "A"\npublished: "2024"\nsource: "Old"\nentities: []\n---\n'


def file(head: str, *paragraphs: str) -> str:
    return head + "\n" + "\n\n".join(paragraphs) + "\n"


def test_untouched_articles_take_the_new_version() -> None:
    base, theirs = file(HEAD, "one"), file(HEAD.replace("Old", "New"), "one", "two")
    assert merge(base, base, theirs).text == theirs


def test_unchanged_conversions_leave_the_article_alone() -> None:
    base, mine = file(HEAD, "one"), file(HEAD, "mine").replace("\n", "\r\n")
    assert merge(base, mine, base).text == mine


def test_both_sides_are_kept_where_they_do_not_meet() -> None:
    base = file(HEAD, "one", "two", "three", "four", "five")
    mine = file(HEAD.replace("entities: []", "entities: [xai]  # checked"), "one, corrected", "two", "three", "four", "five")
    theirs = file(HEAD.replace('"2024"', '"2024-11-28"'), "one", "two", "three", "four", "five", "six")
    merged = merge(base, mine, theirs)
    assert merged.clashes == ()
    assert 'published: "2024-11-28"' in merged.text
    assert "entities: [xai]  # checked" in merged.text
    assert merged.text.endswith("one, corrected\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n")


def test_the_person_wins_where_both_changed() -> None:
    base = file(HEAD, "one", "two")
    mine, theirs = file(HEAD.replace("Old", "Mine"), "one", "mine"), file(HEAD.replace("Old", "Theirs"), "one", "theirs")
    merged = merge(base, mine, theirs)
    assert merged.text == mine
    assert len(merged.clashes) == 2


def test_a_deleted_paragraph_stays_deleted() -> None:
    base = file(HEAD, "one", "advertisement", "two", "three", "four")
    mine, theirs = file(HEAD, "one", "two", "three", "four"), file(HEAD, "one", "advertisement", "two", "three", "four", "five")
    assert merge(base, mine, theirs).text == file(HEAD, "one", "two", "three", "four", "five")


def test_new_keys_come_and_dropped_ones_go_unless_a_person_set_them() -> None:
    base = file(HEAD, "one")
    theirs = file(HEAD.replace('source: "Old"\n', 'lang: zh\n'), "one")
    assert "lang: zh" in merge(base, file(HEAD, "one, mine"), theirs).text
    assert "source" not in merge(base, file(HEAD, "one, mine"), theirs).text
    assert "source: Kept" in merge(base, file(HEAD.replace('"Old"', "Kept"), "one"), theirs).text


def test_line_ends_and_blank_lines_stay_as_the_person_has_them() -> None:
    base, theirs = file(HEAD, "one", "two", "three"), file(HEAD, "one", "two", "three", "four")
    mine = file(HEAD, "one, mine", "two", "three").replace("\n", "\r\n")
    text = merge(base, mine, theirs).text
    assert text == file(HEAD, "one, mine", "two", "three", "four").replace("\n", "\r\n")


blocks = st.lists(st.sampled_from("abcdefgh"), max_size=8)


@settings(deadline=None, max_examples=500)
@given(blocks, blocks, blocks)
def test_no_paragraph_of_the_person_is_lost(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged, clashes = merge_blocks(base, mine, theirs)
    rest = iter(merged)
    own = [block for block in mine if block not in base]
    assert all(block in rest for block in own)
    if mine == base:
        assert merged == theirs
    if theirs in (base, mine):
        assert merged == mine
        assert not clashes
