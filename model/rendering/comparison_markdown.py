"""A comparison as GitHub-flavoured Markdown, to paste into a pull request or a mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..word_changes import word_changes
from .comparison_wording import (
    EDIT_SIGNS,
    difference_text,
    edit_counts,
    excess_text,
    folded,
    folded_text,
    interval_notes,
    interval_text,
    letters,
    movement_text,
    place_text,
    shown_labels,
    shown_revision,
    side_size,
    verdict_text,
)
from .legend import NOT_MEANT, percent
from .markdown import escape_markdown

if TYPE_CHECKING:
    from ..comparison import Comparison
    from ..revision import Edit, Revision

_WORD_SIGNS = {"kept": ("", ""), "cut": ("~~", "~~"), "added": ("**", "**")}

KEY = (
    "`=` kept · `~` changed: ~~cut~~ **added** · `>` moved · `&` merged · `/` split · `-` cut · `+` added; "
    "letters: labels before and after."
)
"""Explains the signs before the sentences."""


def render_comparison_markdown(comparison: Comparison, *, edited: bool | None = None) -> str:
    """The comparison as Markdown; nothing in a document can become markup, HTML, a link or a mention."""
    blocks = ["## " + " · ".join(escape_markdown(side.name) for side in comparison.sides[:5])]
    if len(comparison.sides) > 5:
        blocks[0] += f" and {len(comparison.sides) - 5} more"
    blocks.append(_table(comparison))
    blocks.append(" ".join(map(escape_markdown, interval_notes(comparison))))
    revision = shown_revision(comparison, edited)
    if comparison.differences is not None and revision is None:
        first, second = (escape_markdown(side.name) for side in comparison.sides)
        lines = [f"- {label}: {difference_text(found)}" for label, found in comparison.differences.items()]
        blocks += [f"### {second} against {first}", "\n".join(lines)]
    blocks += _revision(revision) if revision is not None else _examples(comparison)
    return "\n\n".join([*blocks, NOT_MEANT]) + "\n"


def _table(comparison: Comparison) -> str:
    rows = [["", "size", *comparison.labels], [":--", ":--", *["--:"] * len(comparison.labels)]]
    for side in comparison.sides:
        rows.append([escape_markdown(side.name), side_size(side), *map(interval_text, side.shares.values())])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _examples(comparison: Comparison) -> Iterator[str]:
    for side in comparison.sides:
        for label in shown_labels(comparison, side):
            yield f"### {escape_markdown(side.name)} · {escape_markdown(excess_text(comparison, side, label))}"
            yield "\n".join(
                f"- {escape_markdown(telling.sentence.text)} ({escape_markdown(place_text(telling, side))}, "
                f"{percent(telling.sentence.confidence)})"
                for telling in side.telling[label]
            )


def _revision(revision: Revision) -> Iterator[str]:
    yield f"**{verdict_text(revision)}**"
    movements = revision.movements.items()
    yield "\n".join(f"- {label}: {movement_text(label, movement)}" for label, movement in movements)
    yield f"Sentences: {edit_counts(revision)}."
    yield KEY
    yield "\n".join(
        f"- `=` *{folded_text(item)}*" if isinstance(item, list) else f"- {_edit(item)}"
        for item in folded(revision.edits)
    )


def _edit(edit: Edit) -> str:
    sign = f"`{EDIT_SIGNS[edit.kind]} {letters(edit)}`"
    if edit.before is None or edit.after is None:
        sentence = edit.before or edit.after
        opening, closing = _WORD_SIGNS.get(edit.kind, ("", ""))
        return f"{sign} {opening}{escape_markdown(sentence.text if sentence else '')}{closing}"
    parts = []
    for change in word_changes(edit.before.text, edit.after.text):
        opening, closing = _WORD_SIGNS[change.operation]
        parts.append(f"{opening}{escape_markdown(change.text)}{closing}")
    return f"{sign} {' '.join(parts)}"
