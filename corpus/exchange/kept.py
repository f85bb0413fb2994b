"""What an annotation tool has no place for, packed into one value that the tool hands back untouched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..document import ROLES, Document, Sentence
from ..json_records import parse_json

KEPT_KEY = "newsgrain"
"""The key that it stands under in the data of a tool."""


@dataclass(frozen=True)
class Kept:
    """A document but for its text and labels: id, title, metadata, and its sentences with their extras."""

    id: str | None
    title: str | None
    metadata: Mapping[str, Any]
    sentences: tuple[Sentence, ...]
    extras: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, document: Document, extras: Sequence[Mapping[str, Any]]) -> Kept:
        """What is to be kept of a document and the extras of its sentences."""
        return cls(document.id, document.title, document.metadata, document.sentences, tuple(extras))

    @classmethod
    def parse(cls, value: object, text: str) -> Kept:
        """Take back what `to_dict` gave, or its JSON; `text` is the text of the document.

        Raises
        ------
        ValueError
            If it is not what `to_dict` gives for this text.
        """
        try:
            plain = parse_json(value) if isinstance(value, str) else value
            kept = cls._parsed(plain)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problem = f"what stands under {KEPT_KEY!r} is not as it was exported ({error}); export anew"
            raise ValueError(problem) from error
        return kept._fitted(text)

    @classmethod
    def _parsed(cls, value: Any) -> Kept:
        items = [
            (item["start"], item["end"], item.get("role", "text"), item["paragraph"]) for item in value["sentences"]
        ]
        extras = tuple(item.get("extras", {}) for item in value["sentences"])
        metadata = value.get("metadata", {})
        if not all(isinstance(number, int) for start, end, _, paragraph in items for number in (start, end, paragraph)):
            raise TypeError("start, end and paragraph must be whole numbers")
        if not all(isinstance(mapping, dict) for mapping in (metadata, *extras)):
            raise TypeError("metadata and extras must be objects")
        units = tuple(Sentence("", *item) for item in items)
        return cls(value["id"], value.get("title"), metadata, units, extras)

    def _fitted(self, text: str) -> Kept:
        """The same with the text of each sentence filled in."""
        at = 0
        for unit in self.sentences:
            if not at <= unit.start < unit.end <= len(text) or unit.role not in ROLES:
                raise ValueError(f"the text or what stands under {KEPT_KEY!r} was altered; export the document anew")
            at = unit.end
        return replace(self, sentences=tuple(replace(u, text=text[u.start : u.end]) for u in self.sentences))

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data; offsets are code points."""
        return {
            "id": self.id,
            **({"title": self.title} if self.title is not None else {}),
            **({"metadata": dict(self.metadata)} if self.metadata else {}),
            "sentences": [
                {
                    "start": unit.start,
                    "end": unit.end,
                    **({"role": unit.role} if unit.role != "text" else {}),
                    "paragraph": unit.paragraph,
                    **({"extras": dict(extras)} if extras else {}),
                }
                for unit, extras in zip(self.sentences, self.extras, strict=True)
            ],
        }
