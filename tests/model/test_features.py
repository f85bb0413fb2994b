import numpy as np
import numpy.typing as npt
import pytest

from newsgrain.model.cues import cue_names
from newsgrain.model.features import PAIR_BUCKETS, Batch, Vocabulary, extract, pair_columns, pool_vectors
from newsgrain.model.tokens import END, LOWER, TokenTable, tokenize

FORMS = ("dam", "river", "the")
VECTORS = np.array([[1, -1], [3, -5], [0, 2]], dtype=np.float32)
VOCABULARY = Vocabulary(FORMS, np.array([0.5, 0.75, 0.0], dtype=np.float32), VECTORS)


def batch_of(sentences: list[str], offsets: list[int] | None = None) -> Batch:
    roles = np.zeros(len(sentences), dtype=np.int64)
    return extract(sentences, np.array(offsets or [0, len(sentences)]), roles, VOCABULARY)


def test_unknown_words_and_end_marks_share_one_column() -> None:
    assert batch_of(["The dam broke"]).words.tolist() == [2, 0, 3, 3]


def test_pairs_stay_within_their_sentence() -> None:
    batch = batch_of(["dam river", "the dam river"])
    opens = batch.pairs >= 0
    assert opens.tolist() == [True, True, False, True, True, True, False]
    assert batch.pairs[0] == batch.pairs[4]  # the same two words
    assert batch.pairs[opens].min() > len(FORMS)
    assert batch.pairs[opens].max() < VOCABULARY.n_columns == len(FORMS) + 1 + PAIR_BUCKETS


def test_the_order_of_a_pair_matters() -> None:
    shapes = np.array([LOWER, LOWER, END])
    there, back = (pair_columns(np.array(words), shapes, 3)[0] for words in ([0, 1, 3], [1, 0, 3]))
    assert there != back
    assert pair_columns(np.array([], dtype=np.int64), np.array([], dtype=np.int64), 3).tolist() == []


def test_vectors_are_pooled_by_maximum_and_mean() -> None:
    batch = batch_of(["dam river", ""])
    # the end mark counts as an unknown word, whose vector is zero
    assert batch.pooled.tolist() == [[3, 0, 4 / 3, -2], [0, 0, 0, 0]]


def test_a_vocabulary_without_vectors_pools_nothing() -> None:
    plain = Vocabulary(FORMS, VOCABULARY.rarity)
    tokens = tokenize(["dam"], plain.table)
    assert pool_vectors(np.array([0, 3]), tokens, plain).shape == (1, 0)


def test_a_batch_knows_the_sentence_of_each_token() -> None:
    assert batch_of(["dam river", "", "the"]).sentence_of_token.tolist() == [0, 0, 0, 1, 2, 2]


def features(batch: Batch) -> npt.NDArray[np.float64]:
    return np.hstack([batch.cues, batch.pooled])


def test_documents_do_not_touch_each_other() -> None:
    documents = [
        ["“The dam", "broke", "the river rose"],
        ["The dam,” he said"],
        ["river", "“no", "dam”", "the DAM river"],
    ]
    offsets = np.cumsum([0, *map(len, documents)])
    together = batch_of([s for d in documents for s in d], offsets.tolist())
    assert together.cues.shape == (8, len(cue_names()))
    for document, start in zip(documents, offsets[:-1].tolist(), strict=True):
        assert np.array_equal(features(together)[start : start + len(document)], features(batch_of(document)))


def test_a_new_table_takes_over_when_the_old_one_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = Vocabulary(FORMS, VOCABULARY.rarity)
    first = vocabulary.table
    vocabulary.renew_table()
    assert vocabulary.table is first
    monkeypatch.setattr("newsgrain.model.tokens.MAX_FORMS", 1)
    batch = extract(["zebra yak"], np.array([0, 1]), np.array([0]), vocabulary)
    vocabulary.renew_table()
    assert vocabulary.table is not first is batch.table
    assert isinstance(vocabulary.table, TokenTable)
