"""The labelled format: reading, every problem by name, writing, fingerprints."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.document import ROLES, Document
from newsgrain.corpus.errors import CorpusError
from newsgrain.corpus.label import LABELS
from newsgrain.corpus.labelled import (
    LabelledDocument,
    corpus_hash,
    read_labelled,
    to_frame,
    validate,
    write_labelled,
)
from newsgrain.corpus.labelled_schema import parse_line

RECORD: dict[str, Any] = {
    "id": "a",
    "title": "Hall shuts",
    "source": "made up",
    "genre": "agency brief",
    "weather": {"rain": True},
    "sentences": [
        {"text": "Hall shuts", "label": "reporting", "role": "heading"},
        {
            "text": "“It leaks,” said Ruiz.",
            "label": "reporting",
            "attribution": {"speaker": "Ana Ruiz", "verb": "said", "quoted": "It leaks,"},
        },
        {
            "text": "Time will tell.",
            "label": "padding",
            "kind": "vague-significance",
            "contested": True,
            "note": 1,
        },
    ],
}


def write(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def changed(**changes: object) -> dict[str, Any]:
    return {**RECORD, **changes}


def with_sentence(**changes: object) -> dict[str, Any]:
    return changed(sentences=[*RECORD["sentences"][:2], {"text": "It is.", "label": "opinion", **changes}])


def test_reading(tmp_path: Path) -> None:
    (document,) = read_labelled(write(tmp_path / "a.jsonl", RECORD))
    assert document == LabelledDocument(
        Document.from_sentences(
            ["Hall shuts", "“It leaks,” said Ruiz.", "Time will tell."],
            roles=["heading", "text", "text"],
            id="a",
            title="Hall shuts",
            metadata={"source": "made up", "genre": "agency brief", "weather": {"rain": True}},
        ),
        ("reporting", "reporting", "padding"),
        (
            {},
            {"attribution": {"speaker": "Ana Ruiz", "verb": "said", "quoted": "It leaks,"}},
            {"kind": "vague-significance", "contested": True, "note": 1},
        ),
    )
    assert (document.id, document.source, document.genre) == ("a", "made up", "agency brief")
    assert [unit.paragraph for unit in document.sentences] == [0, 1, 1]
    assert document.to_dict() == RECORD


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        (changed(id=None), "expected a string that is not empty as 'id'; received nothing"),
        (changed(id=3), "expected a string that is not empty as 'id'; received int '3'"),
        (changed(genre=["a"]), "expected a string as 'genre'; received list"),
        (
            changed(sentences=[]),
            "expected a list of at least one sentence as 'sentences'; received list '[]'",
        ),
        (changed(sentences=["a"]), "expected an object as sentence 1; received str 'a'"),
        (
            with_sentence(label="opnion"),
            "unknown label 'opnion' in sentence 3; expected one of: reporting, opinion, padding",
        ),
        (with_sentence(label=["opinion"]), "unknown label ['opinion'] in sentence 3"),
        (
            with_sentence(text=" "),
            "expected a string that is not blank as 'text' in sentence 3; received str ' '",
        ),
        (with_sentence(role="footer"), "unknown role 'footer' in sentence 3; expected one of: text, heading"),
        (
            with_sentence(kind="truism"),
            "kind 'truism' on a sentence that is not padding, sentence 3; remove it",
        ),
        (
            with_sentence(label="padding", kind="waffle"),
            "unknown kind 'waffle' in sentence 3; expected one of: hollow-call",
        ),
        (
            with_sentence(attribution="Ruiz"),
            "expected an object with speaker, verb, quoted as 'attribution' in sentence 3",
        ),
        (
            with_sentence(attribution={"verb": 1}),
            "expected a string or null as attribution 'verb' in sentence 3",
        ),
        (with_sentence(paragraph=1), "paragraph is given for some sentences only"),
        ([1], "expected a JSON object; received list"),
        (changed(sentences=[{"text": "a"}]), "missing label in sentence 1"),
        (
            changed(sentences=[{"text": "a", "label": "opinion", "paragraph": -1}]),
            "expected whole numbers from 0",
        ),
    ],
)
def test_problems_have_place_and_remedy(tmp_path: Path, record: object, problem: str) -> None:
    path = write(tmp_path / "a.jsonl", RECORD, record)
    problems = validate(path)
    assert [(error.source, error.line) for error in problems] == [(str(path), 2)]
    assert problems[0].problem.startswith(problem)
    with pytest.raises(CorpusError, match=r"a\.jsonl:2: "):
        list(read_labelled(path))


def test_paragraphs_must_not_go_back() -> None:
    items = [{"text": "a", "label": "opinion", "paragraph": number} for number in (1, 0)]
    assert parse_line(json.dumps({"id": "a", "sentences": items}))[1] == [
        "paragraph numbers go backwards; sentences must be in the order of the document"
    ]


def test_validation_lists_all_problems(tmp_path: Path) -> None:
    path = write(tmp_path / "b.jsonl", changed(id="", genre=1), with_sentence(label="x", role="y"))
    path.write_text(path.read_text() + "\n{oops\n")
    missing = tmp_path / "missing.jsonl"
    assert [(Path(error.source).name, error.line) for error in validate([path, missing])] == [
        ("b.jsonl", 1),
        ("b.jsonl", 1),
        ("b.jsonl", 2),
        ("b.jsonl", 2),
        ("b.jsonl", 4),
        ("missing.jsonl", 1),
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "file is empty"), (b"a\0", "is binary"), (b"\x1f\x8b\x08\0", "file cannot be read")],
)
def test_unreadable_files(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    (error,) = validate(path)
    assert error.problem.startswith(problem)


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "b.jsonl", changed(id="2"))
    write(tmp_path / "a.jsonl", changed(id="1"))
    (tmp_path / "sub" / "c.jsonl.gz").write_bytes(gzip.compress(json.dumps(changed(id="3")).encode()))
    (tmp_path / "notes.txt").write_text("no")
    assert [document.id for document in read_labelled(tmp_path)] == ["1", "2", "3"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match=r"folder holds no \*\.jsonl file"):
        list(read_labelled(tmp_path / "empty"))


def documents() -> st.SearchStrategy[LabelledDocument]:
    text = st.text(st.characters(), min_size=1, max_size=20).filter(lambda value: bool(value.strip()))
    sentence = st.fixed_dictionaries({"text": text, "label": st.sampled_from(LABELS), "role": st.sampled_from(ROLES)})

    def build(items: list[dict[str, Any]], steps: list[int], identity: str) -> LabelledDocument:
        paragraphs = [sum(steps[: index + 1]) for index in range(len(items))]
        document = Document.from_sentences(
            [item["text"] for item in items],
            roles=[item["role"] for item in items],
            paragraphs=paragraphs,
            id=identity,
            metadata={"source": identity[::-1]},
        )
        return LabelledDocument(document, tuple(item["label"] for item in items), tuple({"n": 1} for _ in items))

    steps = st.lists(st.integers(0, 1), min_size=6, max_size=6)
    return st.builds(build, st.lists(sentence, min_size=1, max_size=6), steps, text)


@given(document=documents())
def test_what_is_written_is_read(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("corpus") / "a.jsonl"
    write_labelled([document], path)
    assert list(read_labelled(path)) == [document]
    assert validate(path) == []


def test_writing_compressed_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    document, _ = parse_line(json.dumps(RECORD))
    assert document is not None
    write_labelled([document], tmp_path / "a.jsonl.gz")
    write_labelled([document], tmp_path / "b.jsonl.gz")
    assert (tmp_path / "a.jsonl.gz").read_bytes() == (tmp_path / "b.jsonl.gz").read_bytes()
    assert list(read_labelled(tmp_path / "a.jsonl.gz")) == [document]


def test_interrupted_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", RECORD)
    path.chmod(0o640)
    (document,) = read_labelled(path)

    def interrupted() -> Iterator[LabelledDocument]:
        yield document
        raise KeyboardInterrupt

    before = path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        write_labelled(interrupted(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    write_labelled([document, document], path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_frame(tmp_path: Path) -> None:
    frame = to_frame(read_labelled(write(tmp_path / "a.jsonl", RECORD, changed(id="b", source=None))))
    assert list(frame.columns) == ["document", "source", "index", "text", "role", "paragraph", "label"]
    assert frame.iloc[2].tolist() == ["a", "made up", 2, "Time will tell.", "text", 1, "padding"]
    assert frame["index"].tolist() == [0, 1, 2, 0, 1, 2]
    assert list(to_frame([]).columns) == list(frame.columns)


def test_hash_ignores_the_order_of_documents_only(tmp_path: Path) -> None:
    def fingerprint(*records: object) -> str:
        return corpus_hash(read_labelled(write(tmp_path / "a.jsonl", *records)))

    other = changed(id="b")
    swapped = changed(sentences=RECORD["sentences"][::-1])
    reference = fingerprint(RECORD, other)
    assert len(reference) == 64
    assert fingerprint(other, RECORD) == reference
    assert fingerprint(changed(genre="other"), other) == reference
    assert fingerprint(swapped, other) != reference
    assert fingerprint(changed(id="c"), other) != reference
    assert fingerprint(RECORD) != fingerprint(with_sentence()) != reference


def test_labels_must_fit_the_sentences() -> None:
    document = Document.from_sentences(["a", "b"])
    with pytest.raises(ValueError, match="each of 2 sentences; received 1 labels and 2 extras"):
        LabelledDocument(document, ("opinion",), ({}, {}))
    with pytest.raises(ValueError, match="unknown label 'x'; expected one of: reporting"):
        LabelledDocument(document, ("opinion", "x"), ({}, {}))  # type: ignore[arg-type]


def test_a_value_nested_too_deep_to_print_is_a_problem_like_any_other() -> None:
    deep = "[" * 1000 + "]" * 1000
    document, problems = parse_line(f'{{"id": {deep}, "sentences": [{{"text": "It is.", "label": {deep}}}]}}')
    assert document is None
    assert [problem.split("[")[0] for problem in problems] == [
        "expected a string that is not empty as 'id'; received list '",
        "unknown label ",
    ]
