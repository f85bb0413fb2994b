"""Attribution: a table of cases worked out by hand, a held-back table with floors, and what a document may be."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgrain.corpus.document import Document
from newsgrain.model.annotated import Attribution
from newsgrain.model.attribution import attribute, is_empty_source
from newsgrain.model.quoted_speech import part
from newsgrain.model.speakers import kind_of

HERE = Path(__file__).parent
UNCHECKED = "unchecked"
MIN_PRECISION, MIN_RECALL = 0.86, 0.86
"""Floors on the held-back cases: speaker right, of those given and of those expected; measured 0.90 and 0.88."""

Expected = Attribution | None | str
Case = tuple[Document, list[Expected]]


def read_cases(name: str) -> Iterator[Case]:
    for block in (HERE / name).read_text(encoding="utf-8").split("\n\n"):
        texts: list[str] = []
        paragraphs: list[int] = []
        expected: list[Expected] = []
        paragraph = 0
        for line in block.splitlines():
            if line == "¶":
                paragraph += 1
            elif line and not line.startswith("#"):
                text, _, wanted = line.partition(" => ")
                texts.append(text)
                paragraphs.append(paragraph)
                expected.append(parse_expected(wanted))
        if texts:
            yield Document.from_sentences(texts, paragraphs=paragraphs), expected


def parse_expected(wanted: str) -> Expected:
    if wanted in ("", "none"):
        return None if wanted else UNCHECKED
    speaker, verb, quoted = (None if part == "-" else part for part in wanted.split(" | "))
    return Attribution(speaker, verb, quoted)


CASES = list(read_cases("attribution_cases.txt"))


@pytest.mark.parametrize("case", CASES, ids=[document.text[:60] for document, _ in CASES])
def test_cases(case: Case) -> None:
    document, expected = case
    found = attribute(document)
    assert [f if e != UNCHECKED else UNCHECKED for f, e in zip(found, expected, strict=True)] == expected


def test_held_back_cases_keep_their_floor() -> None:
    given = wanted = right = 0
    for document, expected in read_cases("attribution_held_back.txt"):
        for found, want in zip(attribute(document), expected, strict=True):
            if isinstance(want, str):
                continue
            given += found is not None
            wanted += want is not None
            right += found is not None and want is not None and found.speaker == want.speaker
    assert right / given >= MIN_PRECISION
    assert right / wanted >= MIN_RECALL


def test_quotation_runs_on_in_segmented_text() -> None:
    text = (
        "Mayor Ida Holm opened the debate.\n\n“The ferry stays,” Holm said. “It stays this year.\n\n"
        "“It stays next year.”\n\nThe vote is on Friday."
    )
    assert attribute(Document(text)) == [
        None,
        Attribution("Ida Holm", "said", "The ferry stays,"),
        Attribution("Ida Holm", None, "It stays this year."),
        Attribution("Ida Holm", None, "It stays next year."),
        None,
    ]


def test_quotation_that_is_never_closed_ends_with_its_sentence() -> None:
    texts = ["“The ferry stays, Ida Holm said.", "It rained.", "The dam held."]
    found = attribute(Document.from_sentences(texts))
    assert found[1:] == [None, None]


def test_heading_closes_no_quotation() -> None:
    document = Document.from_sentences(
        ["“We lost,” said Ben Okri. “We lost badly.", "Second half", "It rained.”"], roles=["text", "heading", "text"]
    )
    assert attribute(document)[1] is None


@pytest.mark.parametrize("text", ["", " ", "\n\n", '"', "'", "“", "''", "said", "According to", "For", "—", "said,"])
def test_next_to_nothing(text: str) -> None:
    assert len(attribute(Document(text))) == len(Document(text).sentences)
    assert attribute(Document.from_sentences([text])) in ([None], [Attribution(None, None, text)])


@pytest.mark.parametrize("speaker", ["Critics", "many observers", "Some", "it", "supporters of the bill", "Experts"])
def test_empty_sources(speaker: str) -> None:
    assert is_empty_source(speaker)


@pytest.mark.parametrize(
    "speaker", ["Ana Ruiz", "two critics", "analysts at the bank", "the minister", "Barclays analysts", ""]
)
def test_sources_that_are_somebody(speaker: str) -> None:
    assert not is_empty_source(speaker)


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Ana Ruiz", "person"),
        ("the spokeswoman", "person"),
        ("the airline", "body"),
        ("BBC", "body"),
        ("The World Bank", "body"),
        ("Three officials", "group"),
        ("officials at the bank", "group"),
    ],
)
def test_kind_of_speaker(speaker: str, kind: str) -> None:
    assert kind_of(speaker) == kind


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“One,” he said, “two.”", ("One,", "two.")),
        ("\"One,\" he said, 'two.'", ("One,", "two.")),
        ("``One,'' he said.", ("One,",)),
        ("‘It’s the workers’ fault,’ she said.", ("It’s the workers’ fault,",)),
        ("The workers' hall isn't open in the '90s style.", ()),
        ('The pipe is 6" wide.', ()),
        ("« Non », she said.", ("Non",)),
        ("The so-called “reform” and “The Salt Road” ended.", ()),
    ],
)
def test_quotations_of_a_sentence(text: str, quotes: tuple[str, ...]) -> None:
    assert part(text, None).quotes == quotes


WORDS = [
    "said",
    "Ana",
    "Ruiz",
    "the",
    "minister",
    ",",
    "“",
    "”",
    '"',
    "'",
    "according to",
    "that",
    "who",
    ":",
    "—",
    "he",
]


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=14).map(" ".join), max_size=6))
@example(["U.S said"])
def test_any_document_is_attributed_in_its_own_words(texts: list[str]) -> None:
    document = Document.from_sentences(texts)
    found = attribute(document)
    assert len(found) == len(texts)
    blankless = "".join(document.text.split())
    for attribution in found:
        if attribution is not None:
            for told in (attribution.speaker, attribution.verb):
                assert told is None or "".join(told.split()) in blankless


LONG = ["x", '"', "'", "“", "said ", "Ruiz ", "the man of ", "“a,” said B. ", "‘a ", "who asked ", "a, "]


@pytest.mark.parametrize("pattern", LONG)
def test_cost_grows_with_length_only(pattern: str) -> None:
    text = pattern * (100_000 // min(len(pattern), 2))
    document = Document.from_sentences([text, text + "said"])
    started = time.process_time()
    assert len(attribute(document)) == 2
    assert time.process_time() - started < 2
