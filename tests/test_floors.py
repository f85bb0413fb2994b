"""Quality floors of the shipped models. They are raised when one gets better and lowered only on purpose."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import f1_score

import newsgrain
from newsgrain.corpus.label import LABELS
from newsgrain.corpus.labelled import corpus_hash, read_labelled
from newsgrain.model.storage import SHIPPED
from newsgrain.training import evaluate
from newsgrain.training.evaluation import predict
from newsgrain.training.outside import POOL, pool_documents
from newsgrain.training.robustness import flip_rates
from newsgrain.training.scoreboard.peers import alone
from newsgrain.training.scoreboard.sets import score_set, sentence_sets, subjectivity
from newsgrain.training.unseen import UNSEEN_LABELS

ROOT = Path(__file__).resolve().parent.parent
FLOORS: dict[str, Any] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))
TEST = ROOT / "corpus" / "data" / "test.jsonl"

pytestmark = pytest.mark.parametrize("name", SHIPPED)


def below(found: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    return {name: value for name, value in found.items() if value < floors[name]}


def test_own_test_split_stays_above_its_floors(name: str) -> None:
    assert corpus_hash(read_labelled(TEST)) == FLOORS["own test"]["sha256"], (
        "the corpus changed: measure and set new floors"
    )
    scores = evaluate([str(TEST)], name).scores
    found = {label: score.f1.value for label, score in scores.labels.items()} | {"macro": scores.macro_f1.value}
    print(found, "ECE", scores.expected_calibration_error)
    assert below(found, FLOORS["own test"][name]) == {}
    assert scores.expected_calibration_error <= FLOORS["own test"][name]["ece_ceiling"]


def test_cross_validated_figures_in_the_manifest_stay_above_their_floors(name: str) -> None:
    metrics = newsgrain.load_model(name).manifest.metrics
    assert metrics["sentences"] == 7479, "not all of newsmix"
    found = {label: score["f1"]["value"] for label, score in metrics["labels"].items()}
    found["macro"] = metrics["macro_f1"]["value"]
    print(found)
    assert below(found, FLOORS["newsmix, cross-validated"][name]) == {}


def test_edits_that_keep_the_meaning_flip_few_verdicts(name: str) -> None:
    rates = flip_rates(newsgrain.load_model(name), [found.document for found in read_labelled(TEST)])
    found = {edit: flips.rate.value for edit, flips in rates.items() if flips.rate is not None}
    print(found)
    ceilings = FLOORS["flips of the own test split, at most"][name]
    assert found.keys() == ceilings.keys()
    assert {edit: rate for edit, rate in found.items() if rate > ceilings[edit]} == {}


@pytest.mark.shared
@pytest.mark.parametrize(("place", "floors"), list(enumerate(["CheckThat dev_test", "NewsSD test", "BABE"])))
def test_lone_sentences_stay_above_their_floors(name: str, place: int, floors: str, corpora: Path) -> None:
    found = sentence_sets(corpora)[place]
    score = score_set(found, subjectivity(alone(newsgrain.load_model(name), found.sentences))).macro_f1
    print(found.name, score)
    assert score.value >= FLOORS[f"{floors}, macro-F1"][name]


@pytest.mark.shared
def test_articles_that_were_not_learned_from_stay_above_their_floor(name: str, corpora: Path) -> None:
    documents = list(pool_documents(corpora / POOL, UNSEEN_LABELS))
    truth = [LABELS.index(label) for document in documents for label in document.labels]
    found = predict(newsgrain.load_model(name), [document.document for document in documents]).argmax(axis=1)
    score = np.mean(f1_score(truth, found, average=None, labels=range(len(LABELS))))
    print(score)
    assert score >= FLOORS["articles not learned from, macro-F1"][name]
