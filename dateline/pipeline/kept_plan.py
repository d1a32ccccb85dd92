"""What the cache keeps of a plan for the next one: a row for each unit and each article's page, and the marks.

What changed is written, no more. Which articles' pages show something of an article is asked of the rows as they lie.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dateline.engine.sealed import pack, unpack
from dateline.engine.store import Store
from dateline.model.page import Kept, Keyed, Marks, Page, Planned, Unit, page_values

_MARKS = Marks._fields


def read_kept(store: Store) -> Kept:
    """Return what may be taken over of the last plan, if this version of the program made it."""
    if not is_current(store):
        return Kept()
    rows = store.rows("SELECT article, core, shown, keys FROM keyed")
    articles = {article: _keyed(*values) for article, *values in rows}
    return Kept(read_units(store), articles, Marks(*(read_mark(store, name) for name in _MARKS)))


def is_current(store: Store) -> bool:
    """Tell whether what is kept is of this version of the program."""
    state = store.meta("plan.state")
    return state is not None and state == store.meta("articles.state")


def read_units(store: Store) -> dict[str, Unit]:
    """Return all units of the last plan."""
    return {name: _unit(unpack(data)) for name, data in store.rows("SELECT name, data FROM unit")}


def units_showing(store: Store, articles: Collection[str]) -> dict[str, Unit]:
    """Return the units whose pages show some articles, and perhaps a few more: no other is unpacked.

    A packed text lies there as its bytes.
    """
    names = [article.encode("utf-8", "surrogatepass") for article in articles]
    rows = store.rows("SELECT name, data FROM unit")
    return {name: _unit(unpack(data)) for name, data in rows if any(article in data for article in names)}


def read_mark(store: Store, name: str) -> Any:
    """Return the marks of one kind, as ``Marks`` names it."""
    kept, later = unpack(store.meta(f"plan.{name}") or b""), _later(store).get(name)
    return {**kept, **later} if later else kept


def amend_marks(store: Store, **marks: Mapping[str, object]) -> None:
    """Remember the marks of some articles beside those of all."""
    later = _later(store)
    store.set_meta("plan.later", pack({name: {**later.get(name, {}), **found} for name, found in marks.items()}))


def _later(store: Store) -> dict[str, dict[str, object]]:
    data = store.meta("plan.later")
    found: dict[str, dict[str, object]] = unpack(data) if data else {}
    return found


def showing(store: Store, article: str) -> dict[str, Keyed]:
    """Return what is kept of the articles' pages that show of an article what lists do."""
    rows = store.rows("SELECT article, core, shown, keys FROM keyed WHERE instr(shown, ?)", (_joined([article]),))
    return {each: _keyed(*values) for each, *values in rows}


def keep(store: Store, kept: Kept, before: Kept) -> None:
    """Remember a plan; ``before`` is what is kept of the last one, and what is taken over of that stays as it lies."""
    if not before.units:
        store.write("DELETE FROM unit", [()])
        store.write("DELETE FROM keyed", [()])
    write_units(store, {name: unit for name, unit in kept.units.items() if before.units.get(name) is not unit})
    known = before.articles
    write_articles(store, {each: keyed for each, keyed in kept.articles.items() if known.get(each) is not keyed})
    store.write("DELETE FROM unit WHERE name = ?", ((name,) for name in before.units.keys() - kept.units.keys()))
    store.write("DELETE FROM keyed WHERE article = ?", ((article,) for article in known.keys() - kept.articles.keys()))
    later = _later(store)
    for name in _MARKS:
        marks = getattr(kept.marks, name)
        if not before.units or name in later or marks != getattr(before.marks, name):
            store.set_meta(f"plan.{name}", pack(marks))
    store.set_meta("plan.later", b"")
    store.set_meta("plan.state", store.meta("articles.state") or b"")


def write_units(store: Store, units: Mapping[str, Unit]) -> None:
    """Remember some units."""
    rows = (
        (name, pack((*state, [(page_values(page), core, shown) for page, core, shown in pages])))
        for name, (*state, pages) in units.items()
    )
    store.write("INSERT OR REPLACE INTO unit VALUES (?, ?)", rows)


def write_articles(store: Store, articles: Mapping[str, Keyed]) -> None:
    """Remember what the keys of some articles' pages are made from."""
    rows = ((each, core, _joined(shown), "\n".join(keys)) for each, (core, shown, keys) in articles.items())
    store.write("INSERT OR REPLACE INTO keyed VALUES (?, ?, ?, ?)", rows)


def _unit(values: tuple[Any, ...]) -> Unit:
    state, weights, order, pages = values
    return Unit(state, weights, order, tuple([Planned(Page(*page), core, shown) for page, core, shown in pages]))


def _keyed(core: str, shown: bytes, keys: str) -> Keyed:
    articles = shown.decode("utf-8", "surrogatepass").split("\0")[1:-1]
    return Keyed(core, tuple(articles), tuple(keys.split("\n")))


def _joined(articles: Iterable[str]) -> bytes:
    return "\0".join(["", *articles, ""]).encode("utf-8", "surrogatepass")
