from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.model.problem import Severity
from dateline.pipeline.build import Options, build_project
from dateline.pipeline.checking import check_project

SITES = Path(__file__).resolve().parents[1] / "sites"


def copy(name, tmp_path):
    root = tmp_path / Path(name).name
    shutil.copytree(SITES / name, root)
    return root


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def build(root, **options):
    return build_project(root, Options(**{"jobs": 1, **options}))


def test_a_minimal_site_has_its_pages(tmp_path):
    root = copy("minimal", tmp_path)
    report = build(root)
    assert not report.problems
    files = tree(root / "site")
    assert {
        "index.html",
        "404.html",
        "articles/first/index.html",
        "entities/harbour-power/index.html",
        "timeline/index.html",
    } <= set(files)
    page = files["entities/harbour-power/index.html"].decode()
    assert "2011" in page
    assert "articles/first/#e-" in page
    assert not [problem for problem in check_project(root) if problem.severity is Severity.ERROR]


def test_two_languages_excerpts_drafts_and_redirects(tmp_path):
    root = copy("站点-ünï", tmp_path)
    report = build(root)
    assert not [problem for problem in report.problems if problem.severity is Severity.ERROR]
    files = tree(root / "site")
    chinese, english = (files[f"{prefix}entities/haigang-power/index.html"].decode() for prefix in ("", "en/"))
    assert "海港电力" in chinese
    assert "Harbour Power" in english
    assert 'hreflang="en"' in chinese
    excerpt = files["articles/2024-06-03-ünïcode/index.html"].decode()
    assert "&lt;storage&gt;" in excerpt
    assert not [path for path in files if "draft" in path]
    assert "entities/old-power/index.html" in files
    assert not [problem for problem in check_project(root) if problem.severity is Severity.ERROR]


def test_events_told_in_both_languages_are_one_entry(tmp_path):
    from dateline.pipeline.reading import read_library

    root = copy("站点-ünï", tmp_path)
    _, library = read_library(root)
    dates = [library.entries[entry].date.edtf for entry in library.entity_entries["haigang-power"]]
    assert {"2011", "2023-22", "2023-11", "2025-35"} <= set(dates)


@pytest.mark.parametrize(
    ("name", "path", "line", "code"),
    [
        ("bad-front-matter", "content/articles/bad.md", 2, "DL201"),
        ("clash-of-slugs", "content/articles/good.md", 1, "DL403"),
        ("unknown-entity", "content/articles/bad.md", 5, "DL401"),
        ("empty-file", "content/articles/bad.md", 1, "DL205"),
        ("undecodable", "content/articles/bad.md", 4, "DL204"),
        ("conflict", "content/articles/bad.md", 6, "DL206"),
        ("bad-date", "content/articles/bad.md", 3, "DL301"),
        ("two-entities", "content/entities/b.md", 1, "DL403"),
        ("unknown-option", "mkdocs.yml", 3, "DL207"),
    ],
)
def test_a_broken_file_is_named_and_the_others_are_built(tmp_path, name, path, line, code):
    root = copy(f"broken/{name}", tmp_path)
    report = build(root)
    assert (path, line, code) in [(problem.path, problem.line, problem.code) for problem in report.problems]
    assert [
        path
        for path in tree(root / "site")
        if path.startswith("articles/") and path.endswith("/index.html") and path != "articles/index.html"
    ]


def test_a_link_in_the_content_is_reported_and_not_followed(tmp_path):
    root = copy("minimal", tmp_path)
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: secret\npublished: '2024'\n---\nsecret", "utf-8")
    (root / "content/articles/link.md").symlink_to(secret)
    report = build(root)
    assert [problem.code for problem in report.problems] == ["DL702"]
    assert not any(b"secret" in data for data in tree(root / "site").values())


def test_a_second_build_writes_nothing(tmp_path):
    root = copy("站点-ünï", tmp_path)
    build(root)
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*.html")}
    build(root)
    changed = [path for path, modified in before.items() if path.stat().st_mtime_ns != modified]
    assert len(changed) <= 4, changed


def test_workers_cache_and_order_make_no_difference(tmp_path):
    one, two = copy("站点-ünï", tmp_path / "a"), copy("站点-ünï", tmp_path / "b")
    build(one)
    build(two, jobs=3)
    build(two)
    assert tree(one / "site") == tree(two / "site")


@pytest.mark.parametrize("change", ["edit", "add", "delete", "rename", "alias", "entity-gone", "config", "template"])
def test_an_incremental_build_equals_a_clean_one(tmp_path, change):
    root = copy("站点-ünï", tmp_path)
    build(root)
    article = root / "content/articles/2024/2024-06-01-海港电力.md"
    entity = root / "content/entities/haigang-power.md"
    if change == "edit":
        article.write_text(article.read_text("utf-8").replace("当年11月", "当年12月").replace("拟建", "将建"), "utf-8")
    elif change == "add":
        shutil.copy(SITES / "minimal/content/articles/first.md", root / "content/articles/2024/new.md")
    elif change == "delete":
        article.unlink()
    elif change == "rename":
        article.rename(article.with_name("2024-06-01-renamed.md"))
    elif change == "alias":
        entity.write_text(
            entity.read_text("utf-8").replace("redirect_from", "aliases: [港务局]\nredirect_from"), "utf-8"
        )
    elif change == "entity-gone":
        entity.unlink()
        english = root / "content/articles/2024/2024-06-03-ünïcode.md"
        english.write_text(english.read_text("utf-8").replace("entities: [Harbour Power]\n", ""), "utf-8")
    elif change == "config":
        config = root / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace("languages: [zh, en]", "languages: [en]"), "utf-8")
    else:
        (root / "templates").mkdir()
        (root / "templates/404.html").write_text("{% extends 'base.html' %}{% block main %}gone{% endblock %}", "utf-8")
    build(root)
    incremental = tree(root / "site")
    build(root, clean=True)
    assert incremental == tree(root / "site")


def test_an_edit_compiles_no_template_again(tmp_path, monkeypatch):
    root = copy("minimal", tmp_path)
    stale = root / ".dateline/templates/of-an-older-program"
    stale.mkdir(parents=True)
    build(root, jobs=1)
    assert not stale.exists()
    before = tree(root / "site")
    article = next((root / "content/articles").rglob("*.md"))
    article.write_text(article.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_arguments: pytest.fail("compiled again"))
    assert build(root, jobs=1).counts["written"]
    assert tree(root / "site").keys() == before.keys()


def test_what_was_tampered_with_is_made_again(tmp_path):
    root = copy("minimal", tmp_path)
    build(root)
    clean = tree(root / "site")
    (root / "site/index.html").write_text("x")
    (root / "site/entities/harbour-power/index.html").unlink()
    (root / "site/stray.txt").write_text("x")
    build(root)
    assert tree(root / "site") == clean


def test_a_folder_of_somebody_else_is_never_replaced(tmp_path):
    root = copy("minimal", tmp_path)
    (root / "site").mkdir()
    (root / "site/thesis.txt").write_text("mine")
    with pytest.raises(DatelineError, match="not built by Dateline"):
        build(root)
    assert (root / "site/thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("damage", ["garbage", "truncated", "empty"])
def test_a_damaged_cache_is_thrown_away(tmp_path, damage):
    root = copy("minimal", tmp_path)
    build(root)
    clean = tree(root / "site")
    cache = root / ".dateline/cache.sqlite"
    data = cache.read_bytes()
    cache.write_bytes({"garbage": b"x" * 5000, "truncated": data[: len(data) // 2], "empty": b""}[damage])
    build(root)
    assert tree(root / "site") == clean


def test_a_cache_with_damaged_rows_is_thrown_away(tmp_path):
    root = copy("minimal", tmp_path)
    build(root)
    with closing(sqlite3.connect(root / ".dateline/cache.sqlite")) as cache:
        assert cache.execute("UPDATE block SET data = CAST(substr(data, 1, length(data) - 1) || '?' AS BLOB)").rowcount
        cache.commit()
    article = next((root / "content/articles").rglob("*.md"))
    article.write_text(article.read_text("utf-8") + "\nOn 3 March 2020 a plant opened.\n", "utf-8")
    build(root)
    shutil.rmtree(root / ".dateline")
    kept = tree(root / "site")
    build(root)
    assert tree(root / "site") == kept


def test_the_environment_leaves_no_trace(tmp_path):
    import subprocess
    import sys

    results = []
    for number, (zone, seed, locale, umask) in enumerate(
        [("UTC", "0", "C", 0o022), ("Asia/Shanghai", "1", "C.UTF-8", 0o077), ("America/New_York", "2", "POSIX", 0o002)]
    ):
        root = copy("站点-ünï", tmp_path / str(number))
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale}
        code = f"import os, sys; os.umask({umask}); from dateline.cli import main; sys.exit(main(['build', '--quiet']))"
        subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, check=True)
        results.append(tree(root / "site"))
    assert results[0] == results[1] == results[2]


def test_a_fault_of_the_program_does_not_hide_behind_a_new_cache(tmp_path, monkeypatch):
    root = copy("minimal", tmp_path)
    build(root)
    whole = tree(root / "site")
    article = root / "content/articles/first.md"
    article.write_text(article.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    from dateline.pipeline import make

    works, calls = make.make_site, []

    def fails_once(making):
        calls.append(making)
        if len(calls) == 1:
            raise KeyError("a part that is not there")
        works(making)

    monkeypatch.setattr(make, "make_site", fails_once)
    [problem] = build(root).problems
    assert (problem.code, problem.severity) == ("DL704", Severity.NOTE)
    assert "KeyError at test_build.py:" in problem.message
    assert len(calls) == 2
    assert tree(root / "site") != whole
    assert not build(root).problems  # it is said once


def test_a_damaged_cache_is_made_anew_without_a_word(tmp_path):
    root = copy("minimal", tmp_path)
    build(root)
    with closing(sqlite3.connect(root / ".dateline/cache.sqlite")) as database:
        database.execute("UPDATE article SET card = x'00'")
        database.commit()
    (root / "content/articles/first.md").touch()
    (root / "site/index.html").unlink()
    assert not build(root).problems
    assert (root / "site/index.html").exists()


def test_another_program_makes_nothing_of_what_this_one_kept(tmp_path, monkeypatch):
    root = copy("minimal", tmp_path)
    build(root)
    before = tree(root / "site")
    place = root / ".dateline" / "cache.sqlite"
    with closing(sqlite3.connect(place)) as cache, cache:
        cache.execute("CREATE TABLE witness (saw)")
        cache.execute("UPDATE part SET head = x'00', data = x'00'")
        cache.execute("UPDATE block SET data = x'00'")
    for module in ("annotations", "present"):
        monkeypatch.setattr(f"dateline.pipeline.{module}.code_fingerprint", lambda: "another program")
    report = build(root)
    assert not report.problems
    assert tree(root / "site") == before
    with closing(sqlite3.connect(place)) as cache:
        assert not cache.execute("SELECT * FROM witness").fetchall(), "the cache is taken over, not made anew"
