"""What a built case holds, read once for all parts of the page."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from madein.engine import Engine
from madein.question import CaseFile, Event
from madein.report.palette import OTHER, SERIES, UNKNOWN
from madein.scope import ROLE_WORDS, CountryRole
from madein.values import Bounds, bounds_text

FIGURE_COLUMNS = (
    "id, parent, measure, label, cell, period, scope, basis, sql, at_least, at_most, "
    "reason, rows, unclear_rows, unvalued_rows, converted_usd, rows_digest, caveats"
)
NONE_HELD = "not determinable"  # the word for a figure that no file can give
ROLE_HINTS = {
    CountryRole.DISPATCH: "dispatch",
    CountryRole.TRADING: "trading|contract",
    CountryRole.SENDER: "sender|sent by",
    CountryRole.ORIGIN: "origin|produced",
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One published number, as the table `figure` holds it.

    Attributes:
        id: Its id.
        parent: Figure it is a part of; None for a figure of its own.
        measure: Analysis that made it.
        label: What it says.
        cell: Value of the dimension it stands for; empty for a figure of its own.
        period: Quarter, before or after; empty for the whole period.
        scope: Its scope.
        basis: Country role, value, date and duplicates, in words.
        sql: Query that lists its rows.
        bounds: The interval, US dollars.
        reason: Code of why the records hold no such figure; None where they do.
        rows: Rows that certainly belong.
        unclear_rows: Rows that may belong.
        unvalued_rows: Rows without a value in dollars.
        converted_usd: Part of the lower bound that is converted.
        rows_digest: Digest over the ids of its rows.
        caveats: What a reader must be told with it.
    """

    id: str
    parent: str | None
    measure: str
    label: str
    cell: str
    period: str
    scope: dict[str, Any]
    basis: str
    sql: str
    bounds: Bounds
    reason: str | None
    rows: int
    unclear_rows: int
    unvalued_rows: int
    converted_usd: Decimal
    rows_digest: str
    caveats: tuple[str, ...]

    @property
    def role(self) -> CountryRole | None:
        """The country role it counts by; None where it names no country."""
        named = self.scope.get("role")
        if named in set(CountryRole):
            return CountryRole(named)
        found = [
            role
            for role, hint in ROLE_HINTS.items()
            if re.search(hint, f"{self.basis} {self.label}", re.IGNORECASE)
        ]
        return found[0] if found else None

    @property
    def interval(self) -> str:
        """The interval in words, or that there is none."""
        return bounds_text(self.bounds) if self.reason is None else NONE_HELD

    @property
    def verb(self) -> str:
        """What it says of its countries, like `produced in`."""
        return "tied to" if self.role is None else ROLE_WORDS[self.role]


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
        """Figures of their own.

        Args:
            measures: The measures wanted; none means all.
        """
        return [
            figure
            for figure in self.figures.values()
            if figure.parent is None and (not measures or figure.measure in measures)
        ]

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
        return [f for f in self.figures.values() if f.parent == parent.id]

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
        map(_figure, engine.rows(f"select {FIGURE_COLUMNS} from figure")),
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


def natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key by which F2 comes before F10.

    Args:
        name: Id of a figure.

    Examples:
        >>> sorted(["F10", "F2.b", "F2"], key=natural)
        ['F2', 'F2.b', 'F10']
    """
    pieces = re.findall(r"\d+|\D+", name)
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces]


def _figure(row: dict[str, Any]) -> Figure:
    bounds = Bounds(at_least=row.pop("at_least"), at_most=row.pop("at_most"))
    row["scope"] = json.loads(row["scope"] or "{}")
    row["caveats"] = tuple(row["caveats"] or ())
    for name in ("cell", "period", "basis"):
        row[name] = row[name] or ""
    return Figure(bounds=bounds, **row)


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
