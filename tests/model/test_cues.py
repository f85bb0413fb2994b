"""Cues counted by hand. The table knows few words, so that rarity and novelty stay easy to follow."""

import numpy as np
import numpy.typing as npt
import pytest

from newsgrain.model.cues import cue_names
from newsgrain.model.features import Vocabulary, extract

VOCABULARY = Vocabulary(("the", "dam", "said"), np.array([0.0, 0.5, 0.25], dtype=np.float32))


def cues(sentences: list[str], roles: list[int] | None = None) -> npt.NDArray[np.float64]:
    codes = np.array(roles or [0] * len(sentences))
    return extract(sentences, np.array([0, len(sentences)]), codes, VOCABULARY).cues


def value(sentence: str, name: str) -> float:
    return float(cues([sentence])[0, cue_names().index(name)])


def test_names_are_distinct_and_match_the_columns() -> None:
    assert len(set(cue_names())) == len(cue_names())
    assert cues(["The dam held.", ""]).shape == (2, len(cue_names()))


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("He said so.", "speech verb", 1),
        ("“He said so.”", "speech verb", 0),  # inside quotation
        ("They said she said he said it said so.", "speech verb", 3),  # at most three
        ("Said the dam.", "initial speech verb", 1),
        ("One, two, three, four, five.", "comma", 3),
        ("Why?", "question mark", 1),
        ("“Why?”", "question mark", 1),  # the sign stands before the closing mark
        ("Enough!", "exclamation mark", 1),
        ("It rained.", "full stop", 1),
        ("It rained", "no final sign", 1),
        ("It rained.", "no final sign", 0),
        ("The dam held.", "words", 4 / 20),  # three words and the stop
        ("The dam held.", "log words", np.log1p(4)),
        ("The Dam held.", "capitalised", 1 / 4),  # the first word does not count
        ("The NATO dam held", "all capitals", 1 / 4),
        ("In 1997 and 12", "numbers", 2 / 2),
        ("In 1997 and 12", "year", 1),
        ("“The dam” held", "quoted share", 4 / 6),
        ("“The dam” held", "starts with quotation mark", 1),
        ("The “dam”", "ends with quotation mark", 1),
        ("the dam", "starts in lower case", 1),
        ("The dam", "starts in lower case", 0),
        ("the dam said", "rare words", (0.5 + 0.25) / 3),
        ("the dam broke", "unknown words", 1 / 3),
        ("“No,” she said.", "speech verb next to quotation", 1),
        ("The dam, she said.", "speech verb next to quotation", 0),
        ("The man Holm said so.", "capital before speech verb", 1),
        ("The man said so.", "capital before speech verb", 0),
        ("The dam held.", "alone", 1),
    ],
)
def test_cues_of_a_sentence(sentence: str, name: str, expected: float) -> None:
    assert value(sentence, name) == pytest.approx(expected)


def test_places_in_a_document_of_three() -> None:
    found = cues(["One.", "Two.", "Three."])

    def column(name: str) -> list[float]:
        return [float(v) for v in found[:, cue_names().index(name)]]

    assert column("first sentence") == [1, 0, 0]
    assert column("second sentence") == [0, 1, 0]
    assert column("last sentence") == [0, 0, 1]
    assert column("second to last") == [0, 1, 0]
    assert column("index") == pytest.approx(np.log([1, 2, 3]))
    assert column("from the end") == pytest.approx(np.log([3, 2, 1]))
    assert column("share read") == [0, 0.5, 1]
    assert column("document length") == pytest.approx([np.log(3)] * 3)
    assert column("alone") == [0, 0, 0]


def test_a_repeated_sentence_is_a_near_repeat() -> None:
    found = cues(["Dam broke.", "Dam broke.", "Rain fell."])
    assert found[:, cue_names().index("near repeat")].tolist() == [0, 1, 0]
    assert found[:, cue_names().index("new share")].tolist() == [1, 0, 1]


def test_roles_are_cues() -> None:
    found = cues(["One", "Two", "Three", "Four"], [0, 1, 2, 3])
    columns = [cue_names().index(f"role {role}") for role in ("heading", "list_item", "caption")]
    assert found[:, columns].tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_a_quotation_that_goes_on_starts_and_ends_in_quotation() -> None:
    found = cues(["“The dam held.", "The dam held.", "The dam held”, he said."])
    assert found[:, cue_names().index("starts in quotation")].tolist() == [0, 1, 1]
    assert found[:, cue_names().index("ends in quotation")].tolist() == [1, 1, 0]


@pytest.mark.parametrize("sentence", ["", " ", "\n", "…", "\u200f", "”", "''", "🌧", "e\u0301", "\x00"])
def test_next_to_nothing_has_finite_cues(sentence: str) -> None:
    assert np.isfinite(cues([sentence, sentence])).all()
