"""The sanctions timeline: shipments beside listings, in dated words."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    Table,
    Tag,
)
from madein.report.breakdowns import silent_spans
from madein.report.built import Built
from madein.report.scales import NARROW, WIDE
from madein.report.timelines import Lane, Stretch, Tick, lanes_chart
from madein.report.wording import count_text, month_text, reason_text
from madein.values import day_words

TESTS = {"direct": "the importer itself", "ownership": "its owners"}
FILLS = {  # word of a verdict: colour of its shipments, from the foot of the stack
    "listed on that date": "ink",
    "owned at or above threshold": "ink",
    "formerly listed": "held2",
    "listed later": "mute",
    "not listed": "held2",
    "not determinable": "unknown",
}
ORDER = list(FILLS)
LEAD = (
    "Shipments per month by the word that held on the day of registration, and the "
    "listings of the parties concerned. A listing is dated by the copies of the list "
    "that are held: hatched is the time that no copy decides, between the last copy without the party and "
    "the first copy with it, or after the last copy held. Not a legal opinion, and nothing about goods."
)


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """The shipments of one regime and test.

    Attributes:
        regime: US, EU, ...
        test: direct or ownership.
        words: Counts by word and reason.
        months: Counts by month and word.
        parties: Names of the parties that verdicts speak of.
    """

    regime: str
    test: str
    words: tuple[dict[str, Any], ...]
    months: tuple[dict[str, Any], ...]
    parties: frozenset[str]


def sanctions(built: Built) -> list[Block]:
    """Lanes per regime and test, and the words with their counts.

    Shape:
        `verdict`, `listing` and `list_snapshot` in.

    Args:
        built: The built case.
    """
    exposures = _exposures(built)
    if not exposures:
        return []
    head = Head(
        anchor="sanctions",
        title="Shipments and listings of parties",
        lead=(LEAD,),
        listed="Sanctions timeline",
    )
    return [head, _chart(built, exposures), _summary(built, exposures), _copies(built)]


def _exposures(built: Built) -> list[Exposure]:
    pairs = "select distinct regime, test from verdict order by regime, test"
    return [_exposure(built, row) for row in built.engine.rows(pairs)]


def _exposure(built: Built, pair: dict[str, Any]) -> Exposure:
    words = """
        select word, reason, count(*) as shipments,
               min(lag_days) as least, max(lag_days) as most
        from verdict join imports using (source_id, row)
        where regime = $regime and test = $test and aside is null and doubt is null
        group by all order by shipments desc, word, reason
        """
    months = """
        select date_trunc('month', coalesce(registered, registered_month))::date as month,
          word, count(*) as shipments
        from verdict join imports using (source_id, row)
        where regime = $regime and test = $test and aside is null and doubt is null
          and month is not null
        group by all order by month
        """
    parties = """
        select distinct party from verdict
        where regime = $regime and test = $test and party is not null
        """
    return Exposure(
        regime=pair["regime"],
        test=pair["test"],
        words=tuple(built.engine.rows(words, pair)),
        months=tuple(built.engine.rows(months, pair)),
        parties=frozenset(r["party"] for r in built.engine.rows(parties, pair)),
    )


def _chart(built: Built, exposures: Sequence[Exposure]) -> Chart:
    lanes = [_lane(built, exposure) for exposure in exposures]
    span = _span(built, lanes)
    used = {tick.fill for lane in lanes for tick in lane.ticks}
    legend = [
        (fill, word)
        for word, fill in FILLS.items()
        if _shown(exposures, word, fill, used)
    ]
    silent = silent_spans(built)
    charts = [
        lanes_chart(lanes, span, built.case.events, silent, frame)
        for frame in (WIDE, NARROW)
    ]
    if any(lane.listings for lane in lanes):
        legend.append(("ink", "in the copies of the list"))
    if silent:
        legend.append(("no-records", "no records held"))
    return Chart(
        name="sanctions-svg",
        label="Timeline: shipments per month and listings of parties",
        wide=charts[0],
        narrow=charts[1],
        legend=tuple(legend),
        source=(_held(built),),
        values=_values(lanes),
    )


def _shown(exposures: Sequence[Exposure], word: str, fill: str, used: set[str]) -> bool:
    return fill in used and any(
        row["word"] == word for exposure in exposures for row in exposure.words
    )


def _lane(built: Built, exposure: Exposure) -> Lane:
    months = sorted(exposure.months, key=lambda m: (m["month"], ORDER.index(m["word"])))
    name = f"{exposure.regime}: {TESTS.get(exposure.test, exposure.test)}"
    ticks = tuple(
        Tick(
            month=row["month"],
            count=row["shipments"],
            fill=FILLS[row["word"]],
            says=(
                f"{name}, {month_text(row['month'])}: "
                f"{count_text(row['shipments'], 'shipment')} {row['word']}"
            ),
        )
        for row in months
    )
    return Lane(name=name, ticks=ticks, listings=_listings(built, exposure))


def _listings(
    built: Built, exposure: Exposure
) -> tuple[tuple[str, tuple[Stretch, ...]], ...]:
    subject = built.case.subject
    members = () if subject.members == "all" else subject.members
    people = subject.owners if exposure.test == "ownership" else members
    sql = """
        from listing where regime = $regime
        and (list_contains($parties, name) or list_has_any(tax_ids, $ids))
        order by present_from, name
        """
    params = {
        "regime": exposure.regime,
        "parties": sorted(exposure.parties),
        "ids": [person.tax_id for person in people if person.tax_id is not None],
    }
    last = built.case.period.until
    return tuple(
        (row["name"], _stretches(row, last)) for row in built.engine.rows(sql, params)
    )


def _stretches(row: dict[str, Any], last: date) -> tuple[Stretch, ...]:
    since, until = row["present_from"], row["present_to"]
    listed = Stretch(
        since=since,
        until=until,
        fill="ink",
        says=f"{row['name']}: in the copies from {day_words(since)} to {day_words(until)}",
    )
    found = [listed]
    if row["absent_on"] is not None and row["absent_on"] < since:
        says = f"{row['name']}: between {day_words(row['absent_on'])} and {day_words(since)}"
        open_start = Stretch(
            since=row["absent_on"], until=since, fill="unknown", says=says
        )
        found.insert(0, open_start)
    if row["gone_on"] is not None:
        says = f"{row['name']}: removed between {day_words(until)} and {day_words(row['gone_on'])}"
        found.append(
            Stretch(since=until, until=row["gone_on"], fill="unknown", says=says)
        )
    elif until < last:
        says = f"{row['name']}: no copy held after {day_words(until)}"
        found.append(Stretch(since=until, until=last, fill="unknown", says=says))
    return tuple(found)


def _span(built: Built, lanes: Sequence[Lane]) -> tuple[date, date]:
    period = built.case.period
    ends = [s.until for lane in lanes for _, line in lane.listings for s in line]
    last = max([period.until, *ends])
    return date(period.since.year, period.since.month, 1), last


def _values(lanes: Sequence[Lane]) -> Table:
    rows = [(tick.says,) for lane in lanes for tick in lane.ticks]
    rows += [(s.says,) for lane in lanes for _, line in lane.listings for s in line]
    return Table(
        label="Data table",
        columns=(Column(text="Shown", style="wide"),),
        rows=tuple(Row(cells=((text,),)) for (text,) in rows),
        summary="Data table",
        tall=len(rows) > 30,
    )


def _summary(built: Built, exposures: Sequence[Exposure]) -> Table:
    rows = [
        Row(
            cells=(
                (exposure.regime,),
                (TESTS.get(exposure.test, exposure.test),),
                (_word(row),),
                (reason_text(row["reason"]) if row["reason"] else "",),
                (f"{row['shipments']:,}",),
                _opened(built, exposure, row["word"]),
            )
        )
        for exposure in exposures
        for row in exposure.words
    ]
    columns = (
        Column(text="Regime", style="name"),
        Column(text="Party"),
        Column(text="On the day"),
        Column(text="Reason", style="wide"),
        Column(text="Shipments", style="number"),
        Column(text="Evidence", style="name"),
    )
    return Table(label="Words and shipments", columns=columns, rows=tuple(rows))


def _opened(built: Built, exposure: Exposure, word: str) -> Line:
    """The figure that lists the shipments of a verdict."""
    asked = f"{exposure.regime} lists, {exposure.test} test"
    for figure in built.figures.values():
        is_verdict = figure.measure == "exposure" and figure.label.endswith(asked)
        if is_verdict and figure.parent is not None and figure.cell == word:
            return (Tag(figure=figure.id),)
    return ()


def _word(row: dict[str, Any]) -> str:
    if row["least"] is None:
        return row["word"]
    if row["least"] == row["most"]:
        return f"{row['word']} ({row['least']:,} days)"
    return f"{row['word']} ({row['least']:,} to {row['most']:,} days)"


def _held(built: Built) -> str:
    rows = built.engine.rows("""
        select list, regime, count(*) as copies, min(day) as first, max(day) as last
        from list_snapshot group by all order by list
        """)
    lists = [
        f"{r['list']} ({r['regime']}): {count_text(r['copies'], 'copy', 'copies')}, "
        f"{day_words(r['first'])} to {day_words(r['last'])}"
        for r in rows
    ]
    return f"Lists held: {'; '.join(lists) or 'none'}."


def _copies(built: Built) -> Block:
    rows = built.engine.rows("from list_snapshot order by list, day")
    if not rows:
        return Lines(lines=(("No copy of a list is held.",),))
    columns = (
        Column(text="List", style="name"),
        Column(text="Day of the copy"),
        Column(text="File", style="wide"),
        Column(text="Entries", style="number"),
        Column(text="SHA-256", style="name"),
    )
    lines = [
        (
            r["list"],
            day_words(r["day"]),
            r["file"],
            f"{r['entries']:,}",
            r["sha256"][:16],
        )
        for r in rows
    ]
    return Table(
        label="Copies of lists",
        columns=columns,
        rows=tuple(Row(cells=tuple((cell,) for cell in line)) for line in lines),
        summary=f"Copies of lists held ({len(rows)})",
    )
