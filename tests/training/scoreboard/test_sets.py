from pathlib import Path

import numpy as np
import pytest

from newsgrain.training.scoreboard.sets import SentenceSet, score_set, sentence_sets


def test_scores_by_hand() -> None:
    found = SentenceSet("x", list("abcd"), np.array([True, True, False, False]), np.array(list("aabb")), "–")
    score = score_set(found, np.array([0.9, 0.4, 0.1, 0.2]))
    assert score.subjective.value == pytest.approx(2 / 3)  # one hit, one miss
    assert score.objective.value == pytest.approx(4 / 5)  # two hits, one false alarm
    assert score.macro_f1.value == pytest.approx((2 / 3 + 4 / 5) / 2)
    # the miss says objective at 0.6: 0.1 and 0.1 too little, 0.6 too much, 0.2 too little, in bins of their own
    assert score.expected_calibration_error == pytest.approx((abs(0.1 + 0.1) + 0.6 + 0.2) / 4)


@pytest.mark.shared
def test_babe_leaves_out_articles_that_the_models_have_read(corpora: Path) -> None:
    sets = {found.name: found for found in sentence_sets(corpora)}
    assert len(sets) == 4
    assert len(sets["CheckThat! 2025 dev_test"].sentences) == 484
    assert len(sets["NewsSD-ENG test"].sentences) == 219
    assert 0 < len(sets["BABE, without mixed ones"].sentences) < len(sets["BABE, factual or not"].sentences) < 2605
