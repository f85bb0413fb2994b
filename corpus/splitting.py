"""Splitting a corpus by document into sides that resemble each other and share no text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from .allocation import allocate
from .errors import NewsgrainError
from .label import LABELS
from .labelled import write_labelled
from .labelled_document import LabelledDocument
from .tied_documents import tied_documents

FloatArray = npt.NDArray[np.float64]

SIDES = ("train", "dev", "test")
"""What the sides are called, and their files."""


@dataclass(frozen=True)
class Split:
    """The sides of a split.

    `sides` maps those of `SIDES` that were asked for to their documents, in the order of the corpus; `tied`
    gives the sizes of the groups of documents that share text or an id, largest first.
    """

    sides: dict[str, tuple[LabelledDocument, ...]]
    tied: tuple[int, ...]

    def to_dict(self) -> dict[str, dict[str, float]]:
        """Documents, sentences, and the share of each label in [0, 1], for every side."""
        return {name: _described(documents) for name, documents in self.sides.items()}


def split_corpus(documents: Sequence[LabelledDocument], *, dev: float = 0.1, test: float = 0.1, seed: int = 0) -> Split:
    """Split documents into train, dev and test.

    Each side gets its share of the documents, and of each label, genre and source as nearly as whole documents
    allow (see `allocate`). Documents that share text or an id stay together (see `tied_documents`).

    Parameters
    ----------
    dev, test
        Shares of the documents, in [0, 1), together below 1; train gets the rest. A side with share 0 is left
        out.
    seed
        The same corpus, shares and seed give the same split.

    Raises
    ------
    ValueError
        If a share is negative or nothing is left for train.
    NewsgrainError
        If there are fewer groups of documents than sides.
    """
    if not (dev >= 0 and test >= 0 and dev + test < 1):
        raise ValueError(f"expected shares from 0 that leave something for train; received dev {dev} and test {test}")
    shares = {name: share for name, share in zip(SIDES, (1 - dev - test, dev, test), strict=True) if share > 0}
    groups = tied_documents(documents)
    if len(groups) < len(shares):
        raise NewsgrainError(
            f"{len(documents)} documents in {len(groups)} groups that share no text do not make {len(shares)} sides; "
            "add documents, or ask for fewer sides"
        )
    brought = _quantities(documents)
    sides = allocate(np.stack([brought[group].sum(axis=0) for group in groups]), list(shares.values()), seed=seed)
    side_of = {index: side for group, side in zip(groups, sides.tolist(), strict=True) for index in group}
    return Split(
        {
            name: tuple(document for index, document in enumerate(documents) if side_of[index] == side)
            for side, name in enumerate(shares)
        },
        tuple(sorted((len(group) for group in groups if len(group) > 1), reverse=True)),
    )


def write_split(split: Split, folder: Path, *, force: bool = False) -> None:
    """Write each side as `train.jsonl`, `dev.jsonl` or `test.jsonl` into a folder, which is made if need be.

    The files take their names when all of them are written. With `force` they replace those of an earlier split,
    of which no side is left behind.

    Raises
    ------
    NewsgrainError
        If one of the files exists and `force` is not given.
    """
    existing = [path for name in SIDES if (path := folder / f"{name}.jsonl").exists()]
    if existing and not force:
        raise NewsgrainError(f"{existing[0]} exists; choose another folder, or replace the split in it with --force")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".split.", dir=folder) as partial:
        for name, documents in split.sides.items():
            write_labelled(documents, Path(partial, f"{name}.jsonl"))
        for path in existing:
            path.unlink()
        for name in split.sides:
            Path(partial, f"{name}.jsonl").replace(folder / f"{name}.jsonl")


def _quantities(documents: Sequence[LabelledDocument]) -> FloatArray:
    """What each document brings: 1 (itself), its labels in documents of average length, its genre, its source."""
    labels = np.array([[document.labels.count(label) for label in LABELS] for document in documents], dtype=float)
    strata = [(("genre", document.genre), ("source", document.source)) for document in documents]
    known = {stratum: column for column, stratum in enumerate(dict.fromkeys(s for pair in strata for s in pair))}
    member = np.zeros((len(documents), len(known)))
    for row, pair in enumerate(strata):
        member[row, [known[stratum] for stratum in pair]] = 1
    return np.hstack([np.ones((len(documents), 1)), labels * len(documents) / labels.sum(), member])


def _described(documents: Sequence[LabelledDocument]) -> dict[str, Any]:
    labels = [label for document in documents for label in document.labels]
    shares: dict[str, float] = {label: round(labels.count(label) / len(labels), 4) for label in LABELS}
    return {"documents": len(documents), "sentences": len(labels), **shares}
