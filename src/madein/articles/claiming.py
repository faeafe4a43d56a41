"""Statements as claims: the one place that knows how a claim is written."""

from decimal import Decimal
from typing import Any

from madein.articles.numbers import Kind, Number
from madein.articles.statements import Part, Statement
from madein.findings.claims import Claim, Where
from madein.question import CaseFile, Period

FRACTIONS = {
    "1/2": "half", "1/3": "a third", "2/3": "two thirds", "1/4": "a quarter",
    "3/4": "three quarters", "1/5": "a fifth", "2/5": "two fifths",
    "3/5": "three fifths", "4/5": "four fifths", "1/10": "a tenth",
}  # fmt: skip
MULTIPLES = {
    "2": "twofold",
    "3": "threefold",
    "4": "fourfold",
    "5": "fivefold",
    "6": "sixfold",
    "7": "sevenfold",
    "8": "eightfold",
    "9": "ninefold",
    "10": "tenfold",
    "12": "twelvefold",
    "20": "twentyfold",
}
UNITS = {Kind.MONEY: " USD", Kind.WEIGHT: " kg", Kind.SHARE: " %", Kind.RATIO: " times"}


def claim_of(statement: Statement, number: int, sentence: str, case: CaseFile) -> Claim:
    """A statement as a claim.

    Args:
        statement: The statement.
        number: Its number in the article, for the id.
        sentence: The sentence that makes it.
        case: The case it speaks of.
    """
    given: dict[str, Any] = {
        "id": f"S{number}",
        "text": sentence,
        "measure": statement.kind,
        "where": where_of(statement.part),
        "says": says(statement),
        "unit": _unit(statement),
        "of": None if statement.of is None else where_of(statement.of),
        "to": None if statement.to is None else where_of(statement.to),
        "by": statement.by,
        "any_of": statement.any_of,
    }
    if statement.kind == "ranking":
        given |= {"order": statement.each, "top": True}
    else:
        given["each"] = statement.each
    if statement.kind == "listing" and statement.within is not None:
        since, until = statement.within
        given |= {
            "list": statement.list,
            "within": Period(since=since, until=until),
            "party": _party(case),
        }
    return Claim(**{name: value for name, value in given.items() if value is not None})


def where_of(part: Part) -> Where:
    """A part of the imports as a claim names it.

    Args:
        part: The part.
    """
    least = part.at_least_usd
    given: dict[str, Any] = {
        "since": part.since,
        "until": part.until,
        "role": part.role,
        "countries": part.countries,
        "goods": part.goods,
        "makers": part.makers,
        "suppliers": part.suppliers,
        "at_least_usd": None if least is None else Decimal(least.replace(",", "")),
    }
    return Where(**given)


def says(statement: Statement) -> Any:  # noqa: ANN401 - an amount, a day or nothing
    """What a claim says, in the words that `madein.findings.hedges` knows.

    Args:
        statement: The statement.
    """
    number = statement.number
    return statement.says if number is None else amount_words(number)


def amount_words(number: Number) -> str:
    """A number as a claim words it.

    Args:
        number: The number.

    Examples:
        >>> from madein.articles.numbers import numbers
        >>> [
        ...     amount_words(n)
        ...     for n in numbers("nearly $15.5m, a third of it, rose tenfold")
        ... ]
        ['almost 15.5 million USD', 'a third', 'tenfold']
    """
    unit = UNITS.get(number.kind, "")
    if number.high:
        return f"between {number.low}{unit} and {number.high}{unit}"
    amount = f"{number.low}{unit}"
    if number.kind is Kind.SHARE and number.is_worded:
        amount = FRACTIONS[number.low]
    if number.kind is Kind.RATIO:
        amount = MULTIPLES.get(number.low, amount)
    return f"{number.hedge} {amount}".strip()


def _unit(statement: Statement) -> str | None:
    number = statement.number
    if number is None:
        return None
    if number.kind is Kind.WEIGHT:
        return "kg"
    if number.kind in {Kind.SHARE, Kind.RATIO}:
        return "US dollars" if statement.is_value else None
    return number.unit or None


def _party(case: CaseFile) -> str | None:
    members = [] if isinstance(case.subject.members, str) else case.subject.members
    return next((m.tax_id for m in members if m.tax_id is not None), None)
