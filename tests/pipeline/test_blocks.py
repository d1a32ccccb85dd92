"""Rows in blocks: read as they were put down, one block at a time, and stored again only where something changed."""

from __future__ import annotations

from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.engine.sealed import DamagedError
from dateline.index.moves import Moves
from dateline.pipeline.blocks import MOST, Blocks, cut, pack_directory, read_directory, recut
from dateline.pipeline.rows import DIGEST


def rows(*names):
    """Return rows, each with a digest of its own, and their bytes."""
    digests = {name: blake2b(name.encode(), digest_size=8).digest() for name in names}
    return [((*("",) * DIGEST, digests[name], ()), name.encode()) for name in names]


NAMES = [f"row {number}" for number in range(1000)]


def stored(known):
    directory, blocks = cut("told 2020", known, b"basis")
    read = []
    found = Blocks(read_directory(pack_directory(directory)), lambda block: read.append(block) or blocks[block])
    return found, blocks, read


def test_rows_are_read_as_they_were():
    found, blocks, _ = stored(rows(*NAMES))
    assert len(found) == 1000
    assert list(found) == [name.encode() for name in NAMES]
    assert [found[place] for place in (0, 999, 500)] == [b"row 0", b"row 999", b"row 500"]
    assert len(blocks) > 5


def test_of_a_few_rows_only_their_blocks_are_read():
    found, _, read = stored(rows(*NAMES))
    assert (found[3], found[4], found[998]) == (b"row 3", b"row 4", b"row 998")
    assert len(read) == 2


def test_a_row_that_comes_or_goes_leaves_all_other_blocks_as_they_were():
    _, before, _ = stored(rows(*NAMES))
    for names in ([*NAMES[:500], "one more", *NAMES[500:]], [*NAMES[:500], *NAMES[501:]]):
        _, after, _ = stored(rows(*names))
        assert len(after.keys() - before.keys()) <= 2


def test_a_block_has_an_end_whatever_its_rows_say():
    alike = [(row, b"%d" % at) for at, (row, _) in enumerate(rows("row 0") * (3 * MOST))]
    found, blocks, _ = stored(alike)
    assert len(found) == 3 * MOST
    assert len(blocks) >= 4


def test_parts_that_say_the_same_share_no_block():
    one, other = (cut(name, rows(*NAMES), b"basis")[0] for name in ("told 2020", "told 2021"))
    assert one.ids.isdisjoint(other.ids)


def test_nothing_is_nothing():
    found, _, _ = stored([])
    assert (len(found), list(found)) == (0, [])


def test_a_damaged_block_is_not_read():
    directory, blocks = cut("told 2020", rows(*NAMES), b"basis")
    found = Blocks(directory, lambda block: blocks[block][:-1] + b"?")
    with pytest.raises(DamagedError):
        found[0]


def test_few_blocks_are_held_however_many_are_looked_at():
    found, blocks, read = stored(rows(*NAMES))
    assert [found[place] for place in range(1000)] == [name.encode() for name in NAMES]
    once = len(read)
    assert once == len(blocks) - 1
    assert (found[999], found[998]) == (b"row 999", b"row 998")
    assert len(read) == once
    assert (found[0], found[1]) == (b"row 0", b"row 1")
    assert len(read) == once + 1


@given(st.integers(0, 200), st.data())
def test_rows_cut_again_stand_in_the_blocks_they_would_be_cut_into(size, data):
    old = rows(*NAMES[:size])
    gone = sorted(data.draw(st.sets(st.integers(0, size - 1), max_size=12))) if size else []
    before = sorted(data.draw(st.lists(st.integers(0, size), max_size=12)))
    new = rows(*(f"new row {number}" for number in range(len(before))))
    moves = Moves(size, gone, before)
    found, blocks, _ = stored(old)
    leads = bytes(row[DIGEST][0] for row, _ in old)
    directory, made = recut("told 2020", found, leads, moves, new, b"other basis")
    expected, all_blocks = cut("told 2020", moves.splice(old, new), b"other basis")
    assert (list(directory.blocks), directory.basis) == (list(expected.blocks), expected.basis)
    assert all((made | dict(blocks))[block] == all_blocks[block] for block in expected.ids)


def test_only_the_blocks_are_read_in_which_rows_come_or_go():
    old = rows(*NAMES)
    found, _, read = stored(old)
    leads = bytes(row[DIGEST][0] for row, _ in old)
    _, made = recut("told 2020", found, leads, Moves(1000, [500], [500]), rows("one more"), b"basis")
    assert len(read) == 1
    assert len(made) <= 3
