"""Blocks of Markdown; the text itself is not altered."""

from newsgrain.corpus.markdown import markdown_document

PAGE = """\
# Council **shuts** hall

The council voted on Tuesday
to close the [hall](https://a.example/x.Y). It leaks.

What next
---------
- The roof
  was damaged. Twice.
* Members swim.
1. In the sea.

> We were never asked.
> They knew.

![The hall at dawn](hall.jpg)

```
code here. More code.

still code
```
| a | b |
| c | d |
"""


def test_blocks() -> None:
    document = markdown_document(PAGE, "a.md")
    assert document.text == PAGE
    assert document.title == "Council **shuts** hall"
    assert document.blocks is not None
    assert [(PAGE[start:end], role) for start, end, role in document.blocks] == [
        ("# Council **shuts** hall", "heading"),
        ("The council voted on Tuesday\nto close the [hall](https://a.example/x.Y). It leaks.", "text"),
        ("What next\n---------", "heading"),
        ("- The roof\n  was damaged. Twice.", "list_item"),
        ("* Members swim.", "list_item"),
        ("1. In the sea.", "list_item"),
        ("> We were never asked.\n> They knew.", "text"),
        ("![The hall at dawn](hall.jpg)", "caption"),
        ("```\ncode here. More code.\n\nstill code\n```", "text"),
        ("| a | b |", "text"),
        ("| c | d |", "text"),
    ]


def test_sentences_cover_the_text() -> None:
    document = markdown_document(PAGE, "a.md")
    assert "".join(unit.text for unit in document.sentences).split() != []
    assert "".join("".join(u.text.split()) for u in document.sentences) == "".join(PAGE.split())


def test_front_matter_is_metadata() -> None:
    document = markdown_document('---\ntitle: "Hall shuts"\ndate: 2024-05-01\n- x\n---\nIt leaks.\n', "a.md")
    assert (document.text, document.title, document.metadata) == (
        "It leaks.\n",
        "Hall shuts",
        {"date": "2024-05-01"},
    )


def test_rule_is_no_front_matter() -> None:
    assert markdown_document("---\n\nIt leaks.", "a.md").text == "---\n\nIt leaks."


def test_wrapped_lines_and_crlf() -> None:
    document = markdown_document("One line\r\nand another.\r\n\r\nTwo.\r\n", "a.md")
    assert [unit.text for unit in document.sentences] == ["One line\r\nand another.", "Two."]
