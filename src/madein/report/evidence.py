"""Evidence per figure: exact numbers, query, digest, largest rows, and all rows as CSV."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from madein.report.blocks import (
    Block,
    Column,
    Evidence,
    Head,
    Line,
    Link,
    Row,
    Styled,
    Table,
)
from madein.report.built import Built, Figure
from madein.report.wording import (
    anchor,
    count_text,
    country_text,
    exact_text,
    quarter_text,
    share_text,
    visible,
)
from madein.values import day_words, exact_usd

LARGEST = 20
PAGE = 50_000  # rows of a CSV held in memory at once
MOST_RAW = 1_200  # characters of a raw row on the page; the CSV has it whole
FORMULA = ("=", "+", "-", "@", "\t", "\r")

# The rows of a figure beside their place in the file and their original cells.
WITH_TEXT = """
    select source.file, raw_text.line, figure_rows.*, raw_text.text as original
    from ({sql}) as figure_rows
    left join source using (source_id)
    left join raw_text using (source_id, row)
"""


def evidence(built: Built) -> list[Block]:
    """What stands behind each figure of its own, then each row it names, as received.

    Args:
        built: The built case.
    """
    lead: Line = (
        "Exact numbers, the query that lists the rows, and the largest rows of every "
        "figure. All rows are in the folder evidence beside this page.",
    )
    head = Head(anchor="evidence", title="Evidence", lead=lead, listed="Evidence")
    seen: dict[str, dict[str, Any]] = {}
    names = _party_names(built)
    blocks = [_evidence(built, figure, names, seen) for figure in built.own()]
    return [head, *blocks, *_received(built, seen)]


def write_rows(built: Built, figure: Figure, folder: Path) -> Path:
    """All rows of a figure as CSV, replaced in one step.

    Args:
        built: The built case.
        figure: The figure.
        folder: Where to.
    """
    file = folder / f"{anchor(figure.id)}.csv"
    part = file.with_name(f"{file.name}.part")
    # The mark at the start lets spreadsheets read Cyrillic.
    with part.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        for number, row in enumerate(_all_rows(built, figure)):
            if number == 0:
                writer.writerow(row)
            writer.writerow([safe_cell(cell) for cell in row.values()])
    part.replace(file)
    return file


def safe_cell(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula.

    Args:
        cell: The value.

    Examples:
        >>> safe_cell("=1+1"), safe_cell("-5.5"), safe_cell("- bolts"), safe_cell(None)
        ("'=1+1", '-5.5', "'- bolts", None)
    """
    if not isinstance(cell, str) or not cell.startswith(FORMULA):
        return cell
    return cell if _is_number(cell) else f"'{cell}"


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-").removeprefix("+")
    return digits.replace(".", "", 1).isdecimal() and digits.isascii()


def _all_rows(built: Built, figure: Figure) -> Iterator[dict[str, Any]]:
    sql = f"{WITH_TEXT.format(sql=figure.sql)} order by source_id, row"
    for start in range(0, figure.rows + figure.unclear_rows + PAGE, PAGE):
        page = built.engine.rows(f"{sql} limit {PAGE} offset {start}")
        yield from page
        if len(page) < PAGE:
            return


def _evidence(
    built: Built, figure: Figure, names: dict[str, str], seen: dict[str, dict[str, Any]]
) -> Evidence:
    rows = count_text(figure.rows, "row")
    unclear = (
        f", and {figure.unclear_rows:,} that may belong" if figure.unclear_rows else ""
    )
    return Evidence(
        figure=figure.id,
        label=figure.label,
        exact=f"{exact_text(figure.bounds)} in {rows}{unclear}",
        terms=_terms(figure),
        sql=figure.sql.strip(),
        largest=_largest(built, figure, seen),
        parts=_parts(built, figure, names),
    )


def _terms(figure: Figure) -> tuple[tuple[str, Line], ...]:
    file = f"evidence/{anchor(figure.id)}.csv"
    scope = "; ".join(f"{key}: {_plain(value)}" for key, value in figure.scope.items())
    terms: list[tuple[str, Line]] = [
        ("Bases", (figure.basis,)),
        ("Scope", (scope,)),
        (
            "Without a value",
            (f"{figure.unvalued_rows:,}" if figure.unvalued_rows else "",),
        ),
        (
            "Converted",
            (exact_usd(figure.converted_usd) if figure.converted_usd else "",),
        ),
        ("Rows digest", (Styled(text=figure.rows_digest, style="code"),)),
        (
            "All rows",
            (
                Link(text=file, to=file),
                " or ",
                Styled(text=f"madein why CASE {figure.id}", style="code"),
            ),
        ),
    ]
    return tuple((term, line) for term, line in terms if line != ("",))


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _largest(built: Built, figure: Figure, seen: dict[str, dict[str, Any]]) -> Table:
    order = "certain desc nulls last, usd desc nulls last, source_id, row"
    rows = built.engine.rows(
        f"{WITH_TEXT.format(sql=figure.sql)} order by {order} limit {LARGEST}"
    )
    for row in rows:
        seen.setdefault(_place(row), row)
    covered = sum((r["usd"] or Decimal(0) for r in rows if r["certain"]), Decimal(0))
    share = share_text(covered, figure.bounds.at_least)
    columns = (
        Column(text="Day", style="name"),
        Column(text="Goods as declared", style="wide"),
        Column(text="Origin"),
        Column(text="US dollars", style="number"),
        Column(text="Row", style="name"),
    )
    count = count_text(len(rows), "row")
    covers = "covers" if len(rows) == 1 else "cover"
    return Table(
        label=f"Largest rows of {figure.id}",
        columns=columns,
        rows=tuple(_largest_row(built, row) for row in rows),
        summary=f"The largest {count} {covers} {share} of the lower bound",
    )


def _largest_row(built: Built, row: dict[str, Any]) -> Row:
    usd = "no value" if row["usd"] is None else exact_usd(row["usd"])
    unclear = () if row["certain"] else (Styled(text="may belong", style="small"),)
    goods = visible(row["description"] or "not given")
    more = [f"HS {row['hs']}" if row["hs"] else "", visible(row["sender_name"] or "")]
    small = Styled(text=", ".join(filter(None, more)), style="small")
    place = _place(row)
    return Row(
        cells=(
            (day_words(row["registered"]) if row["registered"] else "no day",),
            (_cut(goods, 160), small),
            (country_text(row["origin"] or "unknown", built.names),),
            (usd, *unclear),
            (Link(text=_where(built, row), to=f"#{place}"),),
        )
    )


def _parts(built: Built, figure: Figure, names: dict[str, str]) -> Table | None:
    parts = built.parts(figure)
    if not parts:
        return None
    columns = (
        Column(text="Id", style="name"),
        Column(text="Part", style="wide"),
        Column(text="US dollars, exact", style="number"),
        Column(text="Rows", style="number"),
        Column(text="Rows digest", style="name"),
    )
    return Table(
        label=f"Parts of {figure.id}",
        columns=columns,
        rows=tuple(_part(built, part, names) for part in parts),
        tall=len(parts) > 14,
    )


def _part(built: Built, part: Figure, names: dict[str, str]) -> Row:
    name = names.get(part.cell) or country_text(part.cell, built.names)
    when = f", {quarter_text(part.period)}" if part.period else ""
    unclear = f" and {part.unclear_rows:,} unclear" if part.unclear_rows else ""
    return Row(
        cells=(
            (Styled(text=part.id, style="code"),),
            (f"{name}{when}",),
            (exact_text(part.bounds),),
            (f"{part.rows:,}{unclear}",),
            (Styled(text=part.rows_digest, style="code"),),
        ),
        anchor=anchor(part.id),
    )


def _received(built: Built, seen: dict[str, dict[str, Any]]) -> list[Block]:
    if not seen:
        return []
    lead = (
        "The rows named above with their cells as they stand in the file, joined. "
        "Characters that hide or turn others are written out, like ⟨202E⟩."
    )
    columns = (
        Column(text="Row", style="name"),
        Column(text="Cells as found", style="wide"),
    )
    places = list(built.sources)
    ordered = sorted(
        seen.items(),
        key=lambda item: (places.index(item[1]["source_id"]), item[1]["row"]),
    )
    rows = tuple(
        Row(
            cells=((_where(built, row),), (Styled(text=_raw(row), style="raw"),)),
            anchor=place,
        )
        for place, row in ordered
    )
    return [
        Head(anchor="rows-received", title="Rows as received", lead=(lead,), level=3),
        Table(label="Rows as received", columns=columns, rows=rows, tall=True),
    ]


def _raw(row: dict[str, Any]) -> str:
    text = row["original"]
    if text is None:
        return "The original cells are not held."
    shown = visible(text)
    if len(shown) <= MOST_RAW:
        return shown
    return f"{shown[:MOST_RAW]}… ({len(shown) - MOST_RAW:,} more characters in the CSV)"


def _where(built: Built, row: dict[str, Any]) -> str:
    source = built.sources.get(row["source_id"])
    name = source.name if source else row["source_id"]
    return f"{name}:{row['line']}" if row["line"] else f"{name}, row {row['row']}"


def _place(row: dict[str, Any]) -> str:
    return anchor(f"row-{row['source_id']}-{row['row']}")


def _party_names(built: Built) -> dict[str, str]:
    return {r["party_id"]: r["name"] for r in built.engine.rows("from party")}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
