import pickle

import numpy as np
import pytest

from newsgrain.training.benchmark.peers import FastText, ForgetfulEncoder, Polarity, normalised

SENTENCES = ["The council voted on Monday.", "A shameful vote.", "Only time\nwill tell."] * 20


@pytest.mark.extra
def test_fasttext_learns_and_can_be_stored() -> None:
    pytest.importorskip("fasttext", reason="the extra `benchmark` is not installed")
    peer = FastText(seed=1)
    peer.fit(SENTENCES, np.array([0, 1, 2] * 20), np.ones(60))
    found = peer.probabilities(SENTENCES[:3])
    assert found.argmax(axis=1).tolist() == [0, 1, 2]
    assert found.sum(axis=1) == pytest.approx(1, abs=1e-3)
    assert (pickle.loads(pickle.dumps(peer)).probabilities(SENTENCES[:3]) == found).all()


@pytest.mark.extra
def test_what_is_not_neutral_is_opinion_to_vader() -> None:
    pytest.importorskip("vaderSentiment", reason="the extra `benchmark` is not installed")
    found = Polarity().probabilities(["The council met on Monday.", "Terrible, disgusting, shameful."])
    assert found.tolist()[0] == [1, 0, 0]
    assert found[1, 1] > 0.5
    assert found.sum(axis=1) == pytest.approx(1)


def test_text_is_normalised_as_in_the_tutorial() -> None:
    assert normalised("It's (so) dry, he said.\nNo!") == "it ' s  ( so )  dry ,  he said .  no ! "


def test_the_encoder_forgets_when_it_is_stored() -> None:
    encoder = ForgetfulEncoder()
    encoder._known["It rained."] = np.ones(3)
    stored = encoder.__getstate__()
    assert stored["_known"] == {}
    assert stored["model"] is encoder.model
