"""What tests of several folders share: a model small enough to train while they start."""

import os
from pathlib import Path

import pandas as pd
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.model.classifier import SentenceClassifier
from newsgrain.model.compiled import compile_classifier
from newsgrain.model.manifest import Manifest
from newsgrain.model.storage import save_model


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model trained on a dozen documents: of no use, but a model in every respect."""
    rows = [
        (text, label, number)
        for number in range(12)
        for text, label in (
            (f"The council voted {number + 3} to 2 on Monday to close the library.", "reporting"),
            ("It was a shameful and cowardly vote, and we should all be angry.", "opinion"),
            ("Only time will tell what the future holds for everyone.", "padding"),
            (f"Mayor Ida Holm said the city would save {number * 7 + 10} million crowns.", "reporting"),
        )
    ]
    frame = pd.DataFrame(rows, columns=["text", "label", "document"])
    classifier = SentenceClassifier(iterations=3, folds=2, min_samples_leaf=2, C=0.1, calibrate=False)
    with threadpool_limits(1):  # threads wait for each other longer than so few rows take
        classifier.fit(frame[["text", "document"]], frame["label"])
    folder = tmp_path_factory.mktemp("models") / "tiny"
    save_model(compile_classifier(classifier), Manifest("tiny", "0", ""), folder)
    return folder


@pytest.fixture
def corpora() -> Path:
    """The folder of the outside corpora, for tests marked `shared`."""
    folder = os.environ.get("NEWSGRAIN_SHARED")
    if not folder:
        pytest.skip("NEWSGRAIN_SHARED is not set: the outside corpora are not here")
    return Path(folder) / "corpora"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-demo", action="store_true", help="record the annotated demo anew")
