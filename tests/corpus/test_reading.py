"""Reading inputs through the front door, with real files."""

import gzip
import io
import json
import logging
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgrain.corpus import decoding, sources
from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import InputError
from newsgrain.corpus.reading import read_documents
from newsgrain.corpus.sources import expand_inputs

Read = Callable[..., tuple[list[Document], list[InputError]]]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def stdin(monkeypatch: pytest.MonkeyPatch, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_text_is_kept_as_it_is(tmp_path: Path, read: Read) -> None:
    path = write(tmp_path / "a.txt", "\ufeffIt rained.\r\n\r\nIt poured.  ")
    assert read(path) == ([Document("It rained.\r\n\r\nIt poured.  ", str(path))], [])


def test_gzip_of_text(tmp_path: Path, read: Read) -> None:
    path = write(tmp_path / "a.txt.gz", gzip.compress(b"It rained."))
    assert read(path) == ([Document("It rained.", str(path))], [])


def test_json_lines(tmp_path: Path, read: Read) -> None:
    lines = [
        {"id": 7, "body": "It rained.", "title": "Rain", "section": "local"},
        {"url": "https://a.example/1", "text": "It poured.", "body": "not this"},
        {"content": "It hailed."},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)))
    assert read(path) == (
        [
            Document("It rained.", "7", "Rain", {"section": "local"}),
            Document("It poured.", "https://a.example/1", None, {"url": "https://a.example/1", "body": "not this"}),
            Document("It hailed.", f"{path}#3"),
        ],
        [],
    )


def test_bad_records_are_named_and_the_others_done(tmp_path: Path, read: Read) -> None:
    rows = [
        '{"text": "One."}',
        "{oops",
        "[1]",
        "",
        '{"text": null}',
        '{"text": " "}',
        '{"words": "x"}',
        '{"text": "Two."}',
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(rows))
    documents, errors = read(path)
    assert [document.text for document in documents] == ["One.", "Two."]
    assert [error.source for error in errors] == [f"{path}#{number}" for number in (2, 3, 5, 6, 7)]
    assert [error.problem.split(";")[0].split("(")[0].strip() for error in errors] == [
        "line is not JSON",
        "expected a JSON object",
        "expected a string as text",
        "has an empty text",
        "has no field 'text' or 'body' or 'content' or 'article'",
    ]


def test_named_fields(tmp_path: Path, read: Read) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "no", "story": "It rained.", "key": "k1"}\n{"story": "It poured."}')
    documents, errors = read(path, text_field="story", id_field="key")
    assert documents == [Document("It rained.", "k1", None, {"text": "no"})]
    assert str(errors[0]) == f"{path}#2: has no field 'key'; received 'story': correct id_field"


def test_labelled_line_is_already_split(tmp_path: Path, read: Read) -> None:
    line = {
        "id": "a",
        "source": "s",
        "sentences": [
            {"text": "Rep.", "label": "reporting"},
            {"text": "Next. One.", "role": "heading"},
            "Third.",
        ],
    }
    (document,), errors = read(write(tmp_path / "a.jsonl", json.dumps(line)))
    assert errors == []
    assert document == Document.from_sentences(
        ["Rep.", "Next. One.", "Third."], roles=["text", "heading", "text"], id="a", metadata={"source": "s"}
    )


@pytest.mark.parametrize("sentences", [[], [1], [{"text": 3}], [{"text": "a", "role": "footer"}]])
def test_labelled_line_with_bad_sentences(tmp_path: Path, read: Read, sentences: list[object]) -> None:
    documents, errors = read(write(tmp_path / "a.jsonl", json.dumps({"sentences": sentences})))
    assert (documents, len(errors)) == ([], 1)


def test_json_object_and_list(tmp_path: Path, read: Read) -> None:
    one = write(tmp_path / "one.json", '{"text": "It rained."}')
    many = write(tmp_path / "many.json", '[{"id": "x", "text": "It poured."}, 3]')
    lines = write(tmp_path / "lines.json", '{"text": "a"}\n{"text": "b"}')
    documents, errors = read(one, many, lines)
    assert [(document.id, document.text) for document in documents] == [
        (f"{one}#1", "It rained."),
        ("x", "It poured."),
    ]
    assert [error.source for error in errors] == [f"{many}#2", str(lines)]
    assert "pass input_format jsonl" in errors[1].problem


def test_json_beyond_the_standard(tmp_path: Path, read: Read) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "a \\ud800 b.", "score": NaN}\n' + '{"text":' + "[" * 100_000)
    documents, errors = read(path)
    assert documents[0].text == "a \ud800 b."
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "is blank"),
        ("a.txt", b"a\0b", "is binary"),
        ("a.md", b"", "is empty"),
        ("a.html", b"<html><body></body></html>", "no article was found"),
        ("a.jsonl", b"", "is empty"),
        ("a.csv", b"", "is empty"),
        ("a.json", b"{", "is not JSON"),
        ("a.parquet", b"PAR1 no", "is not a readable Parquet file"),
        ("a.txt.gz", b"\x1f\x8b\x08\0junk", "cannot be read"),
        ("a.txt.gz", gzip.compress(b"It rained. " * 99)[:-20], "cannot be read"),
    ],
)
def test_unreadable_files(tmp_path: Path, read: Read, name: str, content: bytes, problem: str) -> None:
    good = write(tmp_path / "good.txt", "It rained.")
    documents, errors = read(write(tmp_path / name, content), good)
    assert [document.id for document in documents] == [str(good)]
    assert [error.source for error in errors] == [str(tmp_path / name)]
    assert problem in errors[0].problem


def test_missing_inputs(tmp_path: Path, read: Read) -> None:
    documents, errors = read(tmp_path / "no.txt", tmp_path / "*.txt", tmp_path)
    assert documents == []
    assert [error.problem.split(";")[0] for error in errors] == [
        "does not exist",
        "matches no file",
        "holds no readable file",
    ]


def test_folder_is_searched_in_order(tmp_path: Path, read: Read, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt.gz", "x.bin", "sub/y.exe", ".hidden.txt", ".git/d.txt"):
        write(tmp_path / name, "It rained.")
    with caplog.at_level(logging.WARNING, "newsgrain"):
        documents, errors = read(tmp_path)
    assert [Path(document.id or "").name for document in documents] == ["a.md", "b.txt", "c.txt.gz"]
    assert errors == []
    assert [record.getMessage() for record in caplog.records] == [
        f"{tmp_path}: skipped 2 file(s) of another kind: {tmp_path / 'x.bin'}, {tmp_path / 'sub' / 'y.exe'}"
    ]


def test_folder_of_a_given_format(tmp_path: Path, read: Read) -> None:
    for name in ("a.story", "b.txt", "c.csv"):
        write(tmp_path / name, "It rained.")
    documents, _ = read(tmp_path, input_format="text")
    assert [Path(document.id or "").name for document in documents] == ["a.story", "b.txt"]


def test_patterns_and_names_that_look_like_them(tmp_path: Path, read: Read) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", "[d].txt"):
        write(tmp_path / name, "It rained.")
    documents, errors = read(tmp_path / "**" / "[a-c].txt", tmp_path / "[d].txt")
    assert errors == []
    assert [Path(document.id or "").name for document in documents] == ["a.txt", "b.txt", "c.txt", "[d].txt"]


@pytest.mark.parametrize(
    ("content", "identity"),
    [
        ("It rained.", "stdin"),
        ('{"text": "It rained."}\n', "stdin#1"),
        ('\n {"text": "It rained."}\n{"text": "It poured."}', "stdin#2"),
        (gzip.compress(b"It rained."), "stdin"),
    ],
)
def test_stdin_tells_its_format(
    content: str | bytes, identity: str, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    stdin(monkeypatch, content)
    documents, errors = read("-")
    assert errors == []
    assert (documents[0].id, documents[0].text) == (identity, "It rained.")


def test_stdin_page(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    paragraph = "The council voted on Tuesday to close the hall, which has lost money since the storm of last winter."
    stdin(monkeypatch, f" <!DOCTYPE html><html><body><article><p>{paragraph}</p></article></body></html>")
    documents, _ = read("-")
    assert documents[0].text == paragraph


def test_stdin_brace_is_text(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    stdin(monkeypatch, '{"rain"} is a word.')
    assert read("-")[0][0].text == '{"rain"} is a word.'


def test_stdin_of_a_given_format(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    stdin(monkeypatch, "id,text\n1,It rained.\n")
    assert read("-", input_format="csv")[0] == [Document("It rained.", "1")]


def test_unknown_format_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="unknown input_format 'docx'; expected one of: text, markdown, html"):
        read_documents(["a"], input_format="docx", on_error=print)
    with pytest.raises(TypeError, match="put it in a list"):
        read_documents("a.txt", on_error=print)


def test_decompressed_size_is_limited(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 100_000)
    monkeypatch.setattr(decoding, "MAX_BYTES", 100_000)
    whole = write(tmp_path / "a.txt.gz", gzip.compress(b"a" * 200_000))
    line = write(tmp_path / "b.jsonl.gz", gzip.compress(b'{"text": "' + b"a" * 200_000))
    documents, errors = read(whole, line)
    assert documents == []
    assert "more than 100,000 bytes" in errors[0].problem
    assert "a line of more than 100,000 bytes" in errors[1].problem


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_streams_are_read_in_bounded_memory(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    text = "It rained. " * 500
    with path.open("w") as file:
        file.write("" if suffix == ".jsonl" else "text\n")
        for _ in range(4000):  # 22 MB
            file.write(f'{{"text": "{text}"}}\n' if suffix == ".jsonl" else f"{text}\n")
    tracemalloc.start()
    count = sum(1 for _ in read_documents([str(path)], on_error=lambda error: pytest.fail(str(error))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4000
    assert peak < 5_000_000


def test_reading_is_lazy(tmp_path: Path) -> None:
    errors: list[InputError] = []
    path = write(tmp_path / "a.jsonl", '{"text": "One."}\n{oops\n')
    documents = read_documents([str(path), "missing"], on_error=errors.append)
    assert next(documents).text == "One."
    assert errors == []


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes")
def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("It rained.", "utf-8")
    found = expand_inputs([str(tmp_path)], None, lambda error: pytest.fail(str(error)))
    assert [source.name for source in found] == [str(tmp_path / "b.txt")]
