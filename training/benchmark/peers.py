"""The peers that the scoreboard does not have: VADER, fastText, and its frozen encoder without a memory."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ...corpus.label import LABELS
from ..scoreboard.peers import FrozenEncoder

FloatArray = npt.NDArray[np.float64]

_SIGNS = re.compile(r"([.!?,'/()])")


class Polarity:
    """VADER's lexicon of sentiment: what is not neutral is taken for opinion; it knows no padding, learns nothing."""

    name = "VADER"

    def __init__(self) -> None:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        self.analyzer: Any = SentimentIntensityAnalyzer()

    def fit(self, sentences: Sequence[str], truth: npt.NDArray[np.int64], weights: FloatArray) -> None:
        """Do nothing."""

    def probabilities(self, sentences: Sequence[str]) -> FloatArray:
        """One minus its neutral share, in [0, 1], as the probability of opinion: [n, 3]."""
        neutral = np.array([self.analyzer.polarity_scores(sentence)["neu"] for sentence in sentences])
        return np.column_stack([neutral, 1 - neutral, np.zeros(len(neutral))])


class FastText:
    """fastText (Joulin et al. 2017), words and word pairs, on text normalised as its tutorial does.

    `packed` is its model file; it is kept as bytes so that the peer can be stored.
    """

    name = "fastText"

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.packed = b""
        self._model: Any = None

    def fit(self, sentences: Sequence[str], truth: npt.NDArray[np.int64], weights: FloatArray) -> None:
        """Learn from label indices [n]; it has no use for weights."""
        import fasttext

        with tempfile.TemporaryDirectory() as folder:
            lines = [f"__label__{label} {normalised(text)}\n" for label, text in zip(truth, sentences, strict=True)]
            taught, stored = Path(folder) / "taught.txt", Path(folder) / "model.bin"
            taught.write_text("".join(lines), encoding="utf-8", errors="replace")
            # one thread: with more, no two runs give the same model
            options = {"seed": self.seed, "thread": 1, "verbose": 0, "dim": 50, "bucket": 200_000}
            self._model = fasttext.train_supervised(str(taught), epoch=25, lr=0.5, wordNgrams=2, **options)
            self._model.save_model(str(stored))
            self.packed = stored.read_bytes()

    def probabilities(self, sentences: Sequence[str]) -> FloatArray:
        """Label probabilities [n, 3]: the best label's, the rest shared by the others."""
        lines = [normalised(sentence) for sentence in sentences]
        labels, best = self._model.predict(lines)
        found: FloatArray = np.full((len(lines), len(LABELS)), 0.5) * (1 - np.concatenate(best))[:, None]
        rows = np.arange(len(lines))
        found[rows, [int(label.removeprefix("__label__")) for (label,) in labels]] = np.concatenate(best)
        return found

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what cannot be stored."""
        return {"seed": self.seed, "packed": self.packed, "_model": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the model out of its file."""
        import fasttext

        self.__dict__.update(state)
        with tempfile.TemporaryDirectory() as folder:
            stored = Path(folder) / "model.bin"
            stored.write_bytes(self.packed)
            self._model = fasttext.load_model(str(stored))


def normalised(sentence: str) -> str:
    """Signs set apart and everything lower case, as fastText's tutorial normalises text; one line.

    The spaces that are too many are nothing to it.

    >>> normalised("It rained, he said.")
    'it rained ,  he said . '
    """
    return _SIGNS.sub(r" \1 ", sentence).lower().replace("\n", " ")


class ForgetfulEncoder(FrozenEncoder):
    """The frozen encoder without its memory: what it has read before costs as much as what is new."""

    def probabilities(self, sentences: Sequence[str]) -> FloatArray:
        """Label probabilities of each sentence by itself: [n, 3]."""
        self._known.clear()
        return super().probabilities(sentences)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the vectors."""
        return {**self.__dict__, "_known": {}}
