import json
from pathlib import Path

import pytest

from newsgrain.corpus.errors import CorpusError, NewsgrainError
from newsgrain.training.data import load_corpora


def write(path: Path, *documents: dict[str, object]) -> str:
    path.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
    return str(path)


def document(id: str, *labels: str, **extra: object) -> dict[str, object]:
    return {"id": id, **extra, "sentences": [{"text": f"Line {n}.", "label": name} for n, name in enumerate(labels)]}


def test_corpora_become_one_frame_with_a_row_a_sentence(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", document("x", "reporting", "padding", genre="column", source="S"))
    second = write(tmp_path / "b.jsonl", document("y", "opinion"))
    data = load_corpora([first, second])
    assert data.frame[["document", "index", "label"]].to_numpy().tolist() == [
        ["x", 0, "reporting"], ["x", 1, "padding"], ["y", 0, "opinion"],
    ]  # fmt: skip
    assert list(data.frame["genre"].fillna("-")) == ["column", "column", "-"]
    assert data.truth.tolist() == [0, 2, 1]
    assert data.weights.tolist() == [1, 1, 1]
    assert {name: entry["sentences"] for name, entry in data.provenance.items()} == {first: 2, second: 1}


def test_the_hash_follows_the_content_not_the_place(tmp_path: Path) -> None:
    names = [write(tmp_path / name, document("x", label)) for name, label in
             (("a.jsonl", "reporting"), ("b.jsonl", "reporting"), ("c.jsonl", "opinion"))]  # fmt: skip
    hashes = [load_corpora([name]).provenance[name]["sha256"] for name in names]
    assert hashes[0] == hashes[1] != hashes[2]


def test_no_corpus_is_refused() -> None:
    with pytest.raises(NewsgrainError, match="no labelled sentence in no corpus"):
        load_corpora([])


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", document("x", "reporting"), document("y", "opnion"))
    with pytest.raises(CorpusError, match=r"a\.jsonl:2: .*opnion"):
        load_corpora([path])


def test_one_id_in_two_corpora_is_refused(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, document("x", "reporting")) for name in ("a.jsonl", "b.jsonl")]
    with pytest.raises(NewsgrainError, match="document id 'x' stands twice"):
        load_corpora(paths)


def test_kinds_and_two_passes_are_columns(tmp_path: Path) -> None:
    twice = document("x", "padding", "opinion", second_pass=True)
    twice["sentences"][0]["kind"] = "truism"  # type: ignore[index]
    twice["sentences"][1] |= {"author_label": "reporting", "second_label": "opinion"}  # type: ignore[index]
    broken = document("z", "opinion", second_pass=True)
    broken["sentences"][0] |= {"author_label": "opinion", "second_label": "perhaps"}  # type: ignore[index]
    data = load_corpora([write(tmp_path / "a.jsonl", twice, document("y", "padding"), broken)])
    columns = data.frame[["kind", "author_label", "second_label"]].fillna("-").to_numpy().tolist()
    assert columns == [
        ["truism", "padding", "padding"],
        ["-", "reporting", "opinion"],
        ["-", "-", "-"],
        ["-", "-", "-"],
    ]


def test_lone_surrogates_are_no_obstacle(tmp_path: Path) -> None:
    odd = document("x\ud800", "reporting", genre="\udc00", source="\ud801")
    odd["sentences"][0]["text"] = "It \ud800 rained."  # type: ignore[index]
    frame = load_corpora([write(tmp_path / "a.jsonl", odd)]).frame
    assert frame[["document", "source", "genre", "text"]].to_numpy().tolist() == [["x�", "�", "�", "It � rained."]]


def test_documents_are_known_again_by_their_sentences(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", document("x", "reporting", "padding"), document("y", "opinion"))
    second = write(tmp_path / "b.jsonl", document("z", "padding", "padding"))
    digests = load_corpora([first, second]).document_digests()
    assert digests[first][0] == digests[second][0] != digests[first][1]
    assert {name: len(found) for name, found in digests.items()} == {first: 2, second: 1}
