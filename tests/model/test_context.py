from itertools import pairwise

import numpy as np
import numpy.typing as npt

from newsgrain.model.context import context_features, context_names

PRIOR = np.array([0.5, 0.25, 0.25])
P = np.array([[0.8, 0.1, 0.1], [0.2, 0.6, 0.2], [0.1, 0.1, 0.8]])


def column(found: npt.NDArray[np.float64], name: str) -> list[float]:
    values: list[float] = found[:, context_names().index(name)].round(9).tolist()
    return values


def test_neighbours_of_a_document_of_three() -> None:
    found = context_features(np.log(P), np.array([0, 3]), PRIOR)
    assert found.shape == (3, len(context_names()))
    assert column(found, "own opinion") == np.log([0.1, 0.6, 0.1]).round(9).tolist()
    assert column(found, "opinion 1 before") == [0, 0.1, 0.6]
    assert column(found, "opinion 1 after") == [0.6, 0.1, 0]
    assert column(found, "padding 2 after") == [0.8, 0, 0]
    assert column(found, "reporting in the rest of the document") == [
        round(0.8 / 3, 9),
        round(1.4 / 3, 9),
        0.5,
    ]


def test_fading_average_by_hand() -> None:
    found = context_features(np.log(P), np.array([0, 3]), PRIOR)
    expected = (0.6 * 0.2 + 0.36 * 0.8 + 0.5) / (0.6 + 0.36 + 1)
    assert column(found, "reporting before, fading 0.6") == [0.5, round((0.6 * 0.8 + 0.5) / 1.6, 9), round(expected, 9)]


def test_documents_do_not_see_each_other() -> None:
    together = context_features(np.log(P), np.array([0, 1, 3]), PRIOR)
    alone = context_features(np.log(P[:1]), np.array([0, 1]), PRIOR)
    assert np.allclose(together[:1], alone)
    assert np.allclose(together[1:], context_features(np.log(P[1:]), np.array([0, 2]), PRIOR))


def test_a_document_looks_the_same_wherever_it_stands() -> None:
    random = np.random.default_rng(0)
    p = random.dirichlet([1, 1, 1], size=300)
    sizes = [1, 1, 5, 1, 40, 2, 250]
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    together = context_features(np.log(p), offsets, PRIOR)
    for a, b in pairwise(offsets.tolist()):
        assert np.array_equal(together[a:b], context_features(np.log(p[a:b]), np.array([0, b - a]), PRIOR))


def test_a_sentence_alone_sees_the_prior_exactly() -> None:
    found = context_features(np.log(P), np.array([0, 1, 2, 3]), PRIOR)
    names = [f"{label} in the rest of the document" for label in ("reporting", "opinion", "padding")]
    columns = [context_names().index(name) for name in names]
    assert found[:, columns].tolist() == [PRIOR.tolist()] * 3


def test_documents_without_sentences_leave_no_row() -> None:
    found = context_features(np.log(P), np.array([0, 0, 3, 3]), PRIOR)
    assert np.array_equal(found, context_features(np.log(P), np.array([0, 3]), PRIOR))
    assert context_features(np.zeros((0, 3)), np.array([0, 0]), PRIOR).shape == (0, len(context_names()))
