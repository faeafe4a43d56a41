from datetime import date
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.known import format_of
from madein.lists.formats.un import copy_time, entries
from madein.verdict import Measure

WHOLE = "get a whole copy from where it came from"
FIRM = """
  <ENTITY>
    <DATAID>101</DATAID><VERSIONNUM>1</VERSIONNUM>
    <FIRST_NAME>MADE UP TRADING &amp; CO </FIRST_NAME>
    <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
    <REFERENCE_NUMBER>KPe.999</REFERENCE_NUMBER>
    <LISTED_ON>2016-11-30</LISTED_ON>
    <NAME_ORIGINAL_SCRIPT>꾸며낸 회사</NAME_ORIGINAL_SCRIPT>
    <LAST_DAY_UPDATED><VALUE>2017-01-01</VALUE></LAST_DAY_UPDATED>
    <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>MUT</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OLD</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ALIAS><QUALITY/><ALIAS_NAME/></ENTITY_ALIAS>
    <ENTITY_ADDRESS><STREET>1 Made Up Street</STREET><CITY>Nowhere</CITY>
      <COUNTRY>Cuba</COUNTRY></ENTITY_ADDRESS>
    <ENTITY_ADDRESS/>
  </ENTITY>"""
PERSON = """
  <INDIVIDUAL>
    <DATAID>102</DATAID>
    <FIRST_NAME>JANE</FIRST_NAME><SECOND_NAME>ANN</SECOND_NAME>
    <THIRD_NAME>NOBODY</THIRD_NAME>
    <UN_LIST_TYPE>Libya</UN_LIST_TYPE>
    <LISTED_ON>2016-04-20-04:00</LISTED_ON>
    <COMMENTS1>nothing</COMMENTS1>
    <NATIONALITY><VALUE>Cuba</VALUE></NATIONALITY>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>J. A.</ALIAS_NAME>
    </INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>JAN</ALIAS_NAME>
    </INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ADDRESS><COUNTRY>Spain</COUNTRY></INDIVIDUAL_ADDRESS>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
      <NUMBER>P1</NUMBER></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT>
      <TYPE_OF_DOCUMENT>National identification number</TYPE_OF_DOCUMENT>
      <NUMBER>99</NUMBER><COUNTRY_OF_ISSUE>Cuba</COUNTRY_OF_ISSUE>
    </INDIVIDUAL_DOCUMENT>
  </INDIVIDUAL>"""


@pytest.fixture
def copy(tmp_path):
    def write(*parts, generated="2024-02-23T20:00:01.474Z"):
        file = tmp_path / "consolidated.xml"
        people = "".join(p for p in parts if "INDIVIDUAL" in p)
        others = "".join(p for p in parts if "INDIVIDUAL" not in p)
        file.write_text(
            "<?xml version='1.0' encoding='UTF-8'?>\n<CONSOLIDATED_LIST "
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            f'dateGenerated="{generated}"><INDIVIDUALS>{people}</INDIVIDUALS>'
            f"<ENTITIES>{others}\n</ENTITIES></CONSOLIDATED_LIST>",
            encoding="utf-8",
        )
        return file

    return write


def test_a_firm_is_read_whole(copy):
    file = copy(FIRM)

    assert format_of(file).name == "un-sc"
    assert entries(file) == [
        Entry(
            entry="101",
            name="MADE UP TRADING & CO",
            type=None,
            imposed=(
                Imposed(
                    measure=Measure.ASSET_FREEZE,
                    programme="DPRK",
                    designated=date(2016, 11, 30),
                ),
            ),
            aliases=(
                Alias(name="꾸며낸 회사", kind=NameKind.ALSO),
                Alias(name="MUT", kind=NameKind.ALSO),
                Alias(name="OLD", kind=NameKind.FORMER),
            ),
            country="Cuba",
            addresses=("1 Made Up Street, Nowhere, Cuba",),
        )
    ]


def test_a_person_is_read_whole_but_for_the_passport(copy):
    (found,) = entries(copy(PERSON))

    assert (found.name, found.type, found.country) == (
        "JANE ANN NOBODY",
        "individual",
        "",
    )
    assert [i.designated for i in found.imposed] == [date(2016, 4, 20)]
    assert [(a.name, a.kind) for a in found.aliases] == [
        ("J. A.", NameKind.ALSO),
        ("JAN", NameKind.WEAK),
    ]
    assert found.ids == (
        ListedId(label="National identification number", number="99", country="Cuba"),
    )


@pytest.mark.parametrize(
    ("comment", "measures"),
    [
        ("nothing", [Measure.ASSET_FREEZE]),
        ("paragraphs 15 and 17 (Asset Freeze)", [Measure.ASSET_FREEZE]),
        ("paragraph 15 (Travel Ban)", [Measure.TRAVEL]),
        ("(Travel Ban, Asset Freeze)", [Measure.ASSET_FREEZE, Measure.TRAVEL]),
    ],
)
def test_a_comment_may_name_a_travel_ban(copy, comment, measures):
    (found,) = entries(copy(PERSON.replace(">nothing<", f">{comment}<")))

    assert [i.measure for i in found.imposed] == measures


def test_an_entry_without_its_day_has_none(copy):
    firm = FIRM.replace("<LISTED_ON>2016-11-30</LISTED_ON>", "")

    assert [i.designated for e in entries(copy(firm)) for i in e.imposed] == [None]


@pytest.mark.parametrize(
    ("generated", "taken"),
    [
        ("2024-02-23T20:00:01Z", "2024-02-23T15:00:01-05:00"),
        ("2024-02-24T02:00:01Z", "2024-02-23T21:00:01-05:00"),
        ("2018-12-27T19:04:20.174-05:00", "2018-12-27T19:04:20.174000-05:00"),
        ("2026-07-20T00:00:00", "2026-07-20T00:00:00-04:00"),
        ("2026-08-31", "2026-08-31T00:00:00-04:00"),
    ],
)
def test_a_copy_says_when_it_was_generated(copy, generated, taken):
    assert copy_time(copy(generated=generated)).isoformat() == taken


def test_a_copy_without_its_time_is_a_fault(copy):
    file = copy(generated="")
    with pytest.raises(SourceError) as caught:
        copy_time(file)

    assert str(caught.value) == (
        f"'' in 'dateGenerated' is no time\n  at {file}:1\n  try: {WHOLE}"
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<DATAID>101</DATAID>", "", "the entry has no 'DATAID'"),
        ("FIRST_NAME", "OTHER", "entry 101 has no name"),
        ("2016-11-30", "30.11.2016", "in entry 101 '30.11.2016' is no day"),
        ("f.k.a.", "x.k.a.", "'x.k.a.' in entry 101 is no quality of a name"),
        ("101", "102", "entry '102' occurs twice"),
    ],
)
def test_an_entry_that_cannot_be_read_is_a_fault(copy, old, new, what):
    file = copy(PERSON, FIRM.replace(old, new))
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        f"{what}\n  at {file}:{3 + PERSON.count(chr(10))}\n  try: {WHOLE}"
    )


@given(
    said=st.lists(
        st.tuples(
            st.text("abИ&<>' ", min_size=1).map(lambda t: " ".join(t.split())),
            st.dates(date(1990, 1, 1), date(2030, 1, 1)),
        ).filter(lambda pair: pair[0]),
        min_size=1,
        max_size=4,
    )
)
def test_names_and_days_survive_the_file(tmp_path_factory, said):
    file = tmp_path_factory.mktemp("un") / "list.xml"
    each = [
        f"<ENTITY><DATAID>{n}</DATAID><FIRST_NAME>{escape(name)}</FIRST_NAME>"
        f"<LISTED_ON>{day}</LISTED_ON></ENTITY>"
        for n, (name, day) in enumerate(said)
    ]
    text = (
        f"<CONSOLIDATED_LIST><ENTITIES>{''.join(each)}</ENTITIES></CONSOLIDATED_LIST>"
    )
    file.write_text(text, encoding="utf-8")

    assert [(e.entry, e.name, e.imposed[0].designated) for e in entries(file)] == [
        (str(n), name, day) for n, (name, day) in enumerate(said)
    ]
