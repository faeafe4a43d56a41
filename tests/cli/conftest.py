import sys
from dataclasses import dataclass

import pytest

from case.small import make
from madein.case.opened import open_case
from madein.cli import main


@dataclass(frozen=True, kw_only=True)
class Said:
    code: int
    out: str
    err: str


@pytest.fixture
def madein(monkeypatch, capsys):
    """Runs the command line in this process."""

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["madein", *map(str, args)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Said(code=ended.value.code, out=out, err=err)

    return run


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "case")


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A built case that no test changes."""
    made = make(tmp_path_factory.mktemp("cli") / "case")
    open_case(made).build()
    return made
