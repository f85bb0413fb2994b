"""Two versions of an article for a terminal: a sign and a letter in the margin of every sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from ..word_changes import word_changes
from .comparison_wording import EDIT_SIGNS, edit_counts, folded, folded_text, letters, movement_text, verdict_text
from .legend import MARKS
from .screen import LETTER_STYLES, Screen

if TYPE_CHECKING:
    from ..revision import Edit, Revision

_SIGN_STYLES = {
    "kept": "dim",
    "changed": "bold cyan",
    "moved": "cyan",
    "merged": "cyan",
    "split": "cyan",
    "cut": "bold red",
    "added": "bold green",
}
_TEXT_STYLES = {
    "kept": "dim",
    "changed": "",
    "moved": "",
    "merged": "dim",
    "split": "dim",
    "cut": "red",
    "added": "green",
}
_WORD_STYLES = {"kept": "", "cut": "red", "added": "green"}
_WORD_SIGNS = {"kept": ("", ""), "cut": ("[-", "-]"), "added": ("{+", "+}")}
_LETTERS = 3  # two letters and an arrow

KEY = (
    "= kept · ~ changed: [-cut-] {+added+} · > moved · & merged · / split · - cut · + added; "
    "letters: the labels before and after."
)
"""Explains the signs in the margin."""


def revision_lines(screen: Screen, revision: Revision) -> Iterator[Text]:
    """The verdict on the padding, how much of each label came and went, and the sentences in order."""
    yield from screen.wrapped(screen.text(verdict_text(revision), "bold"))
    for label, movement in revision.movements.items():
        margin = Text.assemble((MARKS[label].letter, LETTER_STYLES[label]), " ")
        yield from screen.hanging(margin, screen.text(f"{label}: {movement_text(label, movement)}"))
    yield from screen.wrapped(screen.text(f"Sentences: {edit_counts(revision)}."))
    yield Text()
    for item in folded(revision.edits):
        if isinstance(item, list):
            yield from screen.hanging(_margin(screen, item[0], blank=True), screen.text(folded_text(item), "dim"))
        else:
            yield from screen.hanging(_margin(screen, item), _text(screen, item))
    yield Text()
    yield from screen.wrapped(screen.text(KEY, "dim"))
    yield Text()


def _margin(screen: Screen, edit: Edit, *, blank: bool = False) -> Text:
    shown = "" if blank else screen.signs(letters(edit)).replace("->", ">")
    sentence = edit.after or edit.before
    style = LETTER_STYLES[sentence.label] if sentence is not None else ""
    sign = (f"{EDIT_SIGNS[edit.kind]} ", _SIGN_STYLES[edit.kind])
    return Text.assemble(sign, (shown, style), " " * (_LETTERS + 2 - len(shown)))


def _text(screen: Screen, edit: Edit) -> Text:
    if edit.before is None or edit.after is None:
        sentence = edit.before or edit.after
        return screen.text(sentence.text if sentence else "", _TEXT_STYLES[edit.kind])
    parts = []
    for change in word_changes(edit.before.text, edit.after.text):
        opening, closing = _WORD_SIGNS[change.operation]
        parts.append(screen.text(f"{opening}{change.text}{closing}", _WORD_STYLES[change.operation]))
    return Text(" ", style=_TEXT_STYLES[edit.kind]).join(parts)
