import numpy as np
import pytest

from newsgrain.corpus.bootstrap import RESAMPLES, Interval, interval, resample_documents


def test_resampled_tables_sum_as_many_documents() -> None:
    tables = np.array([[1, 10], [1, 20], [1, 30]])
    found = resample_documents(tables)
    assert found.shape == (RESAMPLES, 2)
    assert (found[:, 0] == 3).all()
    assert set(found[:, 1].tolist()) <= set(range(30, 91, 10))
    assert (resample_documents(tables, 1) != found).any()


def test_resamples_drawn_some_at_a_time_are_those_drawn_at_once() -> None:
    tables = np.random.default_rng(0).integers(0, 9, (7, 2, 3))
    times = np.random.default_rng(5).multinomial(7, np.full(7, 1 / 7), size=RESAMPLES)
    found = resample_documents(tables, 5)
    assert found.dtype == np.int64
    assert (found == np.einsum("rd,dij->rij", times, tables)).all()


def test_percentiles() -> None:
    found = interval(50, np.arange(101.0))
    assert (found.value, found.low, found.high) == pytest.approx((50, 2.5, 97.5))


def test_what_is_undefined() -> None:
    nothing = interval(float("nan"), np.arange(10.0))
    assert str(nothing) == "undefined"
    assert nothing.to_dict() == {"value": None, "low": None, "high": None}
    assert interval(1, np.array([1, 1, np.nan])) == Interval(1, 1, 1)
    assert str(interval(1, np.array([np.nan]))) == "undefined"


def test_as_text() -> None:
    assert str(Interval(0.12345, 0.1, 0.2)) == "0.123 [0.100, 0.200]"
    assert str(Interval(0.01, -0.0001, 0.02)) == "0.010 [0.000, 0.020]"
    assert Interval(0.123456, 0.1, 0.2).to_dict() == {"value": 0.1235, "low": 0.1, "high": pytest.approx(0.2)}
