"""Show an article that a person is editing at once, before the whole site is brought up to date.

Only the article's own page is made, with the library as it was: what other pages, and this one's margin, show of the
rest of the knowledge base follows with the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from dateline.annotate.mention import build_gazetteer
from dateline.content.registry import Registry
from dateline.engine.lock import project_lock
from dateline.engine.publish import Writer, finish, move_into_place
from dateline.index.library import ArticleCard
from dateline.model.page import Page
from dateline.pipeline.article import ArticleWork, Context, process_article
from dateline.pipeline.project import Project
from dateline.pipeline.readings import load_reading, pack_reading
from dateline.pipeline.rendering import RenderContext
from dateline.pipeline.unchanged import CACHE_FOLDER
from dateline.site.render import Renderer


@dataclass(slots=True)
class Resident:
    """What a process that builds again and again keeps from one build to the next.

    ``cards`` are those of the last build, by the digest of what they were read from.
    """

    cards: dict[bytes, ArticleCard] = field(default_factory=dict)
    made: Made | None = None


@dataclass(frozen=True)
class Made:
    """What the last build made its pages from."""

    project: Project
    registry: Registry
    context: RenderContext
    pages: tuple[Page, ...]

    @cached_property
    def articles(self) -> Mapping[str, Page]:
        """The pages of articles, by permalink."""
        return {page.permalink: page for page in self.pages if page.kind == "article"}

    @cached_property
    def stages(self) -> Context:
        """What articles are read with."""
        return Context(self.project.config, self.registry, build_gazetteer(self.registry.entities.values()))

    @cached_property
    def renderer(self) -> Renderer:
        """A renderer whose templates are compiled once for all edits."""
        return Renderer(self.context.site, self.context.folders)

    def warm_up(self) -> None:
        """Compile rules and templates by making a page of each language for nobody, so that the next one is quick."""
        cards = self.context.site.library.articles
        for lang in ("zh", "en"):
            page = next((page for page in self.articles.values() if cards[page.subject[0]].lang.startswith(lang)), None)
            work = _read(self, cards[page.subject[0]].path) if page is not None else None
            if page is not None and work is not None:
                _page(self, page, work)


def render_at_once(made: Made, changed: Iterable[Path], shown: Iterable[str]) -> dict[str, bytes]:
    """Make the pages among ``shown`` (permalinks) whose articles changed, and bring them to the site.

    Return their bytes by permalink. Where anything but articles changed, or an article is new, renamed or broken,
    nothing is made ahead of the build. Raises DatelineError while another process works in the project.
    """
    library = made.context.site.library
    root = made.project.root.resolve()
    paths = {path.relative_to(root).as_posix() for path in changed if path.is_relative_to(root)}
    known = {card.path: card for card in library.articles.values()} if paths else {}
    if not paths or not paths <= known.keys():
        return {}
    wanted = {known[path].id: path for path in paths}
    pages = [page for link in shown if (page := made.articles.get(link)) and page.subject[0] in wanted]
    found: dict[str, bytes] = {}
    with project_lock(made.project.cache.parent):
        finish(made.project.cache.parent)
        for page in pages:
            work = _read(made, wanted[page.subject[0]])
            if work is not None and work.card.id == page.subject[0] and not work.card.draft:
                found[page.permalink] = _render(made, page, work)
    return found


def _read(made: Made, path: str) -> ArticleWork | None:
    """Read and annotate an article as it is now; None where that fails: the build that follows says why."""
    try:
        return process_article(path, made.project.read(path), made.stages)[0]
    except Exception:  # noqa: BLE001 - a file that trips a stage must not end the preview
        return None


def _render(made: Made, page: Page, work: ArticleWork) -> bytes:
    data = _page(made, page, work)
    stage = made.project.root / CACHE_FOLDER / "at-once"
    Writer(stage).write(page.path, data)
    move_into_place(stage, made.project.site, [page.path])
    return data


def _page(made: Made, page: Page, work: ArticleWork) -> bytes:
    """Render an article's page with the article as it is now and all else as it was."""
    site, reading = made.context.site, load_reading(pack_reading(work, made.project.config.link_mentions))
    library = replace(site.library, articles={**site.library.articles, work.card.id: work.card})
    now = replace(site, library=library, readings=lambda _article: reading, _faces={})
    return made.renderer.of(now).render(page)
