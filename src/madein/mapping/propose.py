"""A mapping for a file whose layout is not known: `propose` shows the order of work."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from madein.engine import Engine, literal
from madein.errors import CaseError, Fault
from madein.mapping.choose import (
    ask_by_content,
    check_keys,
    choose,
    choose_tax_id,
    contradictions,
)
from madein.mapping.context import aggregated, country_of, currency_of, direction_of
from madein.mapping.findings import TOTAL, UNUSED, Finding, Findings
from madein.mapping.gates import AMOUNTS, DAYS
from madein.mapping.profile import Column, sample
from madein.mapping.proofs import date_orders, signs, signs_of, zone_of
from madein.mapping.questions import NO_ANSWERS, Answers, Question
from madein.mapping.values import find_values
from madein.sources.layouts import FIELDS, DateOrder, Layout

PERSONAL = {"contact", "address"}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a file's columns hold, and what is left to ask.

    Attributes:
        findings: Of each column, in order.
        questions: What only a person can know.
        notes: What she must be told.
        constants: What holds for every row.
        country: Country of the declarations; empty where not known.
        dates: Orders of day, month and year.
        zone: Zone of days that are written as moments.
        decimal: Decimal sign.
        grouping: Sign between groups of digits.
        factors: What numbers have to be multiplied by.
    """

    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    constants: Mapping[str, str]
    country: str
    dates: tuple[str, ...]
    zone: str
    decimal: str
    grouping: str
    factors: Mapping[str, int]

    def layout(self, name: str, vendor: str, source: str) -> Layout:
        """The mapping as the layout of a vendor.

        Args:
            name: Its name.
            vendor: Who made the file.
            source: Where the meaning of the columns is from.
        """
        fields: dict[str, tuple[str, ...]] = {}
        for found in self.findings:
            if found.role in FIELDS:
                fields[found.role] = (found.column.heading,)
        return Layout(
            name=name,
            vendor=vendor,
            country=self.country,
            source=source,
            fields=fields,
            constants=self.constants,
            dates=tuple(order for order in get_args(DateOrder) if order in self.dates),
            zone=self.zone,
            decimal="," if self.decimal == "," else ".",
            grouping={",": ",", ".": "."}.get(self.grouping, ""),  # ty: ignore[invalid-argument-type]
            factors=self.factors,
            total_of_declaration=self._headings(TOTAL),
            unused=self._headings(UNUSED),
        )

    def _headings(self, role: str) -> tuple[str, ...]:
        named = [f.column.heading for f in self.findings if f.role == role]
        return tuple(dict.fromkeys(heading for heading in named if heading.strip()))


def propose(
    engine: Engine,
    copy: Path,
    records: int,
    headings: tuple[str, ...],
    answers: Answers = NO_ANSWERS,
) -> Proposal:
    """What the columns of a file hold, by their headings and cells.

    A file whose rows are no shipments is refused, and so is an answer that names no
    column or no field.

    Args:
        engine: The engine.
        copy: The evidence copy.
        records: Rows in it.
        headings: Headings of the file, in order.
        answers: What a person said.
    """
    raw = f"read_parquet({literal(str(copy))})"
    columns = sample(engine, copy, records, headings, ".")
    if signs_of(columns) == ",":
        columns = tuple(replace(column, decimal=",") for column in columns)
    refuse_aggregates(columns, str(copy.name))
    found = Findings(columns)
    _take_answers(found, answers)
    direction_of(found, answers.direction)
    country = country_of(found, answers.country)
    if answers.currency or currency_of(country):
        found.constants["local_currency"] = answers.currency or currency_of(country)
    choose(found)
    choose_tax_id(found)
    check_keys(found)
    find_values(found)
    contradictions(found)
    ask_by_content(found)
    _name_currencies(found, answers.currency)
    dates, zone = _days(engine, raw, found, answers, country)
    _leave_other_orders(engine, raw, found, dates)
    numbers = [c for role, c in found.roles().items() if role in AMOUNTS]
    decimal, grouping = signs(engine, raw, records, numbers)
    _leave_the_rest(found)
    found.constants.pop("local_currency", None)
    return Proposal(
        findings=tuple(found.held[c.position] for c in columns),
        questions=tuple(found.questions),
        notes=tuple(found.notes),
        constants=found.constants,
        country=country,
        dates=dates or ("yyyy-mm-dd",),
        zone=zone,
        decimal=decimal,
        grouping=grouping,
        factors=_factors(found),
    )


def refuse_aggregates(columns: tuple[Column, ...], where: str) -> None:
    """Stop at a table whose rows are no shipments.

    Args:
        columns: The columns.
        where: The file, for messages.

    Raises:
        CaseError: It is one.
    """
    if why := aggregated(columns):
        fix = "ask for the single records; such a table can only check their totals"
        raise CaseError(Fault(what=f"no shipments: {why}", where=where, fix=fix))


def _take_answers(found: Findings, answers: Answers) -> None:
    """Settle the columns that a person settled.

    Raises:
        CaseError: There is no such column or field.
    """
    faults = []
    for heading, role in answers.columns.items():
        named = [c for c in found.columns if c.heading == heading]
        if not named or role not in {*FIELDS, UNUSED, TOTAL}:
            what = (
                f"'{heading}={role}': there is no such {'field' if named else 'column'}"
            )
            known = (
                (*FIELDS, UNUSED, TOTAL)
                if named
                else [c.heading for c in found.columns]
            )
            fix = f"use one of: {', '.join(known)}"
            faults.append(Fault(what=what, where="--set", fix=fix))
        for column in named:
            found.add(column, role, "a person said so")
    if faults:
        raise CaseError(*faults)


def _name_currencies(found: Findings, currency: str) -> None:
    """Give values without a currency the one that a person named."""
    for field in ("customs_value", "invoice_value"):
        name = field.replace("value", "currency")
        known = name in found.constants or found.holder(name) is not None
        if currency and found.holder(field) is not None and not known:
            found.constants[name] = currency
            found.notes = [note for note in found.notes if "--currency" not in note]


def _days(
    engine: Engine, raw: str, found: Findings, answers: Answers, country: str
) -> tuple[tuple[str, ...], str]:
    """Orders of the days, and their zone."""
    column = found.holder("registered")
    if column is None:
        return answers.dates, answers.zone
    dates, question = date_orders(engine, raw, column)
    if answers.dates:
        dates, question = answers.dates, None
    zone, moments = zone_of(column, country)
    if answers.zone:
        zone, moments = answers.zone, None
    found.questions += [asked for asked in (question, moments) if asked is not None]
    return dates, zone


def _leave_other_orders(
    engine: Engine, raw: str, found: Findings, dates: tuple[str, ...]
) -> None:
    """Leave out days that are not written, for certain, as those of registration are."""
    for name in DAYS:
        column = found.holder(name)
        if column is None or found.holder("registered") is None:
            continue
        orders, question = date_orders(engine, raw, column)
        if question is not None or not set(orders) <= set(dates):
            because = "its days may be written in another order than the registration's"
            found.add(column, UNUSED, because, 0.7)


def _factors(found: Findings) -> dict[str, int]:
    """Fields whose heading says that they are written in thousands."""
    return {
        role: 1000
        for role, column in found.roles().items()
        if role in AMOUNTS and "thousand" in column.reading.concepts
    }


def _leave_the_rest(found: Findings) -> None:
    """Declare unused what is known and not needed, and what could be no field."""
    for column in found.unsettled():
        role = column.reading.role
        if not column.filled:
            because = "it is empty"
        elif role in PERSONAL:
            because = f"personal data ({role}): never loaded"
        elif role:
            because = f"the heading says {role.replace('_', ' ')}: no field"
        else:
            because = "neither heading nor cells fit a field"
        found.add(column, UNUSED, because, 1.0 if role else 0.6)
