"""Vendor layouts: which column of a file holds which field."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args
from zoneinfo import ZoneInfo

from madein.documents import read_document
from madein.errors import CaseError, Fault
from madein.reference.countries import country_names
from madein.tables import SHIPMENT

MADE_HERE = {"source_id", "row", "registered_month", "hs_edition"}
FIELDS = (
    *(
        name
        for name in SHIPMENT.names[: SHIPMENT.names.index("invoice_currency") + 1]
        if name not in MADE_HERE
    ),
    "record_id",  # the vendor's own number of a row; the ledger alone reads it
)
UNITS = ("net_unit",)  # the unit of net_kg, which has no column of its own
CONSTANTS = (
    *("direction", "customs_currency", "invoice_currency", "unit", "message"),
    *UNITS,
)
FACTORED = tuple(
    column.name
    for column in SHIPMENT.columns
    if column.name in FIELDS and column.type.startswith("DECIMAL")
)
Message = Literal[
    "original",
    "addition",
    "amended",
    "change",
    "replacement",
    "deletion",
    "cancelled",
    "refused",
    "confirmation",
    "duplicate",
    "status",
]
DateOrder = Literal[
    "dd.mm.yyyy",
    "dd/mm/yyyy",
    "dd-mm-yyyy",
    "mm/dd/yyyy",
    "mm-dd-yyyy",
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "yyyy.mm.dd",
    "yyyymmdd",
    "ddmmyyyy",
    "dd.mm.yy",
    "dd/mm/yy",
    "mm/dd/yy",
    "ddmmyy",
    "dd-mon-yyyy",
    "dd-mon-yy",
    "excel",
    # known to the month
    "yyyy-mm",
    "mm/yyyy",
    "yyyymm",
    "yymm",
    "mon yyyy",
]
WORDS = {"direction": ("import", "export"), "message": get_args(Message)}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How one vendor lays out a file.

    Attributes:
        name: What `case.yml` refers to.
        vendor: Who makes such files.
        country: Country of the declarations.
        source: Where the meaning of the columns is documented.
        fields: Headings that hold each field.
        constants: Values that hold for every row.
        dates: Orders of day, month and year that occur.
        zone: Zone of the declarations, like Asia/Kolkata, where the vendor writes
            their days as moments in UTC.
        hs_digits: Length of the commodity codes, where the vendor writes them as
            numbers, without the zero in front.
        countries: ISO codes by the vendor's own codes of countries.
        decimal: Decimal sign.
        grouping: Sign between groups of three digits; empty where the vendor's
            numbers do not settle it.
        factors: What a number has to be multiplied by, for each field that the vendor
            writes in thousands or millions.
        messages: Words of the column `message`, and what they mean.
        total_of_declaration: Headings whose value repeats on every row of a
            declaration.
        unused: Headings that are known and not needed.
        headings: All headings in order, where the vendor's files come without them.
        aggregated: What each row adds up, where rows are no shipments: such files are
            refused as shipments.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: str
    vendor: str
    country: str
    source: str = ""
    fields: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[DateOrder, ...] = ("yyyy-mm-dd",)
    zone: str = ""
    hs_digits: Literal[0, 4, 6, 8, 10, 12] = 0
    countries: Mapping[str, str] = field(default_factory=dict)
    decimal: Literal[",", "."] = "."
    grouping: Literal["", ",", "."] = ""
    factors: Mapping[str, int] = field(default_factory=dict)
    messages: Mapping[str, Message] = field(default_factory=dict)
    total_of_declaration: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    aggregated: str = ""


@dataclass(frozen=True, kw_only=True)
class ColumnMap:
    """A layout laid over the headings of one file.

    Attributes:
        layout: The layout.
        headings: The headings of the file, in order.
        columns: Position, from 0, of the column that holds each field.
        totals: Positions of columns that repeat a declaration's total.
        unused: Positions of columns that are not needed.
    """

    layout: Layout
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    totals: tuple[int, ...]
    unused: tuple[int, ...]

    def column(self, name: str) -> str | None:
        """Name of the raw column that holds a field; None where the file has none."""
        position = self.columns.get(name)
        return None if position is None else raw_column(position)


def raw_column(position: int) -> str:
    """Name of a column in the evidence copy.

    Args:
        position: Its position in the file, from 0.

    Examples:
        >>> raw_column(0)
        'c001'
    """
    return f"c{position + 1:03}"


@cache
def shipped_layouts() -> tuple[Layout, ...]:
    """The layouts that come with madein, by name."""
    return tuple(map(read_layout, _shipped_files()))


def _shipped_files() -> list[Path]:
    """Their files, each of the name of its layout."""
    folder = resources.files("madein.sources") / "layouts"
    files = sorted(Path(str(file)) for file in folder.iterdir())
    return [file for file in files if file.suffix == ".yml"]


def case_layouts(case_folder: Path) -> tuple[Layout, ...]:
    """The layouts of a case, then those that come with madein.

    Args:
        case_folder: The case; its own layouts lie in `layouts/`.
    """
    own = tuple(map(read_layout, sorted((case_folder / "layouts").glob("*.yml"))))
    names = {layout.name for layout in own}
    return own + tuple(lay for lay in shipped_layouts() if lay.name not in names)


def named_layout(case_folder: Path, name: str) -> Layout:
    """The layout of a name: of a case, or of those that come with madein.

    Args:
        case_folder: The case; its own layouts lie in `layouts/`.
        name: The name.

    Raises:
        CaseError: There is none of that name.
    """
    for layout in map(read_layout, sorted((case_folder / "layouts").glob("*.yml"))):
        if layout.name == name:
            return layout
    shipped = {file.stem: file for file in _shipped_files()}
    if name in shipped:
        return read_layout(shipped[name])
    known = ", ".join(layout.name for layout in case_layouts(case_folder))
    what, where = f"there is no layout '{name}'", str(case_folder / "case.yml")
    raise CaseError(Fault(what=what, where=where, fix=f"use one of: {known}"))


def read_layout(file: Path) -> Layout:
    """One layout.

    Args:
        file: Its YAML file.

    Raises:
        CaseError: The file does not fit, names a field that does not exist, or
            contradicts itself.
    """
    layout = read_document(file, Layout)
    faults = _contradictions(layout, str(file))
    wrong = [name for name in layout.fields if name not in FIELDS + UNITS]
    wrong += [name for name in layout.constants if name not in CONSTANTS]
    faults += [
        Fault(
            what=f"'{name}' is no field of a shipment",
            where=str(file),
            fix=f"use one of: {', '.join(FIELDS + UNITS)}",
        )
        for name in wrong
    ]
    if faults:
        raise CaseError(*faults)
    return layout


def _contradictions(layout: Layout, where: str) -> list[Fault]:
    faults = []
    listed = [h for headings in layout.fields.values() for h in headings]
    listed += [*layout.total_of_declaration, *layout.unused]
    plain = Counter(map(_plain, listed))
    for heading in dict.fromkeys(h for h in listed if plain[_plain(h)] > 1):
        fix = "leave it in the place that is right"
        faults.append(Fault(what=f"'{heading}' is listed twice", where=where, fix=fix))
    if layout.decimal == layout.grouping:
        sign = layout.decimal
        what = f"'{sign}' is the decimal sign and the sign between groups"
        fix = "remove `grouping`, unless the vendor's numbers show it"
        faults.append(Fault(what=what, where=where, fix=fix))
    faults += _unreadable(layout, where)
    for name, words in WORDS.items():
        word = layout.constants.get(name, words[0])
        if word not in words:
            what, fix = f"'{word}' is no {name}", f"use one of: {', '.join(words)}"
            faults.append(Fault(what=what, where=where, fix=fix))
    return faults


def _unreadable(layout: Layout, where: str) -> list[Fault]:
    """Settings of numbers, days and countries that nothing could be read by."""
    faults = []
    for name, factor in layout.factors.items():
        if name not in FACTORED or factor < 1:
            what = f"'{name}' is no number that can be multiplied by {factor}"
            fix = f"use a whole number, and one of: {', '.join(FACTORED)}"
            faults.append(Fault(what=what, where=where, fix=fix))
    if "net_kg" in layout.factors and "net_unit" in {*layout.fields, *layout.constants}:
        what = "net_kg has a factor and a unit"
        fix = "remove one: the unit is a factor, too"
        faults.append(Fault(what=what, where=where, fix=fix))
    if layout.zone and not _is_zone(layout.zone):
        what, fix = f"'{layout.zone}' is no zone", "write it like Asia/Kolkata"
        faults.append(Fault(what=what, where=where, fix=fix))
    for code in sorted(set(layout.countries.values()) - set(country_names())):
        what = f"'{code}' is no ISO code of a country"
        fix = "leave the vendor's code out if its country is not certain"
        faults.append(Fault(what=what, where=where, fix=fix))
    return faults


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # absent, absolute, or a folder of zones
        return False
    return True


def known_share(headings: Sequence[str], layout: Layout) -> float:
    """Share of headings that a layout knows, 0 to 1.

    Args:
        headings: Headings of a file.
        layout: The layout.
    """
    known = _meanings(layout)
    named = [heading for heading in headings if heading.strip()]
    hits = sum(1 for heading in named if _find(heading, known) is not None)
    return hits / len(named) if named else 0.0


def best_layout(headings: Sequence[str], layouts: Iterable[Layout]) -> Layout | None:
    """The layout that knows most of the headings; None where none knows a half.

    Args:
        headings: Headings of a file.
        layouts: The layouts to choose from; the first of equals wins.
    """
    scored = [(known_share(headings, layout), layout) for layout in layouts]
    share, layout = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return layout if share >= 0.5 else None


def lay_over(headings: Sequence[str], layout: Layout, where: str) -> ColumnMap:
    """A layout laid over the headings of a file.

    Args:
        headings: Headings of the file, in order.
        layout: The layout.
        where: The file and line, for messages.

    Raises:
        CaseError: A heading is not known to the layout, or two claim one field.
    """
    known = _meanings(layout)
    columns: dict[str, int] = {}
    totals, unused, faults = [], [], []
    for position, heading in enumerate(headings):
        meaning = _find(heading, known)
        if meaning is None and heading.strip():
            faults.append(_unknown(heading, layout, where))
        elif meaning == "total":
            totals.append(position)
        elif meaning in {"unused", None}:
            unused.append(position)
        elif meaning in columns:
            faults.append(
                _twice(meaning, headings, (columns[meaning], position), where)
            )
        else:
            columns[str(meaning)] = position
    if not {"declaration", "registered", "hs"} & set(columns) and not faults:
        faults.append(_no_item(layout, where))
    if faults:
        raise CaseError(*faults)
    return ColumnMap(
        layout=layout,
        headings=tuple(headings),
        columns=columns,
        totals=tuple(totals),
        unused=tuple(unused),
    )


def _meanings(layout: Layout) -> dict[str, str]:
    """What each known heading means, by its plain form."""
    meanings = {_plain(heading): "unused" for heading in layout.unused}
    meanings |= {_plain(heading): "total" for heading in layout.total_of_declaration}
    for name, headings in layout.fields.items():
        meanings |= {_plain(heading): name for heading in headings}
    return meanings


def _find(heading: str, known: Mapping[str, str]) -> str | None:
    return known.get(_plain(heading)) or known.get(
        _plain(heading.split("(", maxsplit=1)[0])
    )


def _plain(heading: str) -> str:
    return "".join(heading.replace("_", " ").casefold().split())


def _no_item(layout: Layout, where: str) -> Fault:
    return Fault(
        what=f"under the layout '{layout.name}' no column holds a declaration, a day or "
        "a commodity code: these rows are no shipments",
        where=where,
        fix="choose another layout with --layout, or another line of headings",
    )


def _unknown(heading: str, layout: Layout, where: str) -> Fault:
    return Fault(
        what=f"column '{heading}' is not in the layout '{layout.name}'",
        where=where,
        fix="map it, or list it under `unused`, in a copy of the layout in the "
        "folder layouts/ of the case",
    )


def _twice(
    name: str, headings: Sequence[str], positions: tuple[int, int], where: str
) -> Fault:
    first, second = (headings[position] for position in positions)
    return Fault(
        what=f"columns '{first}' and '{second}' both hold the field '{name}'",
        where=where,
        fix="list one of them under `unused` in a layout of the case",
    )
