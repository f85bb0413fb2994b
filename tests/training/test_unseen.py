"""The labelled articles of the pool, and what the shipped models make of them."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import f1_score

from newsgrain.corpus.errors import CorpusError
from newsgrain.corpus.exchange import newsmix
from newsgrain.corpus.exchange.newsmix import StandoffDocument, standoff_labels
from newsgrain.corpus.exchange.standoff import sentence_digest
from newsgrain.corpus.label import LABELS
from newsgrain.model.storage import load_model
from newsgrain.training import unseen
from newsgrain.training.outside import POOL
from newsgrain.training.unseen import POOL_LABELS, labelled_pool


def write_pool(path: Path, texts: dict[str, str]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items())
    return path


def test_labels_and_texts_come_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = ["It rained.", "What a shame!"]
    made = StandoffDocument("mbic", "a", [sentence_digest(s) for s in sentences], ["reporting", "opinion"])
    monkeypatch.setattr(unseen, "standoff_labels", lambda _: [made])
    pool = write_pool(tmp_path / "pool.gz", {"mbic/b": "Other.", "mbic/a": "It rained.\n\nWhat a shame!"})
    (document,) = labelled_pool(pool)
    assert [s.text for s in document.sentences] == sentences
    assert (document.id, document.labels) == ("mbic/a", ("reporting", "opinion"))
    with pytest.raises(CorpusError, match="mbic/a: missing, or not the text that was labelled"):
        list(labelled_pool(write_pool(tmp_path / "pool.gz", {"mbic/a": "It snowed. What a shame!"})))


def test_no_labelled_article_of_the_pool_is_in_newsmix() -> None:
    pool = {document.id for document in standoff_labels(POOL_LABELS)}
    assert len(pool) == 140
    assert not pool & {document.id for document in newsmix.standoff_labels()}


@pytest.mark.shared
@pytest.mark.parametrize(("name", "floor"), [("default", 0.78), ("fast", 0.746)])
def test_shipped_models_on_news_that_they_did_not_learn_from(corpora: Path, name: str, floor: float) -> None:
    documents = list(labelled_pool(corpora / POOL))
    truth = [label for document in documents for label in document.labels]
    annotated = load_model(name).annotate_many((d.document for d in documents), reasons=False)
    found = [s.label for document in annotated for s in document.sentences]
    assert np.mean(f1_score(truth, found, average=None, labels=LABELS)) >= floor
