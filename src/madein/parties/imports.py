"""The table `imports`: what the subject brought in, or may have."""

from pathlib import Path

from madein.engine import Engine, Params
from madein.parties.group import fill_members
from madein.parties.resolve import fill_parties, spellings
from madein.question import Subject
from madein.scope import on_or_after, on_or_before
from madein.tables import IMPORTS


def write_imports(
    engine: Engine, subject: Subject, goods: str, params: Params, folder: Path
) -> None:
    """Tables `imports`, `party` and `party_name`.

    A row is certain where its importer is a member on the day of registration. It may
    be an import where the importer is not given, where it has no more than the name
    in common with a member, or where a member's days are limited and the row's day is
    not known.

    Shape:
        `declared` in, `imports` out; rows set aside carry the reason.

    Args:
        engine: The engine, with `declared`.
        subject: Whom the case is about.
        goods: SQL for the product group of a row.
        params: Its parameters.
        folder: Where the build lies.
    """
    fill_members(engine, subject)
    candidates = folder / "candidates.parquet"
    engine.write(_candidates(subject, goods), candidates, params)
    engine.view("candidates", [candidates])
    found = spellings(
        engine,
        [
            ("importer_name", "importer_tax_id", "''"),
            ("sender_name", "''", "sender_country"),
        ],
        "candidates",
    )
    fill_parties(engine, found)
    engine.write(_WITH_PARTIES, folder / "imports.parquet")
    engine.view(IMPORTS, [folder / "imports.parquet"])
    candidates.unlink()


_WITH_PARTIES = f"""
select {", ".join(_name for _name in IMPORTS.names)}
from candidates
left join (
  select name, tax_id, party_id as importer from party_name where country = ''
) as importers
  on importers.name = coalesce(importer_name, '')
  and importers.tax_id = coalesce(importer_tax_id, '')
left join (
  select name as supplier_name, country, party_id as supplier
  from party_name where tax_id = ''
) as suppliers
  on supplier_name = coalesce(sender_name, '')
  and country = coalesce(sender_country, '')
order by importer, registered, source_id, row
"""

_DAY = "coalesce(registered, registered_month)"  # a month lies in one quarter
_QUARTER = f"cast(year({_DAY}) as varchar) || 'Q' || cast(quarter({_DAY}) as varchar)"


def _candidates(subject: Subject, goods: str) -> str:
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
      and meant.tax_id = coalesce({role}_tax_id, '')"""
    return f"""
select * from (
  select source_id, row, md5_number_lower(source_id || ':' || row) as row_key, declaration, item,
    registered, registered_month, {_QUARTER} as quarter,
    {member} as member, counted, reason as aside, doubt, origin, dispatch, trading, sender_country,
    hs, hs_edition, description, {goods} as goods,
    {role}_name as importer_name, {role}_tax_id as importer_tax_id,
    sender_name, maker_name, net_kg, usd, usd_basis, rate_source
  from declared {join}
  where direction is distinct from 'export'
) where member is not false"""
