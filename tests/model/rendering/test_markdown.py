from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.markdown import escape_markdown, render_markdown
from newsgrain.model.rendering.visible import visible_line

Build = Callable[..., AnnotatedDocument]

# rich depends on markdown-it, so that a real parser is at hand.
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def body(document: AnnotatedDocument) -> str:
    return render_markdown(document).split("---\n\n", 1)[1]


def test_sentences_are_marked(build: Build) -> None:
    document = build(
        ("It rained.", "reporting"),
        ("A shame!", "opinion"),
        ("Time will tell.", "padding"),
        ("Hm.", "uncertain"),
    )
    assert body(document) == "It rained. *A shame\\!* `O` ~~Time will tell.~~ `P` Hm. `?`\n"
    rendered = PARSER.render(body(document))
    assert "<em>A shame!</em>" in rendered
    assert "<s>Time will tell.</s>" in rendered


def test_roles_become_blocks(article: AnnotatedDocument, build: Build) -> None:
    text = body(article)
    assert text.startswith("### Council votes to close the ferry\n\n")
    assert "\n\n> A rope on the quay. `?`\n" in text
    listed = build(("# Plan", "reporting", "heading"), ("- one", "padding", "list_item"))
    assert body(listed) == "### Plan\n\n- ~~one~~ `P`\n"


def test_totals(build: Build) -> None:
    document = build(("It rained today.", "reporting"), ("Hm.", "padding"), title="A | B")
    head = render_markdown(document).split("\n")
    assert head[0] == "## A \\| B"
    assert head[2:7] == [
        "| label | sentences | words | share of words |",
        "| :-- | --: | --: | --: |",
        "| reporting | 1 | 3 | 75% |",
        "| opinion | 0 | 0 | 0% |",
        "| padding | 1 | 1 | 25% |",
    ]
    assert "truth, bias or quality" in render_markdown(document)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "# no heading",
        "- no item",
        "+ no item",
        "12. no item",
        "> no quote",
        "*no* __no__ ~~no~~ `no`",
        "[no](javascript:x) ![no](y) <https://no.example>",
        "a | b",
        "&lt; &amp;",
        "=====",
        "$x$ \\(y\\)",
        "trailing backslash \\",
    ],
)
def test_text_shows_as_it_is(text: str) -> None:
    tokens = PARSER.parse(escape_markdown(text))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {t.type for t in children} <= {"text", "text_special"}
    assert "".join(t.content for t in children).replace("\u2060", "") == text


@given(st.text())
def test_nothing_in_a_document_becomes_markup(text: str) -> None:
    tokens = PARSER.parse("x " + escape_markdown(text))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    shown = "".join(t.content for t in tokens[1].children or [])
    assert shown.replace("\u2060", "") == f"x {visible_line(text)}".replace("\u2060", "").rstrip()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("@octocat", "@\u2060octocat"),
        ("see #12", "see \\#\u206012"),
        ("https://a.example", "https:\u2060//a.example"),
        ("www.a.example", "www\u2060.a.example"),
        ("me@a.example", "me@\u2060a.example"),
    ],
)
def test_nothing_is_linked_or_notified(text: str, plain: str) -> None:
    assert escape_markdown(text) == plain


def test_keep_and_empty(article: AnnotatedDocument, build: Build) -> None:
    assert "cowardly" not in render_markdown(article, keep={"padding"})
    assert body(build()) == "\n"
