import pytest

from newsgrain.corpus.errors import ModelError
from newsgrain.model.storage import load_model
from newsgrain.training.plots.thresholds import threshold_curve

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("agg")]


def test_the_curve_is_the_one_in_the_manifest_and_the_models_own_threshold_is_marked() -> None:
    parameters = load_model("default").manifest.parameters
    macro, *labels, mark = threshold_curve().lines
    assert list(macro.get_xdata()) == [point["asked"] for point in parameters["curve"]]
    assert list(macro.get_ydata()) == pytest.approx([sum(point["f1"]) / 3 for point in parameters["curve"]])
    assert len(labels) == 3
    own = next(point for point in parameters["curve"] if point["threshold"] == parameters["threshold"])
    assert set(mark.get_xdata()) == {own["asked"]}


def test_against_speed_only_thresholds_that_were_timed_are_drawn() -> None:
    ax = threshold_curve(speeds={0.0: 18_000.0, 0.85: 1_600.0, 0.42: 1.0})
    assert list(ax.lines[0].get_xdata()) == [18_000, 1_600]
    assert ax.get_xscale() == "log"
    assert [text.get_text() for text in ax.texts] == ["0", "0.85"]


@pytest.mark.parametrize(("model", "speeds"), [("fast", None), ("default", {0.42: 1.0})])
def test_without_a_curve_there_is_nothing_to_draw(model: str, speeds: dict[float, float] | None) -> None:
    with pytest.raises(ModelError, match="no curve of thresholds"):
        threshold_curve(model, speeds=speeds)
