"""When a regime takes a firm for owned by listed persons, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from fractions import Fraction
from typing import Any, ClassVar, Literal

from madein.question import STRICT
from madein.rules.dated import Dated
from madein.values import day_words
from madein.verdict import Measure


def percent_text(share: Fraction) -> str:
    """A part in percent, exactly; as a fraction, too, where percent is rounded.

    Args:
        share: A part of one.

    Examples:
        >>> percent_text(Fraction(4999, 10000)), percent_text(Fraction(1, 2))
        ('49.99 %', '50 %')
        >>> percent_text(Fraction(1, 6))
        '1/6 (about 16.6667 %)'
    """
    percent = share * 100
    if 10_000 % percent.denominator:
        return f"{share} (about {float(percent):.4f} %)"
    whole, rest = divmod(percent * 10_000, 10_000)
    decimals = f"{int(rest):04}".rstrip("0")
    return f"{whole}{'.' if decimals else ''}{decimals} %"


@dataclass(frozen=True, kw_only=True)
class OwnershipRule(Dated):
    """When a regime takes a firm for owned; see `data/ownership.yml`.

    Attributes:
        measures: Under which listings it speaks.
        threshold: Part of the shares.
        comparison: Whether exactly the threshold is enough.
        added_up: Whether shares of several listed persons are added up.
        control: Whether the regime also asks who controls a firm.
        suspended: Whether it exists on its days, and is not in force.
        first_day_sure: Whether its first day needs no check.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    measures: tuple[Measure, ...]
    threshold: Fraction
    comparison: Literal[">=", ">"]
    added_up: bool
    control: bool
    suspended: bool = False
    first_day_sure: bool

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


class InForce(Enum):
    """Whether a rule was in force on a day."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, kw_only=True)
class RuleOfDay:
    """What is known of a regime's rule on ownership on a day.

    Attributes:
        in_force: Whether it was in force.
        rule: The row that says so; None where no row is held.
        says: The ground, in words.
    """

    in_force: InForce
    rule: OwnershipRule | None
    says: str


def rule_on(
    rules: Iterable[OwnershipRule],
    regime: str,
    measure: Measure,
    day: date,
    *,
    known: date | None = None,
) -> RuleOfDay:
    """What is known of the rule of a regime on a day.

    Unknown:
        A regime without a row is `unknown`, and so are the days before its first row
        where that row's first day is to be checked. Between the end of a row and the
        next one the rule is not in force.

    Args:
        rules: The rules held, from `held_rules` or `case_rules`.
        regime: US, EU, UK, BIS, ...
        measure: What the listings do that are asked about.
        day: The day.
        known: Only what could be known on that day; None for all that is known now.

    Examples:
        >>> from madein.rules.reading import held_rules
        >>> def on(regime, measure, *day):
        ...     rules = held_rules().ownership
        ...     found = rule_on(rules, regime, Measure(measure), date(*day))
        ...     return found.in_force.name, found.rule and found.rule.id
        >>> on("EU", "asset freeze", 2024, 7, 2), on("EU", "asset freeze", 2024, 7, 3)
        (('YES', 'EU-OWN-1'), ('YES', 'EU-OWN-2'))
        >>> on("BIS", "export control", 2025, 11, 10)
        ('NO', 'BIS-AFF-susp')
        >>> on("EU", "export control", 2024, 7, 3)
        ('UNKNOWN', None)
    """
    every = _rows(rules, regime, measure)
    rows = [rule for rule in every if rule.is_known(known)]
    if not rows:
        held = f"No rule on ownership is held for {regime}, {measure}"
        since = f", as known on {day_words(known)}" if every and known else ""
        return RuleOfDay(in_force=InForce.UNKNOWN, rule=None, says=f"{held}{since}.")
    begun = [rule for rule in rows if rule.valid_from <= day]
    if not begun:
        return _before(rows[0])
    rule = begun[-1]
    if rule.valid_to is not None and rule.valid_to <= day:
        heir = next((r for r in every if r.valid_from == rule.valid_to), None)
        # That it ends is known when what follows it is.
        if heir is None or heir.is_known(known):
            says = f"{rule.id} held until before {day_words(rule.valid_to)}."
            return RuleOfDay(in_force=InForce.NO, rule=rule, says=says)
    return _held(rule)


def rule_days(
    rules: Iterable[OwnershipRule], regime: str, measure: Measure
) -> set[date]:
    """Days on which the rule of a regime may change.

    Args:
        rules: The rules held.
        regime: US, EU, UK, BIS, ...
        measure: What the listings do that are asked about.
    """
    rows = _rows(rules, regime, measure)
    ends = {rule.valid_to for rule in rows if rule.valid_to is not None}
    return {rule.valid_from for rule in rows} | ends


def _rows(
    rules: Iterable[OwnershipRule], regime: str, measure: Measure
) -> list[OwnershipRule]:
    rows = [r for r in rules if r.regime == regime and measure in r.measures]
    return sorted(rows, key=lambda rule: rule.valid_from)


def _before(first: OwnershipRule) -> RuleOfDay:
    since = day_words(first.valid_from)
    if first.first_day_sure:
        says = f"{first.id} holds since {since}."
        return RuleOfDay(in_force=InForce.NO, rule=first, says=says)
    says = f"Whether {first.id} held before {since} is not known ({first.source})."
    return RuleOfDay(in_force=InForce.UNKNOWN, rule=first, says=says)


def _held(rule: OwnershipRule) -> RuleOfDay:
    since = day_words(rule.valid_from)
    if rule.confidence == "not known":
        says = f"Whether {rule.id} holds since {since} is not known ({rule.source})."
        return RuleOfDay(in_force=InForce.UNKNOWN, rule=rule, says=says)
    if rule.suspended:
        says = f"{rule.id}: suspended since {since} ({rule.source})."
        return RuleOfDay(in_force=InForce.NO, rule=rule, says=says)
    return RuleOfDay(in_force=InForce.YES, rule=rule, says=f"Rule {rule.says}.")
