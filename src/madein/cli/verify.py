"""`madein verify`: a bundle checked, on any machine, offline."""

from dataclasses import asdict
from pathlib import Path

import click

from madein.case.verify.bundle import Verified, verify
from madein.case.verify.checks import Check
from madein.cli.export import PAGE
from madein.cli.output import (
    json_option,
    print_json,
    progress,
    quiet_option,
    synthetic_caveats,
    synthetic_note,
)
from madein.cli.plain import say

DIFFERS = 3


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@json_option
@quiet_option
def command(bundle: Path, *, as_json: bool, quiet: bool) -> int:
    """Check a bundle: its files, its sums, its figures and claims.

    Needs neither the case folder nor a network. Exit code 3 if anything differs.
    """
    found = verify(bundle, PAGE, progress(quiet=quiet))
    synthetic_note(synthetic=found.synthetic)
    if as_json:
        said = asdict(found) | {"agrees": found.agrees}
        print_json("verify", said, synthetic_caveats(synthetic=found.synthetic))
    else:
        _say(found, bundle)
    return 0 if found.agrees else DIFFERS


def _say(found: Verified, bundle: Path) -> None:
    say(f"{bundle}: {found.title}")
    say(f"  edition {found.edition}")
    say(f"  SHA-256 {found.sha256}")
    for line in found.versions:
        say(f"  other version: {line}")
    say("")
    for check in found.checks:
        _say_check(check)
    for line in found.unchecked:
        say(f"  not checked   {line}")
    say("")
    say(
        "Nothing differs."
        if found.agrees
        else f"{sum(len(check.differences) for check in found.checks):,} differences."
    )


def _say_check(check: Check) -> None:
    agree = check.compared - check.apart
    mark = "differs" if check.differences else "agrees"
    say(f"  {mark:<12}  {check.what}: {agree:,} of {check.compared:,} {check.of} agree")
    for line in check.differences:
        say(f"                - {line}")
