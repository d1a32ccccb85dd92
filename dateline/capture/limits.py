"""Every limit of capture in one place, with its reason."""

from __future__ import annotations

from typing import Final

DOCUMENT_BYTES: Final = 32 * 2**20
"""One page, mail or article, decoded. The largest news page seen (with pictures inside) has 18 MiB."""
MEMBER_BYTES: Final = 64 * 2**20
"""One member of a container."""
MEMBERS: Final = 10_000
"""Members of a zip, parts of a mail. A WARC is streamed and has no such limit."""
TOTAL_BYTES: Final = 2 * 2**30
"""All members of a container together, unpacked."""
RATIO: Final = 100
"""How many times larger than packed something may be unpacked, after the first RATIO_FREE bytes."""
RATIO_FREE: Final = 2**20
HTML_DEPTH: Final = 512
"""Elements inside one another; the deepest real page seen has 90."""
SECONDS: Final = 30.0
"""Wall time for one capture in its worker."""
CPU_SECONDS: Final = 25
ADDRESS_SPACE: Final = 2 * 2**30
"""Address space of a worker, which is more than it uses: libraries map a gigabyte before they do anything."""


class LimitError(ValueError):
    """Something unpacks to more than it may."""


def check_ratio(packed: int, unpacked: int, limit: int = MEMBER_BYTES) -> None:
    """Raise LimitError where ``unpacked`` bytes are too many, or too many for ``packed``.

    >>> check_ratio(1000, 90_000)
    """
    if unpacked > limit:
        raise LimitError(f"unpacks to more than {limit // 2**20} MiB")
    if unpacked > RATIO_FREE and unpacked > max(packed, 1) * RATIO:
        raise LimitError(f"unpacks to more than {RATIO} times its size")
