"""The files of a bundle: their digests, their sums, and what its tables give again."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from madein.case.build import made_from, read_written
from madein.case.bundle.contents import (
    Page,
)
from madein.case.bundle.manifest import NAME, digests_of, manifest
from madein.case.bundle.read import Bundle
from madein.case.bundle.recount import recount
from madein.case.verify.checks import Check, check_of
from madein.provenance import digest
from madein.question import CaseFile


def sealed(bundle: Bundle, page: Page) -> Iterator[Check]:  # noqa: ARG001 - steps share one signature
    """Files, by their SHA-256."""
    told = bundle.said["members"]
    found = digests_of(bundle.folder, bundle.names)
    differences = [
        f"{name}: not in the bundle" for name in sorted(told.keys() - found.keys())
    ]
    differences += [
        f"{name}: not named in {NAME}" for name in sorted(found.keys() - told.keys())
    ]
    differences += [
        f"{name}: SHA-256 {found[name]}, {NAME} says {told[name]}"
        for name in sorted(found.keys() & told.keys())
        if found[name] != told[name]
    ]
    yield check_of(
        "SHA-256 of each file", "files", len(told.keys() | found.keys()), differences
    )


def recounted(bundle: Bundle, page: Page) -> Iterator[Check]:  # noqa: ARG001 - steps share one signature
    """Figures added up again from their rows."""
    found = list(recount(bundle.folder))
    yield Check(
        what="figures added up from their rows in evidence/, with decimals alone",
        of="figures",
        compared=len(found),
        differences=tuple(f"{name}: {line}" for name, lines in found for line in lines),
        apart=sum(bool(lines) for _, lines in found),
    )


def same_files(bundle: Bundle, again: Path) -> Check:
    """The page and the lists of the bundle beside those made from its tables."""
    made = {
        path.relative_to(again).as_posix()
        for path in again.rglob("*")
        if path.is_file()
    }
    held = {name for name in bundle.names if not name.startswith(("case/", "tables/"))}
    differences = [f"{name}: missing in the bundle" for name in sorted(made - held)]
    differences += [f"{name}: not what the tables give" for name in sorted(held - made)]
    for name in sorted(made & held):
        line = _first_difference(bundle.folder / name, again / name)
        if line is not None:
            differences.append(f"{name}: line {line} is not what the tables give")
    return check_of(
        "the page, and each CSV file, made again from the tables",
        "files",
        len(made | held),
        differences,
    )


def _first_difference(one: Path, other: Path) -> int | None:
    """The first line in which two files differ; None where they are the same."""
    with one.open("rb") as left, other.open("rb") as right:
        number = 0
        while True:
            number += 1
            mine, theirs = left.readline(), right.readline()
            if mine != theirs:
                return number
            if not mine:
                return None


def said_rightly(bundle: Bundle, case: CaseFile, evidence: Mapping[str, str]) -> Check:
    """What `bundle.json` says of the case beside what the files of the case say."""
    said, folder = bundle.said, bundle.case_folder
    parts = made_from(folder, case, *read_written(folder, case), [])
    found = json.loads(json.dumps(parts, default=str))
    told = said["made_from"]
    apart = [
        f"made_from, {part}: not what the files in case/ say"
        for part in found
        if part not in {"versions", "sources"} and told.get(part) != found[part]
    ]
    if told.keys() != found.keys():
        apart.append(f"made_from names {', '.join(sorted(told))}")
    if digest(told)[:16] != said["edition"]:
        apart.append(f"edition {said['edition']} is not the digest of made_from")
    again = manifest(
        case,
        told,
        said["edition"],
        evidence=evidence,
        left_out=said["left_out"],
        digests=said["members"],
    )
    if again != bundle.text:
        apart.append("its text is not as madein writes it")
    return check_of(f"{NAME} and the files in case/", "parts", len(found) + 2, apart)
