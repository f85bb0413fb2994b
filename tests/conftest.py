"""What tests of several folders share: a model small enough to train while they start."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.model.classifier import SentenceClassifier
from newsgrain.model.compiled import compile_classifier
from newsgrain.model.manifest import Manifest
from newsgrain.model.storage import save_model

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a model trained on a dozen documents: of no use, but a model in every respect."""
    rows = [
        (text, label, number)
        for number in range(12)
        for text, label in (
            (f"The council voted {number + 3} to 2 on Monday to close the library.", "reporting"),
            ("It was a shameful and cowardly vote, and we should all be angry.", "opinion"),
            ("Only time will tell what the future holds for everyone.", "padding"),
            (f"Mayor Ida Holm said the city would save {number * 7 + 10} million crowns.", "reporting"),
        )
    ]
    frame = pd.DataFrame(rows, columns=["text", "label", "document"])
    classifier = SentenceClassifier(iterations=3, folds=2, min_samples_leaf=2, C=0.1, calibrate=False)
    with threadpool_limits(1):  # threads wait for each other longer than so few rows take
        classifier.fit(frame[["text", "document"]], frame["label"])
    folder = tmp_path_factory.mktemp("models") / "tiny"
    save_model(compile_classifier(classifier), Manifest("tiny", "0", ""), folder)
    return folder


@pytest.fixture
def corpora() -> Path:
    """The folder of the outside corpora, for tests marked `shared`."""
    folder = os.environ.get("NEWSGRAIN_SHARED")
    if not folder:
        pytest.skip("NEWSGRAIN_SHARED is not set: the outside corpora are not here")
    return Path(folder) / "corpora"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-demo", action="store_true", help="record the annotated demo anew")


CHROMIUM = Path("/usr/bin/chromium")


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
def open_html(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page: `open_html(text, **browser_context_options)`.

    Nothing moves smoothly, so that places can be compared. The test fails if the page logs anything, opens a
    dialog or asks for anything but itself, unless `watched` is false.
    """
    trouble: list[str] = []

    def opened(text: str, *, watched: bool = True, **options: Any) -> Page:
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
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
