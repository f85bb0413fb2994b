import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.model.classifier import SentenceClassifier
from newsgrain.training.plots.weights import feature_weights
from newsgrain.training.weights import weight_frame

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("agg")]


@pytest.mark.parametrize("kind", ["cue", "word"])
def test_the_largest_weights_are_drawn_in_order(fitted: SentenceClassifier, kind: str) -> None:
    ax = feature_weights(fitted, "padding", kind=kind, top=6)  # type: ignore[arg-type]
    frame = weight_frame(fitted)
    weights = frame[frame["kind"] == kind].set_index("feature")["padding"]
    (bars,) = ax.containers
    drawn = [bar.get_width() for bar in bars]
    assert drawn == sorted(drawn, reverse=True)
    assert sorted(map(abs, drawn)) == pytest.approx(sorted(weights.abs())[-6:])
    names = [tick.get_text().replace(r"\$", "$") for tick in ax.get_yticklabels()]
    assert drawn == [weights[name] for name in names]
    assert ax.get_title(loc="left") == f"P  padding: {kind}s"


def test_what_speaks_for_the_label_is_filled_as_it_is(fitted: SentenceClassifier) -> None:
    (bars,) = feature_weights(fitted, "padding", top=40).containers
    assert {bar.get_hatch() for bar in bars if bar.get_width() > 0} == {"...."}
    assert {bar.get_hatch() for bar in bars if bar.get_width() < 0} == {None}


def test_wrong_choices_are_told(fitted: SentenceClassifier) -> None:
    with pytest.raises(NewsgrainError, match="unknown 'fluff'; expected one of: reporting, opinion, padding"):
        feature_weights(fitted, "fluff")
    with pytest.raises(NewsgrainError, match="unknown 'pair'; expected one of: cue, word"):
        feature_weights(fitted, "padding", kind="pair")  # type: ignore[arg-type]
    with pytest.raises(NewsgrainError, match="expected at least 1 feature to show; received 0"):
        feature_weights(fitted, "padding", top=0)
