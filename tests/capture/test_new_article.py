from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.capture.decode import clean
from dateline.capture.new_article import ArticleChoices, article_path, article_text
from dateline.content.frontmatter import parse, split
from dateline.content.reader import read_article
from dateline.model.capture import Extracted
from dateline.text.slug import unique_key

ARTICLE = Extracted(
    title='巨人"落成"：首日', body="正文。\n", published="2024-11-28", captured="2025-11-01", source="网易科技", site="163.com", section="科技",
    authors=("王某某",), editors=("辰",), url="https://example.com/a", lang="zh-Hans", capture="sha256:" + "0" * 64,
)


def test_the_file_reads_as_the_reference_says() -> None:
    assert article_text(ARTICLE) == (
        '---\ntitle: "巨人\\"落成\\"：首日"\npublished: "2024-11-28"\nsource: "网易科技"\nsite: "163.com"\nsection: "科技"\nurl: "https://example.com/a"\n'
        f'authors: ["王某某"]\neditors: ["辰"]\nlang: zh-Hans\ncaptured: "2025-11-01"\ncapture: sha256:{"0" * 64}\n'
        "entities: []\ntopics: []\nstatus: published\npublish: full\n---\n\n正文。\n"
    )


def test_the_reader_reads_what_is_written() -> None:
    article, problems = read_article("articles/2024/2024-11-28-x.md", article_text(ARTICLE).encode())
    assert problems == []
    assert article is not None
    assert (article.title, article.source, article.authors, article.body.strip()) == (ARTICLE.title, "网易科技", ("王某某",), "正文。")
    assert str(article.published) == "2024-11-28"
    assert article.capture == ARTICLE.capture


@pytest.mark.parametrize(("published", "path"), [
    ("2024-11-28", "articles/2024/2024-11-28-x.md"), ("2024-11-28T08:00:00Z", "articles/2024/2024-11-28-x.md"), ("2024-11", "articles/2024/2024-11-x.md"),
    ("2024", "articles/2024/2024-x.md"), ("", "articles/undated/x.md"), ("2024-05-20~", "articles/2024/2024-05-20-x.md"), ("202X", "articles/undated/x.md"),
])
def test_paths_carry_the_date_as_far_as_it_is_known(published: str, path: str) -> None:
    assert article_path(Extracted(title="X", published=published), set()) == path


def test_a_name_that_is_taken_gets_a_mark_that_does_not_depend_on_the_batch() -> None:
    first = article_path(Extracted(title="Foo", url="https://a.example.com/1"), set())
    second = article_path(Extracted(title="foo", url="https://b.example.com/1"), {unique_key("foo")})
    assert first == "articles/undated/foo.md"
    assert second.startswith("articles/undated/foo-")
    assert second == article_path(Extracted(title="FOO", url="https://b.example.com/1"), {unique_key("Foo"), "x"})


def test_choices_are_written() -> None:
    text = article_text(ARTICLE, ArticleChoices(status="draft", publish="excerpt", topics=("gpu",)))
    assert "topics: [gpu]\nstatus: draft\npublish: excerpt\n" in text


@settings(deadline=None, max_examples=200)
@given(title=st.text(max_size=300), source=st.text(max_size=40), names=st.lists(st.text(max_size=20), max_size=3), url=st.text(max_size=60))
def test_front_matter_gives_back_any_text(title: str, source: str, names: list[str], url: str) -> None:
    extracted = Extracted(title=title, source=source, authors=tuple(names), url=url, body="x\n")
    values = parse(split(article_text(extracted)).head)
    assert values["title"] == " ".join(clean(title).split())
    assert values["source"] == " ".join(clean(source).split())
    assert values["authors"] == [" ".join(clean(name).split()) for name in names]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_paths_are_safe_whatever_the_title(title: str) -> None:
    path = article_path(Extracted(title=title, published="2024-11-28"), set())
    assert all(0 < len(part.encode()) + len(".machine.md") - len(".md") <= 100 for part in path.split("/"))
    assert path.count("/") == 2
    assert ".." not in path
