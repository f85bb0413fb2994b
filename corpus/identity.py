"""Ids that several documents share."""

from __future__ import annotations

from collections.abc import Callable

from .errors import InputError

REMEMBERED = 1_000_000
"""Ids that are compared, in about 100 MB; in a longer archive each is compared with those since the last million."""


class IdWatch:
    """Reports each id that comes again, once."""

    def __init__(self, on_duplicate: Callable[[InputError], None]) -> None:
        self._on_duplicate = on_duplicate
        self._known: set[int] = set()
        self._reported: set[str] = set()

    def see(self, identity: str | None, source: str, record: int) -> None:
        """Take note of a document's id; `source` and `record` say where it stands."""
        if identity is None:
            return
        fingerprint = hash(identity)
        if fingerprint not in self._known:
            if len(self._known) == REMEMBERED:
                self._known.clear()
                self._reported.clear()
            self._known.add(fingerprint)
        elif identity not in self._reported:
            self._reported.add(identity)
            problem = (
                f"{identity!r} is the id of an earlier document, too: all are annotated, but it does not tell them "
                "apart; name another field with --id-field (id_field=)"
            )
            self._on_duplicate(InputError(source, problem, kind="duplicate-id", record=record, document=identity))
