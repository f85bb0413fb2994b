"""What the fuzzer ever found, and what it starts from, holds today."""

from pathlib import Path

import pytest

from .seeds import seeds
from .targets import TARGETS

FINDINGS = sorted(path for path in (Path(__file__).parent / "findings").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}-{path.name[:20]}")
@pytest.mark.filterwarnings("default")
def test_finding_stays_mended(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_hold(name: str) -> None:
    for seed in seeds(name):
        TARGETS[name](seed)
