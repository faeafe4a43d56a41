"""The report on disk: one page, and the rows of each figure beside it."""

from pathlib import Path

from madein.engine import Engine
from madein.question import CaseFile
from madein.report.compose import compose
from madein.report.html import page
from madein.report.rows_csv import write_all_rows


def write_report(engine: Engine, case: CaseFile, folder: Path, *, edition: str) -> Path:
    """Write `report.html` and `evidence/<figure>.csv`, each replaced in one step.

    Shape:
        The tables of a built case in, with `raw_text(source_id, row, line, text)`.

    Args:
        engine: The engine with the tables of the case.
        case: What the case asks.
        folder: Where to; made if it is absent.
        edition: Which build of the case it is.
    """
    from madein.reference.countries import country_names

    report, built = compose(engine, case, edition, country_names())
    write_all_rows(built, folder / "evidence")
    file = folder / "report.html"
    part = file.with_name(f"{file.name}.part")
    part.write_text(page(report), encoding="utf-8")
    part.replace(file)
    return file
