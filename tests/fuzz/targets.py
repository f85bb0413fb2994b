"""What must hold for any bytes, surface by surface; the fuzzer and the replay of its findings call these."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import InputError, ModelError
from newsgrain.corpus.labelled import corpus_hash, validate, write_labelled
from newsgrain.corpus.labelled_schema import parse_line
from newsgrain.corpus.reading import read_documents
from newsgrain.corpus.segment import segment
from newsgrain.model.rendering.html import render_page
from newsgrain.model.rendering.output import FORMATS, write_documents
from newsgrain.model.storage import ARRAYS, MANIFEST, load_model, model_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

Target = Callable[[bytes], None]

_ELEMENTS = """
a article aside b body button dd defs details div dl dt footer form h1 h2 h3 head header html input label li main mark
meta nav ol option output p path pattern rect g line circle polyline script section select small span style summary sup
svg table tbody td th thead title tr ul code q bdi
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""What a page of newsgrain is made of; anything else came out of the document."""


def text_of(data: bytes) -> str:
    """Any bytes as a string; those that are not UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def check_spans(document: Document) -> None:
    """Every unit is cut out of the text exactly; nothing that is not blank is left between them."""
    at = 0
    for unit in document.sentences:
        assert document.text[unit.start : unit.end] == unit.text
        assert unit.start >= at
        assert not document.text[at : unit.start].strip()
        at = unit.end
    assert not document.text[at:].strip()


def segmentation(data: bytes) -> None:
    """Spans are exact for any string."""
    text = text_of(data)
    check_spans(Document(text, given_sentences=segment(text)))


def _read(data: bytes, input_format: str | None) -> None:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(data))
    errors: list[InputError] = []
    try:
        for document in read_documents(["-"], input_format=input_format, on_error=errors.append):
            assert document.sentences or document.text.isspace()
            if document.given_sentences is None:
                check_spans(document)
    finally:
        sys.stdin = before
    assert all(error.problem and "\n" not in str(error.source) for error in errors)


def sniffed(data: bytes) -> None:
    """Content without a telling name: gzip, text in any encoding, a page, a table."""
    _read(data, None)


def markdown(data: bytes) -> None:
    """Markdown."""
    _read(data, "markdown")


def html(data: bytes) -> None:
    """A page."""
    _read(data, "html")


def records(data: bytes) -> None:
    """JSON Lines, and the same bytes as JSON."""
    _read(data, "jsonl")
    _read(data, "json")


def table(data: bytes) -> None:
    """CSV and TSV."""
    _read(data, "csv")
    _read(data, "tsv")


def parquet(data: bytes) -> None:
    """Parquet."""
    _read(data, "parquet")


def labelled(data: bytes) -> None:
    """The validator names every problem; what it accepts is written and read back alike."""
    folder = _folder()
    path = folder / "fuzzed.jsonl"
    path.write_bytes(data)
    problems = validate(path)
    assert all(problem.problem and problem.line > 0 for problem in problems)
    found = [document for line in text_of(data).split("\n") if (document := parse_line(line)[0]) is not None]
    if found:
        write_labelled(found, path)
        assert validate(path) == []
        assert corpus_hash(found) == corpus_hash(found[::-1])


def page(data: bytes) -> None:
    """An annotated document is written in every format, and its page holds no element but newsgrain's own."""
    text = text_of(data)
    model = load_model("fast")
    documents = [model.annotate(Document(text, text[:40], text[:80], {"source": text[:20]}))]
    check_spans(documents[0].document)
    for name in FORMATS:
        write_documents(documents, io.BytesIO(), name)
    outline = _Outline()
    outline.feed(render_page(documents))
    outline.feed(render_page(documents * 2))
    assert outline.found <= ELEMENTS, outline.found - ELEMENTS
    assert not outline.handlers, outline.handlers


def model(data: bytes) -> None:
    """A model whose files were altered is refused or works.

    The first byte chooses what is altered: the manifest, the header of the arrays, or single bytes of them (with the
    hash set right, so that the checks behind it are reached).
    """
    base, manifest = _model()
    kind, edits = data[:1], data[1:]
    if kind < b"\x40":
        arrays, text = base, edits
    elif kind < b"\x80":
        length = int.from_bytes(base[:8], "little")
        arrays = len(edits).to_bytes(8, "little") + edits + base[8 + length :]
        text = _resealed(manifest, arrays)
    else:
        changed = bytearray(base)
        for at in range(0, len(edits) - 4, 5):
            changed[int.from_bytes(edits[at : at + 4], "little") % len(changed)] = edits[at + 4]
        arrays = bytes(changed)
        text = _resealed(manifest, arrays)
    folder = _folder() / "model"
    folder.mkdir(exist_ok=True)
    (folder / ARRAYS).write_bytes(arrays)
    (folder / MANIFEST).write_bytes(text)
    try:
        found = load_model(folder)
    except ModelError as error:
        assert str(error)
        return
    annotated = found.annotate("It rained in Oslo on Monday, the mayor said. We must act. Time will tell.")
    for sentence in annotated.sentences:
        assert abs(sum(sentence.probability_triple) - 1) < 1e-4


class _Outline(HTMLParser):
    """The elements of a page, and attributes that could act."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name in ("srcdoc", "src")]
        self.handlers += [value or "" for name, value in attrs if name == "href" and not (value or "").startswith("#")]


@cache
def _folder() -> Path:
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="newsgrain-fuzz-", dir=next(_fast_folders())))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _fast_folders() -> Iterator[str | None]:
    if Path("/dev/shm").is_dir():
        yield "/dev/shm"
    yield None


@cache
def _model() -> tuple[bytes, dict[str, object]]:
    folder = model_folder("fast")
    return (folder / ARRAYS).read_bytes(), json.loads((folder / MANIFEST).read_text("utf-8"))


def _resealed(manifest: dict[str, object], arrays: bytes) -> bytes:
    return json.dumps(manifest | {"arrays_sha256": hashlib.sha256(arrays).hexdigest()}).encode()


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (segmentation, sniffed, markdown, html, records, table, parquet, labelled, page, model)
}
