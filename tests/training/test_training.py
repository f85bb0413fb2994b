import json
import math
import re
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.corpus.labelled import corpus_hash, read_labelled
from newsgrain.model.storage import load_model
from newsgrain.training import TrainingResult, evaluate, train
from newsgrain.training.data import load_corpora
from newsgrain.training.fitting import BY_THE_FOLD, documents_needed

SENTENCES = [
    ("The council voted {n} to 2 on Monday to close the library.", "reporting"),
    ("Mayor Ida Holm said <b>{n} million</b> crowns would be saved.", "reporting"),
    ("It was a shameful vote, and {n} times more foolish than the last.", "opinion"),
    ("All {n} sides must now come together in search of a solution.", "padding"),
    ("…", "padding"),  # a sentence without a word
]


def write_corpus(path: Path, documents: int) -> Path:
    lines = [
        {
            "id": f"d{d}",
            "genre": "brief",
            "sentences": [{"text": t.format(n=d + 3), "label": label} for t, label in SENTENCES],
        }
        for d in range(documents)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus") / "labelled.jsonl", 9)


@pytest.fixture(scope="module")
def trained(corpus: Path) -> TrainingResult:
    with threadpool_limits(1):
        return train([str(corpus)], corpus.parent / "model", folds=3, seed=1)


def test_training_writes_model_report_and_card(trained: TrainingResult) -> None:
    assert sorted(p.name for p in trained.path.iterdir()) == [
        "MODEL_CARD.md", "arrays.safetensors", "manifest.json", "report.html", "report.md",
    ]  # fmt: skip
    assert trained.evaluation.scores.sentences == 45
    card = (trained.path / "MODEL_CARD.md").read_text("utf-8")
    assert f"{trained.evaluation.scores.macro_f1}" in card
    assert "What the labels do not mean" in card


def test_the_same_data_and_seed_give_the_same_bytes(trained: TrainingResult, corpus: Path, tmp_path: Path) -> None:
    with threadpool_limits(1):
        again = train([str(corpus)], tmp_path / "model", folds=3, seed=1)
    for name in ("arrays.safetensors", "manifest.json", "report.html", "report.md"):
        assert (again.path / name).read_bytes() == (trained.path / name).read_bytes()


def test_reports_beside_the_model_are_those_that_are_rendered(trained: TrainingResult) -> None:
    assert (trained.path / "report.md").read_text("utf-8") == trained.render("markdown")
    assert (trained.path / "report.html").read_text("utf-8") == trained.render("html")


def test_cross_validated_errors_say_which_model_explains_them(trained: TrainingResult) -> None:
    assert trained.evaluation.reasons_from == BY_THE_FOLD
    assert BY_THE_FOLD in (trained.path / "report.md").read_text("utf-8")


def test_a_baseline_is_compared_with_out_of_fold_verdicts(corpus: Path, tiny_model: Path, tmp_path: Path) -> None:
    with threadpool_limits(1):
        found = train([str(corpus)], tmp_path / "m", baseline=tiny_model, folds=2).evaluation
    assert found.comparison is not None
    assert found.comparison.baseline == str(tiny_model)
    theirs = evaluate([str(corpus)], tiny_model).scores
    assert found.comparison.scores == theirs
    assert found.difference is not None
    assert found.difference.value == pytest.approx(found.scores.macro_f1.value - theirs.macro_f1.value)
    assert found.command.endswith(f"--baseline {tiny_model}")


def test_evaluating_what_was_trained_on_says_so(trained: TrainingResult, corpus: Path) -> None:
    report = evaluate([str(corpus)], trained.path)
    assert report.seen == (str(corpus),)
    assert "how well it remembers" in report.render("terminal")


def test_unseen_corpora_are_not_called_seen(trained: TrainingResult, tmp_path: Path) -> None:
    other = write_corpus(tmp_path / "other.jsonl", 4)
    other.write_text(other.read_text("utf-8").replace('"text": "', '"text": "Again: '), "utf-8")
    report = evaluate([str(other)], trained.path, baseline=trained.path)
    assert report.seen == ()
    assert report.difference is not None
    assert report.difference.value == 0


@pytest.mark.parametrize("format", ["terminal", "json", "markdown", "html"])
def test_reports_hold_the_figures_and_escape_the_texts(trained: TrainingResult, format: str) -> None:
    report = trained.render(format)
    assert re.search(r"macro.?f1", report, re.I)
    if format in ("html", "markdown"):
        assert not re.search("<b>. million", report)


def test_an_unknown_format_is_refused(trained: TrainingResult) -> None:
    with pytest.raises(NewsgrainError, match="unknown report format 'pdf'"):
        trained.render("pdf")


def test_an_id_that_stands_twice_is_refused(corpus: Path) -> None:
    with pytest.raises(NewsgrainError, match="document id 'd0' stands twice"):
        load_corpora([str(corpus), str(corpus)])


def test_too_few_documents_and_missing_labels_name_the_remedy(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(NewsgrainError, match="at least 22 documents for 20 folds; received 9"):
        train([str(corpus)], tmp_path / "m", folds=20)
    path = tmp_path / "one.jsonl"
    lines = [{"id": str(d), "sentences": [{"text": "It rained.", "label": "reporting"}]} for d in range(6)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(NewsgrainError, match="none bears opinion, padding"):
        train([str(path)], tmp_path / "m", folds=2)
    with pytest.raises(NewsgrainError, match="at least 2 folds; received 1"):
        train([str(corpus)], tmp_path / "m", folds=1)
    assert not (tmp_path / "m").exists()


def test_a_label_in_one_document_alone_names_the_remedy(corpus: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    for line in lines[1:]:
        line["sentences"] = [s for s in line["sentences"] if s["label"] != "opinion"]
    path = tmp_path / "rare.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(NewsgrainError, match="none bears opinion: label more documents"), threadpool_limits(1):
        train([str(path)], tmp_path / "m", folds=3)
    assert not (tmp_path / "m").exists()


@pytest.mark.parametrize("folds", [2, 3])
def test_the_fewest_documents_are_enough(folds: int, tmp_path: Path) -> None:
    path = write_corpus(tmp_path / "few.jsonl", documents_needed(folds))
    with threadpool_limits(1):
        assert train([str(path)], tmp_path / "m", folds=folds).evaluation.scores.documents == documents_needed(folds)


def test_the_fewest_documents_leave_one_for_each_fold() -> None:
    for folds in range(2, 30):
        left = [n - math.ceil(n / folds) for n in (documents_needed(folds), documents_needed(folds) - 1)]
        assert left[0] >= folds > left[1]


def test_the_model_says_what_it_was_made_of(trained: TrainingResult, corpus: Path) -> None:
    manifest = load_model(trained.path).manifest
    assert manifest == trained.manifest
    assert manifest.training_data == {
        str(corpus): {
            "sha256": corpus_hash(read_labelled(corpus)),
            "documents": 9,
            "sentences": 45,
            "document_digests": load_corpora([str(corpus)]).document_digests()[str(corpus)],
        }
    }
    assert manifest.trained_with.keys() >= {"newsgrain", "numpy", "scikit-learn", "scipy"}
    assert manifest.command == f"newsgrain train {corpus} --output model --folds 3 --seed 1"
    assert manifest.metrics == trained.evaluation.scores.to_dict()


def test_progress_is_told_before_each_step(corpus: Path, tmp_path: Path) -> None:
    told: list[str] = []
    with threadpool_limits(1):
        train([str(corpus)], tmp_path / "model", folds=2, progress=told.append)
    assert told[0] == "9 documents, 45 sentences"
    assert [line.split(":")[0] for line in told[1:]] == ["cross-validating", "fitting on everything", "written"]
