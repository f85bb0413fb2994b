"""What a fitted classifier's first stage learned, as a frame that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from ..corpus.label import LABELS
from ..model.cues import cue_names

if TYPE_CHECKING:
    import pandas as pd

    from ..model.classifier import SentenceClassifier

Kind = Literal["cue", "word"]

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of features that have names; pairs of words are hashed, and vectors have none."""

UNITS: dict[Kind, str] = {
    "cue": "nats for a cue one standard deviation above its mean",
    "word": "nats for a sentence of this word alone",
}
"""What the weights of each kind say."""


def weight_frame(classifier: SentenceClassifier) -> pd.DataFrame:
    """Weights of the first stage, comparable within a kind.

    Of a cue: what one standard deviation more of it, over the training sentences, adds to the log-odds of each label
    against the mean of all three. Of a word: what a sentence of that word alone gets from it; in longer sentences a
    word weighs less. A row's weights sum to 0. Words that were not seen in training weigh nothing and are left out.

    Parameters
    ----------
    classifier
        Fitted.

    Returns
    -------
    pandas.DataFrame
        `feature`, `kind` (category), and a column of weights in nats for each label.

    Raises
    ------
    TypeError
        If it is no `SentenceClassifier`.
    ValueError
        If it is not fitted.
    """
    import numpy as np
    import pandas as pd
    from sklearn.utils.validation import check_is_fitted

    from ..model.classifier import SentenceClassifier

    if not isinstance(classifier, SentenceClassifier):
        kind = type(classifier).__name__
        raise TypeError(f"expected a fitted SentenceClassifier; received {kind}; a model file holds no scales of cues")
    check_is_fitted(classifier, "sentence_model_")
    forms, cues = classifier.vocabulary_.forms, cue_names()
    weights = classifier.sentence_model_.coef_.T
    weights = weights - weights.mean(axis=1, keepdims=True)
    start = classifier.vocabulary_.n_columns
    words = weights[: len(forms)]  # an n-gram row has unit length: one word alone has the value 1, whatever its rarity
    seen = np.flatnonzero(np.abs(words).sum(axis=1) > 0)
    values = np.concatenate([weights[start : start + len(cues)] * classifier.cue_scale, words[seen]])
    frame = pd.DataFrame(values, columns=list(LABELS))
    kinds = pd.Series(["cue"] * len(cues) + ["word"] * len(seen), dtype=pd.CategoricalDtype(list(KINDS)))
    frame.insert(0, "feature", [*cues, *(forms[index] for index in seen.tolist())])
    frame.insert(1, "kind", kinds)
    return frame
