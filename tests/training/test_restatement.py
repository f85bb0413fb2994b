"""The fitting of restatements, on counts made by hand."""

import json

import numpy as np
import pytest

from newsgrain.corpus.labelled import read_labelled
from newsgrain.model.restatement import read_trees
from newsgrain.model.storage import load_model
from newsgrain.training.outside import OWN, is_language_model_news
from newsgrain.training.restatement import (
    THRESHOLD,
    Rows,
    cross_validated,
    fit,
    precision_and_recall,
    rows_of,
    stored,
)


def test_precision_counts_what_is_shown_and_recall_what_is_missed() -> None:
    rows = Rows(np.zeros((4, 11)), np.array([True, True, False, True]), np.arange(4), missed=2)
    found = precision_and_recall(rows, np.array([THRESHOLD, 0.1, 0.9, 0.8]))
    assert found == {"shown": 3, "precision": 0.667, "recall": 0.4}


@pytest.fixture(scope="module")
def rows() -> Rows:
    """What the command learns from, but for the dev split."""
    documents = [d for d in read_labelled([OWN / "train.jsonl"]) if not is_language_model_news(d)]
    return rows_of(load_model("fast"), documents)


def test_what_is_shown_is_right_on_documents_not_learned_from(rows: Rows) -> None:
    assert precision_and_recall(rows, cross_validated(rows, 0))["precision"] >= 0.88


def test_the_stored_trees_give_the_fitted_probabilities(rows: Rows) -> None:
    fitted = fit(rows)
    trees, threshold = read_trees(json.dumps(stored(fitted)))
    odds = trees.raw(rows.features)[:, 0]
    assert threshold == THRESHOLD
    assert np.allclose(1 / (1 + np.exp(-odds)), fitted.predict_proba(rows.features)[:, 1])
