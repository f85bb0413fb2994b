import json
from collections import Counter

import pytest

from newsgrain.corpus.finding import Finding
from newsgrain.model.rendering.findings import render_findings

FINDINGS = [
    Finding("error", "a.jsonl", 1, "bad\x1b[31m line\nhere"),
    Finding("warning", "a.jsonl", 2, "half \ud800", "encoding", {"document": "ü", "sentence": 1}),
]


def test_terminal_gets_a_harmless_line_each() -> None:
    found: Counter[str] = Counter()
    lines = list(render_findings(FINDINGS, "terminal", found))
    assert lines == ["a.jsonl:1: error: bad␛[31m line here\n", "a.jsonl:2: warning: half ⟨U+D800⟩\n"]
    assert found == {"error": 1, "warning": 1}


@pytest.mark.parametrize("number", [0, 1, 2])
def test_programs_get_one_object(number: int) -> None:
    text = "".join(render_findings(FINDINGS[:number], "json", Counter()))
    assert text.isascii()
    assert text.endswith("\n")
    assert json.loads(text) == {
        "findings": [finding.to_dict() for finding in FINDINGS[:number]],
        "errors": min(number, 1),
        "warnings": max(number - 1, 0),
    }
