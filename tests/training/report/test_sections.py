import numpy as np

from newsgrain.training.evaluation import Evaluation
from newsgrain.training.metrics import score
from newsgrain.training.report.sections import sections


def rows_of(evaluation: Evaluation, title: str) -> list[list[str]]:
    (section,) = (s for s in sections(evaluation) if s.title == title)
    assert {len(row) for row in section.table.rows} == {len(section.table.head)}
    return [[str(cell) for cell in row] for row in section.table.rows]


def test_every_part_has_its_section(evaluation: Evaluation) -> None:
    assert [s.title for s in sections(evaluation)] == [
        "By label", "Against old", "Confusion", "The annotators’ ceiling", "Calibration", "Risk and coverage",
        "By source", "Padding by kind", "Surest errors",
    ]  # fmt: skip
    assert [s.title for s in sections(evaluation) if s.chart] == ["Calibration", "Risk and coverage"]


def test_parts_with_nothing_to_say_are_left_out() -> None:
    scores = score(np.array([0, 1, 2]), np.eye(3), ["a", "b", "c"])
    bare = Evaluation(model="m", corpora={}, scores=scores, breakdowns={}, worst=())
    assert [s.title for s in sections(bare)] == ["By label", "Confusion"]


def test_tables_by_hand(evaluation: Evaluation) -> None:
    assert rows_of(evaluation, "Confusion") == [
        ["reporting", "22 (100%)", "0 (0%)", "0 (0%)"],
        ["opinion", "0 (0%)", "21 (100%)", "0 (0%)"],
        ["padding", "1 (5%)", "0 (0%)", "20 (95%)"],
    ]
    assert [row[2:] for row in rows_of(evaluation, "Against old")] == [
        ["better", "0.978", "0.512"],  # 2 * 22 / (22 + 23); 2 * 22 / (22 + 64)
        ["better", "1.000", "0.000"],
        ["better", "0.976", "0.000"],
        ["better", "0.984", "0.171"],
    ]
    (kind,) = rows_of(evaluation, "Padding by kind")
    assert [kind[0], *kind[2:]] == ["truism", "1", "0", "2", "21"]
    # a group of a single document has no interval
    assert rows_of(evaluation, "By source")[0] == ["<u>|one", "1.000", "1.000", "1.000", "1.000", "1.000", "1", "32"]
    (bin_of_eight, bin_of_one) = rows_of(evaluation, "Calibration")
    assert [bin_of_eight[0], bin_of_eight[3]] == ["0.80–0.87", "63"]
    assert bin_of_one == ["0.93–1.00", "0.980", "0.000 [0.000, 0.000]", "1"]
    assert rows_of(evaluation, "Risk and coverage")[0][1::2] == ["100%", "64"]


def test_remarks_on_the_annotators(evaluation: Evaluation) -> None:
    (section,) = (s for s in sections(evaluation) if s.title == "The annotators’ ceiling")
    assert section.remarks[0].startswith(
        "64 sentences of 2 documents were labelled twice; the annotators agree on 0.984"
    )
    assert "(1 sentence), the model gives the label that the corpus settled on 0 times" in section.remarks[1]
    assert section.remarks[1].endswith("the other annotator’s 1 times.")
