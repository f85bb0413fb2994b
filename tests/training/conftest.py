"""A classifier fitted on a dozen documents, for tests that look into one."""

import pandas as pd
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.model.classifier import SentenceClassifier


@pytest.fixture(scope="session")
def labelled_frame() -> pd.DataFrame:
    """Four sentences of each of twelve documents; each kind has words of its own."""
    rows = [
        (text, label, f"d{number}")
        for number in range(12)
        for text, label in (
            (f"The council voted {number + 3} to 2 on Monday, Mayor Ida Holm said.", "reporting"),
            (f"The bridge cost {number * 7 + 10} million crowns in 1987.", "reporting"),
            ("It was a shameful and cowardly vote, and we should all be angry.", "opinion"),
            ("Only time will tell what the future holds for everyone.", "padding"),
        )
    ]
    return pd.DataFrame(rows, columns=["text", "label", "document"])


@pytest.fixture(scope="session")
def fitted(labelled_frame: pd.DataFrame) -> SentenceClassifier:
    classifier = SentenceClassifier(iterations=3, folds=2, min_samples_leaf=2, C=0.1, calibrate=False)
    with threadpool_limits(1):  # threads wait for each other longer than so few rows take
        return classifier.fit(labelled_frame, labelled_frame["label"])
