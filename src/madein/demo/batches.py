"""Who imported what on which route and day, before declarations are numbered."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from madein.demo import world
from madein.demo.items import CENT, Flaw
from madein.demo.world import Firm

OTHER_ROWS = 8_000
OTHER_ORIGINS = {"CN": 34, "DE": 16, "KR": 14, "IT": 9, "TR": 8, "JP": 7} | {
    "US": 4, "FR": 4, "IN": 4, "CZ": 3, "PL": 2, "AT": 2
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Load:
    """An item before it has a declaration."""

    origin: str
    usd: Decimal
    flaw: Flaw = Flaw.NONE


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A declaration before it has a number."""

    registered: date
    importer: Firm
    holder: Firm
    sender: Firm
    trading: str
    dispatch: str
    loads: tuple[Load, ...]


def group(rng: random.Random) -> Iterator[Batch]:
    """The group's imports: the sums of `strata.csv`, cut into declarations.

    Args:
        rng: Where chance comes from.
    """
    aurus, assembly = world.firms("member")
    for period, dispatch in dict.fromkeys(
        (s.period, s.dispatch) for s in world.strata()
    ):
        loads = _loads_of(period, dispatch, rng)
        days = _days_of(period)
        while loads:
            size = min(len(loads), rng.choice((1, 2, 3, 4, 4, 5, 6, 7)))
            day = rng.choice(days)
            joined = day >= world.ASSEMBLY_JOINED and rng.random() < 0.12
            importer = assembly if joined else aurus
            yield _batch(importer, day, dispatch, loads[:size], rng)
            del loads[:size]


def before_joining(rng: random.Random) -> Iterator[Batch]:
    """Imports of the second firm from before the days it belonged to the group.

    Args:
        rng: Where chance comes from.
    """
    assembly = world.firms("member")[1]
    days = [d for d in _days_of("before") if d < world.ASSEMBLY_JOINED]
    for _ in range(20):
        origin = rng.choice(("KR", "KR", "CN", "DE"))
        loads = [Load(origin=origin, usd=_usual_value(rng)) for _ in range(3)]
        yield _batch(assembly, rng.choice(days), origin, loads, rng)


def others(rng: random.Random) -> Iterator[Batch]:
    """Imports of firms outside the group; in a few, Aurus holds the contract.

    Args:
        rng: Where chance comes from.
    """
    aurus, importers = world.firms("member")[0], world.firms("importer")
    origins, odds = list(OTHER_ORIGINS), list(OTHER_ORIGINS.values())
    days = world.working_days(world.FIRST_DAY, world.LAST_DAY)
    rows, count = 0, 0
    while rows < OTHER_ROWS:
        origin = rng.choices(origins, odds)[0]
        dispatch = rng.choice(("AE", "TR", "CN")) if rng.random() < 0.1 else origin
        if not world.firms("supplier", dispatch):
            dispatch = "DE"
        loads = [
            Load(origin=origin, usd=_usual_value(rng)) for _ in range(rng.randint(1, 8))
        ]
        batch = _batch(rng.choice(importers), rng.choice(days), dispatch, loads, rng)
        yield replace(batch, holder=aurus) if count % 250 == 9 else batch
        rows, count = rows + len(loads), count + 1


def planted(rng: random.Random) -> Iterator[Batch]:
    """Small rows made for one purpose: without importer, or outside statistics.

    Args:
        rng: Where chance comes from.
    """
    aurus, other = world.firms("member")[0], world.firms("importer")[0]
    for importer, day, origin, usd, flaw in (
        (aurus, date(2018, 10, 9), "KR", "412.60", Flaw.NO_IMPORTER),
        (other, date(2021, 4, 13), "CN", "388.15", Flaw.NO_IMPORTER),
        (aurus, date(2022, 8, 17), "KR", "274.90", Flaw.NO_IMPORTER),
        (other, date(2023, 3, 14), "DE", "519.45", Flaw.NO_IMPORTER),
        (aurus, date(2018, 6, 5), "KR", "640.00", Flaw.NOT_COUNTED),
        (aurus, date(2021, 9, 21), "DE", "815.30", Flaw.NOT_COUNTED),
    ):
        load = Load(origin=origin, usd=Decimal(usd), flaw=flaw)
        batch = _batch(importer, day, origin, [load], rng)
        yield replace(batch, holder=world.firms("forwarder")[0])


def cancelled(rng: random.Random) -> Iterator[Batch]:
    """Declarations of goods that never came in.

    Args:
        rng: Where chance comes from.
    """
    aurus, other = world.firms("member")[0], world.firms("importer")[3]
    for importer, day, usd in (
        (aurus, date(2018, 11, 20), "61000"),
        (other, date(2021, 3, 2), "9500"),
        (other, date(2021, 11, 9), "12750"),
    ):
        loads = [Load(origin="KR", usd=Decimal(usd) + n) for n in range(3)]
        yield _batch(importer, day, "KR", loads, rng)


def _loads_of(period: str, dispatch: str, rng: random.Random) -> list[Load]:
    loads = []
    for stratum in world.strata():
        if (stratum.period, stratum.dispatch) == (period, dispatch):
            shares = [60 + rng.randrange(100) ** 2 for _ in range(stratum.rows)]
            values = [(stratum.usd * s / sum(shares)).quantize(CENT) for s in shares]
            loads += [Load(origin=stratum.origin, usd=value) for value in values]
    rng.shuffle(loads)
    return loads


def _days_of(period: str) -> list[date]:
    days = world.working_days(*world.PERIODS[period])
    return [day for day in days if period == "blind" or not world.is_blind(day)]


def _usual_value(rng: random.Random) -> Decimal:
    return CENT * (20_000 + 230 * rng.randrange(100) ** 2)


def _batch(
    importer: Firm, day: date, dispatch: str, loads: Sequence[Load], rng: random.Random
) -> Batch:
    holder = rng.choice(world.firms("forwarder")) if rng.random() < 0.06 else importer
    sender = rng.choice(world.firms("supplier", dispatch))
    through = {"KR": "HK", "CN": "HK", "DE": "AE"}.get(dispatch, dispatch)
    trading = through if rng.random() < 0.1 else dispatch
    return Batch(
        registered=day,
        importer=importer,
        holder=holder,
        sender=sender,
        trading=trading,
        dispatch=dispatch,
        loads=tuple(loads),
    )
