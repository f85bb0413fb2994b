"""pandas in, pandas out: tidy frames of sentences; see `document_frame` for those of documents."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..corpus.document import Document
from ..corpus.errors import InputError
from ..corpus.label import LABELS
from ..corpus.language import is_foreign, language_name
from .annotated import AnnotatedDocument, each_annotated
from .rendering.tables import COLUMNS, categories, sentence_rows

if TYPE_CHECKING:
    import pandas as pd


def sentence_frame(documents: AnnotatedDocument | Iterable[AnnotatedDocument]) -> pd.DataFrame:
    """A row a sentence, of one annotated document or of several.

    Returns
    -------
    pandas.DataFrame
        `document` (category: the id, or the place in the order; every document is among the categories, in order,
        also one without sentences); `index` (the sentence's place in its document, from 0), `start` and `end`
        (code points of its text), all int64; `role` and `label` (category, with all values that there are, in
        their order); `confidence`, `p_reporting`, `p_opinion`, `p_padding` (float64 in [0, 1]); `speaker`, `verb`,
        `quoted` (text, missing where nobody is quoted), `reasons` (joined) and `text`.

    Raises
    ------
    TypeError
        If there is something else among the documents.

    See Also
    --------
    summary_frame : a row a document.
    """
    rows: list[dict[str, Any]] = []
    names: list[Hashable] = []
    for position, document in enumerate(each_annotated(documents)):
        names.append(position if document.id is None else document.id)
        rows += [row | {"document": names[-1]} for row in sentence_rows([document])]
    return _typed(rows, names)


def annotate_frame(
    df: pd.DataFrame,
    *,
    text: str = "text",
    id: str | None = None,
    model: str | Path = "default",
    jobs: int = 1,
    min_confidence: float = 0.0,
    reasons: bool = True,
) -> pd.DataFrame:
    """Annotate a frame of documents; `df` itself is not changed.

    Parameters
    ----------
    df
        A row a document.
    text
        The column that holds the texts. A missing (`None`, NaN) or blank one gives no row, but its document stays
        among the categories of `document`: in `summary_frame` of the result it has a row with zero sentences.
    id
        The column that names the documents; without it the index labels do. Names should differ: rows that share
        one are annotated alike, with a warning, but cannot be told apart afterwards.
    model
        `default`, `fast` or the path of a model.
    jobs
        Processes to annotate with.
    min_confidence
        Verdicts below it become `uncertain`.
    reasons
        Whether to explain each verdict; without, annotating takes about half the time.

    Returns
    -------
    pandas.DataFrame
        A row a sentence, as `sentence_frame` gives it; `document` repeats the name of the row that the sentence came
        from. `summary_frame` makes a row a document of it. A warning says how many documents are not in English.

    Raises
    ------
    InputError
        If a named column is missing, a name is missing or unhashable, or a text is not a string.

    Examples
    --------
    >>> import pandas as pd
    >>> import newsgrain
    >>> df = pd.DataFrame({"body": ["The council voted 7-2 on Tuesday to close the library.", None]}, index=["a", "b"])
    >>> sentences = newsgrain.annotate_frame(df, text="body")
    >>> newsgrain.summary_frame(sentences)[["document", "sentences"]].values.tolist()
    [['a', 1], ['b', 0]]
    """
    import pandas as pd

    from .storage import load_model  # here: it brings in the classifier, which the other frames need not

    names = _names(df, id)
    texts = _column(df, text)
    documents = (
        Document("" if blank else _checked(value, name, text))
        for value, blank, name in zip(texts, pd.isna(texts), names, strict=True)
    )
    annotated = load_model(model).annotate_many(documents, jobs=jobs, min_confidence=min_confidence, reasons=reasons)
    rows: list[dict[str, Any]] = []
    foreign: Counter[str] = Counter()
    for name, document in zip(names, annotated, strict=True):
        rows += [row | {"document": name} for row in sentence_rows([document])]
        if is_foreign(document.language):
            foreign[language_name(document.language)] += 1
    if foreign:
        languages = "; ".join(f"{language}: {count}" for language, count in foreign.most_common())
        warnings.warn(
            f"{foreign.total()} of {len(names)} documents are not in English ({languages}): the labels of an English "
            "model mean nothing there; see the column language of summary_frame",
            stacklevel=2,
        )
    return _typed(rows, names)


def _names(df: pd.DataFrame, id: str | None) -> list[Hashable]:
    """The documents' names, each usable as a category."""
    import pandas as pd

    names = (df.index if id is None else _column(df, id)).tolist()
    where = "the index" if id is None else repr(id)
    empty = pd.isna(pd.Series(names, dtype=object))
    for number, (name, missing) in enumerate(zip(names, empty, strict=True)):
        if missing or not isinstance(name, Hashable):
            received = f"none ({name})" if missing else type(name).__name__
            raise InputError(
                f"row {number}",
                f"expected a name in {where}; received {received}; name every document by a text or a number",
            )
    shared = len(names) - len(set(names))
    if shared:
        warnings.warn(
            f"{shared} of {len(names)} documents share their name in {where} with an earlier one and cannot be told "
            "apart in the result; give each a name of its own (id=, or reset_index)",
            stacklevel=3,
        )
    return names


def _typed(rows: list[dict[str, Any]], names: Iterable[Hashable]) -> pd.DataFrame:
    """The rows with their dtypes; every name is a category of `document`."""
    import pandas as pd

    known = {name: code for code, name in enumerate(dict.fromkeys(names))}
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    # names may be pairs, which must not become a MultiIndex
    named = pd.Index(list(known), tupleize_cols=False) if known else pd.Index([], dtype=object)
    frame["document"] = pd.Categorical.from_codes([known[row["document"]] for row in rows], categories=named)
    for column, values in categories().items():
        frame[column] = pd.Categorical(frame[column], categories=list(values))
    integers = dict.fromkeys(("index", "start", "end"), "int64")
    floats = dict.fromkeys(("confidence", *(f"p_{label}" for label in LABELS)), "float64")
    # as pandas itself would hold text, also where a column has none, or the parts of a whole would differ
    texts = dict.fromkeys(("speaker", "verb", "quoted", "reasons", "text"), pd.Series([""]).dtype)
    return frame.astype({**integers, **floats, **texts})


def _column(df: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in df.columns:
        received = ", ".join(map(str, df.columns)) or "none"
        raise InputError("frame", f"expected a column {name!r}; received: {received}; name it with text= or id=")
    found = df[name]
    if found.ndim != 1:
        raise InputError("frame", f"expected one column {name!r}; received {found.shape[1]}; rename all but one")
    return found


def _checked(value: object, name: Hashable, column: str) -> str:
    if not isinstance(value, str):
        kind = type(value).__name__
        raise InputError(
            f"row {name!r}",
            f"expected a string in {column!r}; received {kind}; convert the column with astype(str)",
        )
    return value
