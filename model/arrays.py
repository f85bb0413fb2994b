"""What a model is made of, as named arrays, and back: every shape and range is checked before use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..corpus.errors import ModelError
from ..corpus.label import LABELS
from .cascade import POOL_COLUMNS, Cascade
from .compiled import CompiledClassifier
from .context import context_names
from .cues import cue_names
from .encoder import OPEN, SEPARATOR, UNKNOWN, Encoder
from .features import PAIR_BUCKETS, Vocabulary
from .linear import LinearStage
from .trees import BoostedTrees

Arrays = dict[str, npt.NDArray[np.generic]]

LARGEST = 1e6
"""No real number of a model is larger by far: what is computed with such ones stays finite."""

MAX_LINES = 1_000_000
"""Words of a vocabulary, or word pieces; each takes some hundred bytes of memory."""

MAX_DIMENSIONS = 1_024
"""Of word vectors; each takes 16 bytes of memory a sentence of a batch."""

MAX_STEPS = 40_000
"""Trees times their depth and one: each takes four kilobytes of memory while a slice of sentences is judged."""


def classifier_arrays(c: CompiledClassifier) -> Arrays:
    """The arrays of a classifier, in the precision that model files keep."""
    single = {
        "rarity": c.vocabulary.rarity,
        "idf": c.linear.idf,
        "ngram_weights": c.linear.ngram_weights,
    }
    exact = {
        "dense_weights": c.linear.dense_weights,
        "intercept": c.linear.intercept,
        "threshold": c.trees.threshold,
        "value": c.trees.value,
        "baseline": c.trees.baseline,
        "prior": c.prior,
        "calibration": c.calibration,
    }
    whole = {name: getattr(c.trees, name) for name in ("feature", "left", "right", "roots")}
    arrays: Arrays = {
        "forms": _lines(c.vocabulary.forms),
        **{name: np.ascontiguousarray(a, dtype=np.float32) for name, a in single.items()},
        **{name: np.ascontiguousarray(a, dtype=np.float64) for name, a in exact.items()},
        **{name: np.ascontiguousarray(a, dtype=np.int32) for name, a in whole.items()},
        "depth": np.array([c.trees.depth], dtype=np.int32),
    }
    if c.vocabulary.vectors is not None:
        arrays["vectors"] = np.ascontiguousarray(c.vocabulary.vectors, dtype=np.float16)
    return arrays


def cascade_arrays(cascade: Cascade) -> Arrays:
    """The arrays of a cascade; its encoder's graph is a file of its own."""
    return {
        "pieces": _lines(cascade.encoder.pieces),
        "encoder_bias": cascade.encoder.bias,
        "pool": cascade.pool,
        "cascade_threshold": np.array([cascade.threshold]),
    }


def _lines(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


@dataclass(frozen=True)
class ArrayReader:
    """Takes arrays out of a model file; `where` names the file in errors. All raise `ModelError` on a misfit."""

    arrays: Arrays
    where: str

    def take(self, name: str, shape: tuple[int | None, ...], kind: type) -> npt.NDArray[np.generic]:
        """An array of this kind and shape (`None`: any size), finite if it is of reals."""
        array = self.arrays.get(name)
        if array is None:
            raise self.misfit(f"no array {name!r}")
        fits = array.ndim == len(shape) and all(s is None or s == n for s, n in zip(shape, array.shape, strict=True))
        if not fits or not np.issubdtype(array.dtype, kind):
            raise self.misfit(f"array {name!r} is {array.dtype} {array.shape}; expected {kind.__name__} {shape}")
        # a leaf's threshold is infinite: everything goes left, to the leaf itself
        checked = array[array != np.inf] if name == "threshold" else array
        if kind is np.floating and not np.isfinite(checked).all():
            raise self.misfit(f"array {name!r} holds values that are not finite")
        if kind is np.floating and (np.abs(checked, dtype=np.float64) > LARGEST).any():
            raise self.misfit(f"array {name!r} holds values beyond ±{LARGEST:,.0f}")
        return array

    def real(self, name: str, *shape: int | None) -> npt.NDArray[np.float64]:
        """An array of reals in double precision."""
        return self.take(name, shape, np.floating).astype(np.float64)

    def whole(self, name: str, limit: int, *shape: int | None) -> npt.NDArray[np.int64]:
        """An array of whole numbers in [0, limit)."""
        array = self.take(name, shape, np.integer).astype(np.int64)
        if array.size and (array.min() < 0 or array.max() >= limit):
            raise self.misfit(f"array {name!r} points outside [0, {limit})")
        return array

    def lines(self, name: str) -> tuple[str, ...]:
        """Texts that are all different."""
        content = self.take(name, (None,), np.uint8).tobytes()
        if content.count(b"\n") >= MAX_LINES:
            raise self.misfit(f"array {name!r} holds more than {MAX_LINES:,} lines")
        try:
            texts = tuple(content.decode("utf-8").split("\n"))
        except UnicodeDecodeError as error:
            raise self.misfit(f"array {name!r} is not UTF-8 ({error})") from None
        if len(set(texts)) < len(texts):
            raise self.misfit(f"array {name!r} holds a form twice")
        return texts

    def misfit(self, problem: str) -> ModelError:
        """The error that says what does not fit."""
        return ModelError(f"{self.where}: {problem}; train the model again")


def read_classifier(arrays: ArrayReader) -> CompiledClassifier:
    """Build the classifier.

    Raises
    ------
    ModelError
        If an array is missing, or has another type, shape or range than expected.
    """
    forms = arrays.lines("forms")
    vectors = arrays.real("vectors", len(forms), None).astype(np.float32) if "vectors" in arrays.arrays else None
    dimensions = 0 if vectors is None else vectors.shape[1]
    if dimensions > MAX_DIMENSIONS:
        raise arrays.misfit(f"array 'vectors' has {dimensions:,} dimensions; at most {MAX_DIMENSIONS:,} are read")
    n_columns = len(forms) + 1 + PAIR_BUCKETS
    n_dense = len(cue_names()) + 2 * dimensions
    vocabulary = Vocabulary(forms, arrays.real("rarity", len(forms)).astype(np.float32), vectors)
    linear = LinearStage(
        arrays.real("idf", n_columns),
        arrays.real("ngram_weights", n_columns, 3),
        arrays.real("dense_weights", n_dense, 3),
        arrays.real("intercept", 3),
    )
    return CompiledClassifier(vocabulary, linear, _trees(arrays), _prior(arrays), _calibration(arrays))


def _trees(arrays: ArrayReader) -> BoostedTrees:
    n_nodes = len(arrays.real("value", None))
    trees = BoostedTrees(
        arrays.whole("feature", len(context_names()) + len(cue_names()), n_nodes),
        arrays.real("threshold", n_nodes),
        arrays.whole("left", n_nodes, n_nodes),
        arrays.whole("right", n_nodes, n_nodes),
        arrays.real("value", n_nodes),
        arrays.whole("roots", n_nodes, None, 3),
        arrays.real("baseline", 3),
        int(arrays.whole("depth", 65, 1)[0]),
    )
    if not 0 < trees.roots.size * (trees.depth + 1) <= MAX_STEPS:
        raise arrays.misfit(
            f"{trees.roots.size:,} trees of depth {trees.depth}; expected some, and at most {MAX_STEPS:,} steps in all"
        )
    return trees


def _prior(arrays: ArrayReader) -> npt.NDArray[np.float64]:
    prior = arrays.real("prior", 3)
    if (prior < 0).any() or abs(prior.sum() - 1) > 1e-6:
        raise arrays.misfit(f"array 'prior' is {prior.tolist()}; expected shares that sum to 1")
    return prior


def _calibration(arrays: ArrayReader) -> npt.NDArray[np.float64]:
    """Scale and shifts in documents and alone; older models have one calibration for both."""
    if "calibration" in arrays.arrays:
        found = arrays.real("calibration", 2, 4)
    else:
        found = np.tile(np.append(arrays.real("scale", 1), arrays.real("shift", 3)), (2, 1))
    if (found[:, 0] <= 0).any():
        raise arrays.misfit(f"the calibration's scale is {found[:, 0].min()}; expected more than 0")
    return found


def read_cascade(arrays: ArrayReader, graph: bytes) -> Cascade:
    """Build the cascade around an encoder's graph.

    Raises
    ------
    ModelError
        As `read_classifier`.
    """
    pieces = arrays.lines("pieces")
    lacking = [piece for piece in (OPEN, SEPARATOR, UNKNOWN) if piece not in pieces]
    if lacking:
        raise arrays.misfit(f"array 'pieces' lacks {', '.join(lacking)}")
    threshold = float(arrays.real("cascade_threshold", 1)[0])
    if not 1 / 3 < threshold <= 1:
        raise arrays.misfit(f"array 'cascade_threshold' is {threshold}; expected one in (1/3, 1]")
    pool = arrays.real("pool", 2, POOL_COLUMNS)
    if (pool[:, : POOL_COLUMNS - len(LABELS)] < 0).any():
        raise arrays.misfit("array 'pool' has a weight below 0; expected weights of 0 or more")
    return Cascade(Encoder(graph, pieces, arrays.real("encoder_bias", 3)), threshold, pool)
