import re
import sys
from collections.abc import Callable

import pytest

from newsgrain import plots
from newsgrain.corpus.errors import NewsgrainError
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.html import render_page
from newsgrain.model.rendering.legend import MARKS, SHOWN_LABELS
from newsgrain.training.plots.appearance import colour, lettered, look

Build = Callable[..., AnnotatedDocument]


def test_labels_look_as_on_the_page(article: AnnotatedDocument) -> None:
    page = render_page([article])
    for label in SHOWN_LABELS:
        assert f"--{label}: light-dark({look(label).colour}" in page
        assert look(label).letter == MARKS[label].letter
        assert lettered(label).startswith(MARKS[label].letter)


@pytest.mark.parametrize("trait", ["letter", "line", "marker", "colour"])
def test_labels_differ_in_every_trait(trait: str) -> None:
    assert len({getattr(look(label), trait) for label in SHOWN_LABELS}) == len(SHOWN_LABELS)


def test_bars_differ_without_colour() -> None:
    """By hatch, and reporting from uncertain by a dark and an empty face."""
    bars = [look(label) for label in SHOWN_LABELS]
    assert len({(bar.hatch, bar.face == "none") for bar in bars}) == len(bars)


def luminance(shade: str) -> float:
    """Relative luminance of WCAG 2, in [0, 1]."""
    channels = [int(part, 16) / 255 for part in re.findall("[0-9a-f]{2}", shade)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["reporting", "opinion", "padding", "ink", "muted"])
def test_lines_and_text_stand_out_from_the_ground(name: str) -> None:
    assert 1.05 / (luminance(colour(name)) + 0.05) >= 4.5


def test_an_unknown_colour_is_told() -> None:
    with pytest.raises(KeyError, match="no colour --purple"):
        colour("purple")


def test_without_matplotlib_the_remedy_is_named(article: AnnotatedDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    drawings: list[Callable[[], object]] = [
        lambda: plots.document_strip(article),
        lambda: plots.confusion_matrix(["padding"], [[0.2, 0.2, 0.6]]),
        lambda: plots.reliability_diagram(["padding"], [[0.2, 0.2, 0.6]]),
    ]
    for draw in drawings:
        with pytest.raises(NewsgrainError, match=r"plots need matplotlib.*pip install 'newsgrain\[notebook\]'"):
            draw()
