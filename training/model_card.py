"""The model card (Mitchell et al. 2019), filled from the manifest and the evaluation, never by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..corpus.bootstrap import LEVEL, RESAMPLES
from ..model.manifest import Manifest
from ..model.rendering.legend import counted
from ..model.rendering.markdown import escape_markdown
from . import card_text
from .breakdowns import BREAKDOWNS, MIN_BREAKDOWN
from .evaluation import Evaluation
from .findings import findings
from .report.headline import subject
from .report.markdown import figure_table, markdown_section, markdown_table, one_line
from .report.sections import sections

_KIND = "kind of padding"


def model_card(manifest: Manifest, evaluation: Evaluation) -> str:
    """The card as Markdown; it quotes no sentence of a corpus."""
    parts = [f"# Model card: {escape_markdown(f'{manifest.name} {manifest.version}')}"]
    for title, lines in (
        ("Model details", _details(manifest)),
        ("Intended use", [card_text.INTENDED_USE]),
        ("Factors", [card_text.FACTORS, *_factors(evaluation)]),
        ("Metrics", [card_text.METRICS, *_variation()]),
        ("Evaluation data", _evaluation_data(evaluation)),
        ("Training data", _training_data(manifest)),
        ("Quantitative analyses", _analyses(evaluation)),
        ("Ethical considerations", [card_text.ETHICS]),
        ("Caveats and recommendations", _caveats(evaluation)),
    ):
        parts += [f"## {title}", *lines]
    return "\n\n".join(parts) + "\n"


def _details(manifest: Manifest) -> Iterator[str]:
    cascade = " Sentences that these are unsure of are read by an encoder as well." if manifest.encoder_sha256 else ""
    yield (
        "A two-stage sentence classifier: a linear model over word n-grams and linguistic cues, and boosted trees over "
        "its verdicts on the sentence, its neighbours and the document; the probabilities are calibrated on "
        f"out-of-fold verdicts.{cascade} Labels: {', '.join(manifest.labels)}."
    )
    built = ", ".join(f"{package} {number}" for package, number in manifest.trained_with.items())
    yield f"Licence of the weights: {manifest.licence}. Built with {built}, by:"
    yield f"    {one_line(manifest.command)}"


def _factors(evaluation: Evaluation) -> Iterator[str]:
    found = {*evaluation.breakdowns, *([_KIND] if evaluation.padding_kinds else [])}
    measured = [name for name in (*BREAKDOWNS, _KIND) if name in found]
    absent = [name for name in (*BREAKDOWNS, _KIND) if name not in found]
    if measured:
        yield f"Measured here: {', '.join(measured)}."
    if absent:
        yield (
            f"Not measured here, for want of two groups of {MIN_BREAKDOWN} sentences or of a note in the data: "
            f"{', '.join(absent)}."
        )


def _variation() -> Iterator[str]:
    level = f"{LEVEL:.0%}".replace("%", " %")
    yield (
        f"Figures in brackets are {level} intervals from {RESAMPLES:,} resamplings of documents, because sentences of "
        "one document are not independent."
    )


def _evaluation_data(evaluation: Evaluation) -> Iterator[str]:
    yield escape_markdown(subject(evaluation))
    yield from (escape_markdown(note) for note in evaluation.notes)
    ceiling = evaluation.ceiling
    if ceiling is not None:
        yield f"{counted(ceiling.annotators.documents, 'document')} of these were labelled twice."


def _training_data(manifest: Manifest) -> Iterator[str]:
    yield "\n".join(_source(name, entry) for name, entry in manifest.training_data.items()) or "Not recorded."


def _source(name: str, entry: dict[str, Any]) -> str:
    """One line about a corpus, or another thing that the weights come from."""
    counts = (
        f"{counted(entry['documents'], 'document')}, {counted(entry['sentences'], 'sentence')}"
        if "documents" in entry
        else ""
    )
    digest = f"sha256 `{entry['sha256'][:16]}`" if "sha256" in entry else ""
    parts = [part for part in (counts, escape_markdown(entry.get("note", "")), digest) if part]
    return f"- {escape_markdown(name)}: {'; '.join(parts)}"


def _analyses(evaluation: Evaluation) -> Iterator[str]:
    """All tables of the report but the errors, which would quote the corpus."""
    yield "\n".join(markdown_table(figure_table(evaluation)))
    for section in sections(evaluation):
        if not section.errors:
            yield "\n".join(markdown_section(section, 3))


def _caveats(evaluation: Evaluation) -> Iterator[str]:
    found = "\n".join(f"- {escape_markdown(line)}" for line in findings(evaluation))
    yield f"Of this model, as measured above:\n\n{found}"
    yield f"Of every newsgrain model:\n\n{card_text.CAVEATS}"
