from __future__ import annotations

import pytest

from dateline.content.reader import read_article, read_entity
from dateline.content.refusals import add_refused, read_refused
from dateline.content.registry_edit import (
    EditError,
    EditPlan,
    plan_merge,
    plan_refusal,
    plan_rename,
    plan_retype,
    plan_split,
)
from dateline.errors import DatelineError

TWITTER = """---
# the social network
id: twitter
type: product
names: {en: "Twitter", zh: "推特"}
aliases: ["X", "社交平台X"]   # both are in use
wikidata: Q918
---

Founded in 2006.
"""
X_CORP = """---
id: x-corp
type: company
names:
  en: "X Corp."
aliases:
  - "X Holdings"
not: ["Xerox"]
needs: {"X": ["platform"]}
redirect_from: [x-holdings]
---

A company of its own.
"""
MUSK = """---
id: elon-musk
type: person
names: {en: "Elon Musk"}
parent: twitter
---
"""
ARTICLE = """---
title: "Twitter is sold"
entities: [elon-musk, twitter, x-corp]   # twitter stays in this comment
topics: [twitter]
rejected:
  - x-corp
events:
  - {match: "sold", entities: [twitter, elon-musk]}
---

twitter in the text stays.
"""
FILES = {
    "content/entities/twitter.md": TWITTER, "content/entities/x-corp.md": X_CORP, "content/entities/elon-musk.md": MUSK,
    "content/articles/2022/sold.md": ARTICLE,
}


def after(plan: EditPlan) -> dict[str, str | None]:
    return {edit.path: edit.after for edit in plan.edits}


def changed_lines(plan: EditPlan, path: str) -> list[str]:
    edit, = [edit for edit in plan.edits if edit.path == path]
    before = (edit.before or "").splitlines()
    return [line for line in (edit.after or "").splitlines() if line not in before]


def test_a_rename_moves_the_file_and_every_reference() -> None:
    plan = plan_rename(FILES, "twitter", "x", name="X")
    files = after(plan)
    assert files["content/entities/twitter.md"] is None
    entity, problems = read_entity("content/entities/x.md", (files["content/entities/x.md"] or "").encode())
    assert entity is not None
    assert not problems
    assert (entity.id, dict(entity.names), entity.redirect_from) == ("x", {"en": "X", "zh": "推特"}, ("twitter",))
    assert entity.aliases == ("社交平台X", "Twitter")
    assert "# the social network" in (files["content/entities/x.md"] or "")
    assert changed_lines(plan, "content/entities/elon-musk.md") == ["parent: x"]
    assert changed_lines(plan, "content/articles/2022/sold.md") == [
        "entities: [elon-musk, x, x-corp]   # twitter stays in this comment",
        '  - {match: "sold", entities: [x, elon-musk]}',
    ]


def test_lines_that_are_not_concerned_stay_byte_for_byte() -> None:
    files = {path: text.replace("\n", "\r\n") for path, text in FILES.items()}
    plan = plan_rename(files, "twitter", "x")
    edit, = [edit for edit in plan.edits if edit.path.endswith("sold.md")]
    assert edit.after is not None
    assert edit.after.count("\r\n") == ARTICLE.count("\n")
    assert edit.after.count("\n") == ARTICLE.count("\n")


def test_a_merge_loses_nothing() -> None:
    files = after(plan_merge(FILES, "twitter", "x-corp"))
    assert files["content/entities/x-corp.md"] is None
    text = files["content/entities/twitter.md"] or ""
    entity, problems = read_entity("content/entities/twitter.md", text.encode())
    assert entity is not None
    assert not problems
    assert entity.aliases == ("X", "社交平台X", "X Corp.", "X Holdings")
    assert entity.not_surfaces == ("Xerox",)
    assert entity.needs == {"X": ("platform",)}
    assert entity.redirect_from == ("x-corp", "x-holdings")
    assert "Founded in 2006." in text
    assert "A company of its own." in text
    article, _ = read_article("content/articles/2022/sold.md", (files["content/articles/2022/sold.md"] or "").encode())
    assert article is not None
    assert article.entities == ("elon-musk", "twitter")


def test_a_refused_merge_is_refused_for_good() -> None:
    files = dict(FILES)
    files |= {path: text for path, text in after(plan_refusal(files, "twitter", "x-corp")).items() if text is not None}
    with pytest.raises(EditError, match="refused"):
        plan_merge(files, "twitter", "x-corp")
    assert plan_refusal(files, "x-corp", "twitter").edits == ()


def test_a_split_takes_names_along_and_keeps_the_two_apart() -> None:
    plan = plan_split(FILES, "twitter", "x-platform", ["X", "社交平台X"], articles=["content/articles/2022/sold.md"])
    files = after(plan)
    new, _ = read_entity("x-platform.md", (files["content/entities/x-platform.md"] or "").encode())
    old, _ = read_entity("twitter.md", (files["content/entities/twitter.md"] or "").encode())
    assert new is not None
    assert old is not None
    assert dict(new.names) == {"en": "X", "zh": "社交平台X"}
    assert new.rejected == ("twitter",)
    assert old.aliases == ()
    assert old.rejected == ("x-platform",)
    assert "entities: [elon-musk, x-platform, x-corp]" in (files["content/articles/2022/sold.md"] or "")


def test_a_retype_changes_one_line() -> None:
    plan = plan_retype(FILES, "twitter", "company")
    assert changed_lines(plan, "content/entities/twitter.md") == ["type: company"]


@pytest.mark.parametrize(("make", "message"), [
    (lambda: plan_rename(FILES, "nobody", "x"), "no entity"),
    (lambda: plan_rename(FILES, "twitter", "x-corp"), "exists already"),
    (lambda: plan_rename(FILES, "twitter", "X/../y"), "no id"),
    (lambda: plan_merge(FILES, "twitter", "twitter"), "itself"),
    (lambda: plan_split(FILES, "twitter", "y", ["Facebook"]), "no name 'Facebook'"),
    (lambda: plan_split(FILES, "elon-musk", "y", ["Elon Musk"]), "rename it"),
    (lambda: plan_retype(FILES, "twitter", "firm"), "no type"),
])
def test_what_cannot_be_done_says_so(make: object, message: str) -> None:
    with pytest.raises(EditError, match=message):
        make()  # type: ignore[operator]


BULK = """# the small ones
- id: acme
  name: Acme
  aliases:
    - "Acme: the firm"
# more
- {id: beta, names: {en: Beta, zh: 贝塔}, needs: {Beta: [chip]}}
"""


def test_an_entity_of_the_bulk_file_gets_a_file_of_its_own() -> None:
    files = after(plan_rename({**FILES, "content/entities.yml": BULK}, "acme", "acme-corp"))
    assert files["content/entities.yml"] == BULK.replace('- id: acme\n  name: Acme\n  aliases:\n    - "Acme: the firm"\n', "")
    assert "content/entities/acme.md" not in files
    entity, problems = read_entity("content/entities/acme-corp.md", (files["content/entities/acme-corp.md"] or "").encode())
    assert not problems
    assert entity is not None
    assert (entity.id, entity.aliases, entity.redirect_from) == ("acme-corp", ("Acme: the firm",), ("acme",))


def test_two_entities_of_the_bulk_file_can_be_merged() -> None:
    files = after(plan_merge({"content/entities.yml": BULK}, "acme", "beta"))
    assert files["content/entities.yml"] == "# the small ones\n# more\n"
    entity, _ = read_entity("content/entities/acme.md", (files["content/entities/acme.md"] or "").encode())
    assert entity is not None
    assert entity.aliases == ("Acme: the firm", "Beta", "贝塔")
    assert entity.needs == {"Beta": ("chip",)}


def test_a_bulk_file_by_id_works_too() -> None:
    bulk = "acme:\n  name: Acme\nbeta: {name: Beta}\n"
    files = after(plan_retype({"content/entities.yml": bulk}, "beta", "person"))
    assert files == {"content/entities.yml": "acme:\n  name: Acme\n",
                     "content/entities/beta.md": "---\nid: beta\nname: Beta\ntype: person\n---\n"}


def test_refusals_are_added_once_and_read_back() -> None:
    text = add_refused("", ["数据中心", "no"])
    assert read_refused(text) == ("数据中心", "no")
    assert add_refused(text, ["no"]) == text
    again = add_refused(text + "  # a note\n", ["GPU: fast"])
    assert read_refused(again) == ("数据中心", "no", "GPU: fast")
    assert "# a note" in again


def test_a_bulk_file_with_an_entry_that_cannot_be_read_is_not_edited():
    text = "- id: quay\n  name: Quay\n- id: pier\n  name: Pier\n  name: Pier again\n"
    with pytest.raises(DatelineError, match=r"^content/entities.yml:5:3: .* given twice — correct it"):
        plan_rename({**FILES, "content/entities.yml": text}, "quay", "harbour")
