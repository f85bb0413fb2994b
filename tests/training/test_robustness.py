"""Flip rates of edits that keep the meaning."""

import pytest

from newsgrain.corpus.document import Document
from newsgrain.model.storage import load_model
from newsgrain.training import robustness
from newsgrain.training.robustness import flip_rates

TEXTS = [
    "It rained, the mayor said.",
    "What an absurd, shameful and cowardly plan!",
    "It rained, the mayor said.",
    "Rain.",
]


def test_flips_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model("fast")
    shouted = {"nothing": lambda texts, _: list(texts), "all": lambda texts, _: [TEXTS[1]] * len(texts)}
    monkeypatch.setattr(robustness, "EDITS", shouted)
    documents = [Document.from_sentences(TEXTS), Document.from_sentences(TEXTS[:1])]
    before = [[s.label for s in found.sentences] for found in model.annotate_many(documents)]
    edited = [Document.from_sentences([TEXTS[1]] * n) for n in (4, 1)]
    after = [[s.label for s in found.sentences] for found in model.annotate_many(edited)]
    flipped = sum(
        (a != b)
        for i, j in zip(before, after, strict=True)
        for k, (a, b) in enumerate(zip(i, j, strict=True))
        if k != 1
    )
    found = flip_rates(model, documents)
    assert (found["nothing"].sentences, found["nothing"].rate, str(found["nothing"])) == (0, None, "–")
    assert found["all"].sentences == 4  # the second sentence stays as it is
    assert found["all"].rate is not None
    assert found["all"].rate.value == pytest.approx(flipped / 4)
    assert flipped > 0
    assert str(found["all"]).startswith(f"{25 * flipped:.1f} % [")
