from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import NewsgrainError
from newsgrain.corpus.label import LABELS, Label
from newsgrain.corpus.labelled import LabelledDocument, read_labelled
from newsgrain.corpus.splitting import Split, split_corpus, write_split


def labelled(id: str, *labels: Label, genre: str | None = None, text: str = "Unit") -> LabelledDocument:
    texts = [f"{text} {id} {number}." for number in range(len(labels))]
    metadata = {"genre": genre} if genre else {}
    return LabelledDocument(Document.from_sentences(texts, id=id, metadata=metadata), labels, ({},) * len(labels))


def many(number: int) -> list[LabelledDocument]:
    return [labelled(str(i), "reporting", "padding", genre="brief" if i % 2 else "column") for i in range(number)]


def ids(split: Split) -> dict[str, list[str]]:
    return {name: [document.id for document in documents] for name, documents in split.sides.items()}


def test_shares_genres_and_labels() -> None:
    documents = many(16) + [labelled(f"o{i}", "opinion", "reporting", genre="column") for i in range(4)]
    split = split_corpus(documents, dev=0, test=0.5)
    assert split.to_dict() == {
        side: {"documents": 10, "sentences": 20, "reporting": 0.5, "opinion": 0.1, "padding": 0.4}
        for side in ("train", "test")
    }
    assert {side: Counter(d.genre for d in found) for side, found in split.sides.items()} == {
        "train": {"brief": 4, "column": 6},
        "test": {"brief": 4, "column": 6},
    }


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(LABELS), min_size=1, max_size=5), min_size=10, max_size=60), st.integers(0, 9))
def test_every_document_stands_on_one_side_in_order(contents: list[list[Label]], seed: int) -> None:
    documents = [labelled(str(i), *labels) for i, labels in enumerate(contents)]
    split = split_corpus(documents, seed=seed)
    assert list(split.sides) == ["train", "dev", "test"]
    for found in ids(split).values():
        assert found == sorted(found, key=int)
    assert sorted((i for found in ids(split).values() for i in found), key=int) == [d.id for d in documents]
    for side, share in (("train", 0.8), ("dev", 0.1), ("test", 0.1)):
        assert abs(len(split.sides[side]) - share * len(documents)) <= 1
    assert split == split_corpus(documents, seed=seed)


def test_what_shares_text_stays_together() -> None:
    shared = "A notice that the same paper prints under each of its stories"
    tied = [labelled(f"t{i}", "padding") for i in range(4)]
    tied = [
        LabelledDocument(Document.from_sentences([shared, f"Own {d.id}."], id=d.id), ("padding", "reporting"), ({}, {}))
        for d in tied
    ]
    for seed in range(5):
        split = split_corpus(many(16) + tied, dev=0.2, test=0.2, seed=seed)
        assert sum(any(i.startswith("t") for i in found) for found in ids(split).values()) == 1
        assert split.tied == (4,)


@pytest.mark.parametrize(("dev", "test"), [(0.5, 0.5), (-0.1, 0.2), (0, 1)])
def test_shares_that_make_no_sense(dev: float, test: float) -> None:
    with pytest.raises(ValueError, match="leave something for train"):
        split_corpus(many(10), dev=dev, test=test)


def test_too_few_documents() -> None:
    with pytest.raises(NewsgrainError, match=r"2 documents in 2 groups .* do not make 3 sides"):
        split_corpus(many(2))


def test_written_and_read_again(tmp_path: Path) -> None:
    split = split_corpus(many(10))
    write_split(split, tmp_path / "new" / "parts")
    for side, documents in split.sides.items():
        assert tuple(read_labelled(tmp_path / "new" / "parts" / f"{side}.jsonl")) == documents
    assert len(list((tmp_path / "new" / "parts").iterdir())) == 3


def test_an_earlier_split_is_kept_unless_forced(tmp_path: Path) -> None:
    write_split(split_corpus(many(10)), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    two_sided = split_corpus(many(12), dev=0, test=0.5)
    with pytest.raises(NewsgrainError, match=r"train\.jsonl exists; .*--force"):
        write_split(two_sided, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    (tmp_path / "notes.txt").write_text("kept")
    write_split(two_sided, tmp_path, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "test.jsonl", "train.jsonl"]


def test_a_side_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    split = split_corpus(many(10))
    unwritable = LabelledDocument(
        Document.from_sentences(["X."], id="x", metadata={"broken": {1, 2}}), ("padding",), ({},)
    )
    broken = Split({**split.sides, "test": (unwritable,)}, ())
    with pytest.raises(TypeError):
        write_split(broken, tmp_path)
    assert list(tmp_path.iterdir()) == []
