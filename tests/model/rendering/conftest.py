"""A real browser for the tests of pages, where one is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.html import render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")


Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium. It ends with the module: its loop would be in the way of other tests' own."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra browser)")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing (Debian's package chromium)")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens documents as a page: `open_page(documents, keep=…, **browser_context_options)`.

    Nothing moves smoothly, so that places can be compared. The test fails if the page logs anything, opens a
    dialog or asks for anything but itself, unless `watched` is false.
    """
    trouble: list[str] = []

    def opened(documents: list[AnnotatedDocument], *, keep: Any = None, watched: bool = True, **options: Any) -> Page:
        path = tmp_path / "page.html"
        path.write_text(render_page(documents, keep=keep), encoding="utf-8")
        usual = {"viewport": {"width": 1280, "height": 800}, "permissions": ["clipboard-read", "clipboard-write"]}
        context = browser.new_context(**{**usual, "reduced_motion": "reduce", **options})
        context.set_default_timeout(10_000)
        page = context.new_page()
        if watched:
            _watch(page, path.as_uri(), trouble)
        page.goto(path.as_uri())
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert trouble == []


def _watch(page: Page, address: str, trouble: list[str]) -> None:
    def dismissed(dialog: Any) -> None:
        trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def requested(request: Any) -> None:
        if request.url != address:
            trouble.append(f"request: {request.url}")

    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on("console", lambda message: trouble.append(f"{message.type}: {message.text}"))
    page.on("dialog", dismissed)
    page.on("request", requested)
