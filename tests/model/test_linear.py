import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.model.cues import cue_names
from newsgrain.model.features import PAIR_BUCKETS, Batch, Vocabulary, extract
from newsgrain.model.linear import LinearStage, dense, log_softmax, ngram_scale

VOCABULARY = Vocabulary(("dam", "river"), np.array([0.5, 0.5], dtype=np.float32))


def batch_of(*sentences: str) -> Batch:
    return extract(sentences, np.array([0, len(sentences)]), np.zeros(len(sentences), int), VOCABULARY)


def stage() -> LinearStage:
    n = 3 + PAIR_BUCKETS
    idf, weights = np.zeros(n), np.zeros((n, 3))
    idf[:2] = 3, 4
    weights[0], weights[1] = [1, 0, -1], [0, 2, 0]
    return LinearStage(idf, weights, np.zeros((len(cue_names()), 3)), np.array([0.5, 0, 0]))


def test_ngrams_have_unit_length() -> None:
    assert ngram_scale(batch_of("dam river", "dam dam"), stage().idf) == pytest.approx([1 / 5, 1 / np.sqrt(18)])


def test_logits_by_hand() -> None:
    # 3/5 of the weight on dam, 4/5 on river; unknown words and the intercept stay
    assert stage().logits(batch_of("dam river", "zebra")) == pytest.approx(np.array([[1.1, 1.6, -0.6], [0.5, 0, 0]]))


def test_cues_add_to_the_logits() -> None:
    linear = stage()
    linear.dense_weights[cue_names().index("full stop"), 2] = 7
    assert linear.logits(batch_of("zebra."))[0] == pytest.approx([0.5, 0, 7])


def test_no_sentence() -> None:
    empty = batch_of()
    assert stage().logits(empty).shape == (0, 3)
    assert dense(empty).shape == (0, len(cue_names()))


@given(st.lists(st.floats(-1e4, 1e4), min_size=3, max_size=3))
def test_log_softmax_is_a_distribution_however_large_the_logits(logits: list[float]) -> None:
    assert np.exp(log_softmax(np.array([logits]))).sum() == pytest.approx(1)
    assert log_softmax(np.log(np.array([[0.5, 0.25, 0.25]]))) == pytest.approx(np.log([[0.5, 0.25, 0.25]]))
