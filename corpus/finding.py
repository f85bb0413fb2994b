"""What a check finds, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning"]

Rule = Literal[
    "format",
    "duplicate-id",
    "span",
    "checksum",
    "encoding",
    "duplicate",
    "near-duplicate",
    "skeleton",
    "leak",
    "suspicious-label",
]
"""What a finding is about."""

LONGER_THAN = 40
"""Sentences up to so many characters ("He declined to comment.") recur honestly and are not compared."""

_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend (`error`) or to look at (`warning`), and where it stands.

    `details` holds what programs want to know of it, by rule: `document` (an id), `sentence` (from 1), `other` (where
    the second sentence of a pair stands), `similarity` (in [0, 1]), and of a suspicious label the text, both labels
    and their probabilities.
    """

    severity: Severity
    source: str
    line: int
    message: str
    rule: Rule = "format"
    details: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The finding as compilers write theirs."""
        return f"{self.source}:{self.line}: {self.severity}: {self.message}"

    def to_dict(self) -> dict[str, Any]:
        """The finding as one object: `severity`, `rule`, `file`, `line`, `message`, and its details."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "file": self.source,
            "line": self.line,
            "message": self.message,
            **self.details,
        }


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """Where a sentence stands: the file and its line, the document's id, and the sentence's number from 1."""

    source: str
    line: int
    document: str
    sentence: int

    def __str__(self) -> str:
        """As it stands in a message."""
        return f"sentence {self.sentence} of {self.source}:{self.line} ({self.document!r})"

    def to_dict(self) -> dict[str, Any]:
        """The place as one object."""
        return {"file": self.source, "line": self.line, "document": self.document, "sentence": self.sentence}


def shown(text: str) -> str:
    """The start of a text, quoted, for a message."""
    return repr(text[:_SHOWN_CHARACTERS] + ("…" if len(text) > _SHOWN_CHARACTERS else ""))
