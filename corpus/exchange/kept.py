"""What an annotation tool has no place for, packed into one value that the tool hands back untouched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..document import ROLES, Document, Sentence

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
        """Take back what `to_dict` gave; `text` is the text of the document.

        Raises
        ------
        ValueError
            If it is not what `to_dict` gives for this text.
        """
        try:
            return cls._parsed(value, text)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(
                f"what stands under {KEPT_KEY!r} is not as it was exported ({error}); export anew"
            ) from error

    @classmethod
    def _parsed(cls, value: Any, text: str) -> Kept:
        units: list[Sentence] = []
        at = 0
        for item in value["sentences"]:
            start, end, role, paragraph = item["start"], item["end"], item.get("role", "text"), item["paragraph"]
            if not at <= start < end <= len(text) or role not in ROLES or not isinstance(paragraph, int):
                raise ValueError(f"the text or what stands under {KEPT_KEY!r} was altered; export the document anew")
            units.append(Sentence(text[start:end], start, end, role, paragraph))
            at = end
        extras = tuple(dict(item.get("extras", {})) for item in value["sentences"])
        return cls(value["id"], value.get("title"), dict(value.get("metadata", {})), tuple(units), extras)

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
