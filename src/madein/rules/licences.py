"""What an authority allowed for some time although a party was listed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from madein.question import STRICT
from madein.rules.dated import Dated
from madein.verdict import Measure


@dataclass(frozen=True, kw_only=True)
class LicensedParty:
    """Whom a licence names.

    Attributes:
        name: Its name, as the licence has it.
        tax_ids: Its tax ids; empty where they are not known: a name alone finds nobody.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    tax_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Licence(Dated):
    """What was allowed, with whom, and when; see `data/licences.yml`.

    Attributes:
        measures: Under which listings.
        activity: What it allows, in words.
        covers_imports: Whether imports by the party are certainly among it.
        parties: Whom it names.
        programmes: Or: all who are listed under nothing but these programmes, as the
            list writes them.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    measures: tuple[Measure, ...]
    activity: str
    covers_imports: bool
    parties: tuple[LicensedParty, ...] = ()
    programmes: tuple[str, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether it makes an import by a listed party `in wind-down`.

        One that does not cover imports, or that nobody here has read of, is only
        mentioned.
        """
        return self.covers_imports and self.confidence in {"read", "second hand"}

    def names(self, tax_ids: Collection[str], programmes: Collection[str]) -> bool:
        """Whether it speaks of a party.

        Args:
            tax_ids: Tax ids of the party.
            programmes: All programmes it is listed under.
        """
        named = {tax_id for party in self.parties for tax_id in party.tax_ids}
        is_under = bool(programmes) and set(programmes) <= set(self.programmes)
        return is_under or not named.isdisjoint(tax_ids)


def licences_of(
    licences: Iterable[Licence],
    regime: str,
    measure: Measure,
    *,
    tax_ids: Collection[str],
    programmes: Collection[str] = (),
    known: date | None = None,
) -> tuple[Licence, ...]:
    """Licences that speak of a party, the earliest first.

    A listing is `in wind-down` on the days of those that decide; the others are
    mentioned beside it.

    Args:
        licences: The licences held, from `held_rules` or `case_rules`.
        regime: US, EU, ...
        measure: What the listing does.
        tax_ids: Tax ids of the party; one that has none is named by no licence.
        programmes: All programmes the party is listed under.
        known: Only what could be known on that day; None for all that is known now.
    """
    found = [
        licence
        for licence in licences
        if licence.regime == regime
        and measure in licence.measures
        and licence.is_known(known)
        and licence.names(tax_ids, programmes)
    ]
    return tuple(sorted(found, key=lambda licence: (licence.valid_from, licence.id)))
