"""The demo article through the real command, compared with a golden file that `--renew-demo` records anew."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "corpus" / "data" / "demo.txt"
GOLDEN = Path(__file__).parent / "data" / "demo.jsonl"


@pytest.fixture(scope="module")
def annotated() -> dict[str, Any]:
    command = [sys.executable, "-m", "newsgrain", "annotate", str(DEMO), "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    assert done.stderr == b""
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def without_weight(reason: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in reason.items() if key != "weight"}


def test_the_demo_is_annotated_as_recorded(annotated: dict[str, Any], request: pytest.FixtureRequest) -> None:
    annotated["id"] = DEMO.name
    if request.config.getoption("--renew-demo"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(json.dumps(annotated, ensure_ascii=False) + "\n", encoding="utf-8")
    golden = json.loads(GOLDEN.read_text("utf-8"))
    assert annotated.keys() == golden.keys() == {"id", "sentences", "summary", "language", "model"}
    assert len(annotated["sentences"]) == len(golden["sentences"])
    for found, expected in zip(annotated["sentences"], golden["sentences"], strict=True):
        for key in ("start", "end", "text", "role", "label", "attribution"):
            assert found[key] == expected[key]
        assert found["confidence"] == pytest.approx(expected["confidence"], abs=1e-3)
        assert found["probabilities"] == pytest.approx(expected["probabilities"], abs=1e-3)
        assert [without_weight(r) for r in found["reasons"]] == [without_weight(r) for r in expected["reasons"]]
        weights = [r["weight"] for r in expected["reasons"]]
        assert [r["weight"] for r in found["reasons"]] == pytest.approx(weights, abs=1e-3)
    assert annotated["summary"]["labels"] == golden["summary"]["labels"]


def test_spans_are_exact(annotated: dict[str, Any]) -> None:
    text = DEMO.read_text("utf-8")
    end = 0
    for sentence in annotated["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        assert text[end : sentence["start"]].strip() == ""
        assert sum(sentence["probabilities"].values()) == pytest.approx(1, abs=1e-5)
        end = sentence["end"]
    assert text[end:].strip() == ""


def test_the_demo_text_is_the_labelled_document() -> None:
    lines = (ROOT / "corpus/data/test.jsonl").read_text("utf-8").splitlines()
    document = next(d for d in map(json.loads, lines) if d["id"] == "demo-dam")
    text = DEMO.read_text("utf-8")
    at = 0
    for sentence in document["sentences"]:
        at = text.index(sentence["text"], at) + len(sentence["text"])
    assert text[at:].strip() == ""
