"""How much came in under each word: of importers, and of lists of goods."""

from collections.abc import Sequence

from madein.engine import Engine, Row
from madein.measure import Dimension, Measure
from madein.question import CaseFile
from madein.scope import Scope
from madein.verdict import PartyWord

ASKED = """
select 'importer' as role, regime, measure, test from party_standing
where party_id = ''
union
select 'goods', regime, list, 'goods' from goods_standing
order by role desc, regime, measure, test"""

WORDED = """(
  from exposed where role = $role and regime = $regime and measure = $measure
  and test = $test) as imports"""

# A day, or a month where that is all there is, and what is said of it.
BY_DATE = f"""
select source_id, row, string_agg(concat(date_kind, ' ',
    coalesce(day::varchar, strftime(registered_month, '%Y-%m'), 'not given'), ': ', word,
    ' (' || coalesce(reason, case when word = '{PartyWord.LATER}'
      then lag_days || ' days' end) || ')'),
    '; ' order by coalesce(day, registered_month), date_kind) as by_date
from dated_verdict join imports using (source_id, row)
where role = $role and regime = $regime and measure = $measure and test = $test
  and (source_id, row) in (select source_id, row from ({{rows}}))
group by all"""


def exposure(engine: Engine, case: CaseFile) -> list[Measure]:
    """One figure per word, for each regime, measure and test.

    A row whose verdict is not determinable may come under any word: it is in the upper
    bound of each.

    Args:
        engine: The engine, with the verdicts.
        case: The case.
    """
    scope = Scope(since=case.period.since, until=case.period.until)
    return [
        Measure(
            name="exposure",
            label=exposure_label(asked),
            scope=scope,
            dimensions=(
                Dimension(
                    name="word",
                    sql=f"nullif(word, '{PartyWord.UNKNOWN}')",
                    params=asked,
                    rows=WORDED,
                    unknown=PartyWord.UNKNOWN,
                ),
            ),
        )
        for asked in asked_verdicts(engine)
    ]


def asked_verdicts(engine: Engine) -> list[Row]:
    """Role, regime, measure and test of each figure: parties first, then lists of goods.

    Args:
        engine: The engine, with the standings.
    """
    return engine.rows(ASKED)


def exposure_label(asked: Row) -> str:
    """What a figure of verdicts says, in words.

    Args:
        asked: Role, regime, measure and test.

    Examples:
        >>> asked = {"role": "importer", "regime": "US", "measure": "asset freeze"}
        >>> exposure_label(asked | {"test": "direct"})
        'Imports by verdict: US, asset freeze, direct test'
        >>> asked = {
        ...     "role": "goods",
        ...     "regime": "US",
        ...     "measure": "CHPL",
        ...     "test": "goods",
        ... }
        >>> exposure_label(asked)
        'Imports by list of goods: US, CHPL'
    """
    if asked["role"] == "goods":
        return f"Imports by list of goods: {asked['regime']}, {asked['measure']}"
    return (
        f"Imports by verdict: {asked['regime']}, {asked['measure']}, "
        f"{asked['test']} test"
    )


def by_date(engine: Engine, figure: Row, rows: Sequence[Row]) -> list[Row]:
    """Rows of a figure of verdicts, each with its word on each date; others as they are.

    Shape:
        `imports`, `dated_verdict` and the standings in; a column `by_date` more.

    Args:
        engine: The engine, with the verdicts.
        figure: The figure.
        rows: Its rows.
    """
    asked = next(
        (
            one
            for one in asked_verdicts(engine)
            if exposure_label(one) == figure["label"]
        ),
        None,
    )
    if asked is None:
        return list(rows)
    found = engine.rows(BY_DATE.format(rows=figure["sql"]), asked)
    told = {(row["source_id"], row["row"]): row["by_date"] for row in found}
    return [row | {"by_date": told[row["source_id"], row["row"]]} for row in rows]
