"""From labelled spans of a text, as annotation tools have them, to a labelled document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from ..block import INVISIBLE, find_blocks
from ..document import Document, Role, Sentence
from ..label import LABELS, Label
from ..labelled_document import LabelledDocument
from .kept import Kept
from .offsets import code_points_of_utf16, has_astral

Counting = Literal["code points", "UTF-16"]

REDRAWN = "notes on sentences whose boundaries were redrawn"
KIND_LOST = "kinds of padding on sentences that are padding no longer"

_SHOWN_CHARACTERS = 40


@dataclass(frozen=True, order=True, slots=True)
class LabelledSpan:
    """A stretch of a text that somebody labelled."""

    start: int
    end: int
    label: str


def labelled_document(
    text: str, spans: Sequence[LabelledSpan], kept: Kept, counting: Sequence[Counting], dropped: Counter[str]
) -> LabelledDocument:
    """Make a document of a text and its labelled spans: every span is a sentence.

    A span that is one of the sentences of `kept`, but for blanks around it, is that sentence with all that was noted
    of it. A span drawn anew is a sentence in the role and paragraph of the one it begins in.

    Parameters
    ----------
    kept
        What is known of the document (`unknown_document` where nothing is).
    counting
        How the offsets may have been counted, the likeliest first; the first that makes sense is taken.
    dropped
        Counts, by reason, what had to be left out.

    Raises
    ------
    ValueError
        If the spans overlap, leave out a part of the text that is not blank, reach beyond it, or bear unknown labels.
    """
    problem: ValueError | None = None
    for way in counting if has_astral(text) else counting[:1]:
        try:
            found = _sentence_spans(text, list(_in_code_points(text, spans, way)))
        except ValueError as error:
            problem = problem or error
        else:
            return _document(text, found, kept, dropped)
    raise problem or ValueError("expected at least one way of counting")


def unknown_document(text: str, identity: str, title: str | None, metadata: Mapping[str, Any]) -> Kept:
    """What is known of a document that did not come from here: its blocks take the place of sentences."""
    blocks = [Sentence(text[a:b], a, b, role, number) for number, (a, b, role) in enumerate(find_blocks(text))]
    return Kept(identity, title, metadata, tuple(blocks), tuple({} for _ in blocks))


def shown(text: str) -> str:
    """The beginning of a text, quoted, for messages."""
    return repr(text[:_SHOWN_CHARACTERS] + ("…" if len(text) > _SHOWN_CHARACTERS else ""))


def _in_code_points(text: str, spans: Sequence[LabelledSpan], way: Counting) -> Iterator[LabelledSpan]:
    index = code_points_of_utf16(text) if way == "UTF-16" else range(len(text) + 1)
    for span in spans:
        try:
            start, end = (index[offset] if offset >= 0 else -1 for offset in (span.start, span.end))
        except (KeyError, IndexError):
            start = end = -1
        if not 0 <= start <= end:
            raise ValueError(
                f"the {span.label} span from {span.start} to {span.end} lies outside the text of {len(text)} characters"
            )
        yield LabelledSpan(start, end, span.label)


def _sentence_spans(text: str, spans: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """Spans without blanks around them, in order; refused unless they cover the text once."""
    found = sorted({trimmed for span in spans if (trimmed := _trimmed(text, span)).start < trimmed.end})
    for span in found:
        if span.label not in LABELS:
            raise ValueError(f"unknown label {span.label!r}; expected one of: {', '.join(LABELS)}")
    for first, second in pairwise(found):
        if second.start < first.end:
            raise ValueError(
                f"{shown(text[first.start : first.end])} ({first.label}) and "
                f"{shown(text[second.start : second.end])} ({second.label}) overlap; keep one label for each sentence"
            )
    edges = [0, *(edge for span in found for edge in (span.start, span.end)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        gap = text[start:end]
        if any(not (sign.isspace() or sign in INVISIBLE) for sign in gap):
            raise ValueError(f"{shown(gap.strip())} (from {start} to {end}) has no label; label it and export again")
    return found


def _trimmed(text: str, span: LabelledSpan) -> LabelledSpan:
    inner = text[span.start : span.end]
    start = span.start + len(inner) - len(inner.lstrip())
    return LabelledSpan(start, start + len(inner.strip()), span.label)


def _document(text: str, spans: Sequence[LabelledSpan], kept: Kept, dropped: Counter[str]) -> LabelledDocument:
    known = {_bounds(unit): index for index, unit in enumerate(kept.sentences)}
    matched = {known[bounds] for span in spans if (bounds := (span.start, span.end)) in known}
    lost = sum(bool(extras) for index, extras in enumerate(kept.extras) if index not in matched)
    if lost:
        dropped[REDRAWN] += lost
    units: list[Sentence] = []
    extras: list[Mapping[str, Any]] = []
    ends = [unit.end for unit in kept.sentences]
    for span in spans:
        index = known.get((span.start, span.end))
        if index is None:
            units.append(_drawn_anew(text, span, kept.sentences, ends))
            extras.append({})
        else:
            units.append(kept.sentences[index])
            extras.append(_fitting(kept.extras[index], span.label, dropped))
    document = Document(text, kept.id, kept.title, kept.metadata, None, tuple(units))
    return LabelledDocument(document, tuple(_label(span) for span in spans), tuple(extras))


def _bounds(unit: Sentence) -> tuple[int, int]:
    start = unit.start + len(unit.text) - len(unit.text.lstrip())
    return start, start + len(unit.text.strip())


def _drawn_anew(text: str, span: LabelledSpan, known: Sequence[Sentence], ends: Sequence[int]) -> Sentence:
    at = min(bisect_right(ends, span.start), len(known) - 1)
    role: Role = known[at].role if known else "text"
    paragraph = known[at].paragraph if known else 0
    return Sentence(text[span.start : span.end], span.start, span.end, role, paragraph)


def _fitting(extras: Mapping[str, Any], label: str, dropped: Counter[str]) -> Mapping[str, Any]:
    """Extras that go with a label: only padding has a kind."""
    if label == "padding" or extras.get("kind") is None:
        return extras
    dropped[KIND_LOST] += 1
    return {key: value for key, value in extras.items() if key != "kind"}


def _label(span: LabelledSpan) -> Label:
    return next(label for label in LABELS if label == span.label)
