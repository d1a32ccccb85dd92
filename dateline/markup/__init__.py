"""Markdown to safe HTML, HTML to plain text with offsets, and marks put back into the HTML."""

from dateline.markup.decorate import Mark, decorate
from dateline.markup.plain import PlainText, Run, plain_text
from dateline.markup.render import render_captured, render_written

__all__ = ["Mark", "PlainText", "Run", "decorate", "plain_text", "render_captured", "render_written"]
