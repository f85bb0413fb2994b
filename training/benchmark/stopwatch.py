"""A stopwatch for stages within stages: each second is counted once, for the innermost stage that runs."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class Stopwatch:
    """CPU seconds by stage, in `seconds`; `clock` gives the present one."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self.seconds: dict[str, float] = {}
        self._clock = clock
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what runs in the block for this stage, but for the stages within."""
        self._book()
        self._running.append(name)
        try:
            yield
        finally:
            self._book()
            self._running.pop()

    def each(self, name: str, items: Iterable[T]) -> Iterator[T]:
        """Count the making of each item for this stage."""
        made = iter(items)
        while True:
            with self.stage(name):
                try:
                    item = next(made)
                except StopIteration:
                    return
            yield item

    def _book(self) -> None:
        now = self._clock()
        if self._running:
            name = self._running[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    @contextmanager
    def watching(self, functions: Iterable[tuple[str, Any, str]]) -> Iterator[None]:
        """While the block runs, count the calls of functions: (stage, owner, name of its attribute)."""
        watched = [(owner, name, getattr(owner, name), stage) for stage, owner, name in functions]
        try:
            for owner, name, function, stage in watched:
                setattr(owner, name, self._watched(stage, function))
            yield
        finally:
            for owner, name, function, _ in watched:
                setattr(owner, name, function)

    def _watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def watched(*arguments: Any, **options: Any) -> Any:
            with self.stage(stage):
                return function(*arguments, **options)

        return watched
