"""An output that is gone on with: whole lines stay, torn ones go, other inputs and settings are refused."""

import os
from pathlib import Path

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import NewsgrainError
from newsgrain.model.model import Model
from newsgrain.model.rendering.jsonl import render_jsonl
from newsgrain.model.rendering.resumable import ResumableOutput, only_run
from newsgrain.model.storage import load_model

DOCUMENTS = [Document(f"It rained on day {n}. Only time will tell.", id=str(n)) for n in range(7)]
SETTINGS = {"arrays": "abc", "reasons": True}


@pytest.fixture(scope="module")
def model(tiny_model: Path) -> Model:
    return load_model(tiny_model)


@pytest.fixture(scope="module")
def whole(model: Model) -> bytes:
    return b"".join(map(render_jsonl, model.annotate_many(DOCUMENTS)))


def run(model: Model, output: Path, documents: list[Document] = DOCUMENTS) -> list[str | None]:
    """Go on, and tell which documents were annotated."""
    part = ResumableOutput(output, SETTINGS)
    asked: list[str | None] = []

    def watched() -> list[Document]:
        left = list(part.remaining(documents))
        asked.extend(document.id for document in left)
        return left

    part.write(model.annotate_many(watched()))
    return asked


def test_a_run_that_nobody_cuts_off_leaves_the_output_alone(model: Model, whole: bytes, tmp_path: Path) -> None:
    assert run(model, tmp_path / "out.jsonl") == [str(n) for n in range(7)]
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert (tmp_path / "out.jsonl").read_bytes() == whole


@pytest.mark.parametrize("cut", [0, 1, 400, -1])
def test_wherever_it_was_cut_off_nothing_is_lost_or_repeated(
    model: Model, whole: bytes, tmp_path: Path, cut: int
) -> None:
    output = tmp_path / "out.jsonl"
    kept = whole[:cut]
    part = ResumableOutput(output, SETTINGS)
    part.part.write_bytes(kept)
    done = kept.count(b"\n")
    assert run(model, output) == [str(n) for n in range(done, 7)]
    assert output.read_bytes() == whole


def test_until_the_end_the_old_output_stays(model: Model, whole: bytes, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_bytes(b"old")

    def broken() -> object:
        yield from model.annotate_many(DOCUMENTS[:3])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ResumableOutput(output, SETTINGS).write(broken())  # type: ignore[arg-type]
    assert output.read_bytes() == b"old"
    assert run(model, output) == ["3", "4", "5", "6"]
    assert output.read_bytes() == whole


@pytest.mark.parametrize("documents", [DOCUMENTS[1:], DOCUMENTS[:1], [Document("Another.", id="0"), *DOCUMENTS[1:]]])
def test_other_inputs_are_refused(model: Model, whole: bytes, tmp_path: Path, documents: list[Document]) -> None:
    part = ResumableOutput(tmp_path / "out.jsonl", SETTINGS)
    part.part.write_bytes(b"".join(whole.splitlines(keepends=True)[:3]))
    with pytest.raises(NewsgrainError, match="is of another document than the inputs now give"):
        run(model, tmp_path / "out.jsonl", documents)


@pytest.mark.parametrize("damaged", [b"\0" * 40, b"{", b"\xff", b"5", b"{}", b'{"id":"1","sentences":5}'])
def test_a_damaged_line_is_named(model: Model, whole: bytes, tmp_path: Path, damaged: bytes) -> None:
    part = ResumableOutput(tmp_path / "out.jsonl", SETTINGS)
    first, *rest = whole.splitlines(keepends=True)
    part.part.write_bytes(b"".join([first, damaged + b"\n", *rest[1:]]))
    with pytest.raises(NewsgrainError, match=r"line 2 is damaged; delete .* to start anew"):
        run(model, tmp_path / "out.jsonl")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX links and pipes")
def test_a_link_stays_one_and_what_is_no_file_is_refused(model: Model, whole: bytes, tmp_path: Path) -> None:
    real, link, pipe = tmp_path / "real.jsonl", tmp_path / "link.jsonl", tmp_path / "pipe.jsonl"
    real.write_bytes(b"old")
    link.symlink_to(real)
    run(model, link)
    assert link.is_symlink()
    assert real.read_bytes() == whole
    os.mkfifo(pipe)
    with pytest.raises(NewsgrainError, match="no regular file"):
        run(model, pipe)
    assert pipe.is_fifo()


def test_other_settings_are_refused(tmp_path: Path) -> None:
    ResumableOutput(tmp_path / "out.jsonl", SETTINGS)
    with pytest.raises(NewsgrainError, match=r"begun with other settings .*delete it to start anew"):
        ResumableOutput(tmp_path / "out.jsonl", {**SETTINGS, "reasons": False})


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="Windows locks files by itself")
    with only_run(tmp_path / "part"):
        second = only_run(tmp_path / "part")
        with pytest.raises(NewsgrainError, match="another run is writing it"):
            second.__enter__()


def test_a_part_that_another_run_is_writing_is_not_cut(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="Windows locks files by itself")
    part = ResumableOutput(tmp_path / "out.jsonl", SETTINGS).part
    part.write_bytes(b'{"half a li')
    with only_run(part), pytest.raises(NewsgrainError, match="another run is writing it"):
        ResumableOutput(tmp_path / "out.jsonl", SETTINGS)
    assert part.read_bytes() == b'{"half a li'
