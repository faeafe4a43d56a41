"""Estimates with their intervals: counts over time, and differences of means.

These are the only floats of a figure. They are the same on every machine to the digits
that `rounded` keeps.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean, variance

NORMAL = 1.96  # standard errors on either side that hold 95 %
STEPS = 100  # a fit that has not settled by then has no estimate
SETTLED = 1e-12  # relative change of a coefficient between two steps
DIGITS = 9  # significant digits that are kept
FLAT = 1e-10  # part of a column that must not be a sum of those before it
FAR = 30.0  # logarithm beyond which no count of months lies
WIDE = 14.0  # logarithm of a multiple (a million) beyond which an interval says nothing

Table = Sequence[Sequence[float]]


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A number and the ends of its 95 % confidence interval.

    Attributes:
        value: The number.
        low: Lower end.
        high: Upper end.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A log-linear model of counts, fitted.

    Attributes:
        coefficients: One for each column.
        errors: Their standard errors under Poisson, without overdispersion.
        dispersion: Pearson's chi square by degrees of freedom: 1 for Poisson.
    """

    coefficients: tuple[float, ...]
    errors: tuple[float, ...]
    dispersion: float

    def ratio(self, place: int, dispersion: float = 1.0) -> Estimate | None:
        """By what a count is multiplied where a column grows by one.

        Args:
            place: Place of the column.
            dispersion: Variance of a count divided by its mean.

        Unknown:
            None where the interval reaches beyond a millionfold: it says nothing.
        """
        middle = self.coefficients[place]
        wide = NORMAL * self.errors[place] * math.sqrt(dispersion)
        if abs(middle) + wide > WIDE:
            return None
        return Estimate(
            value=math.exp(middle),
            low=math.exp(middle - wide),
            high=math.exp(middle + wide),
        )


def fit_counts(
    columns: Table, counts: Sequence[float], exposure: Sequence[float] | None = None
) -> Fit | None:
    """A log-linear model of counts, by iteratively reweighted least squares.

    Unknown:
        None where the counts do not settle it: fewer points than columns, a column that
        the others make up, or counts that push a coefficient beyond every bound.

    Source:
        McCullagh and Nelder, Generalized Linear Models, 2nd edition, section 2.5.

    Args:
        columns: One row for each point; a constant must be among its columns.
        counts: The counts, of which one at least is not zero.
        exposure: What each count is relative to; None for nothing.

    Examples:
        >>> fit = fit_counts([(1, 0), (1, 0), (1, 1), (1, 1)], [9, 11, 19, 21])
        >>> round(fit.ratio(1).value, 6), round(fit.dispersion, 6)
        (2.0, 0.15)
    """
    width = len(columns[0]) if columns else 0
    if len(columns) <= width or not any(counts):
        return None
    offsets = [math.log(one) for one in exposure or [1.0] * len(counts)]
    # A first guess that lies inside the counts, zeros included.
    guess = [math.log(count + 0.5) for count in counts]
    settled: list[float] = []
    for _ in range(STEPS):
        means = [math.exp(one) for one in guess]
        aims = [
            one - offset + (count - mean) / mean
            for one, offset, count, mean in zip(
                guess, offsets, counts, means, strict=True
            )
        ]
        lower = _root(_crossed(columns, means))
        if lower is None:
            return None
        found = _solved(lower, _sums(columns, means, aims))
        guess = [
            offset + _dot(row, found)
            for row, offset in zip(columns, offsets, strict=True)
        ]
        if any(
            abs(one - offset) > FAR for one, offset in zip(guess, offsets, strict=True)
        ):
            return None
        if settled and _is_same(found, settled):
            return _fit(columns, counts, guess, found)
        settled = found
    return None


def _fit(
    columns: Table,
    counts: Sequence[float],
    guess: Sequence[float],
    found: Sequence[float],
) -> Fit | None:
    means = [math.exp(one) for one in guess]
    lower = _root(_crossed(columns, means))
    if lower is None:
        return None
    width = len(found)
    ones = [[float(row == place) for row in range(width)] for place in range(width)]
    errors = [math.sqrt(_solved(lower, one)[place]) for place, one in enumerate(ones)]
    chi = math.fsum(
        (count - mean) ** 2 / mean for count, mean in zip(counts, means, strict=True)
    )
    return Fit(
        coefficients=tuple(found),
        errors=tuple(errors),
        dispersion=chi / (len(counts) - width),
    )


def _is_same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(
        abs(left - right) <= SETTLED * max(1.0, abs(left))
        for left, right in zip(one, other, strict=True)
    )


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return math.fsum(left * right for left, right in zip(one, other, strict=True))


def _crossed(columns: Table, weights: Sequence[float]) -> list[list[float]]:
    turned = list(zip(*columns, strict=True))
    weighed = [
        [value * weight for value, weight in zip(column, weights, strict=True)]
        for column in turned
    ]
    return [[_dot(left, right) for right in turned] for left in weighed]


def _sums(
    columns: Table, weights: Sequence[float], aims: Sequence[float]
) -> list[float]:
    weighed = [weight * aim for weight, aim in zip(weights, aims, strict=True)]
    return [_dot(column, weighed) for column in zip(*columns, strict=True)]


def _root(matrix: list[list[float]]) -> list[list[float]] | None:
    """Cholesky's lower triangle; None where a column is a sum of those before it."""
    lower: list[list[float]] = []
    for place, line in enumerate(matrix):
        row: list[float] = []
        for column in range(place):
            rest = line[column] - _dot(row, lower[column][:column])
            row.append(rest / lower[column][column])
        rest = line[place] - _dot(row, row)
        if rest <= FLAT * line[place]:
            return None
        lower.append([*row, math.sqrt(rest)])
    return lower


def _solved(lower: list[list[float]], sums: Sequence[float]) -> list[float]:
    """What the matrix of a triangle makes the sums of."""
    half: list[float] = []
    for row, value in zip(lower, sums, strict=True):
        half.append((value - _dot(row[:-1], half)) / row[-1])
    found: list[float] = []
    for place in reversed(range(len(lower))):
        below = [lower[row][place] for row in range(len(lower) - 1, place, -1)]
        found.append((half[place] - _dot(below, found)) / lower[place][place])
    return found[::-1]


def seasons(month: int, pairs: int = 2) -> tuple[float, ...]:
    """Columns for the seasons: a sine and a cosine for each part of the year.

    Args:
        month: Month of the year, from 1.
        pairs: How many pairs: the first turns once a year, the second twice.

    Examples:
        >>> [round(one, 3) for one in seasons(3)]
        [1.0, 0.0, 0.0, -1.0]
    """
    turns = [2 * math.pi * pair * month / 12 for pair in range(1, pairs + 1)]
    return tuple(wave(turn) for turn in turns for wave in (math.sin, math.cos))


@dataclass(frozen=True, kw_only=True)
class Mean:
    """A mean with its standard error.

    Attributes:
        value: The mean.
        error: Its standard error.
    """

    value: float
    error: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Mean":
        """Mean of some values that vary by chance; two at least.

        Args:
            values: The values.

        Examples:
            >>> Mean.of([1.0, 3.0])
            Mean(value=2.0, error=1.0)
        """
        error = math.sqrt(variance(values) / len(values))
        return cls(value=fmean(values), error=error)

    def less(self, other: "Mean") -> "Mean":
        """The difference to a mean that varies by itself.

        Args:
            other: The other mean.

        Examples:
            >>> Mean(value=5.0, error=3.0).less(Mean(value=2.0, error=4.0))
            Mean(value=3.0, error=5.0)
        """
        error = math.hypot(self.error, other.error)
        return Mean(value=self.value - other.value, error=error)

    def interval(self) -> Estimate:
        """The mean with its 95 % confidence interval."""
        wide = NORMAL * self.error
        return Estimate(value=self.value, low=self.value - wide, high=self.value + wide)


def rounded(value: float) -> Fraction:
    """A float as the fraction that is kept of it.

    Args:
        value: The float.

    Examples:
        >>> rounded(0.8943771234567)
        Fraction(894377123, 1000000000)
    """
    return Fraction(f"{value:.{DIGITS - 1}e}")
