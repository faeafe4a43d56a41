"""All flags in order, and the table they fill: `CATALOGUE`."""

from collections.abc import Callable, Iterable
from pathlib import Path

from madein.analysis.flags.addresses import listed_address
from madein.analysis.flags.answer import Answer, Sums, Word, World
from madein.analysis.flags.consignees import third_hands
from madein.analysis.flags.currency import currency_shift
from madein.analysis.flags.facts import Asked, facts
from madein.analysis.flags.firms import (
    known_shipper,
    odd_business,
    russian_ties,
    young,
)
from madein.analysis.flags.newcomers import new_since
from madein.analysis.flags.outside import beyond_records, other_markets
from madein.analysis.flags.prices import above_market, out_of_line
from madein.analysis.flags.priority import priority_new
from madein.analysis.flags.routes import detour, hub, rare_route
from madein.analysis.flags.spikes import rise, rise_of_priority
from madein.engine import Engine, Row, written_out
from madein.question import CaseFile
from madein.scope import Query
from madein.tables import FLAG

Flag = Callable[[World], Answer | Iterable[Answer]]

CATALOGUE: dict[str, Flag] = {
    "RF01": new_since,
    "RF02": priority_new,
    "RF03": rise_of_priority,
    "RF04": listed_address,
    "RF05": rise,
    "RF06": other_markets,
    "RF07": detour,
    "RF08": young,
    "RF09": odd_business,
    "RF10": above_market,
    "RF11": out_of_line,
    "RF12": third_hands,
    "RF13": rare_route,
    "RF14": hub,
    "RF15": currency_shift,
    "RF16": known_shipper,
    "RF17": russian_ties,
    "RF90": beyond_records,
}


def fill_flags(engine: Engine, case: CaseFile, base: Path) -> None:
    """Table `flag`: each flag's answer on the subject, and on firms where it asks of them.

    Shape:
        `imports`, `shipment`, the tables of parties, coverage and, where they are held,
        `goods_standing`, `listing` and `list_address` in; `flag` out.

    Args:
        engine: The engine.
        case: The case.
        base: The case folder, which `registers` and `shippers` are named from.
    """
    world = World(engine, case, base, facts().day(case))
    rows = [row for asked in facts().flags for row in answers(world, asked)]
    engine.fill(FLAG, rows)


def answers(world: World, asked: Asked) -> list[Row]:
    """Rows of the table `flag` for one flag: the subject first, then single firms.

    Args:
        world: What a flag may look at.
        asked: The flag.
    """
    found = CATALOGUE[asked.id](world)
    each = [found] if isinstance(found, Answer) else found
    return [_row(world, asked, answer) for answer in each]


def _row(world: World, asked: Asked, answer: Answer) -> Row:
    """A row of the table `flag`, with its rows counted and summed."""
    said = {
        "id": asked.id,
        "party_id": answer.party_id,
        "question": facts().question(asked, world.case),
        "source": facts().source(asked),
        "answer": answer.word.value,
        "reason": None if answer.reason is None else str(answer.reason),
        "says": answer.says,
        "rows": 0,
    }
    if answer.query is None:
        return said
    sums = answer.sums or _sums(world, answer.query, answer.word)
    if sums.unvalued and sums.rows > sums.unvalued:
        said["says"] = f"{answer.says}; {sums.unvalued:,} of the rows have no value"
    return said | {
        "rows": sums.rows,
        "usd": sums.usd,
        "sql": written_out(answer.query.sql, answer.query.params),
    }


def _sums(world: World, query: Query, word: Word) -> Sums:
    """Rows that certainly belong; all that may, where nothing is determined."""
    counted = "true" if word is Word.OPEN else "certain"
    found = world.engine.rows(
        f"""
select count(*) as rows, sum(usd) as usd, count(*) - count(usd) as unvalued
from ({query.sql}) where {counted}""",
        query.params,
    )[0]
    return Sums(**found)
