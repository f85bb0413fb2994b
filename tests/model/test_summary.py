from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgrain.corpus.label import LABELS, UNCERTAIN
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.summary import LabelTotal, Summary, summarise

Build = Callable[..., AnnotatedDocument]


def test_totals_by_hand(build: Build) -> None:
    document = build(
        ("It rained on Monday.", "reporting"),  # 4 words
        ("Don’t ask.", "padding"),  # 2
        ("Well-known.", "padding"),  # 1
        ("A shame!", "opinion"),  # 2
        ("Only time will tell.", "padding"),  # 4
        ("3.5 — so?", "reporting"),  # 3: the dash is none
    )
    assert document.summary == Summary(
        labels={
            "reporting": LabelTotal(2, 7, 7 / 16),
            "opinion": LabelTotal(1, 2, 2 / 16),
            "padding": LabelTotal(3, 7, 7 / 16),
        },
        sentences=6,
        words=16,
        longest_padding_run=2,
        longest_padding_start=1,
    )
    assert document.summary.information_density == 7 / 16


def test_uncertain_is_counted_beside_the_labels_and_ends_a_run(build: Build) -> None:
    summary = build(("A.", "padding"), ("B.", "uncertain"), ("C.", "padding")).summary
    assert list(summary.labels) == ["reporting", "opinion", "padding", "uncertain"]
    assert summary.labels["uncertain"] == LabelTotal(1, 1, 1 / 3)
    assert (summary.longest_padding_run, summary.longest_padding_start) == (1, 0)


def test_the_first_of_equal_runs_counts(build: Build) -> None:
    summary = build(("A.", "padding"), ("B.", "opinion"), ("C.", "padding")).summary
    assert summary.longest_padding_start == 0


def test_no_sentences() -> None:
    summary = summarise([])
    assert (summary.sentences, summary.words, summary.information_density) == (0, 0, 0.0)
    assert summary.longest_padding_start is None


def test_sentences_without_words(build: Build) -> None:
    assert build(("…", "padding"), ("—", "reporting")).summary.information_density == 0.0


def test_as_it_stands_in_json(build: Build) -> None:
    assert build(("It rained.", "reporting"), ("A shame!", "padding")).summary.to_dict() == {
        "sentences": 2,
        "words": 4,
        "labels": {
            "reporting": {"sentences": 1, "words": 2, "share": 0.5},
            "opinion": {"sentences": 0, "words": 0, "share": 0.0},
            "padding": {"sentences": 1, "words": 2, "share": 0.5},
        },
        "information_density": 0.5,
        "longest_padding_run": {"sentences": 1, "start": 1},
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(labels=st.lists(st.sampled_from((*LABELS, UNCERTAIN)), min_size=1, max_size=30))
def test_shares_and_counts_add_up(build: Build, labels: list[str]) -> None:
    summary = build(*((f"Word {i}.", label) for i, label in enumerate(labels))).summary
    assert sum(total.share for total in summary.labels.values()) == pytest.approx(1)
    assert sum(total.sentences for total in summary.labels.values()) == len(labels)
    assert sum(total.words for total in summary.labels.values()) == summary.words == 2 * len(labels)
    runs = "".join("p" if label == "padding" else " " for label in labels).split()
    assert summary.longest_padding_run == max(map(len, runs), default=0)
