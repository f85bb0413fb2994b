"""The encoder as a scikit-learn transformer over a frame of sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin

from ..corpus.errors import ModelError
from ..corpus.label import LABELS
from .encoder import Encoder
from .sentence_rows import checked_frame, document_numbers
from .storage import load_model

FloatArray = npt.NDArray[np.float64]


class EncoderFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Log-odds of the three labels, as the encoder of a model judges each sentence in its document.

    Nothing is learned from the frame: the encoder is that of the named model, which has read its own training
    documents already. Do not score on those.

    Parameters
    ----------
    model
        A model that has an encoder: `default`, or a folder.
    alone
        Whether to read every sentence by itself.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"document": ["a", "a"], "text": ["The ferry sank on Monday.", "Only time will tell."]})
    >>> EncoderFeatures().fit_transform(frame).argmax(axis=1).tolist()
    [0, 2]
    """

    def __init__(self, model: str | Path = "default", *, alone: bool = False) -> None:
        self.model = model
        self.alone = alone

    def fit(self, X: pd.DataFrame, y: object = None) -> Self:
        """Check the frame and the model; nothing is learned.

        Raises
        ------
        FittingError
            If the frame has no column `text` of strings, or the rows of a document do not stand together.
        ModelError
            If the model has no encoder.
        """
        checked_frame(X)
        self._encoder()
        return self

    def transform(self, X: pd.DataFrame) -> FloatArray:
        """Log-odds in the order of `LABELS`: an array [n_sentences, 3]. Raises as `fit` does."""
        frame = checked_frame(X)
        n = len(frame)
        numbers = np.arange(n) if self.alone else document_numbers(frame)
        offsets = np.append(np.flatnonzero(np.diff(numbers, prepend=-1)), n)
        return self._encoder().read(frame["text"].tolist(), offsets).log_odds

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Names of the columns."""
        return np.array([f"encoder {label}" for label in LABELS], dtype=object)

    def __sklearn_is_fitted__(self) -> bool:
        """Always: there is nothing to fit."""
        return True

    def _encoder(self) -> Encoder:
        cascade = load_model(self.model).cascade
        if cascade is None:
            raise ModelError(f"the model {str(self.model)!r} has no encoder; name one that has, such as 'default'")
        return cascade.encoder
