"""Share images: a PNG for each entity with its name, its numbers and its strip, for links in messages and networks.

They need the extra ``cards`` (resvg) and use the system's fonts: the same machine gives the same bytes.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from importlib.util import find_spec
from math import sqrt
from typing import Final

from dateline.config import Config
from dateline.model.page import Page
from dateline.model.problem import Problem, Severity
from dateline.site import addresses
from dateline.site.context import Face
from dateline.site.timeline_store import timeline_of
from dateline.site.timelines import Timeline

SIZE: Final = (1200, 630)
"""Width and height in pixels, what Open Graph's readers ask for."""
MARGIN: Final = 80
BASE: Final = 530
"""Where the bars stand."""
TALL: Final = 190
YEARS: Final = 16
"""Most years whose bars are drawn, the latest."""
INK: Final = ("#fbf9f5", "#1d1b18", "#645e55", "#a8321d")
"""Paper, text, small text, accent."""
_SERIF: Final = "'Noto Serif CJK SC','Songti SC','Source Han Serif SC',Georgia,serif"
_SANS: Final = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"


@lru_cache(maxsize=1)
def is_installed() -> bool:
    """Tell whether the extra ``cards`` is there."""
    return find_spec("resvg_py") is not None


def is_made(config: Config) -> bool:
    """Tell whether entities get share images: asked for, possible, and of use (their address must be absolute)."""
    return config.share_images and bool(config.site_url) and is_installed()


def missing_extra(config: Config) -> list[Problem]:
    """Note what keeps share images that are asked for from being made."""
    if not config.share_images or is_made(config):
        return []
    hint = "set site_url" if is_installed() else "pip install 'dateline[cards]'"
    return [Problem("mkdocs.yml", 1, 1, "DL505", "no share images are made", hint, Severity.NOTE)]


def address(face: Face, entity: str) -> str:
    """Return the absolute address of an entity's share image; "" where there is none."""
    return face.absolute(addresses.entity(entity) + addresses.SHARE) if is_made(face.config) else ""


def share_image(face: Face, page: Page) -> bytes:
    """Make the share image of an entity."""
    import resvg_py

    width, height = SIZE
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing(face, page.subject[0]), width=width, height=height))


def drawing(face: Face, identifier: str) -> str:
    """Draw an entity's share image as SVG."""
    paper, ink, soft, accent = INK
    entity, name = face.library.entities[identifier], face.entity_name(identifier)
    timeline = timeline_of(face, "entity", identifier)
    kind = face.t.phrase("k", entity.type) if f"k_{entity.type}" in face.t.__dict__ else entity.type
    articles = len(face.library.entity_articles.get(identifier, ()))
    counts = f"{face.t.n('events', len(timeline.entries))} · {face.t.n('articles', articles)}"
    size = min(104, (SIZE[0] - 2 * MARGIN) * 2 // max(1, _wide(name)))
    parts = [
        f'<rect width="{SIZE[0]}" height="{SIZE[1]}" fill="{paper}"/>',
        _text(MARGIN, 100, 32, accent, _SANS, kind),
        _text(MARGIN, 128 + size, size, ink, _SERIF, name, "600"),
        _text(MARGIN, 186 + size, 34, soft, _SANS, counts),
        f'<path d="M{MARGIN} {BASE}H{SIZE[0] - MARGIN}" stroke="{soft}" stroke-width="2"/>',
        *_bars(timeline, accent, soft),
        _text(SIZE[0] - MARGIN, 100, 32, soft, _SERIF, face.config.site_name, anchor="end"),
    ]
    space = f'viewBox="0 0 {SIZE[0]} {SIZE[1]}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {space} xml:lang="{face.t.tag}">{"".join(parts)}</svg>'


def _wide(text: str) -> int:
    """Estimate how wide a text is in halves of its size."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text) + 2


def _text(
    x: float, y: float, size: int, fill: str, family: str, text: str, weight: str = "400", anchor: str = "start"
) -> str:
    kept = escape("".join(char for char in text if char.isprintable()))
    style = f'font-family="{family}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{fill}"'
    return f'<text x="{x:g}" y="{y:g}" {style}>{kept}</text>'


def _bars(timeline: Timeline, accent: str, soft: str) -> list[str]:
    """Draw the events of each quarter as bars, the first and the last year below them."""
    known = {key: count for key, count in timeline.counts.items() if count}
    if not known:
        return []
    last = max(year for year, _ in known)
    first = max(min(year for year, _ in known), last - YEARS + 1)
    step = (SIZE[0] - 2 * MARGIN) / (last - first + 1)
    top = max(known.values())
    found = []
    for (year, quarter), count in sorted(known.items()):
        if year < first:
            continue
        height = max(4, round(TALL * sqrt(count / top)))
        x = MARGIN + (year - first) * step + max(0, quarter - 1) * step / 4
        width = step * (0.94 if quarter == 0 else 0.22)
        look = f'fill="{soft}" opacity=".25"' if quarter == 0 else f'fill="{accent}"'
        found.append(f'<rect x="{x:.1f}" y="{BASE - height}" width="{width:.1f}" height="{height}" {look}/>')
    found.append(_text(MARGIN, BASE + 44, 28, soft, _SANS, str(first)))
    if last > first:
        found.append(_text(SIZE[0] - MARGIN, BASE + 44, 28, soft, _SANS, str(last), anchor="end"))
    return found
