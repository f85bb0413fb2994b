"""What a check found, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from ...corpus.finding import Finding
from .visible import visible_line


def render_findings(
    findings: Iterable[Finding], format: Literal["terminal", "json"], found: Counter[str]
) -> Iterator[str]:
    r"""Give the findings as text, piece by piece as they come, and count them by severity in `found`.

    Parameters
    ----------
    format
        A line each, or one JSON object with `findings`, and how many `errors` and `warnings` they are.

    >>> counts: Counter[str] = Counter()
    >>> list(render_findings([Finding("error", "a.jsonl", 3, "odd")], "terminal", counts)), counts["error"]
    (['a.jsonl:3: error: odd\n'], 1)
    """
    as_json = format == "json"
    if as_json:
        yield '{"findings": ['
    for number, finding in enumerate(findings):
        found[finding.severity] += 1
        if as_json:  # ASCII: a finding may hold lone surrogates and characters that reorder what is shown
            yield (",\n " if number else "\n ") + json.dumps(finding.to_dict())
        else:
            yield visible_line(str(finding)) + "\n"
    if as_json:
        yield f'\n], "errors": {found["error"]}, "warnings": {found["warning"]}}}\n'
