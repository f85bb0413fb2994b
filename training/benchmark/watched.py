"""Annotating under the stopwatch, in the worker."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from ...model.rendering.output import write_documents
from ...model.storage import load_model
from .reading import read_all
from .stopwatch import Stopwatch

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


def watched_pass(model: str, reasons: bool, path: Path) -> tuple[int, dict[str, float]]:
    """Annotate a file from its bytes to JSON Lines that go nowhere: sentences, and CPU seconds by stage."""
    loaded, watch, count = load_model(model), Stopwatch(), 0
    with Path(os.devnull).open("wb") as stream, watch.watching(_functions()), watch.stage("write"):
        documents = watch.each("read", read_all([str(path)]))
        for document in watch.each("assembly", loaded.annotate_many(documents, reasons=reasons)):
            count += len(document.sentences)
            write_documents([document], stream, "jsonl")
    return count, watch.seconds


def _functions() -> list[tuple[str, Any, str]]:
    root = __package__.removesuffix(".training.benchmark")
    return [(stage, _found(root, place), name) for stage, place, name in WATCHED]


def _found(root: str, place: str) -> Any:
    """A module of newsgrain, or a class in one."""
    module, _, last = place.rpartition(".")
    return getattr(import_module(f"{root}.{module}"), last) if last[0].isupper() else import_module(f"{root}.{place}")
