"""What looks wrong in a source's values, and is said and not decided."""

from collections.abc import Sequence

from madein.engine import Engine, literal
from madein.records.typed import Mapped

SAMPLE = 50_000  # first rows of a source, which are compared
ENOUGH_CODES = 5  # commodity codes that two sources must share
ENOUGH_ROWS = 20
THOUSAND = "between 300 and 3000"


def warnings(engine: Engine, sources: Sequence[Mapped]) -> list[tuple[str, str]]:
    """What a reader must know of the values of some sources: the id of each, and words.

    Args:
        engine: The engine, with `declared` and `rate`.
        sources: The sources.
    """
    others = _beside_others(engine, sources) if len(sources) > 1 else []
    said = [
        (
            source_id,
            (
                f"its values by weight are {times} those of the other files for the same "
                "codes: are they in thousands?"
            ),
        )
        for source_id, times in others
    ]
    said += [
        (
            source_id,
            (
                f"its statistical values are {times} its customs values: are they in "
                "thousands?"
            ),
        )
        for source_id, times in _beside_customs_value(engine, sources)
    ]
    return said


def _sampled(sources: Sequence[Mapped]) -> str:
    return " or ".join(
        f"(source_id = {literal(source.taken.source_id)} and row <= {SAMPLE})"
        for source in sources
    )


def _beside_others(engine: Engine, sources: Sequence[Mapped]) -> list[tuple[str, str]]:
    """Sources whose value for a kilogram is a thousand times, or a thousandth, of others."""
    return _thousandfold(
        engine,
        f"""
with priced as (
  select source_id, left(hs, 6) as hs6, median(usd / net_kg) as price
  from declared where usd > 0 and net_kg > 0 and strlen(hs) >= 6 and ({_sampled(sources)})
  group by all
)
select one.source_id, median(one.price / other.price) as times
from priced as one join (
  select mine.source_id, mine.hs6, median(theirs.price) as price
  from priced as mine join priced as theirs
    on theirs.hs6 = mine.hs6 and theirs.source_id <> mine.source_id
  group by all
) as other using (source_id, hs6)
group by one.source_id having count(*) >= {ENOUGH_CODES}""",
    )


def _beside_customs_value(
    engine: Engine, sources: Sequence[Mapped]
) -> list[tuple[str, str]]:
    """Sources whose statistical value is a thousand times, or a thousandth, of customs'."""
    return _thousandfold(
        engine,
        f"""
select source_id, median(statistical_usd / (customs_value * rate.usd)) as times
from declared join rate on day = registered and currency = customs_currency
where statistical_usd > 0 and customs_value > 0 and ({_sampled(sources)})
group by source_id having count(*) >= {ENOUGH_ROWS}""",
    )


def _thousandfold(engine: Engine, ratios: str) -> list[tuple[str, str]]:
    found = engine.rows(f"""
select source_id, times >= 1 as is_more
from ({ratios}) where times {THOUSAND} or 1 / times {THOUSAND} order by source_id""")
    return [
        (
            row["source_id"],
            "about 1,000 times" if row["is_more"] else "about a thousandth of",
        )
        for row in found
    ]
