import csv
import gzip
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.engine import Engine
from madein.errors import SourceError
from madein.lists.entry import Alias, Imposed, ListedId, NameKind
from madein.lists.formats.eu_acts import act, copy_time, day_of, entries
from madein.lists.formats.known import format_of
from madein.lists.history import fill_listings
from madein.question import ListFolder
from madein.verdict import Measure

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "eu"
EU = ListFolder(name="EU 833/2014", regime="EU", format="eu-acts", folder="eu")
HEADINGS = [
    "celex",
    "recordId",
    "annex",
    "measure",
    "startDate",
    "schema",
    "name",
    "alias",
    "weakAlias",
    "previousName",
    "country",
    "jurisdiction",
    "registrationNumber",
    "taxNumber",
    "idNumber",
    "innCode",
    "address",
]
PLANT = {
    "celex": "32014R0833",
    "recordId": "7",
    "annex": "IV",
    "measure": "Export control",
    "startDate": "8.4.2022",
    "schema": "LegalEntity",
    "name": "Invented Plant JSC",
}


@pytest.fixture
def table(tmp_path):
    def write(*rows, name="32014R0833_20260822.csv"):
        folder = tmp_path / "eu"
        folder.mkdir(exist_ok=True)
        with (folder / name).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, HEADINGS, restval="")
            writer.writeheader()
            writer.writerows(PLANT | row for row in rows)
        return folder / name

    return write


def test_an_entry_keeps_names_numbers_measure_and_day(table):
    (found,) = entries(
        table(
            {
                "alias": "АО «Выдуманный завод»; Vydumannyi Zavod",
                "weakAlias": "VZ",
                "previousName": "OAO Invented Plant",
                "registrationNumber": "7743237789 (Tax ID/INN)",
                "country": "Russia",
            }
        )
    )

    assert (found.entry, found.name, found.type) == (
        "32014R0833:7:IV",
        "Invented Plant JSC",
        None,
    )
    assert found.imposed == (
        Imposed(
            measure=Measure.EXPORT_CONTROL,
            programme="Export control, annex IV",
            designated=date(2022, 4, 8),
        ),
    )
    assert found.country == "Russia"
    assert found.tax_ids == ("7743237789",)
    assert found.aliases == (
        Alias(name="АО «Выдуманный завод»", kind=NameKind.ALSO),
        Alias(name="Vydumannyi Zavod", kind=NameKind.ALSO),
        Alias(name="VZ", kind=NameKind.WEAK),
        Alias(name="OAO Invented Plant", kind=NameKind.FORMER),
    )
    assert found.ids == (
        ListedId(
            label="registrationNumber",
            number="7743237789 (Tax ID/INN)",
            country="Russia",
        ),
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"taxNumber": "7705713236."}, ("7705713236",)),
        ({"innCode": "1 402 015 986"}, ("1402015986",)),
        (
            {"registrationNumber": "7802463197 (Tax Identification Number)"},
            ("7802463197",),
        ),
        ({"idNumber": "13185231 INN: 5013045054 KPP: 504001001"}, ("5013045054",)),
        ({"registrationNumber": "1149102099717"}, ()),
        ({"taxNumber": "1", "innCode": "1"}, ("1",)),
        ({}, ()),
    ],
)
def test_tax_ids_are_found_where_the_cell_says_so(table, cells, expected):
    assert entries(table(cells))[0].tax_ids == expected


def test_a_column_of_russian_numbers_says_whose_they_are(table):
    (found,) = entries(table({"innCode": "1 402 015 986", "taxNumber": "100128724"}))

    assert [(i.label, i.number, i.country) for i in found.ids] == [
        ("taxNumber", "100128724", ""),
        ("innCode", "1 402 015 986", "Russia"),
    ]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ("Person", "individual"),
        ("Vessel", "vessel"),
        ("Asset", "asset"),
        ("Company", None),
    ],
)
def test_the_schema_says_what_an_entry_is(table, schema, kind):
    assert entries(table({"schema": schema}))[0].type == kind


def test_entries_that_share_a_number_have_ids_of_their_own_in_any_order(table):
    one, other = {"name": "ONE"}, {"name": "OTHER"}
    there = {entry.name: entry.entry for entry in entries(table(one, other))}
    back = {entry.name: entry.entry for entry in entries(table(other, one))}

    assert there == back
    assert len(set(there.values())) == 2
    assert all(key.startswith("32014R0833:7:IV:") for key in there.values())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16.12.2022", date(2022, 12, 16)),
        ("1.4.2022", date(2022, 4, 1)),
        ("12 March 2022", date(2022, 3, 12)),
        ("", None),
    ],
)
def test_a_day_is_written_in_two_ways_the_day_first(text, day):
    assert day_of(text) == day


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_any_day_is_read_back(day):
    assert day_of(f"{day.day}.{day.month}.{day.year}") == day


def test_all_cells_that_cannot_be_read_are_named_at_once(table):
    file = table({"startDate": "soon"}, {}, {"schema": "Ghost"})
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert [(fault.what, fault.where) for fault in caught.value.faults] == [
        ("'soon' in column 'startDate' is no day", f"{file}:2"),
        ("'Ghost' in column 'schema' is not known", f"{file}:4"),
    ]


def test_a_table_without_its_headings_is_a_fault(tmp_path):
    file = tmp_path / "32014R0833_20260822.csv"
    file.write_text("celex,recordId,annex\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        "there is no column 'measure'\n"
        f"  at {file}:1\n"
        "  try: use the table with its headings"
    )


@pytest.mark.parametrize(
    "name", ["32014R0833.csv", "eu_20260822.csv", "32014R0833_20261399.csv"]
)
def test_a_name_without_act_or_day_is_a_fault(name):
    with pytest.raises(SourceError) as caught:
        copy_time(Path("lists") / name)

    assert str(caught.value) == (
        f"'{name}' does not say which act it is, and of which day\n"
        f"  at lists/{name}\n"
        "  try: name it after both, like '32014R0833_20260822.csv'"
    )


def test_a_listing_begins_on_the_day_that_the_act_gives(table, tmp_path):
    table({}, {"recordId": "8", "startDate": ""})
    with Engine() as engine:
        fill_listings(engine, [EU], tmp_path)
        rows = engine.rows(
            "select entry, designated, maybe_from, listed_from from listing "
            "order by entry"
        )

    day, copy = date(2022, 4, 8), date(2026, 8, 22)
    assert [tuple(row.values()) for row in rows] == [
        ("32014R0833:7:IV", day, day, day),
        ("32014R0833:8:IV", None, None, copy),
    ]


def test_a_day_that_a_copy_refutes_does_not_count(table, tmp_path):
    table({"recordId": "8"}, name="32014R0833_20230101.csv")
    table({"recordId": "8"}, {"startDate": "8.4.2022"})
    with Engine() as engine:
        fill_listings(engine, [EU], tmp_path)
        rows = engine.rows(
            "select absent_on, present_from from listing where entry like '%:7:%'"
        )

    assert [tuple(row.values()) for row in rows] == [
        (date(2023, 1, 1), date(2026, 8, 22))
    ]


def test_two_acts_in_one_folder_are_a_fault(table, tmp_path):
    table({})
    table({}, name="32014R0269_20260822.csv")
    table({}, name="32014R0269_20250101.csv")
    with Engine() as engine, pytest.raises(SourceError) as caught:
        fill_listings(engine, [EU], tmp_path)

    assert str(caught.value) == (
        "the folder of list 'EU 833/2014' holds 32014R0269 and 32014R0833\n"
        f"  at {tmp_path / 'eu'}\n"
        "  try: give each of them a folder, and a line of its own under `lists`"
    )


@pytest.mark.parametrize(
    ("measure", "word"),
    [
        ("Asset freeze", Measure.ASSET_FREEZE),
        ("Export control", Measure.EXPORT_CONTROL),
        ("Financial restrictions", Measure.FINANCIAL),
        ("Investment ban", Measure.FINANCIAL),
        ("Transportation restrictions", Measure.TRANSPORT),
        ("Services ban", Measure.SERVICES),
        ("Something new", Measure.OTHER),
    ],
)
def test_each_measure_of_an_act_has_one_word(table, measure, word):
    (found,) = entries(table({"measure": measure}))

    assert [(i.measure, i.programme) for i in found.imposed] == [
        (word, f"{measure}, annex IV")
    ]


def test_addresses_of_one_cell_are_kept_apart(table):
    (found,) = entries(table({"address": "1 Made Up Street, Nowhere; PO Box 2"}))

    assert found.addresses == ("1 Made Up Street, Nowhere", "PO Box 2")


def test_a_row_without_a_name_is_a_fault(table):
    file = table({"name": " "})
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        f"there is no name\n  at {file}:2\n  try: mend the cell"
    )


def test_a_row_that_was_cut_off_is_a_fault(table):
    file = table({})
    file.write_text(file.read_text(encoding="utf-8").rstrip()[:-4], encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        f"13 cells under {len(HEADINGS)} headings\n"
        f"  at {file}:2\n"
        "  try: get a whole copy from where it came from"
    )


def test_the_first_row_says_which_act_a_file_without_a_name_is(table, tmp_path):
    file = table({}).rename(tmp_path / "download.csv")

    assert (act(file), format_of(file).name) == ("32014R0833", "eu-acts")


def test_a_table_may_be_packed(table):
    file = table({})
    packed = file.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(file.read_bytes()))

    assert entries(packed) == entries(file)
    assert (act(packed), copy_time(packed)) == (act(file), copy_time(file))


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data/eu")
@pytest.mark.parametrize(
    ("name", "rows", "firms"),
    [("32014R0833", 1746, 1085), ("32014R0269", 2802, 818), ("32006R0765", 408, 95)],
)
def test_the_real_acts_are_read_whole(tmp_path, name, rows, firms):
    file = tmp_path / f"{name}_20260822.csv"
    shutil.copy(SHARED / f"{name}.csv", file)
    found = entries(file)

    assert act(file) == name
    assert len({entry.entry for entry in found}) == len(found) == rows
    assert sum(entry.type is None for entry in found) == firms
