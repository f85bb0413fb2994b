from pathlib import Path

import numpy as np
import pytest

from newsgrain.corpus.document import Document
from newsgrain.model.annotated import Reason
from newsgrain.model.compiled import CompiledClassifier
from newsgrain.model.contributions import Contributions
from newsgrain.model.cues import cue_names
from newsgrain.model.explanation import contributions, explain
from newsgrain.model.features import extract
from newsgrain.model.model import Model
from newsgrain.model.reasons import MAX_REASONS, MIN_WEIGHT, ReasonFinder, _shown
from newsgrain.model.storage import load_model

TEXTS = ["The council voted 7 to 2 on Monday to close the library.", "It was a shameful and cowardly vote.", ""]


@pytest.fixture(scope="module")
def model(tiny_model: Path) -> Model:
    return load_model(tiny_model)


@pytest.fixture(scope="module")
def classifier(model: Model) -> CompiledClassifier:
    return model.classifier


@pytest.mark.parametrize("label", [0, 1, 2])
def test_contributions_sum_to_the_log_odds_of_any_label(classifier: CompiledClassifier, label: int) -> None:
    batch = extract(TEXTS, np.array([0, 3]), np.zeros(3, dtype=np.int64), classifier.vocabulary)
    verdicts = classifier.decide(batch)
    parts = contributions(classifier, batch, verdicts, np.full(3, label), TEXTS)
    words = np.bincount(batch.sentence_of_token, parts.words, 3)
    total = parts.cues.sum(axis=1) + words + parts.around + parts.elsewhere + parts.whole + parts.constant
    log_odds = np.log(verdicts.probabilities)
    assert np.allclose(total, log_odds[:, label] - log_odds.mean(axis=1))


def test_reasons_are_few_and_strong_those_for_the_verdict_first(model: Model) -> None:
    for sentence in model.annotate("\n\n".join(TEXTS)).sentences:
        weights = [reason.weight for reason in sentence.reasons]
        assert 0 < len(weights) <= MAX_REASONS
        assert weights == sorted(weights, key=lambda weight: (weight < 0, -abs(weight)))
        assert min(map(abs, weights)) >= MIN_WEIGHT - 1e-4


def test_what_speaks_against_a_verdict_makes_room_until_the_rest_outweighs_it() -> None:
    weights = [-1.0, 0.9, -0.5, -0.4, 0.3, 0.3, 0.25]
    shown = _shown([Reason(str(weight), weight, 0, 1) for weight in weights])
    assert [reason.weight for reason in shown] == [0.9, 0.3, 0.3, 0.25, -1.0]
    few = _shown([Reason("for", 0.2, 0, 1), Reason("against", -0.3, 0, 1)])
    assert [reason.cue for reason in few] == ["for", "against"]


def test_shipped_reasons_speak_for_their_verdict() -> None:
    text = (Path(__file__).parents[2] / "corpus" / "data" / "demo.txt").read_text("utf-8")
    sentences = load_model("fast").annotate(text).sentences
    against = [s for s in sentences if s.reasons[0].weight < 0 or sum(r.weight for r in s.reasons) < 0]
    assert not against


def test_a_word_is_named_as_it_stands_in_the_text(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgrain.model.reasons.MIN_WORD_WEIGHT", 1e-6)  # the tiny model's words weigh little
    monkeypatch.setattr("newsgrain.model.reasons.MAX_REASONS", 100)
    text = "First line.\n\nIt was a\nshameful 👍🏽 and COWARDLY vote by the council."
    document = model.annotate(text)
    worded = [r for s in document.sentences for r in s.reasons if r.cue.startswith("wording")]
    assert worded
    assert all(r.cue == f"wording: “{text[r.start : r.end]}”" for r in worded)


@pytest.mark.parametrize(
    ("column", "reason", "bearing"),
    [
        ("starts with quotation mark", "opens with a quotation", "“We lost it”"),
        ("numbers", "figures", "6"),
        ("dollar", "a sum of money", "$6"),
        ("unknown words", "unusual words or names", "Qzorvath"),
        ("speech verb", "a verb of saying", "said"),
    ],
)
def test_a_reason_lights_what_bears_it(model: Model, column: str, reason: str, bearing: str) -> None:
    text = "“We lost it” and $6 million, Qzorvath said on Monday."
    document = Document.from_sentences([text])
    batch = extract([text], np.array([0, 1]), np.zeros(1, int), model.classifier.vocabulary)
    cues, words, nothing = np.zeros(batch.cues.shape), np.zeros(len(batch.tokens.forms)), np.zeros(1)
    cues[0, cue_names().index(column)] = 1.0
    parts = Contributions(cues, words, nothing, nothing, nothing, nothing)
    (found,) = ReasonFinder(batch, parts, np.array([-1]), words > 0, document.sentences).all()
    assert [(r.cue, text[r.start : r.end]) for r in found] == [(reason, bearing)]


def test_spans_follow_the_document_not_the_sentence(model: Model) -> None:
    classifier = model.classifier
    document = Document.from_sentences(["It rained.", TEXTS[0]])
    batch = extract([s.text for s in document.sentences], np.array([0, 2]), np.zeros(2, int), classifier.vocabulary)
    found = explain(classifier, batch, classifier.decide(batch), document.sentences)
    assert all(11 <= reason.start < reason.end <= 67 for reason in found[1])


def test_a_restatement_points_at_the_earlier_sentence_by_its_number(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsgrain.model.explanation.restated", lambda *_: np.array([-1, -1, 0, -1, 3]))
    document = Document("The library closed. Rain fell. The library has closed.")
    other = Document("A vote was held. They voted.")
    first, _, again = model.annotate_many([document, other]).__next__().sentences
    reasons = [(r.cue, r.start, r.end) for r in again.reasons if r.cue.startswith("repeats")]
    assert reasons == [("repeats sentence 1", first.start, first.end)]
    assert not [r for r in again.reasons if "new" in r.cue]
