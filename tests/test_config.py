from __future__ import annotations

import pytest

from dateline.config import Config, load_config, parse_config
from dateline.errors import ConfigError
from dateline.model.article import Publish


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_config(tmp_path) == (Config(), [])


def test_mkdocs_keys_and_our_options_are_read():
    config, problems = parse_config("""
site_name: Demo
site_url: https://example.org/kb/
theme: {name: material, language: zh}
markdown_extensions:
  - footnotes
  - toc: {permalink: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
nav: !ENV [NAV, []]
plugins:
  - search
  - dateline:
      publish: excerpt
      publish_by_source: {示例周报: full}
      sets: [{id: gpu, names: {en: GPUs, zh: 显卡}, members: [nvidia, amd]}]
      compare: [[a, b], [a]]
      page_size: 50
      keep_pictures: held
""")
    assert not problems
    assert (config.base_path, config.languages, config.publish, config.page_size) == (
        "/kb/",
        ("zh",),
        Publish.EXCERPT,
        50,
    )
    assert config.markdown_extensions == ("tables", "footnotes", "toc", "pymdownx.emoji")
    assert config.sets[0].members == ("nvidia", "amd")
    assert config.compare == (("a", "b"),)
    assert config.keep_pictures == "held"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("colour: red", "not known"),
        ("publish: maybe", "one of full, excerpt"),
        ("keep_pictures: true", "one of none, held, linked"),
        ("page_size: many", "whole number"),
        ("search: maybe", "true or false"),
        ("languages: [fr]", "no language"),
        ("sets: [{names: x}]", "needs an id"),
    ],
)
def test_wrong_options_are_problems_at_their_line(options, message):
    _, problems = parse_config(f"site_name: Demo\nplugins:\n  - dateline:\n      {options}\n")
    assert message in problems[0].message
    assert problems[0].line == 4


@pytest.mark.parametrize("url", ["example.org/chips", "ftp://example.org/", "https://", "http://[x/"])
def test_an_address_without_its_scheme_is_a_problem_and_left_out(url):
    config, problems = parse_config(f'site_name: Demo\nsite_url: "{url}"\n')
    assert config.site_url == ""
    assert [(problem.line, problem.code) for problem in problems] == [(2, "DL207")]


def test_what_is_not_yaml_is_an_error_with_its_place():
    with pytest.raises(ConfigError, match=r"mkdocs\.yml:2:"):
        parse_config("site_name: a\nb: c: d\n")
    with pytest.raises(ConfigError, match="key: value"):
        parse_config("- a\n- b\n")
