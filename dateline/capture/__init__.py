"""From saved bytes to articles. The door is ``convert``; everything behind it is imported when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.capture.options import CaptureOptions
    from dateline.model.capture import Capture, Extracted
    from dateline.model.problem import Problem

__all__ = ["convert"]


def convert(capture: Capture, options: CaptureOptions | None = None) -> tuple[list[Extracted], list[Problem]]:
    """Turn one capture into the articles it holds, in the order they stand in it.

    A page gives one article, a feed, mail box, archive or export any number, a page of links none. Never raises for
    anything the bytes can hold: what cannot be read is a problem that names the capture.
    """
    from dateline.capture.options import CaptureOptions as Options
    from dateline.capture.reading import convert_capture

    return convert_capture(capture, options or Options())
