"""The encoder in scikit-learn's hands."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline

from newsgrain.corpus.errors import FittingError, ModelError
from newsgrain.model.encoder_features import EncoderFeatures
from newsgrain.model.storage import load_model

FRAME = pd.DataFrame(
    {
        "document": ["a", "a", "b", "b", "b"],
        "text": ["It rained.", "Only time will tell.", "Rain fell.", "What a shameful vote!", "Sign up here."],
    }
)


def test_it_gives_what_the_encoder_says_in_each_document() -> None:
    cascade = load_model("default").cascade
    assert cascade is not None
    expected = cascade.encoder.read(FRAME["text"].tolist(), np.array([0, 2, 5])).log_odds
    found = EncoderFeatures().fit_transform(FRAME)
    assert found.shape == (5, 3)
    assert np.array_equal(found, expected)


def test_alone_each_sentence_is_its_own_document() -> None:
    alone = EncoderFeatures(alone=True).fit_transform(FRAME)
    assert np.array_equal(alone[3:4], EncoderFeatures().fit_transform(FRAME.iloc[3:4]))
    assert not np.array_equal(alone, EncoderFeatures().fit_transform(FRAME))


def test_it_works_in_a_pipeline_that_is_cloned_and_cross_validated() -> None:
    labels = np.array(["reporting", "padding", "reporting", "opinion", "padding"])
    frame, y = pd.concat([FRAME] * 4, ignore_index=True), np.tile(labels, 4)
    frame["document"] = np.repeat(np.arange(8), [2, 3] * 4)
    pipeline = clone(make_pipeline(EncoderFeatures(), LogisticRegression()))
    assert cross_val_score(pipeline, frame, y, cv=2).mean() > 0.9
    assert pipeline.fit(frame, y)[:-1].get_feature_names_out().tolist()[0] == "encoder reporting"


def test_no_rows() -> None:
    assert EncoderFeatures().transform(FRAME.iloc[:0]).shape == (0, 3)


def test_a_model_without_an_encoder_is_refused() -> None:
    with pytest.raises(ModelError, match="'fast' has no encoder"):
        EncoderFeatures("fast").fit(FRAME)


def test_a_frame_without_text_is_refused() -> None:
    with pytest.raises(FittingError, match="column 'text'"):
        EncoderFeatures().fit(FRAME[["document"]])
