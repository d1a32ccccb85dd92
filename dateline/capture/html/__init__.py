"""A saved web page to an article: the door of the HTML half of capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.capture.pictures import Pictures
    from dateline.model.capture import Extracted
    from dateline.model.problem import Problem

__all__ = ["extract_html"]


def extract_html(
    page: str | bytes, url: str = "", captured: str = "", *, path: str = "", pictures: Pictures | None = None
) -> tuple[Extracted, list[Problem]]:
    """Read the article of one page.

    ``url`` is the address it was saved from and ``captured`` the day or instant it was saved (ISO 8601), both as
    far as known; ``path`` is the name problems are reported under. ``published`` carries a time of day and a zone
    where the page gives them; ``evidence`` says where each field and the text itself came from. ``pictures`` says
    which were saved with the page. Nothing is fetched and no clock is read.
    """
    from dateline.capture.html.extract import extract_page

    return extract_page(page, url, captured, path=path, pictures=pictures)
