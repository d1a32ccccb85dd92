"""A project on disk: where things are, the registry that people keep, and the files that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.config import FILE_NAME, Config, load_config
from dateline.content.pictures import FOLDER, SUFFIXES
from dateline.engine.scan import Scan, Stamp, Stamps, packed_stamp, scan
from dateline.engine.stamps import PACKED
from dateline.errors import UsageError
from dateline.model.problem import Problem
from dateline.pipeline.unchanged import CACHE_FOLDER, Edit

if TYPE_CHECKING:
    from dateline.content.reader import WrittenPage
    from dateline.content.registry import Registry
    from dateline.model.entity import Entity, Topic
    from dateline.model.event import EventFile

ARTICLE_SUFFIXES = (".md", ".markdown")
TEXT_SUFFIXES = (".md", ".markdown", ".yml", ".yaml")
_PICTURES = (*SUFFIXES, *(suffix.upper() for suffix in SUFFIXES))


@dataclass(frozen=True, slots=True)
class Project:
    """A project's root and its configuration."""

    root: Path
    config: Config
    problems: tuple[Problem, ...] = ()
    stamp: bytes | None = None
    """The stamp that the configuration's file had before it was read; None where there is none."""

    @property
    def site(self) -> Path:
        """Return the folder of the built site."""
        return self.root / self.config.site_dir

    @property
    def cache(self) -> Path:
        """Return the cache's file."""
        return self.root / CACHE_FOLDER / "cache.sqlite"

    def read(self, path: str) -> bytes:
        """Read a content file by its path relative to the root."""
        return (self.root / path).read_bytes()


def open_project(root: Path) -> Project:
    """Read the configuration of the project in ``root``; raise UsageError where there is no project."""
    if not root.is_dir():
        raise UsageError(f"{root} is not a folder")
    stamp = packed_stamp(root / FILE_NAME)
    config, problems = load_config(root)
    if not (root / config.content_dir).is_dir():
        raise UsageError(
            f"there is no {config.content_dir}/ in {root}: run dateline in a project's folder, "
            "or make one with 'dateline new project DIR'"
        )
    return Project(root, config, tuple(problems), stamp)


@dataclass(frozen=True, slots=True)
class ContentScan:
    """The content files by kind; every path is relative to the project's root."""

    articles: Scan
    registry: Scan
    pages: Scan
    pictures: Scan
    changed: frozenset[str] | None = None
    """The articles that changed since the last build, where it is known that nothing else did but the registry."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what was passed over."""
        return (*self.articles.problems, *self.registry.problems, *self.pages.problems, *self.pictures.problems)


def scan_content(project: Project) -> ContentScan:
    """List what people wrote: articles, registry files and pages."""
    content = project.config.content_dir
    registry: dict[str, object] = {}
    folders: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in ("entities", "topics", "events"):
        found = scan(project.root, f"{content}/{folder}", TEXT_SUFFIXES)
        registry.update(found.files)
        folders.update(found.folders)
        problems += found.problems
    for name in ("entities.yml", "entities.yaml", "topics.yml"):
        registry.update(_single(project.root, f"{content}/{name}"))
    beside = scan(project.root, f"{content}/articles", (*ARTICLE_SUFFIXES, *_PICTURES))
    kept = scan(project.root, f"{content}/{FOLDER}", _PICTURES)
    articles = {path: stamp for path, stamp in beside.files.items() if path.endswith(ARTICLE_SUFFIXES)}
    pictures = {path: stamp for path, stamp in beside.files.items() if path not in articles} | dict(kept.files)
    return ContentScan(
        Scan(articles, beside.problems, beside.folders),
        Scan(dict(sorted(registry.items())), tuple(problems), folders),  # type: ignore[arg-type]
        scan(project.root, f"{content}/pages", ARTICLE_SUFFIXES),
        Scan(pictures, kept.problems, kept.folders),
    )


def edited_content(edit: Edit) -> ContentScan:
    """Return what a scan finds where nothing but some articles or files of the registry was edited."""
    start, size = edit.bounds[0], PACKED.size
    groups: list[tuple[Sequence[str], bytes]] = []
    for count in edit.bounds[1:]:
        end = start + count
        groups.append((edit.paths[start:end], edit.stamps[start * size : end * size]))
        start = end
    *files, pictures, folders = groups
    articles, registry, pages = (Scan(Stamps(*group)) for group in files)
    listed = {path: stamp.packed() for path, stamp in _unpacked(*folders).items()}
    return ContentScan(replace(articles, folders=listed), registry, pages, Scan(_unpacked(*pictures)), edit.changed)


def _unpacked(paths: Iterable[str], stamps: bytes) -> dict[str, Stamp]:
    return dict(zip(paths, map(Stamp._make, PACKED.iter_unpack(stamps)), strict=True))


def _single(root: Path, path: str) -> Mapping[str, object]:
    from dateline.engine.scan import stamp_of

    full = root / path
    return {path: stamp_of(full.lstat())} if full.is_file() and not full.is_symlink() else {}


def read_registry(project: Project, paths: Iterable[str]) -> tuple[Registry, list[Problem]]:
    """Read every entity and topic file and index them; bad files are problems and the others count."""
    from dateline.content.event_files import read_event_file
    from dateline.content.reader import read_bulk, read_entity, read_topic
    from dateline.content.registry import build_registry

    content = project.config.content_dir
    entities: list[Entity] = []
    topics: list[Topic] = []
    events: list[EventFile] = []
    problems: list[Problem] = []
    for path in paths:
        data = project.read(path)
        if path.startswith(f"{content}/entities."):
            found, more = read_bulk(path, data)
            entities += found
        elif path.startswith(f"{content}/entities/"):
            entity, more = read_entity(path, data)
            entities += [entity] if entity else []
        elif path.startswith(f"{content}/topics/"):
            topic, more = read_topic(path, data)
            topics += [topic] if topic else []
        elif path.endswith(".md"):
            event, more = read_event_file(path, data)
            events += [event] if event else []
        else:
            more = []
        problems += more
    registry, clashes = build_registry(entities, topics, events)
    registry = replace(registry, events=tuple(_with_ids(event, registry) for event in registry.events))
    return registry, problems + clashes


def _with_ids(event: EventFile, registry: Registry) -> EventFile:
    """Replace names by ids in what a person wrote about a merged event; a name nobody knows stays as it is."""
    entities, topics = event.entities, event.topics
    return replace(
        event,
        entities=None if entities is None else tuple(registry.entity_id(name) or name for name in entities),
        topics=None if topics is None else tuple(registry.topic_id(name) or name for name in topics),
    )


def read_pages(project: Project, paths: Iterable[str]) -> tuple[list[WrittenPage], list[Problem]]:
    """Read the pages people wrote."""
    from dateline.content.reader import read_page

    pages: list[WrittenPage] = []
    problems: list[Problem] = []
    for path in paths:
        page, more = read_page(path, project.read(path))
        problems += more
        if page is not None:
            pages.append(page)
    return pages, problems


def read_registry_folder(path: Path) -> Registry:
    """Read a registry outside a project: a folder of entity files, or one bulk YAML file; bad files are left out."""
    from dateline.content.reader import read_bulk, read_entity
    from dateline.content.registry import build_registry

    if path.is_file():
        entities, _ = read_bulk(path.name, path.read_bytes())
    else:
        folder = path / "entities" if (path / "entities").is_dir() else path
        found = (read_entity(file.name, file.read_bytes())[0] for file in sorted(folder.glob("*.md")))
        entities = [entity for entity in found if entity is not None]
        for bulk in sorted((*path.glob("entities.y*ml"), *folder.glob("*.yml"))):
            entities += read_bulk(bulk.name, bulk.read_bytes())[0]
    return build_registry(entities, ())[0]
