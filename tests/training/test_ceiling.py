import numpy as np
import pandas as pd
import pytest

from newsgrain.training.ceiling import annotator_ceiling

COLUMNS = ["document", "label", "author_label", "second_label"]


def test_two_annotators_and_the_model_by_hand() -> None:
    rows = [
        ("a", "reporting", "reporting", "reporting"),
        ("a", "opinion", "opinion", "padding"),  # the model gives the other label
        ("a", "padding", "opinion", "padding"),  # the model gives the final label
        ("b", "padding", "padding", "padding"),  # the model errs where both agree
        ("c", "opinion", None, None),  # labelled once: does not count
    ]
    found = annotator_ceiling(pd.DataFrame(rows, columns=COLUMNS), np.eye(3)[[0, 2, 2, 0, 1]])
    assert found is not None
    assert (found.annotators.documents, found.annotators.sentences) == (2, 4)
    assert found.annotators.accuracy.value == 0.5
    # first: reporting 1, opinion 2, padding 1; second: 1, 0, 3; they meet in reporting 1, padding 1
    assert {name: s.f1.value for name, s in found.annotators.labels.items()} == pytest.approx(
        {"reporting": 1, "opinion": 0, "padding": 2 * 1 / (1 + 3)}
    )
    assert found.model.accuracy.value == 0.5
    assert (found.contested, found.contested_right, found.contested_other) == (2, 1, 1)
    # chance agreement (1 * 1 + 2 * 0 + 1 * 3) / 16 = 1/4
    assert found.kappa == pytest.approx((0.5 - 0.25) / (1 - 0.25))
    assert found.to_dict()["contested"] == {
        "sentences": 2, "model_gives_final_label": 1, "model_gives_other_label": 1,
    }  # fmt: skip


def test_without_a_second_pass_there_is_no_ceiling() -> None:
    frame = pd.DataFrame([("a", "reporting", None, None)], columns=COLUMNS)
    assert annotator_ceiling(frame, np.eye(3)[[0]]) is None
    assert annotator_ceiling(frame[["document", "label"]], np.eye(3)[[0]]) is None


def test_one_label_throughout_has_no_kappa() -> None:
    frame = pd.DataFrame([("a", *["reporting"] * 3), ("b", *["reporting"] * 3)], columns=COLUMNS)
    found = annotator_ceiling(frame, np.eye(3)[[0, 0]])
    assert found is not None
    assert found.to_dict()["cohen_kappa"] is None
