"""Choices that several commands share."""

from enum import StrEnum
from typing import Literal

DataFormat = Literal["terminal", "json"]
"""How facts are printed: for people, or for programs."""

ReportFormat = Literal["terminal", "json", "markdown", "html"]
"""How an evaluation is written."""


class LabelChoice(StrEnum):
    """A label to keep: typer takes no `Literal` for an option that repeats."""

    reporting = "reporting"
    opinion = "opinion"
    padding = "padding"
    uncertain = "uncertain"
