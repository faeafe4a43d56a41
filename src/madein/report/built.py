"""What a built case holds, read once for all parts of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from madein.engine import Engine
from madein.question import CaseFile, Event
from madein.report.figure import COLUMNS, Figure, natural, read_figure
from madein.report.palette import OTHER, SERIES, UNKNOWN
from madein.report.wording import cell_text

# Figures of these are told in parts of their own, and have evidence where one is named.
TOLD_APART = frozenset({"sensitivity", "newcomers", "routes"})


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file of records.

    Attributes:
        id: Its source id.
        file: Path inside the case folder.
        name: What the page calls it: the path, with the sheet where there is one.
        sha256: Digest of the whole file.
        layout: Name of the vendor layout.
        vendor: Who sold or gave it.
        header_line: Line of the headings.
        facts: Its row of the table `source`.
    """

    id: str
    file: str
    name: str
    sha256: str
    layout: str
    vendor: str
    header_line: int
    facts: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Built:
    """A built case, ready to be told.

    Attributes:
        engine: The engine with the tables of the case.
        case: What the case asks.
        edition: Which build of the case it is.
        names: Country code to English name.
        figures: All figures by id, in order.
        sources: All files of records by source id, in order.
    """

    engine: Engine
    case: CaseFile
    edition: str
    names: Mapping[str, str]
    figures: Mapping[str, Figure]
    sources: Mapping[str, Source]

    def own(self, *measures: str) -> list[Figure]:
        """Figures of their own, of some measures.

        Args:
            measures: The measures wanted.
        """
        return [f for f in self._heads if f.measure in measures]

    @property
    def added_up(self) -> list[Figure]:
        """Figures of their own that are added up from rows."""
        return [f for f in self._heads if f.is_added_up]

    @cached_property
    def _heads(self) -> list[Figure]:
        return [f for f in self.figures.values() if f.parent is None]

    @cached_property
    def _parts(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures.values():
            if figure.parent is not None:
                found.setdefault(figure.parent, []).append(figure)
        return found

    def head(self, figure: Figure) -> Figure:
        """The figure of its own that a figure is a part of, over any steps.

        Args:
            figure: The figure.
        """
        while figure.parent is not None:
            figure = self.figures[figure.parent]
        return figure

    def of_event(self, measure: str) -> list[tuple[Event, Figure]]:
        """Figures of a measure that has one per event, each with its event.

        Args:
            measure: The measure.
        """
        figures = self.own(measure)
        named = {figure.cell: figure for figure in figures}
        if any(event.name in named for event in self.case.events):
            return [(e, named[e.name]) for e in self.case.events if e.name in named]
        return list(zip(self.case.events, figures, strict=False))

    def parts(self, parent: Figure) -> list[Figure]:
        """The parts of a figure, in order.

        Args:
            parent: The figure.
        """
        return self._parts.get(parent.id, [])

    def part(self, parent: Figure, cell: str, period: str = "") -> Figure | None:
        """The part of a figure that stands for a cell; None where there is none.

        Args:
            parent: The figure.
            cell: Value of its dimension.
            period: Its period; empty for the whole.
        """
        found = [p for p in self.parts(parent) if (p.cell, p.period) == (cell, period)]
        return found[0] if found else None

    @cached_property
    def firms(self) -> dict[str, str]:
        """Party id to name."""
        return {r["party_id"]: r["name"] for r in self.engine.rows("from party")}

    def cell_name(self, cell: str) -> str:
        """A cell of a breakdown in words: countries and firms by their names.

        Args:
            cell: Its value, like `KR`, `P-0a6e832e5f` or `KR > CN`.
        """
        return cell_text(cell, {**self.firms, **self.names})

    @cached_property
    def colours(self) -> dict[str, str]:
        """Country code to its colour in every chart: the five with most value have one."""
        totals = _totals(self)
        ranked = sorted(totals, key=lambda code: (-totals[code], code))
        return dict(zip(ranked, SERIES, strict=False))

    def colour(self, code: str) -> str:
        """Name of the colour of a country.

        Args:
            code: ISO code, `other` or `unknown`.
        """
        return UNKNOWN if code == "unknown" else self.colours.get(code, OTHER)

    @cached_property
    def month_rows(self) -> dict[str, dict[date, int]]:
        """Rows by source and first day of the month; rows without a day are left out."""
        found: dict[str, dict[date, int]] = {source: {} for source in self.sources}
        sql = (
            "select source_id, month, rows from month_coverage where month is not null"
        )
        for row in self.engine.rows(sql):
            found.setdefault(row["source_id"], {})[row["month"]] = row["rows"]
        return found

    @cached_property
    def silent_months(self) -> list[date]:
        """Months of the period in which no source holds a row."""
        held = {
            month
            for months in self.month_rows.values()
            for month, rows in months.items()
            if rows
        }
        return [m for m in self.months if m not in held]

    @property
    def months(self) -> list[date]:
        """First days of the months of the period asked about."""
        return months_between(self.case.period.since, self.case.period.until)


def read_built(
    engine: Engine, case: CaseFile, edition: str, names: Mapping[str, str]
) -> Built:
    """A built case, ready to be told.

    Shape:
        `figure`, `source` and `month_coverage` in.

    Args:
        engine: The engine with the tables of the case.
        case: What the case asks.
        edition: Which build of the case it is.
        names: Country code to English name.
    """
    figures = sorted(
        map(read_figure, engine.rows(f"select {COLUMNS} from figure")),
        key=lambda figure: (not figure.id.startswith("F"), natural(figure.id)),
    )
    return Built(
        engine=engine,
        case=case,
        edition=edition,
        names=names,
        figures={figure.id: figure for figure in figures},
        sources={source.id: source for source in _sources(engine, case)},
    )


def months_between(since: date, until: date) -> list[date]:
    """First days of all months that hold a day of a stretch.

    Args:
        since: First day.
        until: Last day.

    Examples:
        >>> len(months_between(date(2018, 1, 15), date(2018, 3, 1)))
        3
    """
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    return [date(m // 12, m % 12 + 1, 1) for m in range(first, last + 1)]


def _sources(engine: Engine, case: CaseFile) -> list[Source]:
    order = {(s.file, s.sheet): place for place, s in enumerate(case.sources)}
    found = [
        Source(
            id=row["source_id"],
            file=row["file"],
            name=f"{row['file']}, {row['sheet']}" if row["sheet"] else row["file"],
            sha256=row["sha256"],
            layout=row["layout"],
            vendor=row["vendor"],
            header_line=row["header_line"],
            facts=row,
        )
        for row in engine.rows("select * from source")
    ]
    places = {s.id: order.get((s.file, s.facts["sheet"]), len(order)) for s in found}
    short = {s.id: s.name.removeprefix("files/") for s in found}
    if len(set(short.values())) == len(short):
        found = [replace(source, name=short[source.id]) for source in found]
    return sorted(found, key=lambda source: (places[source.id], source.name))


def _totals(built: Built) -> dict[str, Decimal]:
    """Value by country of origin, from the first breakdown that has it."""
    for measure in ("origins", "quarters", "change"):
        totals: dict[str, Decimal] = {}
        for parent in built.own(measure)[:1]:
            for part in built.parts(parent):
                if part.cell not in {"other", "unknown"}:
                    known = totals.get(part.cell, Decimal(0))
                    totals[part.cell] = known + part.bounds.at_least
        if totals:
            return totals
    return {}
