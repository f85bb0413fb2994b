"""Write a comparison in any format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, get_args

from .output import View

if TYPE_CHECKING:
    from ..comparison import Comparison

ComparisonFormat = Literal["terminal", "csv", "html", "markdown", "json"]

COMPARISON_FORMATS: tuple[ComparisonFormat, ...] = get_args(ComparisonFormat)
"""The formats that a comparison can be written in."""

COMPARISON_SUFFIXES: dict[str, ComparisonFormat] = {
    ".txt": "terminal",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
}
"""File name endings that say which format is meant."""


def render_comparison(
    comparison: Comparison, format: ComparisonFormat, view: View | None = None, *, edited: bool | None = None
) -> str:
    """The comparison as text.

    Parameters
    ----------
    comparison
        What to show.
    format
        One of `COMPARISON_FORMATS`. `csv` holds a row a side or, with `edited` true, a row a sentence; `json` holds
        everything, whatever `edited` says.
    view
        How wide and colourful a terminal is; the other formats do not need it.
    edited
        Whether two documents are shown as versions of one article; `None`: if they share enough sentences.

    Raises
    ------
    ValueError
        If the format is unknown, or `edited` is true of more than two documents.
    """
    if format not in COMPARISON_FORMATS:
        raise ValueError(f"unknown format {format!r}; expected one of: {', '.join(COMPARISON_FORMATS)}")
    if edited and comparison.revision is None:
        raise ValueError("edited needs two sides of a single document each")
    view = view or View()
    if format == "terminal":
        from .comparison_terminal import render_comparison_terminal

        text = render_comparison_terminal(
            comparison, width=view.width, color=view.color, encoding=view.encoding, edited=edited
        )
    elif format == "csv":
        from .comparison_tables import render_comparison_csv, render_revision_csv

        revision = comparison.revision if edited else None
        text = render_comparison_csv(comparison) if revision is None else render_revision_csv(revision)
    elif format == "html":
        from .comparison_html import render_comparison_html

        text = render_comparison_html(comparison, edited=edited)
    elif format == "markdown":
        from .comparison_markdown import render_comparison_markdown

        text = render_comparison_markdown(comparison, edited=edited)
    else:  # ASCII: a text may hold lone surrogates and characters that reorder what is shown
        text = json.dumps(comparison.to_dict(), indent=1) + "\n"
    return text
