import base64
import hashlib
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason
from newsgrain.model.rendering.article import shown
from newsgrain.model.rendering.html import render_fragment, render_page, write_page
from newsgrain.model.rendering.visible import visible

Build = Callable[..., AnnotatedDocument]

HOSTILE = "</script></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&<!-- \x00\u202e ]]>"


class Outline(HTMLParser):
    """The elements of a page, the text of its marks, scripts and style sheets."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.marks: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in self.raw:
            self.raw[self._open[-1]].append(data)
        elif "mark" in self._open:
            self.marks[-1] += data


def test_sentences_stand_in_place(article: AnnotatedDocument) -> None:
    outline = Outline(render_page([article]))
    assert outline.marks == [s.text for s in article.sentences]
    classes = [attributes["class"] for tag, attributes in outline.elements if tag == "mark"]
    assert classes == [s.label for s in article.sentences]


def test_hostile_text_stays_text(build: Build) -> None:
    document = build(
        (HOSTILE, "opinion", "heading"),
        (HOSTILE, "padding"),
        id=HOSTILE,
        title=HOSTILE,
        attribution=Attribution(HOSTILE, HOSTILE, HOSTILE),
        reasons=[Reason(HOSTILE, 1.0, 0, len(HOSTILE))],
    )
    harmless = build(("x", "opinion", "heading"), ("x", "padding"), title="x", reasons=[Reason("x", 1.0, 0, 1)])
    for number in (1, 2):
        page = render_page([document] * number)
        outline, expected = Outline(page), Outline(render_page([harmless] * number))
        assert [tag for tag, _ in outline.elements] == [tag for tag, _ in expected.elements]
        assert outline.marks == ([visible(HOSTILE)] * 2 if number == 1 else [])
        assert "\x00" not in page
        assert "\u202e" not in page
        assert not any(name.startswith("on") for _, attributes in outline.elements for name in attributes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(min_size=1))
def test_any_text_is_a_page(build: Build, text: str) -> None:
    document = build((text, "padding"), title=text, reasons=[Reason(text, 1.0, 0, 1)])
    page = render_page([document])
    page.encode("utf-8")
    assert Outline(page).marks == [shown(text)]
    render_page([document, document]).encode("utf-8")


@pytest.mark.parametrize("number", [1, 2])
def test_policy_allows_the_own_style_and_script_only(article: AnnotatedDocument, number: int) -> None:
    outline = Outline(render_page([article] * number))
    (policy,) = [a["content"] for _, a in outline.elements if a.get("http-equiv") == "Content-Security-Policy"]

    def hashed(text: str) -> str:
        return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; style-src '{hashed(outline.raw['style'][0])}'; "
        f"script-src '{hashed(outline.raw['script'][-1])}'; base-uri 'none'; form-action 'none'"
    )
    assert not any("style" in attributes for _, attributes in outline.elements)


@pytest.mark.parametrize("number", [1, 2])
def test_page_needs_no_network(article: AnnotatedDocument, number: int) -> None:
    outline = Outline(render_page([article] * number))
    addresses = [a[name] for _, a in outline.elements for name in ("src", "href") if name in a]
    assert all(address is not None and address.startswith("#") for address in addresses)
    assert "url(" not in re.sub(r"url\(#\w+\)", "", outline.raw["style"][0])


def test_every_link_leads_somewhere(article: AnnotatedDocument) -> None:
    for keep in (None, {"opinion"}):
        outline = Outline(render_page([article], keep=keep))
        ids = {a["id"] for _, a in outline.elements if "id" in a}
        links = {a["href"] for tag, a in outline.elements if tag == "a"}
        assert links
        assert {f"#{name}" for name in ids} >= links


@pytest.mark.parametrize("number", [1, 2])
def test_ids_are_unique_and_labels_name_their_inputs(article: AnnotatedDocument, number: int) -> None:
    outline = Outline(render_page([article] * number))
    ids = [a["id"] for _, a in outline.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["for"] for tag, a in outline.elements if tag == "label" and "for" in a} <= set(ids)


def test_legend_says_what_labels_mean_and_do_not(article: AnnotatedDocument) -> None:
    page = render_page([article])
    assert "something specific that could be checked" in page
    assert "nothing about truth, bias or quality" in page


def test_empty_pages(build: Build, article: AnnotatedDocument) -> None:
    assert "This document has no sentences." in render_page([build()])
    assert "No sentence bears the labels asked for." in render_page(
        [build(("It rained.", "reporting"))], keep=["opinion"]
    )
    assert "0 documents" in render_page([])


@pytest.mark.parametrize("number", [0, 1, 3])
def test_stream_and_string_are_the_same_page(article: AnnotatedDocument, number: int) -> None:
    stream = io.BytesIO()
    write_page(iter([article] * number), stream)
    assert stream.getvalue().decode() == render_page([article] * number)


def test_fragment_is_scoped_and_escaped(build: Build) -> None:
    fragment = render_fragment(build((HOSTILE, "opinion"), title=HOSTILE))
    assert Outline(fragment).marks == ["O" + visible(HOSTILE)]
    assert "<script" not in fragment
    rules = re.findall(
        r"^[^\s{][^{]*\{",
        resources.files("newsgrain.model.rendering").joinpath("fragment.css").read_text(),
        re.M,
    )
    assert rules
    assert all(rule.startswith(".newsgrain-fragment") for rule in rules)


# WCAG 2.2, relative luminance and contrast ratio.
def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_meets_wcag_aa(theme: int) -> None:
    sheet = resources.files("newsgrain.model.rendering").joinpath("palette.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", sheet)
    colours = {name: values[theme] for name, *values in pairs}
    for label in ("reporting", "opinion", "padding"):
        for ground in ("paper", f"{label}-tint"):
            assert contrast(colours["ink"], colours[ground]) >= 4.5
            assert contrast(colours["muted"], colours[ground]) >= 4.5
            assert contrast(colours[label], colours[ground]) >= 4.5
            assert contrast(colours[f"{label}-line"], colours[ground]) >= 3
    assert contrast(colours["ink"], colours["cue"]) >= 4.5
    assert contrast(colours["cue-line"], colours["paper"]) >= 3
    assert contrast(colours["edge"], colours["raised"]) >= 3
