"""How concentrated the imports are, by country and by supplier, and what blocs hold."""

from collections.abc import Iterable

from madein.report.blocks import (
    Block,
    Chart,
    Column,
    Head,
    Line,
    Ref,
    Row,
    Table,
)
from madein.report.built import Built
from madein.report.charts import Bar, pairs_chart
from madein.report.figure import Figure
from madein.report.pieces import number, own_caveats, small, why_not
from madein.report.routes import WHOLE, stretch
from madein.report.scales import NARROW, WIDE
from madein.report.sourceline import source_line
from madein.report.wording import anchor
from madein.values import Unit, day_words

LEAD = (
    "Share of the largest, Herfindahl-Hirschman index (the sum of the squared shares: 1 is "
    "one alone) and effective number (as many equal ones would be as concentrated). Bounds "
    "hold for every way in which what is open may turn out. The European Commission calls "
    "an index above 0.4 concentrated."
)
BLOC_LEAD = (
    "Share of imports by country of origin, and where it is said by country of dispatch; "
    "hatched is what may belong. A country counts on the "
    "days on which it belonged to the bloc, so a bloc holds nothing before its first day. "
    "Blocs overlap: their shares do not add up."
)
EU_LEAD = (
    "Indicators of SWD(2021) 352, worked out for the imports of these records alone: a "
    "comparison, no finding about the European Union."
)
BLOCS = {
    "EU": "European Union",
    "G7": "Group of Seven",
    "coalition": "Export-control coalition",
    "unfriendly": "Russia's “unfriendly” list",
    "EAEU": "Eurasian Economic Union",
}
VERBS = {"produced": "", "dispatched": ", dispatched from"}


def dependence(built: Built) -> list[Block]:
    """Concentration, blocs and the indicators of the European Commission.

    Args:
        built: The built case.
    """
    blocks = [*_concentration(built), *_blocs(built), *_indicators(built)]
    if not blocks:
        return []
    head = Head(
        anchor="dependence",
        title="Dependence",
        lead=(LEAD,) if built.own("concentration") else (),
        listed="Dependence",
    )
    return [head, *blocks]


def _concentration(built: Built) -> list[Block]:
    figures = sorted(built.own("concentration"), key=_place)
    if not figures:
        return []
    periods = [("", "Whole period")]
    if built.case.events:
        day = day_words(built.case.events[0].date)
        periods += [("before", f"Before {day}"), ("after", f"Since {day}")]
    heads = tuple(Column(text=text, style="number") for _, text in periods)
    rows = tuple(
        _measured(built, figure, [key for key, _ in periods]) for figure in figures
    )
    table = Table(
        label="Concentration",
        columns=(Column(text="What", style="wide"), *heads),
        rows=rows,
    )
    return [table, *_by_year(built, figures)]


def _by_year(built: Built, figures: list[Figure]) -> list[Block]:
    years = sorted({k for f in figures for k in _keys(built, f) if k.isdecimal()})
    if not years:
        return []
    heads = tuple(Column(text=year, style="number") for year in years)
    return [
        Table(
            label="Concentration by year",
            columns=(Column(text="What", style="wide"), *heads),
            rows=tuple(_measured(built, figure, years) for figure in figures),
            summary="By year",
        )
    ]


def _keys(built: Built, figure: Figure) -> set[str]:
    """Periods of the parts: in the cell, or beside the cell that names the largest."""
    return {part.period or part.cell for part in built.parts(figure)}


def _measured(built: Built, figure: Figure, periods: Iterable[str]) -> Row:
    cells = [_of_period(built, figure, period) for period in periods]
    told = own_caveats(figure)
    what: Line = (_short(figure.label), *((small(told),) if told else ()))
    return Row(cells=(what, *cells))


def _place(figure: Figure) -> tuple[bool, int]:
    """Countries before suppliers; the share, the index, then the effective number."""
    order = (Unit.SHARE, Unit.INDEX, Unit.RATIO)
    return "by supplier" in figure.label, order.index(figure.unit)


def _short(label: str) -> str:
    """A label without the words that the lead says.

    Examples:
        >>> _short("Concentration by supplier: Herfindahl-Hirschman index")
        'Index by supplier'
        >>> _short(
        ...     "Effective number by supplier: as many equal ones are as concentrated"
        ... )
        'Effective number by supplier'
    """
    return label.partition(":")[0].replace("Concentration", "Index")


def _of_period(built: Built, figure: Figure, period: str) -> Line:
    """The interval of a period, and of a share whose it is."""
    parts = built.parts(figure)
    if figure.unit is not Unit.SHARE:
        found = [p for p in parts if p.cell == period] if period else [figure]
        return number(found[0]) if found else ("–",)
    named = [p for p in parts if p.period == period and p.cell != period]
    whole = [p for p in parts if p.cell == period and not p.period] if period else []
    found = named or whole or ([] if period else [figure])
    if not found:
        return ("–",)
    name = (small(built.cell_name(found[0].cell)),) if named else ()
    return (*number(found[0]), *name)


def _blocs(built: Built) -> list[Block]:
    figures = [f for f in built.own("foreign content") if built.parts(f)]
    lines = [line for verb in VERBS for line in _lines(built, figures, verb)]
    if not lines:
        return []
    since = [stretch(f) for f in figures if " since " in f.label][:1]
    name = f"chart-{anchor(figures[0].id)}"
    rows = [(words, list(map(_bar, parts))) for words, parts in lines]
    chart = Chart(
        name=f"{name}-svg",
        label="Bars: share of imports by bloc",
        wide=pairs_chart(rows, WIDE),
        narrow=pairs_chart(rows, NARROW),
        legend=(
            ("mute", WHOLE),
            *(("ink", words) for words in since),
            ("unknown", "may belong"),
        ),
        source=source_line(built, figures[0], ()),
        values=_bloc_table(lines),
    )
    text = "Share of imports by bloc of countries"
    return [Head(anchor=name, title=text, lead=(BLOC_LEAD,), level=3), chart]


def _lines(
    built: Built, figures: list[Figure], verb: str
) -> list[tuple[str, list[Figure]]]:
    """Name and shares of each bloc, by what a figure says of its countries."""
    mine = [f for f in figures if f" {verb} " in f.label]
    parts = [
        p
        for f in mine
        for p in built.parts(f)
        if not p.is_added_up and p.at_least is not None
    ]
    codes = dict.fromkeys([*BLOCS, *(p.cell for p in parts)])
    held = [(code, [p for p in parts if p.cell == code]) for code in codes]
    return [(f"{BLOCS.get(c, c)}{VERBS[verb]}", found) for c, found in held if found]


def _bar(part: Figure) -> Bar:
    when = stretch(part)
    name = f"{BLOCS.get(part.cell, part.cell)}, {when}"
    return Bar(
        key=when,
        name=name,
        value=part.bounds.at_least,
        most=part.bounds.at_most,
        text=part.interval,
        fill="mute" if when == WHOLE else "ink",
        says=f"{name}: {part.interval}",
        to=anchor(part.id),
    )


def _named(name: str, part: Figure) -> Line:
    told = own_caveats(part)
    return (name, small(told)) if told else (name,)


def _bloc_table(lines: list[tuple[str, list[Figure]]]) -> Table:
    rows = [
        Row(
            cells=(
                _named(name, part),
                (stretch(part),),
                number(part),
                (f"{part.rows:,}",),
            )
        )
        for name, parts in lines
        for part in parts
    ]
    return Table(
        label="Data table",
        columns=(
            Column(text="Bloc", style="wide"),
            Column(text="Stretch"),
            Column(text="Share", style="number"),
            Column(text="Rows", style="number"),
        ),
        rows=tuple(rows),
        summary="Data table",
    )


def _indicators(built: Built) -> list[Block]:
    figures = built.own("eu dependency")
    if not figures:
        return []
    rows = []
    for figure in figures:
        label, _, what = figure.label.partition(": ")
        what = what or (figure.formula or "")
        rows.append(_indicator((label, small(what)), figure))
        rows += [
            _indicator((small(f"of {part.cell}"),), part)
            for part in built.parts(figure)
            if not part.is_added_up
        ]
    head = Head(
        anchor="eu-indicators",
        title="Indicators of the European Commission",
        lead=(EU_LEAD,),
        level=3,
    )
    columns = (
        Column(text="Indicator", style="wide"),
        Column(text="Index", style="number"),
        Column(text="Held against 0.4", style="wide"),
        Column(text="Rows", style="number"),
    )
    return [head, Table(label="EU indicators", columns=columns, rows=tuple(rows))]


def _indicator(what: Line, figure: Figure) -> Row:
    told = [c for c in figure.caveats if "0.4" in c]
    if figure.reason is not None:
        said = why_not(figure)
    else:
        said = told[0] if told else "The interval holds 0.4: not determinable."
    amount: Line = (Ref(text=figure.interval, figure=figure.id),)
    return Row(cells=(what, amount, (said,), (f"{figure.rows:,}",)))
