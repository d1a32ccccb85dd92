"""Chinese names without the tagger: what stands before a company's, a place's or an office's last word."""

from __future__ import annotations

from dateline.annotate.mention.suggest.candidate import Candidate


def pattern_names(text: str) -> list[Candidate]:
    return []
