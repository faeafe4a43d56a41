"""How often chance alone would do it: two tests, each explained in one sentence."""

from collections.abc import Sequence
from decimal import Decimal
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist


def rank_chance(before: Sequence[Decimal], after: Sequence[Decimal]) -> float:
    """How often months drawn by chance would lie as high above others as these do.

    Each month after is held against each month before; ties count half. One-sided, with
    the normal approximation and without its discount for ties, so that it is never too
    small for them. Sizes do not matter, only which is larger: one odd month decides
    nothing.

    Source:
        Mann and Whitney 1947.

    Args:
        before: Months before.
        after: Months after.

    Examples:
        >>> one, three = [Decimal(n) for n in range(12)], [Decimal(99)] * 12
        >>> rank_chance(one, three) < 0.0001, rank_chance(one, one) > 0.4
        (True, True)
    """
    pairs = len(before) * len(after)
    above = sum(a > b for a in after for b in before)
    ties = sum(a == b for a in after for b in before)
    spread = sqrt(pairs * (len(before) + len(after) + 1) / 12)
    distance = above + ties / 2 - pairs / 2 - 0.5
    return 1 - NormalDist().cdf(distance / spread)


def count_chance(found: int, rows: int, share: float) -> float:
    """How often chance alone gives so many of some rows, or more; 1 up to the mean.

    Args:
        found: How many there are.
        rows: Among how many.
        share: How often it happens elsewhere, above 0 and below 1.

    Examples:
        >>> round(count_chance(2, 10, 0.1), 4)  # 1 - 0.9^10 - 10 * 0.1 * 0.9^9
        0.2639
        >>> count_chance(0, 10, 0.1)
        1.0
    """
    if found <= rows * share:  # no more than elsewhere
        return 1.0
    term = exp(
        lgamma(rows + 1)
        - lgamma(found + 1)
        - lgamma(rows - found + 1)
        + found * log(share)
        + (rows - found) * log1p(-share)
    )
    total = 0.0
    for place in range(found, rows + 1):
        total += term  # terms fall beyond the mean
        term *= (rows - place) / (place + 1) * share / (1 - share)
        if term < total * 1e-12:
            break
    return min(total, 1.0)
