"""A model of every format version that is still read, as the newsgrain of its day wrote it."""

import gzip
import shutil
from pathlib import Path

import pytest

from newsgrain.model.manifest import FORMAT_VERSION, READABLE_VERSIONS
from newsgrain.model.storage import load_model

KEPT = Path(__file__).parents[1] / "data" / "models"
TEXT = "The council voted 4 to 2 on Monday. Only time will tell what the future holds. It was a shameful vote."


def test_the_present_format_is_among_those_kept() -> None:
    assert FORMAT_VERSION in READABLE_VERSIONS


@pytest.mark.parametrize("version", READABLE_VERSIONS)
def test_a_model_of_each_format_still_annotates(tmp_path: Path, version: int) -> None:
    folder = KEPT / f"format-{version}"
    shutil.copy(folder / "manifest.json", tmp_path)
    (tmp_path / "arrays.safetensors").write_bytes(gzip.decompress((folder / "arrays.safetensors.gz").read_bytes()))
    model = load_model(tmp_path)
    assert model.manifest.format_version == version
    assert [s.label for s in model.annotate(TEXT).sentences] == ["reporting", "padding", "opinion"]
