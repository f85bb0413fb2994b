from pathlib import Path

import numpy as np
import pandas as pd

from newsgrain.corpus.document import Document
from newsgrain.model.storage import load_model
from newsgrain.training.worst_errors import (
    WORST_ERRORS,
    ErrorReason,
    sentence_reasons,
    surest_errors,
    worst_errors,
)


def frame_of(sentences: int) -> pd.DataFrame:
    rows = [("d", i, f"Sentence {i}.", "reporting") for i in range(sentences)]
    return pd.DataFrame(rows, columns=["document", "index", "text", "label"])


PROBABILITIES = np.array([[0.2, 0.8, 0], [0.9, 0.1, 0], [0.05, 0, 0.95], [0.2, 0.8, 0]])


def test_the_surest_errors_come_first() -> None:
    found = worst_errors(frame_of(4), PROBABILITIES, {0: (ErrorReason("a number", 1.0, "7"),)})
    assert [(e.index, e.predicted, e.confidence) for e in found] == [
        (2, "padding", 0.95), (0, "opinion", 0.8), (3, "opinion", 0.8),
    ]  # fmt: skip
    assert [len(e.reasons) for e in found] == [0, 1, 0]
    assert surest_errors(np.zeros(4, dtype=np.int64), PROBABILITIES).tolist() == [2, 0, 3]


def test_no_more_than_a_report_can_hold() -> None:
    many = frame_of(WORST_ERRORS + 5)
    assert len(worst_errors(many, np.tile([0, 1.0, 0], (len(many), 1)))) == WORST_ERRORS


def test_an_annotator_who_agrees_with_the_model_is_named() -> None:
    frame = frame_of(4)
    frame["author_label"] = ["reporting", None, "reporting", None]
    frame["second_label"] = ["opinion", None, "reporting", None]
    found = worst_errors(frame, PROBABILITIES)
    assert [(e.index, e.disputed) for e in found] == [(2, False), (0, True), (3, False)]


def test_reasons_are_those_that_annotating_gives(tiny_model: Path) -> None:
    model = load_model(tiny_model)
    documents = [
        Document.from_sentences(["The council voted 7 to 2.", "A shameful vote."]),
        Document.from_sentences(["Only time will tell.", "Mayor Ida Holm said the city would save 70 million crowns."]),
    ]
    found = sentence_reasons(model, documents, np.array([3, 0]))
    assert list(found) == [3, 0]
    sentence = model.annotate(documents[1]).sentences[1]
    assert [(r.cue, r.weight) for r in found[3]] == [(r.cue, r.weight) for r in sentence.reasons]
    for reason, given in zip(found[3], sentence.reasons, strict=True):
        whole = (given.start, given.end) == (sentence.start, sentence.end)
        assert reason.words == ("" if whole else documents[1].text[given.start : given.end])
