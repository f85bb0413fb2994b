import json
from pathlib import Path

import numpy as np
import pytest

from newsgrain.corpus.errors import ModelError
from newsgrain.model.storage import SHIPPED, load_model
from newsgrain.training.data import load_corpora
from newsgrain.training.evaluation import evaluate, measure, predict, seen_in_training
from newsgrain.training.outside import OWN

SENTENCES = [
    {"text": "The council voted 7 to 2 on Monday.", "label": "reporting"},
    {"text": "It was a shameful and cowardly vote.", "label": "opinion"},
    {"text": "Only time will tell what the future holds.", "label": "padding", "kind": "truism"},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    documents = [{"id": f"d{d}", "second_pass": True, "sentences": SENTENCES} for d in range(3)]
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    return path


def test_evaluating_gives_the_same_as_annotating(corpus: Path, tiny_model: Path) -> None:
    found = evaluate([str(corpus)], tiny_model, baseline=tiny_model)
    assert (found.model, found.scores.documents, found.scores.sentences) == ("tiny 0", 3, 9)
    data, model = load_corpora([str(corpus)]), load_model(tiny_model)
    said = [s.label for d in data.documents for s in model.annotate(d.document).sentences]
    right = [s == t for s, t in zip(said, data.frame["label"], strict=True)]
    assert found.scores.accuracy.value == pytest.approx(np.mean(right))
    assert len(found.worst) == right.count(False)
    assert found.seen == ()
    assert found.comparison is not None
    assert all((d.value, d.low, d.high) == (0, 0, 0) for d in found.comparison.differences.values())
    assert found.difference == found.comparison.differences["macro_f1"]
    assert found.command == f"newsgrain evaluate {corpus} --model {tiny_model} --baseline {tiny_model}"


def test_everything_is_measured(corpus: Path) -> None:
    data = load_corpora([str(corpus)])
    wrong = np.tile(np.eye(3)[[0, 0, 2]] * 0.7 + 0.1, (3, 1))
    found = measure(data.frame, wrong, model="m", corpora=data.provenance)
    assert [e.document for e in found.worst] == ["d0", "d1", "d2"]
    assert [(k.kind, k.recall.value) for k in found.padding_kinds] == [("truism", 1)]
    assert found.ceiling is not None
    assert found.ceiling.annotators.accuracy.value == 1
    assert found.risk_coverage is not None
    assert found.risk_coverage.points[0].risk.value == pytest.approx(1 / 3)
    assert [b.sentences for b in found.reliability] == [9]
    record = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert record["scores"]["sentences"] == 9
    assert record["ceiling"]["documents"] == 3
    assert record["comparison"] is None


def test_a_measurement_may_quote_no_sentence(corpus: Path) -> None:
    data = load_corpora([str(corpus)])
    found = measure(data.frame, np.tile([1.0, 0, 0], (9, 1)), model="m", corpora=data.provenance, quote=False)
    assert found.worst == ()
    for format in ("terminal", "json", "markdown", "html"):
        assert "shameful" not in found.render(format)


def test_predictions_are_a_row_a_sentence(corpus: Path, tiny_model: Path) -> None:
    documents = [document.document for document in load_corpora([str(corpus)]).documents]
    found = predict(load_model(tiny_model), documents)
    assert found.shape == (9, 3)
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_a_missing_model_is_refused(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        evaluate([str(corpus)], tmp_path / "none")
    with pytest.raises(ModelError, match="no such model"):
        evaluate([str(corpus)], baseline=tmp_path / "none")


def test_documents_that_a_shipped_model_learned_from_are_known() -> None:
    data = load_corpora([str(OWN / f"{part}.jsonl") for part in ("train", "dev", "test")])
    for name in SHIPPED:
        assert [Path(corpus).name for corpus in seen_in_training(load_model(name), data)] == [
            "train.jsonl",
            "dev.jsonl",
        ]
    (whole,) = seen_in_training(load_model("fast"), load_corpora([str(OWN)]))
    assert whole.endswith("(1,102 of its 1,150 documents)")
