import numpy as np
import pytest
from sklearn.metrics import matthews_corrcoef

from newsgrain.training.confusion import confusion_by_document, matthews_correlation, rates


def test_tables_by_document() -> None:
    found = confusion_by_document(np.array([0, 1, 2]), np.array([0, 2, 2]), np.array([1, 0, 0]))
    assert found.tolist() == [[[0, 0, 0], [0, 0, 1], [0, 0, 1]], [[1, 0, 0], [0, 0, 0], [0, 0, 0]]]


def test_rates_by_hand() -> None:
    precision, recall, f1 = rates(np.array([[[2, 1, 0], [0, 2, 0], [1, 0, 0]]]))
    assert precision[0].tolist() == pytest.approx([2 / 3, 2 / 3, 0])
    assert recall[0].tolist() == pytest.approx([2 / 3, 1, 0])
    assert f1[0].tolist() == pytest.approx([2 / 3, 4 / 5, 0])


def test_correlation_by_hand_and_where_it_is_undefined() -> None:
    # 4 right of 6; labels 3, 2, 1; predictions 3, 3, 0: (4 * 6 - 9 - 6 - 0) / sqrt((36 - 14) * (36 - 18))
    table = np.array([[2, 1, 0], [0, 2, 0], [1, 0, 0]])
    assert matthews_correlation(table) == pytest.approx(9 / np.sqrt(22 * 18))
    assert matthews_correlation(np.array([[[5, 0, 0], [0, 0, 0], [0, 0, 0]]])).tolist() == [0]
    tables = np.random.default_rng(0).integers(0, 9, (3, 3, 3))
    pairs = [(i, j) for i in range(3) for j in range(3) for _ in range(tables[1, i, j])]
    assert matthews_correlation(tables)[1] == pytest.approx(matthews_corrcoef(*zip(*pairs, strict=True)))
