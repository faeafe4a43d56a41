"""The true items: batches get numbers, goods, weights and amounts; some lose a cell."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from madein.demo import batches, rates, world
from madein.demo.batches import Batch, Load
from madein.demo.items import CENT, Declaration, Flaw, Item, is_group

POSTS = ("10009100", "10013160", "10702070", "10129060")
SOURCES = (batches.group, batches.before_joining, batches.others, batches.planted)


def true_items(rng: random.Random) -> list[Item]:
    """Everything that was imported, by day of registration.

    Args:
        rng: Where chance comes from.
    """
    planned = [batch for source in SOURCES for batch in source(rng)]
    planned.sort(key=lambda batch: batch.registered)
    items = [
        item
        for serial, batch in enumerate(planned)
        for item in _declared(batch, 3_000_017 + 7 * serial, rng)
    ]
    return _with_flaws(items, rng)


def never_imported(rng: random.Random) -> list[Item]:
    """Items of declarations that were cancelled: the goods never came in.

    Args:
        rng: Where chance comes from.
    """
    return [
        item
        for serial, batch in enumerate(batches.cancelled(rng), start=9_000_001)
        for item in _declared(batch, serial, rng)
    ]


def _declared(batch: Batch, serial: int, rng: random.Random) -> Iterator[Item]:
    post = rng.choice(POSTS)
    declaration = Declaration(
        number=f"{post}/{batch.registered:%d%m%y}/{serial}",
        registered=batch.registered,
        importer=batch.importer,
        holder=batch.holder,
        sender=batch.sender,
        trading=batch.trading,
        dispatch=batch.dispatch,
    )
    currency = rng.choice(world.countries()[batch.sender.country].currencies)
    for number, load in enumerate(batch.loads, start=1):
        yield _item(declaration, number, load, currency, rng)


def _item(
    declaration: Declaration, number: int, load: Load, currency: str, rng: random.Random
) -> Item:
    goods = world.products()
    product = rng.choices(goods, [p.weight for p in goods])[0]
    price = product.usd_per_kg * rng.randint(70, 140) / 100
    net_kg = max(load.usd / price, Decimal("0.1")).quantize(Decimal("0.001"))
    day = declaration.registered
    return Item(
        declaration=declaration,
        number=number,
        product=product,
        article=f"{rng.choice('ABCDEFGH')}{rng.randrange(10_000, 100_000)}",
        origin=load.origin,
        maker=rng.choice(world.firms("maker", load.origin)),
        net_kg=net_kg,
        quantity=max(1, int(net_kg / rng.randint(1, 12))),
        usd=load.usd,
        invoice=rates.in_currency(load.usd * Decimal("0.97"), currency, day),
        currency=currency,
        customs_rub=(load.usd * world.ROUBLES[day.year]).quantize(CENT),
        flaw=load.flaw,
    )


def _with_flaws(items: list[Item], rng: random.Random) -> list[Item]:
    """The same items; some of the group lack a cell, some others are not counted."""
    chosen: dict[int, Flaw] = {}
    for flaw, wanted, count in (
        (Flaw.NO_ORIGIN, _is_small, 6),
        (Flaw.ORIGIN_GROUP, _is_small_european, 4),
        (Flaw.CUT_CODE, _is_small_with_cut, 5),
        (Flaw.NO_USD, _is_of_group, 38),
    ):
        free = [n for n, item in enumerate(items) if wanted(item) and n not in chosen]
        chosen |= dict.fromkeys(rng.sample(free, count), flaw)
    outside = [n for n, item in enumerate(items) if _is_other_of_2018_or_2021(item)]
    chosen |= dict.fromkeys(rng.sample(outside, 12), Flaw.NOT_COUNTED)
    return [_flawed(item, chosen.get(n, item.flaw)) for n, item in enumerate(items)]


def _flawed(item: Item, flaw: Flaw) -> Item:
    if flaw is Flaw.NO_USD:
        usd = rates.in_usd(item.invoice, item.currency, item.registered)
        return replace(item, flaw=flaw, usd=usd)
    return replace(item, flaw=flaw)


def _is_of_group(item: Item) -> bool:
    blind = world.is_blind(item.registered)
    return is_group(item) and not blind and item.flaw is Flaw.NONE


def _is_small(item: Item) -> bool:
    return _is_of_group(item) and item.usd < 3_000


def _is_small_european(item: Item) -> bool:
    return _is_small(item) and item.origin in {"DE", "FR", "CZ", "AT", "PL"}


def _is_small_with_cut(item: Item) -> bool:
    return _is_small(item) and item.product.hs[:6] in {"853710", "853650", "870829"}


def _is_other_of_2018_or_2021(item: Item) -> bool:
    firm, year = item.declaration.importer, item.registered.year
    return firm.role == "importer" and year in {2018, 2021} and item.flaw is Flaw.NONE
