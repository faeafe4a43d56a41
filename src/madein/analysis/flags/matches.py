"""Firms of the user's files among the parties of the rows, and what is said of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from madein.analysis.flags.answer import (
    Answer,
    Word,
    World,
    both,
    causes,
    count,
    no,
    none_of,
    rows_that,
    unknown,
    yes,
)
from madein.analysis.flags.registers import Firm, read_registers
from madein.engine import Row, written_out
from madein.parties.reading.names import read_name
from madein.reference.countries import country_names
from madein.scope import Query
from madein.values import rows_words
from madein.verdict import Reason

NAMELESS = causes("supplier", blank=Reason.NAME_ONLY)
NAMELESS[Reason.COLUMN_ABSENT] = (
    "supplier is null and source_id not in "
    "(select source_id from field_coverage where field = 'sender_name')"
)
NAMELESS[Reason.NAME_ONLY] = "member is null or supplier is null"
NO_REGISTER = "the case names no register of firms"

_PARTIES = """
select party.party_id, party.name, ids, party.tax_id, party.country,
  (select list(distinct words) from party_name
   where party_name.party_id = party.party_id and words <> '') as words
from party where party_id in (
  select distinct {role} from (select *, ({belongs}) as belongs from imports)
  where belongs is not false and {role} is not null)
order by party_id"""


@dataclass(frozen=True, kw_only=True)
class Match:
    """A party of the rows that is, or may be, a firm of a file.

    Attributes:
        party: Row of `party`.
        firms: The firms.
        is_sure: Whether an id, or the file, says so; else a name alone.
    """

    party: Row
    firms: tuple[Firm, ...]
    is_sure: bool


Judge = Callable[[World, Match, Query], Answer]


def of_register(world: World, roles: tuple[str, ...], judge: Judge) -> Iterator[Answer]:
    """The answer of the subject as a whole, then of each party a register holds.

    Args:
        world: What a flag may look at.
        roles: Columns of `imports` whose parties are asked about.
        judge: Gives the answer on one party and its rows.
    """
    if not world.case.registers:
        yield unknown(Reason.COLUMN_ABSENT, NO_REGISTER)
        return
    firms = read_registers(world.base, world.case.registers)
    asked = {row["party_id"]: row for role in roles for row in parties(world, role)}
    found = [
        judge(world, match, rows_of_party(world, match.party["party_id"], roles))
        for match in matches(list(asked.values()), firms)
    ]
    rest = len(asked) - len(found)
    missing = f"{rest:,} of {len(asked):,} firms are in no register" if rest else ""
    yield together(world, found, len(asked), missing=missing)
    yield from found


def together(
    world: World, found: list[Answer], firms: int, *, none: str = "", missing: str = ""
) -> Answer:
    """One answer for all firms: yes where one is, no where all are known not to be.

    Args:
        world: What a flag may look at.
        found: Answers on single firms.
        firms: How many firms the rows name.
        none: Says that none is.
        missing: Says that some could not be asked about; empty where all could.
    """
    hits = [one for one in found if one.word is Word.YES and one.query is not None]
    open_ = [one for one in found if one.word is Word.OPEN]
    everything = rows_that(world.imports.sql, world.imports.params)
    if hits:
        listed = " union all ".join(
            f"select source_id, row from ({written_out(one.query.sql, one.query.params)}) "
            "where certain"
            for one in hits
            if one.query is not None
        )
        says = f"{len(hits):,} of {firms:,} firms"
        query = both(world.imports, f"(source_id, row) in ({listed})")
        return yes(says, rows_that(query.sql, query.params))
    if open_:
        says = f"{len(open_):,} of {firms:,} firms are not decided; none is for certain"
        return unknown(str(open_[0].reason), says, everything)
    if missing:
        return unknown(Reason.COVERAGE_GAP, missing, everything)
    named = both(world.imports, "supplier <> ''")
    _, nameless, reason = count(world, named, NAMELESS)
    if nameless or not firms:
        says = f"{rows_words(nameless)} name no sender, or may be of the subject"
        return unknown(reason, says, rows_that(named.sql, named.params))
    return none_of(world, none or f"none of {firms:,} firms", everything)


def parties(world: World, role: str) -> list[Row]:
    """The parties of the rows in a role, with the words of all their spellings.

    Args:
        world: What a flag may look at.
        role: Column of `imports`.
    """
    sql = _PARTIES.format(role=role, belongs=world.imports.sql)
    return world.engine.rows(sql, world.imports.params)


def rows_of_party(world: World, party_id: str, roles: tuple[str, ...]) -> Query:
    """The rows of a party in some roles.

    Args:
        world: What a flag may look at.
        party_id: Its id.
        roles: Columns of `imports`.
    """
    term = " or ".join(f"coalesce({role} = $party, false)" for role in roles)
    return both(world.imports, term, {"party": party_id})


def matches(asked: Sequence[Row], firms: Sequence[Firm]) -> list[Match]:
    """Parties that are firms of a file by id; else those with a firm's name.

    Args:
        asked: Rows of `parties`.
        firms: Firms of a file.
    """
    by_id: dict[str, list[Firm]] = {}
    by_name: dict[str, list[Firm]] = {}
    for firm in firms:
        for key in filter(None, (firm.party, firm.tax_id)):
            by_id.setdefault(key, []).append(firm)
        if firm.name and not firm.party and (key := _words(firm.name)):
            by_name.setdefault(key, []).append(firm)
    found = []
    for party in asked:
        sure = _by_id(party, by_id)
        alike = [
            firm
            for words in party["words"] or ()
            for firm in by_name.get(words, ())
            if not (firm.tax_id and party["ids"]) and _same_land(firm, party)
        ]
        if sure or alike:
            both_ways = tuple(dict.fromkeys(sure or alike))
            found.append(Match(party=party, firms=both_ways, is_sure=bool(sure)))
    return found


def _by_id(party: Row, by_id: Mapping[str, Sequence[Firm]]) -> list[Firm]:
    """Firms with an id of a party; the same number of another country is another firm."""
    found = list(by_id.get(party["party_id"], ()))
    for one in party["ids"] or ():
        scheme, _, value = one.partition(":")
        land = scheme.partition("-")[0].upper()
        found += [
            firm
            for firm in by_id.get(value, ())
            if firm.country in {"", land} or land not in country_names()
        ]
    return found


@cache
def _words(name: str) -> str:
    return read_name(name).key


def _same_land(firm: Firm, party: Row) -> bool:
    return not firm.country or not party["country"] or firm.country == party["country"]


def answered(
    match: Match, query: Query, word: Word, says: str, reason: str = ""
) -> Answer:
    """An answer on one party; by a name alone it is never more than open.

    Args:
        match: The party and the firms of the file.
        query: A term for the rows that the answer rests on.
        word: The answer.
        says: What the file says of the firm.
        reason: Why it is not determinable.
    """
    party, rows = match.party["party_id"], rows_that(query.sql, query.params)
    where = ", ".join(firm.where for firm in match.firms)
    says = f"{says} ({where})"
    if not match.is_sure:
        return unknown(Reason.NAME_ONLY, f"by its name alone: {says}", rows, party)
    if word is Word.OPEN:
        return unknown(reason, says, rows, party)
    found = yes if word is Word.YES else no
    return found(says, rows, party)
