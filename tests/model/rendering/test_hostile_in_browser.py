"""Hostile documents are inert, and every page is accessible: in real Chromium, with axe-core."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason
from newsgrain.model.rendering.article import shown

if TYPE_CHECKING:
    from playwright.sync_api import Page
else:
    Page = Any

pytestmark = pytest.mark.browser
Build = Callable[..., AnnotatedDocument]
Open = Callable[..., Page]

HOSTILE = (
    "</script></style></title><script>window.owned = 1; alert(1)</script><!-- --!> ]]>"
    "<img src=https://example.org/x.png onerror='window.owned = 1'><svg onload=alert(2)>"
    '<a href="javascript:alert(3)">x</a><iframe srcdoc="<script>parent.owned = 1</script>"></iframe>'
    "<base href=https://example.org/>&lt;script&gt;\u202e\u2066\x00 {{7*7}} ${window.owned = 1} javascript:alert(4)"
)


@pytest.fixture
def hostile(build: Build) -> AnnotatedDocument:
    return build(
        (HOSTILE, "opinion", "heading"),
        (HOSTILE, "padding"),
        id=HOSTILE,
        title=HOSTILE,
        attribution=Attribution(HOSTILE, HOSTILE, HOSTILE),
        reasons=[Reason(HOSTILE, 1.0, 3, len(HOSTILE) - 3), Reason(HOSTILE, -1.0, 0, len(HOSTILE))],
    )


def is_inert(page: Page) -> bool:
    found: bool = page.evaluate(
        "window.owned === undefined && !document.querySelector('img, iframe, base, main a[href^=javascript]')"
    )
    return found


def test_a_hostile_document_is_inert(open_page: Open, hostile: AnnotatedDocument) -> None:
    page = open_page([hostile])
    assert [m.text_content() for m in page.locator(".text mark").all()] == [shown(HOSTILE)] * 2
    page.locator("#d0s1").click()
    assert HOSTILE[:40] in (page.locator("#details").text_content() or "")
    assert page.locator("#details").locator("a, img, script, svg").count() == 0
    page.get_by_role("button", name="Copy as Markdown").click()
    page.get_by_text("Copied.").wait_for()
    assert is_inert(page)


def test_a_hostile_archive_is_inert(open_page: Open, hostile: AnnotatedDocument) -> None:
    page = open_page([hostile, hostile])
    page.get_by_label("Find").fill("<script>")
    page.get_by_label("Find").fill("")
    page.locator("#rows a").nth(1).click()
    page.locator("#d1s1").click()
    assert page.locator("#opened mark").nth(1).text_content() == shown(HOSTILE)
    page.get_by_role("link", name="All documents").click()
    assert is_inert(page)


def test_injected_markup_would_be_stopped_by_the_policy(open_page: Open, article: AnnotatedDocument) -> None:
    page = open_page([article], watched=False)  # the browser logs what it refuses
    blocked = page.evaluate(
        """async () => {
          const names = [];
          addEventListener("securitypolicyviolation", (event) => names.push(event.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "window.owned = 1";
          document.body.append(script);
          const trap = '<p onclick="window.owned = 1" style="color: red">x</p>';
          document.body.insertAdjacentHTML("beforeend", trap);
          document.body.lastChild.click();
          await new Promise((resolve) => setTimeout(resolve, 100));
          return names.sort();
        }"""
    )
    assert blocked == ["script-src-attr", "script-src-elem", "style-src-attr"]
    assert page.evaluate("window.owned") is None


def test_ten_thousand_sentences(open_page: Open, build: Build) -> None:
    labels = ("reporting", "opinion", "padding")
    document = build(*[(f"Sentence number {i} stands here.", labels[i % 3]) for i in range(10_000)])
    page = open_page([document])
    page.set_default_timeout(60_000)
    strip = page.get_by_role("slider", name="Map of the document")
    strip.focus()
    page.keyboard.press("End")
    assert strip.get_attribute("aria-valuenow") == "10000"
    assert "Sentence 10000 of 10000" in page.locator("#details").inner_text()
    page.get_by_role("button", name="Reporting only").click()
    assert page.locator(".text mark").nth(1).is_hidden()


THEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 700}},
    "phone, dark": {"viewport": {"width": 375, "height": 700}, "color_scheme": "dark"},
}


def violations(page: Page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    results = axe.Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:300]} {v['nodes'][0]['failureSummary']}"
        for v in results.response["violations"]
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_a_page(open_page: Open, article: AnnotatedDocument, theme: str) -> None:
    page = open_page([article], **THEMES[theme])
    assert violations(page) == []
    page.locator("#d0s3").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("checkbox", name="opinion", exact=True).uncheck()
    page.locator("#threshold").fill("95")
    assert violations(page) == []
    page.get_by_role("button", name="Reporting only").click()
    assert violations(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_an_index(open_page: Open, article: AnnotatedDocument, build: Build, theme: str) -> None:
    rain = build(("It rained.", "reporting"), id="south/b.txt", title="Rain")
    page = open_page([article, rain], **THEMES[theme])
    assert violations(page) == []
    page.get_by_role("button", name="Words").click()
    page.get_by_role("combobox", name="Source").select_option("south")
    assert violations(page) == []
    page.locator("#rows a:visible").click()
    page.locator("#opened mark").click()
    assert violations(page) == []


def test_a_note_on_the_language_is_shown_and_accessible(open_page: Open, build: Build) -> None:
    text = "Der Rat hat am Montag beschlossen, die alte Bibliothek zu schließen. Das ist nicht gut für die Stadt."
    foreign, english = build((text, "reporting"), id="a.txt"), build(("It rained.", "reporting"), id="b.txt")
    for theme in THEMES.values():
        page = open_page([foreign], **theme)
        assert "This looks like German." in page.get_by_role("note").inner_text()
        assert violations(page) == []
    page = open_page([foreign, english])
    assert "1 document is not in English" in page.get_by_role("note").first.inner_text()
    assert violations(page) == []
