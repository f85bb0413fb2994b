"""What the verdicts make of a document as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ..corpus.label import LABELS, UNCERTAIN
from ..corpus.word import WORD


class LabelledText(Protocol):
    """What can be summed up: anything with a label and a text."""

    @property
    def label(self) -> str:
        """One of the three labels, or `uncertain`."""
        ...

    @property
    def text(self) -> str:
        """The sentence."""
        ...


@dataclass(frozen=True, slots=True)
class LabelTotal:
    """How much of a document bears one label: sentences, words, and share of all words in [0, 1]."""

    sentences: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of a document.

    `labels` maps each label (and `uncertain` when some sentence is) to its total. `information_density` is
    reporting words over all words, in [0, 1] (0 for a document without words). `longest_padding_run` is the
    greatest number of padding sentences in a row, `longest_padding_start` the index of the first of them
    (`None` without padding).
    """

    labels: dict[str, LabelTotal]
    sentences: int
    words: int
    longest_padding_run: int
    longest_padding_start: int | None

    @property
    def information_density(self) -> float:
        """Reporting words over all words, in [0, 1]."""
        return self.labels["reporting"].share

    def to_dict(self) -> dict[str, Any]:
        """The summary as it stands in JSON output."""
        return {
            "sentences": self.sentences,
            "words": self.words,
            "labels": {
                label: {"sentences": t.sentences, "words": t.words, "share": t.share}
                for label, t in self.labels.items()
            },
            "information_density": self.information_density,
            "longest_padding_run": {"sentences": self.longest_padding_run, "start": self.longest_padding_start},
        }


def summarise(sentences: Sequence[LabelledText]) -> Summary:
    """Sum up labelled sentences; words are runs of letters and digits, with inner apostrophes and hyphens."""
    counts: dict[str, list[int]] = {label: [0, 0] for label in LABELS}
    run = longest = 0
    longest_start: int | None = None
    for index, sentence in enumerate(sentences):
        count = counts.setdefault(sentence.label, [0, 0])
        count[0] += 1
        count[1] += len(WORD.findall(sentence.text))
        run = run + 1 if sentence.label == "padding" else 0
        if run > longest:
            longest, longest_start = run, index - run + 1
    words = sum(count[1] for count in counts.values())
    labels = {
        label: LabelTotal(count[0], count[1], count[1] / words if words else 0.0)
        for label, count in counts.items()
        if label in LABELS or label == UNCERTAIN
    }
    return Summary(labels, len(sentences), words, longest, longest_start)
