"""Gzip: what is sound comes out whole, what is a bomb is refused while it is small."""

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pyarrow as pa
import pytest
from pyarrow import parquet

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import InputError
from newsgrain.corpus.unpacking import FREE_BYTES, MAX_RATIO, Unpacked

Read = Callable[..., tuple[list[Document], list[InputError]]]


def unpacked(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(Unpacked(io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data))), "a.gz"))


def bomb(megabytes: int) -> bytes:
    """Zeros, or rather blanks: 1,030 bytes for one."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b" " * 2**20) for _ in range(megabytes)) + packer.flush()


def test_sound_content_comes_out_whole() -> None:
    text = b"".join(b"It rained %d millimetres.\n" % n for n in range(200_000))
    assert unpacked(gzip.compress(text[:99]) + gzip.compress(text[99:])).read() == text


def test_a_small_file_may_repeat_itself() -> None:
    assert len(unpacked(bomb(FREE_BYTES // 2**20)).read()) == FREE_BYTES


def test_a_bomb_is_refused_before_it_grows() -> None:
    data = bomb(512)
    assert len(data) * MAX_RATIO < 512 * 2**20
    tracemalloc.start()
    with pytest.raises(InputError, match=r"a\.gz: unpacks to .* bytes or more from .*, over 200 for one"):
        unpacked(data).read()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MAX_RATIO * len(data)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz", "a.csv.gz", "a.json.gz", "a.parquet.gz"])
def test_every_reader_refuses_a_bomb_and_goes_on(tmp_path: Path, read: Read, name: str) -> None:
    (tmp_path / name).write_bytes(bomb(64))
    (tmp_path / "good.txt").write_text("It rained.")
    documents, (error,) = read(tmp_path / name, tmp_path / "good.txt")
    assert [document.text for document in documents] == ["It rained."]
    assert (error.kind, error.input) == ("too-large", str(tmp_path / name))


def test_zip_is_not_even_opened(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_bytes(b"PK\x03\x04" + bytes(100))
    (_, (error,)) = read(tmp_path / "a.txt")
    assert (error.kind, error.problem[:15]) == ("binary", "is a ZIP archiv")


def test_a_parquet_bomb_is_refused_before_it_is_read(tmp_path: Path, read: Read) -> None:
    bombs = {"text": [f"{n:08}" + " " * 2**20 for n in range(64)]}
    parquet.write_table(pa.table(bombs), tmp_path / "a.parquet", compression="zstd", use_dictionary=False)
    documents, (error,) = read(tmp_path / "a.parquet")
    assert (documents, error.kind) == ([], "too-large")
