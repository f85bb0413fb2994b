from pathlib import Path

import pytest

from newsgrain.corpus.label import LABELS
from newsgrain.model.classifier import SentenceClassifier
from newsgrain.model.cues import cue_names
from newsgrain.model.storage import load_model
from newsgrain.training.weights import weight_frame


def test_every_cue_and_every_word_seen_has_a_row(fitted: SentenceClassifier) -> None:
    frame = weight_frame(fitted)
    assert list(frame.columns) == ["feature", "kind", *LABELS]
    assert list(frame["feature"][: len(cue_names())]) == list(cue_names())
    assert frame["kind"].cat.categories.tolist() == ["cue", "word"]
    words = frame[frame["kind"] == "word"].set_index("feature")
    assert {"council", "said", "shameful", "future"} <= set(words.index)
    assert "parliament" not in words.index  # known, but not seen


def test_weights_are_against_the_mean_of_all_labels(fitted: SentenceClassifier) -> None:
    frame = weight_frame(fitted)
    assert frame[list(LABELS)].sum(axis=1).abs().max() < 1e-9
    raw = fitted.sentence_model_.coef_[:, fitted.vocabulary_.n_columns + cue_names().index("numbers")]
    numbers = frame[frame["feature"] == "numbers"].iloc[0]
    assert [numbers[label] for label in LABELS] == pytest.approx((raw - raw.mean()) * fitted.cue_scale)


def test_a_word_of_one_label_speaks_for_it(fitted: SentenceClassifier) -> None:
    frame = weight_frame(fitted)
    words = frame[frame["kind"] == "word"].set_index("feature")[list(LABELS)]
    highest = words.idxmax(axis=1).to_dict()
    assert [str(highest[word]) for word in ("council", "shameful", "future")] == ["reporting", "opinion", "padding"]


def test_a_model_file_has_no_weights_to_compare(tiny_model: Path) -> None:
    with pytest.raises(TypeError, match="expected a fitted SentenceClassifier; received Model"):
        weight_frame(load_model(tiny_model))  # type: ignore[arg-type]


def test_what_is_not_fitted_is_refused() -> None:
    with pytest.raises(ValueError, match="not fitted"):
        weight_frame(SentenceClassifier())
