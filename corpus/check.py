"""Checking a labelled corpus for what would spoil training or a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .checksums import checksum_problems
from .errors import CorpusError
from .finding import LONGER_THAN, Finding, Rule
from .labelled import CorpusLine, corpus_lines
from .repetition import PlacedSentence, Sentences, exact_findings, leak_findings, near_findings
from .spans import span_problems
from .text_damage import text_damage
from .watch import Watch, unwatched

__all__ = ["LONGER_THAN", "Finding", "check_corpus"]


def check_corpus(
    inputs: str | Path | Sequence[str | Path],
    *,
    against: str | Path | None = None,
    longer_than: int = LONGER_THAN,
    watch: Watch = unwatched,
) -> Iterator[Finding]:
    """Give the findings on a labelled corpus.

    Errors are files that are not what a folder's `SHA256SUMS` says, lines that break the format, ids that occur twice,
    and spans that do not cut the sentence out of the document's text. Warnings are texts with damaged characters, and
    sentences that stand in an earlier document: letter for letter, nearly so, or in another filling of the
    same skeleton. With the same label they leak from training into testing; with another one somebody labelled one of
    them wrongly, or the context tells them apart.

    Parameters
    ----------
    inputs
        Files in the labelled format, or folders of `*.jsonl`.
    against
        Another corpus, in which neither documents nor sentences of this one should stand; files of it that are
        among `inputs` are left out.
    longer_than
        Sentences of more characters than this are compared with each other; 0 for all.
    watch
        Counts documents as they are read and sentences as they are compared.

    Returns
    -------
    Iterator[Finding]
        First on files, then on lines and single sentences in their order, then on pairs of similar sentences, in
        the order of the later one, then on what stands in the other corpus.

    Raises
    ------
    CorpusError
        If the other corpus cannot be read.
    """
    names = [inputs] if isinstance(inputs, (str, Path)) else inputs
    for name in names:
        for problem in checksum_problems(name):
            yield _error(problem, "checksum")
    sentences = Sentences(longer_than)
    known: dict[str, PlacedSentence] = {}
    files: set[Path] = set()
    for line in watch(corpus_lines(names), "documents"):
        files.add(Path(line.source))
        yield from _line_findings(line, sentences.line_of_id)
        yield from exact_findings(sentences.add(line), known)
    yield from near_findings(sentences.all, watch)
    if against is not None:
        yield from leak_findings(sentences, against, {path.resolve() for path in files}, watch)


def _line_findings(line: CorpusLine, line_of_id: dict[str, str]) -> Iterator[Finding]:
    """Findings on a line by itself, and on its id beside those of earlier lines."""
    for problem in line.problems:
        yield _error(problem, "format")
    document = line.document
    if document is None:
        return
    if document.id in line_of_id:
        message = f"duplicate id {document.id!r}, first in {line_of_id[document.id]}; rename or remove one"
        yield Finding("error", line.source, line.line, message, "duplicate-id", {"document": document.id})
    for number, message in span_problems(document):
        details = {"document": document.id, "sentence": number}
        yield Finding("error", line.source, line.line, f"sentence {number}: {message}", "span", details)
    for message in text_damage(document.document.title or ""):
        yield Finding("warning", line.source, line.line, f"title: {message}", "encoding", {"document": document.id})
    for number, unit in enumerate(document.sentences, 1):
        for message in text_damage(unit.text):
            details = {"document": document.id, "sentence": number}
            yield Finding("warning", line.source, line.line, f"sentence {number}: {message}", "encoding", details)


def _error(problem: CorpusError, rule: Rule) -> Finding:
    return Finding("error", problem.source, problem.line, problem.problem, rule)
