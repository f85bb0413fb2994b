"""The importers by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..labelled_document import LabelledDocument
from .columns import read_columns
from .doccano import read_doccano
from .label_studio import read_label_studio
from .newsdiscourse import read_newsdiscourse
from .newsmix import read_newsmix
from .sentence_corpora import read_babe, read_checkthat, read_mbic, read_newssd


@dataclass(frozen=True, slots=True)
class Importer:
    """A format that is read: its function, which takes paths and a log, and the names of its options."""

    read: Callable[..., Iterator[LabelledDocument]]
    options: tuple[str, ...] = ()


IMPORTERS: dict[str, Importer] = {
    "newssd": Importer(read_newssd),
    "checkthat": Importer(read_checkthat),
    "babe": Importer(read_babe, ("mixed",)),
    "mbic": Importer(read_mbic, ("mixed",)),
    "newsdiscourse": Importer(read_newsdiscourse),
    "newsmix": Importer(read_newsmix, ("partial",)),
    "label-studio": Importer(read_label_studio, ("annotator",)),
    "doccano": Importer(read_doccano),
    "columns": Importer(read_columns, ("columns",)),
}
"""What `newsgrain corpus import` reads."""
