"""Where newsgrain's time goes: CPU seconds by stage, from a file's bytes to JSON Lines."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from ...model.rendering.output import write_documents
from ...model.storage import load_model
from ..report.content import Section, Table
from .figures import percent, rate
from .reading import read_all
from .stopwatch import Stopwatch

STAGES = {
    "read": "decoding and parsing the file",
    "segment": "finding paragraphs and sentences",
    "features": "words, pairs, cues, vectors, repetition",
    "first stage": "the linear model",
    "context": "what stands around each sentence",
    "trees": "the boosted trees and the calibration",
    "encoder": "the encoder, where the classifier is not sure",
    "attribution": "who said what",
    "reasons": "why: contributions, and their words",
    "assembly": "batches, and an object a sentence",
    "summary": "counts and shares by document",
    "write": "JSON",
}
"""The stages in their order, and what is done in each."""

WATCHED = (
    ("segment", "corpus.segment", "segment"),
    ("features", "model.model", "extract"),
    ("first stage", "model.linear.LinearStage", "logits"),
    ("context", "model.compiled", "context_frame"),
    ("trees", "model.compiled.CompiledClassifier", "decide"),
    ("encoder", "model.cascade.Cascade", "decide"),
    ("attribution", "model.model", "attribute"),
    ("reasons", "model.model", "explain"),
    ("summary", "model.annotated", "summarise"),
)
"""Functions that bear a stage: its name, the module or class that the function is looked up in, its name there."""


PASSES = 5
"""Passes over the text; of each stage the median counts, for the collector of garbage strikes where it will."""


@dataclass(frozen=True)
class Profile:
    """CPU seconds by stage of one model over a text."""

    model: str
    reasons: bool
    sentences: int
    seconds: dict[str, float]

    @property
    def total(self) -> float:
        """CPU seconds of all stages."""
        return sum(self.seconds.values())

    def share(self, stage: str) -> float:
        """Share of a stage in the CPU seconds, in [0, 1]."""
        return self.seconds.get(stage, 0.0) / self.total


def profile(model: str, reasons: bool, path: Path, passes: int = PASSES) -> Profile:
    """Annotate a file several times and count the CPU seconds of each stage; watching costs about a hundredth."""
    found = [_pass(model, reasons, path) for _ in range(passes)]
    medians = {stage: median(seconds.get(stage, 0.0) for _, seconds in found) for stage in found[0][1]}
    return Profile(model, reasons, found[0][0], medians)


def _pass(model: str, reasons: bool, path: Path) -> tuple[int, dict[str, float]]:
    """Sentences, and CPU seconds by stage."""
    loaded, watch, count = load_model(model), Stopwatch(), 0
    with Path(os.devnull).open("wb") as stream, watch.watching(_functions()), watch.stage("write"):
        documents = watch.each("read", read_all([str(path)]))
        for document in watch.each("assembly", loaded.annotate_many(documents, reasons=reasons)):
            count += len(document.sentences)
            write_documents([document], stream, "jsonl")
    return count, watch.seconds


def profile_section(profiles: list[Profile]) -> Section:
    """Shares by stage, a column a model."""
    names = tuple(f"`{found.model}`{', with reasons' if found.reasons else ''}" for found in profiles)
    rows = [
        (stage, *(percent(found.share(stage)) if stage in found.seconds else "–" for found in profiles), meaning)
        for stage, meaning in STAGES.items()
    ]
    speed = ("sentences/CPU s", *(rate(found.sentences / found.total) for found in profiles), "")
    table = Table(("stage", *names, "what is done"), (*rows, speed))
    return Section("Where the time goes", table, ("Share of CPU time by stage; a stage within another counts alone.",))


def _functions() -> list[tuple[str, Any, str]]:
    root = __package__.removesuffix(".training.benchmark")
    return [(stage, _found(root, place), name) for stage, place, name in WATCHED]


def _found(root: str, place: str) -> Any:
    """A module of newsgrain, or a class in one."""
    module, _, last = place.rpartition(".")
    return getattr(import_module(f"{root}.{module}"), last) if last[0].isupper() else import_module(f"{root}.{place}")
