from dataclasses import replace

import numpy as np

from newsgrain.training.breakdowns import GroupScore
from newsgrain.training.evaluation import Evaluation
from newsgrain.training.findings import findings
from newsgrain.training.metrics import Interval, score
from newsgrain.training.padding_kinds import KindRecall
from newsgrain.training.risk_coverage import CoveragePoint, RiskCoverage


def sure(value: float) -> Interval:
    return Interval(value, value, value)


# opinion: 1 of 3 found, 2 taken for reporting; 1 of the 1 called so is right
TRUTH = np.array([0, 0, 0, 1, 1, 1, 2, 2])
PREDICTED = np.array([0, 0, 0, 0, 0, 1, 2, 2])
BARE = Evaluation("m", {}, score(TRUTH, np.eye(3)[PREDICTED], ["a"] * 8), {}, ())


def test_label_and_confusion_by_hand() -> None:
    assert findings(BARE) == [
        "Weakest label: opinion, F1 0.500 [0.500, 0.500]; of what is called opinion, 100% is, and of what is opinion, "
        "33% is found.",
        "Commonest error: opinion taken for reporting, 67% of all opinion sentences.",
    ]


def test_a_model_without_errors_has_no_commonest_one() -> None:
    perfect = replace(BARE, scores=score(TRUTH, np.eye(3)[TRUTH], ["a"] * 8))
    assert [line for line in findings(perfect) if "Commonest" in line] == []


def test_groups_kinds_and_abstaining() -> None:
    groups = tuple(
        GroupScore(name, documents, 40, sure(0.9), sure(f1), {})
        for name, documents, f1 in (("brief", 9, 0.8), ("column", 9, 0.6), ("alone", 1, 0.1), ("feature", 2, 0.7))
    )
    kinds = tuple(KindRecall(kind, 9, 40, sure(r), {}) for kind, r in (("truism", 0.5), ("signpost", 0.9)))
    points = (CoveragePoint(0.4, 100, 1.0, sure(0.2)), CoveragePoint(0.62, 80, 0.8, sure(0.1)))
    found = findings(
        replace(
            BARE,
            breakdowns={"genre": groups},
            padding_kinds=kinds,
            risk_coverage=RiskCoverage(0.1, ((1, 0.2),), points),
        )
    )
    assert found[2:] == [
        "By genre, macro-F1 of groups with more than one document is lowest for “column”, 0.600, and highest for "
        "“brief”, 0.800.",
        "Of padding, truism is found least: 50% of 40 sentences.",
        "With a least confidence of 0.62, 80% of the sentences keep a label and 10% of those are wrong, "
        "against 20% of all.",
    ]
