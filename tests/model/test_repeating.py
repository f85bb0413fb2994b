"""Sentences that certainly repeat: what counts as such, and what it does to a verdict."""

import numpy as np
import pandas as pd
import pytest

import newsgrain
from newsgrain.corpus.labelled import read_labelled
from newsgrain.model.repeating import LEAST_OVERLAP, SHIFT, announced, shifted
from newsgrain.model.sentence_rows import frame_batch
from newsgrain.model.vocabulary import background_vocabulary
from newsgrain.training.outside import OWN

LEAD = "The council of Hull closed the Mill Lane library on Monday after a vote of seven to two."


@pytest.mark.parametrize(
    ("text", "says_so"),
    [
        ("To recap, the library closed.", True),
        ("As noted above, the library closed.", True),
        ("As  noted\nabove, the library closed.", True),
        ("As we have already said, the library closed.", True),
        ("IN SHORT: the library closed.", True),
        ("All in all, the library closed.", True),
        ("As noted by the mayor, the library closed.", False),
        ("In summary proceedings before the judge, nobody was tried twice.", False),
        ("To conclude the deal, ministers met again.", False),
        ("To conclude, ministers met again.", True),
        ("In summer the library closed.", False),
        ("To repeatedly close it was wrong.", False),
        ("The library closed, to recap.", False),
        ("", False),
    ],
)
def test_openings(text: str, says_so: bool) -> None:
    assert announced([text], np.array([1.0]), np.array([False])).tolist() == [says_so]


def test_an_announcement_without_repetition_or_in_a_quotation_is_none() -> None:
    overlap = np.array([LEAST_OVERLAP, LEAST_OVERLAP - 0.01, 1.0])
    assert announced(["To recap, no."] * 3, overlap, np.array([False, False, True])).tolist() == [True, False, False]


def test_shift_leaves_the_other_rows_and_its_input_alone() -> None:
    log_odds = np.zeros((2, 3))
    assert shifted(log_odds, np.array([True, False])).tolist() == [[-SHIFT, 0, 0], [0, 0, 0]]
    assert not log_odds.any()


@pytest.mark.parametrize("name", ["fast", "default"])
def test_what_is_announced_and_repeated_is_padding_with_the_sentence_it_repeats(name: str) -> None:
    again = "In conclusion, the council of Hull closed the Mill Lane library after a vote."
    document = newsgrain.load_model(name).annotate(f"{LEAD}\n\nRain fell on Tuesday.\n\n{again}")
    first, _, last = document.sentences
    assert (first.label, last.label) == ("reporting", "padding")
    assert last.reasons[0].cue == "repeats sentence 1"
    assert (last.reasons[0].start, last.reasons[0].end) == (first.start, first.end)
    assert last.reasons[0].weight > 0.5


COPY = "On Monday the council of Hull closed the Mill Lane library after a vote of seven to two."


@pytest.mark.parametrize("name", ["fast", "default"])
@pytest.mark.parametrize("again", [LEAD, COPY])
def test_a_copy_is_padding_with_the_sentence_that_it_repeats(name: str, again: str) -> None:
    document = newsgrain.load_model(name).annotate(f"{LEAD}\n\nRain fell on Tuesday, forecasters said.\n\n{again}")
    assert [sentence.label for sentence in document.sentences] == ["reporting", "reporting", "padding"]
    assert document.sentences[2].reasons[0].cue == "repeats sentence 1"


@pytest.mark.parametrize(
    ("roles", "again", "found"),
    [
        (["text", "text"], LEAD, True),
        (["text", "text"], COPY, True),
        (["text", "text"], LEAD.replace("library", "swimming pool"), False),
        (["text", "text"], "Hull closed the Mill Lane library.", False),  # too short to be sure
        (["heading", "text"], LEAD, False),
        (["text", "caption"], LEAD, False),
    ],
)
def test_what_a_copy_is(roles: list[str], again: str, found: bool) -> None:
    frame = pd.DataFrame({"text": [LEAD, again], "document": 0, "role": roles})
    batch = frame_batch(frame, background_vocabulary())
    assert batch.repeating.tolist() == [False, found]


@pytest.mark.parametrize("name", ["fast", "default"])
def test_a_second_opinion_does_not_undo_the_rule(name: str) -> None:
    document = newsgrain.load_model(name).annotate((OWN / "demo.txt").read_text("utf-8"))
    assert [s.label for s in document.sentences if s.text.startswith("As noted above")] == ["padding"]


def test_in_the_own_corpus_all_that_repeats_for_certain_is_padding() -> None:
    model = newsgrain.load_model("fast")
    documents = list(read_labelled(sorted(OWN.glob("*.jsonl"))))
    batch, _ = model.decide([document.document for document in documents])
    labels = np.array([label for document in documents for label in document.labels])
    assert batch.repeating.sum() > 25
    assert (labels[batch.repeating] == "padding").mean() > 0.95
