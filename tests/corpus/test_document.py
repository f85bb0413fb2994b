"""Documents given already split, and the examples in the docstrings."""

import doctest
import importlib

import pytest

from newsgrain.corpus.document import Document, Sentence


def test_given_sentences_are_kept_as_given() -> None:
    document = Document.from_sentences(
        ["Rep.", "Lee left. She ran.", "Next"], roles=["text", "text", "heading"], id="a"
    )
    assert document.text == "Rep. Lee left. She ran.\n\nNext"
    assert document.sentences == (
        Sentence("Rep.", 0, 4),
        Sentence("Lee left. She ran.", 5, 23),
        Sentence("Next", 25, 29, "heading", 1),
    )


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="2 sentences; received 1 roles and 1 paragraphs"):
        Document.from_sentences(["a", "b"], roles=["text"])


def test_sentences_are_found_when_asked_for() -> None:
    assert [unit.text for unit in Document("It rained. It poured.").sentences] == ["It rained.", "It poured."]


@pytest.mark.parametrize("module", ["document", "block", "boundary", "segment", "word"])
def test_examples(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"newsgrain.corpus.{module}"))
    assert result.attempted > 0
    assert result.failed == 0
