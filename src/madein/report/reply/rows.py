"""The rows of one firm as tables: nothing of the file they are from, nobody else's name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from madein.engine import Row as Record
from madein.report.blocks import Column, Line, Row, Styled, Table
from madein.report.reply.facts import ROLES, Part, day_of
from madein.report.wording import count_text, visible
from madein.values import day_words, exact_usd

SHOWN = 300  # rows on the page; the workbook has all
COUNTRIES = {
    "origin": "produced in",
    "dispatch": "dispatched from",
    "trading": "contract partner in",
    "sender_country": "sender in",
}
HEADINGS = (
    "Row",
    "You are named as",
    "Day of registration",
    "Declaration",
    "Item",
    "Goods",
    "Commodity code",
    *(words.capitalize() for words in COUNTRIES.values()),
    "Net weight, kg",
    "Value, US dollars",
    "Value as",
    "Standing",
)
CERTAIN = "counts"
COLUMNS = (
    Column(text="Row, day", style="name"),
    Column(text="Declaration, item"),
    Column(text="Goods, commodity code"),
    Column(text="Produced in, dispatched from"),
    Column(text="Contract partner in, sender in"),
    Column(text="Net kg", style="number"),
    Column(text="US dollars", style="number"),
    Column(text="Confirmed? Wrong, because; comment", style="told"),
)


def cells(parts: Sequence[Part], names: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Every row as texts, in the order of `HEADINGS`.

    Args:
        parts: The roles of the firm.
        names: Country code to English name.
    """
    for number, role, row in numbered(parts):
        yield (
            number,
            ROLES[role],
            str(day_of(row)),
            visible(row["declaration"] or ""),
            _text(row["item"]),
            row["goods"] or "not determined",
            row["hs"] or "not known",
            *(_country(row[column], names) for column in COUNTRIES),
            "" if row["net_kg"] is None else f"{row['net_kg'].normalize():f}",
            "no value" if row["usd"] is None else f"{row['usd'].normalize():f}",
            row["usd_basis"] or "",
            _standing(row),
        )


def rows_table(parts: Sequence[Part], names: Mapping[str, str]) -> Table:
    """The rows for print, the largest where they are many, with room for an answer.

    Args:
        parts: The roles of the firm.
        names: Country code to English name.
    """
    every = list(numbered(parts))
    by_size = sorted(every, key=lambda one: -abs(one[2]["usd"] or Decimal(0)))
    shown = {number for number, _, _ in by_size[:SHOWN]}
    rest = len(every) - len(shown)
    notes: tuple[Line, ...] = ()
    if rest:
        told = f"{count_text(rest, 'smaller row')} of {len(every):,}: in the workbook."
        notes = ((told,),)
    return Table(
        label="Rows that name the firm",
        columns=COLUMNS,
        rows=tuple(
            _row(number, row, names) for number, _, row in every if number in shown
        ),
        notes=notes,
    )


def numbered(parts: Sequence[Part]) -> Iterator[tuple[str, str, Record]]:
    """Rows with a number of their own and the role in which they name the firm.

    Args:
        parts: The roles of the firm.
    """
    every = [(part.role, row) for part in parts for row in part.rows]
    for place, (role, row) in enumerate(every, start=1):
        yield f"R{place}", role, row


def _row(number: str, row: Record, names: Mapping[str, str]) -> Row:
    day = day_of(row)
    shown = day_words(day) if isinstance(day, date) else day
    first: Line = (Styled(text=number, style="strong"), _small(shown))
    if row["why"] is not None:
        first += (_small(_standing(row)),)
    value = "no value" if row["usd"] is None else exact_usd(row["usd"])
    item = f"item {row['item']}" if row["item"] is not None else "item not given"
    return Row(
        cells=(
            first,
            (visible(row["declaration"] or "not given"), _small(item)),
            (row["goods"] or "not determined", _small(row["hs"] or "not known")),
            _countries(row, "origin", "dispatch", names),
            _countries(row, "trading", "sender_country", names),
            (_text(row["net_kg"]) or "not given",),
            (value, *([_small(row["usd_basis"])] if row["usd_basis"] else [])),
            (),
        )
    )


def _standing(row: Record) -> str:
    if row["why"] is None:
        return CERTAIN
    return f"may belong: {row['why']}" if row["counts"] else row["why"]


def _countries(row: Record, one: str, other: str, names: Mapping[str, str]) -> Line:
    return (_country(row[one], names), _small(_country(row[other], names)))


def _country(code: str | None, names: Mapping[str, str]) -> str:
    return "not determined" if code is None else names.get(code, code)


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    return "" if value is None else str(value)


def _small(text: str) -> Styled:
    return Styled(text=text, style="small")
