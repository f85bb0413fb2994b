"""A report in the format asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...corpus.errors import NewsgrainError
from .html import render_html
from .markdown import render_markdown
from .terminal import render_terminal

if TYPE_CHECKING:
    from ..evaluation import Evaluation

FORMATS = ("terminal", "json", "markdown", "html")


def render_evaluation(evaluation: Evaluation, format: str) -> str:
    """Render a report.

    Raises
    ------
    NewsgrainError
        For a format other than `FORMATS`.
    """
    if format == "json":
        return json.dumps(evaluation.to_dict(), indent=2, ensure_ascii=False) + "\n"
    if format not in FORMATS:
        raise NewsgrainError(f"unknown report format {format!r}; expected one of: {', '.join(FORMATS)}")
    return {"terminal": render_terminal, "markdown": render_markdown, "html": render_html}[format](evaluation)
