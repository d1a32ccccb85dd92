"""Which date told before is the scene that a relative date counts from, where the latest is not."""

from __future__ import annotations

from dateline.annotate.timex.context import Antecedent, Context
from dateline.annotate.timex.expression import Unit


def year_of_story(context: Context) -> Antecedent | None:
    """年底 in a paragraph that tells of an earlier year is the end of that year."""
    found = context.in_block(Unit.YEAR)
    if found is None or not found.told or context.now is None:
        return None
    return found if found.period.first[0] < context.now.first[0] else None


def coarser(context: Context, found: Antecedent) -> Antecedent | None:
    """Return a month told in this sentence after the day that would be counted from in another.

    2025年1月他提出，对方次日否认: some day of that month, not the day after one told before.
    """
    last = context.trail[-1]
    if last.period.unit is not Unit.MONTH or last.aside or context.same_sentence(found, context.position):
        return None
    return last if context.same_sentence(last, context.position) else None


def promised(context: Context) -> Antecedent | None:
    """Return the date of a promise: "said last August that it would follow in six months" ends in February."""
    story = context.last()
    if story is None or not context.same_sentence(story, context.position):
        return None
    return story if " would " in context.text[story.end:context.position] else None


def after_fiscal(context: Context, antecedent: Antecedent | None, fiscal_at: int) -> bool:
    """Tell whether a fiscal period, which has no date, was named in this sentence after the date counted from."""
    if fiscal_at < 0 or (antecedent is not None and antecedent.end > fiscal_at):
        return False
    return context.within_sentence(fiscal_at, context.position)
