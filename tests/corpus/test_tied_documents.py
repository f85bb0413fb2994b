from newsgrain.corpus.document import Document
from newsgrain.corpus.label import Label
from newsgrain.corpus.labelled import LabelledDocument
from newsgrain.corpus.tied_documents import tied_documents

LONG = "The harbour board closed the eastern quay to lorries on Tuesday."


def labelled(id: str, *texts: str) -> LabelledDocument:
    labels: list[Label] = ["reporting"] * len(texts)
    return LabelledDocument(Document.from_sentences(texts, id=id), tuple(labels), ({},) * len(texts))


def test_nothing_in_common() -> None:
    documents = [labelled("a", LONG), labelled("b", "The hens of Ostby laid fewer eggs this spring than last.")]
    assert tied_documents(documents) == [[0], [1]]


def test_the_same_id() -> None:
    assert tied_documents([labelled("a", "One."), labelled("b", "Two."), labelled("a", "Three.")]) == [[0, 2], [1]]


def test_a_long_sentence_in_common_whatever_its_case_and_quotes() -> None:
    documents = [labelled("a", "One.", LONG), labelled("b", f"“{LONG.upper()}”"), labelled("c", "Two.")]
    assert tied_documents(documents) == [[0, 1], [2]]


def test_short_sentences_recur_honestly() -> None:
    assert tied_documents([labelled("a", "She declined to comment."), labelled("b", "She declined to comment.")]) == [
        [0],
        [1],
    ]


def test_a_reworded_text() -> None:
    # 12 words: 8 shingles; the other has 13: 9. The first 8 words are the same: 4 shingles of 8 are shared.
    first = labelled("a", "the old mill by the green river burned down during one night")
    second = labelled("b", "the old mill by the green river burned quite slowly for three hours")
    other = labelled("c", "the old barn by the green river burned")  # 4 shingles, of which 1 stands in each of them
    assert tied_documents([first, second]) == [[0, 1]]
    assert tied_documents([first, labelled("d", "a rope lay on the quay by the green river house today")]) == [[0], [1]]
    assert tied_documents([other, second]) == [[0, 1]]


def test_ties_carry_over() -> None:
    bridge = "Nobody could say on Friday where the ferry had got to."
    documents = [labelled("a", LONG), labelled("b", LONG, bridge), labelled("c", "Well."), labelled("d", bridge)]
    assert tied_documents(documents) == [[0, 1, 3], [2]]


def test_sentences_without_words() -> None:
    assert tied_documents([labelled("a", "—" * 50), labelled("b", "—" * 60)]) == [[0], [1]]


def test_no_documents() -> None:
    assert tied_documents([]) == []
