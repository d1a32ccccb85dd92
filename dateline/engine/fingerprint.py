"""Fingerprints of what results depend on besides the content: the program itself and the configuration."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from dateline.engine.program import program_state


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """Return a digest of the program.

    It only decides what the cache may be used for; two machines may have different ones for the same bytes.
    """
    return hashlib.blake2b(program_state().encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def value_fingerprint(value: object) -> str:
    """Return a digest of a value whose ``repr`` says everything about it (frozen dataclasses of plain values)."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
