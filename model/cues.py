"""The linguistic cues of a sentence: an array of named numbers, computed for a whole batch at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..corpus.document import ROLES
from .novelty import Novelty
from .tokens import CUE_NAMES, MIXED, NUMBER, SIGN, TITLE, UPPER, IntArray, Tokens, TokenTable

FloatArray = npt.NDArray[np.float64]

SIGNS = {
    "comma": ",",
    "colon": ":",
    "dash": "-",
    "long dash": "–",
    "bracket": "(",
    "bar": "|",
    "at sign": "@",
    "hash": "#",
    "slash": "/",
    "semicolon": ";",
    "dollar": "$",
    "pound": "£",
    "per cent sign": "%",
}
CURRENCIES = ("dollar", "pound")
ENDINGS = {
    "full stop": ".",
    "question mark": "?",
    "exclamation mark": "!",
    "ellipsis": "...",
    "ends in colon": ":",
}
QUOTES = ("“", "”", '"', "''", "``")

FORM_CUES = (
    "words",
    "log words",
    "capitalised",
    "all capitals",
    "numbers",
    "year",
    "quoted share",
    "starts in quotation",
    "ends in quotation",
    "starts with quotation mark",
    "ends with quotation mark",
    "starts in lower case",
    "no final sign",
    "rare words",
    "unknown words",
    "speech verb next to quotation",
    "capital before speech verb",
)
PLACE_CUES = (
    "first sentence",
    "second sentence",
    "last sentence",
    "second to last",
    "index",
    "from the end",
    "share read",
    "document length",
    "alone",
)
NOVELTY_CUES = ("new share", "overlap", "lead overlap", "near repeat")

_SPEECH = CUE_NAMES.index("speech verb")

NEAR_REPEAT = 0.6
"""From more than this share of a sentence's rare words in one earlier sentence on, it repeats that sentence."""


def cue_names() -> tuple[str, ...]:
    """The names of the columns of `sentence_cues`, in order."""
    return (
        *CUE_NAMES,
        *(f"initial {name}" for name in CUE_NAMES),
        *SIGNS,
        *ENDINGS,
        *FORM_CUES,
        *PLACE_CUES,
        *NOVELTY_CUES,
        *(f"role {role}" for role in ROLES[1:]),
    )


def sentence_cues(
    tokens: Tokens,
    table: TokenTable,
    inside: npt.NDArray[np.bool_],
    rarity: FloatArray,
    document_offsets: IntArray,
    roles: IntArray,
    new: Novelty,
) -> FloatArray:
    """Compute the cues: an array [n_sentences, len(cue_names())].

    Parameters
    ----------
    inside
        Which tokens stand inside quotation: an array [n_tokens].
    rarity
        Negative log frequency of each token's form in the background text, scaled to [0, 1]: [n_tokens].
    roles
        Index into `ROLES` of each sentence: an array [n_sentences].
    """
    starts, ends = tokens.offsets[:-1], tokens.offsets[1:] - 1
    forms, shapes = tokens.forms, tokens.shapes
    n = len(starts)
    sentence = np.repeat(np.arange(n), np.diff(tokens.offsets))
    words = np.maximum(tokens.lengths, 1).astype(np.float64)
    last = np.maximum(ends - 1, starts)

    def count(mask: npt.NDArray[np.bool_]) -> FloatArray:
        return np.bincount(sentence[np.flatnonzero(mask)], minlength=n).astype(np.float64)

    # signs are looked for where one stands, in a ninth of the tokens
    sign_at = np.flatnonzero(shapes == SIGN)
    sign_form, sign_sentence = forms[sign_at], sentence[sign_at]
    signs = [np.minimum(np.bincount(sign_sentence[sign_form == table.form(s)], minlength=n), 3) for s in SIGNS.values()]
    is_quote = np.zeros(len(forms), dtype=bool)
    is_quote[sign_at] = np.isin(sign_form, [table.form(q) for q in QUOTES])
    # the sign that ends the sentence may stand before a closing quotation mark
    final = np.where(is_quote[last], np.maximum(last - 1, starts), last)
    endings = [forms[final] == table.form(s) for s in ENDINGS.values()]
    speech = table.cues[:, _SPEECH][forms] > 0
    quote_near = is_quote.copy()
    for step in (1, 2, 3):
        quote_near[step:] |= is_quote[:-step]
    capital = (shapes == TITLE) | (shapes == UPPER) | (shapes == MIXED)
    capital[starts] = False
    before = np.zeros(len(forms), dtype=bool)
    before[1:] = capital[:-1]
    known = forms < len(table.vocabulary)
    is_word = shapes < NUMBER
    shape_cues = [
        np.minimum(words, 60) / 20,
        np.log1p(words),
        count(capital) / words,
        count(shapes == UPPER) / words,
        np.minimum(count(shapes == NUMBER), 5) / 2,
        np.minimum(count(forms == table.form("1999")), 2),
        count(inside) / (words + 1),
        inside[starts] & ~is_quote[starts],
        inside[np.maximum(ends - 1, starts)],
        is_quote[starts],
        is_quote[last],
        (shapes[starts] == 0),
        (shapes[final] != SIGN),
        np.add.reduceat(rarity * is_word, starts) / words,
        count(is_word & ~known) / words,
        np.minimum(count(speech & quote_near), 1),
        np.minimum(count(speech & before & ~inside), 2),
    ]
    sizes = np.diff(document_offsets)
    size = np.repeat(sizes, sizes).astype(np.float64)
    index = np.arange(len(starts)) - np.repeat(document_offsets[:-1], sizes)
    left = size - 1 - index
    place = [
        index == 0,
        index == 1,
        left == 0,
        left == 1,
        np.log1p(index),
        np.log1p(left),
        index / np.maximum(size - 1, 1),
        np.log(size),
        size == 1,
    ]
    novelty = [new.new_share, new.overlap, new.lead_overlap, new.overlap > NEAR_REPEAT]
    role = [roles == r for r in range(1, len(ROLES))]
    out = np.empty((n, len(cue_names())))
    n_borne = len(CUE_NAMES)
    out[:, :n_borne] = np.minimum(_borne_outside(tokens, table, inside, sentence), 3)
    out[:, n_borne : 2 * n_borne] = table.cues[forms[starts]] + table.cues[forms[np.minimum(starts + 1, ends)]]
    for column, values in enumerate([*signs, *endings, *shape_cues, *place, *novelty, *role], start=2 * n_borne):
        out[:, column] = values
    return out


def _borne_outside(
    tokens: Tokens, table: TokenTable, inside: npt.NDArray[np.bool_], sentence: IntArray
) -> npt.NDArray[np.int64]:
    """How many tokens outside quotation bear each word-level cue: an array [n_sentences, len(CUE_NAMES)]."""
    n_cues = len(CUE_NAMES)
    at = np.flatnonzero(table.cued[tokens.forms] & ~inside)
    place, cue = np.nonzero(table.cues[tokens.forms[at]])
    cells = sentence[at[place]] * n_cues + cue
    return np.bincount(cells, minlength=(len(tokens.offsets) - 1) * n_cues).reshape(-1, n_cues)
