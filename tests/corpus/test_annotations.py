import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsgrain.corpus.annotations import MISSING, match_annotations, second_pass_annotations
from newsgrain.corpus.errors import CorpusError, NewsgrainError

Write = Callable[..., Path]

LABEL_OF = {"r": "reporting", "o": "opinion", "p": "padding"}


def record(id: str, *units: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"id": id, **more, "sentences": [{"text": text, "label": LABEL_OF[label]} for text, label in units]}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, *records: dict[str, Any]) -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(item) + "\n" for item in records))
        return path

    return write


def test_matched_by_id_and_text(write: Write) -> None:
    anna = write("anna.jsonl", record("a", ("One.", "r"), ("Two.", "o")), record("b", ("One.", "p")))
    ben = write("ben.jsonl", record("b", ("One.", "r")), record("a", ("Two.", "p"), ("Three.", "p")))
    found = match_annotations([anna, ben])
    assert found.annotators == (str(anna), str(ben))
    assert found.documents == ("a", "b")
    assert found.document_of.tolist() == [0, 0, 0, 1]
    assert found.labels.tolist() == [[0, 1, MISSING, 2], [MISSING, 2, 2, 0]]


def test_a_text_that_recurs_is_matched_in_order(write: Write) -> None:
    anna = write("anna.jsonl", record("a", ("No.", "r"), ("No.", "o")))
    ben = write("ben.jsonl", record("a", ("No.", "p"), ("No.", "r"), ("No.", "o")))
    assert match_annotations([anna, ben]).labels.tolist() == [[0, 1, MISSING], [2, 0, 1]]


def test_nothing_in_common(write: Write) -> None:
    anna, ben = write("anna.jsonl", record("a", ("One.", "r"))), write("ben.jsonl", record("b", ("One.", "r")))
    with pytest.raises(NewsgrainError, match="no sentence stands in two of"):
        match_annotations([anna, ben])


def test_an_annotator_given_twice(write: Write) -> None:
    anna = write("anna.jsonl", record("a", ("One.", "r")))
    with pytest.raises(NewsgrainError, match="is given 2 times"):
        match_annotations([anna, anna])


def test_an_id_that_repeats(write: Write) -> None:
    anna = write("anna.jsonl", record("a", ("One.", "r")), record("a", ("Two.", "r")))
    with pytest.raises(CorpusError, match=rf"{anna}:2: duplicate id 'a', first in {anna}:1"):
        match_annotations([anna, write("ben.jsonl", record("a", ("One.", "r")))])


def test_two_passes_in_one_corpus(write: Write) -> None:
    marked = record("a", ("One.", "r"), ("Two.", "p"), second_pass=True)
    marked["sentences"][1] |= {"author_label": "opinion", "second_label": "padding"}
    unmarked = record("b", ("Three.", "o"), ("Four.", "o"))
    unmarked["sentences"][0] |= {"author_label": "opinion", "second_label": "reporting"}
    once = record("c", ("Five.", "r"))
    found = second_pass_annotations([write("both.jsonl", marked, unmarked, once)])
    assert found.annotators == ("author", "second")
    assert found.documents == ("a", "b")
    assert found.document_of.tolist() == [0, 0, 1, 1]
    assert found.labels.tolist() == [[0, 1, 1, 1], [0, 2, 0, 1]]
    assert found.left_out == 1


@pytest.mark.parametrize(
    ("extras", "problem"),
    [
        ({"author_label": "opinion"}, "unknown second_label None in sentence 1"),
        ({"author_label": "opnion", "second_label": "padding"}, "unknown author_label 'opnion' in sentence 1"),
    ],
)
def test_a_pass_without_a_label(write: Write, extras: dict[str, str], problem: str) -> None:
    broken = record("a", ("One.", "r"), second_pass=True)
    broken["sentences"][0] |= extras
    path = write("both.jsonl", broken)
    with pytest.raises(CorpusError, match=f"{path}:1: {problem}; expected one of: reporting, opinion, padding"):
        second_pass_annotations([path])


def test_no_document_labelled_twice(write: Write) -> None:
    with pytest.raises(NewsgrainError, match="was labelled twice"):
        second_pass_annotations([write("once.jsonl", record("a", ("One.", "r")))])
