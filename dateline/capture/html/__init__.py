"""A saved web page to an article: the door of the HTML half of capture."""

from __future__ import annotations

from dateline.capture.html.extract import extract_html

__all__ = ["extract_html"]
