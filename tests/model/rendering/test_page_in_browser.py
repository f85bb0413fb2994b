"""The page of one document in real Chromium: every control is used and what it does is looked at."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from newsgrain.model.annotated import AnnotatedDocument, Reason
from newsgrain.model.rendering.html import render_fragment
from newsgrain.model.rendering.jsonl import render_jsonl
from newsgrain.model.rendering.markdown import render_markdown

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
else:
    Locator = Page = Any

pytestmark = pytest.mark.browser
Build = Callable[..., AnnotatedDocument]
Open = Callable[..., Page]

LIT = "name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())"


@pytest.fixture
def story(build: Build) -> AnnotatedDocument:
    """Sentences of differing confidence and reasons; the last repeats the second."""
    document = build(
        ("Council closes the ferry", "reporting", "heading"),
        ("The council voted 7 to 2 on Monday.", "reporting"),
        ("It was a cowardly vote.", "opinion"),
        ("Only time will tell.", "padding"),
        ("The council voted on Monday.", "padding"),
        *[(f"Boat {number} lay at the quay in Torvik that morning.", "reporting", "list_item") for number in range(40)],
        ("All eyes are on the council.", "uncertain"),
        title="The ferry",
    )
    sentences = list(document.sentences)
    at = sentences[1].start
    sentences[1] = replace(
        sentences[1], reasons=(Reason("a quantity", 1.2, at + 18, at + 24), Reason("a date", -0.4, at + 28, at + 34))
    )
    sentences[2] = replace(sentences[2], confidence=0.55, probability_triple=(0.25, 0.55, 0.2))
    repeated = Reason("repeats an earlier sentence", 2.0, sentences[1].start, sentences[1].end)
    sentences[4] = replace(sentences[4], reasons=(repeated,))
    return replace(document, sentences=tuple(sentences))


def mark(page: Page, index: int) -> Locator:
    return page.locator(f"#d0s{index}")


def decoration(locator: Locator) -> str:
    found: str = locator.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    return found


def letter(locator: Locator) -> str:
    found: str = locator.evaluate("mark => getComputedStyle(mark, '::before').content.replace(/[^A-Z?]/g, '')")
    return found


@pytest.mark.parametrize(("label", "index"), [("reporting", 1), ("opinion", 2), ("padding", 3), ("uncertain", 45)])
def test_a_switch_turns_one_label_off(open_page: Open, story: AnnotatedDocument, label: str, index: int) -> None:
    page = open_page([story])
    before = letter(mark(page, index))
    assert before == label[0].upper().replace("U", "?")
    page.get_by_role("checkbox", name=label, exact=True).uncheck()
    assert (decoration(mark(page, index)), letter(mark(page, index))) == ("none", "")
    assert letter(mark(page, 1 if index != 1 else 2)) != ""
    assert mark(page, index).is_visible()
    page.get_by_label("Hide what is switched off").check()
    assert not mark(page, index).is_visible()
    page.get_by_role("checkbox", name=label, exact=True).check()
    assert mark(page, index).is_visible()
    assert letter(mark(page, index)) == before


def test_reporting_only_leaves_an_article(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story])
    button = page.get_by_role("button", name="Reporting only")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".text mark:visible").count() == sum(s.label == "reporting" for s in story.sentences)
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(".text mark:visible").count() == len(story.sentences)


def test_the_slider_greys_the_uncertain(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story])
    page.get_by_role("slider", name="Grey what is less sure than").focus()
    for _ in range(23):
        page.keyboard.press("ArrowRight")
    assert page.locator("#threshold-value").inner_text() == "56%"
    assert page.locator("#threshold-count").inner_text() == "1 of 46 sentences greyed"
    # the ring around the slider that has the focus does not touch the line below
    ring = page.locator("#threshold").evaluate(
        "s => s.getBoundingClientRect().bottom + parseFloat(getComputedStyle(s).outlineOffset)"
        " + parseFloat(getComputedStyle(s).outlineWidth)"
    )
    assert ring <= page.locator("#threshold-count").evaluate("p => p.getBoundingClientRect().top")
    assert (decoration(mark(page, 2)), letter(mark(page, 2))) == ("none", "?")
    assert letter(mark(page, 1)) == "R"
    lengths = [len(s.text) for s in story.sentences]
    drawn = f"M{sum(lengths[:2])} 0h{lengths[2]}v100h-{lengths[2]}z"
    assert page.locator(".strip .faint").get_attribute("d") == drawn
    page.keyboard.press("ArrowLeft")
    assert letter(mark(page, 2)) == "O"


def test_pointing_at_a_sentence_explains_it(open_page: Open, build: Build, story: AnnotatedDocument) -> None:
    page = open_page([story])
    panel = page.locator("#details")
    assert "Point at a sentence" in panel.inner_text()
    mark(page, 1).hover()
    text = panel.inner_text()
    assert "Sentence 2 of 46" in text
    assert "eporting, 90% sure" in text
    assert [row.inner_text().split() for row in panel.locator("tr").all()] == [
        ["reporting", "90%"],
        ["opinion", "5%"],
        ["padding", "5%"],
    ]
    assert page.evaluate(LIT, "cue-for") == ["7 to 2"]
    assert page.evaluate(LIT, "cue-against") == ["Monday"]
    assert "+1.2" in text
    assert "−0.4" in text
    mark(page, 2).hover()
    assert "55%" in panel.inner_text()
    assert page.evaluate(LIT, "cue-for") == []


def test_a_reason_quotes_a_quotation_in_one_pair_of_marks(open_page: Open, build: Build) -> None:
    document = build(("“We need it,” she said.", "reporting"))
    said = replace(document.sentences[0], reasons=(Reason("a quotation", 0.6, 0, len("“We need it,”")),))
    page = open_page([replace(document, sentences=(said,))])
    mark(page, 0).click()
    assert page.locator("li.for q").inner_text() == "We need it,"


def test_attribution_stands_in_the_panel(open_page: Open, article: AnnotatedDocument) -> None:
    page = open_page([article])
    mark(page, 2).hover()
    said = page.locator("#details .said").inner_text()
    assert said.startswith("Speaker: Mayor Ida Holm (said)")
    assert "We had no choice" in said


def test_a_click_pins_and_escape_closes(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story])
    mark(page, 1).click()
    mark(page, 2).hover()
    assert "current" in (mark(page, 1).get_attribute("class") or "")
    page.keyboard.press("Escape")
    assert page.locator("mark.current").count() == 0
    assert page.locator("#details.filled").count() == 0


def test_a_restatement_lights_the_earlier_sentence(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story], viewport={"width": 1280, "height": 500})
    mark(page, 4).click()
    assert page.locator("mark.earlier").get_attribute("id") == "d0s1"
    assert int(page.locator(".strip .earlier").get_attribute("x") or -1) == len(story.sentences[0].text)
    page.get_by_role("button", name="sentence 2").click()
    page.keyboard.press("Escape")
    assert page.locator("mark.earlier").count() == 0


def test_the_keyboard_walks_through_the_text(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story])
    focused = "document.activeElement.id"
    stops = []
    for _ in range(20):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        if stops[-1] == "d0s0":
            break
    assert stops[0] == "skip"
    assert {"theme", "show-opinion", "hide-rest", "reporting-only", "threshold", "strip", "d0s0"} <= set(stops)
    for key, expected in [
        ("ArrowRight", 1),
        ("ArrowDown", 2),
        ("ArrowLeft", 1),
        ("End", 45),
        ("Home", 0),
        ("ArrowUp", 0),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(focused) == f"d0s{expected}"
    page.keyboard.press("Tab")
    assert not page.evaluate(focused).startswith("d0s")  # one stop for the whole text
    page.get_by_role("button", name="Reporting only").click()
    mark(page, 1).focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "d0s5"  # what is hidden is passed over


def test_the_skip_link_leads_to_the_text(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "text"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_dragging_along_the_strip_reads_on(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story], viewport={"width": 1280, "height": 500})
    strip = page.get_by_role("slider", name="Map of the document")
    box = strip.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, middle)
    page.mouse.down()
    assert strip.get_attribute("aria-valuenow") == "1"
    page.mouse.move(box["x"] + box["width"] - 2, middle, steps=4)
    page.mouse.up()
    assert strip.get_attribute("aria-valuenow") == "46"
    page.mouse.move(box["x"] + 2, middle)
    assert strip.get_attribute("aria-valuenow") == "46"
    assert strip.get_attribute("title") == "Sentence 1 of 46: reporting, 90%"


def test_the_strip_maps_and_jumps(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story], viewport={"width": 1280, "height": 500})
    strip = page.get_by_role("slider", name="Map of the document")
    box = strip.bounding_box()
    assert box
    last = mark(page, 45)
    assert not in_view(last)
    page.mouse.click(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
    assert in_view(last)
    assert strip.get_attribute("aria-valuetext") == "Sentence 46 of 46: uncertain, 90%"
    frame = page.locator(".strip .window")
    page.wait_for_function("Number(document.querySelector('.strip .window').getAttribute('x')) > 300")
    assert int(frame.get_attribute("width") or 0) > 0
    strip.focus()
    page.keyboard.press("Home")
    assert strip.get_attribute("aria-valuenow") == "1"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    assert strip.get_attribute("aria-valuenow") == "12"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "d0s11"


def test_the_longest_padding_run_is_a_jump(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story], viewport={"width": 1280, "height": 400})
    page.get_by_role("link", name="2 sentences, from sentence 4").click()
    assert page.evaluate("document.activeElement.id") == "d0s3"
    assert in_view(mark(page, 3))


def test_copies_are_what_the_command_writes(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story])
    read = "navigator.clipboard.readText()"
    page.get_by_role("button", name="Copy as Markdown").click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate(read) == render_markdown(story)
    page.get_by_role("button", name="Copy as JSON").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('{')")
    assert json.loads(page.evaluate(read)) == json.loads(render_jsonl(story))


def test_the_page_changes_between_light_and_dark(open_page: Open, story: AnnotatedDocument) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    page = open_page([story], color_scheme="light")
    assert page.evaluate(ground) == "rgb(252, 251, 248)"
    page.get_by_role("button", name="Dark page").click()
    assert page.evaluate(ground) == "rgb(23, 24, 27)"
    page.get_by_role("button", name="Light page").click()
    assert page.evaluate(ground) == "rgb(252, 251, 248)"
    assert open_page([story], color_scheme="dark").evaluate(ground) == "rgb(23, 24, 27)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_themes_show_the_text(open_page: Open, article: AnnotatedDocument, scheme: str) -> None:
    page = open_page([article], forced_colors="active", color_scheme=scheme)
    looks = """mark => [getComputedStyle(mark).color, getComputedStyle(mark, '::before').color,
                        getComputedStyle(mark).backgroundColor]"""
    ink, ground = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert ink != ground
    for sentence in page.locator(".text mark:not(.uncertain)").all():
        assert sentence.evaluate(looks) == [ink, ink, "rgba(0, 0, 0, 0)"]
    assert page.locator(".text mark.uncertain").evaluate(looks)[0] not in (ground, ink)
    mark(page, 0).hover()
    fills = page.locator(".meter span").evaluate_all("bars => bars.map(bar => getComputedStyle(bar).backgroundColor)")
    assert set(fills) == {ink}


def test_headings_stand_out_in_any_notebook(open_html: Open, article: AnnotatedDocument) -> None:
    jupyter = "<style>.output h3, .output p { font-weight: 400; font-size: 14px }</style>"
    page = open_html(f'{jupyter}<div class="output">{render_fragment(article)}</div>')
    weight = "node => Number(getComputedStyle(node).fontWeight)"
    assert page.locator("h3").first.evaluate(weight) > page.locator("p").first.evaluate(weight)


def test_contrast_themes_show_a_notebooks_text(open_html: Open, article: AnnotatedDocument) -> None:
    page = open_html(render_fragment(article), forced_colors="active", color_scheme="dark")
    colour = "node => getComputedStyle(node).color"
    ink = page.locator(".newsgrain-fragment").evaluate(colour)
    assert {mark.evaluate(colour) for mark in page.locator("mark").all()} == {ink}


def test_a_phone_reads_without_scrolling_sideways(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story], viewport={"width": 360, "height": 700}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert not page.get_by_text("something specific that could be checked").is_visible()
    mark(page, 1).tap()
    panel = page.locator("#details")
    assert panel.is_visible()
    page.get_by_role("button", name="Close").click()
    assert not panel.is_visible()
    page.get_by_text("What the labels mean").click()
    assert page.get_by_text("something specific that could be checked").is_visible()


def test_printed_it_is_the_article_alone(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story], color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("button:visible, input:visible, #details:visible").count()
    assert mark(page, 45).is_visible()
    assert page.locator("dl:visible").count() == 2


def test_without_scripts_it_is_readable(open_page: Open, story: AnnotatedDocument) -> None:
    page = open_page([story], java_script_enabled=False)
    assert page.locator(".text mark:visible").count() == len(story.sentences)
    assert not page.locator("button:visible").count()
    page.get_by_role("checkbox", name="opinion", exact=True).uncheck()
    page.get_by_label("Hide what is switched off").check()
    assert not mark(page, 2).is_visible()


def in_view(locator: Locator) -> bool:
    inside: bool = locator.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    return inside
