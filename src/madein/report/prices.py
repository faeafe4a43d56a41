"""Imports whose unit value lies far from those of their peers: triage, never findings."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from madein.report.blocks import Block, Column, Head, Line, Row, Table
from madein.report.built import Built
from madein.report.pieces import small
from madein.report.wording import country_text, visible
from madein.values import exact_usd, rows_words

MOST_ROWS = 10  # on the page; `madein show CASE prices --json` has all
CAVEATS = (
    "Scores are triage, never findings.",
    "Goods of one code differ: a unit value far from others may be a better product.",
)
ROWS = """
select outlier.*, source.file, imports.description, imports.sender_name, imports.usd,
  imports.declaration, imports.item
from outlier join imports using (source_id, row) join source using (source_id)
order by greatest(times, 1 / greatest(times, 1e-12)) desc, outlier.source_id,
  outlier.row, per"""
WORDS = {
    "near": "near their peers",
    "far": "far from their peers",
    "peers alike": "not scorable: half of the peers have one and the same unit value",
    "no peers": "silent: fewer than ten rows to hold against",
    "no value": "silent: no value",
    "no weight or quantity": "silent: no weight and no quantity",
    "code cut": "silent: fewer than six digits of a code",
    "no origin": "silent: no country of origin",
    "no date": "silent: no year",
}
COLUMNS = (
    Column(text="Row", style="name"),
    Column(text="Goods as declared", style="wide"),
    Column(text="Unit value", style="number"),
    Column(text="Against the median of its peers", style="told"),
    Column(text="Score", style="number"),
)


def prices(built: Built) -> list[Block]:
    """The unit values furthest from their peers, and how many rows have none.

    Args:
        built: The built case.
    """
    rows, told = built.engine.rows(ROWS), built.engine.rows("from priced")
    if not told:
        return []
    head = Head(
        anchor="prices",
        title="Unit values far from those of their peers",
        lead=(" ".join(CAVEATS),),
        listed="Unit values",
    )
    rest = len(rows) - MOST_ROWS
    more: tuple[Line, ...] = ()
    if rest > 0:
        more = ((f"{rest:,} more: madein show CASE prices --json.",),)
    table = Table(
        label="Unit values far from those of their peers",
        columns=COLUMNS,
        rows=tuple(_row(built, row) for row in rows[:MOST_ROWS]),
        notes=more,
    )
    summary = "How many rows can be held against peers"
    answers = Table(
        label=summary,
        columns=(Column(text="Rows", style="wide"),),
        rows=tuple(Row(cells=((line,),)) for line in answer_lines(told)),
        summary=summary,
    )
    return [head, *([table] if rows else []), answers]


def times_text(times: Decimal) -> str:
    """How a unit value compares with a median, in words.

    Args:
        times: The one divided by the other.

    Examples:
        >>> times_text(Decimal("0.000050599605")), times_text(Decimal("3.5012"))
        ('1/19,763.0 of', '3.5 times')
    """
    if times >= 1:
        return f"{times:,.1f} times"
    return f"1/{1 / times:,.1f} of" if times else "less than 1/1,000,000,000,000 of"


def price_text(value: Decimal) -> str:
    """A unit value: cents, or three digits where it is smaller than one dollar.

    Args:
        value: US dollars.
    """
    return f"${value:,.2f}" if value >= 1 else f"${value:.3g}"


def score_text(row: Mapping[str, Any]) -> str:
    """A score, or the rule that calls a row far where its peers allow no score.

    Args:
        row: A row of the table `outlier`.
    """
    return str(row["rule"]) if row["score"] is None else f"{row['score']:.1f}"


def peers_text(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The peers of a row in words.

    Args:
        row: A row of the table `outlier`.
        names: Country code to English name.
    """
    origin = country_text(row["origin"], names)
    return f"{row['peers']:,} rows of {row['code']}, {origin}, {row['year']}"


def answer_lines(told: Iterable[Mapping[str, Any]]) -> list[str]:
    """How many rows could be scored, by unit, and why others are silent.

    Args:
        told: Rows of the table `priced`.
    """
    found: dict[tuple[str, str], int] = {}
    for row in told:
        key = (row["per"], row["word"])
        found[key] = found.get(key, 0) + row["rows"]
    order = list(WORDS)
    return [
        (f"US dollars a {per}: " if per else "") + f"{rows_words(count)} {WORDS[word]}"
        for (per, word), count in sorted(
            found.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    ]


def _row(built: Built, row: Mapping[str, Any]) -> Row:
    source = built.sources.get(row["source_id"])
    place = f"{source.name if source else row['file']}, row {row['row']}"
    sure = () if row["certain"] else (small("may not belong"),)
    goods = visible(row["description"] or "not given")
    sender = visible(row["sender_name"] or "")
    against = f"{times_text(row['times'])} {price_text(row['middle'])}"
    usd = "no value" if row["usd"] is None else exact_usd(row["usd"])
    return Row(
        cells=(
            (place, *sure),
            (goods[:160], small(", ".join(filter(None, (sender, usd))))),
            (f"{price_text(row['value'])} a {visible(row['per'])}",),
            (against, small(peers_text(row, built.names))),
            (score_text(row),),
        )
    )
