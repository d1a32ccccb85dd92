"""The line under the headline: a subtitle or standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.capture.folding import letters
from dateline.capture.metadata.found import Found, Line
from dateline.capture.metadata.stamps import find_stamps
from dateline.capture.metadata.structured import Facts, text_of
from dateline.model.capture import Certainty

_NAMES = re.compile(
    r"(?:^|[\s_-])(?:sub-?(?:title|headline|head|hed|tit)\w{0,6}|dek|standfirst|teaser-?text|lead|lede|intro|kicker-?text|summary|excerpt|stand-?first|chapeau|entradilla|abstract|zhaiyao|daoyu|fubiaoti|ftit)(?:$|[\s_-])",
    re.IGNORECASE,
)
MAX_SUBTITLE = 320


def find_subtitle(facts: Facts, lines: Sequence[Line], title: str, opening: str) -> Found:
    """Return the line near the headline that is marked as a subtitle.

    ``opening`` is the first paragraph: a line that is only a part of it is no subtitle.
    """
    stated = text_of(facts.article.get("alternativeHeadline"))
    if stated and letters(stated) != letters(title) and len(stated) <= MAX_SUBTITLE:
        return Found(stated, "JSON-LD alternativeHeadline")
    start = letters(opening)
    for line in lines[:10]:
        marked = line.heading == 2 or _NAMES.search(line.names)
        folded = letters(line.text)
        if not marked or not len(folded) >= 8 or len(line.text) > MAX_SUBTITLE or line.linked > 0.5:
            continue
        if (
            folded == letters(title)
            or (folded in start and folded != start)
            or (find_stamps(line.text) and len(line.text) < 60)
        ):
            continue
        return Found(line.text, "line below the headline", Certainty.LIKELY)
    return Found()
