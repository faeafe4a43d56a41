"""One build of a case in a process of its own, and the digests of what it hands over.

    python recount_builds.py CASE THREADS

The process sets the locale of its environment for everything, which madein never does.
"""

import csv
import hashlib
import io
import json
import locale
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from madein import engine as engines
from madein.case.bundle.write import write_bundle
from madein.case.opened import open_case
from madein.cli.export import PAGE
from madein.cli.report import make_report

TABLES = ("figure", "claim_result", "imports", "party", "flag")
ZONES = ("UTC", "Asia/Seoul", "America/New_York")
LOCALES = ("C", "ru_RU.UTF-8", "tr_TR.UTF-8")


def main(folder: str, threads: str) -> None:
    """Build, write what is handed over, print the digests."""
    locale.setlocale(locale.LC_ALL, "")
    engines.SETTINGS = (*engines.SETTINGS, f"set threads = {threads}")
    case = open_case(folder)
    case.build()
    found = {"report.html": digest(make_report(case).read_bytes())}
    zipped = Path(f"{folder}.zip")
    write_bundle(case, zipped, PAGE, with_files=False)
    found["bundle"] = digest(zipped.read_bytes())
    with case.tables() as engine:
        found |= {name: digest(as_csv(engine.rows(f"from {name}"))) for name in TABLES}
    sys.stdout.write(json.dumps(found | {"locale": locale.setlocale(locale.LC_ALL)}))


def as_csv(rows) -> bytes:
    """Rows in the order they are held in."""
    text = io.StringIO()
    csv.writer(text).writerows([row.values() for row in rows])
    return text.getvalue().encode()


def digest(given: bytes) -> str:
    """SHA-256, in hex."""
    return hashlib.sha256(given).hexdigest()


def locales(folder: Path, names: Sequence[str] = LOCALES) -> Path:
    """Locales that the machine does not have, made where its sources of locales are."""
    folder.mkdir(parents=True, exist_ok=True)
    localedef = shutil.which("localedef")
    for name in names:
        if localedef and name != "C":
            command = [
                localedef,
                "-i",
                name.split(".")[0],
                "-f",
                "UTF-8",
                str(folder / name),
            ]
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own words
    return folder


if __name__ == "__main__":
    main(*sys.argv[1:])
