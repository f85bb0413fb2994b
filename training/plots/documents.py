"""Plots of annotated documents: the strip, and information density from the first word to the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...corpus.errors import InputError
from ...corpus.word import count_words
from ...model.annotated import AnnotatedDocument, each_annotated
from ...model.rendering.legend import SHOWN_LABELS, document_name, percent
from .appearance import INK, MUTED, RULE, axes, colour, in_percent, in_thousands, legend_above, lettered, look, titled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FloatArray = npt.NDArray[np.float64]

HEIGHTS = {"reporting": 1.0, "opinion": 0.66, "padding": 0.34, "uncertain": 0.14}
"""Heights of the strip's bars, as on the page: the label can be read from the skyline alone."""

LETTER_SHARE = 0.018
"""A bar narrower than this share of the strip has no room for its letter."""

CROWDED = 250
"""Beyond so many sentences the edges of bars would cover the bars, and the markers of points the line."""

NAME_LENGTH = 38
"""Characters of a document's name beside its strip."""

WINDOW = 7
"""Sentences that the density at a place is taken over: about two paragraphs of a news article."""


def document_strip(documents: AnnotatedDocument | Iterable[AnnotatedDocument], *, ax: Axes | None = None) -> Axes:
    """Map documents from left to right: a bar a sentence, as wide as it has words, as high as its label says.

    Parameters
    ----------
    documents
        One document, whose bars bear their letters where there is room, or several, a row each, the first on top.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    InputError
        If there is no document.
    TypeError
        If there is something else among them.
    """
    rows = list(each_annotated(documents))
    if not rows:
        raise InputError("plot", "expected at least one annotated document; received none")
    alone = len(rows) == 1
    ax = axes(ax, 9, 1.7 if alone else 1.0 + 0.42 * len(rows))
    bars = _bars(rows)
    longest = max((bar.right for bar in bars), default=0.0) or 1.0
    crowded = any(len(document.sentences) > CROWDED for document in rows)
    present = []
    for label in SHOWN_LABELS:
        corners = [bar.corners(1.0 if alone else 0.8) for bar in bars if bar.label == label]
        if corners:
            present.append(_fill(ax, label, corners, edged=not crowded))
    for bar in bars if alone else ():
        if bar.right - bar.left >= LETTER_SHARE * longest:
            ax.text((bar.left + bar.right) / 2, -0.05, look(bar.label).letter, **_letter(bar.label))
    ax.set(xlim=(0, longest), ylim=(-0.3 if alone else -0.1, len(rows)), xlabel="words")
    in_thousands(ax.xaxis)
    ax.spines["left"].set_visible(False)
    ax.set_yticks([] if alone else [len(rows) - 0.6 - row for row in range(len(rows))])
    if not alone:
        ax.set_yticklabels([_name(document, row) for row, document in enumerate(rows)])
        ax.tick_params(axis="y", length=0)
    elif rows[0].document.title or rows[0].id:
        titled(ax, _name(rows[0], 0))
    legend_above(ax, present)
    return ax


def information_density(document: AnnotatedDocument, *, window: int = WINDOW, ax: Axes | None = None) -> Axes:
    """Show how much of the text around each place reports.

    The line gives, at the middle of each sentence, the reporting words of the `window` sentences around it over all
    their words (fewer at both ends); the dashed one the document's information density. The longest run of padding
    is dotted.

    Parameters
    ----------
    window
        Sentences to average over, an odd number.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    InputError
        If the document has no words, or `window` is even or below 1.
    """
    if window < 1 or window % 2 == 0:
        raise InputError("plot", f"expected an odd window of at least 1 sentence; received {window}")
    (document,) = each_annotated(document)
    summary = document.summary
    if not summary.words:
        raise InputError("plot", "expected a document with words; received one without")
    ax = axes(ax, 9, 2.6)
    edge = _edges(document)
    start = summary.longest_padding_start
    if start is not None:
        span = edge[start], edge[start + summary.longest_padding_run]
        style = {**look("padding").bar, "linewidth": 0}
        ax.axvspan(*span, label="longest run of padding", zorder=0, **style)
    ax.plot(
        (edge[:-1] + edge[1:]) / 2,
        _rolling_density(document, window),
        **look("reporting").stroke,
        marker="o" if len(document.sentences) <= CROWDED else "",
        markersize=3,
        label=f"around each sentence ({window} sentences)",
    )
    whole = summary.information_density
    ax.axhline(whole, color=colour(INK), linestyle="--", linewidth=1, label=f"whole document: {percent(whole)}")
    ax.set(xlim=(0, edge[-1]), ylim=(-0.03, 1.03), xlabel="words", ylabel="words that report")
    in_thousands(ax.xaxis)
    in_percent(ax.yaxis)
    ax.grid(axis="y", color=colour(RULE), linewidth=0.6)
    ax.set_axisbelow(True)
    legend_above(ax, columns=3)
    return ax


@dataclass(frozen=True, slots=True)
class _Bar:
    """A sentence in a strip: its label, its ends in words, and the foot of its document's row."""

    label: str
    left: float
    right: float
    foot: float

    def corners(self, scale: float) -> list[tuple[float, float]]:
        top = self.foot + scale * HEIGHTS[self.label]
        return [(self.left, self.foot), (self.left, top), (self.right, top), (self.right, self.foot)]


def _bars(documents: list[AnnotatedDocument]) -> list[_Bar]:
    bars = []
    for row, document in enumerate(documents):
        edges = _edges(document).tolist()
        for index, sentence in enumerate(document.sentences):
            bars.append(_Bar(sentence.label, edges[index], edges[index + 1], len(documents) - 1 - row))
    return bars


def _fill(ax: Axes, label: str, corners: list[list[tuple[float, float]]], *, edged: bool) -> Any:
    """Draw all bars of a label at once: one by one, a document of 10,000 sentences takes eight seconds."""
    from matplotlib.collections import PolyCollection

    style = look(label).bar | ({} if edged else {"linewidth": 0})
    return ax.add_collection(PolyCollection(corners, label=lettered(label), **style))


def _edges(document: AnnotatedDocument) -> FloatArray:
    """Words before each sentence, and in all: an array [n_sentences + 1]."""
    return np.cumsum([0, *(count_words(sentence.text) for sentence in document.sentences)], dtype=np.float64)


def _rolling_density(document: AnnotatedDocument, window: int) -> FloatArray:
    """Reporting words over all words around each sentence: [n_sentences], NaN where there are no words."""
    words = np.diff(_edges(document))
    reporting = words * [sentence.label == "reporting" for sentence in document.sentences]
    around = np.ones(window)
    half = window // 2
    total, found = (np.convolve(values, around)[half : half + len(words)] for values in (words, reporting))
    return np.asarray(np.where(total > 0, found / np.maximum(total, 1), np.nan))


def _letter(label: str) -> dict[str, Any]:
    shade = colour(MUTED) if label == "uncertain" else look(label).colour
    return {"color": shade, "fontsize": "small", "fontweight": "bold", "ha": "center", "va": "top"}


def _name(document: AnnotatedDocument, position: int) -> str:
    name = " ".join(document_name(document, position).split()).replace("$", r"\$")
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"
