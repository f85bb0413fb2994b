"""What a model file says of itself."""

from __future__ import annotations

import reprlib
from dataclasses import asdict, dataclass, field
from typing import Any

from ..corpus.errors import ModelError
from ..corpus.label import LABELS

_TEXTS = ("name", "version", "arrays_sha256", "encoder_sha256", "licence", "command")
_TABLES = ("training_data", "trained_with", "parameters", "metrics")
_TYPES: dict[str, type[str] | type[dict[str, Any]]] = dict.fromkeys(_TEXTS, str) | dict.fromkeys(_TABLES, dict)

FORMAT_VERSION = 2
"""Raised when a reader of the previous format could no longer read the file: 2 may have an encoder."""

READABLE_VERSIONS = (1, 2)

MAX_DEPTH = 20
"""Of tables within tables."""


@dataclass(frozen=True)
class Manifest:
    """The JSON beside a model's arrays.

    `arrays_sha256` is the hash of the arrays' file, `encoder_sha256` that of the encoder's (empty where there is
    none), `training_data` maps each corpus to its hash and counts,
    `trained_with` package names to versions, `parameters` and `command` say how it was made, `metrics` holds
    the cross-validated figures.
    """

    name: str
    version: str
    arrays_sha256: str
    licence: str = "Apache-2.0"
    format_version: int = FORMAT_VERSION
    labels: tuple[str, ...] = LABELS
    training_data: dict[str, Any] = field(default_factory=dict)
    trained_with: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    command: str = ""
    metrics: dict[str, Any] = field(default_factory=dict)
    encoder_sha256: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as written."""
        return {**asdict(self), "labels": list(self.labels)}

    @classmethod
    def from_dict(cls, values: dict[str, Any], where: str) -> Manifest:
        """Check and take in what was read.

        Raises
        ------
        ModelError
            For another format version or label set, or a missing or unknown key.
        """
        found = values.get("format_version") if isinstance(values, dict) else None
        if type(found) is not int or found not in READABLE_VERSIONS:
            readable = " and ".join(map(str, READABLE_VERSIONS))
            raise ModelError(
                f"{where}: model format {reprlib.repr(found)}; this newsgrain reads formats {readable}: "
                "train the model again, or install the newsgrain that wrote it"
            )
        if values.get("labels") != list(LABELS):
            raise ModelError(
                f"{where}: the model's labels are {reprlib.repr(values.get('labels'))}; expected {list(LABELS)}: "
                "train it again with this newsgrain"
            )
        missing = {"name", "version", "arrays_sha256"} - values.keys()
        unknown = values.keys() - cls.__dataclass_fields__.keys()
        if missing or unknown:
            raise ModelError(
                f"{where}: manifest with "
                + " and ".join(
                    f"{what} {', '.join(sorted(keys))}"
                    for what, keys in (("missing", missing), ("unknown", unknown))
                    if keys
                )
                + "; expected one written by `newsgrain train`"
            )
        for name, expected in _TYPES.items():
            if not isinstance(values.get(name, expected()), expected):
                raise ModelError(
                    f"{where}: {name} is {reprlib.repr(values[name])}; expected {expected.__name__}: "
                    "copy or train the model again"
                )
        if _depth(values) > MAX_DEPTH:
            raise ModelError(f"{where}: tables more than {MAX_DEPTH} deep; copy or train the model again")
        for corpus, entry in values.get("training_data", {}).items():
            if not isinstance(entry, dict):
                raise ModelError(
                    f"{where}: training data {reprlib.repr(corpus)} are {reprlib.repr(entry)}; expected a table: "
                    "copy or train the model again"
                )
        return cls(**{**values, "labels": tuple(values["labels"])})


def _depth(value: object) -> int:
    """How many tables and lists stand within each other."""
    depth, level = 0, [value]
    while level:
        depth += 1
        inner = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level = [item for items in inner for item in items]
    return depth
