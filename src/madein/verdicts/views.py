"""The views `exposed`, `verdict` and `dated_verdict`: imports held against the standings.

Nothing is stored per import. A row looks up the span that holds its first day; where its
last day lies in the same span, that span has the answer. Only the few other rows look up
the span of their last day, and only where the two agree every span between them.
"""

from madein.engine import Engine
from madein.tables import DATED_VERDICT, IMPORTS, VERDICT
from madein.verdict import DATE_COLUMNS, DateKind, PartyWord, Reason

BEGINNING = "date '0001-01-01'"  # where a row without a day is looked up
DAYS = tuple(DATE_COLUMNS.values())
TOLD = ("party", "list", "entry", "start_kind", "snapshot", "rule")
SPOKEN = ("since", "until", "word", "reason", "begins", *TOLD)
SPAN = ("line", "regime", "measure", "test", *SPOKEN)

# Which rows of `party_standing` speak of a party: its own, or those of every other. A
# table, because the engine misjudges how few rows a view of it has.
STANDS = """
create or replace table stands as
select '' as party_id, '?' as stood_by
union all
select party_id, case when own.stood_by is not null then party_id
  when len(ids) > 0 then '' else '?' end
from party left join (select distinct party_id as stood_by from party_standing) as own
  on own.stood_by = party_id"""

# Spans of one `line` follow each other without a gap.
PARTY_SPAN = """
create or replace view party_span as
select concat_ws(chr(31), party_id, regime, measure, test) as line,
  party_id as stood_by, * exclude (party_id, says)
from party_standing"""

GOODS_SPAN = """
create or replace view goods_span as
select concat_ws(chr(31), coalesce(hs, ''), coalesce(hs_edition, ''), regime, list) as line,
  hs, hs_edition, regime, list as measure, 'goods' as test, since, until, word, reason,
  null::date as begins, null::varchar as party, list, code as entry,
  null::varchar as start_kind, null::date as snapshot, version as rule
from goods_standing"""

PARTIES = "(select * from party_span join stands using (stood_by){test}) as span"
# Of each role: the spans, those that speak of it, and what joins them to an import.
ROLES = {
    "importer": (
        "party_span",
        PARTIES.format(test=""),
        "span.party_id = coalesce(asked.importer, '')",
    ),
    "supplier": (
        "party_span",
        PARTIES.format(test=" where test = 'direct'"),
        "span.party_id = coalesce(asked.supplier, '')",
    ),
    "goods": (
        "goods_span",
        "goods_span as span",
        """span.hs is not distinct from asked.hs
      and span.hs_edition is not distinct from asked.hs_edition""",
    ),
}

# What finds a whole line again. Every code has one under each list of goods: naming the
# list leaves out the others. Parties with lines of their own are few, and one key is quicker.
KEYS = {"importer": ("line",), "supplier": ("line",), "goods": ("line", "measure")}

FIRST = f"least({', '.join(DAYS)}, registered_month)"
LAST = f"greatest({', '.join(DAYS)}, last_day(registered_month))"
WHOLE = f"select *, {FIRST} as first_day, {LAST} as last_day from imports"

# One row for each day that a declaration gives, and one where it gives none; a month is
# a day of registration that is not known closer.
_KINDS = ", ".join(f"{{k: '{kind}', d: {day}}}" for kind, day in DATE_COLUMNS.items())
_OTHERS = ", ".join(f"null::date as {day}" for day in DAYS if day != "registered")
APART = f"""
select * exclude (k, d) replace (d as registered, {_OTHERS},
    case when d is null then registered_month end as registered_month),
  k as date_kind, d as day, coalesce(d, registered_month) as first_day,
  coalesce(d, last_day(registered_month)) as last_day
from (select imports.*, unnest([{_KINDS}], recursive := true) from imports)
where d is not null or (k = '{DateKind.REGISTRATION}'
  and (registered_month is not null or {FIRST} is null))"""


def name_verdicts(engine: Engine) -> None:
    """Name the verdicts on every import.

    Shape:
        `imports`, `party`, `party_standing` and `goods_standing` in; the views `verdict`
        and `dated_verdict` out, and `exposed`: the columns of `imports` and those of
        `verdict`. Every import has one row for each role, measure and test.

    Args:
        engine: Holds the tables.
    """
    for made in (STANDS, PARTY_SPAN, GOODS_SPAN):
        engine.run(made)
    both = dict.fromkeys((*IMPORTS.names, *VERDICT.names))
    for name, columns, asked in (
        ("exposed", tuple(both), WHOLE),
        (VERDICT.name, VERDICT.names, WHOLE),
        (DATED_VERDICT.name, DATED_VERDICT.names, APART),
    ):
        roles = (_of_role(role, columns, asked) for role in ROLES)
        engine.run(f"create or replace view {name} as {' union all '.join(roles)}")
    engine.check(VERDICT)
    engine.check(DATED_VERDICT)


def _touches(first: str, last: str) -> str:
    return f"coalesce(all_since[i] <= {last} and {first} < all_until[i], false)"


def _same(name: str) -> str:
    """Whether all touched spans have the same in a column; two nulls are the same."""
    return f"len(list_distinct(list_transform(touched, lambda i: {{v: all_{name}[i]}}))) = 1"


_TOUCHES = " or ".join(
    (
        *(_touches(day, day) for day in DAYS),
        _touches("registered_month", "last_day(registered_month)"),
    )
)
TOUCHED = f"""
case when line_of is not null then
  list_filter(range(1, len(all_since) + 1), lambda i: {_TOUCHES}) end as touched"""
WITHIN = "last_day < until"  # null where the row has no day
AGREED = f"touched is not null and {_same('word')} and {_same('reason')}"
WORD = f"""
case when {WITHIN} or ({AGREED}) then word else '{PartyWord.UNKNOWN}' end as word"""
REASON = f"""
case when {WITHIN} or ({AGREED}) then reason when last_day is null
  then '{Reason.BASIS_MISSING}' else '{Reason.DATES_STRADDLE}' end as reason"""
_HOLDS_REGISTERED = _touches("registered", "registered")
LAG = f"""
((case when {WITHIN} then begins when {AGREED} then
    all_begins[list_filter(touched, lambda i: {_HOLDS_REGISTERED})[1]]
  end) - registered)::integer as lag_days"""


def _told(name: str) -> str:
    """What the one span says, or all touched ones alike."""
    agreed = f"{AGREED} and {_same(name)}"
    return f"case when {WITHIN} or ({agreed}) then {name} end as {name}"


def _of_role(role: str, columns: tuple[str, ...], asked: str) -> str:
    """Imports with their verdicts in one role."""
    spans, speaking, joined = ROLES[role]
    given = {name: name for name in columns}
    given |= {name: _told(name) for name in TOLD}
    given |= {"role": f"'{role}' as role", "word": WORD, "reason": REASON}
    given |= {"lag_days": LAG}
    lists = ", ".join(f"list({name} order by since) as all_{name}" for name in SPOKEN)
    keys = ", ".join(f"{name} as {name}_of" for name in KEYS[role])
    others = "".join(f" and {name}_of = found.{name}" for name in KEYS[role][1:])
    return f"""
select {", ".join(given[name] for name in columns)}
from (
  select found.*, line.* exclude ({", ".join(f"{name}_of" for name in KEYS[role])}), {TOUCHED}
  from (
    select asked.*, {", ".join(f"span.{name}" for name in SPAN)},
      ending.word as last_word, ending.reason as last_reason
    from ({asked}) as asked
    join {speaking} on {joined}
      and span.since <= coalesce(first_day, {BEGINNING})
      and coalesce(first_day, {BEGINNING}) < span.until
    left join {spans} as ending
      on ending.line = case when last_day >= span.until then span.line end
      and ending.since <= last_day and last_day < ending.until
  ) as found
  left join (select {keys}, {lists} from {spans} group by all) as line
    on line_of = case when last_day >= until and word = last_word
      and reason is not distinct from last_reason then found.line end{others}
) as held"""
