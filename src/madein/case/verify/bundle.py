"""A bundle checked, step by step: each trusts less than the one before."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from madein.case.build import PACKAGES
from madein.case.bundle.contents import (
    Page,
)
from madein.case.bundle.manifest import NAME
from madein.case.bundle.read import Bundle, open_bundle
from madein.case.opened import Progress, silent
from madein.case.reading import read_case
from madein.case.verify.again import lists_outside, recomputed
from madein.case.verify.checks import Check
from madein.case.verify.held import recounted, sealed
from madein.case.verify.whole import rebuilt
from madein.errors import MadeinError
from madein.provenance import file_sha256
from madein.question import CaseFile

# What a damaged or foreign file may raise while it is read.
FAULTS = (
    MadeinError,
    ArithmeticError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    csv.Error,
)


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What a verification found.

    Attributes:
        title: Title of the case.
        synthetic: Whether its records are made up.
        edition: Which build the bundle holds.
        sha256: Digest of the bundle itself.
        versions: Programs that are another version here than where it was built.
        checks: The steps.
        unchecked: What could not be checked, and why.
    """

    title: str
    synthetic: bool
    edition: str
    sha256: str
    versions: tuple[str, ...]
    checks: tuple[Check, ...]
    unchecked: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing differs."""
        return not any(check.differences for check in self.checks)


def verify(file: Path, page: Page, say: Progress = silent) -> Verified:
    """Check a bundle, without the case it was written from and without a network.

    Args:
        file: The bundle.
        page: How the page of a case is drawn.
        say: Takes a line about the progress.
    """
    with open_bundle(file) as bundle:
        checks = []
        for step in STEPS:
            say(_about(step))
            checks += _tried(step, bundle, page)
        unchecked = list(unchecked_of(bundle))
        if not unchecked:
            say("the case is built again from its files")
            checks += _tried(rebuilt, bundle, page)
        return Verified(
            title=bundle.said["title"],
            synthetic=bool(bundle.said.get("synthetic")),
            edition=bundle.said["edition"],
            sha256=file_sha256(file),
            versions=tuple(_versions(bundle)),
            checks=tuple(checks),
            unchecked=tuple(unchecked),
        )


def _about(step: Callable[[Bundle, Page], Iterable[Check]]) -> str:
    return str(step.__doc__).splitlines()[0].rstrip(".")


def _tried(
    step: Callable[[Bundle, Page], Iterable[Check]], bundle: Bundle, page: Page
) -> list[Check]:
    """The checks of a step; one that cannot be made is a difference, not a crash."""
    try:
        return list(step(bundle, page))
    except FAULTS as error:
        why = " ".join(str(error).split())
        line = f"could not be checked: {type(error).__name__}: {why}"
        what = _about(step)
        return [Check(what=what, of="steps", compared=1, differences=(line,), apart=1)]


def _versions(bundle: Bundle) -> Iterator[str]:
    then = bundle.said["made_from"].get("versions", {})
    for package in PACKAGES:
        here = version(package)
        if then.get(package) != here:
            yield f"{package} {then.get(package)} in the bundle, {here} here"


def unchecked_of(bundle: Bundle) -> Iterator[str]:
    """What the bundle does not hold, so that it cannot be checked."""
    case = read_case_or_none(bundle.case_folder)
    if case is None:
        yield "the case: its case.yml cannot be read"
        return
    if outside := lists_outside(bundle, case):
        yield (
            f"listings and verdicts: {', '.join(outside)} lies outside the case folder, "
            "and is not in the bundle"
        )
    records = sorted({source.file for source in case.sources})
    absent = [name for name in records if f"case/{name}" not in bundle.names]
    if absent:
        yield (
            "whether rows and flags are what the files of records give: these are not in "
            f"the bundle ({', '.join(absent)}), but their SHA-256 are in {NAME}"
        )


def read_case_or_none(folder: Path) -> CaseFile | None:
    """The case of a folder; None where it cannot be read.

    Args:
        folder: The case folder.
    """
    try:
        return read_case(folder)
    except FAULTS:
        return None


STEPS: tuple[Callable[[Bundle, Page], Iterable[Check]], ...] = (
    sealed,
    recounted,
    recomputed,
)
