"""Built editions of one SYNTHETIC case, made once for all tests that compare or check.

Builds of a few figures, without red flags: a bundle holds what a build holds.
"""

import json
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from madein.analysis.exposure import exposure
from madein.analysis.origins import origins
from madein.analysis.shares import shares
from madein.analysis.total import total
from madein.case import build as building
from madein.case.bundle.contents import Page
from madein.case.bundle.write import write_bundle
from madein.case.opened import open_case
from madein.findings import figures
from madein.reference import countries
from madein.tables import FLAG

CASE = """\
title: A case to compare
synthetic: true
subject:
  name: Aurus
  members:
    - {name: Aurus LLC, tax_id: "7743237789"}
period: {since: 2022-01-01, until: 2022-12-31}
focus: [KR]
lists:
  - {name: Own list, regime: US, folder: lists}
sources:
  - {file: files/a.csv, layout: demo-english, encoding: utf-8, delimiter: ",", header_line: 1}
  - {file: files/b.csv, layout: demo-english, encoding: utf-8, delimiter: ",", header_line: 1}
"""
CLAIMS = """\
source: {title: A text, publisher: A paper}
claims:
  - {id: C1, text: It was 300., measure: total, says: at least 300 USD}
  - {id: C2, text: Korea was 100., measure: total, says: at least 100 USD,
     where: {role: origin, countries: [KR]}}
"""
HEADING = (
    "Declaration No,Item No,Registration Date,Importer TIN,Importer,Country of Origin,"
    "HS Code,Goods Description,Exporter,Exporter Country,Statistical Value USD,"
    "Invoice Amount,Invoice Currency"
)
GOODS = "8708290000,=1+1 bumper,HANKOOK PARTS CO,SOUTH KOREA"
A = (
    f"A/1,1,05/05/2022,7743237789,AURUS LLC,SOUTH KOREA,{GOODS},100.00,,",
    f"A/1,2,05/05/2022,7743237789,AURUS LLC,CHINA,{GOODS},200.00,,",
    f"A/4,1,05/05/2022,7743237789,AURUS LLC,CHINA,{GOODS},,10.00,EUR",
)
B = (
    f"B/1,1,06/05/2022,,AVRUS TRADE LLC,SOUTH KOREA,{GOODS},50.00,,",
    f"B/2,1,06/05/2022,7743237789,AURUS LLC,CHINA,{GOODS},7.00,,",
)
LISTED = (
    "name,measure,tax id,designated\nFiller LLC,asset freeze,7709780434,2021-01-01\n"
)
DECISION = {
    "v": 1,
    "id": "d1",
    "action": "same",
    "left": {"name": "AVRUS TRADE LLC", "country": "RU", "tax_id": None},
    "right": {"name": "AURUS LLC", "country": "RU", "tax_id": "7743237789"},
    "reason": "a slip of the pen",
    "evidence": [],
    "by": "ann",
    "at": "2026-11-21T09:00:00Z",
    "supersedes": None,
    "sitting": None,
}
CORRECTIONS = """\
corrections:
  - {file: files/b.csv, line: 3, field: statistical_usd, was: "7.00", now: "70.00",
     reason: a slip, provider: the vendor}
"""
PAGE = Page(
    quoted=lambda _: "select source_id, row from reject",
    drawn=lambda _, case, edition: f"{case.title}, edition {edition}",
)


@contextmanager
def few_figures():
    """Builds and checks of four analyses, without red flags, with known countries."""
    with pytest.MonkeyPatch.context() as patch:
        spellings = _spellings()
        patch.setattr(countries, "spellings", lambda: spellings)
        patch.setattr(building, "fill_flags", lambda engine, *_: engine.fill(FLAG, []))
        patch.setattr(figures, "CATALOGUE", (total, origins, exposure, shares))
        yield patch


@cache
def _spellings():
    return tuple(countries.spellings())


@cache
def _place():
    return tempfile.TemporaryDirectory(prefix="madein-editions-")  # goes with us


def write(folder, name, *rows):
    text = "\n".join((HEADING, *rows, ""))
    (folder / "files" / name).write_text(text, encoding="utf-8")


@cache
def first():
    """The first edition, built; nobody changes it."""
    folder = Path(_place().name) / "first"
    (folder / "files").mkdir(parents=True)
    (folder / "lists").mkdir()
    (folder / "case.yml").write_text(CASE, encoding="utf-8")
    (folder / "claims.yml").write_text(CLAIMS, encoding="utf-8")
    (folder / "lists" / "own_2022-01-01.csv").write_text(LISTED, encoding="utf-8")
    write(folder, "a.csv", *A)
    write(folder, "b.csv", *B)
    return _built(folder)


@cache
def by_people():
    """The same with a decision, a correction and another wording of a claim."""
    folder = copied("people")
    line = json.dumps(DECISION)
    (folder / "decisions.jsonl").write_text(f"{line}\n", encoding="utf-8")
    (folder / "corrections.yml").write_text(CORRECTIONS, encoding="utf-8")
    claims = CLAIMS.replace("at least 100 USD", "at most 20 USD")
    (folder / "claims.yml").write_text(claims, encoding="utf-8")
    return _built(folder)


@cache
def by_files():
    """The same with a file replaced, and one added that repeats a row and has one more."""
    folder = copied("files")
    entry = CASE.splitlines()[-1].replace("b.csv", "c.csv")
    (folder / "case.yml").write_text(f"{CASE}{entry}\n", encoding="utf-8")
    write(folder, "a.csv", A[0], A[1].replace("200.00", "250.00"), A[2])
    more = B[1].replace("B/2,1", "C/9,1").replace("7.00,,", "3.00,,")
    write(folder, "c.csv", B[1], more)
    return _built(folder)


@cache
def by_a_list():
    """The same with another copy of the list."""
    folder = copied("list")
    listed = f"{LISTED}Aurus LLC,asset freeze,7743237789,2022-02-01\n"
    (folder / "lists" / "own_2022-06-01.csv").write_text(listed, encoding="utf-8")
    return _built(folder)


def copied(name):
    """A copy of the first edition, to change."""
    return Path(shutil.copytree(first(), Path(_place().name) / name))


def _built(folder):
    with few_figures():
        open_case(folder).build()
    return folder


@cache
def bundle(*, with_files):
    """The first edition as a bundle."""
    file = Path(_place().name) / f"{with_files}.zip"
    with few_figures():
        write_bundle(open_case(first()), file, PAGE, with_files=with_files)
    return file
