"""How each label is shown and worded, the same in every view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...corpus.label import LABELS, UNCERTAIN
from ...corpus.language import is_foreign, language_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..annotated import AnnotatedDocument, AnnotatedSentence
    from ..summary import Summary

SHOWN_LABELS: tuple[str, ...] = (*LABELS, UNCERTAIN)
"""Every label that a view may meet, in the order of legends and totals."""

NOT_MEANT = (
    "The labels say what a sentence does for its reader. They say nothing about truth, bias or quality: "
    "a reported claim may be false, an opinion right, and padding well written."
)
"""What the labels do not mean; stands in every legend."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a label looks where colour may be missing: a letter and a fill for bars; and what it means."""

    letter: str
    fill: str
    meaning: str


MARKS: dict[str, Mark] = {
    "reporting": Mark("R", "█", "something specific that could be checked, or what a named source said"),
    "opinion": Mark("O", "▒", "the writer, citing nobody, takes a position that someone could contest"),
    "padding": Mark("P", "░", "without it the reader would lose no specific information and no position"),
    UNCERTAIN: Mark("?", "·", "the model is less confident than was asked for"),
}


def language_note(document: AnnotatedDocument) -> str | None:
    """What to say of a document that is not English; `None` for one that is, or is too short to tell."""
    if not is_foreign(document.language):
        return None
    return (
        f"This looks like {language_name(document.language)}. The model was trained on English news: "
        "its labels mean nothing here."
    )


def document_name(document: AnnotatedDocument, position: int = 0) -> str:
    """The title of a document, else its id, else its place in the order (`position` counts from 0)."""
    return document.document.title or document.id or f"Document {position + 1}"


def name_above(document: AnnotatedDocument, position: int = 0, keep: Collection[str] | None = None) -> str:
    """The name that stands above a document's text: its id where the text opens with its title, to be read once."""
    name = document_name(document, position)
    index, first = next(shown_sentences(document, keep), (None, None))
    if first is None or index != 0 or first.role != "heading":
        return name
    return document.id or name if first.text.lstrip("# ").split() == name.split() else name


def shown_sentences(
    document: AnnotatedDocument, keep: Collection[str] | None
) -> Iterator[tuple[int, AnnotatedSentence]]:
    """The sentences whose label is in `keep` (all for `None`), each with its index in the whole document."""
    for index, sentence in enumerate(document.sentences):
        if keep is None or sentence.label in keep:
            yield index, sentence


def percent(share: float) -> str:
    """A share in [0, 1] as a whole percentage.

    >>> percent(0.625)
    '62%'
    """
    return f"{round(100 * share)}%"


def without_marks(words: str) -> str:
    """Words without the quotation marks around them, to be put between marks.

    >>> without_marks("“Not once.”"), without_marks("the “yes” vote")
    ('Not once.', 'the “yes” vote')
    """
    return words.strip('“”„«»"') if words[:1] in '“„«"' else words


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where that is due.

    >>> counted(1, "sentence"), counted(1200, "word")
    ('1 sentence', '1,200 words')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def padding_run(summary: Summary) -> str:
    """The longest run of padding in words, its first sentence counted from 1."""
    if summary.longest_padding_start is None:
        return "none"
    length = counted(summary.longest_padding_run, "sentence")
    return f"{length}, from sentence {summary.longest_padding_start + 1}"
