"""Quality floors of the shipped models. They are raised when one gets better and lowered only on purpose."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import f1_score

import newsgrain
from newsgrain.corpus.labelled import corpus_hash, read_labelled
from newsgrain.model.storage import SHIPPED
from newsgrain.training import evaluate

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


def subjectivity_macro_f1(name: str, sentences: list[str], subjective: list[bool]) -> float:
    """P(opinion) against P(reporting), padding left out: these corpora know no padding."""
    documents = newsgrain.load_model(name).annotate_many(
        (newsgrain.Document.from_sentences([s]) for s in sentences), reasons=False
    )
    triples = np.array([d.sentences[0].probability_triple for d in documents])
    return float(f1_score(subjective, triples[:, 1] > triples[:, 0], average="macro"))


@pytest.mark.shared
def test_checkthat_dev_test_stays_above_its_floor(name: str, corpora: Path) -> None:
    path = corpora / "checkthat-2025-english" / "dev_test_en.tsv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""), delimiter="\t"))
    found = subjectivity_macro_f1(name, [r["sentence"] for r in rows], [r["label"] == "SUBJ" for r in rows])
    print("CheckThat dev_test", found)
    assert found >= FLOORS["CheckThat dev_test, macro-F1"][name]


@pytest.mark.shared
def test_newssd_test_stays_above_its_floor(name: str, corpora: Path) -> None:
    text = (corpora / "newssd-eng" / "test.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    found = subjectivity_macro_f1(name, [r["Sentence"].strip() for r in rows], [r["Label"] == "SUBJ" for r in rows])
    print("NewsSD test", found)
    assert found >= FLOORS["NewsSD test, macro-F1"][name]
