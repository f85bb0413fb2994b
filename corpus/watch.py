"""How long work is watched: whoever calls it may count what goes by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Watch(Protocol):
    """Passes items on and counts them; `noun` says what they are ("documents")."""

    def __call__(self, items: Iterable[T], noun: str, /) -> Iterable[T]:
        """Give the items, each once, in order."""


def unwatched(items: Iterable[T], noun: str, /) -> Iterable[T]:
    """Pass items on and count nothing."""
    return items
