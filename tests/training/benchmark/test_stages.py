import pytest

import newsgrain.model.model
from newsgrain.training.benchmark.contenders import CONTENDERS
from newsgrain.training.benchmark.stages import STAGES, Profile, profile, profile_section
from newsgrain.training.benchmark.watched import WATCHED, watched_pass
from newsgrain.training.outside import OWN

DEMO = OWN / "demo.txt"


def test_every_stage_is_seen() -> None:
    extract = vars(newsgrain.model.model)["extract"]
    sentences, seconds = watched_pass("default", True, DEMO)
    assert seconds.keys() == STAGES.keys()
    assert sentences == 46
    assert all(spent > 0 for stage, spent in seconds.items() if stage != "summary")
    assert vars(newsgrain.model.model)["extract"] is extract


def test_what_a_model_does_not_do_has_no_share() -> None:
    found = profile(CONTENDERS["fast"], DEMO, passes=2)
    assert (found.model, found.reasons, found.sentences) == ("fast", False, 46)
    assert STAGES.keys() - found.seconds.keys() == {"encoder", "reasons"}
    assert sum(found.share(stage) for stage in STAGES) == pytest.approx(1)


def test_watched_functions_bear_known_stages() -> None:
    assert {stage for stage, _, _ in WATCHED} < STAGES.keys()


def test_shares_by_hand() -> None:
    found = Profile("fast", False, 600, {"read": 1.0, "features": 3.0, "write": 2.0})
    assert (found.total, found.share("features"), found.share("encoder")) == (6.0, 0.5, 0.0)
    rows = {str(row[0]): row for row in profile_section([found]).table.rows}
    assert rows["features"][1] == "50.0%"
    assert rows["encoder"][1] == "–"
    assert rows["sentences/CPU s"][1] == "100"
