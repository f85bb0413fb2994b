"""Pages of documents in a real browser, where one is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.html import render_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., Any]


@pytest.fixture
def open_page(open_html: Open) -> Open:
    """Opens documents as a page: `open_page(documents, keep=…, **options)`, options as for `open_html`."""

    def opened(documents: list[AnnotatedDocument], *, keep: Any = None, **options: Any) -> Page:
        return open_html(render_page(documents, keep=keep), **options)

    return opened
