import pytest

import newsgrain.model.model
from newsgrain.training.benchmark.stages import STAGES, WATCHED, Profile, profile, profile_section
from newsgrain.training.outside import OWN

DEMO = OWN / "demo.txt"


def test_every_stage_is_seen() -> None:
    extract = vars(newsgrain.model.model)["extract"]
    found = profile("default", True, DEMO, passes=1)
    assert found.seconds.keys() == STAGES.keys()
    assert found.sentences == 46
    assert sum(found.share(stage) for stage in STAGES) == pytest.approx(1)
    assert all(seconds > 0 for stage, seconds in found.seconds.items() if stage != "summary")
    assert vars(newsgrain.model.model)["extract"] is extract


def test_what_a_model_does_not_do_has_no_share() -> None:
    found = profile("fast", False, DEMO, passes=2)
    assert STAGES.keys() - found.seconds.keys() == {"encoder", "reasons"}


def test_watched_functions_bear_known_stages() -> None:
    assert {stage for stage, _, _ in WATCHED} < STAGES.keys()


def test_shares_by_hand() -> None:
    found = Profile("fast", False, 600, {"read": 1.0, "features": 3.0, "write": 2.0})
    assert (found.total, found.share("features"), found.share("encoder")) == (6.0, 0.5, 0.0)
    rows = {str(row[0]): row for row in profile_section([found]).table.rows}
    assert rows["features"][1] == "50.0%"
    assert rows["encoder"][1] == "–"
    assert rows["sentences/CPU s"][1] == "100"
