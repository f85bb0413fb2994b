"""The drawings of a page: the bar of shares and the strip that maps a document, as SVG.

A strict Content-Security-Policy forbids inline styles; sizes stand in SVG attributes, colours in the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .legend import SHOWN_LABELS, percent

if TYPE_CHECKING:
    from ..annotated import AnnotatedSentence
    from ..summary import Summary

# Fills that differ without colour: reporting is solid, opinion hatched, padding dotted, uncertain outlined.
PATTERNS = """<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="opinion-tint" width="6" height="6"/><rect class="opinion-ink" width="3" height="6"/></pattern>
<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
<rect class="padding-tint" width="6" height="6"/><circle class="padding-ink" cx="3" cy="3" r="1.5"/></pattern>
</defs></svg>"""

STRIP_HEIGHTS = {"reporting": 100, "opinion": 66, "padding": 34, "uncertain": 14}
"""Heights of the strip's bars in per cent: the label can be read from the skyline alone."""

MAX_PARTED = 150
"""A strip of more sentences has no gaps between its bars: they would leave nothing of the narrow ones."""


def shares_bar(summary: Summary) -> str:
    """The shares of words as one horizontal bar."""
    return bar_of_shares({label: total.share for label, total in summary.labels.items()})


def bar_of_shares(shares: Mapping[str, float]) -> str:
    """Shares in [0, 1] by label, as one horizontal bar."""
    described = ", ".join(f"{label} {percent(share)}" for label, share in shares.items())
    parts = []
    at = 0.0
    for label, share in shares.items():
        width = 100 * share
        if width > 0:
            parts.append(f'<rect class="fill {label}" x="{at:.2f}%" width="{width:.2f}%" height="100%"/>')
        at += width
    return f'<svg class="shares" role="img" aria-label="Shares of words: {described}">{"".join(parts)}</svg>'


def swatch(label: str) -> str:
    """A sample of a label's fill, for the key to the bar."""
    fill = f'<rect class="fill {label}" width="100%" height="100%"/>'
    return f'<svg class="sample" aria-hidden="true">{fill}</svg>'


def strip(sentences: Sequence[AnnotatedSentence]) -> str:
    """The whole document from left to right: a bar a sentence, as wide as its text is long.

    One unit of its width is one character. The bars of a label are one path, so that a page can hold
    thousands of strips.
    """
    paths: dict[str, list[str]] = {label: [] for label in SHOWN_LABELS}
    at = 0
    for sentence in sentences:
        width, height = len(sentence.text), STRIP_HEIGHTS[sentence.label]
        paths[sentence.label].append(f"M{at} 100h{width}v-{height}h-{width}z")
        at += width
    bars = "".join(f'<path class="bar {label}" d="{"".join(path)}"/>' for label, path in paths.items() if path)
    parted = " parted" if len(sentences) <= MAX_PARTED else ""
    return (
        f'<svg class="map{parted}" viewBox="0 0 {at or 1} 100" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false">{bars}</svg>'
    )
