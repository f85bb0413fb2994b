import re
from collections.abc import Callable

import pytest

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.article import article_blocks, escape

Build = Callable[..., AnnotatedDocument]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("</script></style>", "&lt;/script&gt;&lt;/style&gt;"),
        ("\"'&", "&quot;&#x27;&amp;"),
        ("\x00\x1b", "␀␛"),
        ("\u202eevil", "⟨U+202E⟩evil"),
        ("\udc00", "⟨U+DC00⟩"),
    ],
)
def test_every_character_is_escaped(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_blocks_by_role(build: Build) -> None:
    document = build(
        ("Storm", "reporting", "heading"),
        ("It rained.", "reporting"),
        ("A shame!", "opinion"),
        ("First", "padding", "list_item"),
        ("- Second", "padding", "list_item"),
        ("A boat.", "uncertain", "caption"),
    )
    assert article_blocks(document, 2) == (
        '<h3 dir="auto"><mark class="reporting" id="d2s0">Storm</mark></h3>\n'
        '<p dir="auto"><mark class="reporting" id="d2s1">It rained.</mark> '
        '<mark class="opinion" id="d2s2">A shame!</mark></p>\n'
        "<ul>\n"
        '<li dir="auto"><mark class="padding" id="d2s3">First</mark></li>\n'
        '<li class="marked" dir="auto"><span class="marker">- </span>'
        '<mark class="padding" id="d2s4">Second</mark></li>\n'
        "</ul>\n"
        '<p class="caption" dir="auto"><mark class="uncertain" id="d2s5">A boat.</mark></p>'
    )


def test_a_list_at_the_end_is_closed(build: Build) -> None:
    assert article_blocks(build(("One", "padding", "list_item")), 0).endswith("</li>\n</ul>")


def test_kept_sentences_have_their_own_ids(article: AnnotatedDocument) -> None:
    blocks = article_blocks(article, 0, keep={"opinion"})
    assert blocks.count("<mark") == 1
    assert 'id="d0s3"' in blocks


def test_badges_are_text(build: Build) -> None:
    blocks = article_blocks(build(("A shame!", "opinion")), 0, badges=True)
    assert '<mark class="opinion" title="opinion, 90%"><sup>O</sup>A shame!</mark>' in blocks


def test_headings_keep_their_depth_without_leaps(build: Build) -> None:
    texts = ("# Storm", "### Damage", "## What now", "Sources\n-------")
    blocks = article_blocks(build(*((text, "padding", "heading") for text in texts)), 0)
    assert re.findall(r"<h(\d)", blocks) == ["3", "4", "4", "4"]
