"""Shares of the labels by group, with intervals over documents."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ...corpus.bootstrap import interval, resample_documents
from ...corpus.errors import InputError
from ...corpus.label import LABELS
from .appearance import RULE, axes, colour, in_percent, legend_above, lettered, look, whiskers

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

NOT_GIVEN = "not given"
"""The group of documents whose group is missing."""

FEWEST = 2
"""Documents that an interval needs: resampling one document says nothing."""

NAME_WIDTH, NAME_LINES = 30, 2
"""Characters of a line of a group's name, a third of the figure's width, and lines for which three bars have room."""


def group_shares(summary: pd.DataFrame, by: str | npt.ArrayLike, *, seed: int = 0) -> pd.DataFrame:
    """Shares of words by group: all words of the group's documents with the label over all their words.

    Parameters
    ----------
    summary
        A row a document, as `newsgrain.summary_frame` gives it.
    by
        The column that names the groups, or a value for each row.
    seed
        Of the resampling.

    Returns
    -------
    pandas.DataFrame
        Three rows a group: `group`, `label` (both category), `documents` and `words` of the group, `share` in
        [0, 1], and the ends `low` and `high` of its 95 % interval over resampled documents (missing below two
        documents). Groups stand in the order of their categories where they have one, else the one that reports
        most comes first. Groups without words are left out.

    Raises
    ------
    InputError
        If the column, or one of those of a summary, is missing, or the values are not one a row.
    """
    import pandas as pd

    groups = _groups(summary, by)
    rows = []
    for group in groups.cat.categories:
        part = summary[(groups == group).to_numpy()]
        words = part[[f"{label}_words" for label in LABELS]].to_numpy(dtype=np.float64)
        table = np.column_stack([words, part["words"].to_numpy(dtype=np.float64)])
        total = table.sum(axis=0)
        if not total[-1]:
            continue
        resampled = resample_documents(table, seed)
        shares = resampled[:, :-1] / np.where(resampled[:, -1:] > 0, resampled[:, -1:], np.nan)
        for index, label in enumerate(LABELS):
            found = interval(total[index] / total[-1], shares[:, index])
            ends = (found.low, found.high) if len(part) >= FEWEST else (np.nan, np.nan)
            rows.append((group, label, len(part), int(total[-1]), found.value, *ends))
    frame = pd.DataFrame(rows, columns=["group", "label", "documents", "words", "share", "low", "high"])
    if not groups.cat.ordered:
        reporting = frame[frame["label"] == LABELS[0]].sort_values("share", ascending=False, kind="stable")
        order = reporting["group"].tolist()
    else:
        order = frame["group"].drop_duplicates().tolist()
    frame["group"] = pd.Categorical(frame["group"], categories=order)
    frame["label"] = pd.Categorical(frame["label"], categories=list(LABELS))
    return frame.sort_values(["group", "label"], ignore_index=True)


def shares_by_group(summary: pd.DataFrame, by: str | npt.ArrayLike, *, seed: int = 0, ax: Axes | None = None) -> Axes:
    """Draw the shares of the labels by group, with 95 % intervals over documents.

    Parameters
    ----------
    summary, by, seed
        As for `group_shares`, which gives the figures.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    InputError
        As `group_shares`, and if no group has words.
    """
    shares = group_shares(summary, by, seed=seed)
    if shares.empty:
        raise InputError("plot", "expected documents with words; received none")
    groups = shares[shares["label"] == LABELS[0]]
    ax = axes(ax, 8, 0.9 + 0.62 * len(groups))
    thick = 0.8 / len(LABELS)
    for index, label in enumerate(LABELS):
        part = shares[shares["label"] == label]
        place = np.arange(len(part)) + (index - 1) * thick
        errors = np.stack([part["share"] - part["low"], part["high"] - part["share"]])
        ax.barh(place, part["share"], 0.88 * thick, label=lettered(label), **look(label).bar)
        whiskers(ax, part["share"], place, xerr=errors)
    names = [_beside(f"{group}", number) for group, number in zip(groups["group"], groups["documents"], strict=True)]
    ax.set_yticks(range(len(names)), names)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.set(xlabel="share of words (documents in brackets; whiskers: 95 % intervals)", xlim=(0, None))
    in_percent(ax.xaxis)
    ax.grid(axis="x", color=colour(RULE), linewidth=0.6)
    ax.set_axisbelow(True)
    legend_above(ax)
    return ax


def _beside(group: str, documents: int) -> str:
    """A group's name and its documents as they stand beside its bars, without leaving these too little room."""
    lines = wrap(group, NAME_WIDTH)
    if len(lines) > NAME_LINES:
        lines = [*lines[: NAME_LINES - 1], f"{lines[NAME_LINES - 1][: NAME_WIDTH - 1]}…"]
    return "\n".join([*lines, f"({documents:,})"]).replace("$", r"\$")


def _groups(summary: pd.DataFrame, by: str | npt.ArrayLike) -> pd.Series[Any]:
    """The group of each row, as a category in the order of appearance unless it is an ordered one already."""
    import pandas as pd

    needed = ["words", *(f"{label}_words" for label in LABELS), *([by] if isinstance(by, str) else [])]
    missing = [name for name in needed if name not in summary.columns]
    if missing:
        received = ", ".join(map(str, summary.columns)) or "none"
        raise InputError(
            "frame of documents",
            f"expected the columns {', '.join(needed)}; received: {received}; make it with newsgrain.summary_frame "
            "and join the groups to it",
        )
    values = summary[by] if isinstance(by, str) else pd.Series(by)
    if len(values) != len(summary):
        raise InputError("frame of documents", f"expected {len(summary)} groups, one a row; received {len(values)}")
    if isinstance(values.dtype, pd.CategoricalDtype) and values.cat.ordered:
        return values.cat.add_categories([NOT_GIVEN]).fillna(NOT_GIVEN) if values.isna().any() else values
    texts = values.astype(object).where(values.notna(), NOT_GIVEN).astype(str)
    return texts.astype(pd.CategoricalDtype(texts.drop_duplicates().tolist()))
