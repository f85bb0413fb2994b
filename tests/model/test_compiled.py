import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.corpus.label import LABELS
from newsgrain.model.classifier import SentenceClassifier
from newsgrain.model.compiled import CompiledClassifier, compile_classifier
from newsgrain.model.explanation import contributions
from newsgrain.model.features import Vocabulary
from newsgrain.model.linear import apply_calibration
from newsgrain.model.sentence_rows import frame_batch
from newsgrain.model.vocabulary import background_vocabulary

OPENERS = ["The minister said", "It is vital that", "What a shameful", "According to police,", "Nobody believes"]
ENDS = ["talks failed on Monday.", "all sides act together.", "farce this is!", "12 people were hurt.", "a word of it."]


@pytest.fixture(scope="module")
def fitted() -> SentenceClassifier:
    random = np.random.default_rng(0)
    rows = [
        (f"d{d}", f"{OPENERS[(s + d) % 5]} {ENDS[random.integers(5)]}", LABELS[(s + d) % 3])
        for d in range(12)
        for s in range(7)
    ]
    frame = pd.DataFrame(rows, columns=["document", "text", "label"])
    base = background_vocabulary()
    vectors = random.normal(size=(len(base.forms), 4)).astype(np.float16).astype(np.float32)
    classifier = SentenceClassifier(
        Vocabulary(base.forms, base.rarity, vectors), iterations=8, folds=2, min_samples_leaf=3
    )
    with threadpool_limits(1):
        return classifier.fit(frame[["document", "text"]], frame["label"])


@pytest.fixture(scope="module")
def compiled(fitted: SentenceClassifier) -> CompiledClassifier:
    return compile_classifier(fitted)


words = st.sampled_from([w for phrase in (*OPENERS, *ENDS) for w in phrase.split()])
sentences = st.one_of(st.text(max_size=60), st.lists(words, min_size=1, max_size=15).map(" ".join))
documents = st.lists(st.lists(sentences, min_size=1, max_size=6), min_size=1, max_size=4)


def frame_of(texts: list[list[str]]) -> pd.DataFrame:
    return pd.DataFrame(
        [(number, text) for number, document in enumerate(texts) for text in document], columns=["document", "text"]
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents)
def test_compiled_and_fitted_agree(
    fitted: SentenceClassifier, compiled: CompiledClassifier, texts: list[list[str]]
) -> None:
    frame = frame_of(texts)
    expected = fitted.predict_proba(frame)
    found = compiled.decide(frame_batch(frame, compiled.vocabulary)).probabilities
    assert np.abs(found - expected).max() <= 1e-6
    assert np.allclose(found.sum(axis=1), 1)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents)
def test_contributions_sum_to_the_log_odds(compiled: CompiledClassifier, texts: list[list[str]]) -> None:
    frame = frame_of(texts)
    batch = frame_batch(frame, compiled.vocabulary)
    verdicts = compiled.decide(batch)
    labels = verdicts.probabilities.argmax(axis=1)
    parts = contributions(compiled, batch, verdicts, labels, frame["text"].tolist())
    words = np.bincount(batch.sentence_of_token, parts.words, batch.n_sentences)
    total = parts.cues.sum(axis=1) + words + parts.around + parts.elsewhere + parts.whole + parts.constant
    raw = apply_calibration(compiled.trees.raw(verdicts.context), compiled.scale_and_shift(batch))
    assert np.allclose(total, raw[np.arange(len(labels)), labels] - raw.mean(axis=1), atol=1e-9)


def test_an_unfitted_classifier_is_refused() -> None:
    with pytest.raises(ValueError, match="not fitted"):
        compile_classifier(SentenceClassifier())
