"""RF04: a new importer at the address of a listed party; and when two addresses are one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from madein.analysis.flags.answer import (
    Answer,
    Word,
    World,
    count,
    no,
    rows_that,
    unknown,
    yes,
)
from madein.analysis.flags.facts import table
from madein.analysis.flags.matches import matches, parties
from madein.analysis.flags.newcomers import SINCE, blind_since, subject_new
from madein.analysis.flags.priority import IS_PRIORITY, NOT_HELD, WHY_OPEN, is_held
from madein.analysis.flags.registers import Firm, read_registers
from madein.engine import Row
from madein.parties.reading.lexicon import merge_phrases
from madein.parties.reading.scripts import skeleton
from madein.scope import Query
from madein.verdict import Reason

POSTCODE = 5  # digits and more


@dataclass(frozen=True, kw_only=True)
class Place:
    """An address, read.

    Attributes:
        words: Its words in one alphabet, without street, house and the like.
        numbers: Its numbers, in order; of house, block and room.
        postcode: Its longest number, from five digits; empty where it has none.
    """

    words: frozenset[str]
    numbers: tuple[str, ...]
    postcode: str

    def is_same(self, other: "Place") -> bool | None:
        """Whether two addresses are one; None where one says more than the other.

        An address without a number, or without two words, is nobody's own.

        Args:
            other: The other.
        """
        if not (self.is_telling and other.is_telling):
            return False
        if self.postcode and other.postcode and self.postcode != other.postcode:
            return False
        if (self.words, self.numbers) == (other.words, other.numbers):
            return True
        least = min(len(self.numbers), len(other.numbers))
        is_begun = self.numbers[:least] == other.numbers[:least]
        return None if is_begun and self._shares(other) else False

    @property
    def is_telling(self) -> bool:
        """Whether it has a number and two words besides."""
        return bool(self.numbers) and len(self.words) > 1

    def _shares(self, other: "Place") -> bool:
        return self.words <= other.words or other.words <= self.words


def listed_address(world: World) -> Answer:
    """RF04: whether a new importer of high-priority goods is where a listed party is.

    Args:
        world: What a flag may look at.
    """
    if not is_held(world):
        return unknown(Reason.LIST_NOT_LOADED, NOT_HELD)
    day = {"day": world.day}
    goods = Query(sql=f"({SINCE}) and {IS_PRIORITY}", params=day)
    sure, open_, reason = count(world, goods, WHY_OPEN)
    query = rows_that(goods.sql, goods.params)
    if not sure and not open_:
        if (gap := blind_since(world)) is not None:
            return unknown(Reason.COVERAGE_GAP, gap, rows_that(SINCE, day))
        return no("no high-priority goods since the day", rows_that(SINCE, day))
    new = subject_new(world)
    if new.word is Word.NO:
        return no(f"the importer is not new: {new.says}", new.query)
    importers = parties(world, "importer")
    held = _importers(world, importers)
    addresses = [firm for firms in held for firm in firms]
    if not addresses:
        says = "no register of the case gives the importer's address"
        return unknown(Reason.COLUMN_ABSENT, says, query)
    listed = _listed_addresses(world)
    if not listed:
        return unknown(Reason.LIST_NOT_LOADED, "no list held gives addresses", query)
    shared, perhaps = _shared(addresses, listed)
    if not shared and not perhaps:
        if rest := len(importers) - len(held):
            says = f"no register gives the address of {rest:,} of {len(importers):,} importers"
            return unknown(Reason.COLUMN_ABSENT, says, query)
        return no(f"its address is none of {len(listed):,} listed ones", query)
    says = "; ".join(shared or perhaps)
    if not shared:
        return unknown(Reason.NAME_ONLY, f"the addresses are alike: {says}", query)
    if new.word is Word.OPEN:
        return unknown(new.reason or Reason.COVERAGE_GAP, f"{says}; {new.says}", query)
    if not sure:
        return unknown(reason, f"{says}; the goods may be high-priority", query)
    return yes(says, query)


def _importers(world: World, importers: Sequence[Row]) -> list[list[Firm]]:
    """Of each importer whose address is certain, its firms in the registers."""
    firms = read_registers(world.base, world.case.registers)
    sure = [match for match in matches(importers, firms) if match.is_sure]
    found = [[firm for firm in match.firms if firm.address] for match in sure]
    return [firms for firms in found if firms]


def _listed_addresses(world: World) -> list[Row]:
    if not world.has("list_address"):
        return []
    return world.engine.rows("""
select list, entry, address, (select min(name) from listing
  where listing.list = list_address.list and listing.entry = list_address.entry) as name
from list_address order by list, entry, address""")


def _shared(
    firms: Sequence[Firm], listed: Sequence[Row]
) -> tuple[list[str], list[str]]:
    """Addresses of listed parties that are those of firms, and those that are alike."""
    shared, perhaps = [], []
    for firm in firms:
        mine = read_place(firm.address)
        for row in listed:
            is_same = mine.is_same(read_place(row["address"]))
            says = f"'{firm.address}' and '{row['address']}' of {row['name']} ({row['list']})"
            if is_same is True:
                shared.append(says)
            elif is_same is None:
                perhaps.append(says)
    return shared, perhaps


@cache
def read_place(address: str) -> Place:
    """An address as words and numbers that its spellings share.

    Args:
        address: As written.

    Examples:
        >>> one = read_place("Москва, ул. Мира, д. 5, оф. 12")
        >>> one == read_place("Moscow, Mira street 5, office 12")
        True
        >>> one.is_same(read_place("Moscow, Mira street 12, office 5"))
        False
        >>> one.is_same(read_place("Moscow, Mira street 5")) is None
        True
    """
    found = re.findall(r"[0-9]+|[^\W\d_]+", address)
    numbers = [word for word in found if word.isdigit()]
    codes = sorted((n for n in numbers if len(n) >= POSTCODE), key=len)
    skeletons = [skeleton(word.casefold()) for word in found if not word.isdigit()]
    words = [word for word in skeletons if word and word not in _fillers()]
    return Place(
        words=frozenset(merge_phrases(words) if words else ()),
        numbers=tuple(n for n in numbers if len(n) < POSTCODE),
        postcode=codes[-1] if codes else "",
    )


@cache
def _fillers() -> frozenset[str]:
    return frozenset(skeleton(row["word"]) for row in table("address_words.csv"))
