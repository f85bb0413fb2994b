import pytest

from newsgrain.training.benchmark.cold_start import LIBRARIES, STARTS, Start, cold_start_section, cold_starts
from newsgrain.training.benchmark.process import Usage


def start(command: str, *walls: float) -> Start:
    return Start(command, tuple(Usage(wall, wall / 2, 50_000_000) for wall in walls))


BASE = start(f"python -c '{LIBRARIES}'", 1.0, 4.0, 2.0)


def test_medians_and_ratios_by_hand() -> None:
    found = start("newsgrain --help", 2.0, 2.0, 5.0)
    assert (found.wall, found.cpu, found.peak_bytes) == (2.0, 1.0, 50_000_000)
    assert found.times(BASE) == 2.0  # of 2, 0.5 and 2.5
    section = cold_start_section([BASE, found])
    assert section.table.rows[1] == ("`newsgrain --help`", "2.00", "1.00", "2.00", "50")
    assert "Medians of 3 runs" in section.remarks[0]


def test_every_command_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    found = cold_starts(1, said.append)
    assert [one.command for one in found] == list(STARTS)
    assert all(len(one.runs) == 1 and one.wall > 0 for one in found)
    assert len(said) == 2  # the first is not counted
