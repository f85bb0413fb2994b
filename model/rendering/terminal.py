"""The view for a terminal: every sentence with a letter in the margin, readable without colour."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from .legend import MARKS, counted, language_note, name_above, padding_run, percent, shown_sentences, without_marks
from .screen import LETTER_STYLES, TEXT_STYLES, Screen

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument, AnnotatedSentence, Reason
    from ..summary import Summary

_QUOTED = 40
_LABEL = max(map(len, MARKS))
_INDENT = 8


def render_terminal(
    document: AnnotatedDocument,
    *,
    position: int = 0,
    width: int = 80,
    color: bool = False,
    encoding: str = "utf-8",
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
    width, color, encoding
        Of the terminal, see `Screen`.
    keep
        Labels of the sentences to show (`None`: all); the summary describes the whole document.
    explain
        Whether the strongest reasons and the attribution follow each sentence.
    """
    screen = Screen(width, color, encoding)
    return screen.rendered(
        [
            *screen.wrapped(screen.text(name_above(document, position, keep), "bold underline")),
            Text(),
            *_language(screen, document),
            *_body(screen, document, keep, explain),
            *_summary(screen, document.summary),
            Text(),
        ]
    )


def _language(screen: Screen, document: AnnotatedDocument) -> Iterator[Text]:
    """A note on a document that is not English."""
    note = language_note(document)
    if note:
        yield from screen.wrapped(screen.text(note, "bold"))
        yield Text()


def _body(screen: Screen, document: AnnotatedDocument, keep: Collection[str] | None, explain: bool) -> Iterator[Text]:
    """The sentences, with an empty line between paragraphs but none between the items of a list."""
    before: AnnotatedSentence | None = None
    for _, sentence in shown_sentences(document, keep):
        in_list = before is not None and before.role == sentence.role == "list_item"
        if before is not None and sentence.paragraph != before.paragraph and not in_list:
            yield Text()
        before = sentence
        yield from _sentence(screen, sentence)
        if explain:
            yield from _explanation(screen, document.text, sentence)
    yield Text()


def _sentence(screen: Screen, sentence: AnnotatedSentence) -> Iterator[Text]:
    style = TEXT_STYLES[sentence.label]
    if sentence.role == "heading":
        style = f"bold {style}"
    elif sentence.role == "caption":
        style = f"italic {style}"
    letter = (MARKS[sentence.label].letter, LETTER_STYLES[sentence.label])
    margin = Text.assemble(letter, (f" {percent(sentence.confidence):>4}  ", "dim"))
    yield from screen.hanging(margin, screen.text(sentence.text, style.strip()))


def _explanation(screen: Screen, text: str, sentence: AnnotatedSentence) -> Iterator[Text]:
    """Who speaks, what spoke for the label and what against it, each strongest first."""
    said = sentence.attribution
    speaker = [", ".join(part for part in (said.speaker or "unnamed speaker", said.verb) if part)] if said else []
    pro = [_worded(reason, text, sentence) for reason in sentence.reasons if reason.weight >= 0]
    con = [_worded(reason, text, sentence) for reason in sentence.reasons if reason.weight < 0]
    for name, parts in (("speaker", speaker), ("because", pro), ("against", con)):
        if parts:
            line = screen.text(f"{name}: {'; '.join(parts)}", "cyan")
            yield from screen.hanging(Text(" " * _INDENT), line)


def _worded(reason: Reason, text: str, sentence: AnnotatedSentence) -> str:
    """The cue with the words it rests on, unless it names them itself or rests on the whole sentence."""
    found = text[reason.start : reason.end]
    if not found or found in reason.cue or len(found) == len(sentence.text):
        return reason.cue
    found = without_marks(found)
    return f"{reason.cue} “{found if len(found) <= _QUOTED else found[: _QUOTED - 1] + '…'}”"


def _summary(screen: Screen, summary: Summary) -> Iterator[Text]:
    """The bar of shares, a line for each label, and the two figures of the whole document."""
    yield screen.bar({label: total.share for label, total in summary.labels.items()})
    lines = []
    for label, total in summary.labels.items():
        share = screen.named(label).append(f"{'':<{_LABEL - len(label)}}{percent(total.share):>6}")
        lines.append((share, counted(total.sentences, "sentence")))
    in_one = max(share.cell_len + 2 + len(size) for share, size in lines) <= screen.columns
    for share, size in lines:
        yield from [share.append(f"  {size}")] if in_one else [share, Text(f"    {size}")]
    density = percent(summary.information_density)
    for line in (
        f"Information density: {density} of {counted(summary.words, 'word')} report.",
        f"Longest padding run: {padding_run(summary)}.",
    ):
        yield from screen.wrapped(Text(line))
