from __future__ import annotations

import pytest

from dateline.site.write import compact, static_files, theme_sheet


def test_static_files_are_named_after_their_bytes_and_own_ones_come_first(tmp_path):
    own, packaged = tmp_path / "own", tmp_path / "packaged"
    for folder, text in ((own, "a{}"), (packaged, "b{}")):
        (folder / "static").mkdir(parents=True)
        (folder / "static" / "dateline.css").write_text(text, encoding="utf-8")
    (packaged / "static" / "x.js").write_text("1", encoding="utf-8")
    (packaged / "static" / "link.css").symlink_to(tmp_path / "own" / "static" / "dateline.css")
    found = static_files([own, packaged], {})
    assert found["dateline.css"][1] == b"a{}"
    assert set(found) == {"dateline.css", "x.js"}
    assert found["x.js"][0] != "x.js"
    assert found["x.js"][0].endswith(".js")


def test_comments_and_line_ends_leave_a_sheet():
    assert compact(b"/* why */\na{b:c}\n  d{e:f}\n") == b"a{b:c}d{e:f}"


@pytest.mark.parametrize(("theme", "expected"), [
    ({}, ""),
    ({"accent": "#123456"}, ":root{--accent:#123456}"),
    ({"accent": "#123456", "accent-dark": "#abcdef"}, ":root{--accent:light-dark(#123456,#abcdef)}"),
    ({"text_font": '"Noto Serif", serif'}, ':root{--text-font:"Noto Serif", serif}'),
    ({"accent": "red}body{display:none"}, ""),
    ({"accent": "url(https://x.example)"}, ""),
    ({"unknown": "1"}, ""),
])
def test_theme_variables_become_one_rule(theme, expected):
    assert theme_sheet(theme) == expected
