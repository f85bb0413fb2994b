from dataclasses import replace

import numpy as np
import pytest

import newsgrain
from newsgrain.model.cascade import Cascade, pooled
from newsgrain.model.explanation import contributions
from newsgrain.model.features import extract
from newsgrain.model.model import Model

TEXT = """The council voted 7 to 2 on Monday to close the library.

It is imperative that all sides come together. Who was this supposed to help? Ruiz said the vote was a disgrace.

The move could have far-reaching consequences for the whole of the region, many believe.
"""


@pytest.fixture(scope="module")
def model() -> Model:
    return newsgrain.load_model()


def test_pooled_log_odds_by_hand() -> None:
    pool = np.array([[0.5, 2.0, 0.1, 0.0, -0.1]])
    found = pooled(pool, np.array([[2.0, 0.0, -2.0]]), np.array([[-1.0, 0.0, 1.0]]))
    assert np.allclose(found, [[-0.9, 0.0, 0.9]])


def test_sure_sentences_are_left_to_the_classifier(model: Model) -> None:
    assert model.cascade is not None
    document = newsgrain.Document(TEXT)
    texts = [s.text for s in document.sentences]
    offsets = np.array([0, len(texts)])
    batch = extract(texts, offsets, np.zeros(len(texts), dtype=int), model.classifier.vocabulary)
    fast = model.classifier.decide(batch)
    best = fast.probabilities.max(axis=1)
    threshold = float(np.sort(best)[1:3].mean())
    cascade = Cascade(model.cascade.encoder, threshold, model.cascade.pool)
    verdicts = cascade.decide(fast, texts, offsets, batch.repeating)
    sure = best >= threshold
    assert 0 < sure.sum() < len(texts)
    assert np.allclose(verdicts.probabilities[sure], fast.probabilities[sure])
    assert verdicts.second is not None
    assert verdicts.second.reading.known.tolist() == (~sure).tolist()
    assert np.allclose(verdicts.probabilities.sum(axis=1), 1)


def test_a_probability_of_nothing_stays_a_probability(model: Model) -> None:
    assert model.cascade is not None
    text = "It rained on Monday."
    offsets, nothing = np.array([0, 1]), np.zeros(1, dtype=bool)
    batch = extract([text], offsets, np.zeros(1, dtype=int), model.classifier.vocabulary)
    fast = replace(model.classifier.decide(batch), probabilities=np.array([[0.5, 0.5, 0.0]]))
    verdicts = model.cascade.decide(fast, [text], offsets, nothing)
    assert np.isfinite(verdicts.probabilities).all()


@pytest.mark.parametrize("label", [0, 1, 2])
def test_contributions_sum_to_the_joint_log_odds(model: Model, label: int) -> None:
    assert model.cascade is not None
    texts = [s.text for s in newsgrain.Document(TEXT).sentences] + ["", "x\ny 👍🏽 naïve re-voted"]
    offsets = np.array([0, len(texts) - 1, len(texts)])
    batch = extract(texts, offsets, np.zeros(len(texts), dtype=int), model.classifier.vocabulary)
    everywhere = Cascade(model.cascade.encoder, 1.0, model.cascade.pool)
    verdicts = everywhere.decide(model.classifier.decide(batch), texts, offsets, batch.repeating)
    parts = contributions(model.classifier, batch, verdicts, np.full(len(texts), label), texts)
    words = np.bincount(batch.sentence_of_token, parts.words, len(texts))
    total = parts.cues.sum(axis=1) + words + parts.around + parts.elsewhere + parts.whole + parts.constant
    log_odds = np.log(verdicts.probabilities)
    assert np.allclose(total, log_odds[:, label] - log_odds.mean(axis=1), atol=1e-6)


def test_both_models_have_one_interface(model: Model) -> None:
    fast = newsgrain.load_model("fast")
    assert fast.cascade is None
    assert model.name == "default"
    assert fast.name == "fast"
    found, quick = model.annotate(TEXT), fast.annotate(TEXT)
    assert [s.text for s in found.sentences] == [s.text for s in quick.sentences]
    assert found.to_dict().keys() == quick.to_dict().keys()


def test_results_do_not_depend_on_jobs(model: Model) -> None:
    texts = [TEXT, "", "One sentence only.", TEXT.replace("library", "pool")] * 3
    one = [d.to_dict() for d in model.annotate_many(texts)]
    assert one == [d.to_dict() for d in model.annotate_many(texts, jobs=2)]
    assert one == [model.annotate(text).to_dict() for text in texts]
