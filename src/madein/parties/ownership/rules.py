"""When a regime takes a firm for owned by listed persons, and since when."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Literal

from madein.documents import read_document
from madein.parties.ownership.shares import percent_text
from madein.question import STRICT


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a regime takes a firm for owned; see `data/rules.yml`.

    Attributes:
        id: Its id.
        regime: Whose rule it is.
        threshold: Part of the shares.
        comparison: Whether exactly the threshold is enough.
        added_up: Whether shares of several listed persons are added up.
        control: Whether the regime also asks who controls a firm.
        valid_from: First day.
        valid_to: First day on which it no longer holds; None where it still does.
        source: Where it is written.
        confidence: How well that is known; under `not known` there is no verdict.
        checked: Day on which the row was last looked at.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: str
    regime: str
    threshold: Fraction
    comparison: Literal[">=", ">"]
    added_up: bool
    control: bool
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Literal["read", "second hand", "memory", "not known"]
    checked: date

    def meets(self, share: Fraction) -> bool:
        """Whether a share is enough.

        Args:
            share: A part of one.
        """
        is_more = share > self.threshold
        return is_more or (self.comparison == ">=" and share == self.threshold)

    @property
    def says(self) -> str:
        """What it asks, in words."""
        share = percent_text(self.threshold)
        enough = f"{share} or more" if self.comparison == ">=" else f"more than {share}"
        whose = "listed persons together" if self.added_up else "one listed person"
        return f"{self.id}: {enough} held by {whose}"


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """The rules of all regimes.

    Attributes:
        rules: One rule of one regime each.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    rules: tuple[Rule, ...]


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules that madein holds."""
    file = files("madein.parties.ownership").joinpath("data/rules.yml")
    return read_document(Path(str(file)), RuleSet).rules


def rule_on(regime: str, day: date) -> Rule | None:
    """The rule of a regime on a day; None where none is held.

    Args:
        regime: US, EU, UK or BIS.
        day: The day.

    Examples:
        >>> rule_on("EU", date(2024, 7, 2)).id, rule_on("EU", date(2024, 7, 3)).id
        ('EU-OWN-1', 'EU-OWN-2')
        >>> rule_on("KR", date(2024, 7, 3)) is None
        True
    """
    for rule in all_rules():
        is_over = rule.valid_to is not None and rule.valid_to <= day
        if rule.regime == regime and rule.valid_from <= day and not is_over:
            return rule
    return None
