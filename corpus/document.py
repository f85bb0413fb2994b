"""Documents and their sentences: text that is never altered, and spans that point into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

Role = Literal["text", "heading", "list_item", "caption"]

ROLES: tuple[Role, ...] = get_args(Role)
"""What a unit is on the page."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One unit of a document.

    `text` is exactly `document.text[start:end]` (code points). `paragraph` numbers the block that the unit
    stands in, from 0; units of one block share it.
    """

    text: str
    start: int
    end: int
    role: Role = "text"
    paragraph: int = 0


@dataclass(frozen=True)
class Document:
    """A text with its sentences.

    `metadata` keeps whatever else the input held (`source`, `genre`, `url`, …). `blocks` lists the spans
    `(start, end, role)` that the reader of a structured format (HTML, Markdown) already knows; without it
    the segmenter finds blocks in the text itself.
    """

    text: str
    id: str | None = None
    title: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[tuple[int, int, Role], ...] | None = None
    given_sentences: tuple[Sentence, ...] | None = None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The units in order: as given, or segmented when first asked for."""
        if self.given_sentences is not None:
            return self.given_sentences
        from .segment import segment

        return segment(self.text, self.blocks)

    @classmethod
    def from_sentences(
        cls,
        sentences: Iterable[str],
        *,
        roles: Iterable[Role] | None = None,
        paragraphs: Iterable[int] | None = None,
        id: str | None = None,
        title: str | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Document:
        """A document already split: each given string is one unit, whatever stands in it.

        The text joins them by a space, and by an empty line where the paragraph changes or a unit is not
        running text.

        >>> Document.from_sentences(["It rained.", "The dam held."]).text
        'It rained. The dam held.'
        """
        texts = list(sentences)
        role_of: list[Role] = list(roles) if roles is not None else ["text"] * len(texts)
        paragraph_of = list(paragraphs) if paragraphs is not None else default_paragraphs(role_of)
        if not len(texts) == len(role_of) == len(paragraph_of):
            raise ValueError(
                f"expected one role and one paragraph for each of {len(texts)} sentences; "
                f"received {len(role_of)} roles and {len(paragraph_of)} paragraphs"
            )
        parts: list[str] = []
        units: list[Sentence] = []
        at = 0
        for index, (text, role, paragraph) in enumerate(zip(texts, role_of, paragraph_of, strict=True)):
            if index:
                gap = " " if paragraph == paragraph_of[index - 1] else "\n\n"
                parts.append(gap)
                at += len(gap)
            parts.append(text)
            units.append(Sentence(text, at, at + len(text), role, paragraph))
            at += len(text)
        return cls("".join(parts), id, title, metadata or {}, None, tuple(units))


def default_paragraphs(roles: Sequence[Role]) -> list[int]:
    """Paragraph numbers for units of which only the roles are known: one block for each run of text."""
    numbers: list[int] = []
    for index, role in enumerate(roles):
        if index == 0:
            numbers.append(0)
        else:
            numbers.append(numbers[-1] + (role != "text" or roles[index - 1] != "text"))
    return numbers
