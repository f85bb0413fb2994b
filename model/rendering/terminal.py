"""The view for a terminal: every sentence with a letter in the margin, readable without colour."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from .legend import MARKS, counted, document_name, padding_run, percent, shown_sentences
from .visible import visible_line

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument, AnnotatedSentence
    from ..summary import Summary

MAX_WIDTH = 100
"""Columns beyond which a line of text is tiring to read, however wide the terminal."""

_MIN_WIDTH = 40
_REASONS_SHOWN = 5
_STYLES = {
    "reporting": ("bold blue", ""),
    "opinion": ("bold black on yellow", "yellow"),
    "padding": ("bold magenta", "dim"),
    "uncertain": ("bold", "italic"),
}
_BAR_STYLES = {"reporting": "blue", "opinion": "yellow", "padding": "magenta", "uncertain": "dim"}


def render_terminal(
    document: AnnotatedDocument,
    *,
    position: int = 0,
    width: int = 80,
    color: bool = False,
    keep: Collection[str] | None = None,
    explain: bool = False,
) -> str:
    """One document as text.

    Parameters
    ----------
    document
        The document to show.
    position
        Its place in the order, which names a document without title and id.
    width
        Columns of the terminal; lines use at most `MAX_WIDTH` of them.
    color
        Whether ANSI styles are written. Control characters of the document itself never are.
    keep
        Labels of the sentences to show (`None`: all); the summary describes the whole document.
    explain
        Whether the strongest reasons and the attribution follow each sentence.
    """
    width = max(_MIN_WIDTH, min(width, MAX_WIDTH))
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=False,
        legacy_windows=False,
    )
    lines = [
        *_wrapped(console, Text(visible_line(document_name(document, position)), style="bold underline"), width),
        Text(),
        *_body(console, document, width, keep, explain),
        *_summary(console, document.summary, width),
        Text(),
    ]
    with console.capture() as captured:
        for line in lines:
            console.print(line, no_wrap=True, overflow="ignore", crop=False)
    text = captured.get()
    return text if color else "\n".join(line.rstrip() for line in text.split("\n"))


def _body(
    console: Console,
    document: AnnotatedDocument,
    width: int,
    keep: Collection[str] | None,
    explain: bool,
) -> Iterator[Text]:
    """The sentences, with an empty line between paragraphs but none between the items of a list."""
    before: AnnotatedSentence | None = None
    for _, sentence in shown_sentences(document, keep):
        in_list = before is not None and before.role == sentence.role == "list_item"
        if before is not None and sentence.paragraph != before.paragraph and not in_list:
            yield Text()
        before = sentence
        yield from _sentence(console, sentence, width)
        if explain:
            yield from _explanation(console, sentence, width)
    yield Text()


def _sentence(console: Console, sentence: AnnotatedSentence, width: int) -> Iterator[Text]:
    mark_style, text_style = _STYLES[sentence.label]
    if sentence.role == "heading":
        text_style = f"bold {text_style}"
    elif sentence.role == "caption":
        text_style = f"italic {text_style}"
    margin = Text.assemble((MARKS[sentence.label].letter, mark_style), (f" {percent(sentence.confidence):>4}  ", "dim"))
    text = Text(visible_line(sentence.text), style=text_style.strip())
    yield from _hanging(console, margin, text, width)


def _explanation(console: Console, sentence: AnnotatedSentence, width: int) -> Iterator[Text]:
    attribution = sentence.attribution
    if attribution is not None:
        parts = (attribution.speaker or "unnamed speaker", attribution.verb)
        said = ", ".join(visible_line(part) for part in parts if part)
        yield from _hanging(console, Text("          "), Text(f"speaker: {said}", style="cyan"), width)
    for reason in sentence.reasons[:_REASONS_SHOWN]:
        margin = Text(f"   {reason.weight:+.1f}  ".rjust(10), style="cyan")
        yield from _hanging(console, margin, Text(visible_line(reason.cue), style="cyan"), width)


def _summary(console: Console, summary: Summary, width: int) -> Iterator[Text]:
    """The bar of shares, a line for each label, and the two figures of the whole document."""
    yield _bar(summary, width)
    for label, total in summary.labels.items():
        mark = MARKS[label]
        figures = f"{percent(total.share):>4}  {counted(total.sentences, 'sentence')}"
        yield Text.assemble((f"{mark.letter} {mark.fill} {label:<9} ", _STYLES[label][0]), " ", figures)
    density = percent(summary.information_density)
    for line in (
        f"Information density: {density} of {counted(summary.words, 'word')} report.",
        f"Longest padding run: {padding_run(summary)}.",
    ):
        yield from _wrapped(console, Text(line), width)


def _bar(summary: Summary, width: int) -> Text:
    bar = Text()
    used = 0
    cumulative = 0.0
    for label, total in summary.labels.items():
        cumulative += total.share
        end = round(cumulative * width)
        bar.append(MARKS[label].fill * (end - used), style=_BAR_STYLES[label])
        used = end
    return bar


def _hanging(console: Console, margin: Text, text: Text, width: int) -> Iterator[Text]:
    """The text wrapped beside a margin that stands on its first line only."""
    indent = margin.cell_len
    for number, line in enumerate(_wrapped(console, text, width - indent)):
        yield Text.assemble(margin if number == 0 else " " * indent, line)


def _wrapped(console: Console, text: Text, width: int) -> list[Text]:
    """The lines of a text; a word longer than the line is broken."""
    return list(text.wrap(console, width)) or [Text()]
