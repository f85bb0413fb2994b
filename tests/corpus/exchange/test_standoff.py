from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.exchange.standoff import GIVE_UP_AFTER, find_sentences, sentence_digest

words = st.text("abc.“é😀", min_size=1, max_size=6)
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)


@given(st.lists(sentences, min_size=1, max_size=6), st.sampled_from(["", " ", "\n\n", " \r\n\t"]))
def test_sentences_are_found_however_they_were_joined(texts: list[str], gap: str) -> None:
    assert find_sentences(gap.join(texts), [sentence_digest(text) for text in texts]) == texts


def test_what_was_left_out_between_sentences_does_not_hinder() -> None:
    text = "Advertisement. The ferry is shut. Read more here. It reopens in May. Share"
    wanted = ["The ferry is shut.", "It reopens in May."]
    assert find_sentences(text, [sentence_digest(s) for s in wanted]) == wanted


def test_changed_sentences_are_missing_and_the_others_found() -> None:
    text = "The ferry is shut. It reopens in June. Nobody knows why."
    wanted = ["The ferry is shut.", "It reopens in May.", "Nobody knows why."]
    found = find_sentences(text, [sentence_digest(s) for s in wanted])
    assert found == ["The ferry is shut.", None, "Nobody knows why."]


def test_another_text_is_given_up_on() -> None:
    wanted = [sentence_digest(f"Sentence {i}.") for i in range(GIVE_UP_AFTER + 1)] + [sentence_digest("One.")]
    assert find_sentences("One. Two.", wanted) == [None] * len(wanted)
