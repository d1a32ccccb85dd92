"""Shards of terms are the same however the articles are taken in runs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.site import postings
from dateline.site.searchterms import CLASSES, PARTS, extract, hash_of, terms_of


@given(st.lists(st.integers(0, 5_000_000), unique=True, max_size=60))
@settings(deadline=None, max_examples=60)
def test_postings_are_read_back_as_written(numbers):
    known = [number * 4 + number % 4 for number in sorted(numbers)]
    assert postings.decode(postings.encode(known)) == known


TEXTS = st.lists(st.text(alphabet="ab 珊瑚礁\n", max_size=12), min_size=1, max_size=9)


@given(TEXTS, st.lists(st.integers(0, 9), max_size=4))
@settings(deadline=None, max_examples=60)
def test_shards_are_the_same_whatever_the_runs(texts, cuts):
    terms = [extract("", text) for text in texts]
    ends = sorted({0, len(terms), *(min(cut, len(terms)) for cut in cuts)})
    runs = [postings.make_run(terms[start:end], start, len(terms)) for start, end in pairwise(ends)]
    merged = {}
    for group, said in enumerate(zip(*runs, strict=True)):
        merged |= postings.merge_runs(group, said, len(terms))
    assert merged == dict(postings.build_terms(terms))
    assert len(merged) == postings.shard_count(len(terms))


def test_every_term_leads_to_its_articles():
    texts = [f"word{number % 7} 珊瑚礁 shared shared" for number in range(200)]
    files = dict(postings.build_terms([extract("", text) for text in texts]))
    shards = postings.shard_count(len(texts))
    assert shards > PARTS
    for term in set(terms_of(" ".join(texts))):
        path = postings.shard_path(hash_of(term) % shards)
        found = postings.decode(dict(line.split("\t") for line in files[path].decode().splitlines())[term])
        assert [code // CLASSES for code in found] == [at for at, text in enumerate(texts) if term in terms_of(text)]


def test_groups_hold_few_shards_of_many():
    assert postings.group_count(10) == PARTS
    assert postings.shard_count(100_000) // postings.group_count(100_000) == postings.GROUP
