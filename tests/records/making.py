"""Sources made of the rows that a test writes."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import get_args

from madein.records import stage
from madein.records.typed import Mapped
from madein.sources.intake import look_at, take_in
from madein.sources.layouts import Layout, Message, lay_over
from madein.sources.text.dialect import Told
from madein.tables import COUNTRY, RATE

DAY = "2021-06-30"
COLUMNS = (
    "record_id",
    "declaration",
    "item",
    "message",
    "version",
    "registered",
    "hs",
    "origin",
    "consignee_name",
    "consignee_tax_id",
    "sender_name",
    "net_kg",
    "statistical_usd",
    "customs_value",
    "customs_currency",
    "invoice_value",
    "invoice_currency",
)
LAYOUT = Layout(
    name="plain",
    vendor="Nobody",
    country="RU",
    fields={name: (name,) for name in COLUMNS},
    constants={"direction": "import", "customs_currency": "RUB"},
    messages={
        "": "original",
        "КДТ": "amended",
        "АННУЛ": "cancelled",
        **{word: word for word in get_args(Message)},
    },
)
RATES = {"USD": "1", "RUB": "0.0125", "EUR": "1.2"}


def item(declaration="A", number=1, **cells):
    """A declared item; every cell that a test does not name is the same."""
    usual = {"registered": DAY, "hs": "8708290000", "statistical_usd": "10"}
    return {"declaration": declaration, "item": number} | usual | cells


def text(*rows):
    """Rows as a file; a row is a dictionary, or its cells in order."""
    names = list(dict.fromkeys(n for row in rows if isinstance(row, dict) for n in row))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        is_cells = not isinstance(row, dict)
        writer.writerow(row if is_cells else [row.get(name, "") for name in names])
    return out.getvalue()


def mapped(folder, name, content, layout=LAYOUT):
    """One file, taken in."""
    file = folder / name
    file.write_text(content, encoding="utf-8", newline="")
    told = Told(encoding="utf-8", delimiter=";", header_line=1)
    dialect = look_at(file, (layout,), told).dialect
    columns = lay_over(dialect.headings, layout, name)
    taken = take_in(file, "", dialect, folder)
    return Mapped(
        file=name, sheet="", taken=taken, columns=columns, copy=folder / taken.name
    )


def make(engine, folder, *contents, layouts=None):
    """The tables of the floor from files a.csv, b.csv and so on, in that order."""
    layouts = layouts or [LAYOUT] * len(contents)
    sources = [
        mapped(folder, f"{'abcdef'[i]}.csv", content, layouts[i])
        for i, content in enumerate(contents)
    ]
    stage.make_records(engine, sources, folder)


def small_world(patch):
    """Put a few rates and countries in the place of the real ones."""
    patch.setattr(stage, "fill_rates", _fill_rates)
    patch.setattr(stage, "fill_countries", _fill_countries)


def _fill_rates(engine, currencies, since, until):
    day = date.fromisoformat(DAY)
    rows = [
        {
            "currency": code,
            "day": day,
            "usd": Decimal(RATES[code]),
            "rate_source": "a test",
            "rate_day": day,
        }
        for code in currencies
        if code in RATES
    ]
    engine.fill(RATE, rows)


def _fill_countries(engine):
    rows = [{"spelling": "KR", "code": "KR", "kind": "country"}]
    engine.fill(COUNTRY, rows)


FILES = "left join source using (source_id)"


def kept(engine):
    """Rows that count: file and row."""
    sql = f"select file, row from shipment {FILES} order by file, row"
    return [(row["file"][0], row["row"]) for row in engine.rows(sql)]


def aside(engine):
    """Rows set aside: file, row, reason, and the row that stands for it."""
    found = engine.rows(
        "select s.file, row, reason, k.file as kept, kept_row from duplicate d "
        "join source s using (source_id) "
        "left join source k on k.source_id = kept_source_id order by all"
    )
    return [
        (
            row["file"][0],
            row["row"],
            row["reason"],
            row["kept"] and (row["kept"][0], row["kept_row"]),
        )
        for row in found
    ]


def doubted(engine):
    """Rows in doubt: file, row, doubt, and the row that they may be a copy of."""
    found = engine.rows(
        "select s.file, row, doubt, k.file as kept, kept_row from declared d "
        "join source s using (source_id) "
        "left join source k on k.source_id = kept_source_id "
        "where doubt is not null order by all"
    )
    return [
        (
            row["file"][0],
            row["row"],
            row["doubt"],
            row["kept"] and (row["kept"][0], row["kept_row"]),
        )
        for row in found
    ]


def rejected(engine):
    """Rejects: file, row and reason."""
    sql = f"select file, row, reason from reject {FILES} order by file, row"
    return [(row["file"][0], row["row"], row["reason"]) for row in engine.rows(sql)]


def balance(engine):
    """The table `conservation` without its key."""
    sql = f"select conservation.* from conservation {FILES} order by file"
    return [list(row.values())[1:] for row in engine.rows(sql)]
