"""The labelled articles of the pool."""

import gzip
import json
from pathlib import Path

import pytest

from newsgrain.corpus.errors import CorpusError
from newsgrain.corpus.exchange import newsmix
from newsgrain.corpus.exchange.newsmix import StandoffDocument, standoff_labels
from newsgrain.corpus.exchange.standoff import sentence_digest
from newsgrain.training import outside
from newsgrain.training.outside import POOL_LABELS, pool_documents
from newsgrain.training.unseen import UNSEEN_LABELS


def write_pool(path: Path, texts: dict[str, str]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items())
    return path


def test_labels_and_texts_come_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = ["It rained.", "What a shame!"]
    made = StandoffDocument("mbic", "a", [sentence_digest(s) for s in sentences], ["reporting", "opinion"])
    monkeypatch.setattr(outside, "standoff_labels", lambda _: [made])
    pool = write_pool(tmp_path / "pool.gz", {"mbic/b": "Other.", "mbic/a": "It rained.\n\nWhat a shame!"})
    (document,) = pool_documents(pool, "any")
    assert [s.text for s in document.sentences] == sentences
    assert (document.id, document.labels) == ("mbic/a", ("reporting", "opinion"))
    with pytest.raises(CorpusError, match="mbic/a: missing, or not the text that was labelled"):
        list(pool_documents(write_pool(tmp_path / "pool.gz", {"mbic/a": "It snowed. What a shame!"}), "any"))


def test_no_article_is_labelled_twice() -> None:
    ids = [{d.id for d in standoff_labels(name)} for name in (newsmix.NEWSMIX_LABELS, POOL_LABELS, UNSEEN_LABELS)]
    assert [len(found) for found in ids] == [491, 1316, 120]
    assert len(set.union(*ids)) == 491 + 1316 + 120
