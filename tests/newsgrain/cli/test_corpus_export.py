import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from newsgrain.corpus.exchange.doccano import read_doccano
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.exchange.label_studio import read_label_studio
from newsgrain.corpus.labelled import read_labelled, write_labelled

Run = Callable[..., Result]


def test_a_corpus_goes_to_label_studio_and_back(run: Run, corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "tasks.json"
    result = run("corpus", "export", "label-studio", corpus, "--output", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "--config" in result.stderr
    assert list(read_label_studio([output], ImportLog())) == list(read_labelled(corpus))


def test_a_corpus_goes_to_doccano_and_back(run: Run, corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "documents.jsonl"
    assert run("corpus", "export", "doccano", corpus, "-o", output).exit_code == 0
    assert list(read_doccano([output], ImportLog())) == list(read_labelled(corpus))


def test_an_article_gets_predictions_and_no_annotations(
    run: Run, story: Path, tiny_model: Path, tmp_path: Path
) -> None:
    config = tmp_path / "label.xml"
    result = run("corpus", "export", "label-studio", story, "--model", tiny_model, "--config", config)
    assert (result.exit_code, result.stderr) == (0, "")
    (task,) = json.loads(result.stdout)
    assert task["data"]["text"] == story.read_text(encoding="utf-8")
    assert "annotations" not in task
    (prediction,) = task["predictions"]
    assert prediction["model_version"] == "tiny 0"
    assert len(prediction["result"]) == len(task["data"]["newsgrain"]["sentences"]) == 5
    assert config.read_text("utf-8").startswith("<View>")


def test_without_predictions_a_task_is_bare(run: Run, story: Path) -> None:
    result = run("corpus", "export", "label-studio", "-", "--no-predictions", input=story.read_bytes())
    (task,) = json.loads(result.stdout)
    assert task.keys() == {"data"}
    assert task["data"]["text"] == story.read_text(encoding="utf-8")


def test_what_annotate_wrote_is_a_prediction(run: Run, story: Path, tiny_model: Path, tmp_path: Path) -> None:
    annotated = tmp_path / "annotated.jsonl"
    run("annotate", story, "--model", tiny_model, "--output", annotated, "--min-confidence", "1")
    (task,) = json.loads(run("corpus", "export", "label-studio", annotated).stdout)
    written = json.loads(annotated.read_text("utf-8"))
    assert [result["score"] for result in task["predictions"][0]["result"]] == [
        sentence["confidence"] for sentence in written["sentences"]
    ]


def test_csv_keeps_people_and_model_apart(run: Run, corpus: Path, story: Path, tiny_model: Path) -> None:
    result = run("corpus", "export", "csv", corpus, story, "--model", tiny_model, "--output", "-")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["label"] for row in rows] == ["reporting", "opinion", "padding"] + [""] * 5
    assert all(bool(row["predicted"]) != bool(row["label"]) for row in rows)


@pytest.mark.extra
def test_spacy(run: Run, corpus: Path, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="needs pip install 'newsgrain[spacy]'")
    output = tmp_path / "labelled.spacy"
    assert run("corpus", "export", "spacy", corpus, "--output", output).exit_code == 0
    docs = spacy.tokens.DocBin().from_disk(output).get_docs(spacy.blank("en").vocab)
    assert [(s.text, s.label_) for doc in docs for s in doc.spans["newsgrain"]] == [
        ("It rained.", "reporting"),
        ("A shame!", "opinion"),
        ("Time will tell.", "padding"),
    ]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("json", "{corpus}"), "is not one of"),
        (("csv",), "Missing argument"),
        (("spacy", "{corpus}"), "name a file with --output"),
        (("csv", "{corpus}", "--config", "label.xml"), "--config is for label-studio"),
        (("csv", "{corpus}", "-o", "{corpus}"), "is also an input"),
        (("csv", "{corpus}", "-o", "{folder}"), "is a folder"),
        (("csv", "{corpus}", "-o", "{folder}/none/a.csv"), "does not exist"),
        (("csv", "{corpus}", "--input-format", "docx"), "unknown input format"),
        (("label-studio", "{corpus}", "-o", "{folder}/a", "--config", "{folder}/a"), "cannot be both"),
    ],
)
def test_wrong_usage(run: Run, corpus: Path, tmp_path: Path, arguments: tuple[str, ...], problem: str) -> None:
    result = run("corpus", "export", *(a.format(corpus=corpus, folder=tmp_path) for a in arguments))
    assert result.exit_code == 2
    assert problem in result.stderr.replace("\n", " ")


def test_a_bad_line_is_named_and_the_others_are_done(run: Run, corpus: Path, tmp_path: Path) -> None:
    corpus.write_text(corpus.read_text() + '{"id": "c", "sentences": [{"text": "X.", "label": "opnion"}]}\n')
    result = run("corpus", "export", "doccano", corpus)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.startswith(f"newsgrain: {corpus}#3: unknown label 'opnion'")


def test_nothing_is_written_if_everything_failed(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    result = run("corpus", "export", "label-studio", tmp_path / "none.txt", "--output", output)
    assert result.exit_code == 1
    assert not output.exists()
    assert len(result.stderr.splitlines()) == 1


def test_the_documents_of_a_labelled_round_trip_can_be_written(run: Run, corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "tasks.json"
    run("corpus", "export", "label-studio", corpus, "--output", output)
    write_labelled(read_label_studio([output], ImportLog()), tmp_path / "again.jsonl")
    assert list(read_labelled(tmp_path / "again.jsonl")) == list(read_labelled(corpus))
