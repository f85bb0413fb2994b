"""How labels look in plots: as on the page, and telling without colour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ...corpus.errors import NewsgrainError
from ...corpus.label import UNCERTAIN
from ...model.rendering import legend

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HATCHES = {"reporting": "", "opinion": "//////", "padding": "....", UNCERTAIN: ""}
_LINES = {"reporting": "-", "opinion": "--", "padding": ":", UNCERTAIN: "-."}
_MARKERS = {"reporting": "o", "opinion": "s", "padding": "^", UNCERTAIN: "x"}

INK, MUTED, RULE = "ink", "muted", "rule"
"""Names of the page's colours for text, for secondary text and for thin lines; see `colour`."""


@dataclass(frozen=True, slots=True)
class Look:
    """One label's letter, line colour, line style and marker; and how its bars are filled, edged and hatched."""

    letter: str
    colour: str
    line: str
    marker: str
    face: str
    edge: str
    hatch: str

    @property
    def bar(self) -> dict[str, Any]:
        """What a bar of this label is drawn with."""
        return {"facecolor": self.face, "edgecolor": self.edge, "hatch": self.hatch, "linewidth": 0.8}

    @property
    def stroke(self) -> dict[str, Any]:
        """What a line of this label is drawn with."""
        return {"color": self.colour, "linestyle": self.line}


@cache
def look(label: str) -> Look:
    """How a label (or `uncertain`) looks."""
    ink = colour(label)
    face, edge = {
        "reporting": (ink, colour("paper")),  # sentences that stand side by side stay apart
        UNCERTAIN: ("none", colour(MUTED)),
    }.get(label) or (colour(f"{label}-tint"), colour(f"{label}-line"))
    return Look(legend.MARKS[label].letter, ink, _LINES[label], _MARKERS[label], face, edge, _HATCHES[label])


@cache
def colour(name: str) -> str:
    """A colour of the page's style sheet by its name there, as it is on a light ground: `#rrggbb`."""
    sheet = resources.files(legend.__package__).joinpath("palette.css").read_text("utf-8")
    found = re.search(rf"--{re.escape(name)}:\s*(?:light-dark\()?(#[0-9a-fA-F]{{6}})", sheet)
    if found is None:
        raise KeyError(f"the page's style sheet has no colour --{name}")
    return found[1]


def lettered(label: str) -> str:
    """A label with its letter, as legends show it.

    >>> lettered("padding")
    'P  padding'
    """
    return f"{look(label).letter}  {label}"


def axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The given Axes, or those of a new figure of this size in inches, without the frame's top and right sides.

    Raises
    ------
    NewsgrainError
        If matplotlib is not installed.
    """
    if ax is None:
        try:
            from matplotlib import pyplot
        except ImportError as error:
            remedy = "install it with: pip install 'newsgrain[notebook]'"
            raise NewsgrainError(f"plots need matplotlib, which is not installed; {remedy}") from error
        _, ax = pyplot.subplots(figsize=(width, height), layout="constrained")
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["bottom", "left"]].set_color(colour(MUTED))
    ax.tick_params(color=colour(MUTED), labelcolor=colour(INK))
    return ax


def titled(ax: Axes, title: str) -> None:
    """Set a title over the left end of the Axes."""
    ax.set_title(title, loc="left", fontsize="medium", fontweight="bold", color=colour(INK))


def legend_above(ax: Axes, handles: Iterable[Any] | None = None, columns: int = 4) -> None:
    """A legend in one row over the right end of the Axes, outside of what is drawn."""
    ax.legend(
        **({} if handles is None else {"handles": list(handles)}),
        loc="lower right",
        bbox_to_anchor=(1.0, 1.0),
        ncols=columns,
        frameon=False,
        fontsize="small",
        borderaxespad=0.2,
        handletextpad=0.5,
        columnspacing=1.2,
    )


def whiskers(ax: Axes, x: Any, y: Any, **errors: Any) -> None:
    """Draw intervals around points, with a rim that keeps them visible on dark bars."""
    from matplotlib.patheffects import withStroke

    drawn = ax.errorbar(x, y, fmt="none", ecolor=colour(INK), elinewidth=1.1, capsize=2.5, **errors)
    for part in (*drawn[1], *drawn[2]):
        part.set_path_effects([withStroke(linewidth=2.6, foreground=colour("paper"))])


def in_thousands(axis: Any) -> None:
    """Show counts on an axis, which are whole however few there are, with their thousands set apart."""
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    places = axis.get_major_locator()
    if isinstance(places, MaxNLocator):  # not on a logarithmic axis, nor where the caller chose the places
        places.set_params(integer=True)
    axis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))


def in_percent(axis: Any) -> None:
    """Show shares in [0, 1] on an axis as percentages."""
    from matplotlib.ticker import PercentFormatter

    axis.set_major_formatter(PercentFormatter(1.0, decimals=0))
