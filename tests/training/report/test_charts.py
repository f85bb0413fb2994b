import re
from xml.etree import ElementTree

import pytest

from newsgrain.training.metrics import Interval
from newsgrain.training.reliability import ReliabilityBin
from newsgrain.training.report.charts import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    interval_mark,
    reliability_diagram,
    risk_coverage_curve,
)
from newsgrain.training.risk_coverage import CoveragePoint, RiskCoverage


def parts(drawing: str, tag: str, name: str) -> list[ElementTree.Element]:
    return [e for e in ElementTree.fromstring(drawing).iter(tag) if e.get("class") == name]


def test_a_reliability_diagram_puts_points_where_they_belong() -> None:
    full = Interval(1.0, 1.0, 1.0)
    bins = [
        ReliabilityBin(1 / 3, 0.4, 3, 0.37, Interval(0.5, 0.1, 0.9)),  # too few for a point
        ReliabilityBin(0.6, 2 / 3, 30, 0.65, Interval(0.5, 0.4, 0.6)),
        ReliabilityBin(14 / 15, 1.0, 67, 1.0, full),
    ]
    drawing = reliability_diagram(bins)
    middle, end = parts(drawing, "circle", "point")
    assert (float(end.get("cx", "")), float(end.get("cy", ""))) == (WIDTH - RIGHT, TOP)
    assert float(middle.get("cx", "")) == pytest.approx((LEFT + WIDTH - RIGHT) / 2, abs=0.1)
    assert float(middle.get("cy", "")) == pytest.approx((TOP + HEIGHT - BOTTOM) / 2, abs=0.1)
    heights = [float(c.get("height", "")) for c in parts(drawing, "rect", "column")]
    assert heights == pytest.approx([(HEIGHT - BOTTOM - TOP) * share for share in (0.03, 0.3, 0.67)], abs=0.1)


def test_a_diagram_without_a_full_bin_has_no_points() -> None:
    drawing = reliability_diagram([ReliabilityBin(1 / 3, 0.4, 3, 0.37, Interval(0.5, 0.1, 0.9))])
    assert parts(drawing, "circle", "point") == parts(drawing, "path", "curve") == []


@pytest.mark.parametrize(("highest", "top"), [(0.0, "1%"), (0.035, "4%"), (0.23, "25%"), (1.0, "100%")])
def test_the_scale_of_errors_fits_them(highest: float, top: str) -> None:
    point = CoveragePoint(0.4, 10, 1.0, Interval(highest, highest, highest))
    drawing = risk_coverage_curve(RiskCoverage(0.1, ((0.5, 0.0), (1.0, highest)), (point,)))
    assert re.findall(r">(\d+%)<", drawing)[:20].count(top) >= 1
    (circle,) = parts(drawing, "circle", "point")
    assert TOP <= float(circle.get("cy", "")) <= HEIGHT - BOTTOM


def test_an_interval_on_its_scale() -> None:
    mark = interval_mark(Interval(0.5, 0.25, 0.75), 0, 1)
    (span,) = parts(mark, "rect", "span")
    assert (span.get("x"), span.get("width")) == ("25.0%", "50.0%")
    assert parts(mark, "rect", "zero") == []
    (zero,) = parts(interval_mark(Interval(0.1, -0.1, 0.3), -0.3, 0.3), "rect", "zero")
    assert zero.get("x") == "50.0%"


def test_drawings_carry_no_style_of_their_own() -> None:
    drawing = reliability_diagram([ReliabilityBin(0.6, 2 / 3, 30, 0.65, Interval(0.5, 0.4, 0.6))])
    assert "style=" not in drawing
    assert ElementTree.fromstring(drawing).get("role") == "img"
