"""Which parties are the subject: the members of case.yml among the parties found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from madein.engine import Engine, Row
from madein.errors import CaseError, Fault
from madein.parties.decisions.file import Action, Decision, Side
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
    that cannot be right; when it tells of two firms' ids; and when the member acts in
    it for somebody else.

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
    acting = {
        key: member
        for member in subject.members
        for key in (side.mention().name.key for side in sides(member, country))
    }
    sure: list[Row] = []
    maybe: list[Row] = []
    for row in found:
        own = parties.get(row["party_id"])
        if own is not None:
            (maybe if _is_doubtful(row, own) else sure).append(_named(row, own))
            continue
        other = open_to.get(row["party_id"])
        if other is None and row["agent"]:
            other = acting.get(read_mention(row["agent"]).name.key)
        if other is not None:
            maybe.append(_named(row, other))
    engine.fill(MEMBER_NAME, sure)
    engine.fill(NAMESAKE, maybe)


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


def _proposed(engine: Engine, parties: dict[str, Member]) -> dict[str, Member]:
    """Parties that may be a member's or one with it, and that member."""
    pairs = engine.rows(
        "select left_party, right_party from proposal "
        "order by score desc, left_party, right_party"
    )
    found = _with_its_id(engine, parties)
    for pair in pairs:
        for party, other in (pair.values(), reversed(pair.values())):
            if other in parties and party not in parties:
                found.setdefault(party, parties[other])
    return found


def _with_its_id(engine: Engine, parties: dict[str, Member]) -> dict[str, Member]:
    """Other parties that give a member's id beside one of their own, and that member."""
    rows = engine.rows(
        """
select other.party_id, party.party_id as member
from party join party as other
  on list_has_any(party.ids, other.ids) and other.party_id <> party.party_id
where list_contains($members, party.party_id) order by all""",
        {"members": list(parties)},
    )
    return {
        row["party_id"]: parties[row["member"]]
        for row in rows
        if row["party_id"] not in parties
    }


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


def _named(row: Row, member: Member) -> Row:
    return {
        **{name: row[name] for name in ("name", "tax_id", "country")},
        "member": member.name,
        "since": member.since,
        "until": member.until,
    }


def _claimed_twice(first: Member, second: Member) -> Fault:
    return Fault(
        what=f"members '{first.name}' and '{second.name}' are one firm in the records",
        where="case.yml, subject",
        fix="give each its own names and tax id, make one member of them, or take back "
        "the decision that joins them: madein parties CASE decisions",
    )
