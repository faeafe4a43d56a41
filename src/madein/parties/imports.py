"""The table `imports`: what the subject brought in, or may have."""

from dataclasses import replace
from pathlib import Path

from madein.engine import Engine, Params
from madein.parties.decisions.file import Decisions
from madein.parties.group import fill_members, members_of, sides, told_same
from madein.parties.matching.resolve import fill_parties
from madein.question import Subject
from madein.scope import on_or_after, on_or_before
from madein.tables import IMPORTS, SPELLING


def write_imports(
    engine: Engine,
    subject: Subject,
    goods: str,
    params: Params,
    folder: Path,
    decisions: Decisions,
    before: Path | None,
) -> None:
    """Tables `imports`, `party`, `party_name` and what says how parties were found.

    A row is certain where its importer is a member on the day of registration. It may
    be an import where the importer is not given, where nothing but a resemblance says
    that it is a member, or where a member's days are limited and the row's day is not
    known.

    Shape:
        `source` and `declared` in, `imports` out; rows set aside carry the reason.

    Args:
        engine: The engine, with `source` and `declared`.
        subject: Whom the case is about.
        goods: SQL for the product group of a row.
        params: Its parameters.
        folder: Where the build lies.
        decisions: What people decided about parties.
        before: `party_name` of the build before; None where there is none.
    """
    country = _country(engine)
    _fill_spellings(engine, subject, country)
    told = tuple(told_same(subject, country))
    known = replace(decisions, standing=told + decisions.standing)
    fill_parties(engine, known, before)
    fill_members(engine, subject, country)
    engine.write(_imports(subject, goods), folder / "imports.parquet", params)
    engine.view(IMPORTS, [folder / "imports.parquet"])


def _country(engine: Engine) -> str:
    """Country of the declarations, where all sources have one; else empty."""
    found = engine.rows("select distinct country from source")
    return (found[0]["country"] or "") if len(found) == 1 else ""


def _fill_spellings(engine: Engine, subject: Subject, country: str) -> None:
    """Table `spelling`: party fields of all imports, and the members' names."""
    role = subject.importer_role
    engine.fill(
        replace(SPELLING, name="told"),
        [
            {
                "name": side.name,
                "tax_id": side.tax_id,
                "country": side.country,
                "rows": 0,
                "usd": 0,
                "founded": 0,
            }
            for member in members_of(subject)
            for side in sides(member, country)
        ],
    )
    columns = "name, tax_id, country, usd, rows, place"
    usd = "case when reason is null then declared.usd end"  # each item once
    engine.run(f"""
create or replace table spelling as
select name, tax_id, country, sum(rows)::bigint as rows,
  coalesce(sum(usd), 0)::decimal(38,4) as usd, min(place)::integer as founded
from (
  select coalesce({role}_name, '') as name, coalesce({role}_tax_id, '') as tax_id,
    coalesce(source.country, '') as country, {usd} as usd, 1 as rows, place
  from declared join source using (source_id) where direction is distinct from 'export'
  union all
  select coalesce(sender_name, ''), '', coalesce(sender_country, ''), {usd}, 1, place
  from declared join source using (source_id) where direction is distinct from 'export'
  union all
  select name, tax_id, country, usd, rows, founded from told
) as field({columns})
where name <> '' or tax_id <> ''
group by all""")
    engine.check(SPELLING)


_DAY = "coalesce(registered, registered_month)"  # a month lies in one quarter
_QUARTER = f"cast(year({_DAY}) as varchar) || 'Q' || cast(quarter({_DAY}) as varchar)"


def _imports(subject: Subject, goods: str) -> str:
    role = subject.importer_role
    if subject.members == "all":
        member, join = "true", ""
    else:
        member = f"""case
      when {role}_name is null and {role}_tax_id is null then null
      when meant.member is null then false
      else is_sure and (meant.since is null or {on_or_after("meant.since")})
        and (meant.until is null or {on_or_before("meant.until")}) end"""
        join = f"""left join (
      select *, true as is_sure from member_name
      union all select *, null as is_sure from namesake) as meant
      on meant.name = coalesce({role}_name, '')
      and meant.tax_id = coalesce({role}_tax_id, '')
      and meant.country = coalesce(source.country, '')"""
    return f"""
with candidate as (
  select declared.*, coalesce(source.country, '') as declared_in, {member} as member
  from declared join source using (source_id)
  {join}
  where direction is distinct from 'export')
select source_id, row, md5_number_lower(source_id || ':' || row) as row_key, declaration,
  item, registered, registered_month, contracted, shipped, arrived, released,
  {_QUARTER} as quarter, member, counted,
  reason as aside, doubt, origin, dispatch, trading, sender_country, hs, hs_edition,
  description, {goods} as goods, importer,
  {role}_name as importer_name, {role}_tax_id as importer_tax_id,
  supplier, sender_name, maker_name, net_kg, usd, usd_basis,
  rate_source
from candidate
left join (
  select name, tax_id, country, party_id as importer from party_name
) as importers
  on importers.name = coalesce({role}_name, '')
  and importers.tax_id = coalesce({role}_tax_id, '')
  and importers.country = declared_in
left join (
  select name, country, party_id as supplier
  from party_name join (select party_id, ids from party) using (party_id)
  where tax_id = '' and (words <> '' or len(ids) > 0 or how = 'person')
) as suppliers
  on suppliers.name = coalesce(sender_name, '')
  and suppliers.country = coalesce(sender_country, '')
where member is not false
order by importer, registered, source_id, row"""
