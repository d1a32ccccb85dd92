"""Dated expressions: found by one module a language, resolved by one reader for all.

``find_timexes`` is the stage's door; ``dateline.annotate.timex.contract`` speaks JSONL.
"""

from dateline.annotate.timex.engine import find_timexes

__all__ = ["find_timexes"]
