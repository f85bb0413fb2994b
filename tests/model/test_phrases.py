"""Every cue can be told to an editor."""

import pytest

from newsgrain.model.cues import cue_names
from newsgrain.model.phrases import CUE_PHRASES, DOCUMENT, NEIGHBOURS, phrase_of


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
