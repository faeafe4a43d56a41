"""`madein show prices`: imports whose unit value lies far from those of their peers."""

from collections.abc import Iterable
from decimal import Decimal

from madein.analysis.unit_values.peers import peers_of
from madein.case.opened import Case
from madein.cli.output import note, print_json, print_table, synthetic_caveats
from madein.engine import Engine, Row
from madein.reference.countries import country_names
from madein.values import exact_usd, rows_words

TRIAGE = "Scores are triage, never findings."
CAVEATS = (
    TRIAGE,
    "Goods of one code differ: a unit value far from others may be a better product.",
)
SHOWN = 25  # outliers that are printed; JSON has all
_ROWS = """
select outlier.*, source.file, imports.description, imports.sender_name, imports.usd
from outlier join imports using (source_id, row) join source using (source_id)
order by greatest(times, case when times > 0 then 1 / times end) desc nulls last,
  outlier.source_id, outlier.row, per"""
_WORDS = {
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


def show_prices(engine: Engine, opened: Case, *, as_json: bool) -> None:
    """Print unit values far from their peers, and how many rows had no peers.

    Args:
        engine: An engine with the tables of the build.
        opened: The case.
        as_json: Whether as JSON.
    """
    rows, told = engine.rows(_ROWS), engine.rows("from priced")
    if as_json:
        found = [row | {"sql": peers_of(row)} for row in rows]
        synthetic = synthetic_caveats(synthetic=opened.file.synthetic)
        data = {"outliers": found, "answers": told}
        print_json("prices", data, [*synthetic, *CAVEATS])
        return
    names = country_names()
    print_table(
        [_line(row, names) for row in rows[:SHOWN]],
        ["unit value", "score", "US dollars"],
    )
    if len(rows) > SHOWN:
        note(f"{len(rows) - SHOWN:,} more: --json prints all")
    for line in _answers(told):
        note(line)
    for line in CAVEATS:
        note(line)


def _line(row: Row, names: dict[str, str]) -> Row:
    sure = "" if row["certain"] else " (may not belong)"
    score = row["rule"] if row["score"] is None else f"{row['score']:.1f}"
    return {
        "row": f"{row['file']}, row {row['row']}{sure}",
        "goods": row["description"] or "",
        "sender": row["sender_name"] or "",
        "US dollars": exact_usd(row["usd"]),
        "unit value": f"{_price(row['value'])} a {row['per']}",
        "against the median of its peers": f"{_times(row['times'])} {_price(row['middle'])}",
        "score": score,
        "its peers": f"{row['peers']:,} rows of {row['code']}, "
        f"{names.get(row['origin'], row['origin'])}, {row['year']}",
    }


def _times(times: Decimal) -> str:
    """How a unit value compares with a median, in words.

    Examples:
        >>> _times(Decimal("0.0828")), _times(Decimal("3.5012"))
        ('1/12.1 of', '3.5 times')
    """
    if times >= 1:
        return f"{times:,.1f} times"
    return f"1/{1 / times:,.1f} of" if times else "less than 1/10,000 of"


def _price(value: Decimal) -> str:
    """A unit value: cents, or three digits where it is smaller than one dollar."""
    return f"${value:,.2f}" if value >= 1 else f"${value:.3g}"


def _answers(told: Iterable[Row]) -> list[str]:
    """How many rows could be scored, by unit, and why others are silent."""
    found: dict[tuple[str, str], int] = {}
    for row in told:
        key = (row["per"], row["word"])
        found[key] = found.get(key, 0) + row["rows"]
    order = list(_WORDS)
    return [
        (f"US dollars a {per}: " if per else "") + f"{rows_words(count)} {_WORDS[word]}"
        for (per, word), count in sorted(
            found.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    ]
