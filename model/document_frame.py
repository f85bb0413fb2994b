"""Tidy frames of documents: a row a document, from annotated documents or from a frame of their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from ..corpus.errors import InputError
from ..corpus.language import UNDETERMINED, language_of
from .annotated import AnnotatedDocument, each_annotated
from .rendering.legend import SHOWN_LABELS
from .summary import LabelTotal, Summary, summarise

if TYPE_CHECKING:
    import pandas as pd

SUMMARY_COLUMNS: list[str] = [
    "document",
    "sentences",
    "words",
    *(f"{label}_{total}" for label in SHOWN_LABELS for total in ("sentences", "words", "share")),
    "information_density",
    "longest_padding_run",
    "longest_padding_start",
    "language",
]
"""The columns of a frame of documents, in order."""

NEEDED = ("document", "index", "label", "text")
"""The columns of a frame of sentences that its summary is made from."""


def summary_frame(annotated: AnnotatedDocument | Iterable[AnnotatedDocument] | pd.DataFrame) -> pd.DataFrame:
    """A row a document.

    Parameters
    ----------
    annotated
        An annotated document, several of them, or a frame of sentences as `sentence_frame` and `annotate_frame`
        give it. Of a frame the rows that are there are summed up; every category of its column `document` gets a
        row, with zero sentences where it has none: a document without text, or one whose rows were filtered out
        (`frame["document"].cat.remove_unused_categories()` leaves those away).

    Returns
    -------
    pandas.DataFrame
        `document` (the id, or the place in the order; each stands once if the ids do); `sentences`, `words`
        (int64); for each label and `uncertain` its `…_sentences`, `…_words` (int64) and `…_share` of all words
        (float64 in [0, 1], 0 without words); `information_density` (float64); `longest_padding_run` in sentences
        (int64) and `longest_padding_start`, the `index` of its first (Int64, missing without padding); `language`
        (text: `en`, another tag, or `und` where too little text is there), see `AnnotatedDocument.language`.

    Raises
    ------
    InputError
        If a frame lacks a column of `NEEDED`, or a sentence stands in it twice.
    TypeError
        If there is something else among the documents.
    """
    import pandas as pd

    if isinstance(annotated, pd.DataFrame):
        rows = list(_rows_of_sentences(annotated))
    else:
        rows = [
            _row(position if document.id is None else document.id, document.summary, document.language)
            for position, document in enumerate(each_annotated(annotated))
        ]
    frame = pd.DataFrame(rows, columns=SUMMARY_COLUMNS)
    dtypes = {name: _dtype(name) for name in SUMMARY_COLUMNS[1:]}
    return frame.astype(dtypes)


def _dtype(column: str) -> str:
    if column == "longest_padding_start":
        return "Int64"
    if column == "language":
        return "object"
    return "float64" if column.endswith(("share", "density")) else "int64"


def _row(name: object, summary: Summary, language: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "document": name,
        "sentences": summary.sentences,
        "words": summary.words,
        "information_density": summary.information_density,
        "longest_padding_run": summary.longest_padding_run,
        "longest_padding_start": summary.longest_padding_start,
        "language": language,
    }
    for label in SHOWN_LABELS:
        total = summary.labels.get(label, LabelTotal(0, 0, 0.0))
        row |= {f"{label}_{name}": value for name, value in asdict(total).items()}
    return row


def _rows_of_sentences(sentences: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Summary rows in the order of the categories, else of first appearance."""
    import pandas as pd

    _check(sentences)
    names = sentences["document"]
    if isinstance(names.dtype, pd.CategoricalDtype):
        order, codes = names.cat.categories, names.cat.codes
    else:
        numbers, order = pd.factorize(names, use_na_sentinel=False)
        codes = pd.Series(numbers, index=names.index)
    parts = sentences[["index", "label", "text"]].assign(code=codes.to_numpy()).sort_values(["code", "index"])
    found = dict(iter(parts.groupby("code", sort=False)))
    for code, name in enumerate(order.tolist()):
        part = found.get(code)
        if part is None:
            yield _row(name, summarise(()), UNDETERMINED)
            continue
        row = _row(name, summarise(cast(Any, list(part.itertuples()))), language_of(" ".join(part["text"])))
        if row["longest_padding_start"] is not None:
            row["longest_padding_start"] = part["index"].iloc[row["longest_padding_start"]]
        yield row


def _check(sentences: pd.DataFrame) -> None:
    missing = [name for name in NEEDED if name not in sentences.columns]
    if missing:
        raise InputError(
            "frame of sentences",
            f"expected the columns {', '.join(NEEDED)}; {', '.join(missing)} is not among them; "
            "make the frame with annotate_frame or sentence_frame",
        )
    twice = sentences.duplicated(["document", "index"])
    if twice.any():
        first = sentences.loc[twice.to_numpy()].iloc[0]
        raise InputError(
            "frame of sentences",
            f"sentence {first['index']} of document {first['document']!r} stands twice; "
            "give every document a name of its own (annotate_frame takes them from the column id=)",
        )
