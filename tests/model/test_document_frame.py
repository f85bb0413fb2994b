from collections.abc import Callable

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.document_frame import SUMMARY_COLUMNS, summary_frame
from newsgrain.model.frame import sentence_frame

Build = Callable[..., AnnotatedDocument]


@pytest.fixture
def documents(build: Build) -> list[AnnotatedDocument]:
    return [
        build(
            ("Time will tell.", "padding"),
            ("It rained.", "reporting"),
            ("We shall see.", "padding"),
            ("Who knows?", "padding"),
        ),
        build(id="empty"),
        build(("A shame!", "opinion"), ("Hm.", "uncertain"), id="c"),
    ]


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


def test_one_document_needs_no_list(article: AnnotatedDocument) -> None:
    assert_frame_equal(summary_frame(article), summary_frame([article]))
    assert_frame_equal(article.summary_frame(), summary_frame([article]))


def test_types_do_not_depend_on_what_is_there(documents: list[AnnotatedDocument]) -> None:
    for frame in (summary_frame([]), summary_frame(documents), summary_frame(sentence_frame([]))):
        assert list(frame.columns) == SUMMARY_COLUMNS
        assert {str(frame[name].dtype) for name in SUMMARY_COLUMNS if name.endswith("_share")} == {"float64"}
        assert {str(frame[name].dtype) for name in SUMMARY_COLUMNS if name.endswith("s")} == {"int64"}
        assert frame["information_density"].dtype == "float64"
        assert frame["longest_padding_run"].dtype == "int64"
        assert frame["longest_padding_start"].dtype == "Int64"
        assert frame["language"].dtype == sentence_frame([])["text"].dtype


def test_sentences_sum_up_to_what_their_documents_do(documents: list[AnnotatedDocument]) -> None:
    assert_frame_equal(summary_frame(sentence_frame(documents)), summary_frame(documents))


def test_the_order_of_sentences_is_that_of_their_index(documents: list[AnnotatedDocument]) -> None:
    shuffled = sentence_frame(documents).sample(frac=1, random_state=3)
    assert list(shuffled.index) != sorted(shuffled.index)
    assert_frame_equal(summary_frame(shuffled), summary_frame(documents))


def test_a_frame_read_back_from_a_table_will_do(documents: list[AnnotatedDocument]) -> None:
    plain = sentence_frame(documents).astype({"document": object, "label": object})
    assert_frame_equal(summary_frame(plain), summary_frame([documents[0], documents[2]]))


def test_of_a_filtered_frame_the_rest_is_summed_up(documents: list[AnnotatedDocument]) -> None:
    sentences = sentence_frame(documents)
    rest = summary_frame(sentences[sentences["index"] > 0])
    assert list(rest["document"]) == ["a", "empty", "c"]
    assert list(rest["sentences"]) == [3, 0, 1]
    assert list(rest["words"]) == [7, 0, 1]
    assert rest["longest_padding_start"].tolist() == [2, pd.NA, pd.NA]  # in the document, not among the rows
    padding = sentences[sentences["label"] == "padding"]
    used = padding.assign(document=padding["document"].cat.remove_unused_categories())
    assert list(summary_frame(used)["document"]) == ["a"]


def test_a_sentence_that_stands_twice_is_refused(documents: list[AnnotatedDocument]) -> None:
    sentences = sentence_frame(documents)
    with pytest.raises(NewsgrainError, match="sentence 0 of document 'a' stands twice; give every document a name"):
        summary_frame(pd.concat([sentences, sentences]))


def test_a_frame_of_something_else_is_refused() -> None:
    with pytest.raises(NewsgrainError, match=r"expected the columns .*; index, label is not among them"):
        summary_frame(pd.DataFrame({"document": [], "text": []}))
