"""A project in which hostile texts stand in every place that content reaches."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

from dateline.content.edit import format_value, quote
from tests.trust.projects import CONFIG, write

_ONE_LANGUAGE = CONFIG.replace("[en, zh]", "[en]")
ARTICLE_KEYS = ("subtitle", "source", "site", "section", "description", "image", "archived", "lang")
ARTICLE_LISTS = ("authors", "editors", "sources", "topics", "tags", "rejected", "redirect_from")


def hostile_project(root: Path, payloads: Iterable[str]) -> Path:
    """Write a project that holds each payload in every channel: as text, as key, as value, in names of files."""
    files: dict[str, str | bytes] = {"mkdocs.yml": _ONE_LANGUAGE}
    for number, payload in enumerate(payloads):
        value = quote(payload)
        for form, text in (("raw", payload), ("shown", html.escape(payload))):
            files[f"content/articles/2024/{form}-{number}.md"] = _article(payload if form == "raw" else text, text, number)
        files[f"content/articles/2024/date-{number}.md"] = f"---\ntitle: A date\npublished: {value}\nupdated: {value}\ncaptured: {value}\nevents:\n  - date: {value}\n    text: {value}\n  - date: \"2024\"\n    text: {value}\n    entities: [{value}]\n---\nText.\n"
        files[f"content/articles/2024/address-{number}.md"] = f"---\ntitle: An address\npublished: \"2024-05-01\"\nurl: {quote('https://quay.example/?q=' + payload)}\nslug: {value}\n{quote(payload)}: {value}\n---\nText of 1 May 2024.\n"
        files[f"content/entities/name-{number}.md"] = (
            f"---\nnames: {{en: {value}}}\naliases: [{quote('Harbour ' + payload)}, {value}]\nnot: [{value}]\ndescription: {value}\nlinks: [{value}]\nwikidata: {value}\n"
            f"parent: {value}\nrenamed:\n  - name: {value}\n    period: \"2020\"\nredirect_from: [{value}]\n---\n{payload}\n\nText {payload} text.\n"
        )
        files[f"content/entities/id-{number}.md"] = f"---\nid: {value}\nnames: {{en: Plain {number}}}\n---\n"
        files[f"content/topics/topic-{number}.md"] = f"---\ntitle: {value}\nkeywords: [{value}]\ndescription: {value}\n---\n{payload}\n"
        files[f"content/pages/page-{number}.md"] = f"---\ntitle: {value}\n---\n{payload}\n\n# {payload}\n"
        if name := file_name(payload):
            files[f"content/articles/2023/{name}.md"] = "---\ntitle: A name\npublished: \"2023-05-01\"\n---\nOn 3 May 2023 a quay was named.\n"
    return write(root, files)


def _article(title: str, text: str, number: int) -> str:
    value = quote(title)
    head = "".join(f"{key}: {value}\n" for key in ARTICLE_KEYS) + "".join(f"{key}: {format_value([title])}\n" for key in ARTICLE_LISTS)
    return (
        f"---\ntitle: {value}\npublished: \"2024-05-{number % 28 + 1:02d}\"\nurl: {value}\n{head}---\n{text}\n\n"
        f"Harbour Power said {text} on 3 May 2024, and Plain {number} said so too.\n\n- {text}\n\n> {text}\n\n## {text}\n\n| a | b |\n| - | - |\n| {text} | x |\n"
    )


def file_name(payload: str) -> str:
    """Make of a payload what a file may be called on this system."""
    name = re.sub(r"[/\x00\n\r\ud800-\udfff]", "", payload).strip(". ")
    return name.encode()[:180].decode("utf-8", "ignore")


def saved_page(payload: str, *, shown: bool) -> str:
    """Write a page that holds a payload in its title, its metadata and its text: as markup, or shown as text."""
    text = html.escape(payload) if shown else payload
    attribute = html.escape(payload, quote=True)
    filler = "The port office of the eastern quay said on 3 May 2024 that the ships would be moved to the western docks in the summer, and that the work would be finished by the end of next year."
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{text}</title><meta name="author" content="{attribute}"><meta property="og:site_name" content="{attribute}">'
        f'<meta property="og:title" content="{attribute}"><meta property="article:published_time" content="2024-05-04"></head><body><article><h1>{text}</h1>'
        f"<p>{filler}</p><p>It wrote {text} in its notice of that day, and nothing else stood in it.</p><p>{filler.replace('eastern', 'northern')}</p>"
        f"<p>{filler.replace('eastern', 'southern').replace('ships', 'cranes')}</p></article></body></html>"
    )
