"""Regular expressions that are compiled when they are first used.

All patterns together take longer to compile than an article to be read, and no text needs those of both languages, or
those for what it does not hold. In a process that reads one article this is what counts.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

from dateline.text.compiled import compile_pattern

_ATTRIBUTES: Final = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


class _Deferred:
    """Stands for a pattern until that is asked for something."""

    def __init__(self, source: str, flags: int) -> None:
        self.source, self.given = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = compile_pattern(self.source, self.given)
        self.__dict__.update({each: getattr(compiled, each) for each in _ATTRIBUTES})
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(compiled, name)


class _Compiled:
    """Has all that a pattern has as its own: found as fast as there, for nothing has to be asked on the way."""


def deferred(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use: a mistake in it shows no sooner.

    >>> deferred("[a-c]+", re.IGNORECASE).findall("Abcd")
    ['Abc']
    """
    return cast("re.Pattern[str]", _Deferred(source, flags))
