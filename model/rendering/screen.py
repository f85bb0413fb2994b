"""A terminal's page: how wide, with or without colour, in which encoding; lines wrapped to it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rich.console import Console
from rich.text import Text

from .legend import MARKS
from .legible import legible
from .visible import visible_line

MAX_WIDTH = 100
"""Columns beyond which a line of text is tiring to read, however wide the terminal."""

MIN_WIDTH = 20
"""Columns below which nothing is wrapped any further: a margin and a long word need so many."""

LETTER_STYLES = {
    "reporting": "bold blue",
    "opinion": "bold black on yellow",
    "padding": "bold magenta",
    "uncertain": "bold",
}
TEXT_STYLES = {"reporting": "", "opinion": "underline", "padding": "dim", "uncertain": "italic"}
# Yellow letters are hard to read on white: yellow stands behind black, or in bars.
_BAR_STYLES = {"reporting": "blue", "opinion": "yellow", "padding": "magenta", "uncertain": "dim"}
_ASCII_FILLS = {"reporting": "#", "opinion": "=", "padding": ".", "uncertain": " "}


@dataclass(frozen=True)
class Screen:
    """Where lines are shown.

    Parameters
    ----------
    width
        Columns of the terminal; between `MIN_WIDTH` and `MAX_WIDTH` of them are used.
    color
        Whether ANSI styles are written. Control characters of a document itself never are.
    encoding
        Of the terminal; what it cannot hold is replaced by what it can (see `legible`).
    """

    width: int = 80
    color: bool = False
    encoding: str = "utf-8"

    @property
    def columns(self) -> int:
        """The columns used."""
        return max(MIN_WIDTH, min(self.width, MAX_WIDTH))

    def text(self, text: str, style: str = "") -> Text:
        """Any text on one line, harmless and in the terminal's encoding."""
        return Text(legible(visible_line(text), self.encoding), style=style)

    def signs(self, text: str) -> str:
        """A view's own signs in the terminal's encoding, white space kept."""
        return legible(text, self.encoding)

    def wrapped(self, text: Text, width: int | None = None) -> list[Text]:
        """The lines of a text, at least one; a word longer than the line is broken."""
        return list(text.wrap(self._console, width or self.columns)) or [Text()]

    def hanging(self, margin: Text, text: Text) -> Iterator[Text]:
        """The text wrapped beside a margin that stands on its first line only."""
        indent = margin.cell_len
        for number, line in enumerate(self.wrapped(text, max(self.columns - indent, 8))):
            yield Text.assemble(margin if number == 0 else " " * indent, line)

    def fill(self, label: str) -> str:
        """The sign that bars of a label are made of."""
        return self._fills[label]

    def named(self, label: str) -> Text:
        """A label with its letter and its fill, as keys to bars show it."""
        letter = (MARKS[label].letter, LETTER_STYLES[label])
        return Text.assemble(letter, " ", (self.fill(label), _BAR_STYLES[label]), " ", (label, "bold"))

    def bar(self, shares: Mapping[str, float], width: int | None = None) -> Text:
        """Shares in [0, 1] side by side, as wide as the screen unless told."""
        width = self.columns if width is None else width
        bar = Text()
        used = 0
        cumulative = 0.0
        for label, share in shares.items():
            cumulative += share
            end = round(cumulative * width)
            bar.append(self.fill(label) * (end - used), style=_BAR_STYLES[label])
            used = end
        return bar

    def rendered(self, lines: Iterable[Text]) -> str:
        """The lines as text with line ends, without blanks before them."""
        with self._console.capture() as captured:
            for line in lines:
                self._console.print(line, no_wrap=True, overflow="ignore", crop=False)
        text = captured.get()
        return text if self.color else "\n".join(line.rstrip() for line in text.split("\n"))

    @cached_property
    def _console(self) -> Console:
        return Console(
            file=io.StringIO(),
            width=self.columns,
            force_terminal=self.color,
            color_system="standard" if self.color else None,
            no_color=False,
            legacy_windows=False,
        )

    @cached_property
    def _fills(self) -> dict[str, str]:
        """The fills of the legend, or ASCII for all where the encoding lacks one: they must stay apart."""
        fills = {label: mark.fill for label, mark in MARKS.items()}
        return fills if legible("".join(fills.values()), self.encoding) == "".join(fills.values()) else _ASCII_FILLS
