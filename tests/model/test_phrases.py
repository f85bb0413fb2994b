"""Every cue can be told to an editor."""

import pytest

from newsgrain.model.cues import cue_names
from newsgrain.model.phrases import (
    ABSENT,
    CUE_PHRASES,
    DEGREES,
    DOCUMENT,
    NEIGHBOURS,
    SILENT,
    Degree,
    phrase_of,
    reason_of,
)


def test_every_cue_has_a_phrase_and_every_phrase_a_cue() -> None:
    assert {name.removeprefix("initial ") for name in cue_names()} == set(CUE_PHRASES)


def test_an_initial_cue_shares_the_phrase() -> None:
    assert phrase_of("initial hedge") == phrase_of("hedge") == "hedged"


def test_phrases_are_single_lines_of_their_own() -> None:
    assert not {NEIGHBOURS, DOCUMENT} & set(CUE_PHRASES.values())
    assert all(phrase == " ".join(phrase.split()) != "" for phrase in CUE_PHRASES.values())


def test_an_unknown_cue_has_no_phrase() -> None:
    with pytest.raises(KeyError, match="no such cue"):
        phrase_of("no such cue")


def test_what_is_absent_is_told_of_known_cues_and_each_of_them_once() -> None:
    cues = [cue for names in ABSENT.values() for cue in names]
    assert len(cues) == len(set(cues))
    assert set(cues) <= set(CUE_PHRASES)
    assert reason_of("initial source noun") == reason_of("speech verb") == "no source named"


def test_degrees_and_silence_are_of_phrases_that_there_are() -> None:
    assert {*DEGREES, *SILENT} <= set(CUE_PHRASES.values())
    assert {degree.cue for degree in DEGREES.values()} <= set(cue_names())


@pytest.mark.parametrize(("value", "phrase"), [(0.4, "short"), (0.5, "middle"), (1.2, "middle"), (1.3, "long")])
def test_a_degree_tells_how_much_there_is(value: float, phrase: str) -> None:
    assert Degree("words", 0.5, 1.3, ("short", "middle", "long")).phrase(value) == phrase
