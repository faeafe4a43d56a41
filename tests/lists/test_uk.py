"""UK lists; firms and people are made up."""

import csv
import io
from datetime import date

import pytest

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.known import FORMATS, format_of
from madein.lists.formats.uk import entries, ofsi_entries, xml_entries
from madein.verdict import Measure

RUSSIA = "The Russia (Sanctions) (EU Exit) Regulations 2019"
DESIGNATED = date(2022, 2, 24)
ROW = {
    "Last Updated": "01/01/2025",
    "Unique ID": "RUS9001",
    "OFSI Group ID": "99001",
    "Name 6": "NORVIK",
    "Name 1": "OOO",
    "Name type": "Primary Name",
    "Alias strength": "",
    "Name non-latin script": "",
    "Regime Name": RUSSIA,
    "Designation Type": "Entity",
    "Sanctions Imposed": "Asset freeze",
    "Other Information": "",
    "Address Line 1": "",
    "Address Line 6": "",
    "Address Postal Code": "",
    "Address Country": "",
    "Date Designated": "24/02/2022",
    "Business registration number (s)": "",
}
OFSI_ROW = {
    "Name 6": "NORVIK",
    "Name 1": "",
    "Name Non-Latin Script": "",
    "Address 1": "",
    "Country": "",
    "Other Information": "",
    "Group Type": "Entity",
    "Alias Type": "Primary name",
    "Alias Quality": "",
    "Regime": "Russia",
    "Listed On": "24/02/2022",
    "UK Sanctions List Date Designated": "24/02/2022",
    "Last Updated": "01/01/2025",
    "Group ID": "99001",
}


def table(first, heading, *rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(heading))
    writer.writeheader()
    writer.writerows(heading | row for row in rows)
    return f"{first}\r\n{out.getvalue()}"


@pytest.fixture
def listed(tmp_path):
    def write(*rows, name="uk.csv"):
        file = tmp_path / name
        file.write_text(table("Report Date: 21-Jan-2025", ROW, *rows), encoding="utf-8")
        return file

    return write


@pytest.fixture
def ofsi(tmp_path):
    def write(*rows):
        file = tmp_path / "ConList.csv"
        text = table("Last Updated,21/01/2025", OFSI_ROW, *rows)
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def xml(tmp_path):
    def write(inner, start="<DateGenerated>20/08/2026</DateGenerated>"):
        file = tmp_path / "uk.xml"
        text = f"<Designations>{start}\n{inner}</Designations>"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def under(measure, day=DESIGNATED, programme=RUSSIA):
    return Imposed(measure=measure, programme=programme, designated=day)


def test_rows_of_one_id_are_one_entry(listed):
    file = listed(
        {
            "Name non-latin script": "Норвик",
            "Address Line 1": "1 Main St",
            "Address Line 6": "Moscow",
            "Address Postal Code": "125009",
            "Address Country": "Russia",
            "Business registration number (s)": "INN: 7743237789; HE 123456",
        },
        {"Name 6": "NRV", "Name 1": "", "Name type": "Alias"},
        {
            "Name 6": "Nor",
            "Name 1": "",
            "Name type": "ALias",
            "Alias strength": "Low quality a.k.a",
        },
        {"Name 6": "OLD", "Name 1": "", "Name type": "FKA"},
    )

    assert entries(file) == [
        Entry(
            entry="RUS9001",
            name="OOO NORVIK",
            type=None,
            imposed=(under(Measure.ASSET_FREEZE),),
            tax_ids=("7743237789",),
            aliases=(
                Alias(name="Норвик", kind=NameKind.ALSO),
                Alias(name="NRV", kind=NameKind.ALSO),
                Alias(name="Nor", kind=NameKind.WEAK),
                Alias(name="OLD", kind=NameKind.FORMER),
            ),
            ids=(
                ListedId(label="INN", number="7743237789", country="Russia"),
                ListedId(label="Business registration number", number="HE 123456"),
            ),
            country="Russia",
            addresses=("1 Main St, Moscow, 125009, Russia",),
        )
    ]


def test_the_primary_name_wins_wherever_it_stands_and_a_row_without_a_name_adds_none(
    listed,
):
    (found,) = entries(
        listed(
            {"Name 6": "", "Name 1": ""},
            {"Name 6": "FIRST", "Name 1": "", "Name type": ""},
            {"Name 6": "REAL", "Name 1": "", "Name type": "primary name"},
        )
    )

    assert found.name == "REAL"
    assert found.aliases == (Alias(name="FIRST", kind=NameKind.ALSO),)


@pytest.mark.parametrize(
    ("words", "measures"),
    [
        ("Asset freeze|Travel Ban", [Measure.ASSET_FREEZE, Measure.TRAVEL]),
        ("De-flag|Prohibition of port entry", [Measure.TRANSPORT]),
        ("Preventing charter of ships and aircraft", [Measure.TRANSPORT]),
        ("Technical assistance related to aircraft", [Measure.SERVICES]),
    ],
)
def test_what_is_imposed_is_told_in_the_words_that_all_lists_share(
    listed, words, measures
):
    (found,) = entries(listed({"Sanctions Imposed": words}))

    assert found.imposed == tuple(under(measure) for measure in measures)


@pytest.mark.parametrize(
    ("words", "programme"),
    [("Arms embargo", f"{RUSSIA}: Arms embargo"), ("", RUSSIA)],
)
def test_what_no_word_fits_is_another_measure_and_keeps_its_words(
    listed, words, programme
):
    (found,) = entries(listed({"Sanctions Imposed": words}))

    assert found.imposed == (under(Measure.OTHER, programme=programme),)


@pytest.mark.parametrize(
    ("remark", "day"),
    [
        ("", None),
        ("Date trust services sanctions imposed: 21/03/2023", date(2023, 3, 21)),
    ],
)
def test_trust_services_do_not_begin_with_the_designation(listed, remark, day):
    words = "Asset freeze|Trust Services Sanctions"

    (found,) = entries(
        listed({"Sanctions Imposed": words, "Other Information": remark})
    )

    assert found.imposed == (under(Measure.ASSET_FREEZE), under(Measure.SERVICES, day))


def test_a_director_disqualification_begins_on_the_day_in_the_remarks(listed):
    (found,) = entries(
        listed(
            {
                "Sanctions Imposed": "Director Disqualification Sanction",
                "Other Information": (
                    "The Director Disqualification Sanction was imposed on 09/04/2025."
                ),
            }
        )
    )

    programme = f"{RUSSIA}: Director Disqualification Sanction"
    assert found.imposed == (under(Measure.OTHER, date(2025, 4, 9), programme),)


def test_two_days_of_one_entry_leave_its_day_open(listed):
    (found,) = entries(listed({}, {"Date Designated": "25/02/2022"}))

    assert found.imposed == (under(Measure.ASSET_FREEZE, None),)


def test_all_faults_are_named_with_their_lines(listed):
    file = listed(
        {"Name 6": "", "Name 1": ""},
        {"Unique ID": "RUS9002", "Date Designated": "31/02/2022"},
        {"Unique ID": "RUS9003", "Designation Type": "Planet"},
        {"Unique ID": ""},
    )

    with pytest.raises(SourceError) as error:
        entries(file)

    fix = "mend it, or get a whole copy from where it came from"
    assert str(error.value) == "\n".join(
        f"{what}\n  at {file}:{line}\n  try: {fix}"
        for line, what in (
            (3, "entry 'RUS9001' has no name"),
            (4, "'31/02/2022' is no day"),
            (5, "'Planet' is no type of entry 'RUS9003'"),
            (6, "the entry has no id"),
        )
    )


def test_a_row_that_was_cut_is_a_fault(listed):
    file = listed({})
    file.write_text(file.read_text(encoding="utf-8")[:-2], encoding="utf-8")

    with pytest.raises(SourceError) as error:
        entries(file)

    assert str(error.value) == (
        f"17 cells under 18 headings\n  at {file}:3\n"
        "  try: get a whole copy from where it came from"
    )


@pytest.mark.parametrize(
    ("day", "copied"),
    [
        ("21-Jan-2025", "2025-01-21"),
        ("1-Jul-2026", "2026-07-01"),
        ("21 Jan 2025", "2025-01-21"),
        ("02/01/2025", "2025-01-02"),
    ],
)
def test_a_copy_says_its_day(tmp_path, day, copied):
    file = tmp_path / "any 2020-01-01.csv"
    file.write_text(table(f"Report Date: {day}", ROW, {}), encoding="utf-8")

    form = format_of(file)

    assert form.name == "uk-list-csv"
    assert form.taken(file).isoformat()[:10] == copied


def test_a_copy_without_a_day_is_dated_by_its_name_or_not_at_all(tmp_path):
    text = table("UK Sanctions List", ROW, {})
    named, nameless = tmp_path / "uk_20250121.csv", tmp_path / "uk.csv"
    for file in (named, nameless):
        file.write_text(text, encoding="utf-8")
    taken = FORMATS["uk-list-csv"].taken

    assert taken(named).isoformat() == "2025-01-21T00:00:00+00:00"
    with pytest.raises(SourceError) as error:
        taken(nameless)
    assert str(error.value) == (
        f"'uk.csv' does not say when the copy was taken\n  at {nameless}\n"
        "  try: put the day into its name, like '20250121_uk.csv'"
    )


def test_the_xml_says_the_same_as_the_table(listed, xml):
    file = xml(
        f"""<Designation><UniqueID>RUS9001</UniqueID>
        <DateDesignated>24/02/2022</DateDesignated>
        <Names><Name><Name1>OOO</Name1><Name6>NORVIK</Name6>
          <NameType>Primary Name</NameType></Name>
        <Name><Name6>NRV</Name6><NameType>Alias</NameType>
          <AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>
        <NonLatinNames><NonLatinName><NameNonLatinScript>Норвик</NameNonLatinScript>
        </NonLatinName></NonLatinNames>
        <RegimeName>{RUSSIA}</RegimeName>
        <IndividualEntityShip>Entity</IndividualEntityShip>
        <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>
        <SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze>
          <Deflag>true</Deflag></SanctionsImposedIndicators>
        <Addresses><Address><AddressLine1>1 Main St</AddressLine1>
          <AddressCountry>Russia</AddressCountry></Address></Addresses>
        <EntityDetails><Entity><BusinessRegistrationNumbers>
          <BusinessRegistrationNumber>INN: 7743237789</BusinessRegistrationNumber>
          <BusinessRegistrationNumber>HE 123456</BusinessRegistrationNumber>
        </BusinessRegistrationNumbers></Entity></EntityDetails></Designation>"""
    )
    same = listed(
        {
            "Sanctions Imposed": "Asset freeze|Travel Ban",
            "Address Line 1": "1 Main St",
            "Address Country": "Russia",
            "Business registration number (s)": "INN: 7743237789; HE 123456",
        },
        {
            "Name 6": "NRV",
            "Name 1": "",
            "Name type": "Alias",
            "Alias strength": "Low quality a.k.a",
            "Sanctions Imposed": "Asset freeze|Travel Ban",
            "Name non-latin script": "Норвик",
        },
    )

    assert xml_entries(file) == entries(same)
    assert format_of(file).name == "uk-list-xml"
    assert format_of(file).taken(file).isoformat() == "2026-08-20T00:00:00+01:00"


def test_the_indicators_speak_where_the_words_are_absent(xml):
    file = xml(
        """<Designation><UniqueID>DPR9</UniqueID><Names><Name><Name6>Sea Example</Name6>
        </Name></Names><IndividualEntityShip>Ship</IndividualEntityShip>
        <SanctionsImposedIndicators><AssetFreeze>false</AssetFreeze>
        <ProhibitionOfPortEntry>true</ProhibitionOfPortEntry>
        </SanctionsImposedIndicators><ShipDetails><Ship><IMONumbers>
        <IMONumber>IMO9562233</IMONumber></IMONumbers></Ship></ShipDetails></Designation>"""
    )

    assert xml_entries(file) == [
        Entry(
            entry="DPR9",
            name="Sea Example",
            type="vessel",
            imposed=(Imposed(measure=Measure.TRANSPORT),),
            ids=(ListedId(label="IMO number", number="IMO9562233"),),
        )
    ]


def test_a_fault_in_the_xml_has_its_line(xml):
    file = xml(
        "<Designation><UniqueID>RUS1</UniqueID></Designation>",
    )

    with pytest.raises(SourceError) as error:
        xml_entries(file)

    assert str(error.value.faults[0]).startswith(
        f"entry 'RUS1' has no name\n  at {file}:2\n"
    )


def test_all_on_the_list_of_ofsi_have_their_assets_frozen(ofsi):
    file = ofsi(
        {
            "Other Information": "(Business Reg No):1027739339715 (Russia) (Parent company):X"
        },
        {"Name 6": "NRV", "Alias Type": "AKA", "Alias Quality": "Low quality"},
    )

    assert ofsi_entries(file) == [
        Entry(
            entry="99001",
            name="NORVIK",
            type=None,
            imposed=(under(Measure.ASSET_FREEZE, programme="Russia"),),
            aliases=(Alias(name="NRV", kind=NameKind.WEAK),),
            ids=(
                ListedId(
                    label="Business Reg No", number="1027739339715", country="Russia"
                ),
            ),
        )
    ]
    assert format_of(file).name == "uk-ofsi"
    assert format_of(file).taken(file).isoformat() == "2025-01-21T00:00:00+00:00"


@pytest.mark.parametrize(
    ("listed_on", "designated", "first"),
    [
        ("17/02/2012", "31/12/2020", date(2012, 2, 17)),
        ("25/02/2022", "24/02/2022", date(2022, 2, 24)),
        ("25/02/2022", "", date(2022, 2, 25)),
        ("", "", None),
    ],
)
def test_the_earlier_of_the_two_days_of_ofsi_is_the_first(
    ofsi, listed_on, designated, first
):
    file = ofsi(
        {"Listed On": listed_on, "UK Sanctions List Date Designated": designated}
    )

    (found,) = ofsi_entries(file)

    assert found.imposed == (under(Measure.ASSET_FREEZE, first, "Russia"),)


def test_ofsi_tells_trust_services_in_its_remarks(ofsi):
    remark = (
        "(Financial sanctions imposed in addition to an asset freeze):Trust services. "
        "Date trust services sanctions imposed:21/03/2023."
    )

    (found,) = ofsi_entries(ofsi({"Other Information": remark}))

    assert found.imposed == (
        under(Measure.ASSET_FREEZE, programme="Russia"),
        under(Measure.SERVICES, date(2023, 3, 21), "Russia"),
    )
