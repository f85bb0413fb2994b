import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason
from newsgrain.model.rendering.html import render_fragment, render_page
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

    @property
    def data(self) -> dict[str, dict[str, object]]:
        """What the panel of details shows."""
        return json.loads(self.raw["script"][0])  # type: ignore[no-any-return]


def test_sentences_stand_in_place(article: AnnotatedDocument) -> None:
    outline = Outline(render_page([article]))
    assert outline.marks == [s.text for s in article.sentences]
    classes = [attributes["class"] for tag, attributes in outline.elements if tag == "mark"]
    assert classes == [s.label for s in article.sentences]


def test_details_of_a_sentence(build: Build) -> None:
    document = build(
        ("It rained, Ida Holm said.", "reporting"),
        confidence=0.8,
        attribution=Attribution("Ida Holm", "said", None),
        reasons=[Reason("a named source", 1.234, 11, 19)],
    )
    assert Outline(render_page([document])).data == {
        "d0s0": {
            "label": "reporting",
            "confidence": 0.8,
            "probabilities": [0.8, 0.1, 0.1],
            "attribution": ["Ida Holm", "said", ""],
            "reasons": [["a named source", 1.23, "Ida Holm"]],
        }
    }


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
    page = render_page([document, document])
    expected = Outline(render_page([harmless, harmless]))
    outline = Outline(page)
    assert [tag for tag, _ in outline.elements] == [tag for tag, _ in expected.elements]
    assert outline.marks == [visible(HOSTILE)] * 4
    assert "\x00" not in page
    assert "\u202e" not in page
    assert not any(name.startswith("on") for _, attributes in outline.elements for name in attributes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(min_size=1))
def test_any_text_is_a_page(build: Build, text: str) -> None:
    page = render_page([build((text, "padding"), title=text, reasons=[Reason(text, 1.0, 0, 1)])])
    page.encode("utf-8")
    outline = Outline(page)
    assert [mark.replace("\r", "\n") for mark in outline.marks] == [visible(text).replace("\r", "\n")]


def test_policy_allows_the_own_style_and_script_only(article: AnnotatedDocument) -> None:
    outline = Outline(render_page([article]))
    (policy,) = [a["content"] for _, a in outline.elements if a.get("http-equiv") == "Content-Security-Policy"]

    def hashed(text: str) -> str:
        return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; style-src '{hashed(outline.raw['style'][0])}'; "
        f"script-src '{hashed(outline.raw['script'][1])}'; base-uri 'none'; form-action 'none'"
    )
    assert not any("style" in attributes for _, attributes in outline.elements)


def test_page_needs_no_network(article: AnnotatedDocument) -> None:
    outline = Outline(render_page([article]))
    addresses = [a[name] for _, a in outline.elements for name in ("src", "href") if name in a]
    assert all(address is not None and address.startswith("#") for address in addresses)
    assert "url(" not in re.sub(r"url\(#\w+\)", "", outline.raw["style"][0])


def test_every_link_leads_somewhere(article: AnnotatedDocument) -> None:
    for keep in (None, {"opinion"}):
        outline = Outline(render_page([article, article], keep=keep))
        ids = {a["id"] for _, a in outline.elements if "id" in a}
        links = {a["href"] for tag, a in outline.elements if tag == "a"}
        assert links
        assert {f"#{name}" for name in ids} >= links


def test_ids_are_unique_and_labels_name_their_inputs(article: AnnotatedDocument) -> None:
    outline = Outline(render_page([article, article]))
    ids = [a["id"] for _, a in outline.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["for"] for tag, a in outline.elements if tag == "label" and "for" in a} <= set(ids)


def test_legend_says_what_labels_mean_and_do_not(article: AnnotatedDocument) -> None:
    page = render_page([article])
    assert "something specific that could be checked" in page
    assert "nothing about truth, bias or quality" in page


def test_index_stands_above_several_documents(build: Build, article: AnnotatedDocument) -> None:
    assert 'class="index"' not in render_page([article])
    page = render_page([article, build(("It rained.", "reporting"), title="Rain")])
    assert "<title>2 documents – newsgrain</title>" in page
    assert page.index('<a href="#d1" dir="auto">Rain</a>') < page.index('<article id="d0"')


def test_empty_pages(build: Build) -> None:
    assert "This document has no sentences." in render_page([build()])
    assert "0 documents" in render_page([])


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


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
def test_contrast_meets_wcag_aa(theme: int) -> None:
    sheet = resources.files("newsgrain.model.rendering").joinpath("page.css").read_text(encoding="utf-8")
    roots = re.findall(r":root \{([^}]*--paper[^}]*)\}", sheet)
    colours = dict(
        re.findall(
            r"--([\w-]+): (#[0-9a-f]{6})",
            re.sub(r"#([0-9a-f])([0-9a-f])([0-9a-f])\b", r"#\1\1\2\2\3\3", roots[theme]),
        )
    )
    for label in ("reporting", "opinion", "padding"):
        for ground in ("paper", f"{label}-tint"):
            assert contrast(colours["ink"], colours[ground]) >= 4.5
            assert contrast(colours["muted"], colours[ground]) >= 4.5
            assert contrast(colours[label], colours[ground]) >= 4.5
            assert contrast(colours[f"{label}-line"], colours[ground]) >= 3
