"""Moments in machine fields, and the time zone a page's readers live in."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.capture.metadata.stamps import FIRST_YEAR, Stamp, find_stamps

_MACHINE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
CHINA: Final = timezone(timedelta(hours=8))
"""One zone for the whole country and for Taiwan, Hong Kong, Macau."""
_CET: Final = "Europe/Berlin"
COUNTRY_ZONES: Final = {
    **dict.fromkeys("de at ch li lu fr es it nl be pl cz sk hu si hr dk se no".split(), _CET),
    "uk": "Europe/London",
    "ie": "Europe/London",
    "pt": "Europe/Lisbon",
    "fi": "Europe/Helsinki",
    "gr": "Europe/Athens",
    "ro": "Europe/Bucharest",
    "ua": "Europe/Kyiv",
    "ru": "Europe/Moscow",
    "tr": "Europe/Istanbul",
    "il": "Asia/Jerusalem",
    "in": "Asia/Kolkata",
    "jp": "Asia/Tokyo",
    "kr": "Asia/Seoul",
    "sg": "Asia/Singapore",
    "my": "Asia/Kuala_Lumpur",
    "vn": "Asia/Ho_Chi_Minh",
    "th": "Asia/Bangkok",
    "ph": "Asia/Manila",
    "cn": "Asia/Shanghai",
    "tw": "Asia/Taipei",
    "hk": "Asia/Hong_Kong",
    "za": "Africa/Johannesburg",
    "ke": "Africa/Nairobi",
    "ng": "Africa/Lagos",
    "nz": "Pacific/Auckland",
    "pe": "America/Lima",
    "co": "America/Bogota",
}
"""Countries of one time zone, by top-level domain."""
LANGUAGE_ZONES: Final = {
    **dict.fromkeys("de it nl pl cs sk hu sl da sv no nb".split(), _CET),
    "fi": "Europe/Helsinki",
    "el": "Europe/Athens",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "he": "Asia/Jerusalem",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "vi": "Asia/Ho_Chi_Minh",
    "th": "Asia/Bangkok",
}
"""Languages whose press is all but wholly in one time zone."""


def read_machine(value: str, *, zone: str = "", month_first: bool = False) -> Stamp | None:
    """Read a machine field: ISO 8601, an epoch, or any date a page might write.

    A moment in UTC is given as the local day of ``zone`` (an IANA name), where that is known.

    >>> read_machine("2024-05-19T17:30:00.000Z", zone="Asia/Shanghai").edtf
    '2024-05-20T01:30:00+08:00'
    """
    value = value.strip()
    if _EPOCH.fullmatch(value):
        return _local(datetime.fromtimestamp(int(value[:10]), UTC), zone)
    match = _MACHINE.match(value)
    if match is None:
        stamps = find_stamps(value, month_first=month_first)
        return stamps[0] if stamps else None
    try:
        moment = datetime(*(int(part or 0) for part in match.groups()[:6]))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None
    if moment.year < FIRST_YEAR:
        return None
    zone_text = (match[7] or "").upper()
    if zone_text in ("Z", "UTC", "GMT", "+00:00", "+0000") and (moment.hour or moment.minute):
        return _local(moment.replace(tzinfo=UTC), zone)
    offset = "Z" if zone_text in ("Z", "UTC", "GMT") else f"{zone_text[:3]}:{zone_text[-2:]}" if zone_text else ""
    time = f"{moment:%H:%M}" + (f":{moment:%S}" if match[6] else "") if match[4] else ""
    return Stamp(moment.year, moment.month, moment.day, time, offset if time else "")


def _local(moment: datetime, zone: str) -> Stamp:
    if zone:
        with contextlib.suppress(ZoneInfoNotFoundError, ValueError):
            moment = moment.astimezone(ZoneInfo(zone))
    return _from_moment(moment)


def home_zone(lang: str, url: str) -> str:
    """Return the time zone of a page's readers where its language or country leaves one, or an empty string.

    >>> home_zone("zh-Hans", ""), home_zone("en", "https://example.com/a"), home_zone("de", "https://example.de/a")
    ('Asia/Shanghai', '', 'Europe/Berlin')
    """
    if lang.startswith("zh"):
        return "Asia/Shanghai"
    try:
        country = (urlsplit(url).hostname or "").rpartition(".")[2] if url else ""
    except ValueError:
        # A page may name an address that is none ("http://[…").
        country = ""
    return COUNTRY_ZONES.get(country) or LANGUAGE_ZONES.get(lang.partition("-")[0], "")


def _from_moment(moment: datetime) -> Stamp:
    offset = moment.strftime("%z")
    zone = "Z" if offset in ("+0000", "") else f"{offset[:3]}:{offset[3:]}"
    return Stamp(moment.year, moment.month, moment.day, f"{moment:%H:%M:%S}", zone)
