"""Templates to bytes: the only module that knows Jinja2.

Autoescape is always on, an unknown name is an error, and content is never a template. A site's own
templates folder is looked in first, so that it may replace any file; packaged ones follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, Protocol

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from dateline.errors import DatelineError
from dateline.model.event import Entry
from dateline.model.page import ROOT_TOKEN, Page
from dateline.site import addresses
from dateline.site.context import CSP, Face, Site, as_written, made, safe_url
from dateline.site.entries import entry_view
from dateline.site.folders import packaged_templates, template_folders
from dateline.site.kinds import FILES, VIEWS
from dateline.site.views.frame import language_links

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from markupsafe import Markup

OWN_PAGES: Final = 12
"""Most pages of people's own that the footer lists."""
MINIMAL: Final = frozenset(("redirect", "embed"))
_SECTIONS: Final = {
    "missing": "missing",
    "home": "home",
    "timeline": "timeline",
    "period": "timeline",
    "entity": "entities",
    "entities": "entities",
    "type": "entities",
    "topic": "topics",
    "topics": "topics",
    "article": "articles",
    "articles": "articles",
    "source": "sources",
    "sources": "sources",
    "search": "search",
    "set": "sets",
    "sets": "sets",
    "compare": "compare",
    "compares": "compare",
}


def _fault(error: TemplateError) -> str:
    """Say where in which template something is wrong: ``templates/article.html:3: 'nope' is undefined``."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.message}"
    place, trace = "", error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        place = f"{file}:{trace.tb_lineno}: " if file.endswith((".html", ".xml", ".txt")) else place
        trace = trace.tb_next
    return f"{place}{error.message}"


def template_loader(folders: Sequence[Path]) -> ChoiceLoader:
    """Look in the folders in order; ``dateline/NAME`` is always the packaged template, for one's own to extend."""
    packaged = FileSystemLoader(str(packaged_templates()))
    return ChoiceLoader([FileSystemLoader([str(folder) for folder in folders]), PrefixLoader({"dateline": packaged})])


class Compiled(Protocol):
    """Where compiled templates are kept from one process to the next; who keeps them sees to it that they are whole."""

    def load(self, key: str) -> bytes | None:
        """Return what was kept under a key, or None."""
        ...

    def keep(self, key: str, data: bytes) -> None:
        """Keep a compiled template; nothing is lost where that fails."""
        ...


class _Compiled(BytecodeCache):
    def __init__(self, kept: Compiled) -> None:
        self.kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template where there is one of these bytes of its source."""
        data = self.kept.load(bucket.key)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Hand over a template that was compiled."""
        self.kept.keep(bucket.key, bucket.bytecode_to_string())


class Renderer:
    """Render the pages of one site; compile each template once.

    Without ``compiled`` each process compiles the templates that it needs, all of them in some 40 ms.
    """

    def __init__(self, site: Site, folders: Sequence[Path] = (), compiled: Compiled | None = None) -> None:
        self.site = site
        self.environment = Environment(
            loader=template_loader(folders or template_folders()),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_Compiled(compiled) if compiled is not None else None,
            keep_trailing_newline=False,
            trim_blocks=False,
            lstrip_blocks=False,
        )
        self.templates: dict[str, Template] = {}
        self.chromes: dict[tuple[str, str], SimpleNamespace] = {}
        self.sites: dict[str, SimpleNamespace] = {}

    def of(self, site: Site) -> Renderer:
        """Return a renderer of another state of the site that shares the compiled templates."""
        other = copy(self)
        other.site, other.chromes, other.sites = site, {}, {}
        return other

    def render(self, page: Page) -> bytes:
        """Return the bytes of a page; equal keys give equal bytes.

        Raises DatelineError for a fault in a template, with its file and line.
        """
        try:
            return self._render(page)
        except TemplateError as error:
            raise DatelineError(_fault(error)) from error

    def _render(self, page: Page) -> bytes:
        face = self.face(page.lang or self.site.config.lang)
        maker = FILES.get(page.kind)
        if maker is not None:
            return maker(face, page)
        name, view = VIEWS[page.kind]
        html = self._template(name).render(
            v=view(face, page),
            t=face.t,
            site=self._site(face),
            chrome=None if page.kind in MINIMAL else self._chrome(face, page),
        )
        return rooted(html, page, self.site.config.base_path)

    def face(self, lang: str) -> Face:
        """Return a language's face, with this renderer's maker of fragments and way to bodies in place."""
        face = self.site.language(lang)
        if face.memory.get("renderer") is not self:
            face.memory["renderer"] = self
            face.readings = self.site.readings
            face.rows, face.brief_rows = {}, {}
            face.make_row = self._row_maker(face)
        return face

    def _row_maker(self, face: Face) -> Callable[[Entry, bool], str]:
        render, t = self._template("partials/entry.html").render, face.t
        return lambda entry, brief: render(e=entry_view(face, entry, brief=brief), t=t)

    def _template(self, name: str) -> Template:
        template = self.templates.get(name)
        if template is None:
            template = self.templates[name] = self.environment.get_template(name)
        return template

    def _site(self, face: Face) -> SimpleNamespace:
        if face.lang not in self.sites:
            self.sites[face.lang] = site_view(face)
        return self.sites[face.lang]

    def _chrome(self, face: Face, page: Page) -> SimpleNamespace:
        """Return head, header and footer: made once a section, or for each page where there are several languages."""
        section = _SECTIONS.get(page.kind, "")
        several = len(face.config.languages) > 1
        key = (face.lang, section)
        if not several and key in self.chromes:
            return self.chromes[key]
        site = SimpleNamespace(**self._site(face).__dict__)
        elsewhere = several and page.kind != "missing"
        site.languages = language_links(face, page.permalink.removeprefix(face.prefix)) if elsewhere else ()
        chrome = self._make_chrome(face, site, section)
        if not several:
            self.chromes[key] = chrome
        return chrome

    def _make_chrome(self, face: Face, site: SimpleNamespace, section: str) -> SimpleNamespace:
        def part(name: str) -> Markup:
            key = (name, face.lang)
            if name != "header" and section != "missing" and key in self.chromes:
                return self.chromes[key].text  # type: ignore[no-any-return]
            text = made(self._template(f"partials/{name}.html").render(site=site, t=face.t, section=section))
            if section != "missing":
                self.chromes[key] = SimpleNamespace(text=text)
            return text

        return SimpleNamespace(head=part("head"), header=part("header"), footer=part("footer"))


def rooted(html: str, page: Page, base_path: str) -> bytes:
    """Replace the root's token by the way there from this page, on the page for wrong addresses by the base path.

    What lies in a folder that the page lies in, too, is named from there, not from the root.
    """
    root = base_path if page.path == addresses.NOT_FOUND else page.root
    way, folder = "../", page.permalink.removesuffix("/").rpartition("/")[0]
    while folder and page.permalink.endswith("/"):
        html = html.replace(f"{ROOT_TOKEN}{as_written(folder)}/", way)
        way, folder = way + "../", folder.rpartition("/")[0]
    return html.replace(ROOT_TOKEN, root).encode("utf-8", "replace")


def site_view(face: Face) -> SimpleNamespace:
    """Return what templates know as ``site``."""
    config, assets = face.config, face.site.assets
    t = face.t
    nav = [
        ("timeline", face.url(addresses.TIMELINE), t.timeline),
        ("entities", face.url(addresses.ENTITIES), t.entities),
        ("topics", face.url(addresses.TOPICS), t.topics),
        ("articles", face.url(addresses.ARTICLES), t.articles),
    ]
    if config.sets:
        nav.append(("sets", face.url(addresses.SETS), t.sets))
    nav.append(("compare", face.url(addresses.COMPARE), t.compare))

    def asset(name: str) -> str:
        return ROOT_TOKEN + addresses.STATIC + assets.get(name, name)

    return SimpleNamespace(
        name=config.site_name,
        root=face.root,
        csp=made(CSP),
        nav=nav,
        asset=asset,
        repo_url=safe_url(config.repo_url),
        copyright=config.copyright,
        logo=asset(config.theme["logo"]) if config.theme.get("logo") in assets else "",
        pages=own_pages(face),
        extra_css=[asset("theme.css")] if "theme.css" in assets else [],
        languages=(),
        search_data=ROOT_TOKEN + addresses.INDEX_DATA,
    )


def own_pages(face: Face) -> list[tuple[str, str]]:
    """List people's own pages for the footer: (title, address)."""
    listed = [(title, addresses.own_page(path)) for path, (title, _) in face.site.pages.items()]
    return [(title, face.url(address)) for title, address in listed if address][:OWN_PAGES]


def render_page(page: Page, site: Site, folders: Sequence[Path] = ()) -> bytes:
    """Render one page; a worker that renders many keeps a Renderer instead."""
    return Renderer(site, folders).render(page)


View = Callable[[Face, Page], Any]
