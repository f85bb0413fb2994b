from pathlib import Path

import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.benchmark.contenders import CONTENDERS, Contender, annotate_file, chosen
from newsgrain.training.outside import OWN


def test_contenders_come_in_the_order_of_the_rounds() -> None:
    found, missing = chosen(["default", "fast", "tf-idf"])
    assert [contender.key for contender in found] == ["fast", "tf-idf", "default"]
    assert missing == []


def test_what_is_not_installed_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = Contender("absent", "Absent", peer=CONTENDERS["tf-idf"].peer, needs=("no_such_module",))
    monkeypatch.setitem(CONTENDERS, "absent", absent)
    found, missing = chosen([])
    assert absent in missing
    assert absent not in found
    with pytest.raises(NewsgrainError, match=r"absent needs no_such_module; .*newsgrain\[benchmark\]"):
        chosen(["absent"])


def test_an_unknown_contender_is_refused() -> None:
    with pytest.raises(NewsgrainError, match=r"unknown contender 'slow'; expected one of: textblob, vader"):
        chosen(["slow"])


def test_a_file_is_annotated_and_counted(tmp_path: Path) -> None:
    assert annotate_file("fast", False, OWN / "demo.txt") == 46
