"""The index of many documents in real Chromium."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.markdown import render_markdown

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
else:
    Locator = Page = Any

pytestmark = pytest.mark.browser
Build = Callable[..., AnnotatedDocument]
Open = Callable[..., Page]


@pytest.fixture
def archive(build: Build) -> list[AnnotatedDocument]:
    return [
        build(("One two three.", "reporting"), ("Four.", "padding"), id="north/b.txt", title="Bread"),
        build(("One two.", "opinion"), id="south/c.txt", title="Coal"),
        build(("One two three four five.", "padding"), id="north/a.txt", title="Apples 10"),
        build(("Six.", "reporting"), id="south/d.txt", title="Apples 9"),
    ]


def names(page: Page) -> list[str]:
    found: list[str] = page.locator("#rows tr:visible th").all_text_contents()
    return found


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("Document", ["Apples 9", "Apples 10", "Bread", "Coal"], ["Coal", "Bread", "Apples 10", "Apples 9"]),
        ("Source", ["Bread", "Apples 10", "Coal", "Apples 9"], ["Coal", "Apples 9", "Bread", "Apples 10"]),
        ("Map", ["Bread", "Coal", "Apples 10", "Apples 9"], ["Apples 9", "Apples 10", "Coal", "Bread"]),
        ("Reporting", ["Apples 9", "Bread", "Coal", "Apples 10"], ["Coal", "Apples 10", "Bread", "Apples 9"]),
        ("Opinion", ["Coal", "Bread", "Apples 10", "Apples 9"], ["Bread", "Apples 10", "Apples 9", "Coal"]),
        ("Padding", ["Apples 10", "Bread", "Coal", "Apples 9"], ["Coal", "Apples 9", "Bread", "Apples 10"]),
        ("Padding run", ["Bread", "Apples 10", "Coal", "Apples 9"], ["Coal", "Apples 9", "Bread", "Apples 10"]),
        ("Words", ["Apples 10", "Bread", "Coal", "Apples 9"], ["Apples 9", "Coal", "Bread", "Apples 10"]),
    ],
)
def test_every_column_sorts_both_ways(
    open_page: Open, archive: list[AnnotatedDocument], heading: str, first: list[str], second: list[str]
) -> None:
    page = open_page(archive)
    button = page.get_by_role("button", name=heading, exact=True)
    cell = page.locator("thead th", has=button)
    button.click()
    assert names(page) == first
    direction = cell.get_attribute("aria-sort")
    button.click()
    assert names(page) == second
    assert {direction, cell.get_attribute("aria-sort")} == {"ascending", "descending"}
    assert page.locator('thead [aria-sort="none"]').count() == 7


def test_the_uncertain_have_a_column_where_there_are_any(open_page: Open, build: Build) -> None:
    unsure = build(("One two three.", "uncertain"), ("Four.", "padding"), id="north/u.txt", title="Unsure")
    sure = build(("One two.", "reporting"), id="south/s.txt", title="Sure")
    page = open_page([sure, unsure])
    button = page.get_by_role("button", name="Uncertain", exact=True)
    button.click()
    assert names(page) == ["Unsure", "Sure"]
    assert page.locator("#rows td.uncertain").all_inner_texts() == ["75%", "0%"]
    assert [t.split() for t in page.locator(".sources tbody tr").all_inner_texts()] == [
        ["north", "1", "0%", "0%", "25%", "75%", "4"],
        ["south", "1", "100%", "0%", "0%", "0%", "2"],
    ]
    wide = page.locator("#rows tr").first.locator("td:visible")
    heads = page.locator(".documents thead th:visible")
    assert wide.count() + 1 == heads.count() == 9
    boxes = zip(heads.all()[1:], wide.all(), strict=True)
    assert all(abs(box(head)["x"] - box(cell)["x"]) < 1 for head, cell in boxes)
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("#rows tr").first.inner_text().split() == ["Unsure", "R0%", "O0%", "P25%", "?75%"]


def test_without_any_they_have_none(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive)
    assert page.get_by_role("button", name="Uncertain", exact=True).count() == 0
    assert page.locator("td.uncertain:visible").count() == 0


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found
    return dict(found)


def test_documents_are_found_by_name_and_source(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive)
    find = page.get_by_label("Find")
    find.fill("aPPles")
    assert names(page) == ["Apples 10", "Apples 9"]
    assert page.locator("#found").inner_text() == "2 of 4 documents"
    page.get_by_role("combobox", name="Source").select_option("south")
    assert names(page) == ["Apples 9"]
    find.fill("d.TXT")  # what its row does not show
    assert names(page) == ["Apples 9"]
    find.fill("bread")
    assert page.get_by_text("No document matches.").is_visible()
    find.fill("")
    page.get_by_role("combobox", name="Source").select_option("")
    assert len(names(page)) == 4
    assert page.locator("#found").inner_text() == ""
    find.press("Enter")  # nothing is sent anywhere
    assert len(names(page)) == 4


def test_a_source_is_chosen_from_the_totals(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive)
    button = page.get_by_role("button", name="north")
    assert [t.split() for t in page.locator(".sources tbody tr").all_inner_texts()] == [
        ["north", "2", "33%", "0%", "67%", "9"],
        ["south", "2", "33%", "67%", "0%", "3"],
    ]
    button.click()
    assert (names(page), button.get_attribute("aria-pressed")) == (["Bread", "Apples 10"], "true")
    button.click()
    assert (len(names(page)), button.get_attribute("aria-pressed")) == (4, "false")


def test_a_document_opens_in_place(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive)
    page.get_by_role("button", name="Document", exact=True).click()
    page.get_by_label("Find").fill("apples")
    page.get_by_role("link", name="Apples 10").click()
    page.locator("#opened mark").wait_for()
    assert not page.locator("#listing").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Apples 10"
    assert page.locator("#position").inner_text() == "2 of 2"
    assert page.get_by_role("button", name="Next").is_disabled()
    page.locator("#opened mark").hover()
    assert "90%" in page.locator("#details").inner_text()
    page.get_by_role("button", name="Previous").click()
    page.get_by_role("heading", name="Apples 9").wait_for()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="Apples 10").wait_for()
    page.get_by_role("link", name="All documents").click()
    assert names(page) == ["Apples 9", "Apples 10"]
    assert page.evaluate("document.activeElement.textContent") == "Apples 10"
    assert not page.locator("aside").is_visible()


def test_the_browsers_own_back_and_addresses_work(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive)
    page.locator("#rows tr").nth(1).click()
    page.get_by_role("heading", name="Coal").wait_for()
    page.reload()
    page.get_by_role("heading", name="Coal").wait_for()
    page.go_back()
    page.locator("#listing").wait_for()
    assert len(names(page)) == 4


def test_the_keyboard_alone_sorts_filters_opens_and_comes_back(
    open_page: Open, archive: list[AnnotatedDocument]
) -> None:
    page = open_page(archive)
    stops = []
    for _ in range(20):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))
        if stops[-1] == "Bread":
            break
    assert stops[:2] == ["Skip to the text", "Dark page"]
    assert {"north", "find", "Words"} < set(stops)
    assert stops[-1] == "Bread"
    page.get_by_role("button", name="Words").focus()
    page.keyboard.press("Space")
    assert names(page) == ["Apples 10", "Bread", "Coal", "Apples 9"]
    page.get_by_role("combobox", name="Source").focus()
    page.keyboard.press("s")
    assert names(page) == ["Coal", "Apples 9"]
    page.get_by_role("link", name="Coal").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Coal").wait_for()
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Apples 9").wait_for()
    page.locator("#opened mark").focus()
    assert "90%" in page.locator("#details").inner_text()
    page.get_by_role("link", name="All documents").focus()
    page.keyboard.press("Enter")
    assert names(page) == ["Coal", "Apples 9"]


def test_an_index_changes_between_light_and_dark(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive, color_scheme="light")
    page.get_by_role("button", name="Dark page").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 24, 27)"


def test_a_document_of_an_index_has_the_controls_of_a_page(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive)
    page.locator("#rows a").first.click()
    page.get_by_role("button", name="Copy as Markdown").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == render_markdown(archive[0])
    page.get_by_role("slider", name="Map of the document").press("End")
    assert "Sentence 2 of 2" in page.locator("#details").inner_text()
    page.get_by_role("link", name="1 sentence, from sentence 2").click()
    assert page.evaluate("document.activeElement.id") == "d0s1"


def test_printed_it_is_the_table_alone(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("input:visible, select:visible").count() == 0
    assert len(names(page)) == 4


def test_the_settings_hold_from_document_to_document(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive)
    page.locator("#rows a").first.click()
    page.get_by_role("button", name="Reporting only").click()
    assert page.locator("#opened mark:visible").all_inner_texts() == ["One two three."]
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="Coal").wait_for()
    assert page.locator("#opened mark:visible").count() == 0


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive, viewport={"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("#rows tr").first.inner_text().split() == ["Bread", "R75%", "O0%", "P25%"]


def test_without_scripts_the_figures_stand(open_page: Open, archive: list[AnnotatedDocument]) -> None:
    page = open_page(archive, java_script_enabled=False)
    assert len(names(page)) == 4
    assert page.get_by_text("need JavaScript").is_visible()
