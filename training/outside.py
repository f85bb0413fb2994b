"""The corpora that the default model learns from; outside ones are read in place, and none of their text is kept."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.errors import CorpusError
from ..corpus.exchange.import_log import ImportLog
from ..corpus.exchange.newsmix import standoff_labels
from ..corpus.exchange.sentence_corpora import read_newssd
from ..corpus.exchange.standoff import find_sentences
from ..corpus.labelled import read_labelled
from ..corpus.labelled_document import LabelledDocument
from ..corpus.segment import segment
from .data import TrainingData, describe, document_frame

OWN = Path(__file__).resolve().parent.parent / "corpus" / "data"
"""The project's own corpus."""

WEIGHTS = {"newsmix": 1.0, "labelled pool": 1.0, "newsgrain": 0.2, "newssd-eng": 0.5}
"""Weight of a sentence by corpus. The own corpus is cleaner than real news and NewsSD knows no padding: at full
weight either costs cross-validated macro-F1 on newsmix (0.76 falls to 0.74)."""

REAL_NEWS = ("newsmix", "labelled pool")
"""What is judged out of fold, in the order of the rows."""

POOL = Path("pool") / "articles.jsonl.gz"
"""Where the unlabelled articles lie in the folder of the outside corpora."""

POOL_LABELS = "pool_labels.tsv"
"""Labels of some of these articles that ship with newsgrain (CC0), and are learned from."""

MAX_POOL_SENTENCE = 1_000
"""Longer units of the pool are tables or scripts, not sentences (characters)."""


def load_everything(corpora: Path) -> TrainingData:
    """What the shipped models learn from: newsmix, labelled pool, own corpus (train, dev), NewsSD-ENG (train, val).

    Parameters
    ----------
    corpora
        The folder that holds `newsmix`, `pool` and `newssd-eng`.
    """
    newsmix = list(read_labelled(corpora / "newsmix" / "train.jsonl"))
    labelled_pool = list(pool_documents(corpora / POOL, POOL_LABELS))
    own = list(read_labelled([OWN / "train.jsonl", OWN / "dev.jsonl"]))
    newssd = newssd_frame(corpora / "newssd-eng", ("train", "val"))
    parts = [document_frame(newsmix), document_frame(labelled_pool), document_frame(own), newssd]
    corpus = np.repeat(list(WEIGHTS), [len(part) for part in parts])
    provenance = {
        "newsmix": {**describe(newsmix), "note": f"labels CC0, texts their publishers'; weight {WEIGHTS['newsmix']:g}"},
        "labelled pool": {
            **describe(labelled_pool),
            "note": f"labels CC0, texts their publishers'; weight {WEIGHTS['labelled pool']:g}",
        },
        "corpus/data (train, dev)": {**describe(own), "note": f"CC0, original; weight {WEIGHTS['newsgrain']:g}"},
        "newssd-eng (train, val)": {
            "sha256": file_sha256(*(corpora / "newssd-eng" / f"{part}.csv" for part in ("train", "val"))),
            "documents": len(newssd),
            "sentences": len(newssd),
            "note": f"Antici et al. 2024, CC BY 4.0; weight {WEIGHTS['newssd-eng']:g}",
        },
    }
    frame = pd.concat(parts, ignore_index=True)
    return TrainingData(frame, np.array([WEIGHTS[name] for name in corpus]), provenance)


def real_news(data: TrainingData, *corpora: str) -> npt.NDArray[np.int64]:
    """Numbers of the rows of real news, newsmix first: those that folds are made of. `corpora` picks some of it."""
    sizes = {name: data.provenance[name]["sentences"] for name in REAL_NEWS}
    corpus = np.repeat(list(sizes), list(sizes.values()))
    return np.flatnonzero(np.isin(corpus, corpora or REAL_NEWS))


def newssd_frame(folder: Path, parts: Sequence[str]) -> pd.DataFrame:
    """NewsSD-ENG (Antici et al. 2024, CC BY 4.0): a frame as for training, every sentence a document.

    Raises
    ------
    CorpusError, InputError
        If a file is missing, has other columns, or a bad row.
    """
    return document_frame(list(read_newssd([folder / f"{part}.csv" for part in parts], ImportLog())))


def pool_articles(path: Path) -> Iterator[tuple[str, str]]:
    """Ids and texts of the unlabelled articles (gzipped JSON Lines with an `id` and a `text`)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield article["id"], article["text"]


def pool_documents(path: Path, labels: str) -> Iterator[LabelledDocument]:
    """Articles of the pool with the labels that ship under this file name.

    Raises
    ------
    CorpusError
        If an article is missing, or its text is not the one that was labelled.
    """
    texts = dict(pool_articles(path))
    for number, labelled in enumerate(standoff_labels(labels), start=1):
        found = find_sentences(texts.get(labelled.id, ""), labelled.digests)
        if None in found:
            raise CorpusError(str(path), number, f"{labelled.id}: missing, or not the text that was labelled")
        yield labelled.labelled(found)


def pool_sentences(texts: Iterable[str]) -> list[str]:
    """Every sentence of the unlabelled articles."""
    return [sentence.text for text in texts for sentence in segment(text) if len(sentence.text) <= MAX_POOL_SENTENCE]


def file_sha256(*paths: Path) -> str:
    """SHA-256 (hexadecimal) over the bytes of files, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
