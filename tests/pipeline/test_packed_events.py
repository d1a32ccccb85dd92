"""Events packed one by one."""

from __future__ import annotations

from copy import copy

import pytest

from dateline.engine.sealed import DamagedError
from dateline.model.annotation import Event, Status
from dateline.model.dates import PartialDate
from dateline.pipeline.packed_events import pack_events, unpack_events


def event(number, **fields):
    return Event(
        f"a-{number}", "a", 1, 9, 0, 20, 2, 6, PartialDate.parse("2024-11"), f"Headline {number}", "引文", **fields
    )


EVENTS = (event(1), event(2, status=Status.PLANNED, entities=("one", "two"), pinned=True, depth=3, target="two"))


def test_they_come_back_as_they_were():
    assert unpack_events(pack_events(EVENTS)).all() == EVENTS
    assert unpack_events(pack_events(())).all() == ()


def test_those_of_a_year_are_made_alone():
    report = event(3, kind="report")
    packed = unpack_events(pack_events((*EVENTS, report)))
    assert packed.of(2024) == list(EVENTS)
    assert packed.of(None) == [report]
    assert packed.of(2023) == []


def test_one_is_found_by_its_id():
    assert unpack_events(pack_events(EVENTS)).find("a-2") == EVENTS[1]
    with pytest.raises(ValueError, match="not in tuple"):
        unpack_events(pack_events(EVENTS)).find("a-3")


def test_equal_events_give_equal_bytes_whoever_shares_their_texts():
    apart = [copy(each) for each in EVENTS]
    for each in apart:
        for name in ("headline", "quote", "article"):
            setattr(each, name, "".join(list(getattr(each, name))))
        each.entities = tuple("".join(list(name)) for name in each.entities)
    assert pack_events(apart) == pack_events(EVENTS)


def test_damage_is_seen():
    data = pack_events(EVENTS)
    with pytest.raises(DamagedError):
        unpack_events(data[:-1] + bytes([data[-1] ^ 1]))
