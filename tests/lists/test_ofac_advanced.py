from datetime import date

import pytest

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.known import format_of
from madein.lists.formats.ofac_advanced import copy_time, entries, part
from madein.verdict import Measure

WHOLE = "get a whole copy from where it came from"
REFS = """<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType>
<AliasType ID="1401">F.K.A.</AliasType><AliasType ID="1403">Name</AliasType>
</AliasTypeValues>
<CountryValues><Country ID="11" ISO2="RU">Russia</Country>
<Country ID="12" ISO2="CU"/></CountryValues>
<DocNameStatusValues><DocNameStatus ID="1">Primary Latin</DocNameStatus>
<DocNameStatus ID="2">Others</DocNameStatus></DocNameStatusValues>
<FeatureTypeValues><FeatureType ID="25">Location</FeatureType>
<FeatureType ID="10">Nationality Country</FeatureType></FeatureTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>
<IDRegDocType ID="1596">Tax ID No.</IDRegDocType></IDRegDocTypeValues>
<ListValues><List ID="1550">SDN List</List>
<List ID="1">Sectoral Sanctions Identifications List</List>
<List ID="2">Foreign Sanctions Evaders List</List>
<List ID="3">Consolidated List</List><List ID="4">A New List</List></ListValues>
<LocPartTypeValues><LocPartType ID="51">ADDRESS1</LocPartType>
<LocPartType ID="54">CITY</LocPartType><LocPartType ID="56">POSTAL CODE</LocPartType>
</LocPartTypeValues>
<NamePartTypeValues><NamePartType ID="20">Last Name</NamePartType>
<NamePartType ID="21">First Name</NamePartType>
<NamePartType ID="25">Entity Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
<PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
<PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType>
<PartyType ID="2">Entity</PartyType></PartyTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType>
<SanctionsType ID="1705">Block</SanctionsType></SanctionsTypeValues>
</ReferenceValueSets>"""
PLACES = """<Locations><Location ID="501"><LocationAreaCode AreaCodeID="9"/>
<LocationCountry CountryID="11"/>
<LocationPart LocPartTypeID="54"><LocationPartValue Primary="false"><Value>Москва</Value>
</LocationPartValue><LocationPartValue Primary="true"><Comment/><Value>Moscow</Value>
</LocationPartValue></LocationPart>
<LocationPart LocPartTypeID="56"><LocationPartValue Primary="true"><Value>101000</Value>
</LocationPartValue></LocationPart>
<LocationPart LocPartTypeID="51"><LocationPartValue Primary="true">
<Value>1 Made Up Street</Value></LocationPartValue></LocationPart></Location>
<Location ID="502"><LocationCountry CountryID="12"/></Location></Locations>"""
PAPERS = """<IDRegDocuments>
<IDRegDocument ID="1" IDRegDocTypeID="1596" IdentityID="71" IssuedBy-CountryID="11">
<IDRegistrationNo>7743237789</IDRegistrationNo></IDRegDocument>
<IDRegDocument ID="2" IDRegDocTypeID="1571" IdentityID="71">
<IDRegistrationNo>P1</IDRegistrationNo></IDRegDocument></IDRegDocuments>"""


def written(name, group="61", status="1"):
    return (
        f'<DocumentedName DocNameStatusID="{status}"><DocumentedNamePart>'
        f'<NamePartValue NamePartGroupID="{group}">{name}</NamePartValue>'
        "</DocumentedNamePart></DocumentedName>"
    )


def alias(*names, kind="1400", primary="false", weak="false"):
    return (
        f'<Alias AliasTypeID="{kind}" Primary="{primary}" LowQuality="{weak}">'
        f"{''.join(names)}</Alias>"
    )


GROUPS = """<NamePartGroups><MasterNamePartGroup>
<NamePartGroup ID="61" NamePartTypeID="25"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="62" NamePartTypeID="20"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="63" NamePartTypeID="21"/></MasterNamePartGroup>
</NamePartGroups>"""


def party(number, *aliases, identity="71", kind="3", features=""):
    return (
        f'<DistinctParty FixedRef="{number}"><Comment/>'
        f'<Profile ID="{number}" PartySubTypeID="{kind}">'
        f'<Identity ID="{identity}" Primary="true">{"".join(aliases)}{GROUPS}</Identity>'
        f"{features}</Profile></DistinctParty>"
    )


def place(number, kind="25"):
    return (
        f'<Feature FeatureTypeID="{kind}"><FeatureVersion>'
        f'<VersionLocation LocationID="{number}"/></FeatureVersion></Feature>'
    )


def event(day):
    if day is None:
        return "<EntryEvent/>"
    said = "".join(
        f"<{tag}>{value}</{tag}>"
        for tag, value in zip(("Year", "Month", "Day"), day, strict=False)
    )
    return (
        f"<EntryEvent EntryEventTypeID='1'><Comment/><Date>{said}</Date></EntryEvent>"
    )


def listing(number, *programmes, on="1550", days=((2024, 2, 23),)):
    said = "".join(
        f'<SanctionsMeasure SanctionsTypeID="1"><Comment>{p}</Comment></SanctionsMeasure>'
        for p in programmes
    )
    return (
        f'<SanctionsEntry ProfileID="{number}" ListID="{on}">'
        f"{''.join(map(event, days))}{said}"
        '<SanctionsMeasure SanctionsTypeID="1705"><Comment>none</Comment>'
        "</SanctionsMeasure></SanctionsEntry>"
    )


NAMED = alias(written("MADE UP WORKS"), kind="1403", primary="true")
FIRM = party("101", NAMED)


@pytest.fixture
def copy(tmp_path):
    def write(parties, listings, name="sdn_advanced.xml", refs=REFS, day=(2024, 2, 23)):
        said = "".join(
            f"<{tag}>{value}</{tag}>"
            for tag, value in zip(("Year", "Month", "Day"), day, strict=False)
        )
        file = tmp_path / name
        file.write_text(
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<Sanctions xmlns="http://www.un.org/sanctions/1.0" Version="3">'
            f"<DateOfIssue>{said}</DateOfIssue>"
            f"{refs}{PLACES}{PAPERS}\n"
            f"<DistinctParties>{''.join(parties)}</DistinctParties>"
            f"<SanctionsEntries>{''.join(listings)}</SanctionsEntries></Sanctions>",
            encoding="utf-8",
        )
        return file

    return write


def test_an_entry_is_joined_from_all_over_the_file(copy):
    firm = party(
        "101",
        alias(written("OLD WORKS"), kind="1401"),
        alias(
            written("ВЫДУМАННЫЙ ЗАВОД", status="2"),
            written("MADE UP WORKS"),
            kind="1403",
            primary="true",
        ),
        alias(written("MUW"), weak="true"),
        alias(written("")),
        features=place("501") + place("502", kind="10") + place("501"),
    )
    file = copy([firm], [listing("101", "SDGT", "IFSR")])

    assert format_of(file).name == "ofac-advanced"
    assert entries(file) == [
        Entry(
            entry="101",
            name="MADE UP WORKS",
            type=None,
            imposed=(
                Imposed(
                    measure=Measure.ASSET_FREEZE,
                    programme="SDGT] [IFSR",
                    designated=date(2024, 2, 23),
                ),
            ),
            tax_ids=("7743237789",),
            aliases=(
                Alias(name="OLD WORKS", kind=NameKind.FORMER),
                Alias(name="ВЫДУМАННЫЙ ЗАВОД", kind=NameKind.ALSO),
                Alias(name="MUW", kind=NameKind.WEAK),
            ),
            ids=(ListedId(label="Tax ID No.", number="7743237789", country="Russia"),),
            country="Russia",
            addresses=("1 Made Up Street, Moscow, 101000, Russia",),
        )
    ]


def test_a_person_is_named_as_in_the_table(copy):
    name = (
        '<DocumentedName DocNameStatusID="1">'
        '<DocumentedNamePart><NamePartValue NamePartGroupID="63">Jane Ann</NamePartValue>'
        "</DocumentedNamePart><DocumentedNamePart>"
        '<NamePartValue NamePartGroupID="62">NOBODY</NamePartValue></DocumentedNamePart>'
        "</DocumentedName>"
    )
    person = party("102", alias(name, kind="1403", primary="true"), kind="4")
    (found,) = entries(copy([person], [listing("102", "CUBA")]))

    assert (found.name, found.type) == ("NOBODY, Jane Ann", "individual")


def test_a_type_of_its_own_comes_before_the_one_above_it(copy):
    ship = party("103", NAMED, kind="1", features=place("502"))
    (found,) = entries(copy([ship], [listing("103", "CUBA")]))

    assert (found.type, found.country, found.addresses) == ("vessel", "CU", ("CU",))


@pytest.mark.parametrize(
    ("days", "designated"),
    [
        ([(2024, 2, 23)], date(2024, 2, 23)),
        ([(2024, 2, 23), (1986, 12, 10), (2019, 1, 1)], date(1986, 12, 10)),
        ([], None),
        ([(2024, 2, 23), ()], None),
        ([None, (2024, 2, 23)], None),
    ],
)
def test_the_first_event_is_the_designation_unless_one_has_no_day(
    copy, days, designated
):
    (found,) = entries(copy([FIRM], [listing("101", "CUBA", days=days)]))

    assert [i.designated for i in found.imposed] == [designated]


FREEZE = ("asset freeze", "CUBA", date(2024, 2, 23))


@pytest.mark.parametrize(
    ("listings", "expected"),
    [
        ([listing("101", "CUBA")], [FREEZE]),
        ([listing("101", "CUBA"), listing("101", "CUBA", on="3")], [FREEZE]),
        (
            [listing("101", "X", on="1", days=[(2014, 7, 16)]), listing("101", "CUBA")],
            [FREEZE, ("financial restrictions", "X", date(2014, 7, 16))],
        ),
        (
            [
                listing("101", "A", on="1550", days=[(2020, 1, 2)]),
                listing("101", "B", on="1550", days=[(2019, 1, 2)]),
            ],
            [("asset freeze", "A] [B", date(2019, 1, 2))],
        ),
        (
            [
                listing("101", "A", days=[(2020, 1, 2)]),
                listing("101", "B", days=[]),
            ],
            [("asset freeze", "A] [B", None)],
        ),
        ([listing("101", "FSE-SY", on="2")], [("transaction ban", "FSE-SY", None)]),
        ([listing("101", "CUBA", on="4")], [("other measures", "CUBA", None)]),
        (
            [listing("101", "NS-PLC", "CUBA", on="3")],
            [
                ("financial restrictions", "NS-PLC", None),
                ("other measures", "CUBA", None),
            ],
        ),
    ],
)
def test_the_list_says_what_a_listing_does(copy, listings, expected):
    file = copy([FIRM], listings, name="cons_advanced.xml")
    (found,) = entries(file)

    assert [(i.measure.value, i.programme) for i in found.imposed] == [
        (measure, programme) for measure, programme, _ in expected
    ]
    assert [i.designated for i in found.imposed] == [
        day or (None if "[B" in programme else date(2024, 2, 23))
        for _, programme, day in expected
    ]


def test_a_party_on_no_list_is_no_entry(copy):
    other = party("104", alias(written("OTHER"), kind="1403", primary="true"))

    assert [
        e.entry for e in entries(copy([other, FIRM], [listing("101", "CUBA")]))
    ] == ["101"]


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("SDN_ADVANCED.XML", "1", "sdn"),
        ("cons_advanced.xml", "1550", "cons"),
        ("20240223T184323_0123456789ab.xml", "1550", "sdn"),
        ("20240223T184323_0123456789ab.xml", "1", "cons"),
    ],
)
def test_the_name_or_the_first_listing_says_which_list_it_is(copy, name, on, expected):
    assert part(copy([FIRM], [listing("101", "CUBA", on=on)], name=name)) == expected


def test_the_day_of_issue_is_the_day_of_the_copy(copy):
    assert copy_time(copy([FIRM], [listing("101")], day=(2024, 7, 1))).isoformat() == (
        "2024-07-01T00:00:00-04:00"
    )


@pytest.mark.parametrize("day", [(), (2024, 2), (2024, 13, 1), (2024, 2, "x")])
def test_a_copy_without_its_day_is_a_fault(copy, day):
    file = copy([FIRM], [listing("101")], day=day)
    with pytest.raises(SourceError) as caught:
        copy_time(file)

    assert str(caught.value) == (
        f"no 'DateOfIssue' says when the copy was issued\n  at {file}\n  try: {WHOLE}"
    )


GOOD = [listing("101", "CUBA")]


@pytest.mark.parametrize(
    ("parties", "listings", "what"),
    [
        (
            [FIRM],
            [listing("101", days=[(2024, 13, 1)])],
            "a day of entry 101 cannot be read: '2024-13-1' is no day",
        ),
        (
            [FIRM],
            [listing("101", days=[(2024, 2)])],
            "a day of entry 101 cannot be read: '2024-2-' is no day",
        ),
        (
            [FIRM],
            [listing("101", on="99")],
            "the list that entry 101 is on is not told",
        ),
        ([party("101")], GOOD, "entry 101 has no name"),
        ([party("101", alias(written("A")))], GOOD, "entry 101 has no name"),
        ([party("101", NAMED, kind="9")], GOOD, "the type of entry 101 is not known"),
        (
            [party("101", NAMED, alias(written("A"), kind="9"))],
            GOOD,
            "'9' in entry 101 is no kind of name",
        ),
        ([FIRM, FIRM], GOOD, "entry 101 occurs twice"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_line(copy, parties, listings, what):
    file = copy(parties, listings)
    with pytest.raises(SourceError) as caught:
        entries(file)

    lines = file.read_text(encoding="utf-8").split("\n")
    (line,) = (n for n, text in enumerate(lines, 1) if "<DistinctParties>" in text)
    before = parties[:-1] if listings is GOOD else parties
    wrong = line + "".join(before).count("\n")
    assert str(caught.value) == f"{what}\n  at {file}:{wrong}\n  try: {WHOLE}"


def test_a_listing_of_nobody_is_a_fault(copy):
    file = copy([FIRM], [*GOOD, listing("77")])
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        f"a listing names party '77', and there is none\n  at {file}\n  try: {WHOLE}"
    )


def test_a_copy_without_listings_is_a_fault(copy):
    with pytest.raises(SourceError) as caught:
        entries(copy([FIRM], []))

    assert [fault.what for fault in caught.value.faults] == [
        "the copy holds no entries"
    ]
