"""From contributions to a few reasons in words that an editor understands, each with its span."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise, repeat

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
from .tokens import CUE_NAMES, NUMBER, SIGN, TITLE, UPPER
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

_MEMBERS = tuple(np.flatnonzero(_MERGE[:, column]).tolist() for column in range(len(_REASONS)))
_PHRASES = tuple(map(phrase_of, _NAMES))
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
        self.there = batch.cues > 0
        # as Python's numbers, of which a sentence needs few: NumPy takes longer to be called than to look at them;
        # and not as many small tuples, which the collector of garbage would visit again and again
        self.bears: list[list[bool]] = self.there.tolist()
        self.offsets: list[int] = batch.tokens.offsets.tolist()
        self.starts, self.ends = batch.tokens.spans([sentence.text for sentence in sentences])
        at = np.flatnonzero(batch.table.cued[batch.tokens.forms])
        place, cue = np.nonzero(batch.table.cues[batch.tokens.forms[at]])
        self.bearers: list[int] = at[place].tolist()
        self.borne: list[int] = cue.tolist()
        self.first_bearer: list[int] = np.searchsorted(at[place], batch.tokens.offsets).tolist()

    def all(self) -> list[tuple[Reason, ...]]:
        """The strongest reasons of every sentence."""
        batch, parts = self.batch, self.parts
        told = ((self.there @ _MERGE > 0) | _TOLD_ANYWAY) & ~_SILENT
        weights = np.column_stack([parts.cues @ _MERGE * told, parts.around, parts.elsewhere, parts.whole])
        rows, columns = np.nonzero(np.abs(weights) >= MIN_WEIGHT)
        size = -np.abs(weights[rows, columns])
        strongest = np.lexsort((size, rows))  # stable: of equal ones the first column
        sizes, shares = size[strongest].tolist(), rounded(weights[rows, columns][strongest])
        columns_of = columns[strongest].tolist()
        ends = np.cumsum(np.bincount(rows, minlength=batch.n_sentences)).tolist()
        runs = word_runs(parts.words, batch.tokens, self.content, MIN_WORD_WEIGHT)
        firsts, lasts, sums = runs.first.tolist(), runs.last.tolist(), rounded(runs.weight)
        run_sizes = (-np.abs(runs.weight)).tolist()
        borders = np.searchsorted(runs.first, batch.tokens.offsets).tolist()
        novelty, constant = weights[:, _NOVELTY].tolist(), parts.constant.tolist()
        none = repeat(-1)
        out = []
        for index, (start, end) in enumerate(pairwise([0, *ends])):
            best = slice(start, min(end, start + _CANDIDATES))
            own = slice(borders[index], borders[index + 1])
            found = [*zip(sizes[best], columns_of[best], none, none, shares[best], strict=False)]
            found += zip(run_sizes[own], none, firsts[own], lasts[own], sums[own], strict=False)
            found.sort()
            out.append(self._told(index, found, novelty[index], constant[index]))
        return out

    def _told(
        self, index: int, found: list[tuple[float, int, int, int, float]], novelty: float, constant: float
    ) -> tuple[Reason, ...]:
        """Put reasons (what they are sorted by, column or -1, first and last token or -1, rounded weight) into words.

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
        sentence = self.sentences[index]
        for _, column, first, last, weight in found:
            if len(reasons) == MAX_REASONS and _decided(reasons):
                break
            if len(reasons) >= MAX_REASONS and weight < 0:
                continue
            cue, tokens = (WORDING, (first, last)) if column < 0 else self._phrase(index, column)
            if not cue:
                continue
            start, stop = 0, len(sentence.text)
            if tokens is not None:
                start, stop = self.starts[tokens[0]], self.ends[tokens[1]]
            words = sentence.text[start:stop]
            if column < 0:
                cue = cue.format(words)
            elif column == _CALL and words.lower() in CALLING and not self.batch.cues[index, _CAPITALISED]:
                cue = CALL_TO_NOBODY
            reasons.append(Reason(cue, weight, sentence.start + start, sentence.start + stop))
        if constant >= MIN_WEIGHT and not _decided(reasons):
            reasons.append(Reason(COMMON, round(constant, 4), sentence.start, sentence.end))
        return _shown(reasons)

    def _phrase(self, index: int, column: int) -> tuple[str, tuple[int, int] | None]:
        """A reason's words, and the first and last of the tokens that bear it, if single ones do."""
        if column >= len(_REASONS):
            return _ELSEWHERE[column - len(_REASONS)], None
        reason = _REASONS[column]
        if reason in DEGREES:
            return DEGREES[reason].phrase(float(self.batch.cues[index, _DEGREE_COLUMN[reason]])), None
        bears = self.bears[index]
        there = [member for member in _MEMBERS[column] if bears[member]]
        if not there:
            return reason, None
        best = there[int(np.abs(self.parts.cues[index, there]).argmax())] if len(there) > 1 else there[0]
        phrase = _PHRASES[best]
        return phrase, self._tokens(index, [_NAMES[member] for member in there if _PHRASES[member] == phrase])

    def _tokens(self, index: int, names: Sequence[str]) -> tuple[int, int] | None:
        """First and last of the first neighbouring tokens of a sentence that bear any of the named cues."""
        first = self.offsets[index]
        window = slice(self.first_bearer[index], self.first_bearer[index + 1])
        bearers, borne = self.bearers[window], self.borne[window]
        hits: set[int] = set()
        others = []
        for name in names:
            column = _column(name)
            if column is None:
                others.append(name)
            else:
                end = first + 2 if name.startswith("initial ") else self.offsets[index + 1]
                hits.update([token for token, cue in zip(bearers, borne, strict=True) if cue == column and token < end])
        if others:
            hits.update(self._other_tokens(index, others))
        if not hits:
            return None
        last = opening = min(hits)
        while last + 1 in hits:
            last += 1
        return opening, last

    def _other_tokens(self, index: int, names: Sequence[str]) -> list[int]:
        """The tokens of a sentence that bear any of the named cues, which are none of words, if single tokens do."""
        tokens, table = self.batch.tokens, self.batch.table
        first, end = self.offsets[index], self.offsets[index + 1] - 1
        forms, shapes = tokens.forms[first:end], tokens.shapes[first:end]
        hits = np.zeros(end - first, dtype=bool)
        for name in names:
            if name in ("capitalised", "capital before speech verb"):
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
        return (np.flatnonzero(hits) + first).tolist()


def rounded(weights: FloatArray) -> list[float]:
    """Weights as Python's `round(weight, 4)` gives them, for many at once: a tenth of its cost.

    NumPy's multiplication could round what lies next to a tie to the other side: there Python's own is asked.

    >>> rounded(np.array([0.12344, -0.12345, 0.12345]))
    [0.1234, -0.1235, 0.1235]
    """
    out: list[float] = weights.round(4).tolist()
    fraction = np.abs(weights * 1e4) % 1
    for index in np.flatnonzero(np.abs(fraction - 0.5) < 1e-6).tolist():
        out[index] = round(float(weights[index]), 4)
    return out


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
