"""A comparison for a terminal: a table where it is wide enough, one side below the other where not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from .comparison_wording import (
    difference_text,
    excess_text,
    interval_notes,
    interval_text,
    place_text,
    shown_labels,
    shown_revision,
    side_size,
)
from .legend import MARKS, percent
from .revision_terminal import revision_lines
from .screen import LETTER_STYLES, TEXT_STYLES, Screen

if TYPE_CHECKING:
    from ..comparison import Comparison, Side

_FIGURES = 16
"""Columns of a cell: `100% [100, 100]` and a blank."""

_NAMED = 14
"""Columns of a label with its letter and fill, and a blank."""

_LEAST_NAME = 16
"""Columns that a name must be left with, or the sides stand one below the other."""


def render_comparison_terminal(
    comparison: Comparison,
    *,
    width: int = 80,
    color: bool = False,
    encoding: str = "utf-8",
    edited: bool | None = None,
) -> str:
    """The comparison as text.

    Parameters
    ----------
    comparison
        What to show.
    width, color, encoding
        Of the terminal, see `Screen`.
    edited
        Whether two documents are shown as versions of one article; `None`: if they share enough.
    """
    screen = Screen(width, color, encoding)
    return screen.rendered(_lines(screen, comparison, edited))


def _lines(screen: Screen, comparison: Comparison, edited: bool | None) -> Iterator[Text]:
    labels = comparison.labels
    name_width = screen.columns - _FIGURES * len(labels)
    if name_width >= _LEAST_NAME:
        yield from _table(screen, comparison, name_width)
    else:
        for side in comparison.sides:
            yield from _stacked(screen, side, labels)
    for note in interval_notes(comparison):
        yield from screen.wrapped(screen.text(note, "dim"))
    yield Text()
    revision = shown_revision(comparison, edited)
    if revision is not None:
        yield from revision_lines(screen, revision)
        return
    if comparison.differences is not None:
        first, second = comparison.sides
        yield from screen.wrapped(screen.text(f"{second.name} against {first.name}", "bold"))
        for label, found in comparison.differences.items():
            yield from screen.hanging(_mark(label), screen.text(f"{label:<9} {difference_text(found)}"))
        yield Text()
    for side in comparison.sides:
        yield from _examples(screen, comparison, side)


def _table(screen: Screen, comparison: Comparison, name_width: int) -> Iterator[Text]:
    head = Text(" " * name_width)
    for label in comparison.labels:
        named = screen.named(label)
        named.pad_right(_FIGURES - named.cell_len)
        head.append_text(named)
    yield head
    for side in comparison.sides:
        cells = "".join(interval_text(share).ljust(_FIGURES) for share in side.shares.values())
        for number, line in enumerate(screen.wrapped(screen.text(side.name, "bold"), name_width - 1)):
            line.pad_right(name_width - line.cell_len)
            yield Text.assemble(line, cells if number == 0 else "")
        yield screen.bar({label: total.share for label, total in side.totals.items()})
        yield from screen.wrapped(Text(side_size(side), style="dim"))
    yield Text()


def _stacked(screen: Screen, side: Side, labels: tuple[str, ...]) -> Iterator[Text]:
    yield from screen.wrapped(screen.text(side.name, "bold"))
    yield from screen.wrapped(Text(side_size(side), style="dim"))
    yield screen.bar({label: total.share for label, total in side.totals.items()})
    for label in labels:
        named = screen.named(label)
        figures = Text(interval_text(side.shares[label]))
        if screen.columns < _NAMED + _FIGURES:
            yield from (named, *screen.hanging(Text("    "), figures))
        else:
            named.pad_right(_NAMED - named.cell_len)
            yield Text.assemble(named, figures)
    yield Text()


def _examples(screen: Screen, comparison: Comparison, side: Side) -> Iterator[Text]:
    """Sentences of the labels of which a side has more."""
    for label in shown_labels(comparison, side):
        heading = f"{side.name} · {excess_text(comparison, side, label)}"
        yield from screen.wrapped(screen.text(heading, "bold"))
        for telling in side.telling[label]:
            sentence = telling.sentence
            margin = Text.assemble(_mark(label), (f"{percent(sentence.confidence):>4}  ", "dim"))
            text = Text.assemble(
                screen.text(sentence.text, TEXT_STYLES[label]),
                Text(" "),
                screen.text(f"({place_text(telling, side)})", "dim"),
            )
            yield from screen.hanging(margin, text)
        yield Text()


def _mark(label: str) -> Text:
    return Text.assemble((MARKS[label].letter, LETTER_STYLES[label]), " ")
