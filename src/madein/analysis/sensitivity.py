"""The headlines once more, each time with one choice made otherwise."""

from madein.engine import Engine
from madein.measure import Dimension, Measure
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.scope import CountryRole, Scope
from madein.values import day_words

# Each choice by its name: the columns it replaces, and the rows it leaves out.
CHOICES = {
    "as published": ("", "true"),
    "nothing set aside": ("null::varchar as aside", "true"),
    "possible copies counted": ("null::varchar as doubt", "true"),
    "possible copies left out": ("", "doubt is null"),
    "unclear importers counted": ("true as member", "true"),
    "unclear importers left out": ("", "member is true"),
    "outside statistics counted": ("true as counted", "true"),
    "below 1000 dollars left out": ("", "usd >= 1000"),
    "below 10000 dollars left out": ("", "usd >= 10000"),
    "customs value first": ("coalesce(customs_usd, usd) as usd", "true"),
    "invoice value first": ("coalesce(invoice_usd, usd) as usd", "true"),
}
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
BY_PUBLISHER = (
    "coalesce(round(converted * {name}.usd, 4)::decimal(18,4), imports.usd) as usd"
)


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
            dimensions=(_choice(publishers, bool(basis)),),
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


def _choice(publishers: list[str], has_origin: bool) -> Dimension:  # noqa: FBT001 - private
    """The imports once for each choice, with the name of the choice."""
    choices = dict(CHOICES)
    if has_origin:
        choices["unknown origins counted"] = (
            "coalesce(origin, $countries[1]) as origin",
            "true",
        )
    for name in publishers:
        choices[f"rates of {name} first"] = (BY_PUBLISHER.format(name=name), "true")
    joins = "\n".join(
        f"""left join quote as {name} on {name}.rate_source = '{name}'
  and {name}.day = registered and {name}.currency = converted_from"""
        for name in publishers
    )
    ways = "\nunion all by name\n".join(
        f"""select '{choice}' as choice, imports.*{f" replace ({column})" if column else ""}
from valued as imports {joins if "rates of" in choice else ""}
where ({kept}) is not false"""
        for choice, (column, kept) in choices.items()
    )
    return Dimension(name="choice", sql="choice", rows=f"({VALUED}\n{ways}) as imports")
