"""The corpora that the default model learns from; outside ones are read in place, and none of their text is kept."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.errors import CorpusError
from ..corpus.exchange.import_log import ImportLog
from ..corpus.exchange.newsmix import standoff_labels
from ..corpus.exchange.sentence_corpora import read_newssd
from ..corpus.exchange.standoff import find_sentences, sentence_digest
from ..corpus.label import Label
from ..corpus.labelled import read_labelled
from ..corpus.labelled_document import LabelledDocument
from .data import TrainingData, describe, document_frame

OWN = Path(__file__).resolve().parent.parent / "corpus" / "data"
"""The project's own corpus."""

LANGUAGE_MODEL_NEWS = "language-model news"
"""Genre of the own documents that are made as such news is: opening lines, and what a language model makes of them."""

WEIGHTS = {"newsmix": 1.0, "labelled pool": 1.0, "newsgrain": 0.8, "newssd-eng": 2.0, LANGUAGE_MODEL_NEWS: 1.0}
"""Weight of a sentence by corpus. The own corpus is cleaner than real news, and NewsSD knows no padding: what they add
to other texts costs some macro-F1 on newsmix. At 0.2 and 0.5 the fast classifier reached 0.770 there and 0.774 on the
own test split, at these weights 0.760 and 0.829."""

ENCODER_WEIGHTS = {**WEIGHTS, "newsgrain": 0.7}
"""The same for the encoder, which takes up more from fewer sentences."""

POOL = Path("pool") / "articles.jsonl.gz"
"""Where the unlabelled articles lie in the folder of the outside corpora."""

POOL_LABELS = "pool_labels.tsv"
"""Labels of some of these articles that ship with newsgrain (CC0), and are learned from."""

LONE_LABELS = "lone_labels.tsv"
"""Labels (CC0) that some sentences of these articles got by themselves, by somebody who saw nothing around them."""


def load_everything(corpora: Path) -> TrainingData:
    """What the shipped models learn from: newsmix, labelled pool, own corpus (train, dev), NewsSD-ENG (train, val).

    The labelled pool and the own corpus, without its language-model news, are in the general course. The column
    `alone_label` says how a sentence was labelled by itself, where it was.

    Parameters
    ----------
    corpora
        The folder that holds `newsmix`, `pool` and `newssd-eng`.
    """
    newsmix = list(read_labelled(corpora / "newsmix" / "train.jsonl"))
    labelled_pool = list(pool_documents(corpora / POOL, POOL_LABELS))
    written = list(read_labelled([OWN / "train.jsonl", OWN / "dev.jsonl"]))
    own = [document for document in written if not is_language_model_news(document)]
    imitated = [document for document in written if is_language_model_news(document)]
    newssd = newssd_frame(corpora / "newssd-eng", ("train", "val"))
    parts = dict(
        zip(
            WEIGHTS,
            (*map(document_frame, (newsmix, labelled_pool, own)), newssd, document_frame(imitated)),
            strict=True,
        )
    )
    alone = alone_labels(parts["labelled pool"])
    parts["labelled pool"]["alone_label"] = alone
    corpus = np.repeat(list(parts), [len(part) for part in parts.values()])
    outside = "labels CC0, texts their publishers'"
    provenance = {
        "newsmix": _described(newsmix, outside, "newsmix"),
        "labelled pool": _described(
            labelled_pool,
            f"{outside}; {sum(label is not None for label in alone):,} sentences also labelled by themselves",
            "labelled pool",
        ),
        "corpus/data (train, dev)": _described(own, "CC0, original", "newsgrain"),
        "newssd-eng (train, val)": {
            "sha256": file_sha256(*(corpora / "newssd-eng" / f"{part}.csv" for part in ("train", "val"))),
            "documents": len(newssd),
            "sentences": len(newssd),
            "note": f"Antici et al. 2024, CC BY 4.0; weight {WEIGHTS['newssd-eng']:g}",
        },
        "corpus/data (language-model news)": _described(imitated, "CC0, original", LANGUAGE_MODEL_NEWS),
    }
    return TrainingData(
        pd.concat(parts.values(), ignore_index=True),
        np.array([WEIGHTS[name] for name in corpus]),
        provenance,
        general=np.isin(corpus, ("labelled pool", "newsgrain")),
        encoder_weights=np.array([ENCODER_WEIGHTS[name] for name in corpus]),
    )


def is_language_model_news(document: LabelledDocument) -> bool:
    """Whether a document of the own corpus is of that genre."""
    return document.document.metadata.get("genre") == LANGUAGE_MODEL_NEWS


def _described(documents: Sequence[LabelledDocument], rights: str, corpus: str) -> dict[str, Any]:
    return {**describe(documents), "note": f"{rights}; weight {WEIGHTS[corpus]:g}"}


def newsmix_rows(data: TrainingData) -> npt.NDArray[np.int64]:
    """Numbers of the rows that folds are made of and models are judged by: those of newsmix, which come first."""
    return np.arange(data.provenance["newsmix"]["sentences"])


def isolated_rows(data: TrainingData) -> npt.NDArray[np.int64]:
    """Numbers of the rows of isolated sentences: those of NewsSD-ENG."""
    return np.flatnonzero(data.frame["source"] == "newssd-eng")


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


def alone_labels(frame: pd.DataFrame) -> list[Label | None]:
    """The label that each sentence of articles of the pool got by itself, `None` where it got none."""
    known = {
        (document.id, digest): label
        for document in standoff_labels(LONE_LABELS)
        for digest, label in zip(document.digests, document.labels, strict=True)
    }
    return [known.get((id, sentence_digest(text))) for id, text in zip(frame["document"], frame["text"], strict=True)]


def file_sha256(*paths: Path) -> str:
    """SHA-256 (hexadecimal) over the bytes of files, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
