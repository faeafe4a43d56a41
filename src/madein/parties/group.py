"""Which rows are imports of the subject: membership as of the day of each row."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from madein.engine import Engine, Row
from madein.errors import CaseError, Fault
from madein.parties.names import name_key, read_party
from madein.question import Member, Subject
from madein.tables import MEMBER_NAME

# Who is called like a member, where another firm in the records is called so too.
NAMESAKE = replace(MEMBER_NAME, name="namesake")


def fill_members(engine: Engine, subject: Subject) -> None:
    """Tables `member_name` and `namesake`: spellings that mean, or may mean, a member.

    A spelling means a member when its tax id is the member's. Where spelling or member
    has no tax id, the name decides, in some script and with some legal form; but if
    the records give that name to firms with different tax ids, it is only a namesake.

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
    for _, tax_id, key in spellings:
        if tax_id is not None:
            ids[key].add(tax_id)
    sure: list[Row] = []
    maybe: list[Row] = []
    for found, tax_id, key in spellings:
        member = by_id.get(tax_id or "")
        if member is not None:
            sure.append(_row(found, member))
            continue
        member = by_key.get(key)
        if member is None or (tax_id is not None and member.tax_id is not None):
            continue
        others = ids[key] - {member.tax_id}
        is_one_firm = len(others) <= (member.tax_id is None)
        (sure if is_one_firm else maybe).append(_row(found, member))
    engine.fill(MEMBER_NAME, sure)
    engine.fill(NAMESAKE, maybe)


def _read(found: Row) -> tuple[str | None, str]:
    """Tax id and key of a spelling."""
    field = read_party(found["name"])
    tax_id = found["tax_id"] if found["tax_id"] != "" else field.tax_id
    return tax_id, name_key(field.name or "")


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
