"""Sentences that certainly repeat: they say so ("To recap, …", "As noted above, …"), or are copies of earlier ones.

The one rule of the verdict that is not learned. News that people wrote has hardly any such sentence, so that its
labels cannot teach what padded articles are full of; in the own corpus all that say so are padding, and of 82 copies in
newsmix and the labelled pool 78 are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..corpus.document import ROLES
from ..corpus.label import LABELS
from .novelty import Novelty
from .tokens import IntArray

REPORTING = LABELS.index("reporting")

LEAST_OVERLAP = 0.2
"""Share of its weight that such a sentence must have from a single earlier one: a mere announcement repeats nothing."""

COPIED_SHARE = 0.95
"""Share of its weight that a copy has from a single earlier sentence."""

COPIED_WORDS = 6
"""Content words that a copy shares with it: with five, one in eight is something else."""

SHIFT = 4.0
"""Taken from the log-odds of reporting, in nats: what is left decides between padding and, in a column, opinion."""

_SAID = "noted|mentioned|stated|described|outlined|reported|discussed|explained|said|shown|seen|detailed|indicated"
_BEFORE = "above|earlier|before|previously|already"
_OPENINGS = (
    r"in (?:summary|sum|short|brief|conclusion|a nutshell)[,:;]"
    r"|to (?:conclude|reiterate|repeat|restate)[,:;]"
    r"|to (?:sum (?:it )?(?:all )?up|summari[sz]e|recap|recapitulate)\b"
    r"|to put it (?:simply|briefly|shortly|bluntly|differently|another way|in (?:short|brief|a nutshell|a line))\b"
    r"|(?:summing|wrapping) (?:it |things )?(?:all )?up\b"
    rf"|as (?:was |has been |have been |we have |we |i )?(?:{_SAID}) (?:{_BEFORE})\b"
    rf"|as (?:was |has been |have been |we have |we )?(?:already |previously )(?:{_SAID})\b"
    r"|as we have seen\b"
    r"|all in all\b"
)
_OPENING = re.compile(_OPENINGS.replace(" ", r"\s+"), re.I)

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]


def repeating(sentences: Sequence[str], new: Novelty, quoted: BoolArray, roles: IntArray) -> BoolArray:
    """Which sentences certainly repeat an earlier one: an array [n_sentences].

    Parameters
    ----------
    new
        What each sentence adds to the document before it.
    quoted
        Which sentences open inside a quotation: an array [n_sentences].
    roles
        Index into `ROLES` of each sentence: an array [n_sentences].
    """
    return announced(sentences, new.overlap, quoted) | copied(new, roles)


def copied(new: Novelty, roles: IntArray) -> BoolArray:
    """Which sentences of running text say nothing that one earlier sentence of it has not said: an array [n_sentences].

    A headline is no such sentence: what it tells first has to be told in the text.
    """
    text = roles == ROLES.index("text")
    alike = (new.overlap >= COPIED_SHARE) & (new.shared >= COPIED_WORDS)
    return np.asarray(alike & text & text[new.repeats])


def announced(sentences: Sequence[str], overlap: FloatArray, quoted: BoolArray) -> BoolArray:
    """Which sentences announce a repetition and do repeat: an array [n_sentences].

    Parameters
    ----------
    overlap
        Greatest share of each sentence's weight found in one earlier sentence, in [0, 1]: an array [n_sentences].
    quoted
        Which sentences open inside a quotation, whose repetitions are its speaker's: an array [n_sentences].

    Examples
    --------
    >>> announced(["To recap, it closed.", "To close it was wrong."], np.array([0.9, 0.9]), np.array([False, False]))
    array([ True, False])
    """
    opens = np.fromiter((_OPENING.match(text) is not None for text in sentences), dtype=bool, count=len(sentences))
    return np.asarray(opens & (overlap >= LEAST_OVERLAP) & ~quoted)


def shifted(log_odds: FloatArray, rows: BoolArray) -> FloatArray:
    """Log-odds [n_sentences, 3], with `SHIFT` less for reporting in the rows that repeat."""
    out = log_odds.copy()
    out[rows, REPORTING] -= SHIFT
    return out
