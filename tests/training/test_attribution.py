"""What is counted of attributions, on counts made by hand; and floors on the own corpus."""

import numpy as np
import pytest

from newsgrain.corpus.labelled import read_labelled
from newsgrain.model.annotated import Attribution
from newsgrain.model.attribution import attribute
from newsgrain.training.attribution import annotated_documents, count, same_speaker, speech_scores
from newsgrain.training.outside import OWN

DIRECT = Attribution("Ana Ruiz", "said", "No.")
INDIRECT = Attribution("the mayor", "said", None)
OTHER = Attribution("Ida Holm", "warned", None)


def test_a_sentence_counts_for_the_annotated_kind_else_for_the_one_found() -> None:
    found = [DIRECT, INDIRECT, None, OTHER, INDIRECT, None]
    expected = [DIRECT, OTHER, INDIRECT, None, DIRECT, None]
    # found, named rightly, given, expected
    assert count(found, expected).tolist() == [[2, 1, 2, 2], [1, 0, 2, 2]]


def test_scores_by_hand() -> None:
    direct, indirect = speech_scores(np.array([[[2, 1, 2, 2], [1, 0, 2, 2]]]))
    assert [direct.precision.value, direct.recall.value, direct.f1.value, direct.named.value] == [1, 1, 1, 0.5]
    assert [indirect.precision.value, indirect.recall.value, indirect.f1.value] == [0.5, 0.5, 0.5]
    assert indirect.sentences == 2
    assert indirect.named.value == 0


@pytest.mark.parametrize(
    ("found", "expected", "same"),
    [
        ("Ana Ruiz", "Councillor Ana Ruiz", True),
        ("the mayor", "The Mayor", True),
        ("Ana Ruiz", "Ana Holm", False),
        (None, None, True),
        ("the", "Ana Ruiz", False),
    ],
)
def test_a_name_is_the_same_with_a_title(found: str | None, expected: str | None, same: bool) -> None:
    assert same_speaker(found, expected) is same


def test_speech_in_the_own_corpus_keeps_its_floor() -> None:
    """Measured: 0.949 and 0.820."""
    documents = list(annotated_documents(read_labelled(sorted(OWN.glob("*.jsonl")))))
    assert len(documents) >= 80
    tables = [count(attribute(document.document), expected) for document, expected in documents]
    direct, indirect = speech_scores(np.stack(tables))
    assert direct.f1.value >= 0.93
    assert indirect.f1.value >= 0.80
