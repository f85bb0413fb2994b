"""The report of an evaluation in real Chromium: inert, accessible, and no wider than a phone."""

from collections.abc import Callable
from typing import Any

import pytest

from newsgrain.training.evaluation import Evaluation
from newsgrain.training.report.html import render_html

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_html: Open, evaluation: Evaluation, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_html(
        render_html(evaluation), watched=False, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(open_html: Open, evaluation: Evaluation, width: int) -> None:
    page = open_html(render_html(evaluation), viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_contents_lead_to_every_section_by_keyboard(open_html: Open, evaluation: Evaluation) -> None:
    page = open_html(render_html(evaluation))
    links = page.locator("nav a")
    assert links.count() > 5
    for number in range(links.count()):
        links.nth(number).focus()
        page.keyboard.press("Enter")
        target = links.nth(number).get_attribute("href")
        assert page.locator(target).count() == 1
        assert page.evaluate("location.hash") == target


def test_a_hostile_sentence_stays_text(open_html: Open, evaluation: Evaluation) -> None:
    page = open_html(render_html(evaluation))  # the fixture fails on any dialog, request or error
    assert page.locator("script").count() == 0
    assert "<script>alert(1)</script>" in page.locator("main").inner_text()


def test_dark_is_dark_and_print_is_light(open_html: Open, evaluation: Evaluation) -> None:
    page = open_html(render_html(evaluation), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(23, 24, 27)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
