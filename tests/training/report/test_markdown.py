from newsgrain.corpus.bootstrap import Interval
from newsgrain.training.evaluation import Evaluation
from newsgrain.training.report.content import Counted, Labelled, Ranged, Table
from newsgrain.training.report.headline import SEEN
from newsgrain.training.report.markdown import markdown_table, render_markdown


def test_a_table_by_hand() -> None:
    table = Table(
        ("a", "b|c"),
        (
            (Labelled("opinion", "0.90"), Interval(0.5, 0.25, 0.75)),
            (Counted(1200, 0.25), Ranged(Interval(0.5, 0.25, 0.75), single=True)),
            ("x|y\nz", "1,234"),
            ("3. no list", "0.80–0.87"),
        ),
    )
    assert markdown_table(table) == [
        r"| a | b\|c |",
        "|---|---|",
        "| opinion 0.90 | 0.500 [0.250, 0.750] |",
        "| 1,200 (25%) | 0.500 |",
        r"| x\|y z | 1,234 |",
        r"| 3\. no list | 0.80–0.87 |",
    ]


def test_the_report_keeps_its_tables(evaluation: Evaluation) -> None:
    report = render_markdown(evaluation)
    (row,) = [line for line in report.splitlines() if "alert(1)" in line]
    assert row.startswith(r"| \</style\>, sentence 31 | padding | reporting 0.98 | \<script\>")
    assert row.replace(r"\|", "").count("|") == 6
    assert r"\`x\` \[a\](b) \*c\* \_d\_" in row
    assert "@you" not in row  # a word joiner parts what would notify somebody
    assert r"an annotator agrees with the model; +1.25 a number “\<em\>7\</em\>”; -0.50 wording: “red”" in row
    assert report.startswith(r"# Evaluation of \<i\>tiny\</i\> 1")
    assert f"> **Mind:** {SEEN.format('own.jsonl')}" in report
    assert "    newsgrain evaluate '<b>.jsonl'" in report.splitlines()


def test_every_section_is_there(evaluation: Evaluation) -> None:
    titles = [line[3:] for line in render_markdown(evaluation).splitlines() if line.startswith("## ")]
    assert titles[:3] == ["By label", "Against old", "Confusion"]
    assert titles[-1] == "Surest errors"
    assert "| reporting | 22 (100%) | 0 (0%) | 0 (0%) |" in render_markdown(evaluation)
