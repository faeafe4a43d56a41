"""Who owns whom, as a case tells it: its `case.yml` and the files it names."""

from collections.abc import Iterable
from pathlib import Path

from madein.errors import CaseError, Fault
from madein.parties.ownership.ftm import read_ftm
from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.register import party_key, read_register
from madein.parties.ownership.shares import ANY_SHARE, Days, read_share
from madein.parties.ownership.stakes import Graph, graph_of
from madein.question import CaseFile, Owner, Subject

CASE = "case.yml"
READERS = {
    ".csv": read_register,
    ".tsv": read_register,
    ".json": read_ftm,
    ".jsonl": read_ftm,
    ".ndjson": read_ftm,
    ".ijson": read_ftm,
}


def ownership_graph(case: CaseFile, told: Iterable[Holding]) -> Graph:
    """All that a case says about who holds what.

    Args:
        case: The case.
        told: What its files say, from `read_ownership`.
    """
    vouched = case.subject.owners_complete
    complete = None
    if vouched is not None:
        complete = Days(since=vouched.since, until=vouched.until)
    return graph_of([*case_holdings(case.subject), *told], complete)


def the_subject(subject: Subject) -> Party:
    """The subject as a whole, for rows of firms that nothing else is known about.

    Args:
        subject: Whom the case is about.
    """
    return Party(key="", name=subject.name)


def case_holdings(subject: Subject) -> list[Holding]:
    """The owners of `case.yml`; one without `owned` holds the same of every member.

    Args:
        subject: Whom the case is about.
    """
    return [
        holding for owner in subject.owners for holding in _holdings(subject, owner)
    ]


def read_ownership(folder: Path, case: CaseFile) -> list[Holding]:
    """What the files under `ownership` of `case.yml` say.

    Args:
        folder: The case folder.
        case: Its `case.yml`.

    Raises:
        CaseError: A file is absent or cannot be read; all faults at once.
    """
    faults: list[Fault] = []
    found: list[Holding] = []
    for name in case.ownership:
        file = folder / name
        reader = READERS.get(file.suffix.lower())
        if reader is None or not file.is_file():
            faults.append(_unread(file, name, is_there=file.is_file()))
            continue
        try:
            found += reader(file, name)
        except CaseError as error:
            faults += error.faults
    if faults:
        raise CaseError(*faults)
    return found


def _holdings(subject: Subject, owner: Owner) -> list[Holding]:
    days = Days(since=owner.since, until=owner.until)
    share = None if owner.share is None else read_share(str(owner.share))
    return [
        Holding(
            owner=Party(
                key=party_key(owner.name, owner.tax_id, CASE),
                name=owner.name,
                tax_id=owner.tax_id,
            ),
            owned=owned,
            share=ANY_SHARE if share is None else share,
            days=days,
            sure=days,
            source=CASE,
            where=CASE,
        )
        for owned in _owned(subject, owner)
    ]


def _owned(subject: Subject, owner: Owner) -> list[Party]:
    members = () if subject.members == "all" else subject.members
    firms = [
        Party(key=party_key(m.name, m.tax_id, CASE), name=m.name, tax_id=m.tax_id)
        for m in members
        if owner.owned in {None, m.name, m.tax_id}
    ]
    return firms if owner.owned is not None else [the_subject(subject), *firms]


def _unread(file: Path, name: str, *, is_there: bool) -> Fault:
    if not is_there:
        return Fault(
            what=f"there is no file '{name}'",
            where=f"{CASE}, ownership",
            fix=f"put it into {file.parent}, or remove the entry",
        )
    return Fault(
        what=f"'{name}' is no register of owners that madein reads",
        where=f"{CASE}, ownership",
        fix="save it as CSV, or as FollowTheMoney lines with the ending .jsonl",
    )
