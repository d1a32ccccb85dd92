"""The patterns that reading an article takes, kept as compiled: a process that reads one has to compile none."""

from __future__ import annotations

from dateline.engine.fingerprint import code_fingerprint
from dateline.engine.sealed import pack_plain, seal, unpack_plain, unseal
from dateline.engine.store import Store
from dateline.text.compiled import Rows, interpreter


def kept_patterns(store: Store) -> Rows:
    """Return what this interpreter compiled for this version of the program, as far as it is kept."""
    data = store.meta("patterns")
    made_by, rows = unpack_plain(unseal(data)) if data is not None else ("", {})
    return rows if made_by == _maker() else {}


def keep_patterns(store: Store, kept: Rows, learned: Rows) -> None:
    """Keep what was learned beside what is kept."""
    if learned:
        store.set_meta("patterns", seal(pack_plain((_maker(), {**kept, **learned}))))


def _maker() -> str:
    return f"{code_fingerprint()} {interpreter()}"
