"""Articles by what they are about, kept as their numbers: no list is made before somebody asks for it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence


class Groups(Mapping[str, tuple[str, ...]]):
    """Ids of articles by a name; ``numbers`` holds, for each name, places in ``ids`` as unsigned 32-bit numbers."""

    def __init__(self, ids: Sequence[str], numbers: Mapping[str, bytes]) -> None:
        self.ids, self.numbers = ids, numbers

    @classmethod
    def of(cls, ids: Sequence[str], groups: Mapping[str, Sequence[str]]) -> Groups:
        """Number the articles of groups."""
        number = {article: at for at, article in enumerate(ids)}
        packed = {name: array("I", map(number.__getitem__, articles)).tobytes() for name, articles in groups.items()}
        return cls(ids, packed)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return tuple(map(self.ids.__getitem__, array("I", self.numbers[name])))

    def __contains__(self, name: object) -> bool:
        return name in self.numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)
