"""US lists of export control; firms and people are made up."""

import csv
import io
from datetime import date

import pytest

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.bis import bis_entries, csl_entries, supplement_entries
from madein.lists.formats.known import format_of
from madein.verdict import Measure

EL = "Entity List (EL) - Bureau of Industry and Security"
CSL = dict.fromkeys(
    [
        "_id",
        "source",
        "entity_number",
        "type",
        "programs",
        "name",
        "title",
        "addresses",
        "federal_register_notice",
        "start_date",
        "end_date",
        "remarks",
        "alt_names",
        "ids",
    ],
    "",
)
BIS = dict.fromkeys(
    [
        "Source List",
        "Entity Number",
        "SDN Type",
        "Programs",
        "Name",
        "Address",
        "City",
        "State/Province",
        "Postal Code",
        "Country",
        "Federal Register Notice",
        "Effective Date",
        "Date Lifted/Waived/Expired",
        "Alternate Type",
        "Alternate Name",
    ],
    "",
)
SUPPLEMENT = dict.fromkeys(
    [
        "Country",
        "Entity",
        "License requirement",
        "License review policy",
        "Federal Register citation",
    ],
    "",
)


@pytest.fixture
def written(tmp_path):
    def write(heading, *rows, name="list_20250121.csv", first="", encoding="utf-8"):
        out = io.StringIO()
        writer = csv.DictWriter(out, list(heading))
        writer.writeheader()
        writer.writerows(heading | row for row in rows)
        file = tmp_path / name
        file.write_text(first + out.getvalue(), encoding=encoding, newline="")
        return file

    return write


def csl(**row):
    return {"source": EL, "name": "Norvik Optics"} | row


def test_a_row_of_the_screening_list_is_an_entry(written):
    file = written(
        CSL,
        csl(
            addresses="1 Main St, Moscow, RU; 2 Side St, Moscow, RU",
            federal_register_notice="73 FR 54506, 9/22/08; 75 FR 7359, 2/19/10",
            start_date="2008-09-20",
            alt_names="NORVIK; Norvik Optika",
        ),
    )

    (found,) = csl_entries(file)

    assert found == Entry(
        entry=found.entry,
        name="Norvik Optics",
        type=None,
        imposed=(
            Imposed(
                measure=Measure.EXPORT_CONTROL,
                programme=EL,
                designated=date(2008, 9, 20),
                published=date(2008, 9, 22),
            ),
        ),
        aliases=(
            Alias(name="NORVIK", kind=NameKind.ALSO),
            Alias(name="Norvik Optika", kind=NameKind.ALSO),
        ),
        country="RU",
        addresses=("1 Main St, Moscow, RU", "2 Side St, Moscow, RU"),
    )


@pytest.mark.parametrize(
    ("source", "measure"),
    [
        (EL, Measure.EXPORT_CONTROL),
        (
            "Military End User (MEU) List - Bureau of Industry and Security",
            Measure.EXPORT_CONTROL,
        ),
        (
            "Denied Persons List (DPL) - Bureau of Industry and Security",
            Measure.EXPORT_CONTROL,
        ),
        ("ITAR Debarred (DTC) - State Department", Measure.EXPORT_CONTROL),
        ("Unverified List (UVL) - Bureau of Industry and Security", Measure.OTHER),
        ("Nonproliferation Sanctions (ISN) - State Department", Measure.OTHER),
        (
            "Specially Designated Nationals (SDN) - Treasury Department",
            Measure.ASSET_FREEZE,
        ),
        (
            "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
            Measure.FINANCIAL,
        ),
        (
            (
                "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - "
                "Treasury Department"
            ),
            Measure.FINANCIAL,
        ),
        ("Capta List (CAP) - Treasury Department", Measure.FINANCIAL),
        (
            "Foreign Sanctions Evaders (FSE) - Treasury Department",
            Measure.TRANSACTION_BAN,
        ),
        ("A New List (NEW) - Some Department", Measure.OTHER),
    ],
)
def test_each_source_is_a_programme_with_its_own_measure(written, source, measure):
    (found,) = csl_entries(written(CSL, csl(source=source, programs="P-1")))

    assert found.imposed == (Imposed(measure=measure, programme=f"{source}: P-1"),)


def test_the_day_of_expiry_is_still_a_day_of_the_listing(written):
    row = csl(start_date="2017-10-16", end_date="2020-10-13")

    (found,) = csl_entries(written(CSL, row))

    assert found.imposed[0].ended == date(2020, 10, 14)


@pytest.mark.parametrize(
    ("source", "country"),
    [(EL, "AZ"), ("Denied Persons List (DPL) - Bureau of Industry and Security", "")],
)
def test_the_code_of_a_state_is_not_taken_for_a_country(written, source, country):
    (found,) = csl_entries(written(CSL, csl(source=source, addresses="3 Main St, AZ")))

    assert found.country == country


def test_numbers_are_read_in_any_order_and_what_is_none_is_left(written):
    ids = (
        "RU, 1027700159497, Registration Number; 7706061801, Tax ID No.; "
        "Tax ID No., 7743237789, RU; MOSWRUMM, SWIFT/BIC; www.example.org, Website; "
        "02 Aug 2021, Effective Date (CMIC); Subject to Directive 1, X Determination -"
    )

    (found,) = csl_entries(written(CSL, csl(ids=ids)))

    assert found.ids == (
        ListedId(label="Registration Number", number="1027700159497", country="RU"),
        ListedId(label="Tax ID No.", number="7706061801"),
        ListedId(label="Tax ID No.", number="7743237789", country="RU"),
    )
    assert found.tax_ids == ("7706061801", "7743237789")


def test_an_id_stays_when_other_things_change(written):
    sdn = "Specially Designated Nationals (SDN) - Treasury Department"
    before = csl_entries(
        written(CSL, csl(_id="a"), csl(source=sdn, entity_number="17"))
    )
    later = csl_entries(
        written(
            CSL,
            csl(_id="b", remarks="more", addresses="1 Main St, RU"),
            csl(source=sdn, entity_number="17", name="Another Name"),
            csl(name="Third"),
        )
    )

    assert [entry.entry for entry in before] == [entry.entry for entry in later[:2]]
    assert before[1].entry == "SDN:17"


def test_entries_of_one_name_are_told_apart_and_the_first_keeps_its_id(written):
    rows = [
        csl(start_date="2008-09-22"),
        csl(start_date="2010-01-01"),
        csl(start_date="2010-01-01", addresses="1 Main St, Moscow, RU"),
        csl(start_date="2010-01-01", addresses="2 Main St, Moscow, RU"),
    ]
    (alone,) = csl_entries(written(CSL, rows[0]))

    found = csl_entries(written(CSL, *reversed(rows)))

    assert len({entry.entry for entry in found}) == 4
    assert found[-1].entry == alone.entry
    again = csl_entries(written(CSL, *rows))
    assert {e.entry for e in again} == {e.entry for e in found}


def test_two_equal_rows_are_a_fault_and_so_are_a_type_and_a_day_that_are_none(written):
    file = written(
        CSL,
        csl(),
        csl(),
        csl(name="B", type="Planet"),
        csl(name="C", start_date="22.09.2008"),
        csl(name=""),
    )

    with pytest.raises(SourceError) as error:
        csl_entries(file)

    whats = [fault.what for fault in error.value.faults]
    assert whats[0].endswith("occurs twice")
    assert whats[1:] == [
        "'Planet' is no type of an entry",
        "'22.09.2008' is no day",
        "the row has no name",
    ]
    wheres = [fault.where for fault in error.value.faults]
    assert wheres == [f"{file}:{line}" for line in (3, 4, 5, 6)]


@pytest.mark.parametrize(
    ("heading", "form"),
    [(CSL, "us-csl"), (BIS, "bis-lists"), (SUPPLEMENT, "bis-entity-list")],
)
def test_each_table_is_known_by_its_headings_and_dated_by_its_name(
    written, heading, form
):
    file = written(heading)

    assert format_of(file).name == form
    assert format_of(file).taken(file).isoformat() == "2025-01-21T00:00:00-05:00"


def test_rows_for_each_address_and_each_other_name_are_one_entry(written):
    row = {
        "Source List": "EL",
        "Name": "Norvik Opték",
        "Country": "China",
        "Federal Register Notice": "66 FR 24265",
        "Effective Date": "05/14/2001",
    }
    file = written(
        BIS,
        row | {"Address": "1 Main St", "Alternate Name": "NV"},
        row | {"City": "Xian", "Alternate Name": "OLD", "Alternate Type": "fka"},
        first='"Last updated: May 23, 2014",,,,,,,,,,,,,,\r\n',
        encoding="latin-1",
    )

    (found,) = bis_entries(file)

    assert found == Entry(
        entry=found.entry,
        name="Norvik Opték",
        type=None,
        imposed=(
            Imposed(
                measure=Measure.EXPORT_CONTROL,
                programme="EL",
                designated=date(2001, 5, 14),
            ),
        ),
        aliases=(
            Alias(name="NV", kind=NameKind.ALSO),
            Alias(name="OLD", kind=NameKind.FORMER),
        ),
        country="China",
        addresses=("1 Main St, China", "Xian, China"),
    )
    assert format_of(file).taken(file).isoformat() == "2014-05-23T00:00:00-04:00"


@pytest.mark.parametrize(
    ("cell", "name", "others"),
    [
        ("Norvik Optics, 1 Main St, Moscow, Russia.", "Norvik Optics", []),
        ("Norvik Co., Ltd., 1 Main St, Xian.", "Norvik Co., Ltd.", []),
        ("Norvik Co., Ltd.\n1 Main St, Xian.", "Norvik Co., Ltd.", []),
        (
            "Norvik, a.k.a., the following two aliases:\n—NV;\n—Norvik Optika.\n1 Main St",
            "Norvik",
            ["NV", "Norvik Optika."],
        ),
        ("Norvik, a.k.a., the following one alias: —NV. 1 Main St", "Norvik", []),
    ],
)
def test_a_name_ends_where_no_legal_form_follows(written, cell, name, others):
    file = written(SUPPLEMENT, {"Country": "Russia", "Entity": cell})

    (found,) = supplement_entries(file)

    assert (found.name, [alias.name for alias in found.aliases]) == (name, others)
    assert found.addresses == (" ".join(cell.split()),)


def test_a_citation_is_a_publication_and_a_country_stands_over_its_entries(written):
    file = written(
        SUPPLEMENT,
        {
            "Country": "Russia",
            "Entity": "Norvik",
            "Federal Register citation": "84 FR 22961, 5/21/19. 85 FR 29853, 5/19/20.",
        },
        {"Entity": "Sudvik"},
    )

    first, second = supplement_entries(file)

    assert first.imposed == (
        Imposed(
            measure=Measure.EXPORT_CONTROL,
            programme="Entity List",
            published=date(2019, 5, 21),
        ),
    )
    assert (second.name, second.country) == ("Sudvik", "Russia")
