"""How much of the work an edit does again: counts of stages and files, no seconds."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from dateline.annotate.mention import word_edges
from dateline.pipeline import registries
from dateline.pipeline.build import Options, build_project

BENCH = Path(__file__).resolve().parents[2] / "bench/corpus.py"
ARTICLES = 40


@pytest.fixture
def project(tmp_path):
    spec = importlib.util.spec_from_file_location("bench_corpus", BENCH)
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    corpus.write(ARTICLES, tmp_path)
    assert build(tmp_path).counts["processed"] == ARTICLES
    return tmp_path


def build(root):
    return build_project(root, Options(jobs=1))


def test_with_nothing_changed_nothing_is_done(project):
    counts = build(project).counts
    assert (counts["processed"], counts["dated"], counts["written"]) == (0, 0, 0)


def test_a_sentence_without_a_date_writes_its_page_and_search_alone(project):
    path = sorted((project / "content/articles").rglob("*.md"))[7]
    path.write_text(path.read_text("utf-8") + "\nMore was not said.\n", "utf-8")
    before = {file: file.stat().st_mtime_ns for file in (project / "site").rglob("*.html")}
    counts = build(project).counts
    assert (counts["processed"], counts["dated"]) == (1, 1)
    assert len([file for file, modified in before.items() if file.stat().st_mtime_ns != modified]) == 1


def test_a_sentence_without_a_name_loads_no_dictionary_and_makes_no_gazetteer(project, monkeypatch):
    articles = sorted((project / "content/articles").rglob("*.md"))
    path = next(path for path in articles if "\nlang: zh" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8") + "\n此外没有更多消息。\n", "utf-8")
    monkeypatch.setattr(word_edges, "_JUDGES", {})
    monkeypatch.setattr(registries, "build_gazetteer", lambda _: pytest.fail("made again"))
    report = build(project)
    assert report.counts["processed"] == 1
    assert not report.problems


def test_an_alias_redoes_the_articles_that_name_its_entity_and_dates_none_again(project):
    article = sorted((project / "content/articles").rglob("*.md"))[7]
    article.write_text(article.read_text("utf-8") + "\nThe Copper Gate opened in 2016.\n", "utf-8")
    build(project)
    registry = project / "content/entities.yml"
    text = registry.read_text("utf-8").rstrip("\n")
    registry.write_text(f"{text}\n  aliases: [The Copper Gate]\n", "utf-8")
    counts = build(project).counts
    assert 1 <= counts["processed"] < ARTICLES // 2
    assert counts["dated"] == 0


def test_a_line_more_in_the_list_of_entities_is_no_change_of_those_that_follow(project):
    registry = project / "content/entities.yml"
    first, *others = registry.read_text("utf-8").split("\n- ")
    registry.write_text("\n- ".join([f"{first}\n  aliases: [A name that nobody uses]", *others]), "utf-8")
    name, han = re.search(r'names: {en: "(.*?)", zh: (.*?)}', first).groups()
    texts = [path.read_text("utf-8") for path in (project / "content/articles").rglob("*.md")]
    holding = [text for text in texts if name in text or han in text]
    assert build(project).counts["processed"] <= len(holding) < len(texts)


def test_an_article_that_goes_takes_the_last_file_of_the_index_with_it(project):
    articles = sorted((project / "content/articles").rglob("*.md"))
    for path in articles[:ARTICLES - 33]:
        path.unlink()
    build(project)
    results = project / "site/search-index/d"
    assert {path.name for path in results.iterdir()} == {"0.json", "1.json", "2.json"}
    articles[20].unlink()
    build(project)
    assert {path.name for path in results.iterdir()} == {"0.json", "1.json"}
