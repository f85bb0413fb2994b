"""Figures as tables show them: three digits that mean something."""

from __future__ import annotations

MEGABYTE = 10**6


def rate(value: float) -> str:
    """A count or a rate of sentences.

    >>> rate(17_912.3)
    '17,900'
    """
    digits = 0 if value < 1 else max(0, len(str(int(value))) - 3)
    return f"{round(value, -digits):,.0f}"


def seconds(value: float) -> str:
    """Seconds, to three digits.

    >>> seconds(0.0123), seconds(12.345)
    ('0.012', '12.3')
    """
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def times(value: float | None) -> str:
    """A ratio; a dash where there is nothing to compare with."""
    return "–" if value is None else f"{value:.2f}"


def percent(share: float) -> str:
    """A share in [0, 1].

    >>> percent(0.1234)
    '12.3%'
    """
    return f"{share:.1%}"


def megabytes(size: float) -> str:
    """Bytes in megabytes (10⁶ bytes).

    >>> megabytes(123_400_000)
    '123'
    """
    return f"{size / MEGABYTE:,.0f}"
