"""Model files: a folder with `manifest.json` and `arrays.safetensors`. Loading one runs no code from it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from ..corpus.errors import ModelError
from .compiled import CompiledClassifier
from .context import context_names
from .cues import cue_names
from .features import PAIR_BUCKETS, Vocabulary
from .linear import LinearStage
from .manifest import Manifest
from .trees import BoostedTrees

if TYPE_CHECKING:
    from .model import Model

MANIFEST = "manifest.json"
ARRAYS = "arrays.safetensors"

MAX_ARRAYS_BYTES = 256 * 2**20
"""Arrays larger than this are not a newsgrain model; the default one has a few megabytes."""

SHIPPED = ("default", "fast")
"""Names of the models that ship with newsgrain; both are the same until one has an encoder."""

Arrays = dict[str, npt.NDArray[np.generic]]


def save_model(classifier: CompiledClassifier, manifest: Manifest, path: str | Path) -> Manifest:
    """Write a model folder; each file is written aside and renamed. Gives the manifest with its hash."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    data = save(_to_arrays(classifier))
    manifest = replace(manifest, arrays_sha256=hashlib.sha256(data).hexdigest())
    text = json.dumps(manifest.to_dict(), indent=2, ensure_ascii=False) + "\n"
    for name, content in ((ARRAYS, data), (MANIFEST, text.encode())):
        aside = folder / f".{name}.{os.getpid()}"
        aside.write_bytes(content)
        aside.replace(folder / name)
    return manifest


def load_model(model: str | Path = "default") -> Model:
    """Load a model by name (`default`, `fast`) or from the folder that `newsgrain train` wrote.

    Raises
    ------
    ModelError
        If there is no model, it is damaged, of another format, or a pickle; the message names the remedy.
    """
    folder = model_folder(model)
    return _loaded(str(folder.resolve()), *(_stamp(folder / name) for name in (MANIFEST, ARRAYS)))


@lru_cache(maxsize=4)
def _loaded(folder: str, *stamps: tuple[int, ...]) -> Model:
    """The model in a folder, read once as long as the stamps of its files stay the same."""
    from .model import Model

    manifest, arrays = read_model(folder)
    return Model(_from_arrays(arrays, folder), manifest)


def _stamp(file: Path) -> tuple[int, ...]:
    """What changes when a file is written anew; nothing for a file that is not there."""
    try:
        status = file.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_mtime_ns, status.st_size


def model_folder(model: str | Path) -> Path:
    """The folder of a shipped model or of a path.

    Raises
    ------
    ModelError
        If nothing is there, or it is a file (pickles and joblib files are refused with the reason).
    """
    if str(model) in SHIPPED:
        return Path(str(resources.files(__package__) / "default"))
    path = Path(model)
    if path.is_file():
        if path.name in (MANIFEST, ARRAYS):
            return path.parent
        raise ModelError(
            f"{path}: a file, not a model folder; pickle and joblib files are refused because loading one runs "
            "code from it: expected the folder that `newsgrain train --output` writes"
        )
    if not path.is_dir():
        raise ModelError(f"{path}: no such model; expected one of {', '.join(SHIPPED)}, or a model folder")
    return path


def read_model(model: str | Path) -> tuple[Manifest, Arrays]:
    """Read and verify a model's two files; the arrays are copied, so the file may change afterwards.

    Raises
    ------
    ModelError
        As `load_model`.
    """
    folder = model_folder(model)
    for name in (MANIFEST, ARRAYS):
        if not (folder / name).is_file():
            raise ModelError(f"{folder}: no {name}; expected a folder that `newsgrain train` wrote")
    try:
        values = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{folder / MANIFEST}: not JSON ({error}); copy or train the model again") from None
    manifest = Manifest.from_dict(values, str(folder / MANIFEST))
    size = (folder / ARRAYS).stat().st_size
    if size > MAX_ARRAYS_BYTES:
        raise ModelError(f"{folder / ARRAYS}: {size:,} bytes; at most {MAX_ARRAYS_BYTES:,} are read")
    data = (folder / ARRAYS).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != manifest.arrays_sha256:
        raise ModelError(
            f"{folder / ARRAYS}: sha256 {found[:12]}… where the manifest has {str(manifest.arrays_sha256)[:12]}…: "
            "the file was changed or cut off; copy or train the model again"
        )
    try:
        return manifest, load(data)
    except (SafetensorError, ValueError, KeyError) as error:
        raise ModelError(f"{folder / ARRAYS}: not readable ({error}); train the model again") from None


def _to_arrays(c: CompiledClassifier) -> Arrays:
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
        "shift": c.shift,
        "scale": np.array([c.scale]),
    }
    whole = {name: getattr(c.trees, name) for name in ("feature", "left", "right", "roots")}
    arrays: Arrays = {
        "forms": np.frombuffer("\n".join(c.vocabulary.forms).encode(), dtype=np.uint8),
        **{name: np.ascontiguousarray(a, dtype=np.float32) for name, a in single.items()},
        **{name: np.ascontiguousarray(a, dtype=np.float64) for name, a in exact.items()},
        **{name: np.ascontiguousarray(a, dtype=np.int32) for name, a in whole.items()},
        "depth": np.array([c.trees.depth], dtype=np.int32),
    }
    if c.vocabulary.vectors is not None:
        arrays["vectors"] = np.ascontiguousarray(c.vocabulary.vectors, dtype=np.float16)
    return arrays


def _from_arrays(arrays: Arrays, where: str) -> CompiledClassifier:
    """Check shapes and ranges, then build the classifier."""

    def take(name: str, shape: tuple[int | None, ...], kind: type) -> npt.NDArray[np.generic]:
        array = arrays.get(name)
        if array is None:
            raise ModelError(f"{where}: no array {name!r}; train the model again")
        fits = array.ndim == len(shape) and all(s is None or s == n for s, n in zip(shape, array.shape, strict=True))
        if not fits or not np.issubdtype(array.dtype, kind):
            raise ModelError(
                f"{where}: array {name!r} is {array.dtype} {array.shape}; expected {kind.__name__} {shape}; "
                "train the model again"
            )
        # a leaf's threshold is infinite: everything goes left, to the leaf itself
        checked = array[array != np.inf] if name == "threshold" else array
        if kind is np.floating and not np.isfinite(checked).all():
            raise ModelError(f"{where}: array {name!r} holds values that are not finite; train the model again")
        return array

    def real(name: str, *shape: int | None) -> npt.NDArray[np.float64]:
        return take(name, shape, np.floating).astype(np.float64)

    def whole(name: str, limit: int, *shape: int | None) -> npt.NDArray[np.int64]:
        array = take(name, shape, np.integer).astype(np.int64)
        if array.size and (array.min() < 0 or array.max() >= limit):
            raise ModelError(f"{where}: array {name!r} points outside [0, {limit}); train the model again")
        return array

    try:
        forms = tuple(take("forms", (None,), np.uint8).tobytes().decode("utf-8").split("\n"))
    except UnicodeDecodeError as error:
        raise ModelError(f"{where}: array 'forms' is not UTF-8 ({error}); train the model again") from None
    if len(set(forms)) < len(forms):
        raise ModelError(f"{where}: array 'forms' holds a form twice; train the model again")
    has_vectors = "vectors" in arrays
    vectors = real("vectors", len(forms), None).astype(np.float32) if has_vectors else None
    dimensions = 0 if vectors is None else vectors.shape[1]
    n_columns = len(forms) + 1 + PAIR_BUCKETS
    n_dense = len(cue_names()) + 2 * dimensions
    vocabulary = Vocabulary(forms, real("rarity", len(forms)).astype(np.float32), vectors)
    linear = LinearStage(
        real("idf", n_columns),
        real("ngram_weights", n_columns, 3),
        real("dense_weights", n_dense, 3),
        real("intercept", 3),
    )
    n_nodes = len(real("value", None))
    trees = BoostedTrees(
        whole("feature", len(context_names()) + len(cue_names()), n_nodes),
        real("threshold", n_nodes),
        whole("left", n_nodes, n_nodes),
        whole("right", n_nodes, n_nodes),
        real("value", n_nodes),
        whole("roots", n_nodes, None, 3),
        real("baseline", 3),
        int(whole("depth", 65, 1)[0]),
    )
    scale = float(real("scale", 1)[0])
    if scale <= 0:
        raise ModelError(f"{where}: array 'scale' is {scale}; expected more than 0; train the model again")
    return CompiledClassifier(vocabulary, linear, trees, real("prior", 3), scale, real("shift", 3))
