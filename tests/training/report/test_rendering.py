import json
from dataclasses import replace

import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.evaluation import Evaluation
from newsgrain.training.report import FORMATS, render_evaluation

from .conftest import HOSTILE


def test_json_holds_everything(evaluation: Evaluation) -> None:
    record = json.loads(render_evaluation(evaluation, "json"))
    assert record["worst_errors"][0]["text"] == HOSTILE
    assert record["worst_errors"][0]["reasons"][0] == {"cue": "a number", "weight": 1.25, "words": "<em>7</em>"}
    assert record["seen_in_training"] == ["own.jsonl"]
    assert record["comparison"]["differences"].keys() == {"reporting", "opinion", "padding", "macro_f1"}
    assert record["breakdowns"]["source"][0]["group"] == "<u>|one"
    assert record["reliability"][1]["sentences"] == 1


@pytest.mark.parametrize("format", FORMATS)
def test_no_text_is_beyond_an_encoding(evaluation: Evaluation, format: str) -> None:
    broken = replace(evaluation, worst=(replace(evaluation.worst[0], text="lone \ud800 surrogate"),))
    render_evaluation(broken, format).encode("utf-8")


def test_an_unknown_format_is_refused(evaluation: Evaluation) -> None:
    with pytest.raises(NewsgrainError, match="unknown report format 'pdf'; expected one of: terminal, json"):
        render_evaluation(evaluation, "pdf")
