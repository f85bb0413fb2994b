"""The table of faults names tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_fault_has_its_test() -> None:
    page = (ROOT / "docs" / "explanation" / "faults.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| fault")]
    assert len(rows) > 30
    for row in rows:
        named = re.findall(r"`([\w/]+\.py)`", row)
        assert named, row
        assert all((ROOT / "tests" / name).is_file() for name in named), row
