import re
from collections.abc import Callable

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.figures import MAX_PARTED, bar_of_shares, shares_bar, strip

Build = Callable[..., AnnotatedDocument]


def test_shares_fill_the_bar(build: Build) -> None:
    bar = shares_bar(build(("One two three.", "reporting"), ("Four.", "padding")).summary)
    assert 'aria-label="Shares of words: reporting 75%, opinion 0%, padding 25%"' in bar
    assert '<rect class="fill reporting" x="0.00%" width="75.00%"' in bar
    assert '<rect class="fill padding" x="75.00%" width="25.00%"' in bar
    assert "fill opinion" not in bar
    assert bar == bar_of_shares({"reporting": 0.75, "opinion": 0.0, "padding": 0.25})


def test_strip_maps_the_whole_document(build: Build) -> None:
    drawn = strip(build(("12345", "reporting"), ("123", "opinion"), ("12", "reporting")).sentences)
    assert 'viewBox="0 0 10 100"' in drawn
    assert '<path class="bar reporting" d="M0 100h5v-100h-5zM8 100h2v-100h-2z"/>' in drawn
    assert '<path class="bar opinion" d="M5 100h3v-66h-3z"/>' in drawn


def test_narrow_bars_have_no_gaps(build: Build) -> None:
    few, many = (build(*[("Rain.", "reporting")] * number) for number in (MAX_PARTED, MAX_PARTED + 1))
    assert 'class="map parted"' in strip(few.sentences)
    assert 'class="map"' in strip(many.sentences)


def test_no_figure_has_inline_style(article: AnnotatedDocument) -> None:
    assert "style=" not in strip(article.sentences) + shares_bar(article.summary)


def test_empty_document(build: Build) -> None:
    assert not re.search("<(rect|path)", strip(build().sentences) + shares_bar(build().summary))
