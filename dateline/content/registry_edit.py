"""Plan changes to the registry as edits of files: rename, merge, split, retype, refuse. Nothing is written here.

A plan touches only the lines concerned; what it replaces stays in Git. Old ids live on as ``redirect_from``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.content.bulk import take_out
from dateline.content.edit import format_value, quote, set_key
from dateline.content.frontmatter import FrontMatterError, split
from dateline.content.reader import read_entity
from dateline.errors import did_you_mean
from dateline.model.entity import ENTITY_TYPES, Entity

Edits = dict[str, tuple[str | None, str | None]]
"""Path to text before and after; None where there is no file."""
REFERENCE_KEYS = ("entities", "rejected", "parent", "apart")
"""Keys of front matter, at any depth, whose values are entity ids."""

_BULK = re.compile(r"(?:^|/)entities\.ya?ml$")
_ID = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_KEY_LINE = re.compile(r"(?P<indent>[ \t]*(?:- [ \t]*)?)(?P<key>[A-Za-z_]+)[ \t]*:(?P<rest>.*)")

_INLINE = re.compile(r"(?<=[{,\s])(?:" + "|".join(REFERENCE_KEYS) + r")[ \t]*:[ \t]*(?:\[[^\]]*\]|[\w.-]+)")
"""The same keys inside a mapping on one line: {match: "…", entities: [a, b]}."""


class EditError(ValueError):
    """The change cannot be planned; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class FileEdit:
    """One file's change: ``before`` None for a new file, ``after`` None for one that goes."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class EditPlan:
    """The edits, by path, and one sentence that a commit message can take."""

    edits: tuple[FileEdit, ...]
    summary: str


def plan_rename(files: Mapping[str, str], old: str, new: str, *, name: str = "", lang: str = "en") -> EditPlan:
    """Give an entity another id, and perhaps another name in ``lang``; the old ones stay as redirect and alias.

    ``files`` maps the paths of all content files to their text. Raises EditError for an unknown, taken or badly
    formed id.
    """
    bulk, files = _with_own_files(files, old)
    path, text, entity = _find(files, old)
    _check_new(files, new, renamed=old)
    after = text
    if new != old:
        after = set_key(after, "id", new)
        after = set_key(after, "redirect_from", _merged(entity.redirect_from, [old], without=[new]))
    if name and name != entity.names.get(lang):
        former = [entity.names[lang]] if lang in entity.names else []
        after = _set_names(after, {**entity.names, lang: name})
        after = set_key(after, "aliases", _merged(entity.aliases, former, without=[name]))
    home = path if path.rpartition("/")[2] != f"{old}.md" else f"{path.rpartition('/')[0]}/{new}.md"
    edits: Edits = {path: (text, after)} if home == path else {path: (text, None), home: (None, after)}
    return _plan(files, bulk, edits, {old: new}, f"Rename {old} to {new}" if new != old else f"Call {old} {name}")


def plan_merge(files: Mapping[str, str], keep: str, gone: str) -> EditPlan:
    """Make one entity of two: ``keep`` takes over names, conditions, redirects and prose of ``gone``, whose file goes.

    Raises EditError where one is unknown, or where a person refused this merge.
    """
    bulk, files = _with_own_files(files, keep, gone)
    path, text, entity = _find(files, keep)
    other_path, other_text, other = _find(files, gone)
    if keep == gone:
        raise EditError(f"{keep} cannot be merged with itself")
    if gone in entity.rejected or keep in other.rejected:
        raise EditError(f"merging {keep} and {gone} was refused: take the id out of 'rejected' first")
    after = text
    own = entity.surfaces
    for key, value in (
        ("aliases", _merged(entity.aliases, [surface for surface in other.surfaces if surface not in own])),
        ("not", _merged(entity.not_surfaces, other.not_surfaces)),
        ("links", _merged(entity.links, other.links)),
        ("redirect_from", _merged(entity.redirect_from, [gone, *other.redirect_from], without=[keep])),
        ("rejected", _merged(entity.rejected, other.rejected, without=[keep, gone])),
    ):
        if list(value) != list({"aliases": entity.aliases, "not": entity.not_surfaces, "links": entity.links,
                                "redirect_from": entity.redirect_from, "rejected": entity.rejected}[key]):
            after = set_key(after, key, value)
    after = _merged_scalars(after, entity, other)
    after = _with_needs(after, entity, other)
    after = _with_body(after, other_text)
    edits: Edits = {path: (text, after), other_path: (other_text, None)}
    return _plan(files, bulk, edits, {gone: keep}, f"Merge {gone} into {keep}")


def plan_refusal(files: Mapping[str, str], first: str, second: str) -> EditPlan:
    """Remember for good that two entities are not one: each lists the other under ``rejected``."""
    bulk, files = _with_own_files(files, first, second)
    edits: Edits = {}
    for one, other in ((first, second), (second, first)):
        path, text, entity = _find(files, one)
        if other not in entity.rejected:
            edits[path] = (text, set_key(text, "rejected", _merged(entity.rejected, [other])))
    return _plan({}, bulk, edits, {}, f"Keep {first} and {second} apart")


def plan_split(
    files: Mapping[str, str], source: str, new: str, names: Sequence[str], *, kind: str = "",
    articles: Iterable[str] = (),
) -> EditPlan:
    """Take some names of an entity out into a new one; the two refuse to be merged again.

    The paths in ``articles`` change to the new one where they confirm ``source``. Raises EditError where a name is not
    one of the entity's, or nothing would be left.
    """
    bulk, files = _with_own_files(files, source)
    path, text, entity = _find(files, source)
    _check_new(files, new)
    moved = [name for name in names if name in entity.surfaces]
    if not moved or len(moved) != len(names):
        raise EditError(f"{source} has no name {next((n for n in names if n not in entity.surfaces), '')!r}: it has "
                        + ", ".join(entity.surfaces))
    left = {lang: name for lang, name in entity.names.items() if name not in moved}
    if not left:
        raise EditError(f"no name would be left for {source}: rename it instead")
    after = _set_names(text, left) if left != dict(entity.names) else text
    if set(entity.aliases) & set(moved):
        after = set_key(after, "aliases", [alias for alias in entity.aliases if alias not in moved])
    after = set_key(after, "rejected", _merged(entity.rejected, [new]))
    home = f"{path.rpartition('/')[0]}/{new}.md"
    fresh = entity_text(new, kind or entity.type, _by_script(moved), _rest(moved), rejected=[source])
    edits: Edits = {path: (text, after), home: (None, fresh)}
    chosen = {name: files[name] for name in articles if name in files}
    edits |= {name: (body, _replace_ids(body, {source: new})) for name, body in chosen.items()}
    return _plan({}, bulk, edits, {}, f"Split {new} from {source}")


def plan_retype(files: Mapping[str, str], identifier: str, kind: str) -> EditPlan:
    """Change the type of an entity. Raises EditError for a type that there is not."""
    if kind not in ENTITY_TYPES:
        raise EditError(f"{kind!r} is no type: choose one of {', '.join(ENTITY_TYPES)}")
    bulk, files = _with_own_files(files, identifier)
    path, text, _ = _find(files, identifier)
    return _plan({}, bulk, {path: (text, set_key(text, "type", kind))}, {}, f"Make {identifier} a {kind}")


def entity_text(
    identifier: str, kind: str, names: Mapping[str, str], aliases: Sequence[str] = (), *,
    rejected: Sequence[str] = (), comment: str = "",
) -> str:
    """Write the file of a new entity; ``comment`` becomes the first line of its front matter."""
    remark = "".join(char if char.isprintable() else " " for char in comment)
    lines = [*([f"# {remark}"] if remark else []), f"id: {identifier}", f"type: {kind}",
             "names: {" + ", ".join(f"{lang}: {quote(name)}" for lang, name in names.items()) + "}"]
    for key, values in (("aliases", aliases), ("rejected", rejected)):
        if values:
            lines.append(f"{key}: {format_value(list(values))}")
    return "---\n" + "\n".join(lines) + "\n---\n"


def add_aliases(text: str, entity: Entity, aliases: Sequence[str]) -> str:
    """Return an entity's file with more aliases; those it has already stay where they are."""
    return set_key(text, "aliases", _merged(entity.aliases, [name for name in aliases if name not in entity.surfaces]))


def _find(files: Mapping[str, str], identifier: str) -> tuple[str, str, Entity]:
    known: list[str] = []
    for path, text in files.items():
        if "/entities/" in f"/{path}" and path.endswith((".md", ".markdown")):
            entity, _ = read_entity(path, text.encode())
            if entity is not None and entity.id == identifier:
                return path, text, entity
            known += [entity.id] if entity is not None else []
    raise EditError(f"there is no entity {identifier!r} in content/entities{did_you_mean(identifier, known)}")


def _check_new(files: Mapping[str, str], identifier: str, *, renamed: str = "") -> None:
    if not _ID.fullmatch(identifier):
        raise EditError(f"{identifier!r} is no id: use small letters, digits and hyphens, such as elon-musk")
    for path, text in files.items():
        if "/entities/" not in f"/{path}" or not path.endswith(".md"):
            continue
        entity, _ = read_entity(path, text.encode())
        if entity is not None and entity.id.casefold() == identifier and entity.id != renamed:
            raise EditError(f"{identifier} exists already in {path}: merge the two instead")


def _merged(first: Iterable[str], second: Iterable[str], *, without: Iterable[str] = ()) -> list[str]:
    out = set(without)
    return [item for item in dict.fromkeys((*first, *second)) if item not in out]


def _set_names(text: str, names: Mapping[str, str]) -> str:
    """Write the names as one flow mapping in place of what stands there (``names``, ``name`` or ``title``)."""
    marker = "dateline-names-here"
    head = split(text).head
    key = next((key for key in ("names", "name", "title") if re.search(rf"(?m)^{key}[ \t]*:", head)), "names")
    flow = "{" + ", ".join(f"{lang}: {quote(name)}" for lang, name in names.items()) + "}"
    changed = set_key(text, key, marker)
    return changed.replace(f"{key}: {marker}", f"names: {flow}", 1)


def _merged_scalars(text: str, entity: Entity, other: Entity) -> str:
    for key, own, theirs in (("wikidata", entity.wikidata, other.wikidata), ("parent", entity.parent, other.parent),
                             ("description", entity.description, other.description)):
        if theirs and not own and theirs != entity.id:
            text = set_key(text, key, theirs)
    return text


def _with_needs(text: str, entity: Entity, other: Entity) -> str:
    """Put the conditions of both together; one that only the other had comes along with its alias."""
    needs = {alias: list(words) for alias, words in entity.needs.items()}
    for alias, words in other.needs.items():
        needs[alias] = _merged(needs.get(alias, ()), words)
    if needs == {alias: list(words) for alias, words in entity.needs.items()}:
        return text
    if set(needs) == {""}:
        return set_key(text, "needs", needs[""])
    marker = "dateline-needs-here"
    pairs = (f"{quote(alias)}: {format_value(words)}" for alias, words in needs.items())
    flow = "{" + ", ".join(pairs) + "}"
    return set_key(text, "needs", marker).replace(f"needs: {marker}", f"needs: {flow}", 1)


def _with_body(text: str, other: str) -> str:
    try:
        body = other[split(other).body_start:].strip("\r\n")
    except FrontMatterError:
        body = other.strip("\r\n")
    if not body:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    return f"{text.rstrip()}{newline}{newline}{body}{newline}"


def _with_own_files(files: Mapping[str, str], *identifiers: str) -> tuple[Edits, Mapping[str, str]]:
    """Give entities of a bulk file a file each: return those edits, and the files as they are after them."""
    edits: Edits = {}
    current = dict(files)
    for path in [path for path in files if _BULK.search(path)]:
        for identifier in identifiers:
            taken = take_out(path, current[path], identifier)
            if taken is None:
                continue
            home = f"{path.rpartition('.')[0]}/{identifier}.md"
            if home in current:
                raise EditError(f"{home} exists already: {identifier} stands twice")
            current[path], current[home] = taken
            edits[path] = (files[path], current[path])
            edits[home] = (None, current[home])
    return edits, current


def _plan(files: Mapping[str, str], bulk: Edits, edits: Edits, ids: Mapping[str, str], summary: str) -> EditPlan:
    """Put the edits together, with the change of every reference in the other files and in the edited ones."""
    own = {path: (bulk[path][0] if path in bulk else before, after) for path, (before, after) in edits.items()}
    done = {**bulk, **own}
    if any(old != new for old, new in ids.items()):
        for path, text in files.items():
            before, current = done.get(path, (text, text))
            if current is not None and (changed := _replace_ids(current, ids)) != current:
                done[path] = (before, changed)
        done = {path: (before, _replace_ids(after, ids) if before is None and after else after)
                for path, (before, after) in done.items()}
    kept = [FileEdit(path, before, after) for path, (before, after) in sorted(done.items()) if before != after]
    return EditPlan(tuple(kept), summary)


def _replace_ids(text: str, ids: Mapping[str, str]) -> str:
    """Replace ids in the values of reference keys of the front matter, at any depth; other lines stay as they are."""
    try:
        parts = split(text)
    except FrontMatterError:
        return text
    if parts.head_start < 0:
        return text
    lines = parts.head.splitlines(keepends=True)
    in_list = False
    for index, line in enumerate(lines):
        match = _KEY_LINE.match(line)
        if match and match["key"] in REFERENCE_KEYS:
            lines[index] = line[:match.start("rest")] + _swap(line[match.start("rest"):], ids)
            in_list = not match["rest"].split("#")[0].strip()
        elif in_list and line.lstrip().startswith("-") and not match:
            lines[index] = _swap(line, ids)
        elif line.strip():
            in_list = False
            lines[index] = _INLINE.sub(lambda found: _swap(found[0], ids), line)
    return _without_repeats(text[:parts.head_start] + "".join(lines) + text[parts.head_start + len(parts.head):], text)


def _swap(value: str, ids: Mapping[str, str]) -> str:
    """Replace whole ids in a piece of YAML: between brackets, commas, blanks and quotes, not in a comment."""
    code, hash_sign, comment = _split_comment(value)
    for old, new in ids.items():
        code = re.sub(rf"(?<![\w./-]){re.escape(old)}(?![\w./-])", lambda _, to=new: to, code)  # type: ignore[misc]
    return code + hash_sign + comment


def _split_comment(value: str) -> tuple[str, str, str]:
    match = re.search(r"[ \t]#", value)
    return (value[:match.start()], value[match.start():match.end()], value[match.end():]) if match else (value, "", "")


def _without_repeats(changed: str, before: str) -> str:
    """Take out an id that a merge made stand twice in one list."""
    if changed == before:
        return changed
    for key in ("entities", "rejected"):
        match = re.search(rf"(?m)^{key}:[ \t]*\[(.*)\]", split(changed).head)
        if match:
            items = [item.strip() for item in match[1].split(",") if item.strip()]
            if len(set(items)) < len(items):
                changed = changed.replace(match[0], f"{key}: [{', '.join(dict.fromkeys(items))}]", 1)
    return _without_repeated_items(changed)


def _without_repeated_items(text: str) -> str:
    parts = split(text)
    kept: list[str] = []
    seen: set[str] = set()
    inside = False
    for line in parts.head.splitlines(keepends=True):
        item = re.fullmatch(r"[ \t]*-[ \t]+([^:#\[\]{}]+?)[ \t]*(?:#.*)?\r?\n?", line)
        if re.match(r"(?:entities|rejected)[ \t]*:[ \t]*(?:#.*)?$", line.rstrip()):
            inside, seen = True, set()
        elif inside and item:
            if item[1] in seen:
                continue
            seen.add(item[1])
        else:
            inside = False
        kept.append(line)
    return text[:parts.head_start] + "".join(kept) + text[parts.head_start + len(parts.head):]


def _by_script(names: Sequence[str]) -> dict[str, str]:
    from dateline.text.script import has_han

    found: dict[str, str] = {}
    for name in names:
        found.setdefault("zh" if has_han(name) else "en", name)
    return found


def _rest(names: Sequence[str]) -> list[str]:
    chosen = _by_script(names).values()
    return [name for name in names if name not in chosen]
