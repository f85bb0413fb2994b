import numpy as np
import pytest

from newsgrain.model.lexicon import WORD_LISTS
from newsgrain.model.vocabulary import background_vocabulary, count_forms, from_counts


def test_forms_are_counted_once_a_text_and_rare_ones_left_out() -> None:
    texts = ["Dam dam river", "The DAM held", "dam, river", "river 1997", "1997", "2003"]
    assert count_forms(texts) == ({"dam": 3, "river": 3, "<year>": 3}, 6)


def test_no_texts_have_no_forms() -> None:
    assert count_forms([]) == ({}, 0)


def test_rarity_by_hand() -> None:
    vocabulary = from_counts({"dam": 9, "river": 99, "\n": 99}, 99)
    rarity = dict(zip(vocabulary.forms, vocabulary.rarity.tolist(), strict=True))
    assert rarity["dam"] == pytest.approx(0.5)  # log(100 / 10) / log(100)
    assert rarity["river"] == 0
    assert rarity["shameful"] == 1  # listed by a cue, in none of the texts
    assert "\n" not in rarity


def test_every_listed_word_is_known_in_a_fixed_order() -> None:
    vocabulary = from_counts({"dam": 9}, 99)
    assert set(vocabulary.forms) == {"dam", *(w for words in WORD_LISTS.values() for w in words.split())}
    assert list(vocabulary.forms) == sorted(vocabulary.forms)


def test_the_shipped_vocabulary_is_sound() -> None:
    vocabulary = background_vocabulary()
    assert vocabulary is background_vocabulary()
    assert len(set(vocabulary.forms)) == len(vocabulary.forms) == len(vocabulary.rarity)
    assert np.all((vocabulary.rarity >= 0) & (vocabulary.rarity <= 1))
    assert vocabulary.vectors is None
