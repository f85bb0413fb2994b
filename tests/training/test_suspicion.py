"""Labels that out-of-fold predictions disagree with."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from sklearn.base import BaseEstimator
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.corpus.errors import FittingError, NewsgrainError
from newsgrain.corpus.finding import SentencePlace
from newsgrain.corpus.label import LABELS
from newsgrain.model.classifier import SentenceClassifier
from newsgrain.training.suspicion import SuspiciousLabel, suspicious_labels


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Threads wait for each other longer than so few rows take."""
    with threadpool_limits(1):
        yield


def about(number: float) -> Any:
    """A float that is compared as floats should be."""
    return pytest.approx(number)


class Believes(BaseEstimator):  # type: ignore[misc]
    """Reads its verdict in the text: "opinion 0.7" is opinion by 0.7, the rest evenly divided."""

    def fit(self, X: pd.DataFrame, y: object, sample_weight: object) -> "Believes":
        return self

    def predict_proba(self, X: pd.DataFrame) -> npt.NDArray[np.float64]:
        out = np.empty((len(X), 3))
        for row, text in enumerate(X["text"]):
            label, probability = text.split()
            out[row] = (1 - float(probability)) / 2
            out[row, LABELS.index(label)] = float(probability)
        return out


def write(path: Path, *documents: list[tuple[str, str]]) -> Path:
    with path.open("w") as file:
        for number, sentences in enumerate(documents):
            items = [{"text": text, "label": label} for text, label in sentences]
            print(json.dumps({"id": f"d{number}", "sentences": items}), file=file)
    return path


SOUND = [("reporting 0.9", "reporting"), ("opinion 0.8", "opinion"), ("padding 0.5", "padding")]


def test_the_least_probable_label_comes_first(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        SOUND,
        [("opinion 0.6", "reporting")],
        [("reporting 0.9", "reporting"), ("padding 0.8", "opinion")],
        SOUND,
    )
    suspects = suspicious_labels(path, Believes(), folds=2)
    place = str(path)
    assert suspects == [
        SuspiciousLabel(
            SentencePlace(place, 3, "d2", 2),
            "padding 0.8",
            "opinion",
            "padding",
            about(0.8),
            about(0.1),
        ),
        SuspiciousLabel(
            SentencePlace(place, 2, "d1", 1),
            "opinion 0.6",
            "reporting",
            "opinion",
            about(0.6),
            about(0.2),
        ),
    ]
    finding = suspects[0].finding()
    assert str(finding) == (
        f"{place}:3: warning: sentence 2 is labelled opinion (0.10), predicted padding (0.80): padding 0.8"
    )
    assert finding.rule == "suspicious-label"
    assert (finding.details["label"], finding.details["predicted"], finding.details["probability"]) == (
        "opinion",
        "padding",
        0.8,
    )


def test_broken_lines_and_ids_that_occur_twice_do_not_matter(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", SOUND, SOUND, SOUND, [("opinion 0.6", "reporting")])
    path.write_text("{oops\n" + path.read_text().replace('"d3"', '"d0"'))
    (suspect,) = suspicious_labels(path, Believes(), folds=2)
    assert suspect.place == SentencePlace(str(path), 5, "d0", 1)


def test_each_fold_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    path = write(tmp_path / "a.jsonl", *[SOUND] * 4)
    assert suspicious_labels(path, Believes(), folds=2, progress=told.append) == []
    assert told == ["predicting 12 labels out of fold: 2 folds by document", "fold 1 of 2 done", "fold 2 of 2 done"]


def test_too_little_to_learn_from(tmp_path: Path) -> None:
    with pytest.raises(FittingError, match="at least 7 documents for 5 folds; received 4"):
        suspicious_labels(write(tmp_path / "a.jsonl", *[SOUND] * 4))
    with pytest.raises(FittingError, match="none bears opinion"):
        suspicious_labels(write(tmp_path / "a.jsonl", *[[SOUND[0], SOUND[2]]] * 4), folds=2)
    with pytest.raises(NewsgrainError, match="no sound document"):
        suspicious_labels(tmp_path / "none.jsonl")


def test_a_wrong_label_is_found(tmp_path: Path) -> None:
    def document(number: int) -> list[tuple[str, str]]:
        return [
            (f"The council voted {number + 3} to 2 on Monday to close the library.", "reporting"),
            ("It was a shameful and cowardly vote, and we should all be angry.", "opinion"),
            ("Only time will tell what the future holds for everyone.", "padding"),
        ]

    documents: list[Any] = [document(number) for number in range(12)]
    documents[7][0] = (documents[7][0][0], "padding")
    tiny = SentenceClassifier(iterations=5, folds=2, min_samples_leaf=2, calibrate=False)
    first = suspicious_labels(write(tmp_path / "a.jsonl", *documents), tiny, folds=3)[0]
    assert (first.place.line, first.place.sentence, first.predicted) == (8, 1, "reporting")
