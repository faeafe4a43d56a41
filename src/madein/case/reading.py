"""The case folder on disk: making it, reading `case.yml`, adding sources to it."""

from dataclasses import asdict
from pathlib import Path

from madein.documents import read_document
from madein.errors import CaseError, Fault
from madein.question import CaseFile, SourceFile

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
        CaseError: The file is absent or wrong, or its days are out of order.
    """
    file = folder / "case.yml"
    case = read_document(file, CaseFile)
    spans = [("period", case.period), ("complete", case.complete)]
    faults = [
        Fault(
            what=f"'{name}' ends on {span.until}, before it begins on {span.since}",
            where=str(file),
            fix="exchange the two days",
        )
        for name, span in spans
        if span is not None and span.until < span.since
    ]
    faults += [
        Fault(
            what=f"product group '{group.name}' names neither codes nor words",
            where=str(file),
            fix="add `hs: [...]` or `words: [...]`",
        )
        for group in case.goods
        if not group.hs and not group.words
    ]
    if faults:
        raise CaseError(*faults)
    return case


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
    new = {
        name: value for name, value in asdict(entry).items() if value not in {None, ""}
    }
    tree["sources"] = [*kept, new]
    part = file.with_suffix(".yml.part")
    with part.open("w", encoding="utf-8") as handle:
        yaml.dump(tree, handle)
    part.replace(file)
