"""Countries: a column's spellings, each with the one country that it can mean."""

from collections.abc import Mapping

from madein.engine import literal
from madein.fields.lookup import lookup
from madein.reference.countries import SPELLED_LIKE_CODES

CODE = "[A-Z]{2,3}|[0-9]{1,3}"
MARK = " *[-–—:/.,]? *"  # between a code and a name
CODE_FIRST = rf"^[(\[]?({CODE})[)\]]?{MARK}(?:\((.+)\)|(.+))$"
CODE_LAST = rf"^(.+?){MARK}[(\[]?({CODE})[)\]]?$"
MOST = 0.9  # of a column's spellings show what it holds


def spelling(cell: str) -> str:
    """A country's name as the table `country` spells it: upper case, single blanks.

    Args:
        cell: SQL for the cell.
    """
    blanks = f"replace({cell}, '\u00a0', ' ')"
    return f"replace(replace(upper(trim({blanks})), '  ', ' '), '  ', ' ')"


def countries(cell: str, rows: str, own: Mapping[str, str]) -> str:
    """Query for the countries of a column: one row a spelling, with its ISO code.

    Unknown:
        code is null for a spelling that is not known, or that means no one country.
        Also for a code beside the name of another country; for `NA` and other words
        that look like a code, unless most of the column's spellings are codes; and for
        numbers, unless most of the column's numbers are codes of ISO 3166: customs
        services number countries in their own ways.

    Args:
        cell: SQL for the cell, over a row of `rows`.
        rows: SQL for the rows.
        own: What the vendor's own codes mean; beside them no other number is known.
    """
    alike = literal(SPELLED_LIKE_CODES).replace("[", "(").replace("]", ")")
    usual = f"filter (spelling not in {alike} and kind is distinct from 'unknown')"
    vendors = lookup("spelling", {key.upper(): code for key, code in own.items()})
    numbers = "false" if own else f"known_numbers >= {MOST}"
    return f"""
with known as (
  select seen.spelling, code, kind, regexp_full_match(seen.spelling, '[0-9]+') as is_number
  from (select distinct {spelling(cell)} as spelling from {rows}) as seen
  left join country using (spelling)),
column_kind as (
  select avg(cast(kind is not null as integer)) filter (is_number) as known_numbers,
    avg(cast(regexp_full_match(spelling, '[A-Z]{{2}}') as integer)) {usual} as pairs,
    avg(cast(regexp_full_match(spelling, '[A-Z]{{3}}') as integer)) {usual} as triples
  from known),
loose as ({_loosely()}),
told as ({_told_twice()})
select known.spelling, case
    when vendors_own is not null then vendors_own
    when is_number and not ({numbers}) then null
    when spelling in {alike} and not coalesce(
      case strlen(spelling) when 2 then pairs else triples end >= {MOST}, false) then null
    else coalesce(known.code, loose.code, told.code) end as code
from (
  select *, {vendors} as vendors_own
  from known) as known
cross join column_kind
left join loose using (spelling)
left join told using (spelling)"""


def _loosely() -> str:
    """Spellings that differ from those of one country in their signs alone.

    `KOREA,REPUBLIC OF` and `U S A` beside `KOREA, REPUBLIC OF` and `U.S.A.`
    """
    plain = "trim(regexp_replace({}.spelling, '[ .,()]+', ' ', 'g'))"
    return f"""
  select known.spelling, min(country.code) as code
  from known join country on {plain.format("known")} = {plain.format("country")}
  where known.kind is null
  group by known.spelling
  having count(*) = count(country.code) and count(distinct country.code) = 1"""


def _told_twice() -> str:
    """Spellings of a code and a name that mean one country.

    A name of several countries agrees with the code of a country whose own name has it:
    `KR - KOREA`.
    """
    return f"""
  select parts.spelling, min(short.code) as code
  from (
    select spelling, regexp_extract(spelling, {literal(CODE_FIRST)}, 1) as code_part,
      regexp_extract(spelling, {literal(CODE_FIRST)}, 2)
        || regexp_extract(spelling, {literal(CODE_FIRST)}, 3) as name_part
    from known where kind is null
    union all
    select spelling, regexp_extract(spelling, {literal(CODE_LAST)}, 2),
      regexp_extract(spelling, {literal(CODE_LAST)}, 1)
    from known where kind is null) as parts
  join country as short on short.spelling = code_part and short.kind = 'country'
  join country as name on name.spelling = name_part
    and (name.code = short.code or name.kind = 'ambiguous' and short.code in (
      select code from country where contains(country.spelling, name.spelling)))
  group by parts.spelling
  having count(distinct short.code) = 1"""
