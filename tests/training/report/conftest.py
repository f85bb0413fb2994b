"""An evaluation made by hand, whose document text, ids and names try to break out of every format."""

import numpy as np
import pandas as pd
import pytest

from newsgrain.corpus.label import LABELS
from newsgrain.training.comparison import compare_with
from newsgrain.training.evaluation import Evaluation, measure
from newsgrain.training.worst_errors import ErrorReason

HOSTILE = "<script>alert(1)</script> | `x` [a](b) *c* _d_ & \x1b[31mred\nnext \u202egnol @you " + "long " * 20
"""The text of the one sentence that is labelled wrong: padding, in the second document."""


@pytest.fixture
def evaluation() -> Evaluation:
    """Two documents of 32 sentences: reporting, opinion, padding in turn; one error, and a baseline of many."""
    truth = np.arange(64) % 3
    frame = pd.DataFrame(
        {
            "document": ["doc|1"] * 32 + ["</style>"] * 32,
            "source": ["<u>|one"] * 32 + ["two"] * 32,
            "genre": None,
            "english": None,
            "index": [*range(32), *range(32)],
            "text": ["A sentence of seven words in all."] * 62 + [HOSTILE, "The end."],
            "label": [LABELS[i] for i in truth],
            "kind": ["truism" if i == 2 else None for i in truth],
            "author_label": [LABELS[i] for i in truth],
            "second_label": [LABELS[i] for i in truth[:-2]] + ["reporting", LABELS[truth[-1]]],
        }
    )
    probabilities = np.eye(3)[truth] * 0.76 + 0.08
    probabilities[62] = [0.98, 0.01, 0.01]
    others = np.tile([0.8, 0.1, 0.1], (64, 1))
    return measure(
        frame,
        probabilities,
        model="<i>tiny</i> 1",
        corpora={"<b>.jsonl": {}},
        reasons={62: (ErrorReason("a number", 1.25, "<em>7</em>"), ErrorReason("wording: “red”", -0.5, "red"))},
        reasons_from="Reasons are the model's own.",
        seen=("own.jsonl",),
        comparison=compare_with("old", truth, probabilities, others, frame["document"], seen=("<b>.jsonl",)),
        command="newsgrain evaluate '<b>.jsonl'",
        notes=("Measured by hand.",),
    )
