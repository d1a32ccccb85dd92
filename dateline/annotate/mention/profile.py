"""What is said of an entity besides its names: the words of its description."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from dateline.annotate.mention.lexicon import HAN_GLUE
from dateline.model.entity import Entity
from dateline.text.normalise import fold
from dateline.text.pattern import deferred
from dateline.text.script import is_han

_SAID: Final = 200
"""Characters of an entity's page that stand for a description where there is none."""
_WORD = deferred(r"[a-z][a-z0-9-]{3,}|[\u4e00-\u9fff]{2,}")


def profile(entity: Entity) -> tuple[str, ...]:
    """Return the words that describe an entity, folded, but those of its names; Chinese ones in pairs of characters.

    ``maker of electric cars`` gives ``cars electric maker``, 电动汽车 gives 动汽, 汽车 and 电动.
    """
    text = entity.description or entity.body[:_SAID]
    return _words(text, " ".join(entity.surfaces)) if text else ()


@lru_cache(maxsize=4096)
def _words(text: str, surfaces: str) -> tuple[str, ...]:
    own = fold(surfaces)
    return tuple(sorted({piece for word in _WORD.findall(fold(text)) for piece in _pieces(word) if piece not in own}))


def _pieces(word: str) -> list[str]:
    if not is_han(word[0]):
        return [word]
    return [word[at : at + 2] for at in range(len(word) - 1) if HAN_GLUE.isdisjoint(word[at : at + 2])]
