"""Annotated documents built by hand, so that what shows them is tested without a model."""

from collections.abc import Callable, Sequence

import pytest

from newsgrain.corpus.document import Document, Role
from newsgrain.corpus.label import LABELS, UNCERTAIN
from newsgrain.model.annotated import AnnotatedDocument, AnnotatedSentence, Attribution, Reason

Build = Callable[..., AnnotatedDocument]


def build(
    *units: tuple[str, str] | tuple[str, str, Role],
    id: str | None = "a",
    title: str | None = None,
    confidence: float = 0.9,
    attribution: Attribution | None = None,
    reasons: Sequence[Reason] = (),
) -> AnnotatedDocument:
    """A document of `(text, label)` or `(text, label, role)` units, all with one confidence."""
    roles: list[Role] = [unit[2] if len(unit) == 3 else "text" for unit in units]
    document = Document.from_sentences([unit[0] for unit in units], roles=roles, id=id, title=title)
    sentences = tuple(
        AnnotatedSentence(
            s.text,
            s.start,
            s.end,
            s.role,
            s.paragraph,
            unit[1],
            confidence,
            _triple(unit[1], confidence),
            attribution,
            tuple(reasons),
        )
        for s, unit in zip(document.sentences, units, strict=True)
    )
    return AnnotatedDocument(document, sentences, "default", "1")


def _triple(label: str, confidence: float) -> tuple[float, float, float]:
    top = LABELS[0] if label == UNCERTAIN else label
    rest = (1 - confidence) / 2
    first, second, third = (confidence if name == top else rest for name in LABELS)
    return first, second, third


@pytest.fixture(name="build")
def build_fixture() -> Build:
    """The builder of annotated documents."""
    return build


@pytest.fixture
def article() -> AnnotatedDocument:
    """A short article with every label, role and extra."""
    return build(
        ("Council votes to close the ferry", "reporting", "heading"),
        ("The council voted 7 to 2 on Monday.", "reporting"),
        ("“We had no choice,” Mayor Ida Holm said.", "reporting"),
        ("It was a cowardly vote.", "opinion"),
        ("Only time will tell.", "padding"),
        ("The effects could be far-reaching.", "padding"),
        ("A rope on the quay.", "uncertain", "caption"),
        attribution=Attribution("Mayor Ida Holm", "said", "We had no choice,"),
        reasons=[Reason("a number", 1.25, 0, 7), Reason("vague significance", -0.5, 8, 13)],
    )
