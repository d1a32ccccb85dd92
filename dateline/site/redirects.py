"""Old addresses: a page for each, which leads to where its thing is now."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.config import Config
from dateline.index.library import Library
from dateline.model.page import Page
from dateline.model.problem import Problem
from dateline.site import addresses
from dateline.site.keys import fingerprint
from dateline.text.slug import component


def plan_redirects(library: Library, config: Config) -> tuple[list[Page], list[Problem]]:
    """Return a page for each old address, and a problem for each that cannot be one."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for old, target, name, path in _old_addresses(library, config.lang):
        address = redirect_address(old, target)
        if address is None:
            message, hint = f"the old address {old!r} cannot be a page", "write it as entities/old-id/ or old-id"
            problems.append(Problem(path, 1, 1, "DL503", message, hint))
        elif address != target:
            key = fingerprint(address, target, name, repr(config))
            pages.append(Page(address, "redirect", (target, name), config.lang, key))
    return pages, problems


def _old_addresses(library: Library, lang: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield (old address, new address, name, file)."""
    for card in library.articles.values():
        for old in card.redirect_from:
            yield old, addresses.article(card.id), card.title, card.path
    for entity in library.entities.values():
        for old in entity.redirect_from:
            yield old, addresses.entity(entity.id), entity.name(lang), entity.ref.path
    for topic in library.topics.values():
        for old in topic.redirect_from:
            yield old, addresses.topic(topic.id), topic.name(lang), topic.ref.path


def redirect_address(old: str, target: str) -> str | None:
    """Return the address of a redirect: a bare id stands beside its target; None for what cannot be one.

    >>> redirect_address("twitter", "entities/x/"), redirect_address("/people/musk.html", "entities/elon-musk/")
    ('entities/twitter/', 'people/musk.html')
    """
    cleaned = old.strip().strip("/")
    parts = cleaned.split("/")
    if not cleaned or any(part != component(part) for part in parts):
        return None
    if len(parts) == 1 and "." not in cleaned and not old.startswith("/"):
        cleaned = f"{target.split('/', 1)[0]}/{cleaned}"
    return cleaned if cleaned.endswith((".html", ".htm", ".xml", ".json")) else cleaned + "/"
