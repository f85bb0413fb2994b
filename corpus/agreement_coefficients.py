"""Coefficients of agreement from tables of counts, for one table or for many resampled ones at a time.

All are 1 for perfect agreement, 0 for agreement as by chance, and NaN where chance alone leaves nothing to
disagree about (everything bears one label).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def cohen_kappa(tables: npt.NDArray[Any]) -> FloatArray:
    """Cohen's kappa (1960) of two annotators.

    Parameters
    ----------
    tables
        Confusion tables: an array […, k, k] of the first annotator's label by the second's.

    Returns
    -------
    An array […].
    """
    total = tables.sum(axis=(-2, -1))
    observed = np.trace(tables, axis1=-2, axis2=-1)
    chance = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1)
    return _ratio(total * observed - chance, total * total - chance)


def label_f1(tables: npt.NDArray[Any]) -> FloatArray:
    """F1 of one annotator against the other, label by label (the same either way): […, k, k] → […, k]."""
    agreed = np.diagonal(tables, axis1=-2, axis2=-1)
    return _ratio(2 * agreed, tables.sum(axis=-1) + tables.sum(axis=-2))


def fleiss_kappa(counts: npt.NDArray[Any], agreeing: npt.NDArray[Any], annotators: int) -> FloatArray:
    """Fleiss' kappa (1971) of annotators who all labelled every unit.

    Parameters
    ----------
    counts
        How often each label was given: an array […, k].
    agreeing
        How many ordered pairs of annotators agree, over all units: an array […] (see `agreeing_pairs`).
    annotators
        Labels a unit, at least 2.
    """
    given = counts.sum(axis=-1)
    observed = _ratio(agreeing, given * (annotators - 1))
    chance = _ratio((counts * counts).sum(axis=-1), given * given)
    return _ratio(observed - chance, 1 - chance)


def agreeing_pairs(votes: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Ordered pairs of annotators who gave a unit the same label: votes [n_units, k] → [n_units]."""
    return np.asarray((votes * (votes - 1)).sum(axis=-1))


def coincidences(votes: npt.NDArray[Any]) -> FloatArray:
    """Krippendorff's coincidence matrix of each unit: votes [n_units, k] → [n_units, k, k].

    A unit with m ≥ 2 labels adds each ordered pair of them with weight 1 / (m - 1); one with a single label
    adds nothing.
    """
    pairs = votes[:, :, None] * votes[:, None, :] - votes[:, :, None] * np.eye(votes.shape[1], dtype=votes.dtype)
    return np.asarray(pairs / np.maximum(votes.sum(axis=1) - 1, 1)[:, None, None])


def krippendorff_alpha(matrices: FloatArray) -> FloatArray:
    """Krippendorff's alpha for nominal data from coincidence matrices (2011, eq. D): […, k, k] → […]."""
    given = matrices.sum(axis=-1)
    total = given.sum(axis=-1)
    disagreeing = total - np.trace(matrices, axis1=-2, axis2=-1)
    chance = total * total - (given * given).sum(axis=-1)
    return 1 - _ratio((total - 1) * disagreeing, chance)


def _ratio(above: npt.NDArray[Any], below: npt.NDArray[Any]) -> FloatArray:
    """The quotient, NaN where there is nothing to divide by."""
    below = np.asarray(below, dtype=np.float64)
    safe = np.where(below > 1e-12, below, np.nan)
    return np.asarray(np.asarray(above, dtype=np.float64) / safe)
