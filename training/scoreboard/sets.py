"""Outside sets of single sentences, subjective or objective, that the models are scored on and never fitted to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ...corpus.bootstrap import Interval, interval, resample_documents
from ...corpus.exchange.import_log import ImportLog
from ...corpus.exchange.sentence_corpora import read_babe, read_checkthat, read_newssd
from ...corpus.labelled import read_labelled
from ...corpus.labelled_document import LabelledDocument
from ..metrics import CALIBRATION_BINS
from ..outside import POOL, pool_articles

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class SentenceSet:
    """Sentences, whether each is subjective [n], and the article that it comes from [n] for the intervals.

    `published` says what others report on this set or its like, with the source.
    """

    name: str
    sentences: list[str]
    subjective: BoolArray
    groups: npt.NDArray[np.str_]
    published: str


@dataclass(frozen=True)
class SetScore:
    """F1 of objective and subjective and their mean, with intervals; the expected calibration error in [0, 1]."""

    objective: Interval
    subjective: Interval
    macro_f1: Interval
    expected_calibration_error: float


def sentence_sets(corpora: Path) -> list[SentenceSet]:
    """The sets that may be scored here; sentences of articles in `newsmix` or the pool are left out of BABE."""
    checkthat = read_checkthat([corpora / "checkthat-2025-english" / "dev_test_en.tsv"], ImportLog())
    newssd = read_newssd([corpora / "newssd-eng" / "test.csv"], ImportLog())
    seen = _article_links(corpora)
    path = [corpora / "babe" / "sg2.csv"]
    babe = {
        mixed: [
            d for d in read_babe(path, ImportLog(), mixed=mixed) if d.document.metadata.get("news_link") not in seen
        ]
        for mixed in ("opinion", "drop")
    }
    return [
        _set("CheckThat! 2025 dev_test", checkthat, "0.74 best of 2024, 0.81 of 2025 (on their test sets)"),
        _set("NewsSD-ENG test", newssd, "0.69–0.79 mBERT (Antici et al. 2024)"),
        _set("BABE, factual or not", babe["opinion"], "0.84 one expert against the others"),
        _set("BABE, without mixed ones", babe["drop"], "–"),
    ]


def subjectivity(probabilities: FloatArray) -> FloatArray:
    """P(opinion) against P(reporting) [n], from label probabilities [n, 3]; these sets know no padding."""
    return np.asarray(probabilities[:, 1] / np.maximum(probabilities[:, :2].sum(axis=1), 1e-9))


def score_set(found: SentenceSet, probability: FloatArray, threshold: float = 0.5) -> SetScore:
    """Score the probability [n] that each sentence is subjective; intervals over resampled articles."""
    predicted = probability > threshold
    _, group = np.unique(found.groups, return_inverse=True)
    tables = np.zeros((group.max() + 1, 2, 2), dtype=np.int64)
    np.add.at(tables, (group, found.subjective.astype(int), predicted.astype(int)), 1)
    point, spread = _f1(tables.sum(axis=0)[None])[0], _f1(resample_documents(tables))
    confidence = np.where(predicted, probability, 1 - probability)
    bins = np.clip((confidence * CALIBRATION_BINS).astype(int), 0, CALIBRATION_BINS - 1)
    gaps = np.bincount(bins, (predicted == found.subjective) - confidence, CALIBRATION_BINS)
    return SetScore(
        interval(point[0], spread[:, 0]),
        interval(point[1], spread[:, 1]),
        interval(point.mean(), spread.mean(axis=1)),
        float(np.abs(gaps).sum() / len(probability)),
    )


def _f1(tables: npt.NDArray[np.int64]) -> FloatArray:
    """F1 of both classes: an array [n_tables, 2]."""
    hits = np.diagonal(tables, axis1=1, axis2=2)
    return np.asarray(2 * hits / np.maximum(tables.sum(axis=1) + tables.sum(axis=2), 1))


def _set(name: str, documents: Iterable[LabelledDocument], published: str) -> SentenceSet:
    kept = list(documents)
    return SentenceSet(
        name,
        [d.document.sentences[0].text for d in kept],
        np.array([d.labels[0] == "opinion" for d in kept]),
        np.array([str(d.document.metadata.get("news_link") or d.document.id) for d in kept]),
        published,
    )


def _article_links(corpora: Path) -> set[str]:
    """Addresses of the articles that the models have read: those of `newsmix` and of the pool."""
    ids = [str(d.document.id) for d in read_labelled(corpora / "newsmix" / "train.jsonl")]
    return {id.removeprefix("mbic/") for id in (*ids, *(name for name, _ in pool_articles(corpora / POOL)))}
