"""The encoder's training, on a dozen documents and one layer: what it reads, learns and writes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from newsgrain.model.encoder import Encoder
from newsgrain.model.windows import WINDOW_PIECES
from newsgrain.training.data import TrainingData

# exporting the network warns of what tracing cannot follow
pytestmark = [pytest.mark.extra, pytest.mark.filterwarnings("ignore")]

VOTE = "The council voted {} to 2 on Monday to close the library."
ANGER = "It was a shameful and cowardly vote by council number {}, and we should all be angry."
TIME = "Only time will tell what the future holds for region {}."
SUM = "Mayor Ida Holm said the city would save {} million crowns."
SENTENCES = ((VOTE, 0), (ANGER, 1), (TIME, 2), (SUM, 0))


def data(documents: int = 12) -> TrainingData:
    """Documents of four sentences; the first half is learned from in every fold, and labelled by itself, too."""
    rows = [
        (text.format(number + 3), ("reporting", "opinion", "padding")[label], f"d{number}", "text")
        for number in range(documents)
        for text, label in SENTENCES
    ]
    frame = pd.DataFrame(rows, columns=["text", "label", "document", "role"])
    general = np.arange(len(frame)) < len(frame) // 2
    frame["alone_label"] = frame["label"].where(pd.Series(general))
    return TrainingData(frame, np.ones(len(frame)), {}, general=general)


@pytest.fixture(scope="module", autouse=True)
def installed() -> None:
    pytest.importorskip("torch", reason="the extra `train-encoder` is not installed")
    pytest.importorskip("transformers", reason="the extra `train-encoder` is not installed")


@pytest.fixture(scope="module")
def settings() -> Any:
    from newsgrain.training.encoder import FineTuning

    return FineTuning(layers=1, epochs=20, batch_pieces=WINDOW_PIECES, learning_rate=5e-4, head_learning_rate=5e-3)


@pytest.fixture(scope="module")
def rows() -> Any:
    from newsgrain.training.encoder import LabelledRows

    learned = data()
    documents = np.asarray(learned.frame["document"].factorize()[0], dtype=np.int64)
    return LabelledRows(learned.frame["text"].tolist(), documents, learned.truth, learned.weights)


def test_a_course_learns_and_gives_the_same_weights_again(rows: Any, settings: Any) -> None:
    from newsgrain.training.encoder import fine_tuned_weights

    heard: list[str] = []
    weights = fine_tuned_weights(rows, settings, progress=heard.append)
    losses = [float(line.rsplit(" ", 1)[1]) for line in heard]
    assert len(losses) == settings.epochs
    assert losses[-1] < 0.7 * losses[0]
    again = fine_tuned_weights(rows, settings)
    assert all(np.array_equal(weights[name], again[name]) for name in weights)


def test_a_course_goes_on_from_the_weights_it_is_given(rows: Any, settings: Any) -> None:
    from newsgrain.training.encoder import fine_tuned_weights

    first = fine_tuned_weights(rows, settings)
    losses: list[float] = []
    once = replace(settings, epochs=1)
    fine_tuned_weights(rows, once, first, lambda line: losses.append(float(line.rsplit(" ", 1)[1])))
    fine_tuned_weights(rows, once, None, lambda line: losses.append(float(line.rsplit(" ", 1)[1])))
    assert losses[0] < 0.7 * losses[1]


def test_the_packed_encoder_says_what_the_network_says(rows: Any, settings: Any) -> None:
    import torch

    from newsgrain.training.encoder import fine_tune
    from newsgrain.training.encoder_packing import pack
    from newsgrain.training.encoder_windows import Windows

    model = fine_tune(rows, settings)
    encoder = pack(model)
    assert isinstance(encoder, Encoder)
    random = np.random.default_rng(0)
    windows = Windows(rows.sentences, rows.documents, alone=0.0, batch_pieces=WINDOW_PIECES, random=random)
    batch = windows.batch([list(range(4))])
    with torch.no_grad():
        exact = model.sentence_log_odds(batch).numpy()
    packed = encoder.read(rows.sentences[:4], np.array([0, 4])).log_odds
    assert np.abs(packed - exact).max() < 0.15 * np.abs(exact).max()
    assert packed.argmax(axis=1).tolist() == [label for _, label in SENTENCES]


@pytest.mark.parametrize("alone", [0.0, 0.5, 1.0])
def test_a_pass_holds_every_sentence_once_in_batches_of_bounded_size(rows: Any, alone: float) -> None:
    from newsgrain.training.encoder_windows import Windows

    random = np.random.default_rng(1)
    windows = Windows(rows.sentences, rows.documents, alone=alone, batch_pieces=300, random=random)
    found = windows.of_one_pass()
    flat = [row for batch in found for window in batch for row in window]
    assert sorted(flat) == list(range(len(rows.sentences)))
    for batch in found:
        assert windows.batch(batch).pieces.numel() <= 300
        for window in batch:
            assert all(after == before + 1 for before, after in pairwise(window))
            assert len(set(rows.documents[window])) == 1
    single = np.mean([len(window) == 1 for batch in found for window in batch])
    assert (single == 1.0) if alone == 1.0 else (single < 1.0)


def test_the_recipe_judges_each_fold_by_a_fit_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from newsgrain.training import pipeline

    monkeypatch.setattr(pipeline, "GENERAL", settings)
    monkeypatch.setattr(pipeline, "PARTICULAR", replace(settings, epochs=1))
    everything = data(24)
    held_out = np.flatnonzero(~everything.general)
    heard: list[str] = []
    recipe = pipeline.Pipeline(tmp_path, progress=heard.append)
    found = recipe.out_of_fold(everything, held_out)
    assert found.classifier.shape == found.encoder.shape == (len(held_out), 3)
    assert sorted(set(found.fold.tolist())) == list(range(5))
    documents = everything.frame["document"].to_numpy()[held_out]
    assert all(len(set(found.fold[documents == name].tolist())) == 1 for name in set(documents.tolist()))
    assert (
        sum("in documents" in line for line in heard) == 1 + 5 * pipeline.SECOND_COURSES
    )  # the general one, and for each fold
    assert (found.encoder.argmax(axis=1) == everything.truth[held_out]).mean() > 0.8

    heard.clear()
    again = pipeline.Pipeline(tmp_path, progress=heard.append).out_of_fold(everything, held_out)
    assert np.array_equal(again.encoder, found.encoder)
    assert not any("pass" in line for line in heard)  # the cache kept what the fits had learned


def test_rows_that_every_fold_learns_from_cannot_be_held_out() -> None:
    from newsgrain.training.pipeline import Pipeline

    with pytest.raises(ValueError, match="24 rows are held out and in the general course"):
        Pipeline().out_of_fold(data(), np.arange(48))
