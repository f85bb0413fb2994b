"""NewsDiscourse (Choubey et al. 2020): whole articles, each sentence with its part in the news structure.

An article is a text file of lines `URL …`, `DATE/ …`, `H headline` and `S1 sentence`, `S2 …`, with blank lines between
paragraphs; beside it a stand-off file `.ann` names by tab-separated lines (`T1`, `Main 120 122`, `S3`) what each
sentence is, and which ones are speech.

The mapping and its limits: main event, consequence, previous event, current context, history and anecdote tell what
happened: reporting. Evaluation and expectation are the writer's (opinion) unless marked as speech, which is somebody's
and so reporting; evaluations that rest on a source named a sentence earlier come out as opinion all the same. Padding
has no counterpart: empty calls bear whatever part their annotator gave them, and sentences without any part (`NA`,
mostly boilerplate) are dropped, as is the headline, which bears none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..decoding import decode
from ..document import Document
from ..errors import CorpusError
from ..label import Label
from ..labelled_document import LabelledDocument
from .import_log import ImportLog

PARTS: dict[str, Label] = {
    "main": "reporting",
    "main_consequence": "reporting",
    "cause_specific": "reporting",
    "cause_general": "reporting",
    "previous_event": "reporting",
    "current_context": "reporting",
    "distant_historical": "reporting",
    "distant_anecdotal": "reporting",
    "distant_evaluation": "opinion",
    "distant_expectations_consequences": "opinion",
}
"""Label of each part of the news structure, unless the sentence is speech."""

SPEECH = "speech"
NO_PART = "na"

_SENTENCE = re.compile(r"(S\d+)\s+(\S.*)")


@dataclass
class Article:
    """A text file: its headline, and its sentences by name with the paragraph each stands in."""

    headline: str = ""
    sentences: dict[str, str] = field(default_factory=dict)
    paragraphs: dict[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Headline and sentences, joined by blanks."""
        return " ".join(filter(None, (self.headline, *self.sentences.values())))


def read_newsdiscourse(paths: Sequence[Path], log: ImportLog) -> Iterator[LabelledDocument]:
    """Read annotated articles from folders of `.txt` and `.ann` files; ids are paths without the ending.

    Raises
    ------
    CorpusError
        At an article without a stand-off file or with an unknown part, unless bad ones are skipped.
    """
    for root in paths:
        files = sorted(root.rglob("*.txt")) if root.is_dir() else [root]
        if not files:
            log.refuse(
                CorpusError(str(root), 1, "folder holds no *.txt file; expected the corpus's folders of articles")
            )
        for path in files:
            id = path.relative_to(root).with_suffix("").as_posix() if root.is_dir() else path.stem
            yield from _document(path, f"newsdiscourse/{id}", log)


def read_article(path: Path) -> Article:
    """Read a text file of the corpus.

    Raises
    ------
    OSError, InputError
        If it cannot be read.
    """
    article = Article()
    paragraph = 0
    for line in decode(path.read_bytes(), str(path)).splitlines():
        stripped = line.strip()
        sentence = _SENTENCE.fullmatch(stripped)
        if not stripped:
            paragraph += bool(article.sentences)
        elif sentence:
            article.sentences[sentence[1]] = sentence[2]
            article.paragraphs[sentence[1]] = paragraph
        elif stripped.startswith("H "):
            article.headline = stripped[2:].strip()
    return article


def _document(path: Path, id: str, log: ImportLog) -> Iterator[LabelledDocument]:
    standoff = path.with_suffix(".ann")
    if not standoff.is_file():
        log.refuse(CorpusError(str(path), 1, f"its stand-off file {standoff.name} is missing; put it beside the text"))
        return
    article = read_article(path)
    parts: dict[str, str] = {}
    speech: set[str] = set()
    for number, line in enumerate(decode(standoff.read_bytes(), str(standoff)).splitlines(), 1):
        cells = line.strip().split("\t")
        if len(cells) != 3 or not cells[1].split():
            continue  # attributes and comments
        part = cells[1].split()[0].lower()
        if part == SPEECH:
            speech.add(cells[2])
        elif part == NO_PART:
            continue
        elif part in PARTS:
            parts[cells[2]] = part
        else:
            known = ", ".join((SPEECH, NO_PART, *PARTS))
            log.refuse(CorpusError(str(standoff), number, f"unknown part {part!r}; expected one of: {known}"))
            return
    names = [name for name in article.sentences if name in parts]
    if len(names) < len(article.sentences):
        log.drop("sentences without a part in the news structure", len(article.sentences) - len(names))
    if article.headline:
        log.drop("headlines, which bear no part")
    if not names:
        log.drop("articles without a labelled sentence")
        return
    first = article.paragraphs[names[0]]
    document = Document.from_sentences(
        [article.sentences[name] for name in names],
        paragraphs=[article.paragraphs[name] - first for name in names],
        id=id,
        title=article.headline or None,
        metadata={"source": "newsdiscourse"},
    )
    labels = tuple("reporting" if name in speech else PARTS[parts[name]] for name in names)
    extras = tuple({"part": parts[name], **({"speech": True} if name in speech else {})} for name in names)
    yield LabelledDocument(document, labels, extras)
