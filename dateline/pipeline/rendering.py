"""What workers do with planned pages: render a shard and write it to the stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.engine.aside import Waited
from dateline.engine.executor import helped
from dateline.engine.publish import Writer
from dateline.engine.scan import Stamp
from dateline.engine.sealed import DamagedError
from dateline.engine.store import Store, reading
from dateline.index.library import Library
from dateline.markup import render_written
from dateline.model.page import Page
from dateline.pipeline.project import Project
from dateline.pipeline.readings import load_reading
from dateline.pipeline.stored_events import release
from dateline.pipeline.templates import kept_templates
from dateline.site.article_keys import unkeyed_pages
from dateline.site.context import Reading, Site
from dateline.site.folders import template_folders
from dateline.site.pictures import Shown
from dateline.site.render import Renderer
from dateline.site.write import static_files

if TYPE_CHECKING:
    from dateline.content.reader import WrittenPage


Ahead = Mapping[str, Stamp | None]
"""The stamps of files made ahead, by path; None where a file may lie there unfinished."""
ARTICLES: Final = 50
"""Articles' pages that are made in one go."""


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What rendering needs: the site, where templates and the cache are, where files go.

    ``pictures`` are published as they are: path and digest of each, by address.
    """

    site: Site
    folders: tuple[Path, ...]
    cache: Path
    static: Mapping[str, bytes] = field(default_factory=dict)
    stage: Path = Path()
    pictures: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def context_of(
    project: Project, store: Store, library: Library, pages: Sequence[WrittenPage], pictures: Mapping[str, Shown]
) -> RenderContext:
    """Return what pages are rendered with; ``pages`` are people's own, ``pictures`` tells how each one is shown."""
    folders = template_folders(project.root / project.config.templates_dir)
    static = static_files(folders, project.config.theme)
    config = project.config

    def written(text: str) -> str:
        return render_written(text, config.markdown_extensions, config.markdown_settings)

    own = {
        page.ref.path.removeprefix(f"{config.content_dir}/pages/"): (page.title, written(page.body)) for page in pages
    }
    assets = {name: hashed for name, (hashed, _) in static.items()}
    site = Site(library, config, written=written, assets=assets, pages=own, pictures=pictures)
    files = {f"static/{hashed}": data for hashed, data in static.values()}
    return RenderContext(site, tuple(folders), store.path, files)


@helped(life=20)
def render_shard(context: RenderContext, pages: Sequence[Page]) -> dict[str, Stamp]:
    """Render pages and write each below the stage; return the files' stamps.

    The events that were read for them are let go of: no other shard needs many of the same.
    """
    renderer = _renderer(context)
    writer = Writer(context.stage)
    stamps = {page.path: writer.write(page.path, renderer.render(page)) for page in pages}
    release()
    return stamps


@helped(life=60)
def render_articles(context: RenderContext, pages: Sequence[Page]) -> dict[str, Stamp]:
    """Do the same for pages of articles: these read much the same, so that a worker may live long."""
    return render_shard(context, pages)


def render_ahead(context: RenderContext, waited: Waited) -> Ahead:
    """Render articles' pages in their order, before they are planned, until somebody waits; return the files' stamps.

    Whatever fails ends that: it fails again where the rest is rendered, which says so. Files of the pages begun then
    come without a stamp.
    """
    site = context.site
    pages = [page for lang in site.config.languages for page in unkeyed_pages(site.language(lang))]
    made: dict[str, Stamp | None] = {}
    for start in range(0, len(pages), ARTICLES):
        if waited():
            break
        shard = pages[start : start + ARTICLES]
        try:
            made |= render_shard(context, shard)
        except Exception:  # noqa: BLE001 - whatever it is, another process meets it again and says so
            made |= dict.fromkeys(page.path for page in shard)
            break
    return made


_current: list[tuple[RenderContext, Renderer]] = []


def _renderer(context: RenderContext) -> Renderer:
    """Return this process's renderer of a context: templates are compiled and fragments made once.

    The context is kept with it, so that no later one can take its place in memory and be mistaken for it.
    """
    if not _current or _current[0][0] is not context:
        site = replace(context.site, readings=reader(context.cache))
        _current[:] = [(context, Renderer(site, context.folders, kept_templates(context.cache)))]
    return _current[0][1]


def reader(cache: Path) -> Callable[[str], Reading]:
    """Return a function that reads an article's body from the cache by its id."""

    def read(article: str) -> Reading:
        row = reading(cache).execute("SELECT reading FROM article WHERE id = ? ORDER BY path", (article,)).fetchone()
        if row is None:
            raise DamagedError(f"the cache has lost {article}: delete the folder .dateline")
        return load_reading(row[0])

    return read
