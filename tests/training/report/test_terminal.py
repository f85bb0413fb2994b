from dataclasses import replace

from newsgrain.training.evaluation import Evaluation
from newsgrain.training.report.terminal import LONGEST, render_terminal


def test_lines_are_printable_and_cells_are_cut(evaluation: Evaluation) -> None:
    report = render_terminal(evaluation)
    assert all(c.isprintable() or c == "\n" for c in report)
    (row,) = [line for line in report.splitlines() if "alert(1)" in line]
    assert "…" in row
    assert max(len(cell) for cell in row.split("  ")) <= LONGEST


def test_prose_is_broken_between_words(evaluation: Evaluation) -> None:
    known = replace(evaluation, seen=("a corpus that this model has learned from already, and another one",))
    shown = render_terminal(known).splitlines()
    start = shown.index("The model learned from a corpus that this model has learned from already, and")
    assert shown[start + 1 : start + 3] == [
        "another one: these figures say how well it remembers, not how well it judges.",
        "The cross-validated figures in its model card do.",
    ]


def test_columns_are_aligned(evaluation: Evaluation) -> None:
    lines = render_terminal(evaluation).splitlines()
    start = lines.index("Confusion")
    assert lines[start + 2 : start + 6] == [
        "true label  taken for reporting  taken for opinion  taken for padding",
        "reporting   22 (100%)            0 (0%)             0 (0%)",
        "opinion     0 (0%)               21 (100%)          0 (0%)",
        "padding     1 (5%)               0 (0%)             20 (95%)",
    ]
