"""The MkDocs plugin: one hook that hands MkDocs the pages of the docs tree in place of the content files.

Works in MkDocs 1.x and in forks that read its plugins. All of Dateline's options stand under the plugin in
``mkdocs.yml``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config as PluginConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from dateline.content.pictures import FOLDER, is_asset_name
from dateline.errors import DatelineError
from dateline.model.problem import Severity

log = get_plugin_logger(__name__)


class DatelineOptions(PluginConfig):  # type: ignore[misc]
    """Accept every option that ``dateline.config`` reads; checking them is its business."""

    languages = config_options.Type((list, str), default=[])
    content_dir = config_options.Type(str, default="content")
    site_dir = config_options.Type(str, default="")
    templates_dir = config_options.Type(str, default="")
    theme = config_options.Type(dict, default={})
    publish = config_options.Type(str, default="full")
    publish_by_source = config_options.Type(dict, default={})
    keep_captures = config_options.Type(bool, default=True)
    keep_pictures = config_options.Type((str, bool), default="none")
    link_mentions = config_options.Type((str, bool), default="first")
    link_headings = config_options.Type(bool, default=False)
    sets = config_options.Type(list, default=[])
    compare = config_options.Type(list, default=[])
    page_size = config_options.Type(int, default=100)
    key_events = config_options.Type(int, default=12)
    search = config_options.Type(bool, default=True)
    feeds = config_options.Type(bool, default=True)
    calendars = config_options.Type(bool, default=True)
    noindex = config_options.Type(bool, default=False)
    share_images = config_options.Type(bool, default=False)
    jobs = config_options.Type(int, default=0)


class DatelinePlugin(BasePlugin[DatelineOptions]):  # type: ignore[misc]
    """Show the knowledge base under a MkDocs theme."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keep this object over the rebuilds of ``mkdocs serve``; nothing is held between them."""

    def on_files(self, files: Files, *, config: Any) -> Files:
        """Replace the content files by the generated pages; what MkDocs finds besides (pictures, styles) stays."""
        from dateline.hosts.pages import docs_pages

        root = Path(config.config_file_path or ".").resolve().parent
        try:
            pages, problems = docs_pages(root)
        except DatelineError as error:
            raise PluginError(str(error)) from None
        for problem in problems:
            if problem.severity is not Severity.NOTE:
                log.warning("%s", problem)
        kept = [file for file in files if not file.is_documentation_page() and not _is_ours(file.src_uri)]
        for page in pages:
            made = File.generated(config, page.path, content=page.text)
            if page.source:
                made.edit_uri = page.source.removeprefix("content/")
            kept.append(made)
        return Files(kept)


def _is_ours(path: str) -> bool:
    """Tell whether a file is none of the site's: captures, what waits, the registry in bulk, pictures of articles.

    Pictures belong to articles of which perhaps only an excerpt is published; this face shows none of them.
    """
    folder, _, rest = path.partition("/")
    picture = folder == "articles" or (folder == FOLDER and is_asset_name(rest))
    return folder in ("inbox", "captures") or picture or path.endswith((".yml", ".yaml"))
