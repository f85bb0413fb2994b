"""The word lists: what stands in them can be met."""

import pytest

from newsgrain.model.lexicon import SUFFIXES, WORD_LISTS
from newsgrain.model.tokens import TOKEN, normalise

HYPHENATED = {"so-called", "ever-changing", "game-changer", "open-minded", "well-being", "no-one", "'ll"}
"""Words that the tokenizer takes apart, so that no token is ever equal to them. They stay in the lists because a
trained model's columns follow the vocabulary, which holds every listed word."""


@pytest.mark.parametrize("cue", WORD_LISTS)
def test_listed_words_are_tokens_in_their_normal_form(cue: str) -> None:
    words = WORD_LISTS[cue].split()
    assert words
    assert [w for w in words if w not in HYPHENATED and (TOKEN.findall(w) != [w] or normalise(w) != w)] == []


def test_exceptions_are_listed_and_taken_apart() -> None:
    listed = {word for words in WORD_LISTS.values() for word in words.split()}
    assert listed >= HYPHENATED
    assert all(len(TOKEN.findall(word)) > 1 for word in HYPHENATED)


def test_endings_are_lower_case_letters() -> None:
    assert all(ending.isalpha() and ending.islower() for endings in SUFFIXES.values() for ending in endings)
    assert not set(SUFFIXES) & set(WORD_LISTS)
