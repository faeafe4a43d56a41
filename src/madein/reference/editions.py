"""Which edition of the Harmonized System a country's declarations use on a day."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

ANY_COUNTRY = "*"  # the calendar of the nomenclature itself


@dataclass(frozen=True, kw_only=True)
class EditionPeriod:
    """An edition of the nomenclature with the days it is in force.

    Attributes:
        edition: Name of the edition, like HS2017.
        since: First day.
        until: Last day; None where no end is known.
    """

    edition: str
    since: date
    until: date | None


def edition_periods(country: str) -> list[EditionPeriod]:
    """Editions that declarations of a country use, oldest first.

    Unknown:
        A day outside every period has no known edition.

    Source:
        `data/hs_editions.csv` names the act behind each period and says whether
        its day was checked. A country without rows there follows the calendar of the
        nomenclature.

    Args:
        country: ISO code of the country the declarations were made in.

    Examples:
        >>> [period.edition for period in edition_periods("RU")]
        ['HS2012', 'HS2017', 'HS2022']
    """
    table = files("madein.reference") / "data" / "hs_editions.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    known = {row["country"] for row in rows}
    wanted = country if country in known else ANY_COUNTRY
    periods = [_period(row) for row in rows if row["country"] == wanted]
    return sorted(periods, key=lambda period: period.since)


def _period(row: dict[str, str]) -> EditionPeriod:
    until = row["valid_to"]
    return EditionPeriod(
        edition=row["edition"],
        since=date.fromisoformat(row["valid_from"]),
        until=date.fromisoformat(until) if until else None,
    )
