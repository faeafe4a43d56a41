"""What a bundle says, made from tables: the same tables give the same bytes.

Writing a bundle and checking one both come here, so that each file of a bundle can be
made again from its tables and compared.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from madein.case.store import PERSISTED
from madein.engine import Engine, Row
from madein.question import CaseFile
from madein.tables import CLAIM_RESULT, DECLARED, FIGURE

PAGE = 50_000  # rows of a file held in memory at once
MOST_TEXT = 50_000  # rows of a larger figure stand without their original text
FORMULA = ("=", "+", "-", "@", "\t", "\r")
EVIDENCE = (
    "source_id",
    "row",
    "certain",
    "usd",
    "usd_basis",
    "net_kg",
    "declaration",
    "item",
    "registered",
    "registered_month",
    "origin",
    "dispatch",
    "trading",
    "sender_country",
    "hs",
    "goods",
    "importer_name",
    "sender_name",
    "aside",
    "doubt",
)
OWN = (
    "certain",
    "usd",
    "usd_basis",
)  # what a figure may take otherwise than the imports
RAW_TEXT = (
    "raw_text"  # source_id, row, line, text: cells as found, of rows behind figures
)
# What a bundle says of declared rows that are no imports of the subject.
BARE = ("source_id", "row", "reason", "doubt")


@dataclass(frozen=True, kw_only=True)
class Page:
    """How the page of a case is drawn; it is drawn two floors above.

    Attributes:
        quoted: SQL for source_id and row of the rows that the page quotes.
        drawn: The text of the page.
    """

    quoted: Callable[[Engine], str]
    drawn: Callable[[Engine, CaseFile, str], str]


def write_contents(
    engine: Engine, case: CaseFile, edition: str, page: Page, folder: Path
) -> dict[str, str]:
    """Write `figures.csv`, `claims.csv`, `report.html` and the rows of each figure.

    Shape:
        The tables of a build in, with `raw_text`.

    Args:
        engine: The engine.
        case: What the case asks.
        edition: Which build of the case it is.
        page: How the page is drawn.
        folder: Where to.

    Returns:
        For each figure with rows of its own, the file that holds them.
    """
    found = engine.rows("from figure")
    evidence = evidence_files(found)
    (folder / "evidence").mkdir(parents=True)
    written: set[str] = set()
    for figure in found:
        file = evidence.get(figure["id"])
        if file is not None and file not in written:
            _write_csv(folder / file, _evidence(engine, figure))
            written.add(file)
    listed = ([*row.values(), evidence.get(row["id"])] for row in found)
    _write_csv(folder / "figures.csv", chain([[*FIGURE.names, "evidence"]], listed))
    claims = (row.values() for row in engine.rows("from claim_result"))
    _write_csv(folder / "claims.csv", chain([CLAIM_RESULT.names], claims))
    text = page.drawn(engine, case, edition)
    (folder / "report.html").write_text(text, encoding="utf-8", newline="\n")
    return evidence


def evidence_files(figures: Sequence[Row]) -> dict[str, str]:
    """For each figure with rows of its own, the file that holds them.

    Figures of the same rows share a file: a breakdown has those of what it divides.

    Args:
        figures: Rows of the table `figure`, in order.
    """
    first: dict[str, str] = {}
    for figure in figures:
        if figure["sql"] is not None:
            first.setdefault(figure["sql"], f"evidence/{_file_name(figure['id'])}.csv")
    return {
        figure["id"]: first[figure["sql"]]
        for figure in figures
        if figure["sql"] is not None
    }


def _file_name(figure_id: str) -> str:
    """A figure's id as a file name on any system; two ids never give the same one.

    Capital letters of ids of claims are marked where a system may not tell them apart.
    """
    plain = re.sub(r"[^\w.-]", lambda c: f"~{ord(c[0]):x}~", figure_id, flags=re.ASCII)
    return re.sub(r"^\.", "~2e~", plain)


def wanted_rows(engine: Engine, page: Page) -> str:
    """SQL for the rows whose original text goes into a bundle.

    Args:
        engine: The engine with the tables of a build.
        page: How the page is drawn.
    """
    engine.run("create table behind (source_id varchar, row bigint)")
    figures = engine.rows("from figure where sql is not null")
    # One after the other: hundreds of queries in one take more memory than there is.
    for sql in dict.fromkeys(row["sql"] for row in figures if _has_text(row)):
        engine.run(
            f"insert into behind select source_id, row from ({sql}) "
            "except select source_id, row from behind"
        )
    return f"from behind union {page.quoted(engine)}"


def _has_text(figure: Row) -> bool:
    """Whether the rows of a figure stand in the bundle with their original text."""
    return figure["rows"] + figure["unclear_rows"] <= MOST_TEXT


def write_tables(engine: Engine, folder: Path) -> None:
    """Write the tables that figures, claims and the page rest on.

    Of declared rows that are no imports of the subject, no more than which are set
    aside, and why.

    Args:
        engine: The engine with the tables of a build, and `raw_text`.
        folder: Where to.
    """
    folder.mkdir(parents=True)
    for name in PERSISTED:
        sql = declared_of_bundle() if name == "declared" else f'from "{name}"'
        engine.write(sql, folder / f"{name}.parquet")
    engine.write(
        f"from {RAW_TEXT} order by source_id, row", folder / f"{RAW_TEXT}.parquet"
    )


def declared_of_bundle() -> str:
    """SQL for the table `declared` as a bundle holds it."""
    cells = ", ".join(
        f'declared."{column.name}"'
        if column.name in BARE
        else f'case when is_import then declared."{column.name}" end as "{column.name}"'
        for column in DECLARED.columns
    )
    return f"""
select {cells} from declared
left join (select source_id, row, true as is_import from imports) using (source_id, row)
order by source_id, row"""


def _evidence(engine: Engine, figure: Row) -> Iterator[Iterable[object]]:
    """Headings and rows of the evidence of a figure, the largest first."""
    cells = ", ".join(
        f'{"rows" if name in OWN else "imports"}."{name}"' for name in EVIDENCE
    )
    text = "raw_text.text" if _has_text(figure) else "null"
    sql = f"""
select source.file, source.sheet, raw_text.line, {cells},
  {text} as original_text, corrections.corrected
from (select source_id, row, {", ".join(OWN)} from ({figure["sql"]})) as rows
join imports using (source_id, row)
join source using (source_id)
left join raw_text using (source_id, row)
left join (
  select source_id, row, string_agg(field || ': ' || was || ' -> '
    || coalesce(now, 'left out') || ' (' || reason || '; ' || provider || ')',
    ', ' order by field) as corrected
  from correction group by all) as corrections using (source_id, row)
order by rows.certain desc, rows.usd desc nulls last, source_id, row"""
    yield ["file", "sheet", "line", *EVIDENCE, "original_text", "corrected"]
    engine.run(f"create or replace table shown as {sql}")
    for start in range(0, engine.value("select count(*) from shown"), PAGE):
        page = engine.rows(f"from shown limit {PAGE} offset {start}")
        yield from (row.values() for row in page)


def _write_csv(file: Path, rows: Iterable[Iterable[object]]) -> None:
    """Rows as CSV; the mark at the start lets spreadsheets read Cyrillic."""
    with file.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> object:
    """A value as a cell that no spreadsheet takes for a formula."""
    match value:
        case list():
            return "; ".join(map(str, value))
        case str() if value.startswith(FORMULA):
            return f"'{value}"
        case _:
            return value


def read_csv(file: Path) -> Iterator[Mapping[str, str]]:
    """Rows of a CSV file as `write_contents` writes them, by their headings.

    Args:
        file: The file.
    """
    with file.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)
