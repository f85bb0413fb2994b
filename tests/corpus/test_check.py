"""What checking a corpus finds."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from newsgrain.corpus.check import Finding, check_corpus
from newsgrain.corpus.errors import CorpusError

LONG = "The council voted on Tuesday to close the swimming hall in the north of the town."
NEARLY = "The council voted 7–2 on Friday to close the swimming hall in the north of the town."
MOULD = "This old bridge is not a monument but a tollbooth made of stone."
FILLED = "This harbour is not a refuge but a swamp made of fish."


def line(identity: str, *sentences: tuple[str, str], **more: object) -> str:
    items = [{"text": t, "label": label} for t, label in sentences]
    return json.dumps({"id": identity, **more, "sentences": items}) + "\n"


def test_sound_corpus(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    short = ("He declined to comment.", "reporting")
    path.write_text(line("a", (LONG, "reporting"), (LONG, "padding"), (NEARLY, "padding"), short) + line("b", short))
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
        Finding(
            "error",
            str(second),
            1,
            f"duplicate id 'a', first in {first}:1; rename or remove one",
            "duplicate-id",
            {"document": "a"},
        ),
        Finding(
            "warning",
            str(second),
            2,
            f"sentence 2 ({shown}) is also sentence 1 of {first}:1 ('a') and is reporting there, opinion here",
            "duplicate",
            {
                "document": "c",
                "sentence": 2,
                "text": LONG,
                "other": {"file": str(first), "line": 1, "document": "a", "sentence": 1, "text": LONG},
                "similarity": 1.0,
            },
        ),
    ]


def test_near_duplicates_and_skeletons_across_documents_and_files(tmp_path: Path) -> None:
    first, second = tmp_path / "train.jsonl", tmp_path / "test.jsonl"
    first.write_text(line("a", (LONG, "reporting"), (MOULD, "opinion")) + line("b", ("It rained.", "reporting")))
    second.write_text(line("c", ("It rained.", "reporting"), (NEARLY, "reporting")) + line("d", (FILLED, "opinion")))
    near, moulded = check_corpus([first, second])
    # of 13 different words and 15 pairs one and two differ, and 7–2 does not count: 25 of 31 are shared
    assert (near.rule, near.source, near.line, near.details["sentence"]) == ("near-duplicate", str(second), 1, 2)
    assert near.details["other"] == {"file": str(first), "line": 1, "document": "a", "sentence": 1, "text": LONG}
    assert near.details["similarity"] == pytest.approx(25 / 31, abs=1e-4)
    assert near.message == (
        "sentence 2 ('The council voted 7–2 on Friday to close the swimming hall i…') is nearly sentence 1 of "
        f"{first}:1 ('a') ('The council voted on Tuesday to close the swimming hall in t…'), 0.81 alike"
    )
    assert (moulded.rule, moulded.line, moulded.details["other"]["sentence"]) == ("skeleton", 2, 2)
    assert {near.severity, moulded.severity} == {"warning"}


def test_short_sentences_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line("a", ("It rained.", "reporting")) + line("b", ("IT RAINED", "reporting")))
    assert list(check_corpus(path)) == list(check_corpus(path, longer_than=9)) == []
    assert [finding.rule for finding in check_corpus(path, longer_than=0)] == ["near-duplicate"]


def test_damaged_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line("a", ("It rained.", "reporting"), ("It wasnâ€™t.", "reporting"), title="Rain &amp; sun"))
    assert [str(finding) for finding in check_corpus(path)] == [
        f"{path}:1: warning: title: '&amp;' is an HTML entity that was not decoded; write the character",
        f"{path}:1: warning: sentence 2: 'â€™' looks like UTF-8 that was read as windows-1252; "
        "read the source as UTF-8",
    ]


def test_spans(tmp_path: Path) -> None:
    item: dict[str, Any] = {"text": "It rained.", "label": "reporting", "start": 1, "end": 11}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "It rained. Hard.", "sentences": [item]}))
    (finding,) = check_corpus(path)
    assert (finding.severity, finding.rule, finding.details) == ("error", "span", {"document": "a", "sentence": 1})
    assert finding.message.startswith("sentence 1: expected text[1:11] to be the sentence 'It rained.'")


def test_checksums_of_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line("a", ("It rained.", "reporting")))
    sums = tmp_path / "SHA256SUMS"
    sums.write_text(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  a.jsonl\n")
    assert list(check_corpus(tmp_path)) == []
    path.write_text(line("a", ("It snowed.", "reporting")))
    (finding,) = check_corpus(tmp_path)
    assert (finding.severity, finding.rule, finding.source, finding.line) == ("error", "checksum", str(sums), 1)
    assert list(check_corpus(path)) == []


def test_leaks_against_another_corpus(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.jsonl", tmp_path / "theirs.jsonl"
    ours.write_text(line("a", (NEARLY, "reporting"), (MOULD, "opinion")) + line("b", (FILLED, "opinion")))
    theirs.write_text(line("x", (LONG, "reporting")) + line("b", (MOULD, "opinion")) + line("c", (LONG, "opinion")))
    within = [finding.rule for finding in check_corpus(ours)]
    assert within == ["skeleton"]
    identity, near, same = list(check_corpus(ours, against=theirs))[1:]
    assert {identity.rule, near.rule, same.rule} == {"leak"}
    assert str(identity) == (f"{ours}:2: warning: document 'b' has the id of one in {theirs}:2; leave one of them out")
    assert near.details["other"]["document"] == "x"
    assert near.message.endswith(" swimming hall in t…'), 0.81 alike")
    start = f"{ours}:1: warning: sentence 2 ({MOULD[:60] + '…'!r}) also stands in the other corpus: "
    assert str(same) == f"{start}sentence 1 of {theirs}:2 ('b')"


def test_files_that_are_checked_are_no_other_corpus(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.jsonl", tmp_path / "theirs.jsonl"
    ours.write_text(line("a", (LONG, "reporting")))
    theirs.write_text(line("b", (LONG, "reporting")))
    (leak,) = check_corpus(ours, against=tmp_path)
    assert leak.details["other"]["file"] == str(theirs)
    with pytest.raises(CorpusError, match="every file of it is checked itself"):
        list(check_corpus([ours, theirs], against=tmp_path))


def test_another_corpus_that_cannot_be_read(tmp_path: Path) -> None:
    ours = tmp_path / "ours.jsonl"
    ours.write_text(line("a", (LONG, "reporting")))
    with pytest.raises(CorpusError, match="cannot be read"):
        list(check_corpus(ours, against=tmp_path / "none.jsonl"))


def test_finding_reads_like_a_compiler_message() -> None:
    assert str(Finding("warning", "a.jsonl", 3, "odd")) == "a.jsonl:3: warning: odd"


def test_finding_for_programs() -> None:
    assert Finding("warning", "a.jsonl", 3, "odd", "span", {"sentence": 2}).to_dict() == {
        "severity": "warning",
        "rule": "span",
        "file": "a.jsonl",
        "line": 3,
        "message": "odd",
        "sentence": 2,
    }
