"""Statistics of a corpus small enough to count by hand."""

from newsgrain.corpus.document import Document
from newsgrain.corpus.labelled import LabelledDocument
from newsgrain.corpus.statistics import GroupCount, LabelCount, Quartiles, corpus_statistics

FIRST = LabelledDocument(
    Document.from_sentences(
        ["Hall shuts", "It leaks badly.", "Time will tell."],
        roles=["heading", "text", "text"],
        id="a",
        metadata={"source": "s", "genre": "brief"},
    ),
    ("reporting", "reporting", "padding"),
    ({}, {"attribution": {"speaker": "Ruiz"}}, {"kind": "truism", "contested": True}),
)
SECOND = LabelledDocument(Document.from_sentences(["A shame it is, and no less."], id="b"), ("opinion",), ({},))


def test_counts() -> None:
    counts = corpus_statistics([FIRST, SECOND])
    assert (counts.documents, counts.sentences, counts.words) == (2, 4, 15)
    assert counts.labels == {
        "reporting": LabelCount(2, 5, 2 / 4, 5 / 15),
        "opinion": LabelCount(1, 7, 1 / 4, 7 / 15),
        "padding": LabelCount(1, 3, 1 / 4, 3 / 15),
    }
    assert counts.sources == {
        "(none)": GroupCount(1, 1, {"reporting": 0, "opinion": 1, "padding": 0}),
        "s": GroupCount(1, 3, {"reporting": 2, "opinion": 0, "padding": 1}),
    }
    assert list(counts.genres) == ["(none)", "brief"]
    assert counts.roles == {"text": 3, "heading": 1, "list_item": 0, "caption": 0}
    assert counts.padding_kinds["truism"] == 1
    assert sum(counts.padding_kinds.values()) == 1
    assert counts.transitions["reporting"] == {"reporting": 1, "opinion": 0, "padding": 1}
    assert sum(map(sum, (row.values() for row in counts.transitions.values()))) == 2
    assert counts.openings == {"reporting": 1, "opinion": 1, "padding": 0}
    assert counts.closings == {"reporting": 0, "opinion": 1, "padding": 1}
    assert (counts.attributed, counts.contested) == (1, 1)
    # words 2, 3, 3, 7: the lower quartile lies at 2.75, the upper a quarter of the way from 3 to 7
    assert counts.sentence_words == Quartiles(2, 2.75, 3, 4, 7)
    assert counts.document_sentences == Quartiles(1, 1.5, 2, 2.5, 3)


def test_empty_corpus() -> None:
    counts = corpus_statistics([])
    assert counts.labels["padding"] == LabelCount(0, 0, 0.0, 0.0)
    assert counts.sentence_words == Quartiles(0, 0, 0, 0, 0)


def test_plain_values() -> None:
    plain = corpus_statistics([FIRST]).to_dict()
    assert plain["labels"]["padding"] == {"sentences": 1, "words": 3, "share": 1 / 3, "word_share": 3 / 8}
    assert plain["document_sentences"]["median"] == 3
