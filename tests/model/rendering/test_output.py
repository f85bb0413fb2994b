import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.output import FORMATS, SUFFIXES, View, replacing, write_documents


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_writes_and_leaves_the_stream_open(format: str, article: AnnotatedDocument) -> None:
    stream = io.BytesIO()
    write_documents([article, article], stream, format)  # type: ignore[arg-type]
    assert len(stream.getvalue()) > 500


@pytest.mark.parametrize("format", FORMATS)
def test_no_documents(format: str) -> None:
    write_documents(iter(()), io.BytesIO(), format)  # type: ignore[arg-type]


def test_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown format 'xml'; expected one of: terminal, jsonl"):
        write_documents([], io.BytesIO(), "xml")  # type: ignore[arg-type]


def test_suffixes_name_formats() -> None:
    assert set(SUFFIXES.values()) == set(FORMATS)


@pytest.mark.parametrize("format", ["jsonl", "csv", "terminal", "markdown"])
def test_text_formats_stream(format: str, article: AnnotatedDocument) -> None:
    stream = io.BytesIO()
    seen: list[int] = []

    def documents() -> Iterator[AnnotatedDocument]:
        for _ in range(3):
            seen.append(len(stream.getvalue()))
            yield article

    write_documents(documents(), stream, format)  # type: ignore[arg-type]
    assert seen[0] < seen[1] < seen[2]


def test_terminal_view_replaces_what_the_encoding_lacks(article: AnnotatedDocument) -> None:
    stream = io.BytesIO()
    write_documents([article], stream, "terminal", View(encoding="ascii"))
    assert b'"We had no choice' in stream.getvalue()


def test_file_appears_when_complete(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    with replacing(target) as stream:
        stream.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    with pytest.raises(error), replacing(target) as stream:
        stream.write(b"half")
        raise error
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_run_left_is_no_hindrance(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    (tmp_path / f".out.txt.{os.getpid()}.partial").write_text("half")  # of a container, where numbers come again
    with replacing(target) as stream:
        stream.write(b"new")
    assert target.read_bytes() == b"new"


def test_longest_name_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("é" * 120 + ".jsonl")
    with replacing(target) as stream:
        stream.write(b"new")
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_private_file_stays_private(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o600)
    with replacing(target) as stream:
        assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600, 0o600]
        stream.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o600


def test_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "real.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    with replacing(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_device_is_written_directly() -> None:
    with replacing(Path(os.devnull)) as stream:
        stream.write(b"gone")
    assert not Path(os.devnull).is_file()
