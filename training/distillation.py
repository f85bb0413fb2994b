"""Word vectors that carry an encoder's judgement: a table with a maximum and a mean over it, nothing else.

The student reads a sentence as its word forms, looks each one up in a table of vectors, pools them by maximum and
by mean and decides linearly. It is fitted on the labels and on the encoder's probabilities for unlabelled
sentences (Hinton et al. 2015). Only the table is kept: the classifier's linear stage is fitted on the pooled
vectors beside n-grams and cues. Needs the extra `train-encoder`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import PCA

from ..corpus.label import LABELS
from ..model.features import Vocabulary
from ..model.tokens import TokenTable, tokenize
from .encoder_extra import torch

FloatArray = npt.NDArray[np.float32]

MAX_TOKENS = 80
"""Longer sentences are cut for fitting; 99.9 % are shorter."""


@dataclass(frozen=True)
class Distillation:
    """How to fit the student: `dimensions` of a word vector, passes over the data, batch size, rates, seed."""

    dimensions: int = 64
    epochs: int = 6
    batch: int = 64
    learning_rate: float = 2e-3
    dropout: float = 0.2
    seed: int = 0


class Student(torch.nn.Module):
    """Table of vectors, pooled by maximum and mean, one linear layer."""

    def __init__(self, vectors: FloatArray, dropout: float) -> None:
        super().__init__()
        start = torch.from_numpy(np.vstack([vectors, np.zeros((2, vectors.shape[1]), dtype=np.float32)]))
        self.padding = len(start) - 1
        self.table = torch.nn.Embedding.from_pretrained(start, freeze=False, padding_idx=self.padding)
        self.dropout = torch.nn.Dropout(dropout)
        self.decide = torch.nn.Linear(2 * vectors.shape[1], len(LABELS))

    def forward(self, forms: torch.Tensor) -> torch.Tensor:
        """Log-odds [batch, 3] of padded sentences of forms [batch, length]."""
        vectors = self.table(forms)
        missing = (forms == self.padding)[..., None]
        highest = vectors.masked_fill(missing, -1e4).max(1).values
        mean = vectors.masked_fill(missing, 0).sum(1) / (~missing).sum(1)
        return self.decide(self.dropout(torch.cat([highest, mean], 1)))


def distil_vectors(
    sentences: Sequence[str],
    targets: npt.NDArray[np.floating],
    weights: npt.NDArray[np.floating],
    vocabulary: Vocabulary,
    start: FloatArray,
    settings: Distillation | None = None,
) -> FloatArray:
    """Fit the table of word vectors.

    Parameters
    ----------
    sentences
        Labelled and unlabelled sentences.
    targets
        Label probabilities of each sentence, 0 and 1 for labelled ones: an array [n, 3].
    weights
        How much each sentence counts: an array [n].
    vocabulary
        Its forms are the rows of the table.
    start
        Vectors to start from, of any width: an array [n_forms, width]; reduced by principal components.

    Returns
    -------
    FloatArray
        An array [n_forms, dimensions], rounded to half precision as model files keep it.
    """
    chosen = settings or Distillation()
    torch.manual_seed(chosen.seed)
    reduced = PCA(chosen.dimensions, random_state=chosen.seed).fit_transform(start)
    student = Student((reduced / reduced.std()).astype(np.float32), chosen.dropout)
    forms = _forms(sentences, vocabulary)
    lengths = np.array([len(row) for row in forms])
    goal = torch.from_numpy(targets.astype(np.float32))
    count = torch.from_numpy(weights.astype(np.float32))
    optimiser = torch.optim.Adam(student.parameters(), lr=chosen.learning_rate)
    steps = chosen.epochs * -(-len(forms) // chosen.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    random = np.random.default_rng(chosen.seed)
    student.train()
    for _ in range(chosen.epochs):
        for rows in _batches(lengths, chosen.batch, random):
            output = student(_padded([forms[row] for row in rows], student.padding))
            loss = (-(goal[rows] * torch.log_softmax(output, 1)).sum(1) * count[rows]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    table = student.table.weight.detach().numpy()[: len(vocabulary.forms)]
    return np.asarray(table.astype(np.float16).astype(np.float32))


def _forms(sentences: Sequence[str], vocabulary: Vocabulary) -> list[npt.NDArray[np.int64]]:
    unknown = len(vocabulary.forms)
    tokens = tokenize(sentences, TokenTable(vocabulary.forms))
    forms = np.minimum(tokens.forms, unknown)
    spans = zip(tokens.offsets[:-1].tolist(), (tokens.offsets[1:] - 1).tolist(), strict=True)
    return [forms[a : min(b, a + MAX_TOKENS)] if b > a else np.array([unknown]) for a, b in spans]


def _batches(lengths: npt.NDArray[np.int64], size: int, random: np.random.Generator) -> list[npt.NDArray[np.int64]]:
    """Batches of sentences of similar length, in random order."""
    order = random.permutation(len(lengths))
    order = order[np.argsort(lengths[order] + random.normal(0, 2, len(lengths)), kind="stable")]
    found = [order[i : i + size] for i in range(0, len(order), size)]
    return [found[i] for i in random.permutation(len(found))]


def _padded(rows: Sequence[npt.NDArray[np.int64]], padding: int) -> torch.Tensor:
    out = np.full((len(rows), max(map(len, rows))), padding, dtype=np.int64)
    for index, row in enumerate(rows):
        out[index, : len(row)] = row
    return torch.from_numpy(out)
