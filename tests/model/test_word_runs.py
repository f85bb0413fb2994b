"""Runs of words, counted by hand."""

import numpy as np
import pytest

from newsgrain.model.tokens import SIGN, tokenize
from newsgrain.model.vocabulary import background_vocabulary
from newsgrain.model.word_runs import MAX_WORDS, word_runs


def runs_of(
    sentences: list[str], weights: list[list[float]], light: str = "", lightest: float = 0.1
) -> list[tuple[str, float]]:
    """Runs as words with their weights; every sentence ends with a token of its own."""
    tokens = tokenize(sentences, background_vocabulary().table)
    words = [word for sentence in sentences for word in [*sentence.split(), "|"]]
    flat = np.array([w for row in weights for w in [*row, 0.0]])
    assert len(words) == len(flat) == len(tokens.forms)
    content = np.array([word not in light.split() and word != "|" for word in words])
    found = word_runs(flat, tokens, content, lightest)
    return [
        (" ".join(words[a : b + 1]), round(float(w), 6))
        for a, b, w in zip(found.first, found.last, found.weight, strict=True)
    ]


def test_neighbours_of_one_sign_go_together() -> None:
    assert runs_of(["lasting solution was found"], [[0.3, 0.4, 0.0, -0.5]]) == [
        ("lasting solution", 0.7),
        ("found", -0.5),
    ]


def test_a_single_light_word_does_not_part_them_but_two_do() -> None:
    assert runs_of(["search of solution"], [[0.3, 0.01, 0.4]]) == [("search of solution", 0.71)]
    assert runs_of(["search of the solution"], [[0.3, 0.01, 0.0, 0.4]]) == [("search", 0.3), ("solution", 0.4)]


def test_function_words_at_the_ends_fall_away() -> None:
    assert runs_of(["in search of"], [[0.3, 0.4, 0.2]], light="in of") == [("search", 0.4)]


def test_a_run_of_function_words_alone_stays() -> None:
    assert runs_of(["of the"], [[0.3, 0.4]], light="of the") == [("of the", 0.7)]


def test_runs_end_with_their_sentence() -> None:
    assert runs_of(["rain", "fell"], [[0.3], [0.4]]) == [("rain", 0.3), ("fell", 0.4)]


def test_light_runs_are_left_out() -> None:
    assert runs_of(["rain fell"], [[0.3, -0.2]], lightest=0.25) == [("rain", 0.3)]


def test_a_long_run_is_cut_to_its_heaviest_part() -> None:
    words = "a b c d e f g h"
    weights = [0.3, 0.3, 1.0, 0.9, 0.8, 0.8, 0.8, 0.8]
    assert runs_of([words], [weights]) == [("c d e f g h", 5.1)]
    assert len(["c", "d", "e", "f", "g", "h"]) == MAX_WORDS


@pytest.mark.parametrize("sentences", [[], [""]])
def test_nothing_has_no_runs(sentences: list[str]) -> None:
    tokens = tokenize(sentences, background_vocabulary().table)
    none = np.zeros(len(tokens.forms))
    assert not len(word_runs(none, tokens, none > 0, 0.1).first)
    assert (tokens.shapes >= SIGN).all()
