"""Blocks of plain text, on layouts as they are met."""

import pytest

from newsgrain.corpus.block import find_blocks, is_caption

WRAPPED = """\
The council voted on Tuesday to close the swimming hall in the north of
the town, which has been losing money since the storm of last winter
damaged its roof. Members of the swimming club, some of whom had come
to the meeting in bathing caps, left before the count.

The hall will shut in June. A spokesman for the owner of the land said
that nothing had been decided about what was to become of it.
"""


def blocks_of(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], role) for start, end, role in find_blocks(text)]


def test_hard_wrapped_lines_are_joined() -> None:
    blocks = blocks_of(WRAPPED)
    assert [role for _, role in blocks] == ["text", "text"]
    assert blocks[0][0].endswith("before the count.")
    assert [text for text, _ in blocks_of(WRAPPED.replace("\n", "\r\n"))] == [
        text.replace("\n", "\r\n") for text, _ in blocks
    ]


def test_short_line_ends_a_paragraph_of_wrapped_text() -> None:
    text = WRAPPED.replace("\n\nThe hall", "\nThe hall")
    assert [block.split()[-1] for block, _ in blocks_of(text)] == ["count.", "it."]


def test_one_paragraph_a_line_is_kept_apart() -> None:
    text = "Council shuts hall\nThe council voted to close the hall.\nIt lost money. It leaked.\nMembers left."
    assert blocks_of(text) == [
        ("Council shuts hall", "heading"),
        ("The council voted to close the hall.", "text"),
        ("It lost money. It leaked.", "text"),
        ("Members left.", "text"),
    ]


def test_line_broken_in_mid_sentence_is_joined_anywhere() -> None:
    text = "The council,\nwhich met late, voted.\nIt was led by the mayor\nand her deputy.\nThey left."
    assert [block for block, _ in blocks_of(text)] == [
        "The council,\nwhich met late, voted.",
        "It was led by the mayor\nand her deputy.",
        "They left.",
    ]


def test_number_at_the_start_of_a_wrapped_line_is_no_list() -> None:
    text = WRAPPED.replace("of\nthe town", "of\n12. the town")
    assert [role for _, role in blocks_of(text)] == ["text", "text"]


@pytest.mark.parametrize("marker", ["-", "*", "•", "–", "1.", "12)", "(3)", "a)", "(b)", "iv)"])
def test_list_items(marker: str) -> None:
    text = f"Three things changed:\n{marker} The hall shut.\n{marker} The roof leaked\nand was mended."
    assert blocks_of(text) == [
        ("Three things changed:", "text"),
        (f"{marker} The hall shut.", "list_item"),
        (f"{marker} The roof leaked\nand was mended.", "list_item"),
    ]


@pytest.mark.parametrize("line", ["-5 degrees were measured.", "1.5 million came.", "3.", "-", "A. Lee spoke."])
def test_what_is_no_list_item(line: str) -> None:
    assert blocks_of(line) == [(line, "text")]


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: A man walks past the hall.",
        "Photo: Ann Lee",
        "Picture: Harbour Agency",
        "Image: The hall in 1931",
        "PHOTO - The hall at dawn.",
        "Image caption The hall at dawn",
        "(AP Photo/Ann Lee)",
        "A man walks past the hall on Friday. (AP Photo/Ann Lee)",
        "A man walks past the hall. REUTERS/Ann Lee/File Photo",
        "The hall in June (Photo by Ann Lee/Getty Images)",
        "(Xinhua/Ann Lee)",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(line)
    assert blocks_of(f"The hall shut.\n{line}\nIt leaked.")[1] == (line, "caption")


@pytest.mark.parametrize(
    "line",
    [
        "Photographs of the hall were shown to the court.",
        "Voters back the hall: Reuters/Ipsos poll.",
        "Images can lie, she said.",
        "ROME (Reuters) - The hall shut on Friday.",
        "",
    ],
)
def test_what_is_no_caption(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize(
    "line", ["Council shuts hall", "# Council shuts hall.", "Mayor: “We had no choice”", "WHAT NEXT"]
)
def test_headings(line: str) -> None:
    assert blocks_of(f"{line}\n\nThe hall shut.")[0] == (line, "heading")


@pytest.mark.parametrize(
    "line", ["The hall shut.", "By Ann Lee", "Why now?", "and so on", "***", "Rome, Friday,", "x" * 121]
)
def test_what_is_no_heading(line: str) -> None:
    assert blocks_of(f"{line}\n\nThe hall shut.")[0] == (line, "text")


def test_nothing_to_head_no_heading() -> None:
    assert blocks_of("Council shuts hall") == [("Council shuts hall", "text")]
