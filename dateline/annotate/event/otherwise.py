"""Tell where a text sets another date against its own: "(others date the release to the 24th)", 另有资料记为17日."""

from __future__ import annotations

import re
from typing import Final

from dateline.annotate.event.scripts import either
from dateline.model.annotation import Event
from dateline.text.pattern import deferred

_LEAD: Final = 70
"""Characters before a date in which the words that set it against another stand."""
_OTHERWISE = deferred(either(
    r"(?:(?:另有|也有|还有|另一|一说)[^，,。；;]{0,16}(?:记为|记作|写作|说是|称是|称为|定为|列为|认为是|为)|而(?:不是|非))$"
    r"|\b(?:dates?|dated) (?:it|the|its|their|this)\b[^,.;]{0,40} to (?:the )?$"
    r"|\b(?:puts?|place[sd]?) (?:it|(?:the|its|this) (?:date|day|release|launch|start|opening|vote)) "
    r"(?:on|at|in) (?:the )?$"
    r"|\bdated in \w+ ways\b.{0,60}\b(?:to|or to) (?:the )?$"
), re.IGNORECASE)


def is_told_otherwise(event: Event) -> bool:
    """Tell whether a statement's date is given as another source's for what was told before."""
    before = event.quote[:max(0, event.timex_start - event.sentence_start)]
    return _OTHERWISE.search(before[-_LEAD:]) is not None
