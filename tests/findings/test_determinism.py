"""The same bytes, whatever the machine is set to: four builds of a small case.

`bench/determinism.py` does the same with the demo, 24 times.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from case.small import make
from findings import recount_builds
from findings.recount_builds import locales

# Hash seed, threads of the engine, time zone, locale, and from where it is called.
SETTINGS = (
    ("0", "1", "UTC", "C", ""),
    ("1", "2", "Asia/Seoul", "tr_TR.UTF-8", ""),
    ("77", "2", "America/New_York", "tr_TR.UTF-8", "elsewhere"),
    ("4242", "1", "Asia/Seoul", "C", "elsewhere"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("builds")
    first = make(root / "first" / "case")
    language = locales(root / "locales", [how[3] for how in SETTINGS[:2]])
    return [
        run(root / f"b{n}", first, language, *how) for n, how in enumerate(SETTINGS)
    ]


def run(place, first, language, seed, threads, zone, name, cwd):
    shutil.copytree(first, place / "case")
    start = place / cwd
    start.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": name, "LOCPATH": str(language),
    }  # fmt: skip
    if not (language / name).exists():  # a machine without sources of locales
        environment["LC_ALL"] = "C"
    folder = os.path.relpath(place / "case", start)
    command = [
        sys.executable,
        str(Path(recount_builds.__file__).resolve()),
        folder,
        threads,
    ]
    done = subprocess.run(  # noqa: S603 - our own code
        command, cwd=start, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_findings_are_the_same_bytes_under_every_setting(built):
    first, *others = [{**one, "locale": ""} for one in built]

    assert others == [first, first, first]


def test_the_settings_were_in_force(built):
    asked = {how[3] for how in SETTINGS}

    assert len({one["locale"] for one in built}) in {1, len(asked)}
