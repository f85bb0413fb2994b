import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.comparison import Comparison, compare
from newsgrain.model.rendering.comparison_html import render_comparison_html

Build = Callable[..., AnnotatedDocument]

HOSTILE = (
    '<script>window.owned=1</script></style></title><img src=x onerror="window.owned=1"> '
    "\u202eevil\x1b[31m\x00 \ud800 & 'quoted' \"text\" of Monday"
)
VOID = {"meta", "img", "br"}


class Outline(HTMLParser):
    """The elements met, and whether every one was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    assert found.open == []
    return found


@pytest.fixture
def hostile(build: Build) -> Comparison:
    before = build((HOSTILE, "reporting"), (HOSTILE + " once", "padding"), ("Cut " + HOSTILE, "opinion"))
    after = build((HOSTILE, "reporting"), (HOSTILE + " twice", "padding"), title=HOSTILE)
    return compare([(HOSTILE, before), ("</h1>" + HOSTILE, after)])


def test_versions_are_one_tracked_text(edited: Comparison) -> None:
    page = render_comparison_html(edited)
    outline(page)
    assert "<title>draft.txt → final.txt – newsgrain</title>" in page
    assert "The council voted 7 to 2 on <del>Monday.</del> <ins>Tuesday.</ins>" in page
    assert '<li class="edit cut">' in page
    assert "<del>Only time will tell.</del>" in page
    assert "<ins>We must all wait and see.</ins>" in page
    assert 'class="told">kept, opinion, then padding: </span>' in page
    assert '<li class="edit kept heading">' in page
    assert page.count("<details>") == 1
    row = re.search(r"padding</th>(.*?)</tr>", page[page.index("What the edit did") :])
    assert row is not None
    cells = re.sub("<.*?>", "", row[1].replace("</td>", "|"))
    assert cells == "4 (1)|−4 (−1)|+6 (+1)|+5 (+1)|0|11 (2)|"


def test_groups(groups: Comparison) -> None:
    page = render_comparison_html(groups)
    outline(page)
    assert "<title>Daily · Weekly – newsgrain</title>" in page
    assert 'aria-label="Shares of words: reporting 33%, opinion 0%, padding 67%"' in page
    assert "−67 points [−82, −46]" in page
    assert '<q class="padding" dir="auto">Only time will tell.</q>' in page
    assert "What the edit did" not in page


def test_many_sides_and_one_without_words(build: Build) -> None:
    page = render_comparison_html(
        compare([("empty", build()), *((f"g{n}", build(("One.", "padding"))) for n in range(9))])
    )
    outline(page)
    assert "<title>empty · g0 · g1 · g2 and 6 more – newsgrain</title>" in page
    assert page.count('role="rowheader"') == 10
    assert "no words" in page


@pytest.mark.parametrize("asked", [True, False])
def test_everything_is_escaped(hostile: Comparison, asked: bool) -> None:
    page = render_comparison_html(hostile, edited=asked)
    found = outline(page)
    assert not {"script", "img"} & set(found.elements)
    assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"]
    assert not [value for name, value in found.attributes if name in ("src", "href") and value != "#comparison"]
    assert not re.search("[\x00\x1b\u202e\ud800]", page)
    page.encode("utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = Path("/usr/bin/chromium")
    if not chromium.exists():
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("name", ["edited", "groups", "hostile"])
def test_pages_are_accessible_and_fit(
    browser: Any, request: pytest.FixtureRequest, tmp_path: Path, name: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    (tmp_path / "page.html").write_text(render_comparison_html(request.getfixturevalue(name)), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto((tmp_path / "page.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(run => run.open = true)")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("asked", [True, False])
def test_a_hostile_document_does_nothing(browser: Any, hostile: Comparison, tmp_path: Path, asked: bool) -> None:
    (tmp_path / "page.html").write_text(render_comparison_html(hostile, edited=asked), encoding="utf-8")
    page = browser.new_page()
    requested: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "page.html").as_uri())
    assert page.evaluate("window.owned") is None
    assert page.evaluate("document.querySelectorAll('script, img').length") == 0
    assert "<script>window.owned=1</script>" in page.inner_text("main")
    assert requested == [(tmp_path / "page.html").as_uri()]
    assert said == []
    page.close()


@pytest.mark.browser
def test_kept_sentences_open_by_keyboard(browser: Any, edited: Comparison, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(render_comparison_html(edited), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    kept = page.get_by_text("Boat 2 left quay 2 at noon.")
    assert not kept.is_visible()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert kept.is_visible()
    page.close()
