"""Labelled documents of every shape that the labelled format allows, and the way out of it and back."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import strategies as st

from newsgrain.corpus.document import ROLES, Document, Sentence
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.label import LABELS, PADDING_KINDS
from newsgrain.corpus.labelled_document import LabelledDocument

Write = Callable[[Iterable[LabelledDocument], IO[bytes]], None]
Read = Callable[[Sequence[Path], ImportLog], Iterator[LabelledDocument]]
RoundTrip = Callable[[Write, Read, Sequence[LabelledDocument]], list[LabelledDocument]]

# Emoji, a combining mark, a mark of direction, a carriage return and a lone surrogate, more often than chance has them.
# Only low surrogates: JSON cannot tell a high one before a low one from the character that the pair stands for.
_SIGNS = st.one_of(
    st.sampled_from("aB .\n\r\t=é😀🏻\u0301\u200f\udc00"),
    st.integers(0, 0xD7FF).map(chr),
    st.integers(0xDC00, 0x10FFFF).map(chr),
)
_SENTENCES = st.text(_SIGNS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
_GAPS = st.sampled_from(["", " ", "  ", "\n", "\r\n\r\n", " \n\n\t"])
_NAMES = st.text(_SIGNS, max_size=4)
_INTEGERS = st.integers(-(2**63), 2**64 - 1)  # beyond 64 bits the reader of JSON takes a number for a float
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | _INTEGERS | st.floats(allow_nan=False, allow_infinity=False) | _NAMES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_NAMES, inner, max_size=2),
    max_leaves=4,
)
_OWN_KEYS = {"text", "label", "role", "paragraph", "kind", "attribution"}
_EXTRAS = st.dictionaries(_NAMES.filter(lambda key: key not in _OWN_KEYS), _JSON, max_size=2)
_METADATA = st.dictionaries(st.sampled_from(["topic", "data", "😀", "annotations", "start", "note"]), _JSON, max_size=2)


@st.composite
def _documents(draw: st.DrawFn) -> LabelledDocument:
    texts = draw(st.lists(_SENTENCES, min_size=1, max_size=5))
    gaps = [draw(st.sampled_from(["", "\n", " "])), *(draw(_GAPS) for _ in texts)]
    roles = [draw(st.sampled_from(ROLES)) for _ in texts]
    paragraphs = sorted(draw(st.integers(0, 3)) for _ in texts)
    units, parts, at = [], [gaps[0]], len(gaps[0])
    for text, gap, role, paragraph in zip(texts, gaps[1:], roles, paragraphs, strict=True):
        units.append(Sentence(text, at, at + len(text), role, paragraph))
        parts += [text, gap]
        at += len(text) + len(gap)
    labels = tuple(draw(st.sampled_from(LABELS)) for _ in texts)
    kinds = [{"kind": draw(st.sampled_from(PADDING_KINDS))} if label == "padding" else {} for label in labels]
    extras = tuple(draw(_EXTRAS) | kind for kind in kinds)
    title = draw(st.none() | _NAMES)
    source = draw(st.sampled_from([{}, {"source": "The Lunde Post"}]))
    identity = draw(_SENTENCES)
    document = Document("".join(parts), identity, title, draw(_METADATA) | source, None, tuple(units))
    return LabelledDocument(document, labels, extras)


@pytest.fixture(scope="session")
def labelled_documents() -> st.SearchStrategy[LabelledDocument]:
    """Arbitrary valid documents, gaps between sentences and blanks within them included."""
    return _documents()


@pytest.fixture(scope="session")
def round_trip() -> RoundTrip:
    """Write documents to a file and read them back; nothing may be dropped or refused on the way."""

    def go(write: Write, read: Read, documents: Sequence[LabelledDocument]) -> list[LabelledDocument]:
        log = ImportLog()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "exported")
            with path.open("wb") as stream:
                write(documents, stream)
            found = list(read([path], log))
        assert (log.dropped, log.bad) == (Counter(), [])
        return found

    return go


@pytest.fixture
def story() -> LabelledDocument:
    """Two paragraphs with an emoji before the end, a kind and an attribution."""
    document = Document.from_sentences(
        ["Ferry stays 😀", "“We won,” Ida Holm said.", "Time will tell."],
        roles=["heading", "text", "text"],
        id="ferry",
        title="Ferry",
        metadata={"source": "Post", "year": 2024},
    )
    extras: tuple[dict[str, Any], ...] = (
        {},
        {"attribution": {"speaker": "Ida Holm", "verb": "said", "quoted": "We won,"}},
        {"kind": "truism", "contested": True},
    )
    return LabelledDocument(document, ("reporting", "reporting", "padding"), extras)
