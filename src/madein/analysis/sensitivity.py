"""The headlines once more, each time with one choice made otherwise."""

from collections.abc import Sequence

from madein.engine import Engine
from madein.measure import Dimension, Measure
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.scope import CountryRole, Scope
from madein.values import day_words

# Each choice by its name: the column that it replaces, and with what.
REPLACED = {
    "nothing set aside": ("aside", "null"),
    "possible copies counted": ("doubt", "null"),
    "unclear importers counted": ("member", "true"),
    "outside statistics counted": ("counted", "true"),
    "customs value first": ("usd", "coalesce(customs_usd, imports.usd)"),
    "invoice value first": ("usd", "coalesce(invoice_usd, imports.usd)"),
}
# Each choice by its name: the rows that it keeps.
KEPT = {
    "possible copies left out": "doubt is null",
    "unclear importers left out": "member is true",
    "below 1000 dollars left out": "imports.usd >= 1000",
    "below 10000 dollars left out": "imports.usd >= 10000",
}
ORIGINS = "unknown origins counted"
# What was converted, and what the other values of the row would be in dollars.
VALUED = """with valued as (
  select imports.*,
    case usd_basis when 'customs' then customs_value when 'invoice' then invoice_value end
      as converted,
    case usd_basis when 'customs' then customs_currency
      when 'invoice' then invoice_currency end as converted_from,
    round(nullif(customs_value, 0) * customs.usd, 4)::decimal(18,4) as customs_usd,
    round(nullif(invoice_value, 0) * invoice.usd, 4)::decimal(18,4) as invoice_usd
  from imports
  join (select source_id, row, customs_value, customs_currency, invoice_value,
    invoice_currency from declared) using (source_id, row)
  left join rate as customs
    on customs.day = registered and customs.currency = customs_currency
  left join rate as invoice
    on invoice.day = registered and invoice.currency = invoice_currency
)"""
# A publisher's rate for the rows that were converted; else they stay as they are.
BY_PUBLISHER = "coalesce(round(converted * {name}.usd, 4)::decimal(18,4), imports.usd)"


def sensitivity(engine: Engine, case: CaseFile) -> list[Measure]:
    """The total, the total since each event, and each country in focus, choice by choice.

    Args:
        engine: The engine, with `imports`, `declared` and `quote`.
        case: The case.
    """
    publishers = _publishers(engine)
    whole = Scope(since=case.period.since, until=case.period.until)
    name, names = case.subject.name, country_names()
    headlines = [(f"Imports of {name}", whole, "")]
    headlines += [
        (
            f"Imports of {name} since {day_words(event.date)}",
            Scope(since=event.date, until=case.period.until),
            "",
        )
        for event in case.events
    ]
    headlines += [
        (
            f"Imports produced in {names.get(code, code)}",
            Scope(
                since=case.period.since,
                until=case.period.until,
                role=CountryRole.ORIGIN,
                countries=(code,),
            ),
            CountryRole.ORIGIN.value,
        )
        for code in case.focus
    ]
    return [
        Measure(
            name="sensitivity",
            label=f"{label}, if one choice is made otherwise",
            scope=scope,
            basis=basis,
            dimensions=(_choice(publishers, case.focus if basis else ()),),
        )
        for label, scope, basis in headlines
    ]


def _publishers(engine: Engine) -> list[str]:
    """Publishers whose rates another row was not converted with already."""
    found = engine.rows(
        "select distinct rate_source from quote where rate_source <> 'identity' "
        "and exists (from imports where usd_basis in ('customs', 'invoice')) order by all"
    )
    return [row["rate_source"] for row in found]


def _choice(publishers: Sequence[str], codes: Sequence[str]) -> Dimension:
    """The imports once for each choice, with the name of the choice.

    Of the choice about unknown origins there is one for each country, which holds no row
    of the others: so all countries are asked about together.
    """
    replaced = REPLACED | {
        f"rates of {name} first": ("usd", BY_PUBLISHER.format(name=name))
        for name in publishers
    }
    joins = "\n".join(
        f"""left join quote as {name} on {name}.rate_source = '{name}'
  and {name}.day = registered and {name}.currency = converted_from"""
        for name in publishers
    )
    ways: dict[str, list[str]] = {}
    for choice, (column, value) in replaced.items():
        ways.setdefault(column, []).append(f"when '{choice}' then {value}")
    columns = [
        f"case choice {' '.join(some)} else imports.{column} end as {column}"
        for column, some in ways.items()
    ]
    kept = " ".join(f"when '{choice}' then {sql}" for choice, sql in KEPT.items())
    return Dimension(
        name="choice",
        sql="choice",
        params={"choices": ["as published", *replaced, *KEPT], "codes": list(codes)},
        rows=f"""({VALUED}
select way.choice, imports.* replace (
  {", ".join(columns)}, coalesce(origin, code) as origin)
from valued as imports {joins}
cross join (
  select unnest($choices) as choice, null as code
  union all select '{ORIGINS}', unnest($codes::varchar[])) as way
where (case choice {kept} else true end) is not false
  and (code is null or coalesce(origin, code) = code)) as imports""",
    )
