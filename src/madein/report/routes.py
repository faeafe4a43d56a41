"""By which countries goods came: third countries, origin by dispatch, whole routes."""

from collections.abc import Callable
from decimal import Decimal

from madein.report.blocks import Block, Chart, Column, Head, Row, Table
from madein.report.built import Built
from madein.report.charts import Bar, pairs_chart
from madein.report.figure import Figure, natural
from madein.report.heat import Cell, heat_chart
from madein.report.pieces import number
from madein.report.scales import NARROW, WIDE
from madein.report.sourceline import source_line
from madein.report.wording import anchor, country_text

LEAD = (
    "Four countries stand in a declaration: where goods were produced, where they were "
    "dispatched from, where the contract partner is and where the sender is. Where they "
    "differ, goods came by a third country as declared."
)
HEAT_LEAD = (
    "US dollars, lower bounds, five largest of each. The more colour, the more a field holds. Select a "
    "field to see its evidence."
)
FOCUS_LEAD = (
    "US dollars, lower bounds; hatched is what may belong. The data table has the countries "
    "of the contract partner and of the sender as well."
)
MOST_ROUTES = 10
ROLES = {
    "by country of dispatch": "dispatched from",
    "by trading country": "contract partner in",
    "by country of the sender": "sent from",
}
DRAWN = ("by country of dispatch",)
LAST = ("other", "unknown")
WHOLE = "whole period"


def routes(built: Built) -> list[Block]:
    """Shares of third countries, origin by dispatch, focus countries, largest routes.

    Args:
        built: The built case.
    """
    figures = built.own("routes")
    if not figures:
        return []
    head = Head(anchor="routes", title="Routes", lead=(LEAD,), listed="Routes")
    return [
        head,
        _third([f for f in figures if not f.is_added_up]),
        *_heat(built, [f for f in figures if "origin, and country" in f.label]),
        *_focus(built, [f for f in figures if _role(f) and f.is_added_up]),
        *_largest(built, [f for f in figures if " by route" in f.label]),
    ]


def stretch(figure: Figure) -> str:
    """The stretch of a figure: `since 24 Feb 2022`, or `whole period`.

    Args:
        figure: The figure.
    """
    _, is_since, day = figure.label.rpartition(" since ")
    return f"since {day}" if is_since else WHOLE


def _third(figures: list[Figure]) -> Table:
    stretches = list(dict.fromkeys(map(stretch, figures)))
    labels = dict.fromkeys(f.label.partition(" since ")[0] for f in figures)
    rows = []
    for label in labels:
        mine = {
            stretch(f): f for f in figures if f.label.partition(" since ")[0] == label
        }
        rows.append(Row(cells=((label,), *(number(mine.get(s)) for s in stretches))))
    heads = (Column(text=s[:1].upper() + s[1:], style="number") for s in stretches)
    return Table(
        label="Shares by third countries",
        columns=(Column(text="What", style="wide"), *heads),
        rows=tuple(rows),
    )


def _heat(built: Built, figures: list[Figure]) -> list[Block]:
    blocks: list[Block] = []
    for figure in figures[:1]:
        parts = built.parts(figure)
        downs = _ranked(parts, _cell)
        acrosses = _ranked(parts, _period)
        cells = [
            Cell(
                down=downs.index(p.cell),
                across=acrosses.index(p.period),
                value=p.bounds.at_least,
                says=f"{_pair(built, p)}: {p.interval}",
                to=anchor(p.id),
            )
            for p in parts
            if p.bounds.at_least > 0
        ]
        names = [
            [country_text(code, built.names) for code in codes]
            for codes in (downs, acrosses)
        ]
        name = f"chart-{anchor(figure.id)}"
        chart = Chart(
            name=f"{name}-svg",
            label="Fields: value by country of origin and country of dispatch",
            wide=heat_chart(cells, names[0], names[1], WIDE),
            narrow=heat_chart(cells, names[0], _short(acrosses), NARROW),
            legend=(),
            source=source_line(built, figure, ()),
            values=_heat_table(built, parts, downs, acrosses),
        )
        title = "Countries of origin by countries of dispatch"
        head = Head(anchor=name, title=title, lead=(HEAT_LEAD,), level=3)
        blocks += [head, chart]
    return blocks


def _short(codes: list[str]) -> list[str]:
    """Headings where there is little room."""
    return ["n/d" if code == "unknown" else code for code in codes]


def _pair(built: Built, part: Figure) -> str:
    origin, dispatch = built.cell_name(part.cell), built.cell_name(part.period)
    return f"produced in {origin}, dispatched from {dispatch}"


def _ranked(parts: list[Figure], key: Callable[[Figure], str]) -> list[str]:
    """Countries by value, the largest first; the rest and the unknown last."""
    totals: dict[str, Decimal] = {}
    for part in parts:
        totals[key(part)] = totals.get(key(part), Decimal(0)) + part.bounds.at_least
    return sorted(
        totals, key=lambda c: (LAST.index(c) + 1 if c in LAST else 0, -totals[c], c)
    )


def _heat_table(
    built: Built, parts: list[Figure], downs: list[str], acrosses: list[str]
) -> Table:
    by_place = {(p.cell, p.period): p for p in parts}
    heads = (
        Column(text=country_text(across, built.names), style="number")
        for across in acrosses
    )
    rows = (
        Row(
            cells=(
                (country_text(down, built.names),),
                *(number(by_place.get((down, across))) for across in acrosses),
            )
        )
        for down in downs
    )
    return Table(
        label="Data table",
        columns=(Column(text="Origin, then dispatch", style="wide"), *heads),
        rows=tuple(rows),
        summary="Data table",
        notes=(("A dash: no row belongs to it.",),),
    )


def _role(figure: Figure) -> str:
    found = [role for role in ROLES if role in figure.label]
    return found[0] if found and " produced in " in figure.label else ""


def _focus(built: Built, figures: list[Figure]) -> list[Block]:
    blocks: list[Block] = []
    firsts = dict.fromkeys(f.label.partition(" by ")[0] for f in figures)
    for first in firsts:
        mine = [f for f in figures if f.label.partition(" by ")[0] == first]
        lines = [line for role in ROLES for line in _lines(built, mine, role)]
        drawn = [line for role in DRAWN for line in _lines(built, mine, role)]
        if not drawn:
            continue
        name = f"chart-{anchor(mine[0].id)}"
        rows = [(words, [_bar(words, part) for part in bars]) for words, bars in drawn]
        since = dict.fromkeys(stretch(f) for f in mine if stretch(f) != WHOLE)
        chart = Chart(
            name=f"{name}-svg",
            label=f"Bars: {first[0].lower()}{first[1:]} by country of dispatch",
            wide=pairs_chart(rows, WIDE),
            narrow=pairs_chart(rows, NARROW),
            legend=(
                ("mute", WHOLE),
                *(("ink", words) for words in since),
                ("unknown", "may belong"),
            ),
            source=source_line(built, mine[0], ()),
            values=_focus_table(lines),
        )
        title = f"{first}, by country of dispatch"
        head = Head(anchor=name, title=title, lead=(FOCUS_LEAD,), level=3)
        blocks += [head, chart]
    return blocks


def _lines(
    built: Built, figures: list[Figure], role: str
) -> list[tuple[str, list[Figure]]]:
    """Name and amounts of each country of one role, the largest first."""
    mine = [f for f in figures if _role(f) == role]
    parts = [p for f in mine for p in built.parts(f) if p.bounds.at_least > 0]
    return [
        (_country(built, ROLES[role], code), [p for p in parts if p.cell == code])
        for code in _ranked(parts, _cell)
    ]


def _country(built: Built, verb: str, code: str) -> str:
    if code in LAST:
        return f"{verb} {'other countries' if code == 'other' else 'a country unknown'}"
    return f"{verb} {built.cell_name(code)}"


def _bar(name: str, part: Figure) -> Bar:
    when = stretch(part)
    return Bar(
        key=when,
        name=name,
        value=part.bounds.at_least,
        most=part.bounds.at_most,
        fill="mute" if when == WHOLE else "ink",
        says=f"{name}, {when}: {part.interval}",
        to=anchor(part.id),
    )


def _focus_table(lines: list[tuple[str, list[Figure]]]) -> Table:
    rows = tuple(
        Row(cells=((name,), (stretch(part),), number(part), (f"{part.rows:,}",)))
        for name, parts in lines
        for part in parts
    )
    columns = (
        Column(text="Country", style="wide"),
        Column(text="Stretch"),
        Column(text="US dollars", style="number"),
        Column(text="Rows", style="number"),
    )
    return Table(label="Data table", columns=columns, rows=rows, summary="Data table")


def _largest(built: Built, figures: list[Figure]) -> list[Block]:
    columns = (
        Column(
            text="Produced in > dispatched from > partner in > sent from", style="wide"
        ),
        Column(text="US dollars", style="number"),
        Column(text="Rows", style="number"),
    )
    blocks: list[Block] = []
    for figure in figures:
        ranked = [p for p in built.parts(figure) if p.cell not in LAST]
        ranked.sort(key=lambda p: (-p.bounds.at_least, natural(p.id)))
        rows = tuple(
            Row(cells=((built.cell_name(p.cell),), number(p), (f"{p.rows:,}",)))
            for p in ranked[:MOST_ROUTES]
        )
        summary = f"The {len(rows)} largest routes, {stretch(figure)}"
        table = Table(label=summary, columns=columns, rows=rows, summary=summary)
        blocks += [table] if rows else []
    return blocks


def _cell(part: Figure) -> str:
    return part.cell


def _period(part: Figure) -> str:
    return part.period
