"""Reports of an evaluation or a cross-validation, as text, Markdown, HTML or JSON."""

from .rendering import FORMATS, render_evaluation

__all__ = ["FORMATS", "render_evaluation"]
