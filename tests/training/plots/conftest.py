"""What the tests of plots share: a canvas without a screen, annotated documents, predictions worked out by hand."""

from collections.abc import Callable, Iterator

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.label import LABELS
from newsgrain.model.annotated import AnnotatedDocument, AnnotatedSentence

Build = Callable[..., AnnotatedDocument]


@pytest.fixture
def agg() -> Iterator[None]:
    """matplotlib without a screen; every figure is closed afterwards."""
    matplotlib = pytest.importorskip("matplotlib", reason="needs pip install 'newsgrain[notebook]'")
    matplotlib.use("Agg")
    from matplotlib import pyplot

    yield
    pyplot.close("all")


@pytest.fixture
def annotated() -> Build:
    """The builder of annotated documents, from `(text, label)` pairs."""

    def build(*pairs: tuple[str, str], id: str | None = None, title: str | None = None) -> AnnotatedDocument:
        document = Document.from_sentences([text for text, _ in pairs], id=id, title=title)
        sentences = tuple(
            AnnotatedSentence(s.text, s.start, s.end, s.role, s.paragraph, label, 0.9, (0.9, 0.05, 0.05))
            for s, (_, label) in zip(document.sentences, pairs, strict=True)
        )
        return AnnotatedDocument(document, sentences, "default", "1")

    return build


@pytest.fixture
def article(annotated: Build) -> AnnotatedDocument:
    """Four sentences of 5, 2, 4 and 2 words."""
    return annotated(
        ("It rained in Oslo today.", "reporting"),
        ("A shame!", "opinion"),
        ("Only time will tell.", "padding"),
        ("It snowed.", "reporting"),
    )


@pytest.fixture
def truth() -> list[str]:
    return [LABELS[0], LABELS[0], LABELS[1], LABELS[2]]


@pytest.fixture
def probabilities() -> list[list[float]]:
    """Right with 0.9, wrong with 0.5, wrong with 0.6, right with 0.7."""
    return [[0.9, 0.05, 0.05], [0.4, 0.5, 0.1], [0.6, 0.3, 0.1], [0.1, 0.2, 0.7]]
