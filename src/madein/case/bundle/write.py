"""A bundle written from a built case."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from madein.case.build import named_files
from madein.case.bundle.contents import (
    Page,
    wanted_rows,
    write_contents,
    write_tables,
)
from madein.case.bundle.manifest import NAME, manifest
from madein.case.bundle.zipped import is_plain, write_zip
from madein.case.opened import Case
from madein.errors import CaseError, Fault
from madein.provenance import file_sha256
from madein.question import CaseFile

# What people write in a case folder, beside the files that `case.yml` names.
WRITTEN = (
    "case.yml",
    "claims.yml",
    "corrections.yml",
    "decisions.jsonl",
)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A bundle as it was written.

    Attributes:
        file: The zip file.
        sha256: Its digest: whoever knows it knows that the bundle is this one.
        bytes: Its size.
        members: How many files it holds.
        left_out: Files of the case that are not in it.
    """

    file: Path
    sha256: str
    bytes: int
    members: int
    left_out: tuple[str, ...]


def write_bundle(case: Case, file: Path, page: Page, *, with_files: bool) -> Written:
    """Write the current build of a case as a bundle.

    Args:
        case: The case, built.
        file: Where to; replaced in one step.
        page: How the page is drawn.
        with_files: Whether the files of records go into it.

    Raises:
        CaseError: Two files of the case are one to systems that do not tell capital
            letters apart.
    """
    note = case.store.note()
    own, left_out = own_files(case.folder, case.file, with_files=with_files)
    twins = len({name.casefold() for name in own}) < len(own)
    if twins:
        raise CaseError(
            Fault(
                what="names of two files differ in capital letters alone",
                where=str(case.folder),
                fix="rename one of them",
            )
        )
    with TemporaryDirectory(prefix="bundle-", dir=case.store.scratch) as scratch:
        folder = Path(scratch)
        with case.tables() as engine:
            case.name_raw_text(engine, wanted_rows(engine, page))
            write_tables(engine, folder / "tables")
            evidence = write_contents(engine, case.file, note["edition"], page, folder)
        made = [
            str(path.relative_to(folder).as_posix())
            for path in folder.rglob("*")
            if path.is_file()
        ]
        members = {name: folder / name for name in made}
        members |= {f"case/{name}": case.folder / name for name in own}
        digests = {name: file_sha256(members[name]) for name in sorted(members)}
        text = manifest(
            case.file,
            note["made_from"],
            note["edition"],
            evidence=evidence,
            left_out=left_out,
            digests=digests,
        )
        members[NAME] = folder / NAME
        members[NAME].write_text(text, encoding="utf-8", newline="\n")
        write_zip(file, members)
    return Written(
        file=file,
        sha256=file_sha256(file),
        bytes=file.stat().st_size,
        members=len(members),
        left_out=tuple(left_out),
    )


def own_files(
    folder: Path, case: CaseFile, *, with_files: bool
) -> tuple[list[str], list[str]]:
    """Files of a case that go into a bundle, and those that stay out.

    Args:
        folder: The case folder.
        case: Its `case.yml`.
        with_files: Whether the files of records go into it.
    """
    own = [*WRITTEN, *_named(folder, case)]
    records = sorted({source.file for source in case.sources})
    own += records if with_files else []
    there = sorted({name for name in own if (folder / name).is_file()})
    inside = [name for name in there if is_inside(folder, name)]
    left_out = [name for name in there if name not in inside]
    return inside, sorted([*left_out, *([] if with_files else records)])


def _named(folder: Path, case: CaseFile) -> Iterator[str]:
    """Files that `case.yml` names, and layouts of the case's own."""
    yield from beside(case)
    for place in (*(listed.folder for listed in case.lists), "layouts"):
        for path in (folder / place).glob("*"):
            if path.is_file() and not path.name.startswith("."):
                yield f"{place.rstrip('/')}/{path.name}"


def beside(case: CaseFile) -> list[str]:
    """Files of a case beside its records, its lists and what people decided.

    Args:
        case: Its `case.yml`.
    """
    return [name for names in named_files(case).values() for name in names]


def is_inside(folder: Path, name: str) -> bool:
    """Whether a name is that of a file inside a folder, by a plain path.

    Args:
        folder: The folder.
        name: The name.
    """
    return is_plain(name) and (folder / name).resolve().is_relative_to(folder.resolve())
