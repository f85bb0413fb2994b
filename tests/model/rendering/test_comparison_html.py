import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.comparison import Comparison, compare
from newsgrain.model.rendering.comparison_html import render_comparison_html

Build = Callable[..., AnnotatedDocument]

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
def test_everything_is_escaped(hostile_comparison: Comparison, asked: bool) -> None:
    page = render_comparison_html(hostile_comparison, edited=asked)
    found = outline(page)
    assert "img" not in found.elements
    assert found.elements.count("script") == 1  # the page's own
    assert not [name for name, _ in found.attributes if name.startswith("on") or name == "style"]
    assert not [value for name, value in found.attributes if name in ("src", "href") and value != "#comparison"]
    assert not re.search("[\x00\x1b\u202e\ud800]", page)
    page.encode("utf-8")
