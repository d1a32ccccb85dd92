"""``dateline serve``: preview the site and rebuild it on every change."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.report import print_problems

if TYPE_CHECKING:
    from dateline.pipeline.at_once import Resident
    from dateline.pipeline.build import Options
    from dateline.site.serve import PreviewServer


@click.command(short_help="Preview the site and rebuild it on every change.")
@click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="The project's folder.", show_default="here"
)
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port on 127.0.0.1; 0 takes a free one.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0),
    default=0,
    help="Worker processes; 0 means one a processor.",
    show_default=True,
)
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@click.option("--no-search", is_flag=True, help="Leave the full-text search index out.")
@click.option("--no-reload", is_flag=True, help="Leave pages alone when the site changes.")
@click.option("--no-watch", is_flag=True, help="Build once and serve.")
@click.option("--open", "browse", is_flag=True, help="Open the site in the browser.")
def command(
    *, root: Path, port: int, jobs: int, drafts: bool, no_search: bool, no_reload: bool, no_watch: bool, browse: bool
) -> int:
    """Build the site, serve it on 127.0.0.1 under its base path, and rebuild when a file of the content, the
    templates or the configuration is saved. Open pages load again by themselves. Stop with Ctrl+C.

    \b
    Examples:
      dateline serve
      dateline serve --port 9000 --drafts --open
    """  # noqa: D205, D301 - Click's paragraphs
    from dateline.pipeline.at_once import Resident
    from dateline.pipeline.build import Options, build_project
    from dateline.pipeline.project import open_project
    from dateline.site.serve import PreviewServer

    resident = Resident()
    options = Options(jobs=jobs, drafts=drafts, search=False if no_search else None, resident=resident)
    report = build_project(root, options)
    print_problems(report.problems, "text", to_stderr=True)
    project = open_project(root)
    server = PreviewServer(project.site, project.config.base_path, port, reload=not no_reload)
    threading.Thread(target=server.serve_forever, name="preview", daemon=True).start()
    click.echo(f"Serving {server.url} — stop with Ctrl+C", err=True)
    if browse:
        click.launch(server.url)
    try:
        if no_watch:
            threading.Event().wait()
        else:
            _watch(root, options, resident, server)
    except KeyboardInterrupt:
        click.echo("", err=True)
    finally:
        server.shutdown()
        server.server_close()
    return 0


def _watch(root: Path, options: Options, resident: Resident, server: PreviewServer) -> None:
    """Rebuild after each change; a fault in the content is printed and the preview goes on."""
    from watchfiles import watch

    from dateline.engine.memory import release
    from dateline.errors import DatelineError
    from dateline.pipeline.build import build_project

    if resident.made is None:
        build_project(root, replace(options, load=True))
    _make_ready(resident)
    release()
    for changes in watch(
        *_watched(root), debounce=60, step=20, rust_timeout=2000, yield_on_timeout=False, raise_interrupt=True
    ):
        try:
            early = _show_at_once(resident, server, [Path(path).resolve() for _, path in changes])
            report = build_project(root, options)
        except DatelineError as error:
            click.echo(f"dateline: {error}", err=True)
            continue
        print_problems(report.problems, "text", to_stderr=True)
        click.echo(report.summary(), err=True)
        server.notify(besides=[link for link, data in early.items() if _file(report.site, link) == data])
        _make_ready(resident)
        release()


def _show_at_once(resident: Resident, server: PreviewServer, changed: list[Path]) -> dict[str, bytes]:
    """Make the article on screen that was saved, and have it loaded again; return what was made, by permalink."""
    from dateline.pipeline.at_once import render_at_once

    if resident.made is None:
        return {}
    early = render_at_once(resident.made, changed, server.pages_on_screen())
    if early:
        server.notify(early)
    return early


def _make_ready(resident: Resident) -> None:
    if resident.made is not None:
        resident.made.warm_up()


def _file(site: Path, permalink: str) -> bytes | None:
    try:
        return (site / permalink / "index.html").read_bytes()
    except OSError:
        return None


def _watched(root: Path) -> list[Path]:
    from dateline.config import FILE_NAME
    from dateline.pipeline.project import open_project
    from dateline.site.folders import template_folders

    config = open_project(root).config
    candidates = [root / config.content_dir, *template_folders(root / config.templates_dir), root / FILE_NAME]
    return [path for path in candidates if path.exists()]
