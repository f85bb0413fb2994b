"""What an import left out: rows that are bad, and what has no place in the labelled format."""

from __future__ import annotations

from collections import Counter

from ..errors import CorpusError


class ImportLog:
    """Collects what an importer drops, by reason, and the rows that it cannot read.

    Attributes
    ----------
    dropped
        How many units were left out on purpose, by reason ("sentences without a majority").
    bad
        Rows that could not be read; stays empty unless they are to be skipped.
    """

    def __init__(self, *, skip_bad: bool = False) -> None:
        self.skip_bad = skip_bad
        self.dropped: Counter[str] = Counter()
        self.bad: list[CorpusError] = []

    def drop(self, reason: str, count: int = 1) -> None:
        """Count units that are left out on purpose."""
        self.dropped[reason] += count

    def refuse(self, error: CorpusError) -> None:
        """Note a bad row, or raise it unless bad rows are to be skipped."""
        if not self.skip_bad:
            raise error
        self.bad.append(error)
