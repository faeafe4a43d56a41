"""A planted change of the raw files flips the claims that rest on it, and no others."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from findings.raw_files import FORMS, read, write
from madein.case.opened import open_case

YES, NO = ("supported", ""), ("contradicted", "")
HEADINGS = {
    "declaration": ("ND", "Declaration No"),
    "message": ("KDT_TYPE", ""),
    "counted": ("STAT", ""),
    "day": ("G072", "Registration Date"),
    "tax_id": ("G081", "Importer TIN"),
    "importer": ("G082", "Importer"),
    "item": ("G32", "Item No"),
    "origin": ("G34", "Country of Origin"),
    "dispatch": ("G15A", "Country of Dispatch"),
    "maker": ("G31_11", "Manufacturer"),
    "hs": ("G33", "HS Code"),
    "words": ("G31_1", "Goods Description"),
    "usd": ("G46", "Statistical Value USD"),
}
COUNTRIES = {
    "SOUTH KOREA": "KR",
    "KOREA, REPUBLIC OF": "KR",
    "REPUBLIC OF KOREA": "KR",
    "CHINA": "CN",
    "INDIA": "IN",
}
# Korean in both roles, of 2018 or 2021, which vendor A alone holds.
WORTH_30_378 = ("10129060/230721/3009131", "1")
WORTH_40_551 = ("10129060/020118/3000017", "1")
WORTH_122_683 = "10013160/030918/3001739"  # the whole declaration


def left_open(reason):
    return "not determinable", reason


def day_of(text):
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


class Row(dict):
    """The cells of a row by short names; what is set goes into the file."""

    def __init__(self, heading, line):
        self.at = {
            name: n
            for n, words in enumerate(heading)
            for name, known in HEADINGS.items()
            if words.split(" (")[0] in known
        }
        self.line = list(line)
        super().__init__({name: line[n] for name, n in self.at.items()})

    @property
    def key(self):
        return self["declaration"], self["item"]

    @property
    def day(self):
        return day_of(self["day"])

    def country(self, role):
        return COUNTRIES.get(self[role], self[role])

    def cells(self):
        for name, n in self.at.items():
            self.line[n] = self[name]
        return self.line


def edit(change):
    """A mutation: what becomes of each row of the text files, none or several."""

    def edited(folder):
        for name in FORMS:
            heading, *lines = read(folder / name)
            rows = [
                new
                for line in lines
                for new in (
                    change(Row(heading, line)) if len(line) == len(heading) else [line]
                )
            ]
            cells = [row.cells() if isinstance(row, Row) else row for row in rows]
            write(folder / name, [heading, *cells])

    return edited


def changed(is_meant, **cells):
    """The same cells set in all rows that are meant."""

    def change(row):
        if is_meant(row):
            row.update({k: v for k, v in cells.items() if k in row})
        return [row]

    return edit(change)


def followed(is_meant, **cells):
    """Behind each row that is meant, a copy of it with other cells."""

    def change(row):
        if not is_meant(row):
            return [row]
        copy = Row([], row.line)
        copy.at = row.at
        copy.update({**row, **{k: v for k, v in cells.items() if k in row}})
        return [row, copy]

    return edit(change)


def the(key):
    return lambda row: row.key == key


def first(is_meant):
    """Only the first row that is meant."""
    seen = []

    def is_first(row):
        if seen or not is_meant(row):
            return False
        return not seen.append(row)

    return is_first


def in_2023(row):
    return row.day is not None and row.day.year == 2023


def is_korean(row):
    return row.country("origin") == "KR"


def is_chinese_of_2023(row):
    roles = {row.country("origin"), row.country("dispatch")}
    return in_2023(row) and roles == {"CN"}


def the_day_before(row):
    """Korean goods of 2022, moved to the day before the invasion."""
    since, until = date(2022, 2, 24), date(2022, 12, 31)
    if is_korean(row) and row.day is not None and since <= row.day <= until:
        row["day"] = "23/02/2022" if "/" in row["day"] else "23.02.2022"
    return [row]


def came_through_china(row):
    return is_korean(row) and row.country("dispatch") == "CN"


def copies(change):
    """A mutation of the dated copies of the list."""

    def edited(folder):
        for file in sorted((folder / "lists").glob("sdn_*.csv")):
            lines = file.read_bytes().split(b"\r\n")
            file.write_bytes(b"\r\n".join(change(file.name, lines)))

    return edited


def without(word):
    return lambda _, lines: [line for line in lines if word not in line]


def listed_early(name, lines):
    aurus = b'47956,"LIMITED LIABILITY COMPANY AURUS",' + b"-0- ," * 9
    aurus += b'"Tax ID No. 7743237789 (Russia)."'
    is_held = any(line.startswith(b"47956") for line in lines)
    return lines if is_held or name < "sdn_20220225" else [aurus, *lines]


MUTATIONS = {
    "a Korean row is missing": (
        edit(lambda row: [] if row.key == WORTH_30_378 else [row]),
        {"A1": NO, "G8": left_open("COLUMN_ABSENT")},
    ),
    "it belongs to another firm": (
        changed(the(WORTH_30_378), tax_id="0077298968", importer=""),
        {"A1": NO, "G8": left_open("COLUMN_ABSENT")},
    ),
    "it is outside the statistics": (
        changed(the(WORTH_30_378), counted="0"),
        {"A1": NO, "G8": left_open("COLUMN_ABSENT")},
    ),
    "its importer is not given": (
        changed(the(WORTH_30_378), tax_id="", importer=""),
        {"A1": left_open("NAME_ONLY"), "G8": left_open("COLUMN_ABSENT")},
    ),
    "an amendment takes the value away": (
        followed(the(WORTH_40_551), message="КДТ", usd="500,00"),
        {"A1": NO, "G8": left_open("COLUMN_ABSENT")},
    ),
    "a declaration is cancelled": (
        followed(
            first(lambda row: row["declaration"] == WORTH_122_683),
            message="АННУЛ",
            item="",
        ),
        {"A1": NO, "A3": NO, "G8": NO},
    ),
    "a row stands twice in the file": (
        followed(the(WORTH_30_378)),
        {},
    ),
    "a row of before is worth more": (
        changed(the(WORTH_40_551), usd="45000,00"),
        {},
    ),
    "a row of 2023 is worth 100,000 more": (
        changed(first(is_chinese_of_2023), usd="130,000.00"),
        {"A5": NO},
    ),
    "a row of 2024 turns up": (
        followed(
            first(in_2023), declaration="10009100/100224/3999999", day="10/02/2024"
        ),
        {"A7": NO, "G11": YES},
    ),
    "Korean goods of 2022 came the day before the invasion": (
        edit(the_day_before),
        {"A5": NO, "A6": NO, "G7": NO},
    ),
    "Korean goods came straight from Korea": (
        changed(came_through_china, dispatch="KR"),
        {"A3": NO, "G5": left_open("COLUMN_ABSENT"), "G8": NO},
    ),
    "Korean goods of 2023 name no origin": (
        changed(
            lambda row: (
                in_2023(row) and is_korean(row) and row.country("dispatch") == "KR"
            ),
            origin="",
        ),
        {"A6": left_open("ORIGIN_GROUP")},
    ),
    "Indian goods are Chinese": (
        changed(lambda row: row.country("origin") == "IN", origin="CN"),
        {"A4": left_open("ORIGIN_GROUP")},
    ),
    "welding equipment is something else": (
        changed(
            lambda row: row["hs"].replace(" ", "").startswith("8515"), hs="7318158100"
        ),
        {"A2": left_open("HS_CUT")},
    ),
    "a maker is one that the retelling names": (
        changed(first(in_2023), maker="KIA CORPORATION"),
        {"G2": YES},
    ),
    "a maker has the other's name inside its own": (
        changed(first(in_2023), maker="SLOVAKIA PARTS"),
        {"G2": left_open("NAME_ONLY")},
    ),
    "the last copy does not hold Aurus": (
        copies(without(b"AURUS")),
        {"A9a": left_open("LIST_GAP")},
    ),
    "Sollers is on no copy": (
        copies(without(b"AKTSIONERNOE OBSCHESTVO SOLLERS")),
        {"G12b": NO},
    ),
    "Aurus is on the copies from 2022 on": (
        copies(listed_early),
        {"A9a": NO, "A9b": NO},
    ),
}


@pytest.fixture(scope="module")
def expected():
    """Results of the demo as they were worked out by hand."""
    file = Path(__file__).parents[1] / "demo" / "expected_claims.yml"
    entries = YAML(typ="safe").load(file.read_text("utf-8"))
    return {entry["id"]: (entry["result"], entry["reason"]) for entry in entries}


def results(case):
    return {
        row["id"]: (row["result"], row["reason"] or "") for row in case.claim_results()
    }


def test_the_claims_of_the_demo_have_the_results_worked_out_by_hand(demo, expected):
    assert results(demo) == expected


def test_fewer_importers_outside_the_group_change_no_claim(small, expected):
    assert results(open_case(small)) == expected


@pytest.mark.parametrize("name", MUTATIONS)
def test_exactly_the_claims_that_rest_on_a_change_flip(small, expected, tmp_path, name):
    mutate, flips = MUTATIONS[name]
    folder = tmp_path / "demo"
    shutil.copytree(small, folder, ignore=shutil.ignore_patterns("builds", "current"))
    mutate(folder)
    case = open_case(folder)
    case.build()

    found = results(case)

    assert {id_: r for id_, r in found.items() if r != expected[id_]} == flips
