"""A case of one small file, in a folder of its own."""

CASE = """\
# Kept: what a person wrote.
title: A small case
subject:
  name: Aurus
  members:
    - {name: Aurus LLC, tax_id: "7743237789"}   # kept too
period: {since: 2022-01-01, until: 2022-12-31}
focus: [KR]
sources:
  - {file: files/a.csv, layout: demo-english, encoding: utf-8, delimiter: ",", header_line: 1}
"""
CLAIMS = """\
source: {title: A text, publisher: A paper}
claims:
  - {id: C1, text: It was 300., measure: total, says: 300 USD}
"""
HEADING = (
    "Declaration No,Item No,Registration Date,Importer TIN,Importer,Country of Origin,"
    "Country of Dispatch,HS Code,Goods Description,Statistical Value USD"
)
ROWS = (
    "A/1,1,05/05/2022,7743237789,AURUS LLC,SOUTH KOREA,CHINA,8708290000,Bumper,100.00",
    "A/1,2,05/05/2022,7743237789,AURUS LLC,CHINA,CHINA,8708290000,=1+1 bumper,200.00",
    "A/2,1,06/05/2022,,,SOUTH KOREA,CHINA,8708290000,Bumper,50.00",
)


def write_rows(folder, *rows):
    text = "\n".join((HEADING, *rows, ""))
    (folder / "files" / "a.csv").write_text(text, encoding="utf-8")


def make(folder):
    """The case folder, with two certain rows and one without an importer."""
    (folder / "files").mkdir(parents=True)
    (folder / "case.yml").write_text(CASE, encoding="utf-8")
    (folder / "claims.yml").write_text(CLAIMS, encoding="utf-8")
    write_rows(folder, *ROWS)
    return folder
