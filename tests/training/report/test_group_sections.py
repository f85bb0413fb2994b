from dataclasses import replace

from newsgrain.corpus.bootstrap import Interval
from newsgrain.training.breakdowns import GroupScore
from newsgrain.training.evaluation import Evaluation
from newsgrain.training.report.group_sections import GROUPS_SHOWN, breakdown_sections


def test_long_breakdowns_are_cut_and_say_so(evaluation: Evaluation) -> None:
    sure = Interval(1, 1, 1)
    groups = tuple(GroupScore(f"g{n}", 2, 40, sure, sure, {}) for n in range(GROUPS_SHOWN + 3))
    (section,) = breakdown_sections(replace(evaluation, breakdowns={"genre": groups}))
    assert section.title == "By genre"
    assert len(section.table.rows) == GROUPS_SHOWN
    assert section.remarks[1] == f"The {GROUPS_SHOWN} largest of {GROUPS_SHOWN + 3} groups."
