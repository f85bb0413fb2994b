"""The benchmark's plots: quality against speed, and how the cost grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, cycle
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

from ..plots.appearance import INK, MUTED, RULE, axes, colour, in_thousands, titled
from .comparison import Comparison, Standing
from .growth import TOLERANCE, Growth

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUFFIXES = (".svg", ".png")
"""Every plot is written as both."""

NEAR_RATE, NEAR_SCORE = 6.5, 0.1
"""Names meet where speeds differ by a smaller factor and scores by less."""

LINE = 15
"""From one line of names to the next, in points."""

MOST_DECADES = 2.5
"""Over more, only powers of ten are written at the axis."""

_MARKERS = "os^D"


def quality_against_speed(comparison: Comparison, ax: Axes | None = None) -> Axes:
    """Macro-F1 with its interval over sentences per CPU-second; newsgrain filled, peers hollow.

    Raises
    ------
    NewsgrainError
        If matplotlib is not installed.
    """
    ax = axes(ax, 8, 4.5)
    for standing, line in _placed(comparison.standings):
        _draw(ax, standing, line)
    ax.set_xscale("log")
    ax.margins(x=0.18, y=0.12)  # for the names
    _logarithmic(ax)
    ax.grid(True, color=colour(RULE), linewidth=0.6)
    ax.set_axisbelow(True)
    ax.set_xlabel("sentences per CPU-second (further right is faster)")
    ax.set_ylabel("macro-F1, 95 % interval")
    titled(ax, "Quality against speed")
    return ax


def _placed(standings: Sequence[Standing]) -> Iterator[tuple[Standing, int]]:
    """Standings from slow to fast, and the line of the name: 1, 2, … above, -1, -2, … below, the first that is free."""
    placed: list[tuple[Standing, int]] = []
    for standing in sorted(standings, key=lambda found: found.median("rate")):
        taken = {line for other, line in placed if _near(standing, other)}
        line = next(line for step in count(1) for line in (step, -step) if line not in taken)
        placed.append((standing, line))
        yield standing, line


def _near(standing: Standing, slower: Standing) -> bool:
    is_near_in_speed = standing.median("rate") < NEAR_RATE * slower.median("rate")
    return is_near_in_speed and abs(standing.macro_f1.value - slower.macro_f1.value) < NEAR_SCORE


def _draw(ax: Axes, standing: Standing, line: int) -> None:
    own = standing.contender.peer is None
    x, score = standing.median("rate"), standing.macro_f1
    ink = colour("reporting") if own else colour(MUTED)
    spread = [[score.value - score.low], [score.high - score.value]]
    ax.errorbar(x, score.value, yerr=spread, fmt="none", ecolor=ink, elinewidth=1, capsize=2.5)
    ax.plot(x, score.value, "o" if own else "s", color=ink, markerfacecolor=ink if own else colour("paper"))
    ax.annotate(
        standing.contender.name.replace("`", ""),
        (x, score.high if line > 0 else score.low),
        xytext=(0, 5 + LINE * (line - 1) if line > 0 else -5 + LINE * (line + 1)),
        textcoords="offset points",
        ha="center",
        va="bottom" if line > 0 else "top",
        fontsize="small",
        color=colour(INK),
    )


def cost_growth(growths: Sequence[Growth], ax: Axes | None = None) -> Axes:
    """Cost of a sentence, as a multiple of that in the smallest text, over the size of the text; linear is flat.

    Raises
    ------
    NewsgrainError
        If matplotlib is not installed.
    """
    ax = axes(ax, 8, 4)
    ax.axhspan(1 - TOLERANCE, 1 + TOLERANCE, color=colour(RULE), alpha=0.5, linewidth=0)
    styles = zip(cycle((colour("reporting"), colour("opinion"), colour(MUTED))), cycle(("-", "--", ":")))
    for growth, marker, (ink, line) in zip(growths, cycle(_MARKERS), styles, strict=False):
        x = [point.sentences for point in growth.points]
        y = [1 + growth.deviation(point) for point in growth.points]
        ax.plot(x, y, marker=marker, color=ink, linestyle=line, label=growth.name.replace("`", ""))
    ax.set_xscale("log")
    _logarithmic(ax)
    ax.set_ylim(bottom=0)
    ax.set_xlabel("sentences in the text")
    ax.set_ylabel("CPU time per sentence, smallest text = 1")
    ax.legend(frameon=False, fontsize="small", loc="best")
    titled(ax, f"How the cost grows (band: ±{TOLERANCE:.0%} of linear)")
    return ax


def _logarithmic(ax: Axes) -> None:
    """A logarithmic x axis whose ticks are numbers, not powers."""
    from matplotlib.ticker import LogLocator, NullLocator

    low, high = ax.get_xlim()
    ax.xaxis.set_major_locator(LogLocator(subs=(1,) if log10(high / low) > MOST_DECADES else (1, 2, 5)))
    ax.xaxis.set_minor_locator(NullLocator())
    in_thousands(ax.xaxis)


def save(ax: Axes, folder: Path, name: str) -> Iterable[Path]:
    """Write a plot in every format; gives the files. Its figure is closed."""
    from matplotlib import pyplot

    files = [folder / f"{name}{suffix}" for suffix in SUFFIXES]
    for file in files:
        with pyplot.rc_context({"svg.hashsalt": name, "svg.fonttype": "none"}):
            ax.figure.savefig(file, dpi=150, metadata={"Date": None} if file.suffix == ".svg" else None)
    pyplot.close(ax.get_figure(root=True))
    return files
