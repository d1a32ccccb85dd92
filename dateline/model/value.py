"""Classes of values that are made by the hundred for every article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True)
def value(cls: type[Class]) -> type[Class]:
    """Make a dataclass with slots that is frozen to the type checker, and hashable as a frozen one is.

    While the program runs nothing watches over it: a class that is frozen then too sets every field by a call, and
    takes five times as long to make. Meant for what is made many times an article; all else is simply frozen.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
