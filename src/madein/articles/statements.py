"""What a text says of the imports, before it becomes a claim."""

import datetime as dt
from dataclasses import dataclass, field

from madein.articles.numbers import Number
from madein.scope import CountryRole


class UnreadError(Exception):
    """A sentence is not read; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The part of the imports that a statement speaks of.

    Attributes:
        since: First day; None where the text names none.
        until: Last day; None where the text names none.
        role: Which country it speaks of; None where the text leaves it open.
        countries: ISO codes, any of which counts.
        goods: A product group of the case.
        makers: Names of makers, or like `US makers`.
        suppliers: Names of suppliers.
        at_least_usd: Smallest value of an import that counts, as printed.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    role: CountryRole | None = None
    countries: tuple[str, ...] = ()
    goods: str | None = None
    makers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    at_least_usd: str | None = None

    @property
    def has_days(self) -> bool:
        """Whether the text names days."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement of a text.

    Attributes:
        kind: Measure of its claim.
        part: The part of the imports it speaks of.
        number: The number it gives.
        says: A day or word it gives instead.
        of: The whole of a share or a part.
        to: What a multiple compares with.
        is_value: Whether a share or multiple is said to be one of values, not of counts.
        by: For presence and order, which column; None where the text leaves it open.
        each: Values that must all occur, or stand in this order.
        any_of: Values of which one must occur.
        list: Name of a list of the case.
        within: The days of a listing.
        assumed: What the text does not say and was assumed.
        missing: What keeps it from being held against the rows.
    """

    kind: str
    part: Part = field(default_factory=Part)
    number: Number | None = None
    says: str | dt.date | None = None
    of: Part | None = None
    to: Part | None = None
    is_value: bool = False
    by: str | None = None
    each: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    list: str | None = None
    within: tuple[dt.date, dt.date] | None = None
    assumed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
