import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.comparison import Comparison, compare
from newsgrain.model.rendering.comparison_terminal import render_comparison_terminal

Build = Callable[..., AnnotatedDocument]
HOSTILE = "\x1b]0;owned\x07\x9b2J\u202eIt rained on Monday."


def test_versions(edited: Comparison) -> None:
    view = render_comparison_terminal(edited)
    assert view.startswith(
        "                                R █ reporting   O ▒ opinion     P ░ padding\n"
        "draft.txt                       83% [56, 100]   9% [0, 31]      7% [0, 26]\n"
        "███████████████████████████████████████████████████████████████████▒▒▒▒▒▒▒░░░░░░\n"
        "9 sentences, 54 words\n"
    )
    assert (
        "= R    Ferry to close\n"
        "> R    The last boat sails in May.\n"
        "~ R    The council voted 7 to 2 on [-Monday.-] {+Tuesday.+}\n"
        "- P    Only time will tell.\n"
        "= O→P  It was a cowardly vote.\n"
        "=      4 sentences kept: 4 reporting\n"
        "+ P    We must all wait and see.\n"
    ) in view
    assert "against" not in view


def test_versions_need_not_be_shown(edited: Comparison) -> None:
    view = render_comparison_terminal(edited, edited=False)
    assert "[-Monday.-]" not in view
    assert "final.txt against draft.txt\n" in view
    assert "final.txt · padding: 12 points more than draft.txt\n" in view


def test_groups_below_each_other_where_it_is_narrow(groups: Comparison) -> None:
    view = render_comparison_terminal(groups, width=40)
    assert (
        "Weekly\n"
        "20 documents, 20 sentences, 60 words\n"
        "█████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░\n"
        "R █ reporting 33% [18, 54]\n"
        "O ▒ opinion   0% [0, 0]\n"
        "P ░ padding   67% [46, 82]\n"
    ) in view
    assert "P  90%  Only time will tell. (padded 1,\n        sentence 1)\n" in view


def test_colour_adds_styles_only(edited: Comparison) -> None:
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", render_comparison_terminal(edited, color=True))
    assert "\x1b[" in render_comparison_terminal(edited, color=True)
    assert "\n".join(line.rstrip() for line in coloured.split("\n")) == render_comparison_terminal(edited)


@pytest.mark.parametrize("width", [1, 20, 30, 60, 80, 300])
@pytest.mark.parametrize("asked", [True, False])
def test_lines_fit(build: Build, width: int, asked: bool) -> None:
    first = build(("漢字" * 60, "reporting"), ("word " * 60 + "x" * 200, "uncertain"), ("Time will tell.", "padding"))
    second = build(("漢字" * 50, "padding"), ("word " * 50 + "x" * 200, "opinion"))
    found = compare([("name " * 30, first), ("n" * 300, second)])
    lines = render_comparison_terminal(found, width=width, edited=asked).split("\n")
    assert max(map(cell_len, lines)) <= max(20, min(width, 100))


@pytest.mark.parametrize("asked", [True, False])
def test_nothing_acts(build: Build, asked: bool) -> None:
    sides = [(HOSTILE, build((HOSTILE, "padding"))), ("\x1b[2J", build((HOSTILE + " Hard.", "padding")))]
    view = render_comparison_terminal(compare(sides), edited=asked)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", view)
    assert "␛]0;owned" in view


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_terminal_encodings(edited: Comparison, encoding: str) -> None:
    view = render_comparison_terminal(edited, encoding=encoding)
    view.encode(encoding)
    assert "= O>P  It was a cowardly vote.\n" in view
    assert "?" not in view
