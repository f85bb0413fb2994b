"""Segmentation: hard cases worked out by hand, and what must hold for every string."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrain.corpus.document import Sentence
from newsgrain.corpus.segment import segment

# One case a line: sentences parted by " | ", which stands for a space.
HARD_CASES = """
Dr. Smith met Mrs. Okoro. | They agreed.
U.S. officials left early. | The talks failed.
He moved to the U.S. in 1990. | He stayed.
He lives in the U.S. | He likes it.
The train left at 5 p.m. on Monday. | Nobody waved.
The train left at 5 p.m. | The platform was empty.
J. K. Laurens wrote it. | George W. Tarrant sold it.
J.D. Marlowe met the board. | It fell silent.
Prices rose 3.5 percent to $4.20 a litre. | Wages did not.
It cost 1.5 million. | No. 7 was the cheapest.
Gov. Ana Ruiz and Sen. Lee Park spoke. | Rep. Dow did not.
Lt. Col. Amadi led them. | Maj. Gen. Rossi followed.
Amb. Farouk and Atty. Lane signed. | So did Cllr. Wray.
The firm, Halden Inc., fell. | Brook Corp. rose.
She holds a Ph.D. from Leeds. | He has none.
“We lost. | We will be back. | Wait for us.” | Ruiz left.
"We lost. | We will be back." | Ruiz left.
''We lost. | We will be back.'' | Ruiz left.
``We lost. | We will be back.'' | Ruiz left.
‘We lost. | We will be back.’ | Ruiz left.
'We lost. | We will be back.' | Ruiz left.
«We lost. | We will be back.» | Ruiz left.
“We lost,” said Ruiz. | “We will be back.”
Ruiz said: “We lost. | Wait for us.” | Then she left.
“Why us?” asked Ruiz. | “Who knows?” | Nobody did.
“Why us?” Ruiz asked. | Nobody knew.
“Stop!” she cried. | “Stop at once!”
“We lost. | Why us?” he asked.
He called it “a plot. | A shame,” and left.
Then he left… | Then she left. | Why?
He paused ... then left. | She stayed.
The … council met.
He asked if it rained. | It did! | Really?! | Yes.
(The vote was late. | It was raining.) | It passed.
[The vote was late. | It was raining.] | It passed.
The law (see Art. 4. It is short) was passed. | It holds.
The mayor (who is 61) left. | The council stayed.
See https://example.org/a.b?c=D.E for more. | It is free.
Write to news@example.org. | We answer.
The dogs' owners left. | 'Tis a pity. | It's over.
It was 5 o'clock. | He'd gone.
The dam held.[12] | The road did not.
Great! | 😀 Next one. | Done 👍🏽!
iPhone sales fell. | iPad sales rose. | eBay closed.
It left.The end came.
He left . | She stayed .
Jan. 5 was cold. | Feb. 6 was not.
Mr. Lee vs. Mrs. Lee was heard on Tuesday. | It ended.
**Bold words end here.** | Plain ones follow.
"""


def texts(text: str) -> list[str]:
    return [unit.text for unit in segment(text)]


@pytest.mark.parametrize("case", HARD_CASES.strip().splitlines())
def test_hard_case(case: str) -> None:
    expected = case.split(" | ")
    if case == "It left.The end came.":  # no space to cut at
        expected = ["It left.", "The end came."]
    assert texts(case.replace(" | ", " ")) == expected


def test_units_know_role_and_paragraph() -> None:
    text = "Dam holds after storm\n\nThe dam held. Nobody was hurt.\n\n- Built: 1931. By hand.\n\nPhoto: Ann Lee"
    assert segment(text) == (
        Sentence("Dam holds after storm", 0, 21, "heading", 0),
        Sentence("The dam held.", 23, 36, "text", 1),
        Sentence("Nobody was hurt.", 37, 53, "text", 1),
        Sentence("- Built: 1931.", 55, 69, "list_item", 2),
        Sentence("By hand.", 70, 78, "list_item", 2),
        Sentence("Photo: Ann Lee", 80, 94, "caption", 3),
    )


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u2028", "\u3000", "\x85", " \u00a0", "(\u00a0"])
def test_a_wide_blank_before_a_full_stop_is_no_end(blank: str) -> None:
    text = f"They took vitamin A{blank}. It rained."
    check_spans(text, segment(text))  # sentencex panics when it sees this


def test_list_marker_stays_with_its_item() -> None:
    assert texts("1. Go home. Stay there.\n2) Read.\na) Sleep.") == [
        "1. Go home.",
        "Stay there.",
        "2) Read.",
        "a) Sleep.",
    ]


def test_quotation_over_paragraphs() -> None:
    text = "“We lost the vote.\n\n“We will try again. Soon.”"
    assert [(u.text, u.paragraph) for u in segment(text)] == [
        ("“We lost the vote.", 0),
        ("“We will try again.", 1),
        ("Soon.”", 1),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", "\t\u2028\u00a0\x0c", "\x85"])
def test_blank_text_has_no_units(text: str) -> None:
    assert segment(text) == ()


@pytest.mark.parametrize("text", ["Yes", "x", "…", "\ufeff", "\u200b", "\0", "\ud800", "😀", "\u0301", "”"])
def test_one_character_or_word_is_one_unit(text: str) -> None:
    assert segment(text) == (Sentence(text, 0, len(text)),)


def test_invisible_characters_belong_to_the_unit_they_touch() -> None:
    assert texts("\ufeffThe dam held.\n\u200b\nIt rained.\u200f") == [
        "\ufeffThe dam held.\n\u200b",
        "It rained.\u200f",
    ]
    assert texts("\u200b\nThe dam held.") == ["\u200b\nThe dam held."]


def test_line_ends_of_all_kinds_part_paragraphs() -> None:
    for end in ("\r\n\r\n", "\r\r", "\n\n", "\u2028\u2028", "\u2029", "\x0c", "\r\n \r\n"):
        units = segment(f"The dam held.{end}It rained.")
        assert [(u.text, u.paragraph) for u in units] == [("The dam held.", 0), ("It rained.", 1)]


def test_known_blocks_decide() -> None:
    text = "Is it safe? Yes.\nThe dam held. It rained."
    units = segment(text, [(0, 16, "heading"), (17, 41, "text")])
    assert [(u.text, u.role, u.paragraph) for u in units] == [
        ("Is it safe? Yes.", "heading", 0),
        ("The dam held.", "text", 1),
        ("It rained.", "text", 1),
    ]


def test_text_outside_known_blocks_is_kept() -> None:
    units = segment("Before. Title. After. More.", [(8, 14, "heading")])
    assert [(u.text, u.role) for u in units] == [
        ("Before.", "text"),
        ("Title.", "heading"),
        ("After.", "text"),
        ("More.", "text"),
    ]


@pytest.mark.parametrize("blocks", [[(0, 99, "text")], [(3, 5, "text"), (0, 2, "text")], [(4, 2, "text")]])
def test_impossible_blocks_are_refused(blocks: list[tuple[int, int, str]]) -> None:
    with pytest.raises(ValueError, match="blocks must be in order"):
        segment("The dam held.", blocks)  # type: ignore[arg-type]


def check_spans(text: str, units: tuple[Sentence, ...]) -> None:
    at = 0
    for unit in units:
        assert text[unit.start : unit.end] == unit.text
        assert unit.start >= at
        assert not text[at : unit.start].strip()
        assert unit.text == unit.text.strip() != ""
        at = unit.end
    assert not text[at:].strip()
    assert all(b.paragraph - a.paragraph in (0, 1) for a, b in pairwise(units))


PIECES = st.sampled_from(
    [
        *" \n\r\t.!?,;:()[]{}<>\"'`*#-…“”‘’«»1aZé",
        *(
            "\r\n",
            "\n\n",
            "\ufeff",
            "\u200b",
            "\u200f",
            "\u2028",
            "\x0c",
            "\0",
            "\ud83d",
            "\u0301",
            "😀",
            "''",
            "``",
        ),
        *(
            "The dam held. ",
            "“We lost. ",
            "Why?” ",
            "he asked",
            "Dr. ",
            "U.S. ",
            "p.m. ",
            "- ",
            "1. ",
            "a) ",
            "# ",
        ),
        *(
            "Photo: ",
            "(AP Photo/A. Lee)",
            "https://a.b/C.D",
            "a@b.co",
            "[1]",
            "J.D. ",
            "e.g. ",
            "said\nthe",
            "... ",
        ),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=600, deadline=None)
def test_spans_are_exact_for_news_like_strings(text: str) -> None:
    check_spans(text, segment(text))


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=300, deadline=None)
def test_spans_are_exact_for_any_string(text: str) -> None:
    check_spans(text, segment(text))


@given(st.lists(PIECES, max_size=40).map("".join), st.lists(st.integers(0, 120), max_size=8))
@settings(max_examples=200, deadline=None)
def test_spans_are_exact_with_known_blocks(text: str, numbers: list[int]) -> None:
    cuts = sorted(min(number, len(text)) for number in numbers)
    blocks = [(a, b, "list_item") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    check_spans(text, segment(text, blocks))  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["The dam held.", "It rained, officials said.", "Nobody was hurt."]), min_size=1))
@settings(deadline=None)
def test_windows_leave_no_trace(sentences: list[str]) -> None:
    block = " ".join(sentences * 60)
    assert texts(block) == sentences * 60


HUGE = {
    "one token": "a" * 10_000_000,
    "blank lines": "\n" * 1_000_000,
    "open quotes": "“ " * 300_000,
    "quotes never closed": "“Aa bb cc. " * 50_000,
    "single quotes": "' " * 300_000,
    "brackets never closed": "Aa (bb cc. Dd " * 50_000,
    "addresses": "a@b.co. " * 100_000,
    "dots": "." * 1_000_000,
    "spaces": "a" + " " * 1_000_000 + "b",
    "questions": 'aa?" ' * 100_000,
    "questions with tags": "'Why?' Ann said " * 60_000,
    "invisible lines": "\u200b\n" * 200_000,
    "list markers": "- " * 300_000,
    "short lines": "a\n" * 200_000,
    "credits": "(Photo by " * 60_000,
    "marks and no word": "<!--" * 200_000,
    "no word up to the end": "! " * 300_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_time_is_linear(name: str) -> None:
    started = time.process_time()
    units = segment(HUGE[name])
    # Each takes less than 0.6 s; anything quadratic takes minutes.
    assert time.process_time() - started < 10
    check_spans(HUGE[name], units)
