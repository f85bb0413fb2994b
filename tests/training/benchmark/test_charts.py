from pathlib import Path

import pytest

from newsgrain.training.benchmark.comparison import Comparison, Standing
from newsgrain.training.benchmark.contenders import CONTENDERS
from newsgrain.training.benchmark.growth import Growth, Point
from newsgrain.training.benchmark.passes import Pass

pytestmark = pytest.mark.extra

SCORES = {"macro_f1": {"value": 0.5, "low": 0.4, "high": 0.6}}


def test_speed_and_quality_stand_where_they_are(tmp_path: Path) -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="the extra `benchmark` is not installed")
    matplotlib.use("Agg")
    from newsgrain.training.benchmark.charts import quality_against_speed, save

    standings = [Standing(CONTENDERS[key], SCORES, (Pass(100, 1, 0.5, 1, 0),)) for key in ("fast", "vader")]
    ax = quality_against_speed(Comparison(tuple(standings)))
    assert sorted(text.get_text() for text in ax.texts) == ["VADER", "newsgrain fast"]
    assert {text.xy[0] for text in ax.texts} == {200.0}
    files = save(ax, tmp_path, "plot")
    assert [file.name for file in files] == ["plot.svg", "plot.png"]
    assert all(file.stat().st_size > 1_000 for file in files)


def test_growth_is_drawn_against_linear() -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="the extra `benchmark` is not installed")
    matplotlib.use("Agg")
    from newsgrain.training.benchmark.charts import cost_growth

    costs = ((1, 100, 1.0), (10, 1_000, 12.0))
    growth = Growth(tuple(Point("fast", "one document", f, count, cpu, 0) for f, count, cpu in costs))
    (line,) = cost_growth([growth]).get_lines()
    assert line.get_xdata().tolist() == [100, 1_000]
    assert line.get_ydata().tolist() == pytest.approx([1, 1.2])


def test_names_that_would_meet_stand_apart() -> None:
    matplotlib = pytest.importorskip("matplotlib", reason="the extra `benchmark` is not installed")
    matplotlib.use("Agg")
    from newsgrain.training.benchmark.charts import LINE, quality_against_speed

    keys = {"fast-reasons": 1.0, "textblob": 0.9, "fast": 0.8, "tf-idf": 0.3, "minilm": 50.0}
    low = {"macro_f1": {"value": 0.2, "low": 0.1, "high": 0.3}}
    standings = [
        Standing(CONTENDERS[key], low if key == "textblob" else SCORES, (Pass(100, cpu, cpu, 1, 0),))
        for key, cpu in keys.items()
    ]
    ax = quality_against_speed(Comparison(tuple(standings)))
    places = {text.get_text(): (text.get_verticalalignment(), text.xyann[1]) for text in ax.texts}
    assert places == {
        "frozen MiniLM + logistic regression": ("bottom", 5),
        "newsgrain fast, with reasons": ("bottom", 5),
        "TextBlob subjectivity": ("bottom", 5),
        "newsgrain fast": ("top", -5),
        "tf-idf + logistic regression": ("bottom", 5 + LINE),  # both places beside its point are taken
    }
