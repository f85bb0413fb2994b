from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.frame import SUMMARY_COLUMNS, annotate_frame, sentence_frame, summary_frame
from newsgrain.model.rendering.tables import COLUMNS
from newsgrain.model.storage import load_model

Build = Callable[..., AnnotatedDocument]


def test_sentences_are_tidy(build: Build) -> None:
    frame = sentence_frame([build(("It rained.", "reporting"), ("A shame!", "opinion")), build(id="b")])
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["document"]) == ["a", "a"]
    assert list(frame["index"]) == [0, 1]
    assert list(frame["p_opinion"]) == pytest.approx([0.05, 0.9])
    assert frame["label"].dtype == pd.CategoricalDtype(["reporting", "opinion", "padding", "uncertain"])
    assert frame["role"].dtype == pd.CategoricalDtype(["text", "heading", "list_item", "caption"])
    assert frame["start"].dtype == "int64"
    assert frame["confidence"].dtype == "float64"


def test_no_sentences_have_the_same_columns_and_types(build: Build) -> None:
    empty, full = sentence_frame([]), sentence_frame([build(("It rained.", "reporting"))])
    assert list(empty.columns) == list(full.columns)
    for column in ("index", "confidence", "label", "role"):
        assert empty[column].dtype == full[column].dtype


def test_documents_have_a_row_each(build: Build) -> None:
    frame = summary_frame([build(("It rained.", "reporting"), ("Hm.", "padding")), build(id=None)])
    assert list(frame.columns) == SUMMARY_COLUMNS
    first, second = frame.to_dict("records")
    assert (first["document"], second["document"]) == ("a", 1)
    assert first["reporting_words"] == 2
    assert first["reporting_share"] == first["information_density"] == pytest.approx(2 / 3)
    assert first["uncertain_sentences"] == 0
    assert (first["longest_padding_run"], first["longest_padding_start"]) == (1, 1)
    assert pd.isna(second["longest_padding_start"])
    assert list(summary_frame([]).columns) == SUMMARY_COLUMNS


def test_frame_in_frame_out(tiny_model: Path) -> None:
    texts = ["The council voted 7 to 2 on Monday. Only time will tell.", None, "", "It was a shameful vote."]
    df = pd.DataFrame({"body": texts, "n": range(4)}, index=["w", "x", "y", "z"])
    before = df.copy(deep=True)
    frame = annotate_frame(df, text="body", model=tiny_model)
    assert_frame_equal(df, before)
    assert list(frame["document"]) == ["w", "w", "z"]
    assert list(frame["index"]) == [0, 1, 0]
    expected = load_model(tiny_model).annotate(texts[0] or "").to_frame()
    assert_frame_equal(frame.iloc[:2].drop(columns="document"), expected.drop(columns="document"))


def test_documents_may_be_named_by_a_column(tiny_model: Path) -> None:
    df = pd.DataFrame({"text": ["It rained.", float("nan"), "It snowed."], "url": [10, 11, 12]})
    assert list(annotate_frame(df, id="url", model=tiny_model)["document"]) == [10, 12]


def test_index_labels_may_repeat_or_be_pairs(tiny_model: Path) -> None:
    pairs = pd.MultiIndex.from_tuples([("a", 1), ("a", 1)])
    df = pd.DataFrame({"text": ["It rained.", "It snowed."]}, index=pairs)
    assert list(annotate_frame(df, model=tiny_model)["document"]) == [("a", 1), ("a", 1)]


def test_low_confidence_is_uncertain(tiny_model: Path) -> None:
    df = pd.DataFrame({"text": ["It rained."]})
    assert list(annotate_frame(df, model=tiny_model, min_confidence=1.0)["label"]) == ["uncertain"]


def test_empty_frame(tiny_model: Path) -> None:
    frame = annotate_frame(pd.DataFrame({"text": []}), model=tiny_model)
    assert (len(frame), list(frame.columns)) == (0, list(COLUMNS))


@pytest.mark.parametrize(("text", "id"), [("body", None), ("title", "body")])
def test_missing_column_is_named(text: str, id: str | None) -> None:
    df = pd.DataFrame({"title": ["x"], "date": ["y"]})
    with pytest.raises(NewsgrainError, match="expected a column 'body'; received: title, date"):
        annotate_frame(df, text=text, id=id)


def test_text_that_is_none_is_refused(tiny_model: Path) -> None:
    df = pd.DataFrame({"text": [["a", "list"]]}, index=[7])
    with pytest.raises(NewsgrainError, match="row 7: expected a string in 'text'; received list"):
        annotate_frame(df, model=tiny_model)
