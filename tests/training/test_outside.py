"""The labelled articles of the pool."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import CorpusError
from newsgrain.corpus.exchange import newsmix
from newsgrain.corpus.exchange.newsmix import StandoffDocument, standoff_labels
from newsgrain.corpus.exchange.standoff import sentence_digest
from newsgrain.corpus.labelled_document import LabelledDocument
from newsgrain.training import outside
from newsgrain.training.data import document_frame
from newsgrain.training.outside import LONE_LABELS, POOL_LABELS, alone_labels, pool_documents
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


def test_a_sentence_labelled_by_itself_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = LabelledDocument(
        Document.from_sentences(["It rained.", "What a shame!"], id="mbic/a"), ("reporting", "reporting"), ({}, {})
    )
    other = replace(document, document=Document.from_sentences(["What a shame!", "It snowed."], id="mbic/b"))
    made = StandoffDocument("mbic", "a", [sentence_digest("What a shame!")], ["opinion"])
    monkeypatch.setattr(outside, "standoff_labels", lambda _: [made])
    assert alone_labels(document_frame([document, other])) == [None, "opinion", None, None]


def test_what_was_labelled_by_itself_is_of_the_labelled_pool() -> None:
    pool = {d.id: set(d.digests) for d in standoff_labels(POOL_LABELS)}
    lone = standoff_labels(LONE_LABELS)
    assert sum(len(d.labels) for d in lone) == 10_400
    assert all(set(d.digests) <= pool[d.id] for d in lone)
