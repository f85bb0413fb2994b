from pathlib import Path

import pytest

from newsgrain.training.benchmark import parallel
from newsgrain.training.benchmark.parallel import Jobs, jobs_section, measure_jobs
from newsgrain.training.benchmark.text import read_text
from newsgrain.training.outside import OWN

JOBS = Jobs("fast", "--no-reasons", 1_000, one=(4.0, 6.0, 5.0), two=(2.0, 4.0, 2.0), side_by_side=(5.0, 6.0, 8.0))


def test_ratios_by_hand() -> None:
    assert JOBS.speedup == 2.0  # of 2, 1.5 and 2.5
    assert JOBS.ceiling == 1.6  # of 1.6, 2 and 1.25
    row = ("`fast --no-reasons`", "1,000", "5.00", "2.00", "2.00", "1.60", "500")
    assert jobs_section([JOBS]).table.rows == (row,)
    assert JOBS.to_dict() == {
        "model": "fast",
        "reasons": "--no-reasons",
        "sentences": 1_000,
        "one": (4.0, 6.0, 5.0),
        "two": (2.0, 4.0, 2.0),
        "side_by_side": (5.0, 6.0, 8.0),
        "speedup": 2.0,
        "ceiling": 1.6,
    }


def test_one_and_two_processes_are_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "MODELS", (("fast", "--no-reasons"),))
    (found,) = measure_jobs(read_text([str(OWN / "demo.txt")]), 1, tmp_path, lambda message: None)
    assert (found.model, found.sentences, len(found.one)) == ("fast", 46, 1)
    assert min(*found.one, *found.two, *found.side_by_side) > 0
    outputs = {name: (tmp_path / f"{name}.jsonl").read_bytes() for name in ("one", "two", "left", "right")}
    assert len(set(outputs.values())) == 1
