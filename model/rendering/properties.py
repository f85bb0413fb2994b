"""Nested facts as aligned lines: what a model says of itself, what a corpus holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .visible import visible_line

LISTED = 20
"""Longer lists are only counted; the JSON holds them."""


def render_properties(properties: Mapping[str, Any]) -> str:
    """One line a fact, nested facts indented beneath their name.

    >>> print(render_properties({"name": "fast", "metrics": {"macro_f1": 0.751234}}), end="")
    name  fast
    metrics
      macro_f1  0.7512
    """
    return "".join(f"{line}\n" for line in _lines(properties, ""))


def render_properties_json(properties: Mapping[str, Any]) -> str:
    """The same as indented JSON."""
    return json.dumps(properties, indent=2, ensure_ascii=False, default=str) + "\n"


def _lines(properties: Mapping[str, Any], indent: str) -> Iterator[str]:
    width = max((len(str(name)) for name, value in properties.items() if not isinstance(value, Mapping)), default=0)
    for name, value in properties.items():
        if isinstance(value, Mapping):
            yield f"{indent}{visible_line(str(name))}"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{visible_line(str(name)):<{width}}  {_value(value)}".rstrip()


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple) and len(value) > LISTED:
        return f"{len(value):,} values"
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    return "" if value is None else visible_line(str(value))
