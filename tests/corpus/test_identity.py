"""Ids that several records share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsgrain.corpus import identity
from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import InputError

Read = Callable[..., tuple[list[Document], list[InputError]]]


def test_each_shared_id_is_named_once_and_all_are_read(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\na,One.\nb,Two.\na,Three.\na,Four.\n,Five.\n")
    other = tmp_path / "b.jsonl"
    other.write_text('{"id": "b", "text": "Six."}\n')
    duplicates: list[InputError] = []
    documents, errors = read(path, other, on_duplicate=duplicates.append)
    assert ([document.text for document in documents], errors) == (
        ["One.", "Two.", "Three.", "Four.", "Five.", "Six."],
        [],
    )
    assert [(d.kind, d.input, d.record, d.document) for d in duplicates] == [
        ("duplicate-id", str(path), 3, "a"),
        ("duplicate-id", str(other), 1, "b"),
    ]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "REMEMBERED", 3)
    found: list[InputError] = []
    watch = identity.IdWatch(found.append)
    for number, name in enumerate(["a", "b", "a", "c", "d", "a", "d"], 1):
        watch.see(name, "x", number)
    assert [(error.record, error.document) for error in found] == [(3, "a"), (7, "d")]
