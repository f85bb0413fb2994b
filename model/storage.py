"""Model files: a folder with `manifest.json`, `arrays.safetensors` and, if the model has an encoder, `encoder.onnx`.

Loading one runs no code from it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from safetensors import SafetensorError
from safetensors.numpy import load, save

from ..corpus.errors import ModelError, UnknownModelError
from .arrays import ArrayReader, Arrays, cascade_arrays, classifier_arrays, read_cascade, read_classifier
from .cascade import Cascade
from .compiled import CompiledClassifier
from .graph import objection_to
from .manifest import Manifest

if TYPE_CHECKING:
    from .model import Model

MANIFEST = "manifest.json"
ARRAYS = "arrays.safetensors"
ENCODER = "encoder.onnx"

MAX_FILE_BYTES = 256 * 2**20
"""Larger files are not of a newsgrain model; those of the default one have 5 and 23 megabytes."""

MAX_MANIFEST_BYTES = 32 * 2**20
"""A digest of each document learned from stands in a manifest: this is room for 400,000."""

SHIPPED = ("default", "fast")
"""Names of the models that ship with newsgrain, and of their folders: right first, and archives first."""


def save_model(
    classifier: CompiledClassifier, manifest: Manifest, path: str | Path, cascade: Cascade | None = None
) -> Manifest:
    """Write a model folder; all files are written aside, then renamed. Gives the manifest with its hashes."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    data = save(classifier_arrays(classifier) | (cascade_arrays(cascade) if cascade else {}))
    graph = cascade.encoder.graph if cascade else b""
    manifest = replace(
        manifest,
        arrays_sha256=hashlib.sha256(data).hexdigest(),
        encoder_sha256=hashlib.sha256(graph).hexdigest() if cascade else "",
    )
    text = json.dumps(manifest.to_dict(), indent=2, ensure_ascii=False) + "\n"
    files = {ARRAYS: data, MANIFEST: text.encode()}
    if cascade:
        files = {ENCODER: graph, **files}
    aside = {name: folder / f".{name}.{secrets.token_hex(4)}" for name in files}
    try:
        for name, content in files.items():
            aside[name].write_bytes(content)
        for name, written in aside.items():  # only now: a full disk leaves the old model whole
            written.replace(folder / name)
    finally:
        for written in aside.values():
            written.unlink(missing_ok=True)
    if not cascade:
        (folder / ENCODER).unlink(missing_ok=True)
    return manifest


def load_model(model: str | Path = "default") -> Model:
    """Load a model by name (`default`, `fast`) or from the folder that `newsgrain train` wrote.

    Raises
    ------
    ModelError
        If there is no model, it is damaged, of another format, or a pickle; the message names the remedy.
    """
    folder = model_folder(model)
    return _loaded(str(folder.resolve()), *(_stamp(folder / name) for name in (MANIFEST, ARRAYS, ENCODER)))


@lru_cache(maxsize=4)
def _loaded(folder: str, *stamps: tuple[int, ...]) -> Model:
    """The model in a folder, read once as long as the stamps of its files stay the same."""
    from .model import Model

    files = read_model(folder)
    arrays = ArrayReader(files.arrays, folder)
    cascade = read_cascade(arrays, files.graph) if files.graph else None
    return Model(read_classifier(arrays), files.manifest, cascade, folder)


def load_again(folder: str, arrays_sha256: str) -> Model:
    """The model that another process loaded from a folder: read once in this one.

    Raises
    ------
    ModelError
        If the folder holds another model by now.
    """
    model = load_model(folder)
    if model.manifest.arrays_sha256 != arrays_sha256:
        raise ModelError(f"{folder}: the model was replaced while it was in use; run again")
    return model


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
        return Path(str(resources.files(__package__) / str(model)))
    path = Path(model)
    if path.is_file():
        if path.name in (MANIFEST, ARRAYS, ENCODER):
            return path.parent
        raise ModelError(
            f"{path}: a file, not a model folder; pickle and joblib files are refused because loading one runs "
            "code from it: expected the folder that `newsgrain train --output` writes"
        )
    if not path.is_dir():
        raise UnknownModelError(f"{path}: no such model; expected one of {', '.join(SHIPPED)}, or a model folder")
    return path


@dataclass(frozen=True)
class ModelFiles:
    """What a model folder holds, verified: manifest, arrays and the encoder's graph (empty if there is none)."""

    manifest: Manifest
    arrays: Arrays
    graph: bytes


def read_model(model: str | Path) -> ModelFiles:
    """Read and verify a model's files; the arrays are copied, so the files may change afterwards.

    Raises
    ------
    ModelError
        As `load_model`.
    """
    folder = model_folder(model)
    for name in (MANIFEST, ARRAYS):
        if not (folder / name).is_file():
            raise ModelError(f"{folder}: no {name}; expected a folder that `newsgrain train` wrote")
    size = (folder / MANIFEST).stat().st_size
    if size > MAX_MANIFEST_BYTES:
        raise ModelError(f"{folder / MANIFEST}: {size:,} bytes; at most {MAX_MANIFEST_BYTES:,} are read")
    try:
        values = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{folder / MANIFEST}: not JSON ({error}); copy or train the model again") from None
    manifest = Manifest.from_dict(values, str(folder / MANIFEST))
    data = _verified(folder / ARRAYS, manifest.arrays_sha256)
    graph = _verified(folder / ENCODER, manifest.encoder_sha256) if manifest.encoder_sha256 else b""
    objection = objection_to(graph)
    if objection:
        raise ModelError(f"{folder / ENCODER}: {objection}; copy the model again")
    try:
        return ModelFiles(manifest, load(data), graph)
    except (SafetensorError, ValueError, KeyError) as error:
        raise ModelError(f"{folder / ARRAYS}: not readable ({error}); train the model again") from None


def _verified(file: Path, expected: str) -> bytes:
    """The bytes of a file that has the expected hash."""
    try:
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            raise ModelError(f"{file}: {size:,} bytes; at most {MAX_FILE_BYTES:,} are read")
        if not file.is_file():  # a pipe or device has no end
            raise ModelError(f"{file}: no regular file; copy or train the model again")
        data = file.read_bytes()
    except OSError as error:
        raise ModelError(f"{file}: {error.strerror}; copy or train the model again") from None
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise ModelError(
            f"{file}: sha256 {found[:12]}… where the manifest has {expected[:12]}…: "
            "the file was changed or cut off; copy or train the model again"
        )
    return data
