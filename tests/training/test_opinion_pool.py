import numpy as np

from newsgrain.model.calibration import log_likelihood
from newsgrain.model.cascade import pooled
from newsgrain.model.linear import log_softmax
from newsgrain.training.opinion_pool import fit_pool


def test_the_better_judge_gets_the_weight() -> None:
    random = np.random.default_rng(0)
    truth = random.integers(0, 3, 600)
    good = np.eye(3)[truth] * 3 + random.normal(0, 1, (600, 3))
    noise = random.normal(0, 1, (600, 3))
    pool = fit_pool(good, noise, log_likelihood(truth, np.ones(600)))
    assert pool[0] > 0.5 > 0.2 > pool[1] >= 0
    assert abs(pool[2:].sum()) < 1e-9


def test_the_pool_is_calibrated_where_it_was_fitted() -> None:
    random = np.random.default_rng(1)
    truth = (random.random(2000) < 0.25).astype(int) * 2  # a quarter padding, no opinion
    nothing = np.zeros((2000, 3))
    pool = fit_pool(nothing, nothing, log_likelihood(truth, np.ones(2000)))
    found = np.exp(log_softmax(pooled(pool[None], nothing, nothing)))[0]
    assert np.allclose(found[[0, 2]], [(truth == 0).mean(), (truth == 2).mean()], atol=0.03)
