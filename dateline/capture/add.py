"""Decide what adding an article means: a new file, nothing, a merge, a conflict. Reads a shelf, writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final

from dateline.capture.duplicates import Match, NearDuplicates, address_key
from dateline.capture.joining import Part, SeriesKey, body_start, find_place, joined, part_of, with_further
from dateline.capture.new_article import ArticleChoices, article_path, article_text
from dateline.capture.pages import append_page
from dateline.capture.three_way import Merged, merge
from dateline.content.edit import set_key
from dateline.content.frontmatter import FrontMatterError, parse, split
from dateline.model.capture import Asset, Extracted
from dateline.model.problem import Problem, Severity
from dateline.text.slug import unique_key

MACHINE_SUFFIX: Final = ".machine.md"
"""The machine's own version of an article, kept in content/captures as the base of later merges."""
_PICTURE = re.compile(r"!\[(?:[^\[\]\\]|\\.){0,2000}\]\([^()]{0,4000}\)\s*")
_HEAD_LINE = re.compile(r"^(capture|url|title|pages):[ \t]*(.*)$", re.MULTILINE)


class Outcome(StrEnum):
    """What adding an article comes to."""

    NEW = "new"
    SAME = "unchanged"
    UPDATED = "updated"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    JOINED = "joined"
    DELETED = "deleted before"
    EMPTY = "no article"
    FAILED = "failed"


class Duplicates(StrEnum):
    """What to do with an article that is nearly the same as one that is here."""

    REPORT = "report"
    JOIN = "join"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class AddOptions:
    """A person's choices for a run.

    ``update`` merges a changed capture into the article; ``again`` converts what is here, or was deleted, once more.
    """

    choices: ArticleChoices = field(default_factory=ArticleChoices)
    duplicates: Duplicates = Duplicates.REPORT
    update: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file to write below the content folder, and what it replaces (None: it must not exist)."""

    path: str
    text: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan for one article: what it comes to, its path, the files to write, in this order, pictures first."""

    outcome: Outcome
    extracted: Extracted
    path: str = ""
    files: tuple[PlannedFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    note: str = ""

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Return the pictures to write: none where no article is."""
        return self.extracted.assets if self.files else ()


@dataclass(slots=True)
class Shelf:
    """What stands in the content folder; paths are relative to it. It grows as a batch is planned.

    ``read`` returns a file's text. ``machine`` maps an article's stem to the path of its machine version.
    """

    read: Callable[[str], str]
    by_capture: dict[str, str] = field(default_factory=dict)
    by_address: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    machine: dict[str, str] = field(default_factory=dict)
    machine_captures: dict[str, str] = field(default_factory=dict)
    machine_addresses: dict[str, str] = field(default_factory=dict)
    parts: dict[SeriesKey, dict[str, Part]] = field(default_factory=dict)
    near: NearDuplicates = field(default_factory=NearDuplicates)
    pending: dict[str, str] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """Return a file as it will be when what is planned has been written."""
        return self.pending[path] if path in self.pending else self.read(path)

    def expect(self, files: tuple[PlannedFile, ...]) -> None:
        """Take planned files into account for the rest of the batch."""
        for file in files:
            self.pending[file.path] = file.text
            if file.path.endswith(MACHINE_SUFFIX):
                self.put_machine(file.path, file.text)
            else:
                self.put(file.path, file.text)

    def put(self, path: str, text: str) -> None:
        """Put an article on the shelf."""
        keys = head_values(text)
        self.stems[unique_key(stem_of(path))] = path
        if keys.get("capture"):
            self.by_capture[keys["capture"]] = path
        if address := address_key(keys.get("url", "")):
            self.by_address.setdefault(address, path)
        self.near.add(path, text[body_start(text) :])

    def put_machine(self, path: str, text: str) -> None:
        """Note a machine version, also of an article that was deleted."""
        keys = head_values(text)
        self.machine[stem_of(path)] = path
        if article := self.stems.get(unique_key(stem_of(path))):
            series, part = part_of(article, keys)
            self.parts.setdefault(series, {})[article] = part
        if keys.get("capture"):
            self.machine_captures[keys["capture"]] = path
        if address := address_key(keys.get("url", "")):
            self.machine_addresses[address] = path

    def base_of(self, path: str) -> str | None:
        """Return the machine's last version of an article, or None where it is not kept."""
        kept = self.machine.get(stem_of(path))
        return self.text(kept) if kept else None


def stem_of(path: str) -> str:
    """Return the article's id: the file's name without its suffix."""
    name = PurePosixPath(path).name
    return name.removesuffix(MACHINE_SUFFIX) if name.endswith(MACHINE_SUFFIX) else PurePosixPath(name).stem


def head_values(text: str) -> dict[str, str]:
    """Read capture, url, title and pages from the front matter, fast: one-line values only."""
    end = text.find("\n---", 4)
    found = _HEAD_LINE.findall(text, 0, end if end > 0 else 4096)
    return {key: value.strip().strip("\"'") for key, value in found}


def plan_article(extracted: Extracted, name: str, shelf: Shelf, options: AddOptions) -> Planned:
    """Plan one article and put what is planned on the shelf; ``name`` is the capture's, for problems.

    The same capture again is no change; a changed one, found by its address, is a conflict unless the person says to
    update; what was deleted stays deleted; what is nearly the same as another is theirs to decide.
    """
    planned = _plan(extracted, name, shelf, options)
    shelf.expect(planned.files)
    return planned


def _plan(extracted: Extracted, name: str, shelf: Shelf, options: AddOptions) -> Planned:
    if not extracted.body.strip():
        problem = Problem(name, 0, 0, "DL112", "no article text was found", "open it and copy the text by hand")
        return Planned(Outcome.EMPTY, extracted, problems=(problem,))
    here = shelf.by_capture.get(extracted.capture)
    if here:
        if options.again:
            return _convert_again(extracted, here, name, shelf, options)
        return _completed(extracted, here, shelf, options)
    address = address_key(extracted.url)
    there = shelf.by_address.get(address) if address else None
    if there:
        return _changed(extracted, there, name, shelf, options)
    further = _further_page(extracted, shelf, options)
    if further:
        return further
    gone = shelf.machine_captures.get(extracted.capture) or (shelf.machine_addresses.get(address) if address else None)
    if gone and not options.again:
        hint = "add it with --again if it should come back"
        problem = Problem(name, 0, 0, "DL121", "its article was deleted and stays deleted", hint, Severity.NOTE)
        return Planned(Outcome.DELETED, extracted, problems=(problem,))
    match = shelf.near.find(extracted.body) if options.duplicates is not Duplicates.KEEP else None
    return _near(extracted, match, name, shelf, options) if match else _new(extracted, shelf, options)


def _same(extracted: Extracted, path: str) -> Planned:
    return Planned(Outcome.SAME, extracted, path)


def _completed(extracted: Extracted, path: str, shelf: Shelf, options: AddOptions) -> Planned:
    """Write the machine version that a run killed half-way did not write, or did not bring up to date."""
    text = article_text(extracted, options.choices)
    kept = shelf.machine.get(stem_of(path))
    if kept is None:
        files = (PlannedFile(machine_path(path), text),) if shelf.text(path) == text else ()
    else:
        base = shelf.text(kept)
        stale = head_values(base).get("capture") != extracted.capture and "pages" not in head_values(base)
        files = (PlannedFile(kept, text, base),) if stale else ()
    return Planned(Outcome.SAME, extracted, path, files)


def _new(extracted: Extracted, shelf: Shelf, options: AddOptions) -> Planned:
    path = article_path(extracted, shelf.stems, romanise=options.choices.romanise)
    text = article_text(extracted, options.choices)
    machine = machine_path(path)
    kept = shelf.text(shelf.machine[stem_of(path)]) if stem_of(path) in shelf.machine else None
    # The article comes first: a run that is killed after it finds it again by its capture.
    files = (PlannedFile(path, text), PlannedFile(machine, text, kept))
    return Planned(Outcome.NEW, extracted, path, files)


def machine_path(path: str) -> str:
    """Return where the machine's version of an article is kept: ``captures/2024/….machine.md``."""
    folder = PurePosixPath(path).parent.name
    return f"captures/{folder}/{stem_of(path)}{MACHINE_SUFFIX}"


def _changed(extracted: Extracted, path: str, name: str, shelf: Shelf, options: AddOptions) -> Planned:
    base = shelf.base_of(path)
    text = with_further(article_text(extracted, options.choices), base or "")
    if _says_the_same(base if base is not None else shelf.text(path), text):
        return replace(_same(extracted, path), note="another capture of the same text")
    if options.update or options.again:
        return _convert_again(extracted, path, name, shelf, options)
    problem = Problem(
        path, 0, 0, "DL120", f"{name} holds another version of this article",
        "add it with --update to merge it into yours", Severity.ERROR,
    )
    return Planned(Outcome.CONFLICT, extracted, path, problems=(problem,))


def _further_page(extracted: Extracted, shelf: Shelf, options: AddOptions) -> Planned | None:
    """Put a page of an article beside the pages that are here: behind, before or between them."""
    place = find_place(extracted, shelf.parts)
    part = (place.inside or place.before or place.after) if place else None
    base = shelf.base_of(part.path) if part else None
    if place is None or part is None or base is None:
        return None
    note = f"page {place.number}"
    if place.inside:
        return replace(_same(extracted, part.path), note=note)
    bodies = [extracted.body] if place.before else []
    pages, problems = part.count + 1, []
    after = place.after if place.before else None
    if after and (further := shelf.base_of(after.path)):
        bodies.append(_body(further))
        pages += after.count
        message = f"its text is now also in {part.path}, which holds the pages before it"
        hint = f"delete it, or add 'redirect_from: [{stem_of(after.path)}]' to the other"
        problems.append(Problem(after.path, 0, 0, "DL122", message, hint, Severity.WARNING))
    first = "" if place.before else article_text(extracted, options.choices)
    mine = shelf.text(part.path)
    theirs = joined(base, bodies, pages) if place.before else joined(first, [_body(base)], pages)
    merged = merge(base, mine, theirs)
    if "\r" not in mine:
        # Text that is put behind or before a person's is no conflict with it.
        body = append_page(_body(mine), bodies) if place.before else append_page(extracted.body, [_body(mine)])
        text = f"{merged.text[: body_start(merged.text)]}\n\n{body}"
        merged = Merged(text, tuple(clash for clash in merged.clashes if clash.startswith("key ")))
    files = (PlannedFile(part.path, merged.text, mine), PlannedFile(machine_path(part.path), theirs, base))
    problems += [
        Problem(part.path, 0, 0, "DL120", clash, f"{note} is in {machine_path(part.path)}", Severity.WARNING)
        for clash in merged.clashes
    ]
    return Planned(Outcome.UPDATED, extracted, part.path, files, tuple(problems), note=note)


def _body(text: str) -> str:
    return text[body_start(text) :]


def _says_the_same(old: str, new: str) -> bool:
    """Compare two versions without what differs from capture to capture."""
    return _without_capture(old) == _without_capture(new)


def _without_capture(text: str) -> str:
    head, body = text[: body_start(text)], text[body_start(text) :].strip("\n")
    return re.sub(r"^(?:captured?|image|updated):.*\n", "", head, flags=re.MULTILINE) + _PICTURE.sub("", body)


def _convert_again(extracted: Extracted, path: str, name: str, shelf: Shelf, options: AddOptions) -> Planned:
    base = shelf.base_of(path)
    mine, theirs = shelf.text(path), with_further(article_text(extracted, options.choices), base or "")
    if base is None:
        if _says_the_same(mine, theirs):
            return _same(extracted, path)
        problem = Problem(
            path, 0, 0, "DL120", f"{name} converts to another text, and the machine's earlier version is not kept",
            "compare them with --dry-run and edit by hand",
        )
        return Planned(Outcome.CONFLICT, extracted, path, problems=(problem,))
    try:
        merged = merge(base, mine, theirs)
    except FrontMatterError as error:
        problem = Problem(path, error.line, error.column, "DL201", str(error), "mend the front matter, then add again")
        return Planned(Outcome.CONFLICT, extracted, path, problems=(problem,))
    files = []
    if merged.text != mine:
        files.append(PlannedFile(path, merged.text, mine))
    if theirs != base:
        files.append(PlannedFile(machine_path(path), theirs, base))
    kept = machine_path(path)
    problems = tuple(
        Problem(path, 0, 0, "DL120", clash, f"the new conversion is in {kept}", Severity.WARNING)
        for clash in merged.clashes
    )
    if not files:
        return replace(_same(extracted, path), problems=problems)
    return Planned(Outcome.UPDATED, extracted, path, tuple(files), problems)


def _near(extracted: Extracted, match: Match, name: str, shelf: Shelf, options: AddOptions) -> Planned:
    share = f"{match.similarity:.0%} of the text is the same"
    if options.duplicates is Duplicates.JOIN:
        return _join(extracted, match, name, shelf, share)
    problem = Problem(
        match.path, 0, 0, "DL122", f"{name} is probably this article: {share}",
        "add it with --duplicates join (one article, several sources) or --duplicates keep", Severity.WARNING,
    )
    return Planned(Outcome.DUPLICATE, extracted, match.path, problems=(problem,), note=share)


def _join(extracted: Extracted, match: Match, name: str, shelf: Shelf, share: str) -> Planned:
    """Name the other copy in the article's ``sources``; nothing else of the article changes."""
    text = shelf.text(match.path)
    reference = extracted.url or extracted.source or name
    try:
        sources = parse(split(text).head).get("sources") or []
        known = [sources] if isinstance(sources, str) else list(sources)
        if reference in known:
            return replace(_same(extracted, match.path), note=share)
        changed = set_key(text, "sources", [*known, reference])
    except FrontMatterError as error:
        problem = Problem(match.path, error.line, error.column, "DL201", str(error), "mend the front matter first")
        return Planned(Outcome.CONFLICT, extracted, match.path, problems=(problem,))
    return Planned(Outcome.JOINED, extracted, match.path, (PlannedFile(match.path, changed, text),), note=share)
