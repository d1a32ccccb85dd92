from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from dateline.exchange import followthemoney, markwhen, tables
from dateline.exchange.items import make_items
from dateline.model.dates import PartialDate


def items_of(made, lang="en"):
    return make_items(made.library, made.library.entries.values(), lang)


def test_json_keeps_every_statement_and_says_whether_it_is_whole(sample):
    data = json.loads(tables.write_json(items_of(sample()), "Sample", 7))
    assert data["complete"] is True
    event = next(event for event in data["events"] if event["headline"] == "xAI switched Colossus on")
    assert event["date"] == "2024-09"
    assert event["precision"] == "month"
    assert [source["quote"] for source in event["sources"]] == [
        "xAI switched Colossus on in September 2024.", "2024年9月，xAI启用巨人集群，共十万块芯片。",
    ]


def test_json_holds_each_article_once_and_tells_where_its_words_stand(sample):
    made = sample()
    items = make_items(made.library, made.library.entries.values(), "en", lambda article, event: f"https://kb.example/{article}/#e-{event}")
    data = json.loads(tables.write_json(items, "Sample", len(items)))
    assert len({article["page"] for article in data["articles"]}) == len(data["articles"]) < sum(len(item.sources) for item in items)
    for item, event in zip(items, data["events"], strict=True):
        for source, told in zip(item.sources, event["sources"], strict=True):
            article = data["articles"][told["article"]]
            assert f"{article['page']}#{told['anchor']}" == source.page
            assert (article["publisher"], article["title"], article["url"], article["published"]) == (source.publisher, source.title, source.url, source.published)
            assert told["quote"] == source.quote


def test_each_line_of_json_lines_is_an_event(sample):
    lines = tables.write_jsonl(items_of(sample())).splitlines()
    assert len(lines) == 7
    assert all(json.loads(line)["id"] for line in lines)


def test_a_spreadsheet_reads_the_table_and_runs_no_formula(sample):
    first = items_of(sample())[0]
    rows = list(csv.DictReader(io.StringIO(tables.write_csv([replace(first, headline='=HYPERLINK("https://x.example")'), first]))))
    assert rows[0]["headline"].startswith("'=")
    assert rows[1]["headline"] == "OpenAI was founded"
    assert rows[1]["date"] == "2015-12-11"


def test_markwhen_has_a_header_dates_and_tags(sample):
    text = markwhen.write(items_of(sample()), 'A "title"')
    assert text.startswith('---\ntitle: "A \\"title\\""\n---\n')
    assert "2024-09: xAI switched Colossus on #xai #colossus" in text
    assert markwhen.date_text(PartialDate.parse("2024-33")) == "2024-01-01/2024-03-31"
    assert markwhen.date_text(PartialDate.parse("../2024-12")) == "2024-12-31/2024-12-31"


def test_follow_the_money_links_events_to_entities_and_articles(sample):
    objects = [json.loads(line) for line in followthemoney.write(sample().library, "en").splitlines()]
    by_id = {item["id"]: item for item in objects}
    assert len(by_id) == len(objects)
    event = next(item for item in objects if item["schema"] == "Event" and item["properties"]["name"] == ["xAI switched Colossus on"])
    assert event["properties"]["date"] == ["2024-09"]
    assert [by_id[one]["properties"]["name"][0] for one in event["properties"]["involved"]] == ["xAI", "Colossus"]
    assert {by_id[one]["schema"] for one in event["properties"]["proof"]} == {"Article"}
