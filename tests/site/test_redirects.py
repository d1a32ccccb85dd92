from __future__ import annotations

import pytest

from dateline.site.redirects import redirect_address


def test_an_old_page_names_the_new_one_for_scripts_robots_and_people(built):
    page = built.pages["entities/x-ai/index.html"].decode()
    assert 'data-to="../xai/"' in page
    assert '<link rel="canonical" href="https://site.example/kb/entities/xai/">' in page
    assert '<a href="../xai/">xAI</a>' in page
    assert "http-equiv=\"refresh\"" not in page


@pytest.mark.parametrize(("old", "expected"), [
    ("twitter", "entities/twitter/"),
    ("/twitter/", "twitter/"),
    ("people/musk.html", "people/musk.html"),
    ("公司/推特", "公司/推特/"),
    ("../../etc/passwd", None),
    ("a//b", None),
    (".git/config", None),
    ("https://evil.example/", None),
    ("a?b", None),
    ("a\\b", None),
    ("", None),
    ("/", None),
])
def test_an_old_address_becomes_a_page_below_the_root_or_none(old, expected):
    assert redirect_address(old, "entities/x/") == expected
