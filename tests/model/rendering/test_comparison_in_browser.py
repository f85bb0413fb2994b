"""The page of a comparison in real Chromium."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from newsgrain.model.comparison import Comparison
from newsgrain.model.rendering.comparison_html import render_comparison_html

if TYPE_CHECKING:
    from playwright.sync_api import Page
else:
    Page = Any

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("name", ["edited", "groups", "hostile_comparison"])
def test_pages_are_accessible_and_fit(
    open_html: Open, request: pytest.FixtureRequest, name: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_html(
        render_comparison_html(request.getfixturevalue(name)),
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
    )
    page.evaluate("document.querySelectorAll('details').forEach(run => run.open = true)")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("asked", [True, False])
def test_a_hostile_document_does_nothing(open_html: Open, hostile_comparison: Comparison, asked: bool) -> None:
    page = open_html(render_comparison_html(hostile_comparison, edited=asked))  # fails on any request or message
    assert page.evaluate("window.owned") is None
    assert page.evaluate("document.querySelectorAll('script:not([type=module]), img').length") == 0
    assert "<script>window.owned=1</script>" in page.inner_text("main")


def test_kept_sentences_open_by_keyboard(open_html: Open, edited: Comparison) -> None:
    page = open_html(render_comparison_html(edited))
    kept = page.get_by_text("Boat 2 left quay 2 at noon.")
    assert not kept.is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert kept.is_visible()


def test_the_page_changes_between_light_and_dark(open_html: Open, groups: Comparison) -> None:
    page = open_html(render_comparison_html(groups), color_scheme="light")
    light = page.evaluate(GROUND)
    page.get_by_role("button", name="Dark page").click()
    dark = page.evaluate(GROUND)
    page.get_by_role("button", name="Light page").click()
    assert [light, dark, page.evaluate(GROUND)] == ["rgb(252, 251, 248)", "rgb(23, 24, 27)", "rgb(252, 251, 248)"]


def test_sizes_wrap_where_the_screen_is_narrow(open_html: Open, groups: Comparison) -> None:
    page = open_html(render_comparison_html(groups), viewport={"width": 240, "height": 800})
    right = page.locator(".sides small").first.evaluate("node => node.getBoundingClientRect().right")
    assert right <= 240 - 17  # a margin of 1.1 rem


def test_the_keyboard_reaches_everything_in_order(open_html: Open, edited: Comparison) -> None:
    page = open_html(render_comparison_html(edited))
    stops = []
    for _ in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className || document.activeElement.localName"))
    assert stops == ["skip", "button", "scroll", "summary"]
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "comparison"


def test_printed_it_is_light_and_without_controls(open_html: Open, edited: Comparison) -> None:
    page = open_html(render_comparison_html(edited), color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    assert page.locator("button:visible").count() == 0
    assert page.get_by_text("Only time will tell.").is_visible()


def test_without_scripts_it_is_readable(open_html: Open, edited: Comparison) -> None:
    page = open_html(render_comparison_html(edited), java_script_enabled=False)
    assert page.locator("button:visible").count() == 0
    page.locator("summary").click()
    assert page.get_by_text("Boat 2 left quay 2 at noon.").is_visible()
