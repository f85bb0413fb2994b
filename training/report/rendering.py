"""A report in the format asked for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ...corpus.errors import NewsgrainError
from .html import render_html
from .markdown import render_markdown
from .terminal import render_terminal

if TYPE_CHECKING:
    from ..evaluation import Evaluation

_SURROGATE = re.compile("[\ud800-\udfff]")

FORMATS = ("terminal", "json", "markdown", "html")


def render_evaluation(evaluation: Evaluation, format: str) -> str:
    """Render a report.

    Raises
    ------
    NewsgrainError
        For a format other than `FORMATS`.
    """
    if format == "json":
        return _json(evaluation)
    if format not in FORMATS:
        raise NewsgrainError(f"unknown report format {format!r}; expected one of: {', '.join(FORMATS)}")
    return {"terminal": render_terminal, "markdown": render_markdown, "html": render_html}[format](evaluation)


def _json(evaluation: Evaluation) -> str:
    """Indented JSON; in ASCII with escapes where lone surrogates are in it, which no encoding can carry."""
    values = evaluation.to_dict()
    text = json.dumps(values, indent=2, ensure_ascii=False)
    return (json.dumps(values, indent=2) if _SURROGATE.search(text) else text) + "\n"
