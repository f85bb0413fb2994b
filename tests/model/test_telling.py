from collections.abc import Callable

from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.telling import FULL_WORDS, TELLING, Telling, TellingSentences

Build = Callable[..., AnnotatedDocument]


def texts(found: tuple[Telling, ...]) -> list[str]:
    return [telling.sentence.text for telling in found]


def test_the_longer_and_surer_first(build: Build) -> None:
    telling = TellingSentences()
    telling.add(build(("Time tells.", "padding"), ("Only time will tell.", "padding"), ("A fact.", "reporting")), "a")
    assert texts(telling.of("padding")) == ["Only time will tell.", "Time tells."]
    assert texts(telling.of("reporting")) == ["A fact."]
    assert telling.of("opinion") == ()


def test_score(build: Build) -> None:
    sentences = build(("Only time will tell.", "padding"), ("word " * 99, "padding"), confidence=0.5).sentences
    assert [Telling("a", 0, i, s).score for i, s in enumerate(sentences)] == [2.0, FULL_WORDS / 2]


def test_headings_and_captions_are_no_examples(build: Build) -> None:
    telling = TellingSentences()
    telling.add(build(("What it means for you", "padding", "heading"), ("A photo", "padding", "caption")), "a")
    assert telling.of("padding") == ()


def test_a_group_gives_one_sentence_a_document_and_no_repetition(build: Build) -> None:
    telling = TellingSentences()
    telling.add(build(("Time will tell for all of us.", "padding"), ("Time will tell for us.", "padding")), "a")
    assert len(telling.of("padding")) == 2
    telling.add(build(("Time will tell for all of us!", "padding"), ("Who knows?", "padding")), "b")
    telling.add(build(("The future is open.", "padding")), "c")
    found = telling.of("padding")
    assert texts(found) == ["Time will tell for all of us.", "The future is open.", "Who knows?"]
    assert [(t.document, t.number, t.index) for t in found] == [("a", 0, 0), ("c", 2, 0), ("b", 1, 1)]


def test_no_more_than_a_few(build: Build) -> None:
    telling = TellingSentences()
    telling.add(build(*((f"Sentence {n}.", "opinion") for n in range(9))), "a")
    assert texts(telling.of("opinion")) == [f"Sentence {n}." for n in range(TELLING)]
