import csv
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from newsgrain.corpus.errors import InputError
from newsgrain.corpus.exchange import newsmix
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.exchange.newsmix import StandoffDocument, read_newsmix, standoff_labels
from newsgrain.corpus.exchange.standoff import sentence_digest
from newsgrain.corpus.labelled import corpus_hash, read_labelled
from newsgrain.corpus.labelled_document import LabelledDocument

STORY = ["The ferry is shut.", "A shame!", "Only time will tell."]


def write_sources(folder: Path, documents: Iterable[LabelledDocument]) -> None:
    """The documents as their publishers have them: a table, a folder of articles, lists of samples."""
    samples: dict[str, dict[int, str]] = {}
    with (folder / "labeled_dataset.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["sentence", "news_link", "article"])
        for document in documents:
            source, name = document.id.split("/", 1)
            texts = [unit.text for unit in document.sentences]
            if source == newsmix.MBIC:
                table.writerow(["One of them.", name, "\n\n".join(texts)])
            elif source == newsmix.NEWSDISCOURSE:
                path = folder / "Discourse_Profiling" / "data" / f"{name}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("".join(f"S{i} {text}\n" for i, text in enumerate(texts, 1)), encoding="utf-8")
                path.with_suffix(".ann").touch()
            else:
                samples.setdefault(source.removeprefix(newsmix.SAMPLES), {})[int(name)] = " ".join(texts)
    for generator, numbered in samples.items():
        sampled = [numbered.get(number, "") for number in range(max(numbered) + 1)]
        path = folder / f"xsum_{generator}.raw_data.json"
        path.write_text(json.dumps({"original": [], "sampled": sampled}))


@pytest.fixture
def labels(monkeypatch: pytest.MonkeyPatch) -> list[StandoffDocument]:
    """Stand-off labels of our own in place of those that ship."""
    made = [
        StandoffDocument(source, name, [sentence_digest(s) for s in STORY], ["reporting", "opinion", "padding"])
        for source, name in (
            ("mbic", "https://example.org/ferry"),
            ("newsdiscourse", "train/Politics/ferry"),
            ("newsdiscourse", "validation/ferry"),
            ("fastdetectgpt-xsum-gpt-4", "1"),
        )
    ]
    monkeypatch.setattr(newsmix, "standoff_labels", lambda: made)
    return made


def labelled(folder: Path, document: StandoffDocument, texts: list[str]) -> LabelledDocument:
    path = folder / "one.jsonl"
    record = {"id": document.id, "sentences": [{"text": t, "label": "reporting"} for t in texts]}
    path.write_text(json.dumps(record))
    return next(read_labelled(path))


def test_every_source_is_found_again(labels: list[StandoffDocument], tmp_path: Path) -> None:
    write_sources(tmp_path, [labelled(tmp_path, document, ["An advert.", *STORY]) for document in labels])
    found = list(read_newsmix([tmp_path], ImportLog()))
    assert [d.id for d in found] == [d.id for d in labels]
    assert {tuple(unit.text for unit in d.sentences) for d in found} == {tuple(STORY)}
    assert {d.labels for d in found} == {("reporting", "opinion", "padding")}


def test_texts_that_differ_are_left_out_unless_parts_will_do(labels: list[StandoffDocument], tmp_path: Path) -> None:
    write_sources(tmp_path, [labelled(tmp_path, labels[0], [STORY[0], "A pity!", STORY[2]])])
    log = ImportLog()
    assert list(read_newsmix([tmp_path], log)) == []
    assert log.dropped["documents whose text differs from the one that was labelled (mbic)"] == 1
    assert log.dropped["documents whose text is not in the given sources (newsdiscourse)"] == 2
    (part,) = read_newsmix([tmp_path], ImportLog(), partial=True)
    assert part.labels == ("reporting", "padding")


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing")
    with pytest.raises(InputError, match="holds none of newsmix's sources"):
        list(read_newsmix([tmp_path], ImportLog()))
    with pytest.raises(InputError, match="no such file"):
        list(read_newsmix([tmp_path / "none"], ImportLog()))


def test_the_shipped_labels() -> None:
    shipped = standoff_labels()
    assert (len(shipped), sum(len(d.labels) for d in shipped)) == (491, 7479)


@pytest.mark.shared
def test_the_whole_corpus_is_rebuilt_to_the_hash(corpora: Path, tmp_path: Path) -> None:
    original = list(read_labelled(corpora / "newsmix" / "train.jsonl"))
    write_sources(tmp_path, original)
    log = ImportLog()
    assert corpus_hash(read_newsmix([tmp_path], log)) == corpus_hash(original)
    assert log.dropped == {}
