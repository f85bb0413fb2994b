import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import joblib
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save

from newsgrain.corpus.errors import ModelError
from newsgrain.model.storage import (
    ARRAYS,
    ENCODER,
    MANIFEST,
    MAX_MANIFEST_BYTES,
    load_model,
    model_folder,
    read_model,
    save_model,
)


@pytest.fixture
def model(tiny_model: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in (MANIFEST, ARRAYS):
        (folder / name).write_bytes((tiny_model / name).read_bytes())
    return folder


def rewrite(model: Path, **changed: np.ndarray | None) -> None:
    """Change arrays and let the manifest's hash agree."""
    arrays = load_file(model / ARRAYS) | {k: v for k, v in changed.items() if v is not None}
    forge(model, ARRAYS, save({k: v for k, v in arrays.items() if k not in changed or changed[k] is not None}))


def forge(model: Path, name: str, data: bytes) -> None:
    """Replace a file and let the manifest's hash agree."""
    (model / name).write_bytes(data)
    manifest = json.loads((model / MANIFEST).read_text("utf-8"))
    manifest[{ARRAYS: "arrays_sha256", ENCODER: "encoder_sha256"}[name]] = hashlib.sha256(data).hexdigest()
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
        ("format_version", True, "model format True"),
        ("format_version", 3, "this newsgrain reads formats 1 and 2"),
        ("labels", ["reporting", "opinion"], "labels are"),
        ("surprise", 1, "unknown surprise"),
        ("name", 5, "name is 5; expected str"),
        ("training_data", ["a.jsonl"], "expected dict"),
        ("arrays_sha256", None, "arrays_sha256 is None; expected str"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(model: Path, key: str, value: object, message: str) -> None:
    manifest = json.loads((model / MANIFEST).read_text("utf-8")) | {key: value}
    (model / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match=message):
        load_model(model)


@pytest.mark.parametrize("content", ["", "[]", "{", "null", '"text"', "[" * 100_000])
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
        ("depth", np.array([65], dtype=np.int32), r"points outside \[0, 65\)"),
        ("calibration", np.zeros((2, 4)), "expected more than 0"),
        ("forms", np.frombuffer(b"\xff\xfe", dtype=np.uint8), "not UTF-8"),
        ("forms", np.frombuffer(b"a\nb\na", dtype=np.uint8), "holds a form twice"),
        ("vectors", np.zeros((2, 4), dtype=np.float16), "array 'vectors' is float16"),
        ("forms", np.full(1_000_001, ord("\n"), dtype=np.uint8), "more than 1,000,000 lines"),
        ("roots", np.zeros((100_000, 3), dtype=np.int32), "300,000 trees of depth"),
        ("roots", np.zeros((0, 3), dtype=np.int32), "0 trees"),
        ("prior", np.array([0.5, 0.5, 0.5]), "shares that sum to 1"),
        ("prior", np.array([1.5, 0.0, -0.5]), "shares that sum to 1"),
        ("intercept", np.full(3, 1e300), "beyond ±1,000,000"),
        ("calibration", np.full((2, 4), 1e300), "beyond ±1,000,000"),
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
    assert read_model(model).manifest.name == "tiny"


@pytest.mark.parametrize(("name", "index"), [("feature", 10**6), ("left", 10**6), ("right", -1)])
def test_nodes_that_point_outside_are_refused(model: Path, name: str, index: int) -> None:
    array = load_file(model / ARRAYS)[name].copy()
    array[-1] = index
    rewrite(model, **{name: array})
    with pytest.raises(ModelError, match=f"array '{name}' points outside"):
        load_model(model)


@pytest.mark.parametrize("value", [np.nan, -np.inf])
def test_thresholds_are_numbers_or_those_of_leaves(model: Path, value: float) -> None:
    array = load_file(model / ARRAYS)["threshold"].copy()
    array[0] = value
    rewrite(model, threshold=array)
    with pytest.raises(ModelError, match="'threshold' holds values that are not finite"):
        load_model(model)


def test_a_manifest_without_its_name_is_refused(model: Path) -> None:
    manifest = json.loads((model / MANIFEST).read_text("utf-8"))
    del manifest["name"]
    (model / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="missing name"):
        load_model(model)


@pytest.fixture(scope="module")
def manifest_only(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder whose arrays a test may replace over and over."""
    folder = tmp_path_factory.mktemp("models") / "fuzzed"
    folder.mkdir()
    (folder / MANIFEST).write_bytes((tiny_model / MANIFEST).read_bytes())
    return folder


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_arrays_of_any_bytes_are_refused_even_with_their_hash(manifest_only: Path, content: bytes) -> None:
    header = len(content).to_bytes(8, "little") if len(content) % 2 else b""
    (manifest_only / ARRAYS).write_bytes(header + content)
    manifest = json.loads((manifest_only / MANIFEST).read_text("utf-8"))
    manifest["arrays_sha256"] = hashlib.sha256(header + content).hexdigest()
    (manifest_only / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="train the model again"):
        load_model(manifest_only)


def test_a_model_that_was_written_anew_is_read_anew(model: Path) -> None:
    before = load_model(model)
    save_model(before.classifier, replace(before.manifest, version="2"), model)
    assert (before.version, load_model(model).version) == ("0", "2")


def test_a_relative_path_means_the_folder_it_names_now(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        loaded = load_model(model)
        save_model(loaded.classifier, replace(loaded.manifest, name=place), tmp_path / place / "m")
    for place in ("one", "two"):
        monkeypatch.chdir(tmp_path / place)
        assert load_model("m").name == place


def test_a_manifest_or_arrays_file_stands_for_its_folder(model: Path) -> None:
    assert load_model(model / MANIFEST) is load_model(model / ARRAYS) is load_model(model)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_disk_that_fills_up_leaves_the_old_model_whole(model: Path) -> None:
    before = {path.name: path.read_bytes() for path in model.iterdir()}
    size = len(before[ARRAYS])
    code = f"""
import resource, signal, sys
from dataclasses import replace
from newsgrain.model.storage import load_model, save_model
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
old = load_model({str(model)!r})
linear = replace(old.classifier.linear, intercept=old.classifier.linear.intercept + 1)
large = replace(old.manifest, command="x" * {size + 1})  # the arrays fit, the manifest does not
save_model(replace(old.classifier, linear=linear), large, {str(model)!r})
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "File too large" in done.stderr
    assert {path.name: path.read_bytes() for path in model.iterdir()} == before


@pytest.fixture
def with_encoder(tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    shutil.copytree(model_folder("default"), folder)
    return folder


def test_a_changed_encoder_is_refused(with_encoder: Path) -> None:
    graph = bytearray((with_encoder / ENCODER).read_bytes())
    graph[len(graph) // 2] ^= 1
    (with_encoder / ENCODER).write_bytes(graph)
    with pytest.raises(ModelError, match="was changed or cut off"):
        load_model(with_encoder)


def test_a_missing_encoder_is_named(with_encoder: Path) -> None:
    (with_encoder / ENCODER).unlink()
    with pytest.raises(ModelError, match=r"encoder\.onnx: No such file"):
        load_model(with_encoder)


def test_a_cascade_survives_saving(with_encoder: Path, tmp_path: Path) -> None:
    model = load_model("default")
    save_model(model.classifier, model.manifest, tmp_path / "saved", model.cascade)
    text = "The council voted on Monday. All sides must come together."
    assert load_model(tmp_path / "saved").annotate(text).to_dict() == model.annotate(text).to_dict()


def test_a_model_without_encoder_leaves_none_behind(with_encoder: Path) -> None:
    model = load_model("fast")
    save_model(model.classifier, model.manifest, with_encoder)
    assert not (with_encoder / ENCODER).exists()
    assert load_model(with_encoder).cascade is None


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("cascade_threshold", np.array([1.5]), "expected one in"),
        ("pool", np.ones((2, 4)), "expected floating"),
        ("pool", np.array([[1.0, -1, 0, 0, 0], [1, 1, 0, 0, 0]]), "has a weight below 0"),
        ("pieces", np.frombuffer(b"a\nb", dtype=np.uint8), r"lacks \[CLS\], \[SEP\], \[UNK\]"),
    ],
)
def test_arrays_of_a_cascade_are_checked(
    with_encoder: Path, name: str, value: npt.NDArray[np.generic], message: str
) -> None:
    files = read_model(with_encoder)
    forge(with_encoder, ARRAYS, save(files.arrays | {name: value}))
    with pytest.raises(ModelError, match=message):
        load_model(with_encoder)


def test_a_model_of_one_calibration_uses_it_for_lone_sentences_too(model: Path) -> None:
    rewrite(model, calibration=None, scale=np.array([0.5]), shift=np.array([0.1, 0.2, 0.3]))
    assert load_model(model).classifier.calibration.tolist() == [[0.5, 0.1, 0.2, 0.3]] * 2


def field(number: int, content: bytes = b"") -> bytes:
    """A field of protobuf that holds bytes."""
    assert len(content) < 128
    key = number << 3 | 2
    return bytes([key] if key < 128 else [key & 0x7F | 0x80, key >> 7]) + bytes([len(content)]) + content


def graph_of(nodes: int) -> bytes:
    """A graph of so many empty nodes."""
    size = 2 * nodes
    return b"\x3a" + bytes([size & 0x7F | 0x80, size >> 7]) + field(1) * nodes


EXTERNAL = field(13, b"\x0a\x08location\x12\x0b/etc/passwd")


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (field(7, field(5, EXTERNAL)), "names data in other files, which are never read"),
        (field(7, field(1, field(5, field(5, EXTERNAL)))), "names data in other files"),
        (field(7, field(1, field(5, field(6)))), "graphs within graphs, which may loop without end"),
        (field(7, field(1, field(5, field(11)))), "graphs within graphs"),
        (field(7, field(1, field(5, field(22)))), "sparse arrays"),
        (field(7, field(15)), "sparse arrays"),
        (field(25), "functions of its own"),
        (field(7, field(1, field(4, b"Loop"))), "an operator that no encoder needs: 'Loop'"),
        (field(7, field(1, field(7, b"com.microsoft"))), "not ONNX's own"),
        (graph_of(5_001), "more than 5,000 operators"),
        (field(7, field(1, field(5, field(1, b"to") + b"\x18\x08"))), "makes texts"),
        (field(7, field(1, field(5, field(1, b"value_strings")))), "makes texts"),
        (field(7, field(5, b"\x10\x08")), "makes texts"),
        (field(7, field(5, b"\x70\x01")), "names data in other files"),
        (b"\xba\x80\x80\x80\x10\x00", "is no ONNX model"),  # field 7 to whoever reads 32 bits of its tag
        (b"\x02\x00", "is no ONNX model"),  # there is no field 0
        (b"\xff" * 20, "is no ONNX model"),
        (b"\x3a\x7f", "is no ONNX model"),
        (b"\x80", "is no ONNX model"),
    ],
)
def test_an_encoder_that_loops_or_leads_elsewhere_is_refused(with_encoder: Path, added: bytes, message: str) -> None:
    forge(with_encoder, ENCODER, (with_encoder / ENCODER).read_bytes() + added)
    with pytest.raises(ModelError, match=message):
        load_model(with_encoder)


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes")
def test_a_pipe_among_the_files_is_refused(with_encoder: Path) -> None:
    (with_encoder / ENCODER).unlink()
    os.mkfifo(with_encoder / ENCODER)
    with pytest.raises(ModelError, match="no regular file"):
        load_model(with_encoder)


def test_a_manifest_too_large_is_refused_unread(model: Path) -> None:
    with (model / MANIFEST).open("r+b") as stream:
        stream.truncate(MAX_MANIFEST_BYTES + 1)
    with pytest.raises(ModelError, match="at most 33,554,432 are read"):
        load_model(model)


def test_vectors_of_too_many_dimensions_are_refused(model: Path) -> None:
    n_forms = len(load_model(model).classifier.vocabulary.forms)
    rewrite(model, vectors=np.zeros((n_forms, 2_000), dtype=np.float16))
    with pytest.raises(ModelError, match="2,000 dimensions; at most 1,024"):
        load_model(model)


@pytest.mark.parametrize("name", [ARRAYS, ENCODER])
def test_a_flipped_bit_anywhere_is_refused(with_encoder: Path, name: str) -> None:
    whole = (with_encoder / name).read_bytes()
    random = np.random.default_rng(0)
    for place in [0, len(whole) - 1, *random.integers(0, len(whole), 20).tolist()]:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << int(random.integers(8))
        (with_encoder / name).write_bytes(flipped)
        with pytest.raises(ModelError, match="was changed or cut off"):
            load_model(with_encoder)


def test_a_flipped_bit_in_the_manifest_never_does_harm(model: Path) -> None:
    """It is refused, or the model stays as it was but for a name, a figure or a note."""
    whole = (model / MANIFEST).read_bytes()
    expected = load_model(model).annotate("It rained. Only time will tell.").to_dict()["sentences"]
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 4
        (model / MANIFEST).write_bytes(flipped)
        try:
            found = load_model(model)
        except ModelError:
            continue
        assert found.annotate("It rained. Only time will tell.").to_dict()["sentences"] == expected


@pytest.mark.parametrize("cut", [0, 1, 7, 8, 9, 100, 0.5, -1])
def test_arrays_cut_off_are_refused_even_with_a_hash_that_fits(model: Path, cut: float) -> None:
    whole = (model / ARRAYS).read_bytes()
    forge(model, ARRAYS, whole[: int(len(whole) * cut) if isinstance(cut, float) else cut])
    with pytest.raises(ModelError, match="train the model again"):
        load_model(model)


def test_a_header_that_claims_terabytes_is_refused(model: Path) -> None:
    forge(model, ARRAYS, (2**43).to_bytes(8, "little") + b"{}")
    with pytest.raises(ModelError, match="not readable"):
        load_model(model)
