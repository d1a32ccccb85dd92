"""The site's configuration: ``mkdocs.yml``, with Dateline's own options under the plugin ``dateline``.

The file stays a valid MkDocs configuration. Keys that only MkDocs knows are left alone; tags such as
``!ENV`` and ``!!python/name:`` are read as the text behind them, never executed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from dateline.errors import ConfigError, did_you_mean
from dateline.model.article import Publish
from dateline.model.problem import Problem, Severity

FILE_NAME: Final = "mkdocs.yml"
LANGUAGES: Final = ("en", "zh")
PICTURES: Final = ("none", "held", "linked")
"""Which pictures new articles keep: those that their captures hold, or also those they link to, which are fetched."""


@dataclass(frozen=True, slots=True)
class EntitySet:
    """A named set of entities and topics with a timeline, feed and calendar of its own."""

    id: str
    names: Mapping[str, str]
    members: tuple[str, ...]

    def name(self, lang: str) -> str:
        """Return the name to show in ``lang``."""
        return self.names.get(lang) or self.names.get("en") or next(iter(self.names.values()), self.id)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a build depends on besides the content; see docs/reference/configuration.md."""

    site_name: str = "Dateline"
    site_url: str = ""
    site_description: str = ""
    site_author: str = ""
    copyright: str = ""
    repo_url: str = ""
    edit_uri: str = ""
    languages: tuple[str, ...] = ("en",)
    theme: Mapping[str, str] = field(default_factory=dict)
    content_dir: str = "content"
    site_dir: str = "site"
    templates_dir: str = "templates"
    markdown_extensions: tuple[str, ...] = ("tables", "attr_list", "footnotes", "def_list")
    markdown_settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    publish: Publish = Publish.FULL
    publish_by_source: Mapping[str, str] = field(default_factory=dict)
    keep_captures: bool = True
    keep_pictures: str = "none"
    link_mentions: str = "first"
    link_headings: bool = False
    sets: tuple[EntitySet, ...] = ()
    compare: tuple[tuple[str, ...], ...] = ()
    page_size: int = 100
    key_events: int = 12
    search: bool = True
    feeds: bool = True
    calendars: bool = True
    noindex: bool = False
    share_images: bool = False
    jobs: int = 0

    @property
    def base_path(self) -> str:
        """Return the path the site lives under, with both slashes: ``/`` or ``/repo/``."""
        path = urlsplit(self.site_url).path
        return "/" + (path.strip("/") + "/" if path.strip("/") else "")

    @property
    def lang(self) -> str:
        """Return the main language of the site."""
        return self.languages[0]


def is_web_address(url: str) -> bool:
    """Tell whether a site can be served at an address; nothing ("") is no address yet, and fine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not url or (parts.scheme in ("http", "https") and bool(parts.hostname))


def load_config(root: Path, file_name: str = FILE_NAME) -> tuple[Config, list[Problem]]:
    """Read the configuration of the project in ``root``; defaults where there is no file.

    Raises ConfigError where the file is not YAML; wrong values and unknown options are problems.
    """
    path = root / file_name
    if not path.exists():
        return Config(), []
    try:
        return parse_config(path.read_text(encoding="utf-8"), file_name)
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file_name}: not UTF-8 text at byte {error.start}") from None


def parse_config(text: str, file_name: str = FILE_NAME) -> tuple[Config, list[Problem]]:
    """Read the text of a configuration file."""
    from dateline.config_file import read_settings

    data = read_settings(text, file_name)
    reader = _Reader(text, file_name)
    return reader.config(data), reader.problems


class _Reader:
    """Turn raw values into a Config, with a Problem for what cannot be used."""

    def __init__(self, text: str, file_name: str) -> None:
        self.text = text
        self.file_name = file_name
        self.problems: list[Problem] = []

    def config(self, data: dict[str, Any]) -> Config:
        own = _plugin_options(data)
        known = {field.name for field in fields(Config)} | {"enabled"}
        for key in own:
            if key not in known:
                self.problem(
                    key, f"the option {key!r} is not known{did_you_mean(str(key), known)}",
                    "see docs/reference/configuration.md", Severity.WARNING
                )
        theme = data.get("theme")
        theme = theme if isinstance(theme, dict) else {}
        extensions, settings = _extensions(data.get("markdown_extensions"))
        values: dict[str, Any] = {
            name: str(data[name])
            for name in (
                "site_name",
                "site_url",
                "site_description",
                "site_author",
                "copyright",
                "repo_url",
                "edit_uri",
                "site_dir",
            )
            if data.get(name)
        }
        if not is_web_address(values.get("site_url", "")):
            self.problem("site_url", f"'site_url' {values.pop('site_url')!r} is no address", "begin it with https://")
        if extensions is not None:
            values.update(markdown_extensions=extensions, markdown_settings=settings)
        values["languages"] = self._languages(own, theme)
        values["theme"] = (
            {key: str(value) for key, value in (own.get("theme") or {}).items()}
            if isinstance(own.get("theme"), dict)
            else {}
        )
        values.update(self._own(own))
        return Config(**values)

    def _languages(self, own: dict[str, Any], theme: dict[str, Any]) -> tuple[str, ...]:
        asked = own.get("languages") or [theme.get("language") or theme.get("locale") or "en"]
        asked = asked if isinstance(asked, list) else [asked]
        found = [
            code
            for code in (str(item).split("-")[0].split("_")[0].lower() for item in asked)
            if self._has_language(code)
        ]
        return tuple(dict.fromkeys(found)) or ("en",)

    def _has_language(self, code: str) -> bool:
        if code in LANGUAGES:
            return True
        self.problem(
            "languages", f"the interface has no language {code!r}", f"use {' or '.join(LANGUAGES)}", Severity.WARNING
        )
        return False

    def _own(self, own: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in ("content_dir", "site_dir", "templates_dir"):
            if own.get(name):
                found[name] = str(own[name]).strip("/")
        for name in ("keep_captures", "link_headings", "search", "feeds", "calendars", "noindex", "share_images"):
            if name in own:
                found[name] = self._boolean(name, own[name])
        for name in ("page_size", "key_events", "jobs"):
            if name in own:
                found[name] = self._number(name, own[name], {"page_size": 100, "key_events": 12, "jobs": 0}[name])
        if "link_mentions" in own:
            found["link_mentions"] = self._choice("link_mentions", own["link_mentions"], ("first", "all", "none"))
        if "keep_pictures" in own:
            found["keep_pictures"] = self._choice("keep_pictures", own["keep_pictures"], PICTURES)
        if "publish" in own:
            found["publish"] = Publish(self._choice("publish", own["publish"], ("full", "excerpt")))
        if isinstance(own.get("publish_by_source"), dict):
            found["publish_by_source"] = {
                str(key): self._choice("publish_by_source", value, ("full", "excerpt"))
                for key, value in own["publish_by_source"].items()
            }
        found["sets"] = tuple(filter(None, (self._set(item) for item in _list(own.get("sets")))))
        found["compare"] = tuple(
            tuple(str(item) for item in pair)
            for pair in _list(own.get("compare"))
            if isinstance(pair, list) and 2 <= len(pair) <= 4
        )
        return found

    def _set(self, item: Any) -> EntitySet | None:
        if not isinstance(item, dict) or not item.get("id") or not re.fullmatch(r"[a-z0-9][a-z0-9-]*", str(item["id"])):
            self.problem("sets", "a set needs an id of small letters, digits and hyphens, names and members")
            return None
        names = item.get("names") or item.get("name") or str(item["id"])
        names = (
            {str(key): str(value) for key, value in names.items()} if isinstance(names, dict) else {"en": str(names)}
        )
        return EntitySet(str(item["id"]), names, tuple(str(member) for member in _list(item.get("members"))))

    def _boolean(self, name: str, value: Any) -> bool:
        if not isinstance(value, bool):
            self.problem(name, f"{name!r} must be true or false")
        return bool(value)

    def _number(self, name: str, value: Any, default: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.problem(name, f"{name!r} must be a whole number")
            return default
        return value

    def _choice(self, name: str, value: Any, allowed: tuple[str, ...]) -> str:
        word = {True: "all", False: "none"}.get(value, str(value)) if isinstance(value, bool) else str(value)
        if word not in allowed:
            self.problem(name, f"{name!r} must be one of {', '.join(allowed)}, not {word!r}")
            return allowed[0]
        return word

    def problem(self, key: str, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Report a fault at the line of ``key``."""
        match = re.search(rf"^[ \t-]*{re.escape(key)}[ \t]*:|[{{,][ \t]*{re.escape(key)}[ \t]*:", self.text, re.M)
        line = self.text.count("\n", 0, match.start()) + 1 if match else 1
        self.problems.append(Problem(self.file_name, line, 1, "DL207", message, hint, severity))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _plugin_options(data: dict[str, Any]) -> dict[str, Any]:
    """Find the options of the plugin ``dateline`` in any of the shapes MkDocs allows."""
    plugins = data.get("plugins")
    if isinstance(plugins, dict):
        options = plugins.get("dateline")
        return dict(options) if isinstance(options, dict) else {}
    for item in _list(plugins):
        if isinstance(item, dict) and isinstance(item.get("dateline"), dict):
            return dict(item["dateline"])
    return {}


def _extensions(value: Any) -> tuple[tuple[str, ...] | None, dict[str, dict[str, Any]]]:
    """Read ``markdown_extensions``: a list of names, or of one-key mappings from a name to its settings."""
    if value is None:
        return None, {}
    pairs = list(value.items()) if isinstance(value, dict) else []
    for item in _list(value):
        pairs += list(item.items()) if isinstance(item, dict) else [(item, None)]
    names = tuple(dict.fromkeys(("tables", *(str(name) for name, _ in pairs))))
    return names, {str(name): dict(options) for name, options in pairs if isinstance(options, dict)}
