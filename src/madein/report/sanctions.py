"""The sanctions timeline: shipments beside listings, in dated words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from madein.report.blocks import Block, Chart, Column, Head, Row, Table
from madein.report.breakdowns import silent_spans
from madein.report.built import Built
from madein.report.scales import NARROW, WIDE
from madein.report.timelines import Lane, Stretch, Tick, lanes_chart
from madein.report.verdicts import (
    CERTAIN,
    TESTS,
    Asked,
    asked,
    copies_table,
    dates_table,
    suppliers_table,
    words_table,
)
from madein.report.wording import count_text, month_text, visible
from madein.values import day_words
from madein.verdict import GoodsWord, PartyWord

FILLS: dict[
    str, str
] = {  # every word: colour of its shipments, from the foot of the stack
    PartyWord.LISTED: "ink",
    PartyWord.OWNED: "ink",
    PartyWord.WIND_DOWN: "ink",
    GoodsWord.ON: "ink",
    GoodsWord.POSSIBLY: "mute",
    PartyWord.FORMERLY: "held2",
    PartyWord.LATER: "mute",
    PartyWord.NOT_LISTED: "held1",
    PartyWord.NOT_IN_FORCE: "held1",
    GoodsWord.NOT_ON: "held1",
    GoodsWord.NOT_IN_FORCE: "held1",
    PartyWord.UNKNOWN: "unknown",
}
ORDER = list(FILLS)
SAYS_NOTHING = {PartyWord.NOT_LISTED, GoodsWord.NOT_ON, GoodsWord.NOT_IN_FORCE}
LEAD = (
    "Shipments per month by the word that held on every day their declarations give, and "
    "the listings of the parties concerned. Where only copies of a list date a listing, "
    "hatched is the time that no copy decides: between the last copy without the party "
    "and the first copy with it, before the first copy or after the last. Whoever was "
    "listed and taken off again between two copies is in none. Not a legal opinion."
)
GOODS_HEAD = Head(
    anchor="goods-lists",
    title="Goods and lists of goods",
    lead=(
        (
            "What lists of goods say of the commodity codes, on the same days. A list that "
            "asks for due diligence prohibits nothing, and a code outside it is not free of "
            "other controls. A word for the party says nothing about the goods."
        ),
    ),
    listed="Lists of goods",
)


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """The shipments of one question.

    Attributes:
        asked: The question.
        months: Counts by month and word.
        entries: Entries of lists that its verdicts rest on, as `list` and `entry`.
    """

    asked: Asked
    months: tuple[dict[str, Any], ...]
    entries: tuple[dict[str, Any], ...]


def sanctions(built: Built) -> list[Block]:
    """Lanes per question with something to show, and the words with their counts.

    Shape:
        `exposed`, `verdict`, `listing` and `list_snapshot` in.

    Args:
        built: The built case.
    """
    questions = asked(built)
    if not questions:
        return []
    exposures = [_exposure(built, question) for question in questions]
    head = Head(
        anchor="sanctions",
        title="Shipments and listings of parties",
        lead=(LEAD,),
        listed="Sanctions timeline",
    )
    blocks: list[Block] = [head]
    shown = [e for e in exposures if e.entries or _speaks(e)]
    if shown:
        blocks.append(_chart(built, shown))
    if any(question.role == "importer" for question in questions):
        entries = [entry for exposure in exposures for entry in exposure.entries]
        blocks += [words_table(built, "importer"), *dates_table(built, entries)]
    blocks += [*suppliers_table(built), copies_table(built)]
    if any(question.role == "goods" for question in questions):
        blocks += [GOODS_HEAD, words_table(built, "goods")]
    return blocks


def _exposure(built: Built, question: Asked) -> Exposure:
    params = {
        name: getattr(question, name) for name in ("role", "regime", "measure", "test")
    }
    about = " and ".join(f"{name} = ${name}" for name in params)
    months = f"""
        select date_trunc('month', coalesce(registered, registered_month))::date as month,
          word, count(*) as shipments
        from exposed where {about} and {CERTAIN} and month is not null
        group by all order by month"""
    return Exposure(
        asked=question,
        months=tuple(built.engine.rows(months, params)),
        entries=_entries(built, question),
    )


def _entries(built: Built, question: Asked) -> tuple[dict[str, Any], ...]:
    """Entries of lists that verdicts rest on; of owners, those that `case.yml` names."""
    if question.test == "goods":
        return ()
    owners = built.case.subject.owners if question.test == "ownership" else ()
    return tuple(
        built.engine.rows(
            """
        select distinct list, entry from listing
        where regime = $regime and measure = $measure and (list_has_any(tax_ids, $owners)
          or (list, entry) in (select (list, entry) from verdict where role = 'importer'
            and regime = $regime and measure = $measure and test = $test))
        order by all""",
            {
                "regime": question.regime,
                "measure": question.measure,
                "test": question.test,
                "owners": [
                    owner.tax_id for owner in owners if owner.tax_id is not None
                ],
            },
        )
    )


def _speaks(exposure: Exposure) -> bool:
    """Whether some shipment has a word that a reader should see on the time axis."""
    words = {row["word"] for row in exposure.months} - SAYS_NOTHING
    if exposure.asked.role == "goods":
        words -= {GoodsWord.UNKNOWN}
    return bool(words)


def _chart(built: Built, exposures: Sequence[Exposure]) -> Chart:
    lanes = [_lane(built, exposure) for exposure in exposures]
    span = _span(built, lanes)
    words = {row["word"] for exposure in exposures for row in exposure.months}
    legend = _legend(words, is_listed=any(lane.listings for lane in lanes))
    silent = silent_spans(built)
    charts = [
        lanes_chart(lanes, span, built.case.events, silent, frame)
        for frame in (WIDE, NARROW)
    ]
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


def _legend(words: set[str], *, is_listed: bool) -> list[tuple[str, str]]:
    """Each colour once, with all that it stands for."""
    named: dict[str, list[str]] = {}
    for word, fill in FILLS.items():
        if word in words:
            named.setdefault(fill, []).append(str(word))
    if is_listed:
        named.setdefault("ink", []).append("bar: listed for certain")
        named.setdefault("unknown", []).append("bar: no copy decides")
    return [(fill, " / ".join(said)) for fill, said in named.items()]


def _lane(built: Built, exposure: Exposure) -> Lane:
    question = exposure.asked
    name = f"{question.regime}, {question.measure}: {TESTS[question.test]}"
    months = sorted(
        exposure.months,
        key=lambda m: (m["month"], ORDER.index(m["word"])),
    )
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
    sql = """
        from listing where list = $list and entry = $entry and measure = $measure
        order by listed_from"""
    measure = {"measure": exposure.asked.measure}
    rows = [
        row
        for entry in exposure.entries
        for row in built.engine.rows(sql, entry | measure)
    ]
    return tuple((visible(row["name"]), _stretches(row, built)) for row in rows)


def _stretches(row: dict[str, Any], built: Built) -> tuple[Stretch, ...]:
    """What is certain of a listing, and the open days before and after it."""
    name, period = visible(row["name"]), built.case.period
    since, until = row["listed_from"], row["listed_to"] or row["present_to"]
    found = [
        _stretch(since, until, "ink", f"{name}: listed from {day_words(since)}"),
    ]
    if row["maybe_from"] is None and period.since < since:
        says = f"{name}: no copy held before {day_words(since)}"
        found.insert(0, _stretch(period.since, since, "unknown", says))
    elif row["maybe_from"] is not None and row["maybe_from"] < since:
        says = f"{name}: between {day_words(row['maybe_from'])} and {day_words(since)}"
        found.insert(0, _stretch(row["maybe_from"], since, "unknown", says))
    if row["listed_to"] is not None and row["maybe_to"] is not None:
        says = f"{name}: removed between {day_words(until)} and {day_words(row['maybe_to'])}"
        found.append(_stretch(until, row["maybe_to"], "unknown", says))
    elif row["listed_to"] is None and until < period.until:
        says = f"{name}: no copy held after {day_words(until)}"
        found.append(_stretch(until, period.until, "unknown", says))
    return tuple(found)


def _stretch(since: date, until: date, fill: str, says: str) -> Stretch:
    return Stretch(since=since, until=max(since, until), fill=fill, says=says)


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
