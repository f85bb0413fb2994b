"""Reports of an evaluation made by hand, whose document text tries to break out of every format."""

import json

import numpy as np
import pytest

from newsgrain.training.evaluation import Evaluation, GroupScore, WorstError
from newsgrain.training.metrics import Interval, score
from newsgrain.training.report import SEEN, Table, headline, markdown_table, render_evaluation

HOSTILE = "<script>alert(1)</script> | `x` [a](b) *c* _d_ & \x1b[31mred\nnext \u202egnol " + "long " * 20


@pytest.fixture
def evaluation() -> Evaluation:
    truth = np.array([0, 1, 2])
    return Evaluation(
        model="<i>tiny</i> 1",
        corpora={"<b>.jsonl": {}},
        scores=score(truth, np.eye(3) * 0.7 + 0.1, ["a", "b", "c"]),
        breakdowns={"genre": (GroupScore("<u>|brief", 40, 0.5, 0.25), GroupScore("x", 40, 1.0, 1.0))},
        worst=(WorstError("doc|1", 2, HOSTILE, "reporting", "padding", 0.987),),
        seen=("own.jsonl",),
        baseline="old",
        difference=Interval(0.1, 0.05, 0.15),
        command="newsgrain evaluate '<b>.jsonl'",
    )


def test_the_headline_gives_the_figures(evaluation: Evaluation) -> None:
    lines = headline(evaluation)
    assert lines[0] == "3 sentences of 3 documents (<b>.jsonl)."
    assert "Macro-F1 minus that of old: 0.100 [0.050, 0.150]." in lines
    assert SEEN.format("own.jsonl") in lines


def test_html_holds_no_tag_of_the_text(evaluation: Evaluation) -> None:
    page = render_evaluation(evaluation, "html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for tag in ("<script", "<i>", "<b>", "<u>"):
        assert tag not in page


def test_markdown_keeps_its_table(evaluation: Evaluation) -> None:
    report = render_evaluation(evaluation, "markdown")
    (row,) = [line for line in report.splitlines() if "alert(1)" in line]
    assert row.startswith(r"| doc\|1 \#3 | reporting | padding 0.99 | \<script\>")
    assert row.replace(r"\|", "").count("|") == 5
    assert r"\`x\` \[a\](b) \*c\* \_d\_" in row


def test_terminal_rows_are_short_printable_lines(evaluation: Evaluation) -> None:
    report = render_evaluation(evaluation, "terminal")
    assert all(c.isprintable() or c == "\n" for c in report)
    (row,) = [line for line in report.splitlines() if "alert(1)" in line]
    assert row.endswith("…")


def test_json_holds_everything(evaluation: Evaluation) -> None:
    record = json.loads(render_evaluation(evaluation, "json"))
    assert record["worst_errors"][0]["text"] == HOSTILE
    assert record["seen_in_training"] == ["own.jsonl"]
    assert record["difference"] == {"macro_f1": 0.1, "low": 0.05, "high": 0.15}
    assert record["breakdowns"]["genre"][0] == {
        "group": "<u>|brief", "sentences": 40, "accuracy": 0.5, "macro_f1": 0.25,
    }  # fmt: skip


def test_a_markdown_table_by_hand() -> None:
    table = Table("T", ("a", "b"), (("1", "x|y"), ("2", "two\nlines")))
    assert markdown_table(table) == ["| a | b |", "|---|---|", r"| 1 | x\|y |", "| 2 | two lines |"]
