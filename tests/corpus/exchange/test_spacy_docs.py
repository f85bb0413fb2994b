import builtins
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrain.corpus.cells import encodable
from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import NewsgrainError
from newsgrain.corpus.exchange.kept import Kept
from newsgrain.corpus.exchange.proposal import Exportable, Proposal
from newsgrain.corpus.exchange.spacy_docs import write_spacy
from newsgrain.corpus.labelled_document import LabelledDocument


def docs(*items: Exportable) -> list[Any]:
    spacy = pytest.importorskip("spacy", reason="needs pip install 'newsgrain[spacy]'")
    stream = io.BytesIO()
    write_spacy(items, stream)
    vocab = spacy.blank("en").vocab
    return list(spacy.tokens.DocBin().from_bytes(stream.getvalue()).get_docs(vocab))


@pytest.mark.extra
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_spacy_reads_the_same_text_sentences_and_labels(
    data: st.DataObject, labelled_documents: st.SearchStrategy[LabelledDocument]
) -> None:
    item = data.draw(labelled_documents)
    (doc,) = docs(item)
    assert doc.text == encodable(item.document.text)
    spans = doc.spans["newsgrain"]
    assert [(span.start_char, span.end_char, span.label_) for span in spans] == [
        (unit.start, unit.end, label) for unit, label in zip(item.sentences, item.labels, strict=True)
    ]
    begins = {span.start for span in spans}
    assert begins <= {token.i for token in doc if token.is_sent_start}
    assert {token.i for token in doc if token.is_sent_start} <= begins | {0}


@pytest.mark.extra
def test_bounds_that_the_tokenizer_would_not_see() -> None:
    document = Document.from_sentences(["It rained.Then", "snow fell.", "Kr. 5,"], id="a")
    joined = Document(
        "".join(unit.text for unit in document.sentences),
        "a",
        given_sentences=tuple(
            type(unit)(unit.text, start, start + len(unit.text))
            for unit, start in zip(document.sentences, (0, 14, 24), strict=True)
        ),
    )
    (doc,) = docs(LabelledDocument(joined, ("reporting", "reporting", "padding"), ({}, {}, {})))
    assert doc.text == "It rained.Thensnow fell.Kr. 5,"
    assert [sentence.text for sentence in doc.sents] == ["It rained.Then", "snow fell.", "Kr. 5,"]


@pytest.mark.extra
def test_user_data_hold_the_rest(story: LabelledDocument) -> None:
    (doc,) = docs(story)
    assert Kept.parse(doc.user_data["newsgrain"], doc.text) == Kept.of(story.document, story.extras)
    assert [sentence.text.strip() for sentence in doc.sents] == [unit.text for unit in story.sentences]


@pytest.mark.extra
def test_a_model_s_verdicts_stand_apart(story: LabelledDocument) -> None:
    (doc,) = docs(Proposal(story.document, story.labels, (0.5, 0.75, 1.0), "default 0.1.0", story.extras))
    assert "newsgrain" not in doc.spans
    group = doc.spans["newsgrain_predicted"]
    assert [span.label_ for span in group] == list(story.labels)
    assert group.attrs == {"confidences": [0.5, 0.75, 1.0], "model": "default 0.1.0"}


@pytest.mark.extra
def test_a_bare_document_has_sentences_and_no_spans() -> None:
    (doc,) = docs(Document("It rained. It poured.", "a"))
    assert len(doc.spans["newsgrain"]) == 0
    assert [sentence.text for sentence in doc.sents] == ["It rained.", "It poured."]


def test_without_spacy_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.split(".")[0] == "spacy":
            raise ModuleNotFoundError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NewsgrainError, match=r"pip install 'newsgrain\[spacy\]'"):
        write_spacy([], io.BytesIO())
