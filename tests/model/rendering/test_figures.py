import re
from collections.abc import Callable

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.figures import document_strip, shares_bar

Build = Callable[..., AnnotatedDocument]


def test_shares_fill_the_bar(build: Build) -> None:
    bar = shares_bar(build(("One two three.", "reporting"), ("Four.", "padding")).summary)
    assert 'aria-label="Shares of words: reporting 75%, opinion 0%, padding 25%"' in bar
    assert '<rect class="fill reporting" x="0.00%" width="75.00%"' in bar
    assert '<rect class="fill padding" x="75.00%" width="25.00%"' in bar
    assert "fill opinion" not in bar


def test_strip_maps_the_whole_document(article: AnnotatedDocument) -> None:
    strip = document_strip(article, 1, keep={"opinion"})
    assert re.findall(r'data-for="(\w+)"', strip) == [f"d1s{i}" for i in range(7)]
    assert re.findall(r'href="#(\w+)"', strip) == ["d1s3"]
    widths = [float(w) for w in re.findall(r' width="([\d.]+)%"', strip)]
    assert sum(widths) == pytest.approx(100, abs=0.01)


def test_no_figure_has_inline_style(article: AnnotatedDocument) -> None:
    assert "style=" not in document_strip(article, 0) + shares_bar(article.summary)


def test_empty_document(build: Build) -> None:
    assert "<rect" not in document_strip(build(), 0) + shares_bar(build().summary)
