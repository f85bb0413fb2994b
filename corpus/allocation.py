"""Dealing indivisible groups out to sides that are to hold given shares of several quantities at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

FIRST_WEIGHT = 1_000.0
"""Weight of a unit too many or too few of the first quantity: its shares come before all others."""

EXCHANGES_TRIED = 64
"""Exchanges tried for each group in a round of improvement."""

ROUNDS = 5
"""Rounds of improvement at most; two or three are the rule."""


def allocate(amounts: FloatArray, shares: Sequence[float], *, seed: int = 0) -> IntArray:
    """Choose a side for each group.

    The groups are placed one by one, the largest first, where they are needed most (after Sechidis et al. 2011);
    then they are moved and exchanged while that brings the sides nearer to their shares. The distance is
    chi-squared over all quantities but the first, which outweighs them.

    Parameters
    ----------
    amounts
        What each group brings, ≥ 0: an array [n_groups, n_quantities]; the first quantity is a whole number ≥ 1.
    shares
        The share of every quantity that each side should hold: [n_sides], summing to 1.

    Returns
    -------
    The side of each group: an array [n_groups]. No side is empty.

    Raises
    ------
    ValueError
        If there are fewer groups than sides.
    """
    if len(amounts) < len(shares):
        raise ValueError(f"expected at least {len(shares)} groups, one for each side; received {len(amounts)}")
    return _Search(amounts, shares, seed).run()


def whole_shares(total: int, shares: Sequence[float]) -> IntArray:
    """Whole numbers in the proportion of `shares` (largest remainders), at least 1 each, that sum to `total`.

    >>> whole_shares(36, [0.8, 0.1, 0.1]).tolist()
    [29, 4, 3]
    """
    exact = np.asarray(shares) * total
    whole = np.maximum(np.floor(exact + 1e-9).astype(np.int64), 1)
    while whole.sum() < total:
        whole[(exact - whole).argmax()] += 1
    while whole.sum() > total:
        whole[np.where(whole > 1, exact - whole, np.inf).argmin()] -= 1
    return whole


class _Search:
    """Where the groups are (`side`), what each side holds (`held`) and what it should hold (`wanted`)."""

    def __init__(self, amounts: FloatArray, shares: Sequence[float], seed: int) -> None:
        self.amounts = amounts
        self.wanted = np.outer(shares, amounts.sum(axis=0))
        self.wanted[:, 0] = whole_shares(round(amounts[:, 0].sum()), shares)
        self.weights = 1 / np.maximum(self.wanted, 1e-9)
        self.weights[:, 0] = FIRST_WEIGHT
        self.held = np.zeros_like(self.wanted)
        self.side = np.full(len(amounts), -1, dtype=np.int64)
        self.random = np.random.default_rng(seed)

    def run(self) -> IntArray:
        self._place()
        self._fill_empty_sides()
        for _ in range(ROUNDS):
            improved = [self._improve(group) for group in self._shuffled()]
            if not any(improved):
                break
        return self.side

    def _shuffled(self) -> list[int]:
        return [int(group) for group in self.random.permutation(len(self.amounts))]

    def _place(self) -> None:
        for group in sorted(self._shuffled(), key=lambda g: -self.amounts[g, 0]):
            gap, amount = self.held - self.wanted, self.amounts[group]
            growth = (self.weights * (2 * gap * amount + amount**2)).sum(axis=1)
            self._move(group, int(growth.argmin()))

    def _fill_empty_sides(self) -> None:
        """Give each side without a group the smallest one that another can spare."""
        for empty in np.setdiff1d(np.arange(len(self.wanted)), self.side).tolist():
            spare = np.flatnonzero(np.bincount(self.side)[self.side] > 1)
            self._move(int(spare[self.amounts[spare, 0].argmin()]), empty)

    def _move(self, group: int, side: int) -> None:
        if self.side[group] >= 0:
            self.held[self.side[group]] -= self.amounts[group]
        self.held[side] += self.amounts[group]
        self.side[group] = side

    def _improve(self, group: int) -> bool:
        """Exchange a group with one of another side, or move it there, if the distance shrinks by it."""
        here = int(self.side[group])
        partners = np.flatnonzero(self.side != here)
        if len(partners) > EXCHANGES_TRIED:
            partners = self.random.choice(partners, EXCHANGES_TRIED, replace=False)
        others = np.setdiff1d(np.arange(len(self.wanted)), here)
        if (self.side == here).sum() == 1:
            others = others[:0]  # a mere move would leave this side empty
        there = np.concatenate([self.side[partners], others])
        back = np.vstack([self.amounts[partners], np.zeros((len(others), self.amounts.shape[1]))])
        change = self._changes(self.amounts[group] - back, here, there)
        best = int(change.argmin())
        if change[best] >= -1e-9:
            return False
        if best < len(partners):
            self._move(int(partners[best]), here)
        self._move(group, int(there[best]))
        return True

    def _changes(self, flow: FloatArray, here: int, there: IntArray) -> FloatArray:
        """How the distance changes if `flow` [n, n_quantities] goes from `here` to each of `there`: [n]."""
        gap = self.held - self.wanted
        leaving = self.weights[here] * (flow**2 - 2 * gap[here] * flow)
        coming = self.weights[there] * (flow**2 + 2 * gap[there] * flow)
        return np.asarray((leaving + coming).sum(axis=1))
