"""The drawings of a report, as SVG: sizes stand in attributes, colours in the style sheet.

A strict Content-Security-Policy forbids inline styles. Every drawing has its numbers in a table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...corpus.bootstrap import Interval
from ..reliability import ReliabilityBin
from ..risk_coverage import RiskCoverage

WIDTH, HEIGHT = 380, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 22, 12, 46

FEWEST = 10
"""Sentences that a bin needs for a point: the accuracy of a handful says nothing."""


class Axes:
    """A frame with percentages on both axes, onto which points in given ranges are put."""

    def __init__(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        self.x, self.y = x, y

    def across(self, value: float) -> float:
        """The abscissa of a value."""
        low, high = self.x
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (value - low) / (high - low), 1)

    def up(self, value: float) -> float:
        """The ordinate of a value."""
        low, high = self.y
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value - low) / (high - low), 1)

    def frame(self, x_ticks: Iterable[float], y_ticks: Iterable[float], x_title: str, y_title: str) -> str:
        """Grid, ticks and titles."""
        right, floor, middle = WIDTH - RIGHT, HEIGHT - BOTTOM, (HEIGHT - BOTTOM + TOP) / 2
        parts = [
            f'<path class="grid" d="M{LEFT} {self.up(t)}H{right}"/>'
            f'<text x="{LEFT - 7}" y="{self.up(t) + 4}" text-anchor="end">{t:.0%}</text>'
            for t in y_ticks
        ]
        parts += [
            f'<path class="tick" d="M{self.across(t)} {floor}v5"/>'
            f'<text x="{self.across(t)}" y="{floor + 18}" text-anchor="middle">{t:.0%}</text>'
            for t in x_ticks
        ]
        parts.append(f'<path class="axis" d="M{LEFT} {floor}H{right}"/>')
        parts.append(f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{x_title}</text>')
        turned = f'transform="translate(12 {middle}) rotate(-90)"'
        parts.append(f'<text {turned} text-anchor="middle">{y_title}</text>')
        return "".join(parts)

    def line(self, points: Sequence[tuple[float, float]], name: str) -> str:
        """Points joined by a line of a class."""
        path = "L".join(f"{self.across(x)} {self.up(y)}" for x, y in points)
        return f'<path class="{name}" d="M{path}"/>'

    def point(self, x: float, found: Interval) -> str:
        """A point with its interval as a whisker."""
        place = self.across(x)
        whisker = f'<path class="whisker" d="M{place} {self.up(found.low)}V{self.up(found.high)}"/>'
        return f'{whisker}<circle class="point" cx="{place}" cy="{self.up(found.value)}" r="4"/>'


def reliability_diagram(bins: Sequence[ReliabilityBin]) -> str:
    """Accuracy against confidence; grey columns give the share of sentences in each bin.

    On the dashed diagonal a model is as often right as it says.
    """
    axes = Axes((0.3, 1.0), (0.0, 1.0))
    total = sum(b.sentences for b in bins)
    floor = HEIGHT - BOTTOM
    columns = []
    for b in bins:
        left, right, top = axes.across(max(b.low, 0.3)), axes.across(b.high), axes.up(b.sentences / total)
        box = f'x="{left + 1:.1f}" y="{top}" width="{right - left - 2:.1f}" height="{floor - top:.1f}"'
        columns.append(f'<rect class="column" {box}/>')
    filled = [b for b in bins if b.sentences >= FEWEST]
    curve = axes.line([(b.confidence, b.accuracy.value) for b in filled], "curve") if filled else ""
    points = "".join(axes.point(b.confidence, b.accuracy) for b in filled)
    frame = axes.frame((0.4, 0.6, 0.8, 1.0), (0, 0.2, 0.4, 0.6, 0.8, 1.0), "confidence", "accuracy")
    diagonal = axes.line([(0.3, 0.3), (1.0, 1.0)], "diagonal")
    return _drawing(
        "Reliability diagram: accuracy against confidence; the numbers stand in the table.",
        frame + "".join(columns) + diagonal + curve + points,
    )


def risk_coverage_curve(found: RiskCoverage) -> str:
    """Share of wrong labels against the share of sentences that keep one."""
    highest = max([risk for _, risk in found.curve] + [point.risk.high for point in found.points])
    step = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if highest <= 5 * s or s == 0.25)
    rows = max(1, -(-int(highest * 1000) // int(step * 1000)))
    axes = Axes((0.0, 1.0), (0.0, rows * step))
    frame = axes.frame(
        (0, 0.25, 0.5, 0.75, 1.0), [step * row for row in range(rows + 1)], "sentences labelled", "labelled wrong"
    )
    points = "".join(axes.point(point.coverage, point.risk) for point in found.points)
    return _drawing(
        "Risk–coverage curve: share of wrong labels against the share of sentences that keep theirs; the numbers "
        "stand in the table.",
        frame + axes.line(found.curve, "curve") + points,
    )


def interval_mark(interval: Interval, low: float, high: float) -> str:
    """An interval and its figure on a small scale from `low` to `high`; a line marks 0 within it."""

    def at(value: float) -> float:
        return 100 * min(max((value - low) / (high - low), 0.0), 1.0)

    zero = f'<rect class="zero" x="{at(0):.1f}%" width="1" height="100%"/>' if low < 0 < high else ""
    width = at(interval.high) - at(interval.low)
    span = f'<rect class="span" x="{at(interval.low):.1f}%" y="5" width="{width:.1f}%" height="4"/>'
    point = f'<circle class="point" cx="{at(interval.value):.1f}%" cy="7" r="3.5"/>'
    return f'<svg class="mark" aria-hidden="true" focusable="false">{zero}{span}{point}</svg>'


def _drawing(description: str, content: str) -> str:
    return f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{description}">{content}</svg>'
