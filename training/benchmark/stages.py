"""Where newsgrain's time goes: CPU seconds by stage, from a file's bytes to JSON Lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ..report.content import Section, Table
from .contenders import Contender
from .figures import percent, rate
from .passes import watch

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


def profile(contender: Contender, path: Path, passes: int = PASSES) -> Profile:
    """Annotate a file several times, in a process of its own, and count the CPU seconds of each stage."""
    sentences, found = watch(contender.key, path, passes)
    medians = {stage: median(seconds.get(stage, 0.0) for seconds in found) for stage in found[0]}
    return Profile(contender.model, contender.reasons, sentences, medians)


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
