"""Which parties are the subject: the members of case.yml among the parties found."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from madein.engine import Engine, Row
from madein.errors import CaseError, Fault
from madein.parties.decisions.file import (
    Action,
    Decision,
    Side,
)
from madein.parties.reading.field import read_mention
from madein.question import Member, Subject
from madein.tables import MEMBER_NAME

# Who may be a member, where nothing says so for certain.
NAMESAKE = replace(MEMBER_NAME, name="namesake")
ALWAYS = datetime(1, 1, 1, tzinfo=UTC)
# A party that turns out to be the subject brings all it has, however small the subject.
STAKE = """
update proposal set usd = worth.usd
from (select party_id, sum(usd) as usd from party_name group by all) as worth
where list_contains($members, left_party) <> list_contains($members, right_party)
  and worth.party_id = if(list_contains($members, left_party), right_party, left_party)"""
# Spellings of which nothing says that they mean no member: they name nobody, or ...
NAMELESS = """
select party_name.name, party_name.tax_id, party_name.country
from party_name join party using (party_id) where words = '' and len(ids) = 0"""
# ... they hold the digits of a member's id.
WITH_DIGITS = """
select name, tax_id, country from party_name
where contains(regexp_replace(name, '[^0-9]', '', 'g'), $digits)
  or contains(regexp_replace(tax_id, '[^0-9]', '', 'g'), $digits)"""
DIGITS = 8  # of an id; fewer are in other numbers as well

Spelling = tuple[str, str, str]
Open = dict[str, set[Member]]  # members that a party, or a name, may mean


def members_of(subject: Subject) -> tuple[Member, ...]:
    """The members that case.yml names; none where every importer is one.

    Args:
        subject: Whom the case is about.
    """
    return () if subject.members == "all" else subject.members


def sides(member: Member, country: str) -> list[Side]:
    """A member's spellings, as if records had them.

    Args:
        member: The member.
        country: ISO code of the country of the declarations; empty where not known.
    """
    tax_id = member.tax_id or ""
    names = dict.fromkeys((member.name, *member.also))
    return [Side(name=name, country=country, tax_id=tax_id) for name in names]


def told_same(subject: Subject, country: str) -> Iterator[Decision]:
    """What case.yml says of a member's names, as decisions: they are one firm.

    Args:
        subject: Whom the case is about.
        country: ISO code of the country of the declarations; empty where not known.
    """
    for member in members_of(subject):
        first, *others = sides(member, country)
        for number, other in enumerate(others, start=1):
            yield Decision(
                id=f"case.yml: {member.name}, {number}",
                action=Action.SAME,
                left=first,
                right=other,
                reason="named together in case.yml",
                by="case.yml",
                at=ALWAYS,
            )


def fill_members(engine: Engine, subject: Subject, country: str) -> None:
    """Tables `member_name` and `namesake`: spellings that mean, or may mean, a member.

    Of a proposal whether a party is a member's, what the party brought is at stake.

    A spelling means a member when its party is the member's, or its tax id is the one
    that case.yml gives the member. It may mean a member when it is an open proposal
    whether the two are one; when it comes to the member by name alone, beside an id
    that cannot be right; when it tells of two firms' ids; when the member acts in it for
    somebody else; when it names nobody; and when it holds the digits of the member's id.
    Of several members that it may mean, it has the earliest first day and the
    latest last one.

    Args:
        engine: The engine, with `party`, `party_name` and `proposal`.
        subject: Whom the case is about; its members are firms.
        country: ISO code of the country of the declarations; empty where not known.

    Two members that are one party are a `CaseError`.
    """
    if subject.members == "all":
        return
    found = engine.rows(
        "select party_id, name, tax_id, country, agent, how from party_name order by all"
    )
    parties = _parties(found, subject.members, country)
    engine.run(STAKE, {"members": list(parties)})
    open_to = _proposed(engine, parties)
    named: Open = defaultdict(set)
    for member in subject.members:
        for side in sides(member, country):
            named[side.mention().name.key].add(member)
    unsaid = _unsaid(engine, subject.members)
    sure: list[Row] = []
    maybe: list[Row] = []
    for row in found:
        own = parties.get(row["party_id"])
        if own is not None:
            (maybe if _is_doubtful(row, own) else sure).append(_named(row, {own}))
            continue
        others = open_to.get(row["party_id"], set()) | unsaid.get(_spelling(row), set())
        if row["agent"]:
            others |= named.get(read_mention(row["agent"]).name.key, set())
        if others:
            maybe.append(_named(row, others))
    engine.fill(MEMBER_NAME, sure)
    engine.fill(NAMESAKE, maybe)


def _unsaid(engine: Engine, members: tuple[Member, ...]) -> dict[Spelling, set[Member]]:
    """Spellings of which nothing says that they mean no member, and whom they may mean."""
    found: dict[Spelling, set[Member]] = defaultdict(set)
    for row in engine.rows(NAMELESS):
        found[_spelling(row)] |= set(members)
    for member in members:
        digits = re.sub("[^0-9]", "", member.tax_id or "")
        if len(digits) < DIGITS:
            continue
        for row in engine.rows(WITH_DIGITS, {"digits": digits}):
            found[_spelling(row)].add(member)
    return found


def _parties(
    found: list[Row], members: tuple[Member, ...], country: str
) -> dict[str, Member]:
    """The member of each party that is one.

    Raises:
        CaseError: Two members are one party.
    """
    party_of = {(r["name"], r["tax_id"], r["country"]): r["party_id"] for r in found}
    parties: dict[str, Member] = {}
    faults = []
    for member in members:
        for side in sides(member, country):
            party_id = party_of[side.name, side.tax_id, side.country]
            first = parties.setdefault(party_id, member)
            if first is not member:
                faults.append(_claimed_twice(first, member))
    if faults:
        raise CaseError(*dict.fromkeys(faults))
    return parties


def _proposed(engine: Engine, parties: dict[str, Member]) -> Open:
    """Parties that may be a member's or one with it, and those members."""
    found = _with_its_id(engine, parties)
    for pair in engine.rows("select left_party, right_party from proposal"):
        for party, other in (pair.values(), reversed(pair.values())):
            if other in parties and party not in parties:
                found[party].add(parties[other])
    return found


def _with_its_id(engine: Engine, parties: dict[str, Member]) -> Open:
    """Other parties that give a member's id beside one of their own, and that member."""
    rows = engine.rows(
        """
select other.party_id, party.party_id as member
from party join party as other
  on list_has_any(party.ids, other.ids) and other.party_id <> party.party_id
where list_contains($members, party.party_id)""",
        {"members": list(parties)},
    )
    found: Open = defaultdict(set)
    for row in rows:
        if row["party_id"] not in parties:
            found[row["party_id"]].add(parties[row["member"]])
    return found


def _is_doubtful(row: Row, member: Member) -> bool:
    """Whether a spelling of a member's party tells of another firm as well."""
    ids = read_mention(row["name"], tax_id=row["tax_id"], country=row["country"]).ids
    schemes = [scheme for scheme, _ in ids]
    if len(set(schemes)) < len(schemes):
        return True
    if row["how"] == "person" or not row["tax_id"] or member.tax_id is None:
        return False
    values = {value for _, value in ids}
    return member.tax_id not in values | {row["tax_id"].strip()}


def _spelling(row: Row) -> Spelling:
    return row["name"], row["tax_id"], row["country"]


def _named(row: Row, members: set[Member]) -> Row:
    """A spelling with the days on which any of some members belonged to the group."""
    firsts = [member.since for member in members]
    lasts = [member.until for member in members]
    return {
        **{name: row[name] for name in ("name", "tax_id", "country")},
        "member": min(member.name for member in members),
        "since": min((day for day in firsts if day), default=None)
        if all(firsts)
        else None,
        "until": max((day for day in lasts if day), default=None)
        if all(lasts)
        else None,
    }


def _claimed_twice(first: Member, second: Member) -> Fault:
    return Fault(
        what=f"members '{first.name}' and '{second.name}' are one firm in the records",
        where="case.yml, subject",
        fix="give each its own names and tax id, make one member of them, or take back "
        "the decision that joins them: madein parties CASE decisions",
    )
