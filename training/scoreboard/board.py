"""The scoreboard: shipped models and peers on real news and on outside sets, in one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer

from ...corpus.label import LABELS
from ...model.storage import SHIPPED, load_model
from ..data import TrainingData
from ..folds import FOLDS, held_out_folds
from ..metrics import score
from ..outside import load_everything, newsmix_rows
from .peers import BagOfWords, FrozenEncoder, Peer, Subjectivity, alone
from .sets import SentenceSet, score_set, sentence_sets, subjectivity

FloatArray = npt.NDArray[np.float64]


HEAD = ("", "macro-F1", *LABELS, "calibration error")


def scoreboard(
    corpora: Annotated[Path, typer.Argument(help="Folder with newsmix, newssd-eng, checkthat, babe and pool.")],
    output: Annotated[Path | None, typer.Option(help="Write the Markdown here, too.")] = None,
    frozen: Annotated[bool, typer.Option(help="With the frozen encoder; needs train-encoder.")] = True,
) -> None:
    """Print the scoreboard as Markdown.

    The shipped models' figures on newsmix are the cross-validated ones of their manifests; peers are cross-validated
    here on the same folds, fitted on the same data.
    """
    data = load_everything(corpora)
    sets = sentence_sets(corpora)
    peers: list[Peer] = [Subjectivity(), BagOfWords(), *([FrozenEncoder()] if frozen else [])]
    text = "\n\n".join([_on_newsmix(data, peers[1:]), *_on_sets(data, sets, peers)])
    typer.echo(text)
    if output is not None:
        output.write_text(text + "\n", encoding="utf-8")


def _on_newsmix(data: TrainingData, peers: list[Peer]) -> str:
    rows = []
    for name in SHIPPED:
        metrics = load_model(name).manifest.metrics
        labels = [_shown(metrics["labels"][label]["f1"]) for label in LABELS]
        rows.append((f"newsgrain `{name}`", _shown(metrics["macro_f1"]), *labels, _digits(metrics)))
    newsmix = newsmix_rows(data)
    truth, documents = data.truth[newsmix], data.frame["document"].to_numpy()[newsmix]
    for peer in peers:
        found = score(truth, _out_of_fold(peer, data), documents)
        labels = [str(found.labels[label].f1) for label in LABELS]
        rows.append((peer.name, str(found.macro_f1), *labels, f"{found.expected_calibration_error:.3f}"))
    title = f"### newsmix, cross-validated ({FOLDS} folds by document, seed 0)"
    return f"{title}\n\n{_table(HEAD, rows)}"


def _out_of_fold(peer: Peer, data: TrainingData) -> FloatArray:
    """Probabilities of newsmix: an array [n, 3]."""
    texts, truth, held_out = data.frame["text"].tolist(), data.truth, newsmix_rows(data)
    found = np.zeros((len(held_out), len(LABELS)))
    for rows, test in held_out_folds(data.frame["document"], held_out):
        peer.fit([texts[i] for i in rows], truth[rows], data.weights[rows])
        found[test] = peer.probabilities([texts[i] for i in test])
    return found


def _on_sets(data: TrainingData, sets: list[SentenceSet], peers: list[Peer]) -> list[str]:
    """A table a set: P(opinion) against P(reporting); padding, which these sets do not know, is left out."""
    judges = {f"newsgrain `{name}`": load_model(name) for name in SHIPPED}
    for peer in peers:
        peer.fit(data.frame["text"].tolist(), data.truth, data.weights)
    tables = []
    for found in sets:
        rows = []
        for name, model in judges.items():
            rows.append(_row(name, found, alone(model, found.sentences)))
        for peer in peers:
            rows.append(_row(peer.name, found, peer.probabilities(found.sentences)))
        rows.append(("published", found.published, "", "", ""))
        head = ("", "macro-F1", "objective", "subjective", "calibration error")
        tables.append(f"### {found.name} ({len(found.sentences):,} sentences)\n\n{_table(head, rows)}")
    return tables


def _row(name: str, found: SentenceSet, probabilities: FloatArray) -> tuple[str, ...]:
    result = score_set(found, subjectivity(probabilities))
    return (
        name,
        str(result.macro_f1),
        str(result.objective),
        str(result.subjective),
        f"{result.expected_calibration_error:.3f}",
    )


def _shown(value: dict[str, float]) -> str:
    return f"{value['value']:.3f} [{value['low']:.3f}, {value['high']:.3f}]"


def _digits(metrics: dict[str, float]) -> str:
    return f"{metrics['expected_calibration_error']:.3f}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows)]
    return "\n".join(lines)
