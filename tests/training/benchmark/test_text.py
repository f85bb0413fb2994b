from pathlib import Path

import pytest

from newsgrain.corpus.errors import InputError, NewsgrainError
from newsgrain.training.benchmark.reading import read_all
from newsgrain.training.benchmark.text import Text, grown, read_text, taken, write_jsonl, write_parquet

DOCUMENTS = ("It rained. The dam held.", "We must act.", "Nobody knows. Nobody will. So it goes.")


def test_documents_are_taken_until_there_are_enough_sentences() -> None:
    assert taken(DOCUMENTS, 1) == Text(DOCUMENTS[:1], 2)
    assert taken(DOCUMENTS, 3) == Text(DOCUMENTS[:2], 3)
    assert taken(DOCUMENTS, 4) == taken(DOCUMENTS, None) == Text(DOCUMENTS, 6)


def test_a_text_grows_by_coming_again() -> None:
    assert grown(Text(DOCUMENTS, 6), 8) == Text((*DOCUMENTS, DOCUMENTS[0]), 8)
    assert grown(Text(DOCUMENTS, 6), 2) == Text(DOCUMENTS[:1], 2)


def test_the_first_part_of_a_text() -> None:
    text = Text(DOCUMENTS, 6)
    assert text.first(None) is text.first(6) is text
    assert text.first(3) == Text(DOCUMENTS[:2], 3)


def test_a_text_is_described_by_counts_and_a_hash() -> None:
    about = Text(DOCUMENTS, 6).describe()
    assert (about["documents"], about["sentences"], about["characters"]) == (3, 6, sum(map(len, DOCUMENTS)))
    assert about["sha256"] != Text(("It rained. The dam held.We must act.", DOCUMENTS[2]), 6).describe()["sha256"]


@pytest.mark.parametrize("write", [write_jsonl, write_parquet])
def test_what_is_written_is_read_again(write, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    many = DOCUMENTS * 200  # more than a row group
    path = write(many, tmp_path / f"made.{'jsonl' if write is write_jsonl else 'parquet'}")
    assert [document.text for document in read_all([str(path)])] == list(many)


def test_a_text_is_read_from_any_format(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(DOCUMENTS[0], encoding="utf-8")
    write_jsonl(DOCUMENTS[1:], tmp_path / "two.jsonl")
    assert read_text([str(tmp_path)]) == Text(DOCUMENTS, 6)
    assert read_text([str(tmp_path)], 1) == Text(DOCUMENTS[:1], 2)


def test_an_input_that_cannot_be_read_ends_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.txt"):
        read_text([str(tmp_path / "nothing.txt")])
    with pytest.raises(NewsgrainError, match="no sentence in"):
        read_text([])
