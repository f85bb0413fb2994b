from newsgrain.training.evaluation import Evaluation
from newsgrain.training.report.headline import BASELINE_SEEN, SEEN, figures, notes, subject, title, warnings


def test_what_comes_first(evaluation: Evaluation) -> None:
    assert title(evaluation) == "Evaluation of <i>tiny</i> 1"
    assert subject(evaluation) == "64 sentences of 2 documents (<b>.jsonl)."
    assert warnings(evaluation) == [SEEN.format("own.jsonl"), BASELINE_SEEN.format("<b>.jsonl")]
    assert notes(evaluation) == [
        "Measured by hand.", "In brackets: 95 % intervals from 1,000 resamplings of documents.",
    ]  # fmt: skip


def test_figures_are_those_of_the_scores(evaluation: Evaluation) -> None:
    found = {figure.name: str(figure) for figure in figures(evaluation)}
    assert found["Macro-F1"] == str(evaluation.scores.macro_f1)
    assert found["Log loss"] == f"{evaluation.scores.log_loss:.3f}"
    assert list(found)[2:4] == ["Matthews correlation", "Calibration error (ECE)"]
