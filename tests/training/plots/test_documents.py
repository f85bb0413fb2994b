from collections.abc import Callable
from typing import Any

import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.training.plots.documents import document_strip, information_density

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("agg")]

Build = Callable[..., AnnotatedDocument]


def bars(ax: Any) -> dict[str, list[tuple[float, float, float, float]]]:
    """Left end, width, foot and height of the bars of each label."""
    found: dict[str, list[tuple[float, float, float, float]]] = {}
    for drawn in ax.collections:
        boxes = [path.get_extents() for path in drawn.get_paths()]
        found[drawn.get_label()] = [(box.x0, box.width, box.y0, round(box.height, 6)) for box in boxes]
    return found


def letters(ax: Any) -> list[tuple[float, str]]:
    return sorted((text.get_position()[0], text.get_text()) for text in ax.texts)


def test_a_bar_a_sentence_as_wide_as_its_words(article: AnnotatedDocument) -> None:
    ax = document_strip(article)
    assert bars(ax) == {
        "R  reporting": [(0, 5, 0, 1.0), (11, 2, 0, 1.0)],
        "O  opinion": [(5, 2, 0, 0.66)],
        "P  padding": [(7, 4, 0, 0.34)],
    }
    assert letters(ax) == [(2.5, "R"), (6, "O"), (9, "P"), (12, "R")]
    assert ax.get_xlim() == (0, 13)
    assert ax.get_title(loc="left") == ""


def test_the_title_names_the_document(annotated: Build) -> None:
    ax = document_strip(annotated(("It rained.", "reporting"), title="Rain costs\n$5 and $6"))
    assert ax.get_title(loc="left") == r"Rain costs \$5 and \$6"
    ax.figure.canvas.draw()  # dollar signs are no formula


def test_a_narrow_bar_has_no_letter(annotated: Build) -> None:
    ax = document_strip(annotated(("word " * 99, "reporting"), ("So.", "padding")))
    assert [letter for _, letter in letters(ax)] == ["R"]


def test_documents_stand_in_rows_the_first_on_top(article: AnnotatedDocument, annotated: Build) -> None:
    ax = document_strip([article, annotated(("Rain fell.", "reporting"), ("Hm.", "uncertain"), id="b")])
    drawn = bars(ax)
    assert drawn["R  reporting"] == [(0, 5, 1, 0.8), (11, 2, 1, 0.8), (0, 2, 0, 0.8)]
    assert drawn["?  uncertain"][0] == pytest.approx((2, 1, 0, 0.112))
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Document 1", "b"]
    assert letters(ax) == []


@pytest.mark.parametrize("draw", [document_strip, information_density])
def test_words_are_counted_in_whole_ones(annotated: Build, draw: Callable[..., Any]) -> None:
    ax = draw(annotated(("Rain.", "reporting")))
    ax.figure.canvas.draw()
    shown = [tick.get_text() for tick in ax.get_xticklabels()]
    assert shown == ["0", "1"]


def test_a_document_without_sentences_is_an_empty_row(annotated: Build) -> None:
    assert bars(document_strip(annotated())) == {}


def test_edges_do_not_cover_the_bars_of_a_long_document(annotated: Build) -> None:
    for sentences, width in ((250, 0.8), (251, 0)):
        (drawn,) = document_strip(annotated(*[("It rained.", "reporting")] * sentences)).collections
        assert list(drawn.get_linewidth()) == [width]


@pytest.mark.parametrize("draw", [document_strip, information_density])
def test_a_text_must_be_annotated_first(draw: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match="expected an annotated document; received str; annotate it first"):
        draw("It rained.")


def test_no_document_is_refused() -> None:
    with pytest.raises(NewsgrainError, match="expected at least one annotated document; received none"):
        document_strip([])


def test_the_given_axes_are_drawn_on(article: AnnotatedDocument) -> None:
    from matplotlib import pyplot

    _, (above, below) = pyplot.subplots(2)
    assert document_strip(article, ax=above) is above
    assert information_density(article, ax=below) is below
    assert len(pyplot.get_fignums()) == 1


def test_density_is_that_of_the_sentences_around(article: AnnotatedDocument) -> None:
    ax = information_density(article, window=3)
    rolling, whole = ax.lines
    assert list(rolling.get_xdata()) == [2.5, 6, 9, 12]
    assert list(rolling.get_ydata()) == pytest.approx([5 / 7, 5 / 11, 2 / 8, 2 / 6])
    assert whole.get_ydata() == pytest.approx([7 / 13] * 2)
    (run,) = ax.patches
    assert (run.get_x(), run.get_width()) == (7, 4)


def test_a_window_wider_than_the_document(article: AnnotatedDocument) -> None:
    assert list(information_density(article, window=99).lines[0].get_ydata()) == pytest.approx([7 / 13] * 4)


def test_without_padding_no_run_is_shaded(annotated: Build) -> None:
    ax = information_density(annotated(("It rained.", "reporting"), ("***", "reporting")), window=1)
    assert len(ax.patches) == 0
    assert str(ax.lines[0].get_ydata().tolist()) == "[1.0, nan]"  # a line of stars has no words


@pytest.mark.parametrize("window", [0, 2, -1])
def test_an_even_window_is_refused(article: AnnotatedDocument, window: int) -> None:
    with pytest.raises(NewsgrainError, match=f"expected an odd window of at least 1 sentence; received {window}"):
        information_density(article, window=window)


def test_a_document_without_words_has_no_density(annotated: Build) -> None:
    with pytest.raises(NewsgrainError, match="expected a document with words"):
        information_density(annotated())
