"""newsmix: real news with our labels, rebuilt from its public sources and the labels that ship with newsgrain.

The labels (`corpus/data/newsmix_labels.tsv`, CC0) name each sentence by source, document, place and hash; the texts are
their publishers' and are downloaded by whoever wants them:

- MBIC (Spinde et al. 2021): the workbook or CSV with the columns `news_link` and `article`;
- NewsDiscourse (Choubey et al. 2020): the folder that holds `train/Business/….txt` and so on;
- Fast-DetectGPT (Bao et al. 2024): `xsum_gpt-4.raw_data.json` and `xsum_gpt-3.5-turbo.raw_data.json`.

Every sentence is checked against its hash, so what comes out is the corpus that was labelled, or nothing.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from ..document import Document
from ..errors import CorpusError, InputError
from ..label import Label
from ..labelled_document import LabelledDocument
from .import_log import ImportLog
from .newsdiscourse import read_article
from .rows import WORKBOOK, table_rows
from .standoff import find_sentences

LETTERS: dict[str, Label] = {"R": "reporting", "O": "opinion", "P": "padding"}

MBIC = "mbic"
NEWSDISCOURSE = "newsdiscourse"
SAMPLES = "fastdetectgpt-xsum-"

_SAMPLE_FILE = re.compile(r"xsum_(.+)\.raw_data\.json")


@dataclass
class StandoffDocument:
    """A document without its text: for each sentence the digits that name it, and its label."""

    source: str
    name: str
    digests: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id that the document has in the corpus."""
        return f"{self.source}/{self.name}"


def read_newsmix(paths: Sequence[Path], log: ImportLog, *, partial: bool = False) -> Iterator[LabelledDocument]:
    """Rebuild newsmix from files and folders of its sources.

    Parameters
    ----------
    partial
        Also give documents of which some sentences were not found, without these.

    Raises
    ------
    CorpusError, InputError
        If a source cannot be read; what is not there at all is only counted in the log.
    """
    texts = dict(_texts(paths, log))
    for document in standoff_labels():
        text = texts.get((document.source, document.name))
        if text is None:
            log.drop(f"documents whose text is not in the given sources ({document.source})")
            continue
        sentences = find_sentences(text, document.digests)
        lost = sentences.count(None)
        if lost and (not partial or lost == len(sentences)):
            log.drop(f"documents whose text differs from the one that was labelled ({document.source})")
            continue
        if lost:
            log.drop("sentences that differ from those that were labelled", lost)
        kept = [(s, label) for s, label in zip(sentences, document.labels, strict=True) if s is not None]
        whole = Document.from_sentences(
            [sentence for sentence, _ in kept], id=document.id, metadata={"source": document.source}
        )
        yield LabelledDocument(whole, tuple(label for _, label in kept), ({},) * len(kept))


NEWSMIX_LABELS = "newsmix_labels.tsv"


def standoff_labels(name: str = NEWSMIX_LABELS) -> list[StandoffDocument]:
    """The labels that ship with newsgrain under a file name, by document."""
    table = resources.files("newsgrain.corpus.data").joinpath(name).read_text("utf-8")
    documents: dict[tuple[str, str], StandoffDocument] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        key = row["source"], row["doc_id"]
        document = documents.setdefault(key, StandoffDocument(*key))
        document.digests.append(row["sha1"])
        document.labels.append(LETTERS[row["label"]])
    return list(documents.values())


def _texts(paths: Sequence[Path], log: ImportLog) -> Iterator[tuple[tuple[str, str], str]]:
    """Texts by source and name, from whatever sources the files are."""
    for root in paths:
        if not root.exists():
            raise InputError(
                str(root), "no such file or folder; expected MBIC, NewsDiscourse or Fast-DetectGPT's samples"
            )
        files = sorted(root.rglob("*")) if root.is_dir() else [root]
        known = [file for file in files if _SAMPLE_FILE.fullmatch(file.name) or _is_table(file) or _is_article(file)]
        if not known:
            raise InputError(
                str(root), "holds none of newsmix's sources: MBIC, NewsDiscourse, Fast-DetectGPT's samples"
            )
        for file in known:
            sample = _SAMPLE_FILE.fullmatch(file.name)
            if sample:
                yield from _samples(file, SAMPLES + sample[1], log)
            elif _is_table(file):
                yield from _articles(file, log)
            else:
                # names start at `train`, which has folders in it, or at `validation`, which has none
                text = read_article(file).text
                parts = file.with_suffix("").parts
                yield from (((NEWSDISCOURSE, "/".join(parts[-length:])), text) for length in (2, 3))


def _samples(file: Path, source: str, log: ImportLog) -> Iterator[tuple[tuple[str, str], str]]:
    try:
        sampled = json.loads(file.read_bytes())["sampled"]
        yield from (((source, str(number)), str(text)) for number, text in enumerate(sampled))
    except (ValueError, KeyError, TypeError) as error:
        log.refuse(CorpusError(str(file), 1, f"expected a JSON object with a list 'sampled' ({error})"))


def _articles(file: Path, log: ImportLog) -> Iterator[tuple[tuple[str, str], str]]:
    seen: set[str] = set()
    for _, row in table_rows(file, log, ("news_link", "article")):
        if row["news_link"] not in seen and row["article"].strip():
            seen.add(row["news_link"])
            yield (MBIC, row["news_link"]), row["article"]


def _is_table(file: Path) -> bool:
    return file.suffix.lower() in (".csv", WORKBOOK)


def _is_article(file: Path) -> bool:
    return file.suffix == ".txt" and file.with_suffix(".ann").is_file()
