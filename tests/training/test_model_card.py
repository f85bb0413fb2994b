import numpy as np
import pytest

from newsgrain.model.manifest import Manifest
from newsgrain.training.evaluation import Evaluation
from newsgrain.training.metrics import score
from newsgrain.training.model_card import model_card
from newsgrain.training.padding_kinds import KindRecall
from newsgrain.training.worst_errors import WorstError


@pytest.fixture
def evaluation() -> Evaluation:
    scores = score(np.array([0, 1, 2]), np.eye(3) * 0.7 + 0.1, ["a", "b", "c"])
    return Evaluation(
        model="mine",
        corpora={"a_b.jsonl": {}},
        scores=scores,
        breakdowns={},
        worst=(WorstError("d", 0, "A sentence of the corpus.", "reporting", "padding", 0.9),),
        padding_kinds=(KindRecall("truism", 2, 30, scores.accuracy, dict.fromkeys(("reporting", "opinion"), 0)),),
        notes=("Cross-validated: 3 folds.",),
    )


HEADINGS = [
    "Model details",
    "Intended use",
    "Factors",
    "Metrics",
    "Evaluation data",
    "Training data",
    "Quantitative analyses",
    "Ethical considerations",
    "Caveats and recommendations",
]
"""Those of Mitchell et al. 2019, figure 1, in their order."""


def test_the_card_is_filled_from_manifest_and_evaluation(evaluation: Evaluation) -> None:
    manifest = Manifest(
        "mine",
        "2",
        "0",
        training_data={
            "a_b.jsonl": {"documents": 1200, "sentences": 34567, "sha256": "0123456789abcdef9999"},
            "encoder": {"note": "small"},
        },
        trained_with={"numpy": "2.1"},
        command="newsgrain train a_b.jsonl",
    )
    card = model_card(manifest, evaluation).splitlines()
    assert card[0] == "# Model card: mine 2"
    assert [line[3:] for line in card if line.startswith("## ")] == HEADINGS
    assert "    newsgrain train a_b.jsonl" in card
    assert r"- a\_b.jsonl: 1,200 documents, 34,567 sentences; sha256 `0123456789abcdef`" in card
    assert "- encoder: small" in card
    assert "Licence of the weights: Apache-2.0. Built with numpy 2.1, by:" in card
    assert r"3 sentences of 3 documents (a\_b.jsonl)." in card
    assert "Cross-validated: 3 folds." in card
    assert "Measured here: kind of padding." in card
    assert any(line.startswith("Not measured here") and line.endswith(" position, length.") for line in card)
    assert f"| Macro-F1 | {evaluation.scores.macro_f1} | mean F1 of the three labels |" in card
    assert "### By label" in card
    assert "- Of padding, truism is found least: 100% of 30 sentences." in card
    assert "read by an encoder" not in "".join(card)


def test_an_encoder_is_named(evaluation: Evaluation) -> None:
    assert "read by an encoder as well" in model_card(Manifest("mine", "2", "0", encoder_sha256="1"), evaluation)


def test_the_card_quotes_no_sentence_of_the_corpus(evaluation: Evaluation) -> None:
    card = model_card(Manifest("mine", "2", "0"), evaluation)
    assert "A sentence of the corpus" not in card
    assert "Surest errors" not in card
