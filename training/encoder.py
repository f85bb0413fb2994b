"""Training the encoder: fine-tune a small transformer on labelled documents.

It reads windows of neighbouring sentences, each closed by a separator: every sentence is judged in its surroundings,
at the cost of one pass over the text. Some documents are read sentence by sentence, so that lone sentences are judged
well, too. Needs the extra `train-encoder`; about ten milliseconds of one core for a sentence
in a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..corpus.label import LABELS
from ..model.windows import WINDOW_PIECES
from .encoder_extra import torch
from .encoder_windows import Batch, Windows
from .pretrained import pretrained

IntArray = npt.NDArray[np.int64]
NetworkWeights = dict[str, npt.NDArray[np.float32]]

LABEL_WEIGHTS = (0.8, 1.4, 1.1)
"""Weight of each label in the loss: rare labels count more, mildly."""

WARM_UP = 60
"""Steps until the learning rate is full."""


@dataclass(frozen=True)
class FineTuning:
    """How to fine-tune: layers kept, passes, word pieces in a batch, learning rates of encoder and head, seed.

    `alone` is the share of documents read sentence by sentence in a pass.
    """

    layers: int = 6
    epochs: int = 3
    batch_pieces: int = 6 * WINDOW_PIECES
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    label_smoothing: float = 0.05
    alone: float = 0.15
    seed: int = 0


@dataclass(frozen=True)
class LabelledRows:
    """What is learned from.

    `sentences` in reading order, documents one after the other; for each of them, arrays [n], a number for its
    `document`, the label index (`truth`) and a weight ≥ 0.
    """

    sentences: Sequence[str]
    documents: IntArray
    truth: IntArray
    weights: npt.NDArray[np.floating]


class WindowEncoder(torch.nn.Module):
    """Encoder layers and a head that is linear over word pieces; see `model.encoder` for how a sentence is read."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.layers = pretrained(attention_probs_dropout_prob=0.0, attn_implementation="eager")
        self.layers.encoder.layer = self.layers.encoder.layer[:layers]
        self.layers.embeddings.word_embeddings.weight.requires_grad = False
        self.dropout = torch.nn.Dropout(0.1)
        width = self.layers.config.hidden_size
        self.mean = torch.nn.Linear(width, len(LABELS), bias=False)
        self.separator = torch.nn.Linear(width, len(LABELS))

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What each piece says, in the mean and as a separator: [batch, length, 6], without the constant."""
        hidden = self.layers(input_ids=pieces, attention_mask=mask).last_hidden_state
        weights = torch.cat([self.mean.weight, self.separator.weight])
        return torch.nn.functional.linear(hidden, weights)

    def sentence_log_odds(self, batch: Batch) -> torch.Tensor:
        """Log-odds of every sentence of a batch of windows: [n_sentences, 3]."""
        hidden = self.layers(input_ids=batch.pieces, attention_mask=batch.mask).last_hidden_state.float()
        flat, owner = hidden.reshape(-1, hidden.shape[-1]), batch.owner.reshape(-1)
        n = len(batch.rows)  # one row more takes what belongs to no sentence
        total = torch.zeros(n + 1, flat.shape[1]).index_add_(0, owner, flat)
        count = torch.zeros(n + 1).index_add_(0, owner, torch.ones(len(owner)))
        mean = (total / count.clamp(min=1)[:, None])[:n]
        separators = flat[batch.separators]
        return self.mean(self.dropout(mean)) + self.separator(self.dropout(separators))


def fine_tuned_weights(
    rows: LabelledRows,
    settings: FineTuning,
    start: NetworkWeights | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> NetworkWeights:
    """The weights of `fine_tune`'s network: plain arrays, which a cache can keep."""
    state = fine_tune(rows, settings, start, progress).state_dict()
    return {name: tensor.numpy() for name, tensor in state.items()}


def averaged(courses: Sequence[NetworkWeights]) -> NetworkWeights:
    """The mean of several networks' weights, which began as the same ones.

    Examples
    --------
    >>> averaged([{"w": np.array([1.0, 2.0])}, {"w": np.array([3.0, 2.0])}])
    {'w': array([2., 2.])}
    """
    return {
        name: np.mean([weights[name] for weights in courses], axis=0).astype(values.dtype)
        for name, values in courses[0].items()
    }


def network(settings: FineTuning, weights: NetworkWeights | None) -> WindowEncoder:
    """A network with these weights; without any the pretrained layers, and heads at random."""
    torch.manual_seed(settings.seed)
    model = WindowEncoder(settings.layers)
    if weights is not None:
        model.load_state_dict({name: torch.from_numpy(values.copy()) for name, values in weights.items()})
    return model.eval()


def fine_tune(
    rows: LabelledRows,
    settings: FineTuning,
    start: NetworkWeights | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> WindowEncoder:
    """The fine-tuned network, from these weights on, or from the pretrained ones.

    On one thread: two of them wait for each other in a loop, which on two busy cores took three times as much
    processor time; folds are what runs side by side.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return _fine_tune(rows, settings, network(settings, start), progress)
    finally:
        torch.set_num_threads(threads)


def _fine_tune(
    rows: LabelledRows, settings: FineTuning, model: WindowEncoder, progress: Callable[[str], None]
) -> WindowEncoder:
    windows = Windows(
        rows.sentences,
        rows.documents,
        alone=settings.alone,
        batch_pieces=settings.batch_pieces,
        random=np.random.default_rng(settings.seed),
    )
    encoder = [p for p in model.layers.parameters() if p.requires_grad]
    heads = [*model.mean.parameters(), *model.separator.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "lr": settings.learning_rate},
            {"params": heads, "lr": settings.head_learning_rate},
        ],
        weight_decay=0.01,
    )
    batches = windows.of_one_pass()
    steps = settings.epochs * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
    )
    goal, count = torch.from_numpy(rows.truth.copy()), torch.from_numpy(rows.weights.astype(np.float32))
    label_weights = torch.tensor(LABEL_WEIGHTS)
    for epoch in range(settings.epochs):
        model.train()
        total = 0.0
        for chosen in batches:
            batch = windows.batch(chosen)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                output = model.sentence_log_odds(batch)
            losses = torch.nn.functional.cross_entropy(
                output.float(),
                goal[batch.rows],
                weight=label_weights,
                reduction="none",
                label_smoothing=settings.label_smoothing,
            )
            weight = count[batch.rows]
            # a batch of lightly weighted sentences moves the weights less, but not by its mean weight alone
            loss = (losses * weight).sum() / weight.sum().clamp(min=1e-6) * (2 * weight.mean()).clamp(max=1.0)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder, 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        progress(f"encoder, pass {epoch + 1} of {settings.epochs}: loss {total / len(batches):.3f}")
        batches = windows.of_one_pass()
    return model.eval()
