"""One published number, as the page tells it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from madein.scope import ROLE_WORDS, CountryRole
from madein.values import Bounds, Unit, amount_text, exact_text, interval_text

COLUMNS = (
    "id, stable_id, parent, measure, label, cell, period, scope, basis, unit, sql, formula, "
    "parts, at_least, at_most, ci_low, ci_high, reason, rows, unclear_rows, unvalued_rows, "
    "converted_usd, rows_digest, caveats"
)
NONE_HELD = "not determinable"  # the word for a figure that no file can give
ROLE_HINTS = {
    CountryRole.DISPATCH: "dispatch",
    CountryRole.TRADING: "trading|contract",
    CountryRole.SENDER: "sender|sent by",
    CountryRole.ORIGIN: "origin|produced",
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One published number, as the table `figure` holds it.

    Attributes:
        id: Its id.
        stable_id: Digest of its definition and its data.
        parent: Figure it is a part of; None for a figure of its own.
        measure: Analysis that made it.
        label: What it says.
        cell: Value of the dimension it stands for; empty for a figure of its own.
        period: Quarter, before or after; empty for the whole period.
        scope: Its scope.
        basis: Country role, value, date and duplicates, in words.
        unit: What it is counted in.
        sql: Query that lists its rows; None where it is made of other figures.
        formula: How its parts make it; None where it is added up from rows.
        parts: Ids of the figures it is made of.
        at_least: Lower bound; None where nothing can be said.
        at_most: Upper bound; None where nothing limits it.
        ci_low: Lower end of the 95 % confidence interval; None for no estimate.
        ci_high: Its upper end.
        reason: Code of why the records hold no such figure; None where they do.
        rows: Rows that certainly belong.
        unclear_rows: Rows that may belong.
        unvalued_rows: Rows without a value in dollars.
        converted_usd: Part of the lower bound that is converted.
        rows_digest: Digest over the ids of its rows; None where it is made of others.
        caveats: What a reader must be told with it.
    """

    id: str
    stable_id: str
    parent: str | None
    measure: str
    label: str
    cell: str
    period: str
    scope: dict[str, Any]
    basis: str
    unit: Unit
    sql: str | None
    formula: str | None
    parts: tuple[str, ...]
    at_least: Decimal | None
    at_most: Decimal | None
    ci_low: Decimal | None
    ci_high: Decimal | None
    reason: str | None
    rows: int
    unclear_rows: int
    unvalued_rows: int
    converted_usd: Decimal
    rows_digest: str | None
    caveats: tuple[str, ...]

    @property
    def is_added_up(self) -> bool:
        """Whether it is added up from rows."""
        return self.sql is not None

    @property
    def bounds(self) -> Bounds:
        """The interval, in its unit.

        Raises:
            ValueError: Nothing can be said; `reason` says why.
        """
        if self.at_least is None:
            message = f"{self.id} has no bounds: {self.reason}"
            raise ValueError(message)
        return Bounds(at_least=self.at_least, at_most=self.at_most)

    @property
    def role(self) -> CountryRole | None:
        """The country role it counts by; None where it names no country."""
        named = self.scope.get("role")
        if named in set(CountryRole):
            return CountryRole(named)
        found = [
            role
            for role, hint in ROLE_HINTS.items()
            if re.search(hint, f"{self.basis} {self.label}", re.IGNORECASE)
        ]
        return found[0] if found else None

    @property
    def interval(self) -> str:
        """The interval in words, or that there is none."""
        if self.reason is not None or self.at_least is None:
            return NONE_HELD
        return interval_text(self.bounds, self.unit)

    @property
    def exact(self) -> str:
        """The interval as far as it goes, or that there is none."""
        if self.at_least is None:
            return NONE_HELD
        low = exact_text(self.at_least, self.unit)
        if self.at_most is None:
            return f"at least {low}, no upper bound"
        return (
            low
            if self.bounds.is_point
            else f"{low} to {exact_text(self.at_most, self.unit)}"
        )

    @property
    def estimate(self) -> str:
        """The 95 % confidence interval in words; empty where it is no estimate."""
        if self.ci_low is None or self.ci_high is None:
            return ""
        low, high = (amount_text(end, self.unit) for end in (self.ci_low, self.ci_high))
        return f"{low} to {high}"

    @property
    def verb(self) -> str:
        """What it says of its countries, like `produced in`."""
        return "tied to" if self.role is None else ROLE_WORDS[self.role]


def read_figure(row: Mapping[str, Any]) -> Figure:
    """A figure from its row.

    Args:
        row: A row of the table `figure`, with `COLUMNS`.
    """
    given: dict[str, Any] = {
        **row,
        **{name: row[name] or "" for name in ("cell", "period", "basis")},
        "scope": json.loads(row["scope"] or "{}"),
        "unit": Unit(row["unit"]),
        "parts": tuple(row["parts"] or ()),
        "caveats": tuple(row["caveats"] or ()),
    }
    return Figure(**given)


def natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key by which F2 comes before F10.

    Args:
        name: Id of a figure.

    Examples:
        >>> sorted(["F10", "F2.b", "F2"], key=natural)
        ['F2', 'F2.b', 'F10']
    """
    pieces = re.findall(r"\d+|\D+", name)
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces]
