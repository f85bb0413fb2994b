from pathlib import Path

import pytest

from newsgrain.model import vocabulary
from newsgrain.training.background import background


@pytest.mark.shared
def test_the_command_gives_the_shipped_counts(corpora: Path, tmp_path: Path) -> None:
    background(corpora, tmp_path / "background.json")
    shipped = Path(vocabulary.__file__).with_name("background.json")
    assert (tmp_path / "background.json").read_bytes() == shipped.read_bytes()
