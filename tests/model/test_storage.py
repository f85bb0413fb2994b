import json
import pickle
from pathlib import Path

import joblib
import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from newsgrain.corpus.errors import ModelError
from newsgrain.model.storage import ARRAYS, MANIFEST, load_model, read_model, save_model


@pytest.fixture
def model(tiny_model: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in (MANIFEST, ARRAYS):
        (folder / name).write_bytes((tiny_model / name).read_bytes())
    return folder


def rewrite(model: Path, **changed: np.ndarray | None) -> None:
    """Change arrays and let the manifest's hash agree."""
    import hashlib

    arrays = load_file(model / ARRAYS) | {k: v for k, v in changed.items() if v is not None}
    save_file({k: v for k, v in arrays.items() if k not in changed or changed[k] is not None}, model / ARRAYS)
    manifest = json.loads((model / MANIFEST).read_text("utf-8"))
    manifest["arrays_sha256"] = hashlib.sha256((model / ARRAYS).read_bytes()).hexdigest()
    (model / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def test_saving_what_was_loaded_gives_the_same_bytes(model: Path, tmp_path: Path) -> None:
    loaded = load_model(model)
    save_model(loaded.classifier, loaded.manifest, tmp_path / "again")
    for name in (MANIFEST, ARRAYS):
        assert (tmp_path / "again" / name).read_bytes() == (model / name).read_bytes()


@pytest.mark.parametrize("dump", [pickle.dump, joblib.dump])
def test_pickles_are_refused_with_the_reason(dump: object, tmp_path: Path) -> None:
    path = tmp_path / "model.joblib"
    with path.open("wb") as file:
        dump({"weights": [1, 2]}, file)  # type: ignore[operator]
    with pytest.raises(ModelError, match="refused because loading one runs code"):
        load_model(path)


def test_a_missing_model_names_the_choices(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model; expected one of default, fast, or a model folder"):
        load_model(tmp_path / "nothing")


def test_a_folder_without_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no manifest\.json"):
        load_model(tmp_path)


@pytest.mark.parametrize("position", [0, 8, 1_000, -1])
def test_a_flipped_bit_is_noticed(model: Path, position: int) -> None:
    data = bytearray((model / ARRAYS).read_bytes())
    data[position] ^= 1
    (model / ARRAYS).write_bytes(data)
    with pytest.raises(ModelError, match="was changed or cut off"):
        load_model(model)


def test_a_truncated_file_is_noticed(model: Path) -> None:
    (model / ARRAYS).write_bytes((model / ARRAYS).read_bytes()[:-100])
    with pytest.raises(ModelError, match="was changed or cut off"):
        load_model(model)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format_version", 2, "this newsgrain reads format 1"),
        ("labels", ["reporting", "opinion"], "labels are"),
        ("surprise", 1, "unknown surprise"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(model: Path, key: str, value: object, message: str) -> None:
    manifest = json.loads((model / MANIFEST).read_text("utf-8")) | {key: value}
    (model / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        load_model(model)


@pytest.mark.parametrize("content", ["", "[]", "{", "null", '"text"'])
def test_a_manifest_that_is_none_is_refused(model: Path, content: str) -> None:
    (model / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="again"):
        load_model(model)


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        ("idf", None, "no array 'idf'"),
        ("prior", np.ones(4), r"expected floating \(3,\)"),
        ("value", np.array([np.nan]), "not finite"),
        ("depth", np.array([1.5]), "expected integer"),
        ("roots", np.array([[0, 1, 10**6]], dtype=np.int32), "points outside"),
        ("left", np.array([-1], dtype=np.int32), "'left'"),
    ],
)
def test_arrays_out_of_shape_or_range_are_refused(
    model: Path, name: str, array: np.ndarray | None, message: str
) -> None:
    rewrite(model, **{name: array})
    with pytest.raises(ModelError, match=message):
        load_model(model)


def test_loading_twice_gives_the_same_model(model: Path) -> None:
    assert load_model(model) is load_model(model)
    assert read_model(model)[0].name == "tiny"
