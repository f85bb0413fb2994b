"""What must hold for any content in any format: nothing is raised, texts come back, spans are exact."""

import csv
import gzip
import io
import json
import sys

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import FAULTS, InputError
from newsgrain.corpus.reading import read_documents
from newsgrain.corpus.sources import FORMATS

TEXTS = st.lists(st.text(min_size=1).filter(lambda text: not text.isspace()), min_size=1, max_size=5)


def read(data: bytes, input_format: str | None) -> tuple[list[Document], list[InputError]]:
    errors: list[InputError] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return list(read_documents(["-"], input_format=input_format, on_error=errors.append)), errors


def check_spans(document: Document) -> None:
    at = 0
    for unit in document.sentences:
        assert document.text[unit.start : unit.end] == unit.text
        assert unit.start >= at
        assert not document.text[at : unit.start].strip()
        at = unit.end
    assert not document.text[at:].strip()


@pytest.mark.parametrize("input_format", [None, *FORMATS])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode), st.binary(max_size=99).map(gzip.compress))
)
def test_any_bytes_are_read_or_refused(input_format: str | None, data: bytes) -> None:
    documents, errors = read(data, input_format)
    assert documents or errors or not data.strip() or input_format in ("csv", "tsv", "jsonl", "json", "parquet")
    assert all(error.kind in FAULTS and error.problem for error in errors)
    for document in documents:
        check_spans(document)


@given(TEXTS)
def test_texts_come_back_from_json_lines(texts: list[str]) -> None:
    data = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()
    documents, errors = read(data, "jsonl")
    assert ([document.text for document in documents], errors) == (texts, [])


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1).filter(str.strip),
        max_size=5,
    )
)
def test_texts_come_back_from_csv(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["id", "text"], *enumerate(texts)])
    documents, errors = read(stream.getvalue().encode(), "csv")
    assert ([document.text for document in documents], errors) == (texts, [])


@given(TEXTS)
def test_texts_come_back_from_parquet(texts: list[str]) -> None:
    stream = io.BytesIO()
    parquet.write_table(pa.table({"text": texts}), stream)
    documents, errors = read(stream.getvalue(), "parquet")
    assert ([document.text for document in documents], errors) == (texts, [])


@given(
    st.text(st.characters(exclude_characters="\ufeff\x00", exclude_categories=["Cs"])),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_a_text_comes_back_in_every_encoding_of_unicode(text: str, encoding: str) -> None:
    text = f"It rained. {text}"
    documents, errors = read(text.encode(encoding), "text")
    assert ([document.text for document in documents], errors) == ([text], [])


@given(
    st.lists(
        st.sampled_from(['{"text": "Rain."}', "{", '{"text": 5}', '{"text": "\\ud800 x"}', "[]", "\xff"]), max_size=8
    )
)
def test_a_broken_line_costs_itself(lines: list[str]) -> None:
    documents, errors = read("".join(f"{line}\n" for line in lines).encode("latin-1"), "jsonl")
    good = sum(line in ('{"text": "Rain."}', '{"text": "\\ud800 x"}') for line in lines)
    assert len(documents) == good
    assert len(errors) == len(lines) - good or not lines
