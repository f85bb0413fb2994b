"""Annotated documents built by hand, so that what shows them is tested without a model."""

from collections.abc import Callable, Sequence

import pytest

from newsgrain.corpus.document import Document, Role
from newsgrain.corpus.label import LABELS, UNCERTAIN
from newsgrain.model.annotated import AnnotatedDocument, AnnotatedSentence, Attribution, Reason
from newsgrain.model.comparison import Comparison, compare

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


@pytest.fixture
def edited() -> Comparison:
    """An article before and after an edit that keeps, changes, moves, cuts, adds and relabels."""
    long = [(f"Boat {n} left quay {n} at noon.", "reporting") for n in range(4)]
    before = build(
        ("Ferry to close", "reporting", "heading"),
        ("The council voted 7 to 2 on Monday.", "reporting"),
        ("Only time will tell.", "padding"),
        ("It was a cowardly vote.", "opinion"),
        *long,
        ("The last boat sails in May.", "reporting"),
        id="draft.txt",
    )
    after = build(
        ("Ferry to close", "reporting", "heading"),
        ("The last boat sails in May.", "reporting"),
        ("The council voted 7 to 2 on Tuesday.", "reporting"),
        ("It was a cowardly vote.", "padding"),
        *long,
        ("We must all wait and see.", "padding"),
        id="final.txt",
    )
    return compare([("draft.txt", before), ("final.txt", after)])


@pytest.fixture
def groups() -> Comparison:
    """Two groups of twenty documents: one reports, the other pads in every second document."""
    plain = [build(("It rained in Oslo on Monday.", "reporting"), id=f"plain {n}") for n in range(20)]
    padded = [
        build(("Only time will tell.", "padding") if n % 2 else ("Snow fell.", "reporting"), id=f"padded {n}")
        for n in range(20)
    ]
    return compare([*(("Daily", document) for document in plain), *(("Weekly", document) for document in padded)])
