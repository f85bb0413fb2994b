"""The corpora that the default model learns from; outside ones are read in place, and none of their text is kept."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from ..corpus.errors import InputError
from ..corpus.segment import segment

OWN = Path(__file__).resolve().parent.parent / "corpus" / "data"
"""The project's own corpus."""

WEIGHTS = {"newsmix": 1.0, "newsgrain": 0.2, "newssd-eng": 0.5}
"""Weight of a sentence by corpus. The own corpus is cleaner than real news and NewsSD knows no padding: at full
weight either costs cross-validated macro-F1 on newsmix (0.76 falls to 0.74)."""

POOL = Path("pool") / "articles.jsonl.gz"
"""Where the unlabelled articles lie in the folder of the outside corpora."""

NEWSSD_LABELS = {"OBJ": "reporting", "SUBJ": "opinion"}
"""NewsSD-ENG has no padding; its objective sentences are taken as reporting, its subjective ones as opinion."""

MAX_POOL_SENTENCE = 1_000
"""Longer units of the pool are tables or scripts, not sentences (characters)."""


def read_newssd(folder: Path, parts: tuple[str, ...]) -> pd.DataFrame:
    """NewsSD-ENG (Antici et al. 2024, CC BY 4.0): a frame as for training, every sentence a document.

    Raises
    ------
    InputError
        If a file is missing or has other columns.
    """
    rows: list[dict[str, Any]] = []
    for part in parts:
        path = folder / f"{part}.csv"
        if not path.is_file():
            raise InputError(str(path), "no such file; expected NewsSD-ENG's train.csv, val.csv and test.csv")
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file)):
                if row.get("Label") not in NEWSSD_LABELS or not row.get("Sentence"):
                    raise InputError(str(path), f"row {number + 2}: expected Sentence and Label (OBJ or SUBJ)")
                rows.append(_row(f"newssd/{part}/{number}", "newssd-eng", row["Sentence"].strip(), row["Label"]))
    return pd.DataFrame(rows)


def _row(document: str, source: str, text: str, native_label: str) -> dict[str, Any]:
    return {
        "document": document,
        "source": source,
        "index": 0,
        "text": text,
        "role": "text",
        "paragraph": 0,
        "label": NEWSSD_LABELS[native_label],
        "genre": None,
    }


def pool_texts(path: Path) -> Iterator[str]:
    """The texts of the unlabelled articles (gzipped JSON Lines with a `text`)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def pool_sentences(texts: Iterable[str]) -> list[str]:
    """Every sentence of the unlabelled articles."""
    return [sentence.text for text in texts for sentence in segment(text) if len(sentence.text) <= MAX_POOL_SENTENCE]


def file_sha256(*paths: Path) -> str:
    """SHA-256 (hexadecimal) over the bytes of files, one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
