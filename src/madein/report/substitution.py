"""Which origins fell and which rose after an event, code by code; weight and price apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from madein.report.blocks import Block, Column, Head, Line, Ref, Row, Styled, Table
from madein.report.built import Built
from madein.report.figure import Figure
from madein.report.pieces import number, own_caveats, small

UNKNOWN = "unknown"
MOST_CODES = 10
MOST_ORIGINS = 2  # that are named of those that fell, and of those that rose
LEAD = (
    "The largest six-digit codes of the year before, over the same days of both years. R is "
    "what rising origins gained by what falling ones lost; net weight and price of a "
    "kilogram stand beside it. Origins are named where the records leave no doubt that they "
    "fell or rose."
)
COLUMNS = (
    Column(text="Code", style="name"),
    Column(text="Largest falls, US dollars before → after", style="wide"),
    Column(text="Largest rises, US dollars before → after", style="wide"),
    Column(text="R", style="number"),
    Column(text="Weight, after / before", style="number"),
    Column(text="Price, after / before", style="number"),
)


@dataclass(frozen=True, kw_only=True)
class Sides:
    """One origin of one code, before and after.

    Attributes:
        origin: Country of origin.
        before: What came before; None for no row that is known to be of it.
        after: What came after; None likewise.
        open_before: What may be of it where no row is known to be; None for no limit.
        open_after: The same of what came after.
    """

    origin: str
    before: Figure | None
    after: Figure | None
    open_before: Decimal | None
    open_after: Decimal | None

    @property
    def rise(self) -> Decimal:
        """By how much it rose for certain; negative where it fell, 0 where neither is."""
        low, high = _ends(self.before, self.open_before)
        least, most = _ends(self.after, self.open_after)
        if high is not None and least > high:
            return least - high
        if most is not None and most < low:
            return most - low
        return Decimal(0)


def substitution(built: Built) -> list[Block]:
    """The largest codes with the origins that fell and rose, R, weight and price.

    Args:
        built: The built case.
    """
    blocks: list[Block] = []
    figures = built.own("substitution")
    weights = built.own("volume and price")
    for place, figure in enumerate(figures):
        label, _, which = figure.label.partition(": ")
        weight = weights[place] if place < len(weights) else None
        blocks.append(
            Head(
                anchor="substitution" if not place else f"substitution-{place + 1}",
                title="Origins that fell and rose, by code of goods",
                lead=(f"{LEAD} {which}.",),
                listed="Substitution" if not place else "",
            )
        )
        rows = [_row(built, figure, weight, code) for code in _codes(built, figure)]
        told = own_caveats(figure)
        rest = len([p for p in built.parts(figure) if not p.is_added_up]) - MOST_CODES
        more = f"{rest} more codes: madein show CASE substitution." if rest > 0 else ""
        notes = tuple((text,) for text in (told, more) if text)
        rows.append(_together(built, figure, weight))
        table = Table(label=label, columns=COLUMNS, rows=tuple(rows), notes=notes)
        blocks.append(table)
    return blocks


def _together(built: Built, figure: Figure, weight: Figure | None) -> Row:
    what: Line = (Styled(text="All together", style="strong"),)
    price = built.part(weight, "", "price") if weight else None
    return Row(
        cells=(what, ("",), ("",), number(figure), number(weight), number(price))
    )


def _row(built: Built, figure: Figure, weight: Figure | None, code: str) -> Row:
    sides = _sides(built, figure, code)
    falls = sorted((s for s in sides if s.rise < 0), key=lambda s: (s.rise, s.origin))
    rises = sorted((s for s in sides if s.rise > 0), key=lambda s: (-s.rise, s.origin))
    kg = built.part(weight, code) if weight else None
    price = built.part(weight, code, "price") if weight else None
    return Row(
        cells=(
            (code,),
            _named(built, falls),
            _named(built, rises),
            number(built.part(figure, code)),
            number(kg),
            number(price),
        )
    )


def _named(built: Built, sides: Iterable[Sides]) -> Line:
    line: list[str | Ref | Styled] = []
    sides = list(sides)
    for one in sides[:MOST_ORIGINS]:
        line += ["; "] if line else []
        line += [f"{built.cell_name(one.origin)} ", _amount(one.before), " → "]
        line.append(_amount(one.after))
    if len(sides) > MOST_ORIGINS:
        line.append(small(f"and {len(sides) - MOST_ORIGINS} more"))
    return tuple(line) or ("none for certain",)


def _amount(figure: Figure | None) -> str | Ref:
    if figure is None:
        return "none known"
    return Ref(text=figure.interval, figure=figure.id)


def _codes(built: Built, figure: Figure) -> list[str]:
    """Codes with most value before the event, the largest first."""
    codes = [p.cell for p in built.parts(figure) if not (p.is_added_up or p.period)]
    worth = {code: _before(built, figure, code) for code in codes}
    return sorted(codes, key=lambda code: (-worth[code], code))[:MOST_CODES]


def _before(built: Built, figure: Figure, code: str) -> Decimal:
    cells = [cell for cell in _cells(built, figure) if cell.period == "before"]
    mine = (cell for cell in cells if _place(cell)[0] == code)
    return sum((cell.bounds.at_least for cell in mine), Decimal(0))


def _sides(built: Built, figure: Figure, code: str) -> list[Sides]:
    """Origins of a code, with what came of each."""
    cells = _cells(built, figure)
    found = {_place(cell): cell for cell in cells}
    origins = dict.fromkeys(_place(cell)[1] for cell in cells)
    return [
        Sides(
            origin=origin,
            before=found.get((code, origin, "before")),
            after=found.get((code, origin, "after")),
            open_before=_open(cells, (code, origin, "before")),
            open_after=_open(cells, (code, origin, "after")),
        )
        for origin in origins
        if origin != UNKNOWN
        and any((code, origin, side) in found for side in ("before", "after"))
    ]


def _cells(built: Built, figure: Figure) -> list[Figure]:
    amounts = [part for part in built.parts(figure) if part.is_added_up]
    return [cell for amount in amounts for cell in built.parts(amount)]


def _place(cell: Figure) -> tuple[str, str, str]:
    """Code, origin and side of a cell."""
    goods, _, origin = cell.cell.rpartition(", ")
    return goods, origin, cell.period


def _open(cells: Iterable[Figure], place: tuple[str, str, str]) -> Decimal | None:
    """What may be of a place because code, origin or side of it are not known.

    Upper bounds are added, so it is rather too much than too little.
    """
    total = Decimal(0)
    for cell in cells:
        named = _place(cell)
        may_be = all(a in {b, UNKNOWN} for a, b in zip(named, place, strict=True))
        if named != place and may_be:
            if cell.at_most is None:
                return None
            total += cell.at_most
    return total


def _ends(
    figure: Figure | None, open_: Decimal | None
) -> tuple[Decimal, Decimal | None]:
    """Least and most of an amount; where no row is known, what may be of it."""
    if figure is None:
        return Decimal(0), open_
    return figure.bounds.at_least, figure.bounds.at_most
