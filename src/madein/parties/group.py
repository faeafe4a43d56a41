"""Which rows are imports of the subject: membership as of the day of each row."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from madein.engine import Engine, Row
from madein.errors import CaseError, Fault
from madein.parties.names import is_firm_inn, name_key, read_party, told_ids
from madein.question import Member, Subject
from madein.tables import MEMBER_NAME

# Who is called like a member, where another firm in the records is called so too.
NAMESAKE = replace(MEMBER_NAME, name="namesake")


def fill_members(engine: Engine, subject: Subject) -> None:
    """Tables `member_name` and `namesake`: spellings that mean, or may mean, a member.

    A spelling means a member when its tax id is the member's. Where spelling or member
    has no tax id, the name decides, in some script and with some legal form; but if
    the records give that name to firms with different tax ids, it is only a namesake.
    So is a spelling whose tax id is not the member's but cannot be right, and one that
    tells two tax ids.

    Args:
        engine: The engine, with `declared`.
        subject: Whom the case is about; its members are firms.
    """
    if subject.members == "all":
        return
    by_id, by_key = _claims(subject.members)
    role = subject.importer_role
    spellings = [
        (found, *_read(found))
        for found in engine.rows(
            f"select distinct coalesce({role}_name, '') as name, "
            f"coalesce({role}_tax_id, '') as tax_id from declared order by all"
        )
    ]
    ids: dict[str, set[str]] = defaultdict(set)
    for _, told, key in spellings:
        ids[key].update(told)
    sure: list[Row] = []
    maybe: list[Row] = []
    for found, told, key in spellings:
        named = [by_id[tax_id] for tax_id in told if tax_id in by_id]
        if named:
            (sure if len(told) == 1 else maybe).append(_row(found, named[0]))
            continue
        member = by_key.get(key)
        if member is None:
            continue
        if told and member.tax_id is not None:
            # Another firm's tax id keeps apart; what is no tax id tells nothing.
            if not any(map(is_firm_inn, told)):
                maybe.append(_row(found, member))
            continue
        others = ids[key] - {member.tax_id}
        is_one_firm = len(others) <= (member.tax_id is None)
        (sure if is_one_firm else maybe).append(_row(found, member))
    engine.fill(MEMBER_NAME, sure)
    engine.fill(NAMESAKE, maybe)


def _read(found: Row) -> tuple[tuple[str, ...], str]:
    """Tax ids and key of a spelling."""
    told = told_ids(found["tax_id"], found["name"])
    return told, name_key(read_party(found["name"]).name or "")


def _row(found: Row, member: Member) -> Row:
    return {
        **found,
        "member": member.name,
        "since": member.since,
        "until": member.until,
    }


def _claims(members: Sequence[Member]) -> tuple[dict[str, Member], dict[str, Member]]:
    """Members by tax id and by the key of their names.

    Raises:
        CaseError: Two members claim one tax id or one name.
    """
    by_id: dict[str, Member] = {}
    by_key: dict[str, Member] = {}
    faults: dict[str, Fault] = defaultdict()
    for member in members:
        keys = {name_key(name) for name in (member.name, *member.also)}
        claims = [(by_key, key) for key in sorted(keys)]
        if member.tax_id is not None:
            claims.append((by_id, member.tax_id))
        for claimed, key in claims:
            if claimed.setdefault(key, member) is not member:
                faults[key] = _claimed_twice(key, claimed[key], member)
    if faults:
        raise CaseError(*faults.values())
    return by_id, by_key


def _claimed_twice(key: str, first: Member, second: Member) -> Fault:
    return Fault(
        what=f"members '{first.name}' and '{second.name}' both claim '{key}'",
        where="case.yml, subject",
        fix="give each member names and a tax id of its own",
    )
