"""The drawings of a comparison, as SVG; sizes stand in attributes, colours in the style sheet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...corpus.bootstrap import Interval


def interval_plot(label: str, found: Interval) -> str:
    """A share as a dot and its interval as a line, on a scale from 0 to 100 %; its figures stand beside it."""
    return _plot(label, (found.value, found.low, found.high), least=0.0, zero=False)


def difference_plot(label: str, found: Interval) -> str:
    """A difference of shares on a scale from -100 to 100 points, with a line at zero."""
    return _plot(label, (found.value, found.low, found.high), least=-1.0, zero=True)


def _plot(label: str, figures: tuple[float, float, float], *, least: float, zero: bool) -> str:
    axis = '<line class="axis" x1="0" x2="100%" y1="50%" y2="50%"/>'
    if zero:
        axis += '<line class="axis" x1="50%" x2="50%" y1="0" y2="100%"/>'
    if not math.isnan(figures[0]):
        value, low, high = (f"{100 * (figure - least) / (1 - least):.2f}%" for figure in figures)
        axis += (
            f'<line class="whisker {label}" x1="{low}" x2="{high}" y1="50%" y2="50%"/>'
            f'<circle class="dot {label}" cx="{value}" cy="50%" r="4"/>'
        )
    return f'<svg class="plot" aria-hidden="true" focusable="false">{axis}</svg>'
