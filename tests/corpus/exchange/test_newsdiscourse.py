from pathlib import Path

import pytest

from newsgrain.corpus.errors import CorpusError
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.exchange.newsdiscourse import read_newsdiscourse

TEXT = """URL https://example.org/ferry
DATE/ 2019-03-01
H Council closes the ferry

S1 The council voted on Monday to close the ferry.
S2 It was a cowardly vote.

S3 “It was cowardly,” said Ida Holm.
S4 (Reporting by the Lunde desk)
"""
STANDOFF = """T1\tMain 60 62\tS1
T2\tDistant_Evaluation 110 112\tS2
T3\tDistant_Evaluation 140 142\tS3
T4\tSpeech 140 142\tS3
T5\tNA 180 182\tS4
#1\tAnnotatorNotes T1\ta note
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of one article."""
    place = tmp_path / "train" / "Politics"
    place.mkdir(parents=True)
    (place / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (place / "ferry.ann").write_text(STANDOFF.replace("#1\tAnnotatorNotes T1\ta note\n", ""), encoding="utf-8")
    return tmp_path


def test_parts_become_labels_and_speech_is_reporting(folder: Path) -> None:
    log = ImportLog()
    (document,) = read_newsdiscourse([folder], log)
    assert document.id == "newsdiscourse/train/Politics/ferry"
    assert document.document.title == "Council closes the ferry"
    assert document.labels == ("reporting", "opinion", "reporting")
    assert [unit.paragraph for unit in document.sentences] == [0, 0, 1]
    assert document.extras[2] == {"part": "distant_evaluation", "speech": True}
    assert log.dropped == {"sentences without a part in the news structure": 1, "headlines, which bear no part": 1}


def test_an_unknown_part_and_a_missing_file_are_refused(folder: Path) -> None:
    standoff = folder / "train" / "Politics" / "ferry.ann"
    standoff.write_text("T1\tGossip 0 2\tS1\n")
    with pytest.raises(CorpusError, match=r"ferry\.ann:1: unknown part 'gossip'; expected one of: speech"):
        list(read_newsdiscourse([folder], ImportLog()))
    standoff.unlink()
    log = ImportLog(skip_bad=True)
    assert list(read_newsdiscourse([folder], log)) == []
    assert "ferry.ann is missing" in str(log.bad[0])


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"holds no \*\.txt"):
        list(read_newsdiscourse([tmp_path], ImportLog()))
