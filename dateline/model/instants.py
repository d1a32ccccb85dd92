"""When something entered the knowledge base, in UTC: what feeds, calendars and files order by."""

from __future__ import annotations

import re
from typing import Final

from dateline.model.dates import LOW, PartialDate

_INSTANT: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?")


def instant_of(text: str) -> str:
    """Return an ISO 8601 day or instant in UTC with seconds, or "" when it is neither; a day means its first second."""
    match = _INSTANT.match(text)
    if match is None:
        return ""
    from datetime import UTC, datetime, timedelta, timezone

    year, month, day, hour, minute, second, zone = match.groups()
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
        if zone and zone != "Z":
            sign = -1 if zone[0] == "-" else 1
            offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            moment = moment.replace(tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def first_instant(date: PartialDate | None) -> str:
    """Return the first second, in UTC, of what a date says; "" where there is none that can be written.

    Of a date without a beginning it is that of its last day.
    """
    if date is None:
        return ""
    first = date.latest if date.earliest == LOW else date.earliest
    return f"{first[0]:04d}-{first[1]:02d}-{first[2]:02d}T00:00:00Z" if 1 <= first[0] <= 9999 else ""
