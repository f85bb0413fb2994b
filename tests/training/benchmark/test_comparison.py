from collections.abc import Sequence
from pathlib import Path

import pytest

from newsgrain.corpus.bootstrap import Interval
from newsgrain.corpus.label import LABELS
from newsgrain.training.benchmark.comparison import Comparison, Quality, Standing, compare
from newsgrain.training.benchmark.contenders import CONTENDERS
from newsgrain.training.benchmark.passes import Pass
from newsgrain.training.benchmark.text import read_text
from newsgrain.training.outside import OWN

SCORES = {"macro_f1": {"value": 0.5, "low": 0.4, "high": 0.6}}


def standing(key: str, seconds: Sequence[float], sentences: int = 100) -> Standing:
    rounds = tuple(Pass(sentences, 2 * cpu, cpu, 1, 1_000_000) for cpu in seconds)
    return Standing(CONTENDERS[key], SCORES, rounds)


FAST = standing("fast", (1.0, 2.0, 4.0))
VADER = standing("vader", (4.0, 3.0, 4.0))
ENCODER = standing("minilm", (2.0, 2.0, 2.0), sentences=10)


def test_ratios_are_taken_within_a_round() -> None:
    assert FAST.times(VADER) == 1.5  # of 4, 1.5 and 1; of the medians it would be 2
    assert FAST.times(ENCODER) == 10.0  # 100, 50 and 25 a second against 5
    assert FAST.times(None) is None


def test_medians_over_the_rounds() -> None:
    assert (VADER.median("cpu"), VADER.median("wall"), VADER.median("rate")) == (4.0, 8.0, 25.0)
    assert VADER.macro_f1 == Interval(0.5, 0.4, 0.6)


def test_the_table_has_the_fastest_on_top() -> None:
    section = Comparison((VADER, ENCODER, FAST), ("TextBlob subjectivity",)).section()
    assert [row[0] for row in section.table.rows] == [
        "newsgrain `fast`",
        "VADER",
        "frozen MiniLM + logistic regression",
    ]
    assert section.table.rows[0][1:4] == ("50", "1.50", "–")
    assert section.table.rows[2][-1] == "10"
    assert {len(row) for row in section.table.rows} == {len(section.table.head)}
    assert "TextBlob subjectivity" in section.remarks[-1]


def test_every_round_is_kept() -> None:
    entry = Comparison((VADER, FAST)).to_dict()["contenders"][1]
    assert (entry["key"], entry["rate"], entry["times_vader"], entry["times_textblob"]) == ("fast", 50.0, 1.5, None)
    assert [one["cpu"] for one in entry["rounds"]] == [1.0, 2.0, 4.0]


def test_a_peer_and_newsgrain_are_prepared_and_measured(tmp_path: Path) -> None:
    dev, demo = str(OWN / "dev.jsonl"), str(OWN / "demo.txt")
    said: list[str] = []
    text = read_text([demo])
    found = compare(
        [CONTENDERS["fast"], CONTENDERS["tf-idf"]], text, Quality([dev], [dev], 0), 2, tmp_path, said.append
    )
    assert [one.contender.key for one in found] == ["fast", "tf-idf"]
    for one in found:
        assert [done.sentences for done in one.rounds] == [text.sentences] * 2
        assert all(done.cpu > 0 and done.wall > 0 and done.passes >= 1 for done in one.rounds)
        assert one.scores.keys() == {"macro_f1", *LABELS}
        assert one.macro_f1.low <= one.macro_f1.value <= one.macro_f1.high
    assert found[1].macro_f1.value == pytest.approx(1, abs=0.05)  # scored on what it has learned by heart
    assert said[-4:] == ["round 1 of 2: fast", "round 1 of 2: tf-idf", "round 2 of 2: fast", "round 2 of 2: tf-idf"]
