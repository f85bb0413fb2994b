"""Restatements are found among padding that repeats, and nowhere else."""

import numpy as np
import pytest

from newsgrain.model.features import Batch, extract
from newsgrain.model.restatement import FEATURES, candidates, restated, restatement_features, shipped_trees
from newsgrain.model.vocabulary import background_vocabulary

TEXTS = [
    "The harbour council in Torvik closed the northern ferry terminal after a crane collapsed.",
    "Two dockers were treated in hospital.",
    "A new crane costs 4 million crowns.",
    "Overall, the harbour council in Torvik has closed the northern ferry terminal.",
]
REPORTING, PADDING = [0.98, 0.01, 0.01], [0.2, 0.1, 0.7]


@pytest.fixture(scope="module")
def batch() -> Batch:
    return extract(TEXTS, np.array([0, 4]), np.zeros(4, dtype=np.int64), background_vocabulary())


def test_padding_that_repeats_points_at_what_it_repeats(batch: Batch) -> None:
    found = restated(batch, np.array([REPORTING, REPORTING, REPORTING, PADDING]))
    assert found.tolist() == [-1, -1, -1, 0]


def test_reporting_never_restates(batch: Batch) -> None:
    assert restated(batch, np.array([REPORTING] * 4)).tolist() == [-1] * 4


def test_only_padding_that_shares_a_word_is_a_candidate(batch: Batch) -> None:
    assert candidates(batch, np.array([PADDING] * 4)).tolist() == [2, 3]  # crane; harbour, council, …


def test_features_are_counted_by_hand(batch: Batch) -> None:
    row = dict(zip(FEATURES, restatement_features(batch, np.array([PADDING] * 4), np.array([3]))[0], strict=True))
    assert row["overlap"] == pytest.approx(1 - row["new share"])  # all its old words stand in one sentence
    assert row["lead overlap"] == row["overlap"]
    assert row["shared words"] == 7  # harbour, council, Torvik, closed, northern, ferry, terminal
    assert row["from the end"] == 0
    assert row["share read"] == 1
    assert (row["reporting"], row["padding"]) == (0.2, 0.7)


def test_no_sentences() -> None:
    empty = extract([], np.array([0]), np.zeros(0, dtype=np.int64), background_vocabulary())
    assert restated(empty, np.zeros((0, 3))).tolist() == []


def test_more_overlap_never_speaks_against_a_restatement(batch: Batch) -> None:
    trees, _ = shipped_trees()
    rows = np.tile(restatement_features(batch, np.array([PADDING] * 4), np.array([3])), (50, 1))
    rows[:, FEATURES.index("overlap")] = np.linspace(0, 1, 50)
    assert (np.diff(trees.raw(rows)[:, 0]) >= 0).all()
