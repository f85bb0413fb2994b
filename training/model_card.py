"""The model card (Mitchell et al. 2019), filled from the manifest and the evaluation, never by hand."""

from __future__ import annotations

from typing import Any

from ..model.manifest import Manifest
from .evaluation import Evaluation
from .report import SUREST_ERRORS, headline, markdown_table, report_tables

_USE = """\
## Intended use

Telling, sentence by sentence, what in an English news document reports, what voices its writer's opinion and
what is padding; counting shares; finding passages worth a human look. For readers, newsrooms, researchers and
corpus builders.

Not for: judging whether something is true, whether an outlet is biased or good, or whether a person wrote well;
not for blocking, ranking or sanctioning anyone or anything without a person who reads the text; not for
languages other than English.

## What the labels do not mean

*Reporting* is not *true*: a reported claim may be false. *Opinion* is not *bad*: columns are made of it.
*Padding* is not *wrong*: it adds nothing to this document. Probabilities are shown with every label because
every label can be wrong."""

_LIMITS = """\
## Limits

- Irony, calm opinion without evaluative words, and praise written as description are often taken for reporting.
- Calls without an addressee are hard to tell from reported calls where the source stands sentences away.
- A sentence alone is judged with less certainty than one inside its document.
- Texts unlike the training corpora (other subjects, other periods, transcripts, social media) are judged worse."""


def model_card(manifest: Manifest, evaluation: Evaluation) -> str:
    """The card as Markdown."""
    sources = "\n".join(_source(name, entry) for name, entry in manifest.training_data.items())
    built = ", ".join(f"{package} {number}" for package, number in manifest.trained_with.items())
    figures = "\n".join(f"- {line}" for line in headline(evaluation))
    shown = [table for table in report_tables(evaluation) if table.title != SUREST_ERRORS]
    tables = [line for table in shown for line in ("", f"### {table.title}", "", *markdown_table(table))]
    return "\n".join(
        [
            f"# Model card: {manifest.name} {manifest.version}",
            "",
            "A two-stage sentence classifier: a linear model over word n-grams and linguistic cues, and boosted trees",
            "over its verdicts on the sentence, its neighbours and the document. Labels: "
            + ", ".join(manifest.labels)
            + ".",
            "",
            f"Licence of the weights: {manifest.licence}. Built with {built}, by:",
            "",
            f"    {manifest.command}",
            "",
            _USE,
            "",
            "## Training data",
            "",
            sources,
            "",
            "## Measured",
            "",
            figures,
            *tables,
            "",
            _LIMITS,
            "",
        ]
    )


def _source(name: str, entry: dict[str, Any]) -> str:
    """One line about a corpus, or another thing that the weights come from."""
    counts = f"{entry['documents']:,} documents, {entry['sentences']:,} sentences" if "documents" in entry else ""
    digest = f"sha256 `{entry['sha256'][:16]}`" if "sha256" in entry else ""
    parts = [part for part in (counts, entry.get("note", ""), digest) if part]
    return f"- {name}: {'; '.join(parts)}"
