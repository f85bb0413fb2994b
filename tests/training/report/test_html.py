"""The page: inert, complete, legible."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from newsgrain.training.evaluation import Evaluation
from newsgrain.training.report.html import render_html, style_sheet

STYLE = style_sheet()


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_nothing_of_the_text_acts(evaluation: Evaluation) -> None:
    page = Page(render_html(evaluation))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "i", "u", "em", "iframe", "img", "link"}
    assert len(page.named("style")) == 1
    assert "<script>alert(1)</script>" in page.text
    assert "\x1b" not in page.text
    assert "\u202e" not in page.text


def test_the_policy_allows_the_style_sheet_alone(evaluation: Evaluation) -> None:
    source = render_html(evaluation)
    (sheet,) = re.findall(r"<style>(.*?)</style>", source, re.S)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    (policy,) = (m["content"] for m in Page(source).named("meta") if m.get("http-equiv"))
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"\sstyle=|https?://|@import|url\(", source.replace(sheet, "") + sheet)


def test_links_lead_to_sections_and_names_are_given_once(evaluation: Evaluation) -> None:
    page = Page(render_html(evaluation))
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    links = [a["href"] for a in page.named("a")]
    assert len(links) == 10  # nine sections and the way past the headline
    assert {str(link)[1:] for link in links} <= set(ids)


def test_labels_bear_letters_beside_their_colours(evaluation: Evaluation) -> None:
    source = render_html(evaluation)
    for label, letter in (("reporting", "R"), ("opinion", "O"), ("padding", "P")):
        assert re.search(rf'class="badge {label}" aria-hidden="true">{letter}</span> {label}', source)


def test_a_wide_table_can_be_scrolled_by_keyboard(evaluation: Evaluation) -> None:
    page = Page(render_html(evaluation))
    regions = [a for a in page.named("div") if a.get("class") == "scroll"]
    assert len(regions) == len(page.named("table")) == 8
    assert all(a["tabindex"] == "0" and a["role"] == "region" and a["aria-labelledby"] for a in regions)
    assert all(a.get("scope") in ("row", "col") for a in page.named("th"))


def test_the_errors_say_who_and_why(evaluation: Evaluation) -> None:
    text = " ".join(Page(render_html(evaluation)).text.split())
    assert "labelled P padding taken for R reporting 0.98 </style>, sentence 31" in text
    assert re.search(r"An annotator agrees with the model\. ?\+1\.25 a number <em>7</em> ?-0\.50 wording: “red”", text)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_meets_wcag_aa(scheme: int) -> None:
    pairs = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", STYLE)
    colours = {name: values[scheme] for name, *values in pairs}
    grounds = {"ink": ["paper", "warning"], "muted": ["paper"]}
    grounds |= {label: [f"{label}-tint"] for label in ("reporting", "opinion", "padding")}
    for ink, papers in grounds.items():
        for paper in papers:
            assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
    for drawn in ("reporting", "edge"):
        assert contrast(colours[drawn], colours["paper"]) >= 3, drawn
