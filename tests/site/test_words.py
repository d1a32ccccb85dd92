from __future__ import annotations

import re

from dateline.site.folders import packaged_templates
from dateline.site.words import keys, words


def test_templates_use_no_phrase_that_is_missing():
    used = {
        name for path in packaged_templates().rglob("*.html")
        for name in re.findall(r"\bt\.([a-z_]+)", path.read_text(encoding="utf-8"))
    }
    assert used - keys() - {"n", "lang", "filter_words", "phrase"} == set()


def test_counts_follow_the_language():
    assert words("en").n("events", 1) == "1 event"
    assert words("en").n("events", 1200) == "1,200 events"
    assert words("zh").n("events", 2) == "2 个事件"
