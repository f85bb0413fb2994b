from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.document_frame import summary_frame
from newsgrain.model.frame import annotate_frame, sentence_frame
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


def test_one_document_needs_no_list(build: Build) -> None:
    document = build(("It rained.", "reporting"))
    assert_frame_equal(sentence_frame(document), sentence_frame([document]))
    assert_frame_equal(document.to_frame(), sentence_frame([document]))


def test_a_text_must_be_annotated_first() -> None:
    for wrong in ("It rained.", ["It rained."]):
        with pytest.raises(TypeError, match="expected an annotated document; received str; annotate it first"):
            sentence_frame(wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="expected an annotated document; received str; annotate it first"):
            summary_frame(wrong)  # type: ignore[arg-type]


def test_every_document_is_a_category(build: Build) -> None:
    frame = sentence_frame([build(("It rained.", "reporting"), id="b"), build(id="empty"), build(("No.", "opinion"))])
    assert frame["document"].dtype == pd.CategoricalDtype(["b", "empty", "a"])
    assert list(frame["document"]) == ["b", "a"]


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
    frame = annotate_frame(df, id="url", model=tiny_model)
    assert list(frame["document"]) == [10, 12]
    assert frame["document"].cat.categories.tolist() == [10, 11, 12]


def test_rows_without_text_stay_in_the_summary(tiny_model: Path) -> None:
    texts = [None, "It rained.", "", " \n ", float("nan")]
    df = pd.DataFrame({"text": texts}, index=["none", "rain", "empty", "blank", "nan"])
    frame = annotate_frame(df, model=tiny_model)
    summary = summary_frame(frame)
    assert list(frame["document"]) == ["rain"]
    assert dict(zip(summary["document"], summary["sentences"], strict=True)) == {
        "none": 0,
        "rain": 1,
        "empty": 0,
        "blank": 0,
        "nan": 0,
    }
    assert list(summary["document"]) == list(df.index)


def test_index_labels_may_be_pairs(tiny_model: Path) -> None:
    pairs = pd.MultiIndex.from_tuples([("a", 1), ("a", 2)])
    df = pd.DataFrame({"text": ["It rained.", "It snowed."]}, index=pairs)
    frame = annotate_frame(df, model=tiny_model)
    assert list(frame["document"]) == [("a", 1), ("a", 2)]
    assert list(summary_frame(frame)["document"]) == [("a", 1), ("a", 2)]


def test_a_shared_name_is_told(tiny_model: Path) -> None:
    df = pd.DataFrame({"text": ["It rained.", "It snowed.", "It thawed."]}, index=["a", "a", "b"])
    with pytest.warns(UserWarning, match="1 of 3 documents share their name in the index with an earlier one"):
        frame = annotate_frame(df, model=tiny_model)
    assert list(frame["document"]) == ["a", "a", "b"]
    with pytest.raises(NewsgrainError, match="sentence 0 of document 'a' stands twice"):
        summary_frame(frame)


@pytest.mark.parametrize(("name", "received"), [(None, "received none"), (float("nan"), "nan"), (["x"], "list")])
def test_a_document_without_a_usable_name_is_refused(name: object, received: str, tiny_model: Path) -> None:
    df = pd.DataFrame({"text": ["It rained.", "It snowed."], "url": pd.Series(["a", name], dtype=object)})
    with pytest.raises(NewsgrainError, match=f"row 1: expected a name in 'url'; .*{received}"):
        annotate_frame(df, id="url", model=tiny_model)


def test_a_column_that_stands_twice_is_refused(tiny_model: Path) -> None:
    df = pd.DataFrame([["It rained.", "It snowed."]], columns=["text", "text"])
    with pytest.raises(NewsgrainError, match="expected one column 'text'; received 2"):
        annotate_frame(df, model=tiny_model)


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
