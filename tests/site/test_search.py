from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.library import ArticleCard
from dateline.model.dates import PartialDate
from dateline.site import postings, search, searchnames, searchterms


def find(files, query, articles):
    """Answer a query as the browser does: every term's shard, then the articles that have all."""
    shards = postings.shard_count(articles)
    found = None
    for term in searchterms.terms_of(query):
        lines = dict(line.split("\t") for line in files[postings.shard_path(searchterms.hash_of(term) % shards)].decode().splitlines())
        numbers = {posting // searchterms.CLASSES for posting in postings.decode(lines.get(term, ""))}
        found = numbers if found is None else found & numbers
    return found or set()


def index_of(made):
    terms = {key: searchterms.extract(made.library.articles[key].title, text) for key, text in made.texts.items()}
    return search.index_files(made.library, terms), terms


def test_every_text_is_found_by_its_words_and_by_any_two_characters(sample):
    made = sample()
    files, _ = index_of(made)
    order = [card.id for card in search.numbering(made.library.articles.values())]
    assert {order[n] for n in find(files, "珊瑚礁", 4)} == {"巨人集群"}
    assert {order[n] for n in find(files, "人集", 4)} == {"巨人集群"}
    assert {order[n] for n in find(files, "switching", 4)} == {"colossus-runs"}
    assert find(files, "没有这句话", 4) == set()


def test_names_are_listed_with_aliases_and_sounds(sample):
    files, _ = index_of(sample())
    rows = {row[1]: row for row in json.loads(files["search-index/n/all.json"])}
    assert rows["elon-musk"][0] == "person"
    assert {"Musk", "mask", "masike", "msk"} & set(rows["elon-musk"][3]) >= {"Musk", "masike", "msk"}


def test_an_article_published_in_excerpt_gives_no_text_to_results(sample):
    files, _ = index_of(sample())
    rows = [row for path, data in files.items() if "/d/" in path for row in json.loads(data)]
    assert {row[0]: row[5] for row in rows}["quoted-only"] == ""


def test_the_manifest_says_where_years_begin(sample):
    files, _ = index_of(sample())
    manifest = json.loads(files["search-index/manifest.json"])
    assert manifest["articles"] == 4
    assert manifest["years"] == {"2016": 0, "2024": 1, "2025": 3}


texts = st.lists(st.text(alphabet="ab 珊瑚礁\n", max_size=12), min_size=1, max_size=6)


@given(texts, texts)
@settings(deadline=None, max_examples=60)
def test_an_updated_index_is_the_index_built_anew(before, after):
    old = [searchterms.extract("", text) for text in before]
    new = [searchterms.extract("", text) for text in after[: len(before)]] + old[len(after):]
    files = dict(postings.build_terms(old))
    changes = {number: (old[number], new[number]) for number in range(len(old))}
    updated = search.update_terms(changes, len(old), files.get)
    assert updated is not None
    assert files | updated == dict(postings.build_terms(new))


def test_a_damaged_shard_asks_for_a_new_index():
    old, new = searchterms.extract("", "alpha"), searchterms.extract("", "beta")
    assert search.update_terms({0: (old, new)}, 1, lambda _path: b"no tab here\n") is None
    assert search.update_terms({0: (old, new)}, 1, lambda _path: None) is None


def test_only_changed_shards_are_returned_when_the_order_stays(sample):
    made = sample()
    files, terms = index_of(made)
    order = [card.id for card in search.numbering(made.library.articles.values())]
    edited = terms | {"lab-opens": searchterms.extract("A laboratory opens", "An entirely different paragraph.")}
    previous = search.Previous(order, {"lab-opens": terms["lab-opens"]}, files.get)
    partial = search.changed_files(made.library, edited, (), previous, ["lab-opens"])
    assert len([path for path in partial if "/t/" in path]) < len([path for path in files if "/t/" in path]) + 1
    assert files | partial == search.index_files(made.library, edited)


def test_only_changed_results_are_returned_when_the_order_stays(sample, monkeypatch):
    monkeypatch.setattr(search, "BLOCK", 2)
    made = sample()
    files, terms = index_of(made)
    order = [card.id for card in search.numbering(made.library.articles.values())]
    card = replace(made.library.articles[order[3]], title="Another title")
    library = replace(made.library, articles={**made.library.articles, card.id: card})
    previous = search.Previous(order, {card.id: terms[card.id]}, files.get)
    partial = search.changed_files(library, terms, (), previous, [card.id])
    assert [path for path in partial if path.startswith(search.RESULTS)] == [f"{search.RESULTS}1.json"]
    assert all(path.startswith((postings.TERMS, search.RESULTS)) for path in files.keys() - partial.keys())
    assert files | partial == search.index_files(library, terms)


def test_names_that_stay_are_not_made_again_and_the_manifest_lists_them(sample, monkeypatch):
    made = sample()
    files, terms = index_of(made)
    order = [card.id for card in search.numbering(made.library.articles.values())]
    named = [path for path in files if path.startswith(searchnames.NAMES)]
    monkeypatch.setattr(search, "build_names", lambda *_: {}["made again"])
    partial = search.changed_files(made.library, terms, (), search.Previous(order, {}, files.get, named), ())
    assert partial == {"search-index/manifest.json": files["search-index/manifest.json"]}


def test_an_article_that_went_or_came_between_asks_for_a_new_index(sample):
    made = sample()
    files, terms = index_of(made)
    order = [card.id for card in search.numbering(made.library.articles.values())]
    for before in ([*order, "gone"], ["gone", *order], order[1:]):
        assert search.changed_files(made.library, terms, (), search.Previous(before, terms, files.get), order[:1]) is None


DATES = st.sampled_from(["2024", "2024-01", "2024-01-01", "2023-12-31", "../2024", "1999-21", "2024~", ""])


@given(st.dictionaries(st.sampled_from("abcdefgh"), DATES), st.dictionaries(st.sampled_from("abcdefgh"), DATES))
def test_numbering_from_the_last_numbering_is_numbering(before, after):
    def cards(dates):
        return {name: ArticleCard(name, f"{name}.md", name, "en", PartialDate.parse(date) if date else None) for name, date in dates.items()}

    order = [card.id for card in search.numbering(cards(before).values())]
    changed = {name for name in before if before[name] != after.get(name)}
    ordered = search.renumber(order, cards(after), changed)
    assert ordered == search.numbering(cards(after).values())
    years = json.loads(search.build_manifest(ordered, ()))["years"]
    first = {}
    for number, card in enumerate(ordered):
        year = card.published.start_year if card.published else None
        first.setdefault("" if year is None else str(year), number)
    assert years == first


def test_many_names_are_parted_by_first_letter():
    assert searchnames.bucket_of("Nvidia") == "n"
    assert searchnames.bucket_of("华为") == f"h{ord('华') % 32}"
    assert searchnames.bucket_of("4chan") == "other"
