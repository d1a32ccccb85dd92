"""Spare the garbage collector work that cannot pay: values here are frozen and make no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def release() -> None:
    """Free what earlier builds of this process left behind: they are frozen, and sites hold themselves in cycles."""
    gc.unfreeze()
    gc.collect()


@contextmanager
def collection_off() -> Iterator[None]:
    """Have the block run without the collector, which goes on as before afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def collection_paused() -> Iterator[None]:
    """Build large structures without the collector walking them again and again.

    What was built is frozen too, so that worker processes forked from here do not copy its pages.
    """
    with collection_off():
        try:
            yield
        finally:
            gc.freeze()
