"""What each vendor holds of the true items: copies, amendments, cancellations, gaps."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from madein.demo import world
from madein.demo.items import CENT, Flaw, Item, is_group

A_ENDS = date(2022, 6, 30)
B_DAYS = (date(2019, 1, 1), date(2020, 12, 31))
C_BEGINS = date(2022, 1, 1)
WRONG = (Decimal("1.37"), Decimal("0.62"))  # first and second version, against the last


class Message(StrEnum):
    """What an entry says about its declaration."""

    ORIGINAL = "original"
    AMENDED = "amended"
    CANCELLED = "cancelled"


class Fate(StrEnum):
    """What a correct reading makes of an entry."""

    SHIPMENT = "shipments"
    DUPLICATE = "duplicates"
    QUARANTINED = "quarantined_rows"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of a vendor's file.

    Attributes:
        item: The true item.
        message: Original, amended or cancelled.
        received: Day the vendor received it; files are in this order.
        factor: Declared value against the true one.
        fate: What a correct reading makes of it.
        whole: Whether it speaks of the declaration and gives no item number.
    """

    item: Item
    message: Message = Message.ORIGINAL
    received: date
    factor: Decimal = Decimal(1)
    fate: Fate = Fate.SHIPMENT
    whole: bool = False

    @property
    def usd(self) -> Decimal:
        """Declared value, US dollars."""
        if self.factor == 1:
            return self.item.usd
        return (self.item.usd * self.factor).quantize(CENT)


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """The entries of each file, in order.

    Attributes:
        a: Vendor A.
        b: Vendor B.
        c_2022: Vendor C, the year 2022.
        c_2023: Vendor C, the year 2023.
    """

    a: list[Entry]
    b: list[Entry]
    c_2022: list[Entry]
    c_2023: list[Entry]


def holdings(
    items: Sequence[Item], cancelled: Sequence[Item], rng: random.Random
) -> Holdings:
    """Who holds what.

    Args:
        items: Everything that was imported.
        cancelled: What was declared, cancelled and never imported.
        rng: Where chance comes from.
    """
    amended = _to_amend(items, rng)
    return Holdings(
        a=_of_a(items, cancelled, amended, rng),
        b=_of_b(items, amended),
        c_2022=_of_c_2022(items, rng),
        c_2023=[_entry(item) for item in items if item.registered.year == 2023],
    )


def in_a(day: date) -> bool:
    """Whether vendor A holds declarations of a day.

    Args:
        day: Day of registration.
    """
    return day <= A_ENDS and not world.is_blind(day)


def _of_a(
    items: Sequence[Item],
    cancelled: Sequence[Item],
    amended: dict[str, int],
    rng: random.Random,
) -> list[Entry]:
    held = [item for item in items if in_a(item.registered)]
    entries = [entry for item in held for entry in _versions(item, amended)]
    entries += _cancelled(cancelled)
    entries.sort(key=lambda e: (e.received, e.item.declaration.number, e.item.number))
    plain = [e for e in entries if e.fate is Fate.SHIPMENT and e.factor == 1]
    plain = [e for e in plain if e.message is Message.ORIGINAL and _is_whole(e.item)]
    copied = _some(plain, group=2, others=6, rng=rng)
    return entries + [replace(entry, fate=Fate.DUPLICATE) for entry in copied]


def _of_b(items: Sequence[Item], amended: dict[str, int]) -> list[Entry]:
    """Everything of two years; what A saw amended stands here as first declared."""
    entries = []
    for item in items:
        if B_DAYS[0] <= item.registered <= B_DAYS[1]:
            factor = WRONG[0] if _key(item) in amended else Decimal(1)
            blind = world.is_blind(item.registered)
            fate = Fate.SHIPMENT if blind else Fate.DUPLICATE
            entries.append(replace(_entry(item), factor=factor, fate=fate))
    return entries


def _of_c_2022(items: Sequence[Item], rng: random.Random) -> list[Entry]:
    entries = []
    for item in items:
        if item.registered.year == C_BEGINS.year:
            fate = Fate.DUPLICATE if in_a(item.registered) else Fate.SHIPMENT
            entries.append(replace(_entry(item), fate=fate))
    late = [e for e in entries if e.fate is Fate.SHIPMENT and _is_whole(e.item)]
    (copied,) = _some(late, group=1, others=0, rng=rng)
    entries.append(replace(copied, fate=Fate.DUPLICATE))
    for broken in _some(late, group=0, others=2, rng=rng):
        entries[entries.index(broken)] = replace(broken, fate=Fate.QUARANTINED)
    return entries


def _versions(item: Item, amended: dict[str, int]) -> list[Entry]:
    """All versions of an item; only the last counts."""
    last = amended.get(_key(item), 0)
    return [
        Entry(
            item=item,
            message=Message.AMENDED if version else Message.ORIGINAL,
            received=item.registered + timedelta(days=40 * version),
            factor=Decimal(1) if version == last else WRONG[version],
            fate=Fate.SHIPMENT if version == last else Fate.DUPLICATE,
        )
        for version in range(last + 1)
    ]


def _cancelled(items: Iterable[Item]) -> list[Entry]:
    """Declarations, then their cancellation: item by item, or one row for all of it."""
    entries = []
    for item in items:
        told = replace(_entry(item), fate=Fate.DUPLICATE)
        later = item.registered + timedelta(days=20)
        whole = item.registered > date(2021, 11, 1)
        entries.append(told)
        if not whole or item.number == 1:
            message = Message.CANCELLED
            entries.append(replace(told, message=message, received=later, whole=whole))
    return entries


def _to_amend(items: Sequence[Item], rng: random.Random) -> dict[str, int]:
    """Number of amendments by item; the first one is amended twice."""
    last = date(2021, 12, 31)
    held = [i for i in items if in_a(i.registered) and i.registered <= last]
    plain = [_entry(item) for item in held if _is_whole(item)]
    chosen = [_key(e.item) for e in _some(plain, group=7, others=18, rng=rng)]
    return dict.fromkeys(chosen, 1) | {chosen[0]: 2}


def _some(
    entries: Sequence[Entry], *, group: int, others: int, rng: random.Random
) -> list[Entry]:
    mine = [entry for entry in entries if is_group(entry.item)]
    rest = [e for e in entries if e.item.declaration.importer.role == "importer"]
    return rng.sample(mine, group) + rng.sample(rest, others)


def _entry(item: Item) -> Entry:
    return Entry(item=item, received=item.registered)


def _is_whole(item: Item) -> bool:
    return item.flaw is Flaw.NONE


def _key(item: Item) -> str:
    return f"{item.declaration.number}#{item.number}"
