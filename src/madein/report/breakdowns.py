"""The parts that draw a figure's parts: quarters, change, goods and suppliers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from madein.report.blocks import Block, Chart, Column, Head, Line, Ref, Row, Table
from madein.report.built import Built
from madein.report.charts import (
    Bar,
    Span,
    pairs_chart,
    quarters_chart,
    silence_words,
)
from madein.report.figure import Figure
from madein.report.scales import NARROW, WIDE
from madein.report.sourceline import source_line
from madein.report.wording import (
    anchor,
    count_text,
    country_text,
    exact_text,
    floor_text,
    is_quarter,
    quarter_text,
)
from madein.values import day_words

QUARTERS_LEAD = (
    "Lower bounds per quarter, US dollars, by day of registration. "
    "Select a bar to see its evidence."
)
NO_FIRM = {"other": "Other suppliers", "unknown": "Not determined"}
MOST_BARS = 12  # longer rankings are in the evidence, whole


def quarters(built: Built) -> list[Block]:
    """Value by quarter and country of origin, stacked.

    Args:
        built: The built case.
    """
    blocks: list[Block] = []
    for figure in built.own("quarters"):
        parts = built.parts(figure)
        order = _order(built, parts)
        parts.sort(key=lambda p: (order.index(p.cell), p.period))
        dated = [p for p in parts if is_quarter(p.period)]
        bars = [_bar(built, p, key=p.period) for p in dated if p.bounds.at_least > 0]
        if not bars:
            continue
        silent = silent_spans(built)
        period = (built.case.period.since, built.case.period.until)
        span = _axis([p.period for p in dated], period)
        charts = [
            quarters_chart(bars, span, built.case.events, silent, frame)
            for frame in (WIDE, NARROW)
        ]
        blocks += [
            Head(
                anchor=f"chart-{anchor(figure.id)}",
                title="Declared value by country of origin",
                lead=(QUARTERS_LEAD,),
                listed="By quarter" if not blocks else "",
            ),
            Chart(
                name=f"chart-{anchor(figure.id)}-svg",
                label="Stacked bars: value per quarter by country of origin",
                wide=charts[0],
                narrow=charts[1],
                legend=tuple(_legend(built, order)),
                source=source_line(built, figure, silent),
                values=_pivot(built, parts, order),
            ),
        ]
    return blocks


def change(built: Built) -> list[Block]:
    """Value by country of origin before and after each event.

    Args:
        built: The built case.
    """
    blocks: list[Block] = []
    for number, (event, figure) in enumerate(built.of_event("change")):
        parts = built.parts(figure)
        order = _order(built, parts)
        cells = _listed(order)
        rows = [
            (
                country_text(cell, built.names),
                [
                    _bar(
                        built, p, key=p.period, fill="mute" if when == "before" else ""
                    )
                    for when in ("before", "after")
                    for p in parts
                    if p.cell == cell and p.period == when
                ],
            )
            for cell in cells
        ]
        period = built.case.period
        lead = (
            f"US dollars, lower bounds. Before: {day_words(period.since)} to "
            f"{day_words(event.date - timedelta(days=1))}. After: {day_words(event.date)} to "
            f"{day_words(period.until)}, as far as records are held. The two stretches "
            "differ in length."
        )
        if len(cells) < len(order):
            lead = f"{lead} Not all {len(order)} are drawn; all are listed with the evidence."
        blocks += _ranked(
            built,
            figure,
            rows,
            title=f"Countries of origin before and after {day_words(event.date)}",
            lead=lead,
            listed="Before and after" if number == 0 else "",
            legend=(("mute", "before"), ("series", "after, in the country's colour")),
        )
    return blocks


def goods(built: Built) -> list[Block]:
    """Value by product group.

    Args:
        built: The built case.
    """
    blocks: list[Block] = []
    order = [group.name for group in built.case.goods]
    for figure in built.own("goods"):
        parts = built.parts(figure)
        parts.sort(key=lambda p: _goods_place(p, order))
        rows = _singles(parts, {"unknown": "Code cut or absent"})
        blocks += _ranked(
            built,
            figure,
            rows,
            title="Product groups",
            lead=(
                "US dollars, lower bounds, in the order of the case. A row belongs to "
                "the first group that fits."
            ),
            listed="Goods",
        )
    return blocks


def suppliers(built: Built) -> list[Block]:
    """Value by supplier, the largest first.

    Args:
        built: The built case.
    """
    blocks: list[Block] = []
    names = {r["party_id"]: r["name"] for r in built.engine.rows("from party")}
    names |= NO_FIRM
    for figure in built.own("suppliers"):
        parts = sorted(built.parts(figure), key=_by_value)
        rest = [p for p in parts if p.cell in NO_FIRM]
        firms = [p for p in parts if p.cell not in NO_FIRM]
        rows = _singles([*firms, *rest], names)
        lead = "US dollars, lower bounds, by name of the sender."
        if any(part.cell == "other" for part in rest):
            lead = f"{lead} The largest {len(firms)}; the rest are one bar."
        blocks += _ranked(
            built, figure, rows, title="Suppliers", lead=lead, listed="Suppliers"
        )
    return blocks


def silent_spans(built: Built) -> list[Span]:
    """Stretches of the period in which no file holds a row.

    Args:
        built: The built case.
    """
    period = (built.case.period.since, built.case.period.until)
    months = built.silent_months
    starts = [
        0,
        *(n for n, (a, b) in enumerate(pairwise(months), 1) if not _next(a, b)),
    ]
    spans = []
    for start, end in zip(starts, [*starts[1:], len(months)], strict=True):
        if start < end:
            span = Span(since=months[start], until=months[end - 1], words="")
            words = silence_words(span, period)
            spans.append(Span(since=span.since, until=span.until, words=words))
    return spans


def _next(first: date, second: date) -> bool:
    months = (second.year - first.year) * 12 + second.month - first.month
    return months == 1


def _order(built: Built, parts: Iterable[Figure]) -> list[str]:
    """Cells in the order of a stack: by colour, the unknown, then the uncoloured rest."""
    totals: dict[str, float] = {}
    for part in parts:
        totals[part.cell] = totals.get(part.cell, 0) + float(part.bounds.at_least)
    places = dict.fromkeys(built.colours, 0) | {"unknown": 1, "other": 3}
    colours = list(built.colours)
    return sorted(
        totals,
        key=lambda c: (
            places.get(c, 2),
            colours.index(c) if c in colours else 0,
            -totals[c],
            c,
        ),
    )


def _listed(order: Sequence[str]) -> list[str]:
    """Countries first, the largest of them; then what is unknown and the rest."""
    named = [cell for cell in order if cell not in {"unknown", "other"}]
    return [*named[:MOST_BARS], *(c for c in ("unknown", "other") if c in order)]


def _bar(built: Built, part: Figure, *, key: str, fill: str = "") -> Bar:
    name = country_text(part.cell, built.names)
    amount = floor_text(part.bounds.at_least)
    rows = count_text(part.rows, "row")
    return Bar(
        key=key,
        name=name,
        value=part.bounds.at_least,
        fill=fill or built.colour(part.cell),
        says=f"{name}, {quarter_text(key)}: {amount} in {rows}",
        to=anchor(part.id),
    )


def _singles(
    parts: Sequence[Figure], names: Mapping[str, str]
) -> list[tuple[str, list[Bar]]]:
    rows = []
    for part in parts:
        name = names.get(part.cell, part.cell)
        amount = floor_text(part.bounds.at_least)
        bar = Bar(
            key=part.cell,
            name=name,
            value=part.bounds.at_least,
            fill="unknown" if part.cell == "unknown" else "mute",
            says=f"{name}: {amount} in {count_text(part.rows, 'row')}",
            to=anchor(part.id),
        )
        rows.append((name, [bar]))
    return rows


def _ranked(
    built: Built,
    figure: Figure,
    rows: list[tuple[str, list[Bar]]],
    *,
    title: str,
    lead: str,
    listed: str,
    legend: tuple[tuple[str, str], ...] = (),
) -> list[Block]:
    if not rows:
        return []
    name = f"chart-{anchor(figure.id)}"
    plotted = {bar.to for _, bars in rows for bar in bars}
    parts = [p for p in built.parts(figure) if anchor(p.id) in plotted]
    chart = Chart(
        name=f"{name}-svg",
        label=f"Bars: {title[0].lower()}{title[1:]}",
        wide=pairs_chart(rows, WIDE),
        narrow=pairs_chart(rows, NARROW),
        legend=legend,
        source=source_line(built, figure, ()),
        values=_values(rows, {anchor(p.id): p for p in parts}),
    )
    return [Head(anchor=name, title=title, lead=(lead,), listed=listed), chart]


def _values(rows: list[tuple[str, list[Bar]]], parts: dict[str, Figure]) -> Table:
    """Every bar with its exact interval and its rows."""
    paired = any(len(bars) > 1 for _, bars in rows)
    columns = [Column(text="Name", style="wide")]
    columns += [Column(text="Stretch")] if paired else []
    columns += [Column(text=t, style="number") for t in ("US dollars, exact", "Rows")]
    lines = []
    for name, bars in rows:
        for bar in bars:
            part = parts[bar.to]
            number: Line = (Ref(text=exact_text(part.bounds), figure=part.id),)
            cells: list[Line] = [(name,), *([(bar.key,)] if paired else [])]
            lines.append(Row(cells=(*cells, number, (f"{part.rows:,}",))))
    return Table(
        label="Data table",
        columns=tuple(columns),
        rows=tuple(lines),
        summary="Data table",
    )


def _pivot(built: Built, parts: Sequence[Figure], order: Sequence[str]) -> Table:
    """Quarters down, countries across; every number opens its evidence."""
    by_place = {(p.period, p.cell): p for p in parts}
    names = [Column(text=country_text(c, built.names), style="number") for c in order]
    rows = []
    for quarter in sorted({p.period for p in parts}):
        words = quarter_text(quarter) if is_quarter(quarter) else "No day"
        cells: list[Line] = [(words,)]
        for cell in order:
            part = by_place.get((quarter, cell))
            text = part.interval if part else ""
            cells.append((Ref(text=text, figure=part.id),) if part else ("–",))
        rows.append(Row(cells=tuple(cells)))
    return Table(
        label="Data table",
        columns=(Column(text="Quarter", style="name"), *names),
        rows=tuple(rows),
        summary="Data table",
        notes=(("A dash: no part of this figure, because no row belongs to it.",),),
    )


def _legend(built: Built, order: Sequence[str]) -> list[tuple[str, str]]:
    named = [c for c in order if built.colour(c) != "c0"]
    legend = [(built.colour(c), country_text(c, built.names)) for c in named]
    rest = [c for c in order if c not in named]
    if rest:
        legend.append(("c0", country_text("other", built.names)))
    return legend


def _axis(found: Sequence[str], period: tuple[date, date]) -> tuple[date, date]:
    """First and last day of whole quarters that hold the period and all parts."""
    all_quarters = [*found, *(f"{d.year}Q{(d.month + 2) // 3}" for d in period)]
    first, last = min(all_quarters), max(all_quarters)
    since = date(int(first[:4]), int(first[-1]) * 3 - 2, 1)
    return since, date(int(last[:4]), int(last[-1]) * 3, 1)


def _by_value(part: Figure) -> tuple[Decimal, str]:
    return -part.bounds.at_least, part.id


def _goods_place(part: Figure, order: Sequence[str]) -> int:
    if part.cell in order:
        return order.index(part.cell)
    return len(order) + (1 if part.cell == "unknown" else 0)
