"""Limits and coverage: what is held, what is missing, what cannot be answered."""

from datetime import date
from typing import Any

from madein.report.blocks import (
    Block,
    Chart,
    Column,
    Head,
    Line,
    Lines,
    Row,
    Styled,
    Table,
)
from madein.report.breakdowns import silent_spans
from madein.report.built import Built, months_between
from madein.report.caveats import caveats
from madein.report.scales import NARROW, WIDE
from madein.report.timelines import coverage_chart
from madein.report.wording import count_text, month_text, share_text, visible

QUESTIONS = {  # field of a shipment: what a file without it cannot answer
    "declaration": "which rows belong to one declaration",
    "message": "whether a row was amended or cancelled",
    "registered": "when the goods were declared",
    "hs": "under which commodity code",
    "description": "what the goods are in words",
    "origin": "where the goods were produced",
    "dispatch": "from where the goods were sent",
    "trading": "where the contract partner is registered",
    "sender_country": "in which country the sender is",
    "consignee_name": "who the consignee is",
    "consignee_tax_id": "the consignee's tax id",
    "holder_name": "who held the contract",
    "sender_name": "who sent the goods",
    "maker_name": "who made the goods",
    "net_kg": "how much the goods weigh",
    "statistical_usd": "the statistical value",
    "customs_value": "the customs value",
    "invoice_value": "the invoice value",
}
CONSERVED = ("shipments", "duplicates", "rejects", "quarantined_rows", "blank_rows")
COUNTS = ("Rows", "Shipments", "Duplicates", "Rejects", "Unreadable", "Blank")
MOST_SAMPLES = 40


def limits(built: Built) -> list[Block]:
    """Rows accounted for, months held, fields held, caveats, and rows left out.

    Args:
        built: The built case.
    """
    return [
        Head(
            anchor="limits",
            title="Limits and coverage",
            lead=("What the figures rest on, and what they cannot say.",),
            listed="Limits",
        ),
        _told(built),
        *_coverage(built),
        *_conservation(built),
        *_fields(built),
        *_left_out(built),
    ]


def _told(built: Built) -> Lines:
    told = caveats(built)
    lines: list[Line] = [
        (Styled(text=f"{c} ", style="strong"), text) for c, text in told
    ]
    complete = built.case.complete
    if complete is not None:
        days = f"{month_text(complete.since)} to {month_text(complete.until)}"
        words = f"The records are vouched to be complete for {days}: {complete.because}"
        lines.append((words,))
    else:
        words = "Nobody vouches that the records are complete: upper bounds hold for the rows held, not for all imports."
        lines.append((words,))
    anchors = tuple(f"caveat-{code}" for code, _ in told)
    return Lines(lines=tuple(lines), listed=True, anchors=anchors)


def _coverage(built: Built) -> list[Block]:
    held = {s.name: built.month_rows.get(s.id, {}) for s in built.sources.values()}
    months = month_span(built)
    if not held or len(months) > 400:
        return []
    span = (months[0], months[-1])
    charts = [coverage_chart(held, span, months, f) for f in (WIDE, NARROW)]
    undated = built.engine.value(
        "select coalesce(sum(rows), 0)::bigint from month_coverage where month is null"
    )
    gaps = " ".join(f"{span.words}." for span in silent_spans(built))
    source = f"Rows are shipments and duplicates. {count_text(undated, 'row')} without a readable day. {gaps}"
    chart = Chart(
        name="coverage-svg",
        label="Grid: rows by month and file",
        wide=charts[0],
        narrow=charts[1],
        legend=(
            ("mute", "more than half of the fullest month of the file"),
            ("held2", "more than a tenth"),
            ("held1", "fewer"),
            ("no-records", "no rows"),
        ),
        source=(source.strip(),),
        values=_months_table(held, months),
    )
    title = "Months held, by file"
    return [Head(anchor="months", title=title, level=3), chart]


def _months_table(held: dict[str, Any], months: list[date]) -> Table:
    names = [Column(text=name, style="number") for name in held]
    rows = [
        Row(
            cells=(
                (month_text(month),),
                *((f"{rows.get(month, 0):,}",) for rows in held.values()),
            )
        )
        for month in months
    ]
    return Table(
        label="Data table",
        columns=(Column(text="Month", style="name"), *names),
        rows=tuple(rows),
        summary="Data table",
    )


def _conservation(built: Built) -> list[Block]:
    found = {r["source_id"]: r for r in built.engine.rows("from conservation")}
    rows = []
    for source in built.sources.values():
        row = found.get(source.id)
        if row is not None:
            numbers = [row["physical_rows"], *(row[name] for name in CONSERVED)]
            rows.append(_counts(source.name, numbers))
    if len(rows) > 1:
        names = ["physical_rows", *CONSERVED]
        sums = [sum(row[name] for row in found.values()) for name in names]
        rows.append(_counts("All files", sums))
    columns = [Column(text="File", style="wide")]
    columns += [Column(text=text, style="number") for text in COUNTS]
    lead = "Rows below the headings are shipments, duplicates, rejects, unreadable or blank; nothing is dropped."
    return [
        Head(anchor="rows", title="Every row accounted for", lead=(lead,), level=3),
        Table(label="Rows by file", columns=tuple(columns), rows=tuple(rows)),
    ]


def _counts(name: str, numbers: list[int]) -> Row:
    return Row(cells=((name,), *((f"{number:,}",) for number in numbers)))


def _fields(built: Built) -> list[Block]:
    found = {
        (r["field"], r["source_id"]): r
        for r in built.engine.rows("from field_coverage")
    }
    if not found:
        return []
    lines = []
    for source in built.sources.values():
        missing = [
            words
            for field, words in QUESTIONS.items()
            if not _is_held(found.get((field, source.id)))
        ]
        if missing:
            words = f" cannot answer {_listed(missing)}."
            lines.append((Styled(text=source.name, style="strong"), words))
    head = Head(anchor="fields", title="What the files cannot answer", level=3)
    blocks: list[Block] = [head]
    said = tuple(lines) or (("Every file has every field that is asked about.",),)
    return [*blocks, Lines(lines=said, listed=bool(lines)), _field_table(built, found)]


def _is_held(row: dict[str, Any] | None) -> bool:
    return row is not None and (row["heading"] is None or row["read"] > 0)


def _field_table(built: Built, found: dict[tuple[str, str], Any]) -> Table:
    fields = list(dict.fromkeys(field for field, _ in found))
    names = [Column(text=s.name, style="number") for s in built.sources.values()]
    rows = []
    for field in fields:
        cells: list[Line] = [(Styled(text=field, style="code"),)]
        cells += [
            (_field(found.get((field, source.id)), source.facts),)
            for source in built.sources.values()
        ]
        rows.append(Row(cells=tuple(cells)))
    return Table(
        label="Fields by file",
        columns=(Column(text="Field", style="name"), *names),
        rows=tuple(rows),
        summary="Share of rows in which each field could be read",
    )


def _field(row: dict[str, Any] | None, facts: dict[str, Any]) -> str:
    if row is None:
        return "no column"
    if row["heading"] is None:
        return "given by the layout"
    rows = facts["physical_rows"] - facts["blank_rows"] - facts["quarantined_rows"]
    return share_text(row["read"], rows)


def _left_out(built: Built) -> list[Block]:
    rejects = built.engine.rows("""
        select reason, source_id, reject.row as place, line, reject.text
        from reject left join raw_text using (source_id, row)
        order by reason, source_id, place
        """)
    unread = built.engine.rows("""
        select reason, source_id, line as place, line, text from quarantine
        order by reason, source_id, line
        """)
    if not rejects and not unread:
        return []
    rows = [
        *_reasons(built, rejects, "reject"),
        *_reasons(built, unread, "unreadable"),
    ]
    columns = (
        Column(text="Kind", style="name"),
        Column(text="Reason"),
        Column(text="Where"),
        Column(text="Text as found", style="wide"),
    )
    total = len(rejects) + len(unread)
    notes: tuple[Line, ...] = ()
    if total > len(rows):
        notes = ((f"The first {len(rows)} of {total:,}, by reason.",),)
    counts = _reason_counts([*rejects, *unread])
    return [
        Head(anchor="left-out", title="Rows that could not be used", level=3),
        Lines(lines=tuple(counts), listed=True),
        Table(
            label="Rows that could not be used",
            columns=columns,
            rows=tuple(rows),
            notes=notes,
            summary="The rows",
        ),
    ]


def _reason_counts(rows: list[dict[str, Any]]) -> list[Line]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["reason"]] = counts.get(row["reason"], 0) + 1
    return [
        (f"{reason}: {count_text(count, 'row')}",) for reason, count in counts.items()
    ]


def _reasons(built: Built, rows: list[dict[str, Any]], kind: str) -> list[Row]:
    found = []
    for row in rows[:MOST_SAMPLES]:
        source = built.sources.get(row["source_id"])
        name = source.name if source else row["source_id"]
        text = Styled(text=visible((row["text"] or "")[:300]), style="raw")
        where = (
            f"{name}:{row['line']}" if row["line"] else f"{name}, row {row['place']}"
        )
        found.append(Row(cells=((kind,), (row["reason"],), (where,), (text,))))
    return found


def _listed(things: list[str]) -> str:
    if len(things) == 1:
        return things[0]
    return f"{', '.join(things[:-1])} or {things[-1]}"


def month_span(built: Built) -> list[date]:
    """Months of the period and of all rows held.

    Args:
        built: The built case.
    """
    held = [month for rows in built.month_rows.values() for month in rows]
    ends = [built.case.period.since, built.case.period.until, *held]
    return months_between(min(ends), max(ends))
