import numpy as np
import pytest

from newsgrain.model.manifest import Manifest
from newsgrain.training.evaluation import Evaluation, WorstError
from newsgrain.training.metrics import score
from newsgrain.training.model_card import model_card


@pytest.fixture
def evaluation() -> Evaluation:
    return Evaluation(
        model="mine",
        corpora={"a.jsonl": {}},
        scores=score(np.array([0, 1, 2]), np.eye(3) * 0.7 + 0.1, ["a", "b", "c"]),
        breakdowns={},
        worst=(WorstError("d", 0, "A sentence of the corpus.", "reporting", "padding", 0.9),),
    )


def test_the_card_is_filled_from_manifest_and_evaluation(evaluation: Evaluation) -> None:
    manifest = Manifest(
        "mine",
        "2",
        "0",
        training_data={
            "a.jsonl": {"documents": 1200, "sentences": 34567, "sha256": "0123456789abcdef9999"},
            "encoder": {"note": "small"},
        },
        trained_with={"numpy": "2.1"},
        command="newsgrain train a.jsonl",
    )
    card = model_card(manifest, evaluation).splitlines()
    assert card[0] == "# Model card: mine 2"
    assert "    newsgrain train a.jsonl" in card
    assert "- a.jsonl: 1,200 documents, 34,567 sentences; sha256 `0123456789abcdef`" in card
    assert "- encoder: small" in card
    assert "Licence of the weights: Apache-2.0. Built with numpy 2.1, by:" in card
    for title in ("## Intended use", "## Training data", "## Measured", "### By label", "## Limits"):
        assert title in card


def test_the_card_quotes_no_sentence_of_the_corpus(evaluation: Evaluation) -> None:
    assert "A sentence of the corpus" not in model_card(Manifest("mine", "2", "0"), evaluation)
