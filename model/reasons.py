"""From contributions to a few reasons in words that an editor understands, each with its span."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from ..corpus.document import Sentence
from .annotated import Reason
from .contributions import Contributions
from .cues import CURRENCIES, SIGNS, cue_names
from .features import Batch
from .phrases import (
    ABSENT,
    CALL_TO_NOBODY,
    CALLING,
    COMMON,
    DEGREES,
    DOCUMENT,
    NEIGHBOURS,
    REPEATS,
    SILENT,
    WHOLE,
    WORDING,
    phrase_of,
    reason_of,
)
from .tokens import CUE_NAMES, END, NUMBER, SIGN, TITLE, TOKEN, UPPER
from .word_runs import word_runs

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

MAX_REASONS = 5
"""Reasons given for a sentence: those for its verdict first, the strongest of either first."""

_CANDIDATES = 10
"""Reasons looked at beside words, the strongest; more are told only where the others speak against the verdict."""

MIN_WEIGHT = 0.05
"""Contributions below this many nats say nothing worth reading."""

MIN_WORD_WEIGHT = 0.1
"""Words are named only above this; below, the cues speak."""

_NAMES = cue_names()
_REASONS: tuple[str, ...] = tuple(dict.fromkeys(map(reason_of, _NAMES)))
_MERGE = np.array([[float(reason_of(name) == reason) for reason in _REASONS] for name in _NAMES])
"""Which cues count as one reason: an array [n_cues, n_reasons] of 0 and 1."""

_MEMBERS = tuple(np.flatnonzero(_MERGE[:, column]) for column in range(len(_REASONS)))
_TOLD_ANYWAY = np.array([reason in ABSENT or reason in DEGREES for reason in _REASONS])
_SILENT = np.array([reason in SILENT for reason in _REASONS])
_DEGREE_COLUMN = {reason: _NAMES.index(degree.cue) for reason, degree in DEGREES.items()}
_ELSEWHERE = (NEIGHBOURS, DOCUMENT, WHOLE)
_NOVELTY = _REASONS.index(reason_of("overlap"))
_CALL = _REASONS.index(reason_of("obligation"))
_CAPITALISED = _NAMES.index("capitalised")


class ReasonFinder:
    """Finds the reasons for the sentences of a batch.

    Parameters
    ----------
    batch, parts
        The sentences and what made their verdicts.
    restated
        The earlier sentence that each one restates, -1 for none: an array [n_sentences].
    content
        Which tokens are no function words: an array [n_tokens].
    sentences
        The sentences with their places in their documents.
    """

    def __init__(
        self,
        batch: Batch,
        parts: Contributions,
        restated: IntArray,
        content: npt.NDArray[np.bool_],
        sentences: Sequence[Sentence],
    ) -> None:
        self.batch = batch
        self.parts = parts
        self.restated = restated
        self.content = content
        self.sentences = sentences
        first = np.repeat(batch.document_offsets[:-1], np.diff(batch.document_offsets))
        self.number = np.arange(1, batch.n_sentences + 1) - first

    def all(self) -> list[tuple[Reason, ...]]:
        """The strongest reasons of every sentence."""
        batch, parts = self.batch, self.parts
        told = (((batch.cues > 0) @ _MERGE > 0) | _TOLD_ANYWAY) & ~_SILENT
        weights = np.column_stack([parts.cues @ _MERGE * told, parts.around, parts.elsewhere, parts.whole])
        strongest = np.argsort(-np.abs(weights), axis=1, kind="stable")[:, :_CANDIDATES]
        top = np.take_along_axis(weights, strongest, axis=1).tolist()
        runs = word_runs(parts.words, batch.tokens, self.content, MIN_WORD_WEIGHT)
        borders = np.searchsorted(runs.first, batch.tokens.offsets).tolist()
        firsts, lasts, sums = runs.first.tolist(), runs.last.tolist(), runs.weight.tolist()
        out = []
        for index, columns in enumerate(strongest.tolist()):
            window = slice(borders[index], borders[index + 1])
            found = [(w, column, -1, -1) for w, column in zip(top[index], columns, strict=True) if abs(w) >= MIN_WEIGHT]
            words = zip(sums[window], firsts[window], lasts[window], strict=True)
            found += [(weight, -1, first, last) for weight, first, last in words]
            found.sort(key=lambda reason: (-abs(reason[0]), reason[1:]))
            out.append(self._told(index, found, float(weights[index, _NOVELTY]), float(parts.constant[index])))
        return out

    def _told(
        self, index: int, found: list[tuple[float, int, int, int]], novelty: float, constant: float
    ) -> tuple[Reason, ...]:
        """Put reasons (weight, column or -1, first and last token or -1) into words.

        A restatement is always told; its words are those of the earlier sentence. What a label has before anything
        is read is told only where the verdict rests on it.
        """
        earlier = int(self.restated[index])
        reasons = []
        if earlier >= 0:
            where = self.sentences[earlier]
            cue = REPEATS.format(int(self.number[earlier]))
            reasons.append(Reason(cue, round(novelty, 4), where.start, where.end))
            found = [reason for reason in found if reason[1] != _NOVELTY]
        spans: list[tuple[int, int]] | None = None
        sentence = self.sentences[index]
        for weight, column, first, last in found:
            if len(reasons) == MAX_REASONS and _decided(reasons):
                break
            if len(reasons) >= MAX_REASONS and weight < 0:
                continue
            cue, tokens = (WORDING, (first, last)) if column < 0 else self._phrase(index, column)
            if not cue:
                continue
            start, stop = 0, len(sentence.text)
            if tokens is not None:
                if spans is None:
                    spans = [match.span() for match in TOKEN.finditer(sentence.text.replace("\n", " "))]
                offset = int(self.batch.tokens.offsets[index])
                start, stop = spans[tokens[0] - offset][0], spans[tokens[1] - offset][1]
            words = sentence.text[start:stop]
            if column < 0:
                cue = cue.format(words)
            elif column == _CALL and words.lower() in CALLING and not self.batch.cues[index, _CAPITALISED]:
                cue = CALL_TO_NOBODY
            reasons.append(Reason(cue, round(weight, 4), sentence.start + start, sentence.start + stop))
        if constant >= MIN_WEIGHT and not _decided(reasons):
            reasons.append(Reason(COMMON, round(constant, 4), sentence.start, sentence.end))
        return _shown(reasons)

    def _phrase(self, index: int, column: int) -> tuple[str, tuple[int, int] | None]:
        """A reason's words, and the first and last of the tokens that bear it, if single ones do."""
        if column >= len(_REASONS):
            return _ELSEWHERE[column - len(_REASONS)], None
        reason, values = _REASONS[column], self.batch.cues[index]
        if reason in DEGREES:
            return DEGREES[reason].phrase(float(values[_DEGREE_COLUMN[reason]])), None
        members = _MEMBERS[column]
        there = members[values[members] > 0]
        if not len(there):
            return reason, None
        names = [_NAMES[member] for member in there]
        best = int(np.abs(self.parts.cues[index, there]).argmax())
        phrase = phrase_of(names[best])
        return phrase, self._tokens(index, [name for name in names if phrase_of(name) == phrase])

    def _tokens(self, index: int, names: Sequence[str]) -> tuple[int, int] | None:
        """First and last of the first neighbouring tokens of a sentence that bear any of the named cues."""
        tokens, table = self.batch.tokens, self.batch.table
        first, end = int(tokens.offsets[index]), int(tokens.offsets[index + 1]) - 1
        forms, shapes = tokens.forms[first:end], tokens.shapes[first:end]
        hits = np.zeros(end - first, dtype=bool)
        for name in names:
            column = _column(name)
            if column is not None:
                bears = table.cues[forms, column] > 0
                if name.startswith("initial "):
                    bears[2:] = False
                hits |= bears
            elif name in ("capitalised", "capital before speech verb"):
                hits |= (shapes == TITLE) & (np.arange(end - first) > (shapes < SIGN).argmax())
            elif name == "all capitals":
                hits |= shapes == UPPER
            elif name in ("numbers", "year"):
                hits |= shapes == NUMBER
            elif name in ("quoted share", "starts with quotation mark"):
                hits |= self.batch.inside[first:end]
            elif name == "unknown words":
                hits |= (forms >= len(table.vocabulary)) & (shapes < NUMBER)
            elif name in SIGNS:
                hits |= forms == table.form(SIGNS[name])
                if name in CURRENCIES:
                    hits[1:] |= hits[:-1] & (shapes[1:] == NUMBER)
        positions = np.flatnonzero(hits & (shapes != END)).tolist()
        if not positions:
            return None
        last = positions[0]
        for position in positions[1:]:
            if position > last + 1:
                break
            last = position
        return first + positions[0], first + last


@cache
def _column(name: str) -> int | None:
    name = name.removeprefix("initial ")
    return CUE_NAMES.index(name) if name in CUE_NAMES else None


def _decided(reasons: Sequence[Reason]) -> bool:
    """Whether what speaks for the verdict outweighs what speaks against it."""
    return sum(reason.weight for reason in reasons) > 0


def _shown(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """At most `MAX_REASONS`, those for the verdict first, the strongest of either first.

    Weaker reasons against it make room for further ones for it as long as the ones for it do not outweigh them: a
    verdict is not explained by what did not decide it.
    """
    ordered = sorted(reasons, key=lambda reason: (reason.weight < 0, -abs(reason.weight)))
    spare = len(ordered) - MAX_REASONS
    if spare > 0:
        against = [reason for reason in ordered if reason.weight < 0]
        left_out = against[-spare:]
        ordered = [reason for reason in ordered if reason not in left_out][:MAX_REASONS]
    return tuple(ordered)
