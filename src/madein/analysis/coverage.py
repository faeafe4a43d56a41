"""Months without rows between a source's first and last."""

from madein.engine import Engine, Row


def gaps(engine: Engine) -> list[Row]:
    """Stretches of months in which a source holds no row, though it does before and after.

    Shape:
        One row per stretch: file, first_month, last_month (first days of months).

    Args:
        engine: The engine, with `source` and `month_coverage`.
    """
    return engine.rows("""
with held as (
  select source_id, month,
    lead(month) over (partition by source_id order by month) as next_month
  from month_coverage where month is not null
)
select file, cast(month + interval 1 month as date) as first_month,
  cast(next_month - interval 1 month as date) as last_month
from held join source using (source_id)
where next_month > month + interval 1 month
order by file, first_month""")
