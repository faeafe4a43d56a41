import csv
import io
from datetime import date
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats import eu_fsf, eu_fsf_csv
from madein.lists.formats.known import format_of
from madein.verdict import Measure

WHOLE = "get a whole copy from where it came from"
FIRM = """
  <sanctionEntity designationDate="2022-04-08" designationDetails="" unitedNationId=""
      euReferenceNumber="EU.1.1" logicalId="101">
    <remark>nothing</remark>
    <regulation regulationType="amendment" organisationType="council"
        publicationDate="2024-03-13" entryIntoForceDate="2024-03-14"
        numberTitle="2024/1 (OJ L1)" programme="UKR" logicalId="7">
      <publicationUrl>https://made.up</publicationUrl></regulation>
    <regulation regulationType="regulation" publicationDate="2023-02-25"
        entryIntoForceDate="2023-02-25" numberTitle="2023/1" programme="UKR"/>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias firstName="" wholeName="MUW" strong="false" logicalId="8">
      <regulationSummary publicationDate="1999-01-01"/></nameAlias>
    <nameAlias wholeName="Made Up Works &amp; Co" strong="true"/>
    <nameAlias wholeName="Выдуманный завод" nameLanguage="RU" strong="true"/>
    <identification number="7743237789" identificationTypeCode="fiscalcode"
        identificationTypeDescription="Fiscal code" countryIso2Code="RU"
        countryDescription="RUSSIAN FEDERATION" knownFalse="false"/>
    <identification number="1402015986 (Tax ID)" identificationTypeCode="regnumber"
        identificationTypeDescription="Registration number"
        countryIso2Code="00" countryDescription="UNKNOWN"/>
    <identification number="5" identificationTypeCode="other" knownFalse="true"/>
    <identification number="P1" identificationTypeCode="passport"/>
    <identification latinNumber="L1" identificationTypeCode="other"
        countryIso2Code="RU"/>
    <address street="1 Made Up Street" zipCode="101000" city="Moscow" poBox="" region=""
        countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"/>
    <address countryIso2Code="00" countryDescription="UNKNOWN"/>
  </sanctionEntity>"""
PERSON = """
  <sanctionEntity euReferenceNumber="EU.2.2" logicalId="102">
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Jane" middleName="Ann" lastName="Nobody" wholeName=""/>
    <citizenship countryIso2Code="BY" countryDescription="BELARUS"/>
    <address countryDescription="CUBA"/>
  </sanctionEntity>"""
EXPECTED = Entry(
    entry="101",
    name="Made Up Works & Co",
    type=None,
    imposed=(
        Imposed(
            measure=Measure.ASSET_FREEZE,
            programme="UKR",
            designated=date(2022, 4, 8),
            published=date(2023, 2, 25),
        ),
    ),
    tax_ids=("7743237789", "1402015986"),
    aliases=(
        Alias(name="MUW", kind=NameKind.WEAK),
        Alias(name="Выдуманный завод", kind=NameKind.ALSO),
    ),
    ids=(
        ListedId(
            label="Fiscal code", number="7743237789", country="RUSSIAN FEDERATION"
        ),
        ListedId(label="Registration number", number="1402015986 (Tax ID)"),
        ListedId(label="other", number="L1", country="RU"),
    ),
    country="RUSSIAN FEDERATION",
    addresses=("1 Made Up Street, 101000, Moscow, RUSSIAN FEDERATION",),
)


@pytest.fixture
def export(tmp_path):
    def write(*parts, generated="2024-03-14T10:00:00.049+01:00"):
        file = tmp_path / "20240314-FULL-1_1.xml"
        file.write_text(
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
            f'generationDate="{generated}" globalFileId="1">'
            f"{''.join(parts)}\n</export>",
            encoding="utf-8",
        )
        return file

    return write


def test_an_entry_in_xml_is_read_whole(export):
    file = export(FIRM)

    assert format_of(file).name == "eu-fsf-xml"
    assert eu_fsf.xml_entries(file) == [EXPECTED]


def test_no_day_of_a_regulation_stands_for_an_absent_designation(export):
    firm = FIRM.replace('designationDate="2022-04-08" ', "")
    (found,) = eu_fsf.xml_entries(export(firm))

    assert [(i.designated, i.published) for i in found.imposed] == [
        (None, date(2023, 2, 25))
    ]


def test_a_person_without_a_whole_name_has_it_put_together(export):
    (found,) = eu_fsf.xml_entries(export(PERSON))

    assert (found.name, found.type, found.country) == (
        "Jane Ann Nobody",
        "individual",
        "",
    )
    assert found.imposed == (Imposed(measure=Measure.ASSET_FREEZE),)


def test_an_entry_with_weak_names_alone_is_named_by_the_first(export):
    firm = FIRM.replace('strong="true"', 'strong="false"')
    (found,) = eu_fsf.xml_entries(export(firm))

    assert found.name == "MUW"
    assert {a.kind for a in found.aliases} == {NameKind.WEAK}


@pytest.mark.parametrize(
    ("generated", "taken"),
    [
        ("2024-03-14T23:30:00.049+01:00", "2024-03-14T23:30:00.049000+01:00"),
        ("2024-03-14T23:30:00Z", "2024-03-15T00:30:00+01:00"),
        ("2024-07-14T10:00:00", "2024-07-14T10:00:00+02:00"),
    ],
)
def test_a_copy_in_xml_says_when_it_was_generated(export, generated, taken):
    assert eu_fsf.xml_time(export(generated=generated)).isoformat() == taken


def test_a_copy_in_xml_without_its_time_is_a_fault(export):
    file = export(generated="today")
    with pytest.raises(SourceError) as caught:
        eu_fsf.xml_time(file)

    assert str(caught.value) == (
        f"'today' in 'generationDate' is no time\n  at {file}:1\n  try: {WHOLE}"
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"2022-04-08"', '"2022-13-08"', "in entry 101 '2022-13-08' is no day"),
        ('"2023-02-25"', '"soon"', "in entry 101 'soon' is no day"),
        (' logicalId="101"', "", "the entry has no 'logicalId'"),
        ("nameAlias", "name", "entry 101 has no name"),
        (
            'code="enterprise" classificationCode="E"',
            'code="ghost"',
            "'ghost' in entry 101 is no type that is known",
        ),
        (
            'code="enterprise"',
            'code="person"',
            "'person and E' in entry 101 is no type that is known",
        ),
    ],
)
def test_an_entry_in_xml_that_cannot_be_read_is_a_fault(export, old, new, what):
    file = export(PERSON, FIRM.replace(old, new))
    with pytest.raises(SourceError) as caught:
        eu_fsf.xml_entries(file)

    assert str(caught.value) == f"{what}\n  at {file}:9\n  try: {WHOLE}"


# As version 1.1 has them, and as 1.0 has them, with the id in each block.
LINE = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;"
    "Entity_UnitedNationId;Entity_DesignationDate;Entity_DesignationDetails;"
    "Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;"
    "Entity_Regulation_Type;Entity_Regulation_PublicationDate;"
    "Entity_Regulation_EntryIntoForceDate;Entity_Regulation_Programme;"
    "NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;"
    "Address_City;Address_Street;Address_ZipCode;Address_CountryDescription;"
    "Identification_Number;Identification_KnownFalse;Identification_TypeCode;"
    "Identification_TypeDescription;Identification_CountryDescription;"
    "Citizenship_CountryDescription"
)
HEADINGS = LINE.split(";")
OLD_LINE = (
    "Date_file;Entity_logical_id;Subject_type;Leba_numtitle;Leba_publication_date;"
    "Programme;Naal_logical_id;Naal_wholename;Naal_firstname;Naal_middlename;"
    "Naal_lastname;Entity_logical_id;Addr_number;Addr_street;Addr_zipcode;Addr_city;"
    "Addr_country;Addr_other;Entity_logical_id;Iden_number;Iden_country;"
    "Entity_logical_id;Citi_country"
)
ROW = {
    "fileGenerationDate": "14/03/2024",
    "Entity_LogicalId": "101",
    "Entity_DesignationDate": "2022-04-08",
    "Entity_SubjectType": "E",
    "Entity_SubjectType_ClassificationCode": "enterprise",
    "Entity_Regulation_Type": "amendment",
    "Entity_Regulation_PublicationDate": "2023-02-25",
    "Entity_Regulation_EntryIntoForceDate": "2023-02-26",
    "Entity_Regulation_Programme": "UKR",
}


@pytest.fixture
def table(tmp_path):
    def write(*rows, base=ROW):
        held = io.StringIO()
        writer = csv.DictWriter(held, HEADINGS, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(base | row for row in rows)
        file = tmp_path / "20240314-FULL-1_1.csv"
        file.write_text(held.getvalue(), encoding="utf-8-sig", newline="")
        return file

    return write


def test_the_rows_of_an_entry_are_read_as_one(table):
    file = table(
        {"NameAlias_WholeName": "Made Up Works & Co"},
        {"NameAlias_WholeName": "Выдуманный завод"},
        {
            "Address_Street": "1 Made Up Street",
            "Address_ZipCode": "101000",
            "Address_City": "Moscow",
            "Address_CountryDescription": "RUSSIAN FEDERATION",
        },
        {
            "Identification_Number": "7743237789",
            "Identification_TypeCode": "fiscalcode",
            "Identification_TypeDescription": "Fiscal code",
            "Identification_CountryDescription": "RUSSIAN FEDERATION",
        },
        {"Identification_Number": "5", "Identification_KnownFalse": "true"},
        {"Identification_Number": "P1", "Identification_TypeCode": "passport"},
        {"Address_CountryDescription": "UNKNOWN"},
    )

    assert format_of(file).name == "eu-fsf-csv"
    assert eu_fsf_csv.entries(file) == [
        Entry(
            entry="101",
            name="Made Up Works & Co",
            type=None,
            imposed=EXPECTED.imposed,
            tax_ids=("7743237789",),
            aliases=(Alias(name="Выдуманный завод", kind=NameKind.ALSO),),
            ids=EXPECTED.ids[:1],
            country="RUSSIAN FEDERATION",
            addresses=EXPECTED.addresses,
        )
    ]


def test_entries_stay_apart_and_a_name_in_parts_is_put_together(table):
    found = eu_fsf_csv.entries(
        table(
            {"NameAlias_WholeName": "A"},
            {
                "Entity_LogicalId": "102",
                "Entity_SubjectType": "P",
                "Entity_SubjectType_ClassificationCode": "person",
                "Entity_DesignationDate": "",
                "NameAlias_FirstName": "Jane",
                "NameAlias_LastName": "Nobody",
                "Citizenship_CountryDescription": "BELARUS",
            },
            {"NameAlias_WholeName": "B"},
        )
    )

    assert [(e.entry, e.name, e.type, e.country) for e in found] == [
        ("101", "A", None, ""),
        ("102", "Jane Nobody", "individual", "BELARUS"),
    ]
    assert [e.imposed[0].designated for e in found] == [date(2022, 4, 8), None]


def test_the_old_table_is_read_with_its_id_in_each_block(tmp_path):
    file = tmp_path / "20200101-FULL-1_0.csv"
    name = "01/01/2020;101;E;269/2014;2014-03-17;UKR;1;Made Up Works;;;;;;;;;;;;;;;"
    street = "01/01/2020;101;E;269/2014;2014-03-17;UKR;;;;;;101;7;Made Up Street;;Kiev;"
    street += "UKRAINE;;;;;;"
    number = "01/01/2020;101;E;269/2014;2014-03-17;UKR;;;;;;;;;;;;;101;"
    number += "7743237789 (fiscalcode-Fiscal code);RUSSIA;;"
    lines = [OLD_LINE, name, street, number]
    file.write_text("\n".join(lines), encoding="utf-8")

    assert format_of(file).name == "eu-fsf-csv"
    assert eu_fsf_csv.copy_time(file).isoformat() == "2020-01-01T00:00:00+01:00"
    assert eu_fsf_csv.entries(file) == [
        Entry(
            entry="101",
            name="Made Up Works",
            type=None,
            imposed=(
                Imposed(
                    measure=Measure.ASSET_FREEZE,
                    programme="UKR",
                    published=date(2014, 3, 17),
                ),
            ),
            tax_ids=("7743237789",),
            ids=(ListedId(label="Fiscal code", number="7743237789", country="RUSSIA"),),
            country="UKRAINE",
            addresses=("Made Up Street, 7, Kiev, UKRAINE",),
        )
    ]


@pytest.mark.parametrize("told", ["14/03/2024", "2024-03-14"])
def test_a_table_says_the_day_it_was_generated(table, told):
    assert eu_fsf_csv.copy_time(table({"fileGenerationDate": told})).isoformat() == (
        "2024-03-14T00:00:00+01:00"
    )


@pytest.mark.parametrize(
    ("told", "what", "line"),
    [
        ("soon", "'soon' is no day", 2),
        (
            "",
            "no column 'fileGenerationDate' says when the copy was generated",
            1,
        ),
    ],
)
def test_a_table_without_its_day_is_a_fault(table, told, what, line):
    file = table({"fileGenerationDate": told})
    with pytest.raises(SourceError) as caught:
        eu_fsf_csv.copy_time(file)

    assert str(caught.value) == f"{what}\n  at {file}:{line}\n  try: {WHOLE}"


def test_all_rows_that_cannot_be_read_are_named_at_once(table):
    name = {"NameAlias_WholeName": "A"}
    file = table(
        name | {"Entity_LogicalId": ""},
        name | {"Entity_LogicalId": "1", "Entity_DesignationDate": "soon"},
        {"Entity_LogicalId": "2"},
        name,
        {"Entity_DesignationDate": "2022-04-09"},
    )
    with pytest.raises(SourceError) as caught:
        eu_fsf_csv.entries(file)

    assert [(fault.what, fault.where) for fault in caught.value.faults] == [
        ("the row names no entry", f"{file}:2"),
        ("in entry 1 'soon' is no day", f"{file}:3"),
        ("entry 2 has no name", f"{file}:4"),
        ("entry 101 was designated on '2022-04-08' and '2022-04-09'", f"{file}:5"),
    ]


def test_a_table_without_rows_is_a_fault(table):
    with pytest.raises(SourceError) as caught:
        eu_fsf_csv.entries(table())

    assert [fault.what for fault in caught.value.faults] == [
        "the copy holds no entries"
    ]


WORDS = st.text("abc&<>'\"И;,. 1", min_size=1).map(lambda t: " ".join(t.split()))
ENTRIES = st.lists(
    st.tuples(
        WORDS.filter(bool),
        st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    ),
    min_size=1,
    max_size=4,
)


@given(said=ENTRIES)
def test_names_and_days_survive_both_forms(tmp_path_factory, said):
    folder = tmp_path_factory.mktemp("fsf")
    each = [
        f'<sanctionEntity logicalId="{n}" designationDate="{day or ""}">'
        f'<subjectType code="enterprise"/><nameAlias wholeName={quoteattr(name)}/>'
        "</sanctionEntity>"
        for n, (name, day) in enumerate(said)
    ]
    xml = folder / "list.xml"
    xml.write_text(f"<export>{''.join(each)}</export>", encoding="utf-8")
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, HEADINGS, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(
            {
                "Entity_LogicalId": n,
                "Entity_SubjectType": "E",
                "Entity_DesignationDate": day or "",
                "NameAlias_WholeName": name,
            }
            for n, (name, day) in enumerate(said)
        )
    expected = [(str(n), name, day) for n, (name, day) in enumerate(said)]

    for found in (eu_fsf.xml_entries(xml), eu_fsf_csv.entries(folder / "list.csv")):
        assert [(e.entry, e.name, e.imposed[0].designated) for e in found] == expected
