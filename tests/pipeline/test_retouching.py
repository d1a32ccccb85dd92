"""An edit that moves nothing takes the short path and comes to what a build from nothing makes; others take the long one."""

from __future__ import annotations

import shutil

import pytest

from dateline.pipeline import retouching
from dateline.pipeline.build import Options, build_project

COMPANIES = {"pier": ("Pier Works", "码头公司"), "quay": ("Quay Power", "岸电公司"), "lock": ("Lock Lines", "船闸航运")}
BODIES = (
    "Pier Works opened a ferry terminal on 3 March 2021. Quay Power joined in June 2021.",
    "Pier Works opened a ferry terminal on 3 March 2021, Lock Lines said. Quay Power supplies it.",
    "码头公司2022年5月启用新码头。岸电公司表示支持。",
    "Lock Lines plans a canal for 2023. Pier Works and Quay Power watch.",
    "岸电公司2021年6月与码头公司签约。",
)
CONFIG = "site_name: Port\nsite_url: https://port.example/\nlanguages: [en, zh]\npage_size: 10\nkey_events: 2\n"


@pytest.fixture(params=["", "PERIOD_BUDGET"], ids=["small", "large"])
def root(request, tmp_path, monkeypatch):
    if request.param:
        monkeypatch.setattr(f"dateline.site.timelines.{request.param}", 0)
    folder = tmp_path / "site"
    (folder / "content/articles").mkdir(parents=True)
    (folder / "content/entities").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for key, (english, chinese) in COMPANIES.items():
        text = f"---\ntype: company\nnames: {{en: {english}, zh: {chinese}}}\n---\n"
        (folder / f"content/entities/{key}.md").write_text(text, "utf-8")
    for number, body in enumerate(BODIES):
        lang = "zh" if "公司" in body else "en"
        head = [f"title: Title {number}", f"published: 2022-0{number + 1}-15", f"lang: {lang}", "topics: [trade]"]
        head += ["source: Gazette"] if number % 2 else []
        head += ["captured: 2022-12-01"] if number > 2 else []
        (folder / f"content/articles/a{number}.md").write_text("\n".join(["---", *head, "---", body, ""]), "utf-8")
    build(folder)
    return folder


@pytest.fixture
def short(monkeypatch):
    """Return the outcomes of the short path, one for each build that tried it so far."""
    taken = []
    real = retouching.retouch_site

    def watched(*arguments):
        taken.append(real(*arguments))
        return taken[-1]

    monkeypatch.setattr(retouching, "retouch_site", watched)
    return taken


def build(root, **options):
    return build_project(root, Options(jobs=1, **options))


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def check(root, short, *, expected):
    """Build what changed; it must come to a clean build's site, by the path that is expected."""
    del short[:]
    report = build(root)
    assert any(short) is expected
    clean = root.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".dateline"))
    whole = build(clean)
    kept, made = tree(root / "site"), tree(clean / "site")
    assert sorted(kept) == sorted(made)
    assert [path for path in kept if kept[path] != made[path]] == []
    assert sorted(report.problems) == sorted(whole.problems)
    counts = report.counts | {"processed": len(BODIES), "dated": len(BODIES), "written": whole.counts["written"]}
    assert counts == whole.counts
    return report


def edit(root, number, old, new):
    path = root / f"content/articles/a{number}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


QUIET = {
    "a title": [(0, "Title 0", "Another title")],
    "a Chinese title": [(2, "Title 2", "另一个标题")],
    "a sentence": [(1, "supplies it.", "supplies it. More was not said.")],
    "a paragraph before the text": [(3, "---\nLock", "---\nWithout any doubt.\n\nLock")],
    "a subtitle": [(4, "lang: zh", "lang: zh\nsubtitle: 副标题")],
    "a description": [(0, "lang: en", "lang: en\ndescription: In short.")],
    "two articles": [(1, "Title 1", "One"), (4, "Title 4", "Four")],
    "a title with markup": [(0, "Title 0", "'<b>Bold</b> & \"quoted\"'")],
    "a touch": [(0, "Title 0", "Title 0")],
    "tags in another order": [(1, "supplies it.", "supplies it." + " Nothing else was said at all." * 30)],
}
MOVED = {
    "a date in the text": [(1, "supplies it.", "supplies it. It closed on 5 May 2022.")],
    "an entity": [(0, "joined in June 2021.", "joined in June 2021. Lock Lines did not.")],
    "a topic": [(0, "topics: [trade]", "topics: [trade, ferries]")],
    "a source": [(1, "source: Gazette", "source: Herald")],
    "a day of publication": [(0, "2022-01-15", "2022-01-16")],
    "a capture": [(3, "2022-12-01", "2022-12-02")],
    "a draft": [(0, "lang: en", "lang: en\ndraft: true")],
    "an id": [(0, "lang: en", "lang: en\nslug: other")],
    "an old address": [(0, "lang: en", "lang: en\nredirect_from: [older]")],
    "one that moves among others": [(0, "Title 0", "Zero"), (1, "source: Gazette", "source: Herald")],
}


@pytest.mark.parametrize("edits", QUIET.values(), ids=QUIET)
def test_an_edit_that_moves_nothing_takes_the_short_path(root, short, edits):
    for each in edits:
        edit(root, *each)
    check(root, short, expected=True)
    edit(root, 3, "and Quay Power watch.", "and Quay Power watch. Nobody asked them.")
    check(root, short, expected=True)
    edit(root, 1, "supplies it.", "supplies it since 4 April 2022.")
    check(root, short, expected=False)


@pytest.mark.parametrize("edits", MOVED.values(), ids=MOVED)
def test_an_edit_that_moves_something_takes_the_long_path(root, short, edits):
    for each in edits:
        edit(root, *each)
    check(root, short, expected=False)


def test_a_new_title_at_an_old_address_takes_the_long_path(root, short):
    edit(root, 0, "lang: en", "lang: en\nredirect_from: [older]")
    build(root)
    edit(root, 0, "Title 0", "Another title")
    check(root, short, expected=False)


def test_what_else_changes_takes_the_long_path(root, short):
    edit(root, 0, "Title 0", "Another title")
    (root / "content/pages").mkdir()
    (root / "content/pages/notes.md").write_text("---\ntitle: Notes\n---\nText.\n", "utf-8")
    check(root, short, expected=False)
    edit(root, 0, "Another title", "A third title")
    (root / "content/entities/pier.md").write_text("---\ntype: company\nnames: {en: Pier Works}\n---\nText.\n", "utf-8")
    check(root, short, expected=False)
    edit(root, 0, "A third title", "A fourth title")
    (root / "content/articles/a4.md").unlink()
    build(root)
    assert not any(short)


@pytest.mark.parametrize("name", ["articles/index.html", "search-index/manifest.json"])
def test_a_page_that_somebody_else_changed_takes_the_long_path(root, short, name):
    (root / "site" / name).write_text("gone", "utf-8")
    edit(root, 0, "Title 0", "Another title")
    check(root, short, expected=False)


def test_where_something_has_to_be_said_again_the_long_path_says_it(root, short):
    edit(root, 0, "lang: en", "lang: en\nredirect_from: ['..']")
    assert build(root).problems
    edit(root, 1, "Title 1", "Another title")
    assert check(root, short, expected=False).problems


def test_what_is_wrong_with_an_article_is_said_on_the_short_path_too(root, short):
    edit(root, 0, "lang: en", "lang: en\nupdated: some day")
    problems = build(root).problems
    edit(root, 1, "Title 1", "Another title")
    assert check(root, short, expected=True).problems == problems != []


def test_a_cache_that_another_command_brought_up_to_date_takes_the_long_path(root, short):
    from dateline.pipeline.reading import read_library

    edit(root, 0, "Title 0", "Another title")
    read_library(root)
    edit(root, 1, "Title 1", "One more title")
    check(root, short, expected=False)


def test_people_s_events_stand_while_no_publication_is_told_otherwise(root, short):
    (root / "content/events").mkdir()
    (root / "content/events/one.md").write_text("---\nstatements: ['a0: opened a ferry']\npin: true\n---\n", "utf-8")
    build(root)
    edit(root, 1, "supplies it.", "supplies it. More was not said.")
    check(root, short, expected=True)
    edit(root, 1, "Title 1", "Another title")
    check(root, short, expected=False)


def test_no_card_is_read_but_those_that_are_shown(root, short, monkeypatch):
    monkeypatch.setattr("dateline.pipeline.publication.read_cards", lambda *_: pytest.fail("all were read"))
    edit(root, 1, "supplies it.", "supplies it. More was not said.")
    assert build(root).counts["processed"] == 1
    assert short == [True]


def test_with_two_processes_it_comes_to_the_same(root, short, monkeypatch):
    edit(root, 1, "Title 1", "Another title")
    with monkeypatch.context() as patched:
        patched.setattr("dateline.pipeline.cards.read_cards", lambda *_, **__: pytest.fail("all were read"))
        build_project(root, Options(jobs=2))
    assert short == [True]
    kept = tree(root / "site")
    build(root, clean=True)
    assert kept == tree(root / "site")


