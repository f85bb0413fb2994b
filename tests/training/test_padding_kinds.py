import numpy as np
import pandas as pd
import pytest

from newsgrain.corpus.label import LABELS
from newsgrain.training.padding_kinds import recall_by_kind


def frame_of(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["document", "label", "kind"])


def test_recall_by_hand() -> None:
    frame = frame_of(
        ("a", "padding", "truism"), ("a", "padding", "truism"), ("b", "padding", "truism"),
        ("b", "padding", "boilerplate"), ("b", "padding", None), ("b", "reporting", None),
    )  # fmt: skip
    truism, boilerplate = recall_by_kind(frame, np.eye(3)[[2, 1, 2, 0, 0, 2]])
    assert (truism.kind, truism.documents, truism.sentences) == ("truism", 2, 3)
    assert truism.recall.value == pytest.approx(2 / 3)
    assert (truism.recall.low, truism.recall.high) == (0.5, 1)
    assert truism.given == {"reporting": 0, "opinion": 1, "padding": 2}
    assert (boilerplate.kind, boilerplate.recall.value) == ("boilerplate", 0)
    assert boilerplate.to_dict()["given"] == dict(zip(LABELS, [1, 0, 0], strict=True))


def test_without_kinds_there_is_nothing_to_say() -> None:
    frame = frame_of(("a", "padding", None), ("a", "reporting", None))
    assert recall_by_kind(frame, np.eye(3)[[2, 0]]) == ()
    assert recall_by_kind(frame.drop(columns="kind"), np.eye(3)[[2, 0]]) == ()
