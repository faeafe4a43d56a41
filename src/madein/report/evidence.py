"""Evidence per figure: exact numbers, query, digest, largest rows, rows as received."""

from datetime import date
from decimal import Decimal
from typing import Any

from madein.report.bases import clauses
from madein.report.blocks import (
    Block,
    Column,
    Evidence,
    Head,
    Line,
    Link,
    Row,
    Styled,
    Table,
    Tag,
)
from madein.report.built import TOLD_APART, Built
from madein.report.derived import Shown, derived_evidence, part_name, reply_terms
from madein.report.figure import Figure
from madein.report.replies import replies_to
from madein.report.rows_csv import LARGEST, has_file, with_text
from madein.report.wording import (
    anchor,
    count_text,
    country_text,
    month_text,
    share_text,
    visible,
)
from madein.scope import ROLE_WORDS, CountryRole
from madein.values import day_words, exact_usd

MOST_RAW = 1_200  # characters of a raw row on the page; the CSV has it whole

LEAD = (
    "Exact numbers, the query that lists the rows, and the largest rows of every "
    "figure. All rows are in the folder evidence beside this page."
)


def evidence(built: Built, named: set[str]) -> list[Block]:
    """What stands behind the figures of the page, then each row named, as received.

    Args:
        built: The built case.
        named: Ids of the figures that the page names.
    """
    head = Head(anchor="evidence", title="Evidence", lead=(LEAD,), listed="Evidence")
    heads = {built.head(built.figures[id_]).id for id_ in named}
    heads |= {f.id for f in built.added_up if f.measure not in TOLD_APART}
    shown = Shown(named=named | heads, replies=replies_to(built.engine))
    blocks = [
        (_evidence if figure.is_added_up else derived_evidence)(built, figure, shown)
        for figure in built.figures.values()
        if figure.id in heads
    ]
    return [head, *blocks, *_received(built, shown.rows)]


def _evidence(built: Built, figure: Figure, shown: Shown) -> Evidence:
    rows = count_text(figure.rows, "row")
    unclear = (
        f", and {figure.unclear_rows:,} that may belong" if figure.unclear_rows else ""
    )
    key = (figure.rows_digest, figure.sql)
    first = shown.figures.setdefault(key, figure.id)
    is_first = first == figure.id
    return Evidence(
        figure=figure.id,
        label=figure.label,
        exact=f"{figure.exact} in {rows}{unclear}",
        terms=(
            *_terms(built, figure, None if is_first else first),
            *reply_terms(figure, shown),
        ),
        sql=(figure.sql or "").strip(),
        largest=_largest(built, figure, shown.rows) if is_first else None,
        parts=_parts(built, figure),
    )


def _terms(
    built: Built, figure: Figure, same_as: str | None
) -> tuple[tuple[str, Line], ...]:
    file = f"evidence/{anchor(figure.id)}.csv"
    command = Styled(text=f"madein why CASE {figure.id}", style="code")
    terms: list[tuple[str, Line]] = [
        ("Rows that", (scope_words(built, figure),)),
        ("Bases", ("; ".join(clauses(figure.basis)),)),
        ("Caveats", (" ".join(figure.caveats),)),
    ]
    if figure.converted_usd:
        terms.append(("Converted", (exact_usd(figure.converted_usd),)))
    if figure.unvalued_rows:
        terms.append(("Without a value", (count_text(figure.unvalued_rows, "row"),)))
    digest = Styled(text=figure.rows_digest or "", style="code")
    terms.append(("Rows digest", (digest,)))
    if same_as is not None:
        terms.append(("Largest rows", ("the same as those of ", Tag(figure=same_as))))
    to_file: Line = (Link(text=file, to=file), " or ") if has_file(figure) else ()
    terms.append(("All rows", (*to_file, command)))
    return tuple((term, line) for term, line in terms if line != ("",))


def scope_words(built: Built, figure: Figure) -> str:
    """The scope of a figure in words.

    Args:
        built: The built case.
        figure: The figure.
    """
    said = [f"are imports of {built.case.subject.name}"]
    said += _conditions(built, figure, figure.scope)
    said.append("set aside" if figure.scope.get("aside") else "not set aside")
    return ", ".join(said)


def _conditions(built: Built, figure: Figure, scope: dict[str, Any]) -> list[str]:
    said = []
    for key, words in (("since", "registered from"), ("until", "registered to")):
        if key in scope:
            said.append(f"{words} {day_words(date.fromisoformat(scope[key]))}")
    if scope.get("countries"):
        places = [country_text(code, built.names) for code in scope["countries"]]
        said.append(f"{_verb(figure, scope)} {' or '.join(places)}")
    if scope.get("goods"):
        said.append(f"of the product group {scope['goods']}")
    if scope.get("hs"):
        said.append(f"whose code begins with {' or '.join(scope['hs'])}")
    if scope.get("makers"):
        said.append(f"whose maker's name has {' or '.join(scope['makers'])}")
    if scope.get("suppliers"):
        said.append(f"whose supplier's name is {' or '.join(scope['suppliers'])}")
    if scope.get("at_least_usd"):
        said.append(f"worth {exact_usd(Decimal(str(scope['at_least_usd'])))} or more")
    if scope.get("either"):
        each = [", ".join(_conditions(built, figure, one)) for one in scope["either"]]
        said.append(f"each row once that is {' or that is '.join(each)}")
    return said


def _verb(figure: Figure, scope: dict[str, Any]) -> str:
    """What is said of the countries of a scope, like `produced in`."""
    named = scope.get("role")
    return ROLE_WORDS[CountryRole(named)] if named in set(CountryRole) else figure.verb


def _largest(built: Built, figure: Figure, seen: dict[str, dict[str, Any]]) -> Table:
    order = "certain desc nulls last, usd desc nulls last, source_id, row"
    rows = built.engine.rows(f"{with_text(figure)} order by {order} limit {LARGEST}")
    for row in rows:
        seen.setdefault(_place(row), row)
    covered = sum((r["usd"] or Decimal(0) for r in rows if r["certain"]), Decimal(0))
    share = share_text(covered, figure.bounds.at_least)
    columns = (
        Column(text="Day", style="name"),
        Column(text="Goods as declared", style="wide"),
        Column(text="Origin"),
        Column(text="US dollars", style="number"),
        Column(text="Row", style="name"),
    )
    count = count_text(len(rows), "row")
    covers = "covers" if len(rows) == 1 else "cover"
    return Table(
        label=f"Largest rows of {figure.id}",
        columns=columns,
        rows=tuple(_largest_row(built, row) for row in rows),
        summary=f"The largest {count} {covers} {share} of the lower bound",
    )


def _largest_row(built: Built, row: dict[str, Any]) -> Row:
    usd = "no value" if row["usd"] is None else exact_usd(row["usd"])
    unclear = () if row["certain"] else (Styled(text="may belong", style="small"),)
    goods = visible(row["description"] or "not given")
    more = [f"HS {row['hs']}" if row["hs"] else "", visible(row["sender_name"] or "")]
    small = Styled(text=", ".join(filter(None, more)), style="small")
    place = _place(row)
    return Row(
        cells=(
            (_day(row),),
            (_cut(goods, 160), small),
            (country_text(row["origin"] or "unknown", built.names),),
            (usd, *unclear),
            (Link(text=_where(built, row), to=f"#{place}"),),
        )
    )


def _day(row: dict[str, Any]) -> str:
    """Day of registration, or the month where the day is not given."""
    month = row["registered_month"]
    if month is not None:
        return month_text(month)
    return day_words(row["registered"]) if row["registered"] else "no day"


def _parts(built: Built, figure: Figure) -> Table | None:
    parts = built.parts(figure)
    if not parts:
        return None
    columns = (
        Column(text="Id", style="name"),
        Column(text="Part", style="wide"),
        Column(text=f"{figure.unit.value}, exact", style="number"),
        Column(text="Rows", style="number"),
        Column(text="Rows digest", style="name"),
    )
    return Table(
        label=f"Parts of {figure.id}",
        columns=columns,
        rows=tuple(_part(built, part) for part in parts),
        tall=len(parts) > 14,
    )


def _part(built: Built, part: Figure) -> Row:
    unclear = f" and {part.unclear_rows:,} unclear" if part.unclear_rows else ""
    return Row(
        cells=(
            (Styled(text=part.id, style="code"),),
            (part_name(built, part),),
            (part.exact,),
            (f"{part.rows:,}{unclear}",),
            (Styled(text=part.rows_digest or "", style="code"),),
        ),
        anchor=anchor(part.id),
    )


def _received(built: Built, seen: dict[str, dict[str, Any]]) -> list[Block]:
    if not seen:
        return []
    lead = (
        "The rows named above with their cells as they stand in the file, joined. "
        "Characters that hide or turn others are written out, like ⟨202E⟩."
    )
    columns = (
        Column(text="Row", style="name"),
        Column(text="Cells as found", style="wide"),
    )
    places = list(built.sources)
    ordered = sorted(
        seen.items(),
        key=lambda item: (places.index(item[1]["source_id"]), item[1]["row"]),
    )
    rows = tuple(
        Row(
            cells=((_where(built, row),), (Styled(text=_raw(row), style="raw"),)),
            anchor=place,
        )
        for place, row in ordered
    )
    return [
        Head(anchor="rows-received", title="Rows as received", lead=(lead,), level=3),
        Table(label="Rows as received", columns=columns, rows=rows, tall=True),
    ]


def _raw(row: dict[str, Any]) -> str:
    text = row["original"]
    if text is None:
        return "The original cells are not held."
    shown = visible(text)
    if len(shown) <= MOST_RAW:
        return shown
    return f"{shown[:MOST_RAW]}… ({len(shown) - MOST_RAW:,} more characters in the CSV)"


def _where(built: Built, row: dict[str, Any]) -> str:
    source = built.sources.get(row["source_id"])
    name = source.name if source else row["source_id"]
    return f"{name}:{row['line']}" if row["line"] else f"{name}, row {row['row']}"


def _place(row: dict[str, Any]) -> str:
    return anchor(f"row-{row['source_id']}-{row['row']}")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
