"""Pages of documents in a real browser, where one is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.comparison import Comparison, compare
from newsgrain.model.rendering.html import render_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

Build = Callable[..., AnnotatedDocument]
Open = Callable[..., Any]

HOSTILE = (
    '<script>window.owned=1</script></style></title><img src=x onerror="window.owned=1"> '
    "\u202eevil\x1b[31m\x00 \ud800 & 'quoted' \"text\" of Monday"
)


@pytest.fixture
def hostile_comparison(build: Build) -> Comparison:
    """Two versions of a document that tries to act, in its text, its title and its name."""
    before = build((HOSTILE, "reporting"), (HOSTILE + " once", "padding"), ("Cut " + HOSTILE, "opinion"))
    after = build((HOSTILE, "reporting"), (HOSTILE + " twice", "padding"), title=HOSTILE)
    return compare([(HOSTILE, before), ("</h1>" + HOSTILE, after)])


@pytest.fixture
def open_page(open_html: Open) -> Open:
    """Opens documents as a page: `open_page(documents, keep=…, **options)`, options as for `open_html`."""

    def opened(documents: list[AnnotatedDocument], *, keep: Any = None, **options: Any) -> Page:
        return open_html(render_page(documents, keep=keep), **options)

    return opened
