"""The case folder on disk: making it, reading `case.yml`, adding sources to it."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from madein.documents import line_of, read_document
from madein.errors import CaseError, Fault
from madein.goods.groups import OTHER
from madein.parties.ownership.holding import overfull, too_much
from madein.parties.ownership.owners import case_holdings
from madein.parties.ownership.shares import read_share
from madein.question import CaseFile, Complete, Member, Owner, Period, SourceFile
from madein.reference.countries import country_names

Steps = tuple[str | int, ...]  # keys and places that lead to a setting
Problem = tuple[Steps, str, str]  # where, what is wrong, what would mend it

BLANK_CASE = """\
title: {title}
subject:
  name: {title}
  members:                 # firms of the group; `all` for every importer in the records
    - name: {title}
      also: []             # other spellings, in any script
      tax_id:              # in quotation marks, like "7743237789"
      since:               # first day in the group; empty if it always was
      until:
period: {{since: 2018-01-01, until: 2023-12-31}}
events: []                 # - {{name: invasion, label: Full-scale invasion, date: 2022-02-24}}
focus: []                  # countries the case asks about, like [KR]
goods: []                  # - {{name: body parts, hs: ["8707", "8708"]}}
lists: []                  # - {{name: OFAC SDN, regime: US, format: ofac-sdn, folder: lists}}
sources: []                # written by `madein add`
"""


def make_case(folder: Path) -> None:
    """A new case folder with a `case.yml` to fill in.

    Args:
        folder: The folder; it may exist, but must not hold a case.

    Raises:
        CaseError: It holds a case.
    """
    if (folder / "case.yml").exists():
        raise CaseError(
            Fault(
                what="there is a case already",
                where=str(folder / "case.yml"),
                fix="name another folder, or edit this one",
            )
        )
    (folder / "files").mkdir(parents=True, exist_ok=True)
    text = BLANK_CASE.format(title=folder.resolve().name)
    (folder / "case.yml").write_text(text, encoding="utf-8")


def read_case(folder: Path) -> CaseFile:
    """The `case.yml` of a folder.

    Args:
        folder: The case folder.

    Raises:
        CaseError: The file is absent or wrong, or some of it would be misread.
    """
    file = folder / "case.yml"
    case = read_document(file, CaseFile)
    problems = [*_span_problems(case), *_subject_problems(case), *_owner_problems(case)]
    problems += [*_goods_problems(case), *_control_problems(case)]
    problems += _list_problems(case)
    problems += [
        (
            ("focus",),
            f"'{code}' in 'focus' is no country code",
            "write two capital letters, like KR",
        )
        for code in case.focus
        if code not in country_names()
    ]
    if problems:
        raise CaseError(
            *(
                Fault(what=what, where=f"{file}:{line_of(file, *path)}", fix=fix)
                for path, what, fix in problems
            )
        )
    return case


def _span_problems(case: CaseFile) -> Iterator[Problem]:
    spans: list[tuple[Steps, str, Period | Complete | Owner | Member | None]] = [
        (("period",), "'period'", case.period),
        (("complete",), "'complete'", case.complete),
        (
            ("subject", "owners_complete"),
            "'subject.owners_complete'",
            case.subject.owners_complete,
        ),
    ]
    spans += [
        (("subject", "owners", place), f"owner '{owner.name}'", owner)
        for place, owner in enumerate(case.subject.owners)
    ]
    if case.subject.members != "all":
        spans += [
            (("subject", "members", place), f"member '{member.name}'", member)
            for place, member in enumerate(case.subject.members)
        ]
    for path, name, span in spans:
        if span is None or span.since is None or span.until is None:
            continue
        if span.until < span.since:
            what = f"{name} ends on {span.until}, before it begins on {span.since}"
            yield path, what, "exchange the two days"


def _subject_problems(case: CaseFile) -> Iterator[Problem]:
    if not case.subject.members:
        yield (
            ("subject", "members"),
            "the subject has no members",
            "name its firms, or write `members: all`",
        )


def _owner_problems(case: CaseFile) -> Iterator[Problem]:
    members = case.subject.members if case.subject.members != "all" else ()
    with_ids = {
        name for m in members if m.tax_id is not None for name in (m.name, m.tax_id)
    }
    for place, owner in enumerate(case.subject.owners):
        path = ("subject", "owners", place)
        if owner.share is not None and read_share(str(owner.share)) is None:
            yield (
                path,
                f"owner '{owner.name}' holds {owner.share} percent",
                "write its share as more than 0 and at most 100, or as a part like 1/6",
            )
        if owner.owned is not None and owner.owned not in with_ids:
            yield (
                path,
                f"owner '{owner.name}' owns '{owner.owned}', no member with a tax id",
                "write the name or the tax id of a member that has one",
            )
    are_named = case.subject.owners or case.ownership
    if case.subject.owners_complete is not None and not are_named:
        yield (
            ("subject", "owners_complete"),
            "the owners are said to be complete, and none is named",
            "name them under `owners` or in files under `ownership`, or remove it",
        )
    found = overfull(case_holdings(case.subject))
    # What is too much of the whole subject is too much of each member.
    for one in [one for one in found if not one.owned.key] or found:
        fault = too_much(one)
        yield ("subject", "owners"), fault.what, fault.fix


def _goods_problems(case: CaseFile) -> Iterator[Problem]:
    names = [group.name for group in case.goods]
    for place, name in enumerate(names):
        if name in names[:place] or name == OTHER:
            what = f"product group '{name}' has the name of another"
            yield ("goods", place), what, "give it its own"
    for place, group in enumerate(case.goods):
        path = ("goods", place)
        if not group.hs and not group.words:
            yield (
                path,
                f"product group '{group.name}' names neither codes nor words",
                "add `hs: [...]` or `words: [...]`",
            )
        for code in group.hs:
            if not re.fullmatch(r"[0-9]{1,12}", code):
                yield (
                    path,
                    f"'{code}' in product group '{group.name}' is no beginning of a code",
                    "write digits alone, like 870829",
                )
        if not all(word.strip() for word in group.words):
            yield (
                path,
                f"an empty word in product group '{group.name}' fits every row",
                "remove it",
            )


def _control_problems(case: CaseFile) -> Iterator[Problem]:
    """Goods that an event leaves alone must be product groups of the case."""
    names = [group.name for group in case.goods] + [OTHER]
    for place, event in enumerate(case.events):
        for name in event.control:
            if name not in names:
                yield (
                    ("events", place),
                    f"control '{name}' of event '{event.name}' is no product group",
                    f"use one of {', '.join(names)}",
                )


def _list_problems(case: CaseFile) -> Iterator[Problem]:
    """Entries of lists are told apart by the names of their lists."""
    names = [listed.name for listed in case.lists]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield (
                ("lists", place),
                f"two lists are called '{name}'",
                "give each list a name of its own",
            )


def add_entry(folder: Path, entry: SourceFile) -> None:
    """Write a source into `case.yml`, in place of one with the same file and sheet.

    Comments and order of the file stay as they are.

    Args:
        folder: The case folder.
        entry: The source.
    """
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = 100
    file = folder / "case.yml"
    tree = yaml.load(file.read_text(encoding="utf-8"))
    sources = tree.get("sources") or []
    kept = [
        known
        for known in sources
        if (known["file"], known.get("sheet", "")) != (entry.file, entry.sheet)
    ]
    usual = SourceFile(file="", layout="")
    new = {
        name: value
        for name, value in asdict(entry).items()
        if value != getattr(usual, name)
    }
    tree["sources"] = [*kept, new]
    part = file.with_suffix(".yml.part")
    with part.open("w", encoding="utf-8") as handle:
        yaml.dump(tree, handle)
    part.replace(file)
