import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.model.classifier import SentenceClassifier
from newsgrain.training import TrainingResult, evaluate, train
from newsgrain.training.data import load_corpora

SENTENCES = [
    ("The council voted {n} to 2 on Monday to close the library.", "reporting"),
    ("Mayor Ida Holm said <b>{n} million</b> crowns would be saved.", "reporting"),
    ("It was a shameful vote, and {n} times more foolish than the last.", "opinion"),
    ("All {n} sides must now come together in search of a solution.", "padding"),
    ("…", "padding"),  # a sentence without a word
]


def write_corpus(path: Path, documents: int) -> Path:
    lines = [
        {
            "id": f"d{d}",
            "genre": "brief",
            "sentences": [{"text": t.format(n=d + 3), "label": label} for t, label in SENTENCES],
        }
        for d in range(documents)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus") / "labelled.jsonl", 9)


@pytest.fixture(scope="module")
def trained(corpus: Path) -> TrainingResult:
    with threadpool_limits(1):
        return train([str(corpus)], corpus.parent / "model", folds=3, seed=1)


def test_training_writes_model_report_and_card(trained: TrainingResult) -> None:
    assert sorted(p.name for p in trained.path.iterdir()) == [
        "MODEL_CARD.md", "arrays.safetensors", "manifest.json", "report.md",
    ]  # fmt: skip
    assert trained.evaluation.scores.sentences == 45
    card = (trained.path / "MODEL_CARD.md").read_text("utf-8")
    assert f"{trained.evaluation.scores.macro_f1}" in card
    assert "What the labels do not mean" in card


def test_the_same_data_and_seed_give_the_same_bytes(trained: TrainingResult, corpus: Path, tmp_path: Path) -> None:
    with threadpool_limits(1):
        again = train([str(corpus)], tmp_path / "model", folds=3, seed=1)
    for name in ("arrays.safetensors", "manifest.json", "report.md"):
        assert (again.path / name).read_bytes() == (trained.path / name).read_bytes()


def test_evaluating_what_was_trained_on_says_so(trained: TrainingResult, corpus: Path) -> None:
    report = evaluate([str(corpus)], trained.path)
    assert report.seen == (str(corpus),)
    assert "how well it remembers" in report.render("terminal")


def test_unseen_corpora_are_not_called_seen(trained: TrainingResult, tmp_path: Path) -> None:
    other = write_corpus(tmp_path / "other.jsonl", 4)
    report = evaluate([str(other)], trained.path, baseline=trained.path)
    assert report.seen == ()
    assert report.difference is not None
    assert report.difference.value == 0


@pytest.mark.parametrize("format", ["terminal", "json", "markdown", "html"])
def test_reports_hold_the_figures_and_escape_the_texts(trained: TrainingResult, format: str) -> None:
    report = trained.render(format)
    assert re.search(r"macro.?f1", report, re.I)
    if format in ("html", "markdown"):
        assert "<b>" not in report


def test_an_unknown_format_is_refused(trained: TrainingResult) -> None:
    with pytest.raises(NewsgrainError, match="unknown report format 'pdf'"):
        trained.render("pdf")


def test_an_id_that_stands_twice_is_refused(corpus: Path) -> None:
    with pytest.raises(NewsgrainError, match="document id 'd0' stands twice"):
        load_corpora([str(corpus), str(corpus)])


def test_too_few_documents_and_missing_labels_name_the_remedy(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(NewsgrainError, match="20 folds; received 9"):
        train([str(corpus)], tmp_path / "m", folds=20)
    path = tmp_path / "one.jsonl"
    lines = [{"id": str(d), "sentences": [{"text": "It rained.", "label": "reporting"}]} for d in range(6)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(NewsgrainError, match="none bears opinion, padding"):
        train([str(path)], tmp_path / "m", folds=2)
    assert not (tmp_path / "m").exists()


@pytest.fixture(scope="module")
def frame(corpus: Path) -> pd.DataFrame:
    return load_corpora([str(corpus)]).frame


def test_the_classifier_works_with_scikit_learns_tools(frame: pd.DataFrame) -> None:
    classifier = SentenceClassifier(iterations=3, folds=2, min_samples_leaf=2, C=0.5)
    assert clone(classifier).get_params()["C"] == 0.5
    folds = GroupKFold(2)
    with threadpool_limits(1):
        scores = cross_val_score(classifier, frame, frame["label"], groups=frame["document"], cv=folds)
        search = GridSearchCV(Pipeline([("classify", classifier)]), {"classify__iterations": [1, 3]}, cv=folds)
        search.fit(frame, frame["label"], groups=frame["document"])
    assert scores.shape == (2,)
    assert search.best_params_["classify__iterations"] in (1, 3)
    assert search.predict_proba(frame).shape == (45, 3)


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        (np.zeros((2, 2)), ["reporting"] * 2, "expected a frame with a column 'text'"),
        (pd.DataFrame({"body": ["a"]}), ["reporting"], "expected a frame with a column 'text'"),
        (pd.DataFrame({"text": ["a", "b"]}), ["reporting"], "expected 2 labels"),
        (pd.DataFrame({"text": ["a", "b"]}), ["reporting", "opnion"], "unknown label 'opnion'"),
        (pd.DataFrame({"text": ["a", "b"]}), ["reporting", "opinion"], "at least 5 documents"),
    ],
)
def test_what_cannot_be_fitted_is_refused(X: object, y: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        SentenceClassifier().fit(X, y)  # type: ignore[arg-type]
