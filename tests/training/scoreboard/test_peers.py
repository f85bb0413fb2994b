import numpy as np
import pytest

from newsgrain.training.scoreboard.peers import BagOfWords, Subjectivity

SENTENCES = ["The council voted on Monday.", "A shameful vote.", "Only time will tell."] * 4


def test_a_bag_of_words_learns_what_it_is_told() -> None:
    peer = BagOfWords()
    peer.fit(SENTENCES, np.array([0, 1, 2] * 4), np.ones(12))
    assert peer.probabilities(SENTENCES[:3]).argmax(axis=1).tolist() == [0, 1, 2]


@pytest.mark.extra
def test_the_lexicon_calls_a_judgement_subjective() -> None:
    pytest.importorskip("textblob", reason="the extra `scoreboard` is not installed")
    found = Subjectivity().probabilities(["The council met.", "It was a terrible, disgusting vote."])
    assert found[0, 1] < 0.5 < found[1, 1]
