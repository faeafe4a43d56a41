"""The names behind a figure: as written, with the firm each was taken for, and why."""

from madein.engine import Engine, Row


def names_of(engine: Engine, rows: str) -> list[Row]:
    """Party fields of some imports, firm by firm, largest first.

    Unit:
        usd is US dollars of the rows that certainly belong, open_usd of those that may.

    Args:
        engine: The engine, with the tables of a build.
        rows: SQL that gives source_id, row and certain, like the query of a figure.
    """
    return engine.rows(f"""
with held as (
  select imports.*, certain, coalesce(source.country, '') as declared_in
  from ({rows}) as evidence join imports using (source_id, row)
  join source using (source_id)
), field as (
  select 'importer' as role, importer as party_id, coalesce(importer_name, '') as name,
    coalesce(importer_tax_id, '') as tax_id, declared_in as country, usd, certain
  from held where importer is not null
  union all
  select 'supplier', supplier, coalesce(sender_name, ''), '',
    coalesce(sender_country, ''), usd, certain
  from held where supplier is not null
), spelled as (
  select role, party_id, name, tax_id, country, count(*) as rows,
    coalesce(sum(usd) filter (where certain), 0) as usd,
    coalesce(sum(usd) filter (where not certain), 0) as open_usd
  from field group by all
)
select role, party_id, firm, name, shown, tax_id, country, how, marks, rows, usd, open_usd,
  sum(usd) over (partition by role, party_id) as firm_usd
from spelled
join (select party_id, name as firm from party) as party using (party_id)
join (select name, tax_id, country, how, shown, marks from party_name) as written
  using (name, tax_id, country)
order by role, firm_usd desc, party_id, usd desc, name, tax_id, country""")
