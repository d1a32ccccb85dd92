"""Names that look alike: duplicates to merge (OpenAI, OpenAI Inc.) and near names to keep apart (Grok, Groq)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from dateline.annotate.mention.lexicon import CORPORATE, HAN_CORPORATE
from dateline.text.normalise import MIDDLE_DOT, fold


def core(name: str) -> str:
    """Return what stays of a name without case, width, dots, spaces and legal form: its identity for duplicates.

    ``OpenAI, Inc.`` and ``OpenAI`` are one, ``甲骨文公司`` and ``甲骨文`` are; ``C`` and ``C++`` are two.
    """
    folded = fold(name).strip()
    for suffix in HAN_CORPORATE:
        if folded.endswith(suffix) and len(folded) - len(suffix) > 1:
            folded = folded.removesuffix(suffix)
            break
    words = folded.replace(",", " ").split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return plain("".join(words))


def plain(name: str) -> str:
    """Return a name without case, width, dots, hyphens and spaces, its legal form kept."""
    return "".join(fold(name).split()).replace(MIDDLE_DOT, "").replace("-", "").replace("'", "")


_FORMS = frozenset(form.lower() for form in CORPORATE)


def one_edit_apart(first: str, second: str) -> bool:
    """Tell whether one letter put in, left out, changed or swapped with its neighbour makes one name the other."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    at = 0
    while at < min(len(first), len(second)) and first[at] == second[at]:
        at += 1
    if len(first) == len(second):
        swapped = first[at:at + 2] == second[at:at + 2][::-1] and first[at + 2:] == second[at + 2:]
        return first[at + 1:] == second[at + 1:] or swapped
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return longer[at + 1:] == shorter[at:]


def near_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of folded names one edit apart, of four letters (three Han characters) or more, in order.

    Each name is filed under itself with one position left out, so that the work grows with the letters, not with the
    pairs.
    """
    filed: Mapping[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        if len(name) < (4 if name.isascii() else 3) or any(map(str.isdecimal, name)):
            continue
        keys = {name, *(name[:at] + name[at + 1:] for at in range(len(name)))}
        seen: set[str] = set()
        for key in sorted(keys):
            for other in filed[key]:
                if other not in seen and one_edit_apart(other, name):
                    seen.add(other)
                    yield other, name
            filed[key].append(name)


def duplicate_key(names: Iterable[str]) -> frozenset[str]:
    """Return the cores of all names of an entity; two entities that share one are perhaps the same."""
    return frozenset(key for name in names if len(key := core(name)) > 1)
