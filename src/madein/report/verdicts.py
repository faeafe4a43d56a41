"""Words of the day with their shipments, what dates them, and the lists held."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from madein.analysis.exposure import asked_verdicts, exposure_label
from madein.report.blocks import (
    Block,
    Column,
    Line,
    Lines,
    Ref,
    Row,
    Styled,
    Table,
)
from madein.report.built import Built
from madein.report.wording import count_text, reason_text, visible
from madein.values import day_words
from madein.verdict import PartyWord

TESTS = {
    "direct": "the importer itself",
    "ownership": "its owners",
    "goods": "the goods",
}
CERTAIN = "member and counted and aside is null and doubt is null"
SUPPLIERS = 20
ON_A_LIST = (PartyWord.LISTED, PartyWord.LATER, PartyWord.FORMERLY)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question put to every shipment.

    Attributes:
        role: importer or goods.
        regime: US, EU, ...
        measure: What a listing does; of goods, the name of the list.
        test: direct, ownership or goods.
    """

    role: str
    regime: str
    measure: str
    test: str

    @property
    def label(self) -> str:
        """What its figures are called."""
        return exposure_label(asdict(self))


def asked(built: Built) -> list[Asked]:
    """The questions that were put to the importers and to the goods.

    Args:
        built: The built case.
    """
    return [Asked(**row) for row in asked_verdicts(built.engine)]


def words_table(built: Built, role: str) -> Table:
    """How many shipments came under each word.

    Args:
        built: The built case.
        role: importer or goods.
    """
    rows = built.engine.rows(
        f"""
        select regime, measure, test, word, reason, count(*) as shipments,
          min(lag_days) as least, max(lag_days) as most
        from exposed where role = $role and {CERTAIN}
        group by all order by regime, measure, test, shipments desc, word, reason""",
        {"role": role},
    )
    is_goods = role == "goods"
    columns = (
        Column(text="List of goods" if is_goods else "Under", style="wide"),
        Column(text="On the day"),
        Column(text="Shipments", style="number"),
    )
    return Table(
        label="Words for goods" if is_goods else "Words for parties",
        columns=columns,
        rows=tuple(_words_row(built, role, row) for row in rows),
    )


def _words_row(built: Built, role: str, row: dict[str, Any]) -> Row:
    question = Asked(
        role=role, **{name: row[name] for name in ("regime", "measure", "test")}
    )
    test = () if role == "goods" else (_small(TESTS[row["test"]]),)
    reason = (_small(reason_text(row["reason"])),) if row["reason"] else ()
    return Row(
        cells=(
            (f"{row['regime']}, {row['measure']}", *test),
            (_word(row), *reason),
            _opened(built, question, row),
        )
    )


def _small(text: str) -> Styled:
    return Styled(text=text, style="small")


def _word(row: dict[str, Any]) -> str:
    if row["least"] is None:
        return str(row["word"])
    if row["least"] == row["most"]:
        return f"{row['word']} ({row['least']:,} days)"
    return f"{row['word']} ({row['least']:,} to {row['most']:,} days)"


def _opened(built: Built, question: Asked, row: dict[str, Any]) -> Line:
    """How many shipments, as a number that opens the figure of their verdict."""
    count = f"{row['shipments']:,}"
    for figure in built.figures.values():
        is_asked = figure.measure == "exposure" and figure.label == question.label
        if is_asked and figure.parent is not None and figure.cell == row["word"]:
            return (Ref(text=count, figure=figure.id),)
    return (count,)


def dates_table(built: Built, entries: Sequence[dict[str, Any]]) -> list[Block]:
    """The listings that verdicts rest on: since when, and what says so.

    Args:
        built: The built case.
        entries: Their entries, as `list` and `entry`.
    """
    sql = "from listing where list = $list and entry = $entry order by measure, listed_from"
    seen = {(entry["list"], entry["entry"]): entry for entry in entries}
    found = [row for entry in seen.values() for row in built.engine.rows(sql, entry)]
    if not found:
        return []
    found.sort(key=lambda row: (row["listed_from"], row["name"], row["measure"]))
    columns = (
        Column(text="Listed party"),
        Column(text="Listed since, by"),
        Column(text="What that leaves open", style="wide"),
    )
    rows = tuple(
        Row(
            cells=(
                (
                    visible(row["name"]),
                    _small(f"{row['list']}, entry {row['entry']}: {row['measure']}"),
                ),
                (day_words(row["listed_from"]), _small(row["start_kind"])),
                (_open(row),),
            )
        )
        for row in found
    )
    return [Table(label="Listings and what dates them", columns=columns, rows=rows)]


def _open(row: dict[str, Any]) -> str:
    """The days on which a listing may or may not hold, and where dates disagree."""
    parts = []
    if row["maybe_from"] is None:
        parts.append("it is in the oldest copy held: listed on or before its day")
    elif row["maybe_from"] < row["listed_from"]:
        parts.append(f"listed on a day from {day_words(row['maybe_from'])} on")
    if row["listed_to"] is not None:
        parts.append(f"removed: no longer certain from {day_words(row['listed_to'])}")
    if row["note"]:
        parts.append(row["note"])
    return "; ".join(parts) or "nothing"


def suppliers_table(built: Built) -> list[Block]:
    """Suppliers that are, were or will be on a list.

    Args:
        built: The built case.
    """
    found = built.engine.rows(
        f"""
        select supplier, any_value(party.name) as firm, regime, measure,
          exposed.party as listed_as, word, count(*) as shipments
        from exposed join party on party_id = supplier
        where role = 'supplier' and {CERTAIN} and list_contains($words, word)
        group by all order by shipments desc, supplier, regime, measure, word""",
        {"words": [str(word) for word in ON_A_LIST]},
    )
    if not found:
        return []
    columns = (
        Column(text="Supplier"),
        Column(text="On the day"),
        Column(text="Shipments", style="number"),
    )
    rows = tuple(
        Row(
            cells=(
                (
                    visible(row["firm"]),
                    _small(f"listed as {visible(row['listed_as'] or '')}"),
                ),
                (row["word"], _small(f"{row['regime']}, {row['measure']}")),
                (f"{row['shipments']:,}",),
            )
        )
        for row in found[:SUPPLIERS]
    )
    rest = len(found) - SUPPLIERS
    notes: tuple[Line, ...] = (
        ((f"{count_text(rest, 'more line')}.",),) if rest > 0 else ()
    )
    return [
        Table(
            label="Suppliers on lists",
            columns=columns,
            rows=rows,
            notes=notes,
            summary=f"Suppliers on lists ({len({row['supplier'] for row in found})})",
        )
    ]


def copies_table(built: Built) -> Block:
    """The copies of lists that are held.

    Args:
        built: The built case.
    """
    rows = built.engine.rows("from list_snapshot order by list, day")
    if not rows:
        return Lines(lines=(("No copy of a list of parties is held.",),))
    columns = (
        Column(text="List", style="name"),
        Column(text="Day of the copy"),
        Column(text="File", style="wide"),
        Column(text="Entries", style="number"),
        Column(text="SHA-256", style="name"),
        Column(text="Publisher and terms"),
    )
    lines = [
        (
            r["list"],
            day_words(r["day"]),
            r["file"],
            f"{r['entries']:,}",
            r["sha256"][:16],
            "; ".join(filter(None, (r["publisher"], r["licence"]))) or "not told",
        )
        for r in rows
    ]
    return Table(
        label="Copies of lists",
        columns=columns,
        rows=tuple(Row(cells=tuple((cell,) for cell in line)) for line in lines),
        summary=f"Copies of lists held ({len(rows)})",
    )
