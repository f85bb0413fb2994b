import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from newsgrain.corpus.errors import ModelError
from newsgrain.training.evaluation import MIN_BREAKDOWN, WORST_ERRORS, breakdowns, evaluate, worst_errors


def frame_of(documents: int, sentences: int) -> pd.DataFrame:
    rows = [
        (f"d{d}", "even" if d % 2 == 0 else None, i, f"Sentence {i} of document {d}.", "reporting", "brief")
        for d in range(documents)
        for i in range(sentences)
    ]
    return pd.DataFrame(rows, columns=["document", "source", "index", "text", "label", "genre"])


def test_breakdowns_by_hand() -> None:
    frame = frame_of(4, 20)
    probabilities = np.tile([0.6, 0.3, 0.1], (80, 1))
    probabilities[20:60:2] = [0.1, 0.6, 0.3]  # every second sentence of d1 and d2 is taken for opinion
    found = breakdowns(frame, probabilities)
    assert set(found) == {"source"}  # one genre, one length; a quarter of a place has fewer than 30
    by_source = {g.group: (g.sentences, g.accuracy) for g in found["source"]}
    assert by_source == {"even": (40, 0.75), "not given": (40, 0.75)}


def test_small_groups_are_left_out() -> None:
    frame = frame_of(2, MIN_BREAKDOWN - 1)
    assert "source" not in breakdowns(frame, np.tile([1.0, 0, 0], (len(frame), 1)))


def test_places_are_quarters_of_the_document() -> None:
    found = breakdowns(frame_of(20, 8), np.tile([1.0, 0, 0], (160, 1)))
    assert {g.group: g.sentences for g in found["place"]} == dict.fromkeys(
        ["first quarter", "last", "second", "third"], 40
    )


def test_the_surest_errors_come_first() -> None:
    frame = frame_of(1, 4)
    probabilities = np.array([[0.2, 0.8, 0], [0.9, 0.1, 0], [0.05, 0, 0.95], [0.2, 0.8, 0]])
    found = worst_errors(frame, probabilities)
    assert [(e.index, e.predicted, e.confidence) for e in found] == [
        (2, "padding", 0.95), (0, "opinion", 0.8), (3, "opinion", 0.8),
    ]  # fmt: skip
    many = frame_of(1, WORST_ERRORS + 5)
    assert len(worst_errors(many, np.tile([0, 1.0, 0], (len(many), 1)))) == WORST_ERRORS


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    sentences = [
        {"text": "The council voted 7 to 2 on Monday.", "label": "reporting"},
        {"text": "It was a shameful and cowardly vote.", "label": "opinion"},
        {"text": "Only time will tell what the future holds.", "label": "padding"},
    ]
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps({"id": f"d{d}", "sentences": sentences}) + "\n" for d in range(3)), "utf-8")
    return path


def test_evaluating_gives_the_same_as_annotating(corpus: Path, tiny_model: Path) -> None:
    found = evaluate([str(corpus)], tiny_model, baseline=tiny_model)
    assert (found.model, found.scores.documents, found.scores.sentences) == ("tiny 0", 3, 9)
    assert sum(map(sum, found.scores.confusion)) == 9
    assert found.seen == ()
    assert found.difference is not None
    assert (found.difference.low, found.difference.high) == (0, 0)
    assert json.loads(json.dumps(found.to_dict()))["scores"]["sentences"] == 9


def test_a_missing_model_is_refused(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        evaluate([str(corpus)], tmp_path / "none")
