"""spaCy's `DocBin`: documents with sentence bounds and labelled spans, for a pipeline of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from ..cells import encodable
from ..document import Document
from ..errors import NewsgrainError
from ..json_records import json_bytes
from .kept import KEPT_KEY, Kept
from .proposal import Exportable, Proposal, document_of, extras_of, labels_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

SPANS_KEY = "newsgrain"
"""The span group with the labels that people gave, a span a sentence."""

PROPOSED_KEY = "newsgrain_predicted"
"""The span group with the labels that a model gave; the group's `attrs` hold `confidences` and `model`."""


def write_spacy(items: Iterable[Exportable], stream: IO[bytes]) -> None:
    """Write a `DocBin`: one `Doc` for each document, its text kept to the character.

    The English tokenizer splits each sentence by itself, so that every sentence begins and ends with a token; a gap
    between sentences that is more than one space is a token of the sentence before it. `user_data["newsgrain"]` holds
    id, title, metadata, and role, paragraph and extras of each sentence, as a string of JSON. Lone surrogates become
    U+FFFD.

    Raises
    ------
    NewsgrainError
        If spaCy is not installed.
    """
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError as error:
        raise NewsgrainError("spaCy is not installed; install it with: pip install 'newsgrain[spacy]'") from error
    tokenizer = spacy.blank("en").tokenizer
    bin = DocBin(attrs=["SENT_START"], store_user_data=True)
    for item in items:
        bin.add(_doc(item, tokenizer))
    stream.write(bin.to_bytes())


def _doc(item: Exportable, tokenizer: Any) -> Doc:
    from spacy.tokens import Doc, Span, SpanGroup

    document = document_of(item)
    words: list[str] = []
    spaces: list[bool] = []
    bounds: list[tuple[int, int]] = []
    for piece, is_sentence in _pieces(document):
        if is_sentence:
            begin = len(words)
            for word, space in _tokens(piece, tokenizer):
                words.append(word)
                spaces.append(space)
            bounds.append((begin, len(words)))
            continue
        if piece.startswith(" ") and words:
            spaces[-1] = True
            piece = piece[1:]
        if piece:
            words.append(encodable(piece))
            spaces.append(False)
    begins = {begin for begin, _ in bounds}
    starts: list[Any] = [index in begins for index in range(len(words))]
    doc = Doc(tokenizer.vocab, words=words, spaces=spaces, sent_starts=starts)
    key = PROPOSED_KEY if isinstance(item, Proposal) else SPANS_KEY
    attrs = {"confidences": list(item.confidences), "model": item.model} if isinstance(item, Proposal) else {}
    spans = [Span(doc, *bound, label=label) for bound, label in zip(bounds, labels_of(item), strict=False)]
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs=attrs)
    doc.user_data[KEPT_KEY] = json_bytes(Kept.of(document, extras_of(item)).to_dict()).decode("utf-8")
    return doc


def _tokens(sentence: str, tokenizer: Any) -> list[tuple[str, bool]]:
    """The tokens of a sentence, each with whether a space follows; a blank at its end is a token of its own."""
    found = [(str(token), bool(token.whitespace_)) for token in tokenizer(encodable(sentence))]
    return [*found[:-1], (found[-1][0], False), (" ", False)] if found[-1][1] else found


def _pieces(document: Document) -> Iterator[tuple[str, bool]]:
    """The text in pieces, with whether each is a sentence; the others are gaps."""
    at = 0
    for unit in document.sentences:
        if at < unit.start:
            yield document.text[at : unit.start], False
        yield unit.text, True
        at = unit.end
    if at < len(document.text):
        yield document.text[at:], False
