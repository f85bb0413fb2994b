from pathlib import Path

from newsgrain.corpus.document import Document
from newsgrain.corpus.exchange.proposal import Exportable, Proposal
from newsgrain.corpus.labelled_document import LabelledDocument
from newsgrain.model.proposals import with_proposals
from newsgrain.model.storage import load_model


def test_only_documents_without_labels_are_annotated_and_the_order_is_kept(tiny_model: Path) -> None:
    model = load_model(tiny_model)
    labelled = LabelledDocument(Document.from_sentences(["It rained."], id="b"), ("opinion",), ({},))
    bare = [Document("The council voted 3 to 2 on Monday. It was a shameful vote.", name) for name in "acd"]
    items: list[Exportable] = [bare[0], labelled, bare[1], bare[2]]
    found = list(with_proposals(items, model))
    assert found[1] is labelled
    for document, proposal in zip(bare, (found[0], *found[2:]), strict=True):
        annotated = model.annotate(document)
        assert isinstance(proposal, Proposal)
        assert proposal.document is document
        assert proposal.labels == tuple(sentence.label for sentence in annotated.sentences)
        assert proposal.confidences == tuple(sentence.confidence for sentence in annotated.sentences)
        assert proposal.model == "tiny 0"
        assert proposal.extras == ({}, {})
