"""pandas in, pandas out: tidy frames of sentences and of documents."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..corpus.document import Document
from ..corpus.errors import InputError
from ..corpus.label import LABELS
from .rendering.legend import SHOWN_LABELS
from .rendering.tables import COLUMNS, categories, sentence_rows
from .summary import LabelTotal

if TYPE_CHECKING:
    import pandas as pd

    from .annotated import AnnotatedDocument


SUMMARY_COLUMNS: list[str] = [
    "document",
    "sentences",
    "words",
    *(f"{label}_{total}" for label in SHOWN_LABELS for total in ("sentences", "words", "share")),
    "information_density",
    "longest_padding_run",
    "longest_padding_start",
]
"""The columns of a frame of documents, in order."""


def sentence_frame(documents: Iterable[AnnotatedDocument]) -> pd.DataFrame:
    """A row a sentence.

    Returns
    -------
    pandas.DataFrame
        Columns `document` (the id, or the place in the order), `index`, `start`, `end` (code points), `role`
        and `label` (categorical, with every possible category), `confidence`, `p_reporting`, `p_opinion`,
        `p_padding` (in [0, 1]), `speaker`, `verb`, `quoted`, `reasons` (joined), `text`.
    """
    return _typed(sentence_rows(documents))


def summary_frame(documents: Iterable[AnnotatedDocument]) -> pd.DataFrame:
    """A row a document.

    Returns
    -------
    pandas.DataFrame
        Columns `document`, `sentences`, `words`; for each label and `uncertain` its `…_sentences`, `…_words`
        and `…_share` of words; `information_density`; `longest_padding_run` and `longest_padding_start`
        (missing without padding).
    """
    import pandas as pd

    frame = pd.DataFrame(
        [_summary_row(position, document) for position, document in enumerate(documents)],
        columns=SUMMARY_COLUMNS,
    )
    return frame.astype({"longest_padding_start": "Int64"})


def annotate_frame(
    df: pd.DataFrame,
    *,
    text: str = "text",
    id: str | None = None,
    model: str | Path = "default",
    jobs: int = 1,
    min_confidence: float = 0.0,
) -> pd.DataFrame:
    """Annotate a frame of documents; `df` itself is not changed.

    Parameters
    ----------
    df
        A row a document.
    text
        The column that holds the texts; a missing text (`None`, NaN) has no sentences.
    id
        The column that names the documents; without it the index labels do.
    model
        `default`, `fast` or the path of a model.
    jobs
        Processes to annotate with.
    min_confidence
        Verdicts below it become `uncertain`.

    Returns
    -------
    pandas.DataFrame
        As `sentence_frame` gives it; `document` repeats the name of the row that the sentence came from.

    Raises
    ------
    InputError
        If a named column is missing, or a text is not a string.
    """
    import pandas as pd

    from .storage import load_model  # here: it brings in the classifier, which the other frames need not

    names = (df.index if id is None else _column(df, id)).tolist()
    texts = _column(df, text)
    documents = (
        Document("" if blank else _checked(value, name, text))
        for value, blank, name in zip(texts, pd.isna(texts), names, strict=True)
    )
    annotated = load_model(model).annotate_many(documents, jobs=jobs, min_confidence=min_confidence)
    return _typed(_named(annotated, names))


def _summary_row(position: int, document: AnnotatedDocument) -> dict[str, Any]:
    summary = document.summary
    row: dict[str, Any] = {
        "document": position if document.id is None else document.id,
        "sentences": summary.sentences,
        "words": summary.words,
        "information_density": summary.information_density,
        "longest_padding_run": summary.longest_padding_run,
        "longest_padding_start": summary.longest_padding_start,
    }
    for label in SHOWN_LABELS:
        total = summary.labels.get(label, LabelTotal(0, 0, 0.0))
        row |= {f"{label}_{name}": value for name, value in asdict(total).items()}
    return row


def _named(documents: Iterable[AnnotatedDocument], names: list[Hashable]) -> Iterator[dict[str, Any]]:
    """Rows with the caller's own names, whatever their type, in `document`."""
    for name, document in zip(names, documents, strict=True):
        for row in sentence_rows([document]):
            yield row | {"document": name}


def _typed(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
    integers = dict.fromkeys(("index", "start", "end"), "int64")
    floats = dict.fromkeys(("confidence", *(f"p_{label}" for label in LABELS)), "float64")
    for column, values in categories().items():
        frame[column] = pd.Categorical(frame[column], categories=list(values))
    return frame.astype({**integers, **floats})


def _column(df: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in df.columns:
        received = ", ".join(map(str, df.columns)) or "none"
        raise InputError("frame", f"expected a column {name!r}; received: {received}; name it with text= or id=")
    return df[name]


def _checked(value: object, name: Hashable, column: str) -> str:
    if not isinstance(value, str):
        kind = type(value).__name__
        raise InputError(
            f"row {name!r}",
            f"expected a string in {column!r}; received {kind}; convert the column with astype(str)",
        )
    return value
