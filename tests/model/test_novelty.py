import numpy as np

from newsgrain.model.novelty import novelty
from newsgrain.model.tokens import SIGN, TokenTable, tokenize


def compare(sentences: list[str], documents: list[int]) -> tuple[list[float], list[float], list[int]]:
    tokens = tokenize(sentences, TokenTable(["x"]))
    weights = (tokens.shapes < SIGN).astype(float)
    found = novelty(tokens, np.array(documents), weights)
    return found.new_share.tolist(), found.overlap.tolist(), found.repeats.tolist()


def test_shares_are_those_counted_by_hand() -> None:
    new, overlap, repeats = compare(["dam fills river", "river rises", "dam fills again"], [0, 3])
    assert new == [1, 1 / 2, 1 / 3]
    assert overlap == [0, 1 / 2, 2 / 3]
    assert repeats == [-1, 0, 0]


def test_documents_do_not_see_each_other() -> None:
    new, overlap, repeats = compare(["dam fills", "dam fills"], [0, 1, 2])
    assert new == [1, 1]
    assert overlap == [0, 0]
    assert repeats == [-1, -1]


def test_a_word_twice_in_one_sentence_is_still_new() -> None:
    new, _, _ = compare(["dam dam", "dam river"], [0, 2])
    assert new == [1, 1 / 2]


def test_sentences_without_words_have_nothing_new() -> None:
    new, overlap, repeats = compare(["…", ""], [0, 2])
    assert new == overlap == [0, 0]
    assert repeats == [-1, -1]
