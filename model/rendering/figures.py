"""The drawings of a page: the bar of shares and the strip that maps a document, as SVG.

A strict Content-Security-Policy forbids inline styles; sizes stand in SVG attributes, colours in the sheet.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from .legend import percent

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument
    from ..summary import Summary

# Fills that differ without colour: reporting is solid, opinion hatched, padding dotted, uncertain outlined.
PATTERNS = """<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="opinion-tint" width="6" height="6"/><rect class="opinion-ink" width="3" height="6"/></pattern>
<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
<rect class="padding-tint" width="6" height="6"/><circle class="padding-ink" cx="3" cy="3" r="1.5"/></pattern>
</defs></svg>"""

# Heights of the strip's bars: the label can be read from the skyline alone.
_STRIP_HEIGHTS = {"reporting": 100, "opinion": 66, "padding": 34, "uncertain": 14}


def shares_bar(summary: Summary) -> str:
    """The shares of words as one horizontal bar."""
    described = ", ".join(f"{label} {percent(total.share)}" for label, total in summary.labels.items())
    parts = []
    at = 0.0
    for label, total in summary.labels.items():
        width = 100 * total.share
        if width > 0:
            parts.append(f'<rect class="fill {label}" x="{at:.2f}%" width="{width:.2f}%" height="100%"/>')
        at += width
    return f'<svg class="shares" role="img" aria-label="Shares of words: {described}">{"".join(parts)}</svg>'


def swatch(label: str) -> str:
    """A sample of a label's fill, for the key to the bar."""
    fill = f'<rect class="fill {label}" width="100%" height="100%"/>'
    return f'<svg class="sample" aria-hidden="true">{fill}</svg>'


def document_strip(document: AnnotatedDocument, number: int, *, keep: Collection[str] | None = None) -> str:
    """The whole document from left to right: a bar a sentence, as wide as its text is long, linked to it."""
    length = sum(len(s.text) for s in document.sentences) or 1
    parts = []
    at = 0
    for index, sentence in enumerate(document.sentences):
        height = _STRIP_HEIGHTS[sentence.label]
        bar = (
            f'<rect class="bar {sentence.label}" data-for="d{number}s{index}" x="{100 * at / length:.3f}%" '
            f'y="{100 - height}%" width="{100 * len(sentence.text) / length:.3f}%" height="{height}%">'
            f"<title>{index + 1}: {sentence.label}, {percent(sentence.confidence)}</title></rect>"
        )
        at += len(sentence.text)
        linked = keep is None or sentence.label in keep
        parts.append(f'<a href="#d{number}s{index}" tabindex="-1">{bar}</a>' if linked else bar)
    return (
        '<nav class="strip" aria-label="Map of the document"><svg aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg></nav>"
    )
