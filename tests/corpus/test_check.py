"""What checking a corpus finds."""

import json
from pathlib import Path

from newsgrain.corpus.check import Finding, check_corpus

LONG = "The council voted on Tuesday to close the swimming hall in the north of the town."


def line(identity: str, *sentences: tuple[str, str]) -> str:
    return json.dumps({"id": identity, "sentences": [{"text": t, "label": label} for t, label in sentences]}) + "\n"


def test_sound_corpus(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    short = ("He declined to comment.", "reporting")
    path.write_text(line("a", (LONG, "reporting"), (LONG, "padding"), short) + line("b", short))
    assert list(check_corpus(path)) == []


def test_findings(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text(line("a", (LONG, "reporting")) + line("b", ("It rained.", "opnion")))
    second.write_text(line("a", ("It rained.", "reporting")) + line("c", ("So.", "padding"), (LONG, "opinion")))
    shown = "'The council voted on Tuesday to close the swimming hall in t…'"
    assert list(check_corpus(tmp_path)) == [
        Finding(
            "error",
            str(first),
            2,
            "unknown label 'opnion' in sentence 1; expected one of: reporting, opinion, padding",
        ),
        Finding("error", str(second), 1, f"duplicate id 'a', first in {first}:1; rename or remove one"),
        Finding(
            "warning",
            str(second),
            2,
            f"sentence 2 ({shown}) also stands in {first}:1 and is reporting there, opinion here",
        ),
    ]


def test_finding_reads_like_a_compiler_message() -> None:
    assert str(Finding("warning", "a.jsonl", 3, "odd")) == "a.jsonl:3: warning: odd"
