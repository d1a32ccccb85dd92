"""The YAML of a configuration file; apart from the configuration, for YAML takes long to load and many have no file."""

from __future__ import annotations

from typing import Any

import yaml

from dateline.errors import ConfigError


def read_settings(text: str, file_name: str) -> dict[Any, Any]:
    """Return the values of a configuration file; raise ConfigError where it is not YAML or no mapping."""
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader that reads tags as text
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file_name}:{mark.line + 1}:{mark.column + 1}" if mark else file_name
        raise ConfigError(f"{place}: not valid YAML: {getattr(error, 'problem', error)}") from None
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise ConfigError(f"{file_name}:1:1: the configuration must be 'key: value' lines")
    return data


class _Loader(yaml.SafeLoader):
    """Safe YAML that takes MkDocs' tags for plain values."""


def _untagged(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        items = loader.construct_sequence(node)
        return items[-1] if items else None
    return loader.construct_mapping(node) if isinstance(node, yaml.MappingNode) else None


_Loader.add_multi_constructor("!", _untagged)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _untagged)
