"""RF08, RF09, RF16 and RF17: what files of the user say of the firms in the rows."""

from collections.abc import Iterator
from datetime import date

from madein.analysis.flags.addresses import read_place
from madein.analysis.flags.answer import (
    Answer,
    Word,
    World,
    both,
    causes,
    count,
    unknown,
)
from madein.analysis.flags.facts import table
from madein.analysis.flags.matches import (
    Match,
    answered,
    matches,
    of_register,
    parties,
    rows_of_party,
    together,
)
from madein.analysis.flags.registers import (
    Firm,
    read_registers,
    read_shippers,
    same_founder,
)
from madein.reference.blocs import bloc
from madein.reference.countries import country_names
from madein.scope import Query
from madein.values import day_words, rows_words
from madein.verdict import Reason

RUSSIA = "RU"
# Codes of four digits; a code cut shorter may be of any that begin with it.
ODD = """case when hs is null then null when length(hs) >= 4
  then list_contains($odd, left(hs, 4))
  when len(list_filter($odd, lambda code: starts_with(code, hs))) = 0 then false end"""
WHY_ODD = causes("hs") | {"HS_CUT": "length(hs) < 4"}


def young(world: World) -> Iterator[Answer]:
    """RF08: whether a firm outside the coalition was founded on or after the day.

    Args:
        world: What a flag may look at.
    """
    return of_register(world, ("supplier", "importer"), _young)


def founding_days(world: World) -> dict[str, tuple[date, date]] | None:
    """First and last day on which suppliers may have been founded; None without a register.

    Only firms that a register names by id, and of which it gives a day, are in it.

    Args:
        world: What a flag may look at.
    """
    if not world.case.registers:
        return None
    firms = read_registers(world.base, world.case.registers)
    found = {}
    for match in matches(parties(world, "supplier"), firms):
        spans = [firm.founded for firm in match.firms if firm.founded is not None]
        if match.is_sure and spans:
            first, last = min(span[0] for span in spans), max(span[1] for span in spans)
            found[match.party["party_id"]] = (first, last)
    return found


def odd_business(world: World) -> Iterator[Answer]:
    """RF09: whether a firm's line of business does not fit the goods.

    Args:
        world: What a flag may look at.
    """
    return of_register(world, ("supplier", "importer"), _odd_business)


def russian_ties(world: World) -> Iterator[Answer]:
    """RF17: whether a supplier shares a founder or an address with a Russian firm.

    Args:
        world: What a flag may look at.
    """
    return of_register(world, ("supplier",), _russian_ties)


def known_shipper(world: World) -> Iterator[Answer]:
    """RF16: whether a supplier is on a published list of shippers.

    Args:
        world: What a flag may look at.
    """
    if not world.case.shippers:
        yield unknown(Reason.LIST_NOT_LOADED, "the case names no list of shippers")
        return
    shippers = read_shippers(world.base, world.case.shippers)
    suppliers = parties(world, "supplier")
    found = [
        _on_list(match, rows_of_party(world, match.party["party_id"], ("supplier",)))
        for match in matches(suppliers, shippers)
    ]
    listed = {answer.party_id for answer in found}
    unproved = [s for s in suppliers if not s["ids"] and s["party_id"] not in listed]
    off = f"none of {len(suppliers):,} suppliers on {len(shippers):,} entries"
    whole = together(world, found, len(suppliers), none=off)
    if whole.word is Word.NO and unproved:
        says = f"{off}; {len(unproved):,} suppliers have no number that could be on one"
        whole = unknown(Reason.NAME_ONLY, says, whole.query)
    yield whole
    yield from found


def _on_list(match: Match, query: Query) -> Answer:
    entries = "; ".join(
        dict.fromkeys(
            f"{firm.name or firm.tax_id}, {firm.source or 'no source given'}"
            for firm in match.firms
        )
    )
    return answered(match, query, Word.YES, f"on the list as {entries}")


def _young(world: World, match: Match, query: Query) -> Answer:
    spans = [firm.founded for firm in match.firms if firm.founded is not None]
    if not spans:
        says = "its day of founding is not given"
        return answered(match, query, Word.OPEN, says, Reason.COLUMN_ABSENT)
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    says = f"founded {day_words(first)}"
    says += "" if first == last else f" to {day_words(last)}"
    if last < world.day:
        return answered(match, query, Word.NO, says)
    lands = {firm.country for firm in match.firms} - {""}
    lands = lands or {match.party["country"]} - {None}
    if not lands:
        says += ", in a country not given"
        return answered(match, query, Word.OPEN, says, Reason.COLUMN_ABSENT)
    members = bloc("coalition").ever()
    named = ", ".join(country_names().get(land, land) for land in sorted(lands))
    says += f", in {named}"
    if lands <= members:
        return answered(match, query, Word.NO, f"{says}, of the coalition")
    if first < world.day or lands & members:
        return answered(match, query, Word.OPEN, says, Reason.DATES_STRADDLE)
    return answered(match, query, Word.YES, f"{says}, outside the coalition")


def _odd_business(world: World, match: Match, query: Query) -> Answer:
    codes = sorted({firm.activity[:2] for firm in match.firms if firm.activity})
    if not codes:
        says = "its line of business is not given"
        return answered(match, query, Word.OPEN, says, Reason.COLUMN_ABSENT)
    known = {row["division"]: row for row in table("activities.csv")}
    if unclassed := [code for code in codes if code not in known]:
        says = f"division {', '.join(unclassed)}: no rule says which goods fit it"
        return answered(match, query, Word.OPEN, says, Reason.RULE_UNKNOWN)
    business = ", ".join(known[code]["business"] for code in codes)
    # Goods are odd where they fit none of a firm's lines of business.
    odd = set.intersection(*(set(known[code]["goods"].split()) for code in codes))
    asked = both(query, ODD, {"odd": sorted(odd)})
    sure, open_, reason = count(world, asked, WHY_ODD)
    if sure:
        says = f"{business}; {rows_words(sure)} of goods of other trades"
        return answered(match, asked, Word.YES, says)
    if open_:
        says = f"{business}; {rows_words(open_)} may be of goods of other trades"
        return answered(match, asked, Word.OPEN, says, reason)
    says = f"{business}; no row of goods that are known not to fit"
    return answered(match, query, Word.NO, says)


def _russian_ties(world: World, match: Match, query: Query) -> Answer:
    firms = read_registers(world.base, world.case.registers)
    russian = [
        firm for firm in firms if firm.country == RUSSIA and firm not in match.firms
    ]
    if not any(firm.founders or firm.address for firm in match.firms):
        says = "neither founders nor address are given"
        return answered(match, query, Word.OPEN, says, Reason.COLUMN_ABSENT)
    if not russian:
        says = "the registers hold no Russian firm"
        return answered(match, query, Word.OPEN, says, Reason.COVERAGE_GAP)
    ties = [
        tie for mine in match.firms for other in russian for tie in _ties(mine, other)
    ]
    if shared := [says for is_sure, says in ties if is_sure]:
        return answered(match, query, Word.YES, f"shares {'; '.join(shared)}")
    if ties:
        says = f"may share {'; '.join(says for _, says in ties)}"
        return answered(match, query, Word.OPEN, says, Reason.NAME_ONLY)
    sides = {"founders": "founders", "addresses": "address"}
    missing = [
        name
        for name, cell in sides.items()
        if not all(getattr(firm, cell) for firm in (*match.firms, *russian))
    ]
    says = f"no founder or address of {len(russian):,} Russian firms of the registers"
    if missing:
        says += f"; {' and '.join(missing)} are not given for all"
        return answered(match, query, Word.OPEN, says, Reason.COLUMN_ABSENT)
    return answered(match, query, Word.NO, says)


def _ties(mine: Firm, other: Firm) -> Iterator[tuple[bool, str]]:
    """What two firms share for certain, and what they may share."""
    told = f"{other.name or other.tax_id} ({other.where})"
    for founder in mine.founders:
        same = [same_founder(founder, theirs) for theirs in other.founders]
        if True in same:
            yield True, f"founder {founder.name} with {told}"
        elif None in same:
            yield False, f"a founder called {founder.name} with {told}"
    if mine.address and other.address:
        is_same = read_place(mine.address).is_same(read_place(other.address))
        if is_same is not False:
            yield bool(is_same), f"the address {mine.address} with {told}"
