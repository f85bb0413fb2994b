"""Pages whose shape makes trafilatura's time grow with its square: each ends soon, or is refused."""

import json
import time

import pytest

from newsgrain.corpus.errors import InputError
from newsgrain.corpus.html import html_document
from newsgrain.corpus.page_bounds import MAX_ATTRIBUTE, MAX_DATA, MAX_ELEMENTS

PARAGRAPH = "<p>The level rose by 40 centimetres on Monday, the ministry said, and the road was closed.</p>"
LIMIT = 30
"""Seconds of processor time; without the bounds each shape takes minutes to hours, with them less than two seconds."""


def page(head: str = "", body: str = "") -> str:
    return f"<html><head>{head}</head><body><article><h1>Dam</h1>{PARAGRAPH * 3}{body}</article></body></html>"


def linked(content: str, kind: str = "ld") -> str:
    return page(f'<script type="application/{kind}+json">{content}</script>')


@pytest.mark.parametrize("kind", ["ld", "settings"])
@pytest.mark.parametrize(
    "content",
    [
        '{"a": "' + '\\"' * 200_000,
        '{"author":' * 100_000,
        json.dumps({"@type": "Article", "author": {"name": "(" * 1_000_000}}),
        "[" * 1_000_000,
        '{"person"' * 100_000,
    ],
)
def test_linked_data_that_are_long_or_none_are_passed_over(content: str, kind: str) -> None:
    started = time.process_time()
    document = html_document(linked(content, kind), "a")
    assert time.process_time() - started < LIMIT
    assert "rose by 40 centimetres" in document.text
    assert "author" not in document.metadata


def test_linked_data_within_bounds_are_read() -> None:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "author": {"@type": "Person", "name": "Ida Holm"}}
    assert html_document(linked(json.dumps(told)), "a").metadata["author"] == "Ida Holm"
    assert "author" not in html_document(linked(json.dumps(told | {"x": "y" * MAX_DATA})), "a").metadata


@pytest.mark.parametrize("element", ["<b>a</b> ", "<a href=x>a</a> ", "<h2>abc</h2>", "<p>a b c"])
def test_a_page_of_too_many_elements_is_refused_at_once(element: str) -> None:
    started = time.process_time()
    with pytest.raises(InputError, match=r"more than 20,000 HTML elements.*pass its text as a text file") as caught:
        html_document(page(body=element * (MAX_ELEMENTS + 1)), "a")
    assert caught.value.kind == "too-large"
    assert time.process_time() - started < LIMIT


def test_a_long_page_is_read() -> None:
    body = "".join(f"<p>The level rose by {n} centimetres on day {n}, the ministry said.</p>" for n in range(5_000))
    assert len(html_document(page(body=body), "a").sentences) > 5_000


@pytest.mark.parametrize("name", ["author", "description", "og:title"])
def test_long_attributes_and_titles_are_cut(name: str) -> None:
    started = time.process_time()
    head = f'<meta name="{name}" content="{"<" * 1_000_000}"><title>{"a - " * 200_000}</title>'
    document = html_document(page(head), "a")
    assert time.process_time() - started < LIMIT
    assert "rose by 40 centimetres" in document.text
    assert all(len(value) <= MAX_ATTRIBUTE for value in document.metadata.values())


def test_many_scripts_of_data_are_read_up_to_a_bound() -> None:
    data = json.dumps({"@type": "Article", "author": {"name": "Ida Holm"}, "x": "‹>" * 6_000})
    started = time.process_time()
    html_document(page(f'<script type="application/ld+json">{data}</script>' * 200), "a")
    assert time.process_time() - started < LIMIT


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE " + "/" * 400_000, "<!DOCTYPE " + "/" * 400_000 + ">", "< ! doctype html/>"]
)
def test_a_document_type_is_not_searched(doctype: str) -> None:
    started = time.process_time()
    document = html_document(f"{doctype}\n<html>{page()}", "a")
    assert time.process_time() - started < LIMIT
    assert "rose by 40 centimetres" in document.text


def test_a_tag_of_too_many_attributes_is_refused() -> None:
    started = time.process_time()
    with pytest.raises(InputError, match="a tag of more than 1,000 attributes"):
        html_document(page(body=f"<p {' '.join(f'a{n}=x' for n in range(200_000))}>It rained."), "a")
    some = " ".join(f"a{n}=x" for n in range(500))
    picture = f"<img src='data:image/png;base64,{'A' * 100_000}'>"
    document = html_document(page(body=f"<p {some}>The level fell again by two on Friday.</p>{picture}"), "a")
    assert time.process_time() - started < LIMIT
    assert "fell again" in document.text
