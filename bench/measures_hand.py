"""The measures of the catalogue as an expert would write them by hand, in plain SQL.

One statement for each breakdown of an analysis: both bounds, the rows that count, those
that may, and those without a value, for each span of days that the analysis asks about.
No digests, no credits, no part that was converted. What decides the cell of a row is the
same expression as madein's, but for those that a person would write quicker.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from madein.engine import Engine, Row, literal, written_out
from madein.measure import Dimension, Measure, Unit

Cells = dict[tuple[str | None, ...], tuple[object, ...]]

BASE = """(
  select *, coalesce(registered, registered_month) as f,
    coalesce(registered, last_day(registered_month)) as l,
    coalesce(member and doubt is null and counted, false) as sure
  from imports
  where member is not false and aside is null and counted is not false
    and coalesce(usd, 0) >= 0) as imports"""
ASIDE = BASE.replace("aside is null", "aside is not null").replace(
    "doubt is null", "true"
)
QUICKER = {  # what a person groups by, and what is made of it once it is grouped
    "year": ("year(f)", "{}::varchar"),
    "month": ("date_trunc('month', f)", "strftime({}, '%Y-%m')"),
    "is_new": (
        "is_new",
        "case {} when true then 'first seen since' when false then 'seen before' end",
    ),
    "stopped": (
        "stopped",
        "case {} when true then 'that stopped' when false then 'went on' end",
    ),
}
NEWCOMER = " left join newcomer on newcomer.supplier = imports.supplier"

CHOICES = {  # value, whether a row is among those asked about, and whether for certain
    "as published": (
        "usd",
        "aside is null and n",
        "member and doubt is null and counted",
    ),
    "nothing set aside": ("usd", "n", "member and doubt is null and counted"),
    "possible copies counted": ("usd", "aside is null and n", "member and counted"),
    "possible copies left out": (
        "usd",
        "aside is null and doubt is null and n",
        "member and counted",
    ),
    "unclear importers counted": (
        "usd",
        "aside is null and n",
        "doubt is null and counted",
    ),
    "unclear importers left out": (
        "usd",
        "aside is null and member and n",
        "doubt is null and counted",
    ),
    "outside statistics counted": (
        "usd",
        "aside is null and coalesce(usd, 0) >= 0",
        "member and doubt is null",
    ),
    "below 1000 dollars left out": (
        "usd",
        "aside is null and n and (usd >= 1000 or usd is null)",
        "member and doubt is null and counted",
    ),
    "below 10000 dollars left out": (
        "usd",
        "aside is null and n and (usd >= 10000 or usd is null)",
        "member and doubt is null and counted",
    ),
    "customs value first": (
        "v1",
        "aside is null and n1",
        "member and doubt is null and counted",
    ),
    "invoice value first": (
        "v2",
        "aside is null and n2",
        "member and doubt is null and counted",
    ),
    "rates of one first": (
        "v3",
        "aside is null and n3",
        "member and doubt is null and counted",
    ),
    "rates of two first": (
        "v4",
        "aside is null and n4",
        "member and doubt is null and counted",
    ),
}


def statements(measures: Sequence[Measure]) -> list[tuple[list[str], list[Measure]]]:
    """The statements of an analysis, with the measures that some of them answer."""
    groups: dict[object, list[Measure]] = {}
    for one in measures:
        groups.setdefault(_divided(one), []).append(one)
    found = []
    for some in groups.values():
        name = some[0].dimensions[0].name if some[0].dimensions else ""
        if name == "choice":
            found.append((_choices(some), some))
        elif name == "word":
            found += [([_worded(one)], [one]) for one in some]
        else:
            found.append(([_plain(some)], some))
    return found


def _divided(one: Measure) -> str:
    if [d.name for d in one.dimensions] == ["choice"]:
        return "choice"
    role = one.scope.role if one.scope.countries and not one.dimensions else None
    texts = [written_out(d.sql, _params(one)) for d in one.dimensions]
    return f"{role} {texts} {one.scope.aside} {[d.name for d in one.dimensions] == ['word']}"


def _params(one: Measure) -> Mapping[str, object]:
    found = dict(one.scope.among().params)
    for dimension in one.dimensions:
        found |= dimension.params
    return found


def _days(one: Measure) -> tuple[str, str]:
    since, until = literal(one.scope.since), literal(one.scope.until)
    return (
        f"f >= {since} and l <= {until}",
        f"(f is null or l >= {since} and f <= {until})",
    )


def _within(one: Measure) -> tuple[str, str]:
    """Whether a row is asked about for certain, and whether it may be."""
    sure, may = _days(one)
    if one.scope.countries and one.dimensions:
        role, (code,) = one.scope.role, one.scope.countries
        return (
            f"{sure} and {role} = '{code}'",
            f"{may} and ({role} = '{code}' or {role} is null)",
        )
    return sure, may


def _amounts(some: Sequence[Measure], value: str = "") -> str:
    found = []
    for place, one in enumerate(some):
        sure, may = _within(one)
        added = value or {Unit.USD: "usd", Unit.KG: "net_kg", Unit.ROWS: "1"}[one.unit]
        found.append(
            f"sum({added}) filter (where sure and {sure}) as least_{place}, "
            f"sum({added}) filter (where {may}) as most_{place}, "
            f"count(*) filter (where sure and {sure}) as rows_{place}, "
            f"count(*) filter (where {may}) as any_{place}, "
            f"count({added}) filter (where {may}) as valued_{place}"
        )
    return ", ".join(found)


def _plain(some: Sequence[Measure]) -> str:
    first = some[0]
    if first.scope.countries and not first.dimensions:
        dimensions = [Dimension(name="role", sql=str(first.scope.role))]
        codes = ", ".join(f"'{one.scope.countries[0]}'" for one in some)
        also = f" and ({first.scope.role} in ({codes}) or {first.scope.role} is null)"
        some = list({one.scope.since: one for one in some}.values())
    else:
        dimensions, also = list(first.dimensions), ""
    texts = [written_out(d.sql, _params(first)) for d in dimensions]
    quick = [
        QUICKER.get(d.name, (sql, "{}"))
        for d, sql in zip(dimensions, texts, strict=True)
    ]
    given = "".join(f"{sql} as c{n}, " for n, (sql, _) in enumerate(quick))
    shown = "".join(
        f"{made.format(f'c{n}')} as c{n}, " for n, (_, made) in enumerate(quick)
    )
    names = ", ".join(f"c{n}" for n in range(len(quick)))
    ways = " or ".join(_within(one)[1] for one in some)
    base = ASIDE if first.scope.aside else BASE
    joined = (
        NEWCOMER if dimensions and dimensions[0].name in {"is_new", "stopped"} else ""
    )
    return (
        f"select {shown} * exclude ({names}) from (" if names else "select * from ("
    ) + (
        f"select {given}{_amounts(some)} from {base}{joined} where ({ways}){also}"
        f"{' group by all' if names else ''})"
    )


def _worded(one: Measure) -> str:
    """Verdicts: the span of the first day and that of the last, which must agree."""
    if one.dimensions[0].params["role"] == "importer":
        on = "join party on party_id = importer"
        opening = "opening.firm = stands_by"
        table = "span"
    else:
        on, table = "", "goods_standing"
        opening = (
            "opening.hs is not distinct from imports.hs "
            "and opening.hs_edition is not distinct from imports.hs_edition"
        )
    closing = opening.replace("opening.", "closing.")
    return f"""
select case when opening.word = closing.word then nullif(opening.word, 'not determinable') end as c0,
  {_amounts([one])}
from (select *, least(contracted, shipped, released, f) as first_day,
  greatest(contracted, shipped, released, l) as last_day from {BASE}) as imports
{on} join {table} as opening on {opening} and opening.since <= first_day
  and first_day < opening.until
join {table} as closing on {closing} and closing.since <= last_day
  and last_day < closing.until
where {_within(one)[1]} group by all"""


def _choices(some: Sequence[Measure]) -> list[str]:
    """What every value would be, kept once; then one statement for each choice."""
    ways = {name: CHOICES[name] for name in CHOICES}
    ways["unknown origins counted"] = CHOICES["as published"]
    return [VALUED, *(_choice(name, way, some) for name, way in ways.items())]


def _choice(name: str, way: tuple[str, str, str], some: Sequence[Measure]) -> str:
    value, kept, certain = way
    asked = []
    for place, one in enumerate(some):
        sure, may = _days(one)
        code = one.scope.countries[0] if one.scope.countries else None
        if code:
            may += f" and (origin = '{code}' or origin is null)"
            known = "" if name != "unknown origins counted" else " or origin is null"
            sure += f" and (origin = '{code}'{known})"
        elif name == "unknown origins counted":
            continue
        asked.append(
            f"select {place} as place, '{name}' as c0, a{place} as amounts from told",
        )
        asked.append(
            f"[sum({value}) filter (where {certain} and {sure}), "
            f"sum({value}) filter (where {may}), "
            f"count(*) filter (where {certain} and {sure}), count(*) filter (where {may}), "
            f"count({value}) filter (where {may})] as a{place}"
        )
    return (
        f"with told as (select {', '.join(asked[1::2])} from valued where {kept}) "
        f"{' union all '.join(asked[::2])}"
    )


_CONVERTED = """case usd_basis when 'customs' then customs_{0}
  when 'invoice' then invoice_{0} end"""
_RATES = " ".join(
    f"left join (from quote where rate_source = '{name}') as {name} "
    f"on {name}.day = registered and {name}.currency = {_CONVERTED.format('currency')}"
    for name in ("one", "two")
)
VALUED = f"""
create or replace temp table valued as
select usd, v1, v2, v3, v4, member, counted, doubt, aside, f, l, origin,
  counted is not false and coalesce(usd, 0) >= 0 as n,
  counted is not false and coalesce(v1, 0) >= 0 as n1,
  counted is not false and coalesce(v2, 0) >= 0 as n2,
  counted is not false and coalesce(v3, 0) >= 0 as n3,
  counted is not false and coalesce(v4, 0) >= 0 as n4
from (
  select imports.*, coalesce(registered, registered_month) as f,
    coalesce(registered, last_day(registered_month)) as l,
    coalesce(round(nullif(customs_value, 0) * customs.usd, 4)::decimal(18,4), imports.usd) as v1,
    coalesce(round(nullif(invoice_value, 0) * invoice.usd, 4)::decimal(18,4), imports.usd) as v2,
    coalesce(round({_CONVERTED.format("value")} * one.usd, 4)::decimal(18,4), imports.usd) as v3,
    coalesce(round({_CONVERTED.format("value")} * two.usd, 4)::decimal(18,4), imports.usd) as v4
  from imports
  join (select source_id, row, customs_value, customs_currency, invoice_value,
    invoice_currency from declared) using (source_id, row)
  left join rate as customs on customs.day = registered and customs.currency = customs_currency
  left join rate as invoice on invoice.day = registered and invoice.currency = invoice_currency
  {_RATES}
  where member is not false)"""


def prepared(engine: Engine) -> None:
    """Spans and firms as somebody would lay them out who writes by hand."""
    engine.run(
        "create or replace table span as select party_id as firm, since, until, word "
        "from party_standing"
    )
    engine.run("alter table party add column stands_by varchar")
    engine.run(
        "update party set stands_by = case when party_id in (from (select firm from span)) "
        "then party_id when len(ids) > 0 then '' else '?' end"
    )


def plans() -> dict[str, list[str]]:
    """What must be asked before: the largest of each breakdown, and what lies beyond."""
    since = {"": date(2018, 1, 1), "later": date(2022, 2, 24)}
    sure = "sure and f >= {0} and l <= date '2023-12-31'"

    def largest(column: str, start: str, most: int) -> str:
        return (
            f"select {column} as value, sum(usd) filter (where {sure.format(literal(since[start]))}) "
            f"as least from {BASE} group by all order by least desc nulls last limit {most}"
        )

    route = "origin, dispatch, trading, sender_country"
    beyond = """
with each as (
  select supplier, {0} as period, coalesce(sum(usd) filter (where sure), 0) as certain,
    sum(usd) as most, count(*) - count(usd) as unvalued
  from {1} where supplier is not null group by all)
select period, count(*), max(most), sum(certain), sum(most), sum(unvalued) from each group by all"""
    codes = """
select left(hs, 6) as code, hs_edition, f >= date '2022-02-24' as later,
  sum(usd) filter (where sure), sum(usd)
from {0} where l >= date '2021-02-24' and f <= date '2023-02-23' and length(hs) >= 6 group by all"""
    return {
        "suppliers": [largest("supplier", "", 25)],
        "shares": [largest("supplier", "later", 25)],
        "quarters": [largest("origin", "", 60)],
        "substitution": [codes.format(BASE)],
        "concentration": [
            beyond.format(period, BASE)
            for period in ("null", "year(f)", "f >= date '2022-02-24'")
        ],
        "routes": [
            sql
            for start in since
            for sql in (
                largest("dispatch", start, 5),
                largest("origin", start, 5),
                largest(route.replace(", ", " || ' > ' || "), start, 25),
            )
        ],
    }


def told(rows: Sequence[Row], some: Sequence[Measure]) -> list[Cells]:
    """What a statement says of each of its measures: amounts by cell."""
    if some[0].dimensions and some[0].dimensions[0].name == "choice":
        return [
            {
                (row["c0"],): tuple(row["amounts"])
                for row in rows
                if row["place"] == place
            }
            for place in range(len(some))
        ]
    starts = list(dict.fromkeys(one.scope.since for one in some))
    found = []
    for place, one in enumerate(some):
        is_country = bool(one.scope.countries) and not one.dimensions
        number = starts.index(one.scope.since) if is_country else place
        cells = {
            tuple(
                row[f"c{n}"] for n in range(max(len(one.dimensions), is_country))
            ): tuple(
                row[f"{name}_{number}"]
                for name in ("least", "most", "rows", "any", "valued")
            )
            for row in rows
        }
        found.append(
            _of_country(cells, one.scope.countries[0]) if is_country else cells
        )
    return found


def _of_country(cells: Cells, code: str) -> Cells:
    """A country, with the rows of none: they may be its own."""
    mine, vague = cells[(code,)], cells[(None,)]
    added = [(a or 0) + (b or 0) for a, b in zip(mine, vague, strict=True)]
    return {(): (mine[0], added[1], mine[2], added[3], added[4])}
