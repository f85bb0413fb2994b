"""Tokens as numbers: one regular expression, two dictionaries, one array.

Every distinct stretch between blanks is taken apart once, when it is first met, and so is every distinct token
string; from then on it is a dictionary look-up.
A token's code is `form * SHAPES + shape`: the form stands for the lower-cased word (numbers are normalised),
the shape for its capitals. Forms below `len(vocabulary)` are the vocabulary's; others are numbered as they
come and mean nothing beyond this process.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from .lexicon import SUFFIXES, WORD_LISTS

IntArray = npt.NDArray[np.int64]

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*|''|``|--+|\.\.\.|[^\w\s]|_+|\n")
"""Words (with inner apostrophes), numbers, quotation marks and other signs; a newline ends a sentence."""

SHAPES = 8
LOWER, TITLE, UPPER, MIXED, NUMBER, SIGN, END = range(7)

CUE_NAMES: tuple[str, ...] = (*WORD_LISTS, *SUFFIXES)
"""The word-level cues, in the order of the columns of `TokenTable.cues`."""

_LISTED: dict[str, list[int]] = {}
for _column, _words in enumerate(WORD_LISTS.values()):
    for _word in _words.split():
        _LISTED.setdefault(_word, []).append(_column)

_ENDINGS = tuple(enumerate(SUFFIXES.values(), start=len(WORD_LISTS)))

MAX_FORMS = 50_000
"""Unknown forms kept before a new table takes over between two batches: about 60 MB."""

MAX_STRETCHES = 100_000
"""Stretches between blanks kept before they are forgotten: about 20 MB."""

_NUMBERING = Lock()
"""Held while a form gets its number: two threads must not give one number to two forms."""


def normalise(token: str) -> str:
    """The form of a token: lower case, straight apostrophe; numbers by kind.

    >>> [normalise(t) for t in ("Don’t", "1997", "12", "3.5", "12:30", "1,200")]
    ["don't", '<year>', '<00>', '<0.0>', '<0:0>', '<0,0>']
    """
    if token[0].isdigit():
        if token.isdigit():
            if len(token) == 4 and token[0] in "12":
                return "<year>"
            return f"<{'0' * min(len(token), 4)}>"
        return "<0:0>" if ":" in token else "<0,0>" if "," in token else "<0.0>"
    return token.lower().replace("’", "'")


def shape_of(token: str) -> int:
    """Which of the shapes a token string has."""
    if token[0].isdigit():
        return NUMBER
    if not token[0].isalpha():
        return END if token == "\n" else SIGN
    if token.islower():
        return LOWER
    if token.istitle() or (token[0].isupper() and token[1:].islower()):
        return TITLE
    return UPPER if token.isupper() else MIXED


class TokenTable(dict[str, int]):
    """Token string → code; an unknown string is analysed on first look-up.

    Parameters
    ----------
    vocabulary
        The forms that the model knows, in the order of its weights.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        super().__init__()
        self.stretches = _Stretches(self)
        self.vocabulary = tuple(vocabulary)
        self._known = {form: index for index, form in enumerate(self.vocabulary)}
        self._forms: dict[str, int] = {}
        self._cues = np.zeros((len(self.vocabulary) + 1024, len(CUE_NAMES)), dtype=np.float32)
        self._cued = np.zeros(len(self._cues), dtype=bool)
        for form, index in self._known.items():
            self._set_cues(index, form)

    @property
    def cues(self) -> npt.NDArray[np.float32]:
        """An array [forms, cues] of 0 and 1: which cues each form met so far bears."""
        return self._cues

    @property
    def cued(self) -> npt.NDArray[np.bool_]:
        """Which forms bear any cue at all, as three in four tokens of running text do not: an array [forms]."""
        return self._cued

    def __missing__(self, token: str) -> int:
        form = normalise(token)
        number = self._known.get(form)
        if number is None:
            with _NUMBERING:
                number = self._forms.get(form)
                if number is None:
                    number = self._number(form)
        code = number * SHAPES + shape_of(token)
        self[token] = code
        return code

    def _number(self, form: str) -> int:
        number = len(self._known) + len(self._forms)
        if number >= len(self._cues):
            self._cues = np.concatenate([self._cues, np.zeros_like(self._cues)])
            self._cued = np.concatenate([self._cued, np.zeros_like(self._cued)])
        self._set_cues(number, form)
        self._forms[form] = number
        return number

    def _set_cues(self, number: int, form: str) -> None:
        for column in _borne(form):
            self._cues[number, column] = 1
            self._cued[number] = True

    def form(self, token: str) -> int:
        """Number of the form of a token."""
        return self[token] // SHAPES

    @property
    def is_full(self) -> bool:
        """Whether so many unknown forms have come together that a new table should take over."""
        return len(self._forms) > MAX_FORMS


class _Stretches(dict[str, bytes]):
    """A stretch of text without blanks → its tokens, as the bytes of an array of 64-bit integers.

    Each integer holds a token's code and, from bit 32 on, whether it is the stretch's first, and its length.

    No token holds a blank, so that a text's tokens are those of its stretches. Running words repeat stretches
    nearly as often as tokens: looked up whole they cost a third of what the regular expression does.
    """

    def __init__(self, table: TokenTable) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, stretch: str) -> bytes:
        if len(self) >= MAX_STRETCHES:
            self.clear()
        tokens = [stretch] if stretch.isalpha() else TOKEN.findall(stretch)
        codes = array("q", [self._table[token] | len(token) << 33 for token in tokens])
        codes[0] |= 1 << 32
        self[stretch] = found = codes.tobytes()
        return found


def cue_row(form: str) -> npt.NDArray[np.float32]:
    """The cues of one form: an array [cues] of 0 and 1."""
    row = np.zeros(len(CUE_NAMES), dtype=np.float32)
    row[_borne(form)] = 1
    return row


def _borne(form: str) -> list[int]:
    """The columns of the cues that a form bears."""
    columns = _LISTED.get(form, [])
    if len(form) >= 5 and form.isalpha():
        columns = columns + [column for column, endings in _ENDINGS if form.endswith(endings)]
    return columns


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a batch of sentences.

    `forms` and `shapes` are arrays [n_tokens]; sentence `i` owns tokens `offsets[i]:offsets[i + 1]`, of which
    the last is always the end mark, so that no sentence is empty. `extents` [n_tokens] holds twice the length of
    each, and one more for a token behind a blank.
    """

    forms: IntArray
    shapes: IntArray
    offsets: IntArray
    extents: IntArray

    def spans(self, sentences: Sequence[str]) -> tuple[list[int], list[int]]:
        """Where each token starts in its sentence, and where it ends; end marks stand behind their sentences.

        Parameters
        ----------
        sentences
            What the tokens were made of.
        """
        lengths = self.extents >> 1
        reached = np.cumsum(lengths + (self.extents & 1))
        ends = reached - np.repeat(np.append(0, reached)[self.offsets[:-1]], np.diff(self.offsets)) - 1
        starts = ends - lengths
        # right where words stand one blank apart: elsewhere the end mark would not be found behind the text
        behind = starts[self.offsets[1:] - 1] - 1
        for index in np.flatnonzero(behind != [len(sentence) for sentence in sentences]).tolist():
            spans = [match.span() for match in TOKEN.finditer(sentences[index].replace("\n", " "))]
            starts[self.offsets[index] : self.offsets[index + 1] - 1] = [start for start, _ in spans]
            ends[self.offsets[index] : self.offsets[index + 1] - 1] = [end for _, end in spans]
        return starts.tolist(), ends.tolist()

    @property
    def lengths(self) -> IntArray:
        """Tokens of each sentence, the end mark not counted: an array [n_sentences]."""
        return np.diff(self.offsets) - 1


def tokenize(sentences: Sequence[str], table: TokenTable) -> Tokens:
    """Turn sentences into one run of numbers; line breaks inside a sentence count as blanks."""
    stretches: list[str] = []
    for sentence in sentences:
        stretches += sentence.split()
        stretches.append("\n")
    packed = np.frombuffer(b"".join(map(table.stretches.__getitem__, stretches)), dtype=np.int64)
    codes = packed & 0xFFFFFFFF
    forms, shapes = codes // SHAPES, codes % SHAPES
    ends = np.flatnonzero(shapes == END)
    return Tokens(forms, shapes, np.concatenate([[0], ends + 1]).astype(np.int64), packed >> 32)
