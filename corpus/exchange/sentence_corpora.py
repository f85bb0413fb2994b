"""Corpora of isolated sentences: NewsSD-ENG, CheckThat! subjectivity, BABE and MBIC.

Every sentence becomes a document of its own, for its neighbours are not known. None of these corpora knows padding:
what their annotators saw as objective or factual is taken as reporting, subjective or the writer's opinion as opinion.
So a hollow call bears whatever label it fell under: leave padding out when a model is scored on them, by
comparing P(opinion) with P(reporting).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from ..document import Document
from ..errors import CorpusError, InputError
from ..label import Label
from ..labelled_document import LabelledDocument
from .import_log import ImportLog
from .rows import table_rows

SUBJECTIVITY: dict[str, Label] = {"OBJ": "reporting", "SUBJ": "opinion"}
"""Labels of NewsSD-ENG and CheckThat!."""

OPINION: dict[str, Label] = {"entirely factual": "reporting", "expresses writer's opinion": "opinion"}
"""Labels of BABE and MBIC, in small letters and with a straight apostrophe."""

MIXED = "somewhat factual but also opinionated"
NO_AGREEMENT = "no agreement"

_KEPT_COLUMNS = ("news_link", "outlet", "topic", "type", "label_bias")


def read_newssd(paths: Sequence[Path], log: ImportLog) -> Iterator[LabelledDocument]:
    """NewsSD-ENG (Antici et al. 2024): CSV with `Sentence` and `Label`; ids are `newssd/FILE/ROW`, rows from 0.

    Raises
    ------
    CorpusError
        At a row without sentence or known label, unless bad rows are skipped.
    InputError
        If a file cannot be read or has other columns.
    """
    for path in paths:
        for number, (line, row) in enumerate(table_rows(path, log, ("Sentence", "Label"))):
            yield from _sentence(
                path,
                line,
                row["Sentence"],
                row["Label"],
                SUBJECTIVITY,
                log,
                f"newssd/{path.stem}/{number}",
                "newssd-eng",
            )


def read_checkthat(paths: Sequence[Path], log: ImportLog) -> Iterator[LabelledDocument]:
    """CheckThat! subjectivity: TSV with `sentence_id`, `sentence` and `label`, and sometimes `solved_conflict`.

    Raises
    ------
    CorpusError
        At a row without sentence or known label, unless bad rows are skipped.
    InputError
        If a file cannot be read or has other columns.
    """
    for path in paths:
        for line, row in table_rows(path, log, ("sentence_id", "sentence", "label"), optional=("solved_conflict",)):
            id = f"checkthat/{row['sentence_id']}"
            yield from _sentence(path, line, row["sentence"], row["label"], SUBJECTIVITY, log, id, "checkthat")


def read_babe(
    paths: Sequence[Path], log: ImportLog, *, mixed: Literal["drop", "opinion"] = "drop"
) -> Iterator[LabelledDocument]:
    """BABE (Spinde et al. 2021): CSV with `text` and `label_opinion`; ids are `babe/ROW`, rows from 0.

    Parameters
    ----------
    mixed
        Whether sentences "somewhat factual but also opinionated" are dropped or taken as opinion. Those without
        agreement are always dropped.

    Raises
    ------
    CorpusError
        At a row without sentence or known label, unless bad rows are skipped.
    InputError
        If a file cannot be read or has other columns.
    """
    yield from _opinion_corpus(paths, log, "babe", "text", mixed)


def read_mbic(
    paths: Sequence[Path], log: ImportLog, *, mixed: Literal["drop", "opinion"] = "drop"
) -> Iterator[LabelledDocument]:
    """MBIC (Spinde et al. 2021): the workbook `labeled_dataset.xlsx` or its CSV, with `sentence` and `Label_opinion`.

    Parameters and errors are those of `read_babe`; ids are `mbic/ROW`, rows from 0. Its whole articles, which `newsmix`
    is partly made of, are read by the importer of that name.
    """
    yield from _opinion_corpus(paths, log, "mbic", "sentence", mixed)


def _opinion_corpus(
    paths: Sequence[Path], log: ImportLog, source: str, text_column: str, mixed: str
) -> Iterator[LabelledDocument]:
    labels = OPINION | ({MIXED: "opinion"} if mixed == "opinion" else {})
    for path in paths:
        for number, (line, cased) in enumerate(table_rows(path, log, ())):
            row = {key.lower(): value for key, value in cased.items()}
            missing = {text_column, "label_opinion"} - row.keys()
            if missing:
                raise InputError(
                    str(path), f"has no column {', '.join(sorted(missing))}; its columns are: {', '.join(cased)}"
                )
            native = row["label_opinion"].strip().replace("’", "'").lower()
            if native == NO_AGREEMENT:
                log.drop("sentences that the annotators did not agree on")
            elif native == MIXED and mixed == "drop":
                log.drop("sentences both factual and opinionated")
            else:
                kept = {key: row[key] for key in _KEPT_COLUMNS if row.get(key)}
                yield from _sentence(
                    path, line, row[text_column], native, labels, log, f"{source}/{number}", source, kept
                )


def _sentence(
    path: Path,
    line: int,
    text: str,
    native: str,
    labels: Mapping[str, Label],
    log: ImportLog,
    id: str,
    source: str,
    metadata: Mapping[str, str] | None = None,
) -> Iterator[LabelledDocument]:
    """The sentence as a document, or none if the row is bad."""
    if not text.strip():
        log.refuse(CorpusError(str(path), line, "the sentence is empty; remove the row"))
    elif native not in labels:
        log.refuse(CorpusError(str(path), line, f"unknown label {native!r}; expected one of: {', '.join(labels)}"))
    else:
        document = Document.from_sentences([text.strip()], id=id, metadata={"source": source, **(metadata or {})})
        yield LabelledDocument(document, (labels[native],), ({},))
