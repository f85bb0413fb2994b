import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason
from newsgrain.model.rendering.terminal import render_terminal

Build = Callable[..., AnnotatedDocument]

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_whole_view(build: Build) -> None:
    document = build(
        ("It rained on Monday.", "reporting"),
        ("Only time will tell.", "padding"),
        ("A shame!", "opinion"),
    )
    assert render_terminal(document, width=40) == (
        "a\n"
        "\n"
        "R  90%  It rained on Monday.\n"
        "P  90%  Only time will tell.\n"
        "O  90%  A shame!\n"
        "\n"
        "████████████████▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░\n"
        "R █ reporting   40%  1 sentence\n"
        "O ▒ opinion     20%  1 sentence\n"
        "P ░ padding     40%  1 sentence\n"
        "Information density: 40% of 10 words\n"
        "report.\n"
        "Longest padding run: 1 sentence, from\n"
        "sentence 2.\n"
        "\n"
    )


def test_colour_adds_styles_only(article: AnnotatedDocument) -> None:
    plain = render_terminal(article)
    coloured = render_terminal(article, color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    stripped = "\n".join(line.rstrip() for line in ANSI.sub("", coloured).split("\n"))
    assert stripped == plain


def test_heading_is_bold(build: Build) -> None:
    view = render_terminal(build(("Storm", "reporting", "heading")), color=True)
    assert "\x1b[1mStorm" in view


@pytest.mark.parametrize("width", [1, 20, 30, 40, 80, 500])
def test_lines_fit(build: Build, width: int) -> None:
    document = build(
        ("漢字" * 60, "reporting"),
        ("word " * 60 + "x" * 200, "opinion"),
        ("👩‍👩‍👧‍👦 " * 20, "padding"),
        ("שלום " * 40, "uncertain"),
        title="t" * 300,
        attribution=Attribution("A speaker with a long name", "said", None),
        reasons=[Reason("the rest of the document, all of it", 1.0, 0, 5)],
    )
    lines = render_terminal(document, width=width, explain=True).split("\n")
    assert max(map(cell_len, lines)) <= max(20, min(width, 100))


def test_paragraphs_are_set_apart_and_list_items_are_not(build: Build) -> None:
    document = build(
        ("Plan", "reporting", "heading"),
        ("- one", "reporting", "list_item"),
        ("- two", "padding", "list_item"),
    )
    body = render_terminal(document).split("\n")[2:6]
    assert body == ["R  90%  Plan", "", "R  90%  - one", "P  90%  - two"]


def test_reasons_are_shown_on_demand_in_words(build: Build) -> None:
    document = build(
        ("The council voted 7 to 2.", "reporting"),
        attribution=Attribution("Mayor Ida Holm", "said", None),
        reasons=[
            Reason("figures", 1.25, 18, 19),
            Reason("its place at the top", -1.0, 0, 25),
            Reason("wording: “council”", 0.4, 4, 11),
            Reason("an event", -0.3, 12, 17),
        ],
    )
    assert "figures" not in render_terminal(document)
    explained = render_terminal(document, explain=True).split("\n")
    assert explained[2:7] == [
        "R  90%  The council voted 7 to 2.",
        "        speaker: Mayor Ida Holm, said",
        "        because: figures “7”; wording: “council”",
        "        against: its place at the top; an event “voted”",
        "",
    ]


def test_a_long_stretch_of_words_is_cut_short(build: Build) -> None:
    text = "The council closed the library and the ferry and the school on Monday."
    document = build((text, "reporting"), reasons=[Reason("names", 0.5, 4, len(text))])
    assert "because: names “council closed the library and the ferr…”\n" in render_terminal(document, explain=True)


def test_at_thirty_columns(build: Build) -> None:
    view = render_terminal(build(("It rained on Monday in the capital.", "reporting"), id="article.txt"), width=30)
    assert view == (
        "article.txt\n"
        "\n"
        "R  90%  It rained on Monday in\n"
        "        the capital.\n"
        "\n"
        "██████████████████████████████\n"
        "R █ reporting  100%\n"
        "    1 sentence\n"
        "O ▒ opinion      0%\n"
        "    0 sentences\n"
        "P ░ padding      0%\n"
        "    0 sentences\n"
        "Information density: 100% of 7\n"
        "words report.\n"
        "Longest padding run: none.\n"
        "\n"
    )


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437", "utf-8"])
def test_every_terminal_encoding_holds_the_view(build: Build, encoding: str) -> None:
    document = build(("“We had no choice” – 漢字…", "reporting"), ("Why?", "padding"), ("Bad.", "opinion"))
    view = render_terminal(document, width=40, encoding=encoding, explain=True)
    view.encode(encoding)
    fills = [next(line for line in view.split("\n") if line.startswith(letter))[:1] for letter in "ROP"]
    assert fills == ["R", "O", "P"]
    bar = next(line for line in view.split("\n") if len(line) == 40 and " " not in line)
    assert len(set(bar)) == 3


def test_what_an_encoding_lacks_is_replaced_by_its_like(build: Build) -> None:
    view = render_terminal(build(("“Why?” – Ærø…", "reporting")), encoding="ascii")
    assert 'R  90%  "Why?" - ?r?...\n' in view


def test_keep_leaves_the_summary_whole(article: AnnotatedDocument) -> None:
    view = render_terminal(article, keep={"opinion"})
    assert "cowardly" in view
    assert "7 to 2" not in view
    assert view.split("\n")[-8:] == render_terminal(article).split("\n")[-8:]


def test_empty_document(build: Build) -> None:
    assert "0% of 0 words" in render_terminal(build())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(), title=st.text())
def test_no_control_character_of_the_document_is_emitted(build: Build, text: str, title: str) -> None:
    hostile = "\x1b]0;owned\x07\x9b2J\u202e" + text
    view = render_terminal(build((hostile, "padding"), title=hostile + title))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", view)
    assert "␛]0;owned" in view
