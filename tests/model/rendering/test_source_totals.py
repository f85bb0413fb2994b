from collections.abc import Callable

import pytest

from newsgrain.corpus.document import Document
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.source_totals import NO_SOURCE, Totals, source_of

Build = Callable[..., AnnotatedDocument]


@pytest.mark.parametrize(
    ("id", "source", "expected"),
    [
        ("north/a.txt", "The Post", "The Post"),
        ("north/a.txt", " ", "north"),
        ("archive/north/a.txt", None, "archive/north"),
        ("https://example.org/news/a", None, "example.org"),
        ("archive/all.jsonl#12", None, "archive/all.jsonl"),
        ("a.txt", None, NO_SOURCE),
        (None, 7, NO_SOURCE),
    ],
)
def test_source_of_a_document(id: str | None, source: object, expected: str) -> None:
    assert source_of(Document("It rained.", id, metadata={"source": source})) == expected


def test_totals_count_words(build: Build) -> None:
    totals = Totals()
    totals.add(build(("One two three.", "reporting"), ("Four.", "padding")).summary)
    totals.add(build(("One two three four.", "opinion")).summary)
    assert (totals.documents, totals.all_words) == (2, 8)
    assert totals.shares == {"reporting": 3 / 8, "opinion": 4 / 8, "padding": 1 / 8}
    totals.add(build(("One two.", "uncertain")).summary)
    assert totals.shares["uncertain"] == 2 / 10


def test_no_words_at_all() -> None:
    assert Totals().shares == {"reporting": 0, "opinion": 0, "padding": 0}
