from time import process_time
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.known import format_of
from madein.lists.formats.ofac_xml import copy_time, entries, part
from madein.verdict import Measure

WHOLE = "get a whole copy from where it came from"
FIRM = """
  <sdnEntry>
    <uid>101</uid>
    <lastName>MADE UP WORKS</lastName>
    <sdnType>Entity</sdnType>
    <remarks>nothing</remarks>
    <programList><program>SDGT</program><program>IFSR</program></programList>
    <idList>
      <id><uid>1</uid><idType>Tax ID No.</idType><idNumber>7743237789</idNumber>
        <idCountry>Russia</idCountry></id>
      <id><uid>2</uid><idType>Registration Number</idType><idNumber>51</idNumber></id>
      <id><uid>3</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
      <id><uid>4</uid><idType>Passport</idType><idNumber>9</idNumber></id>
    </idList>
    <akaList>
      <aka><uid>5</uid><type>a.k.a.</type><category>strong</category>
        <lastName>MUW</lastName></aka>
      <aka><uid>6</uid><type>a.k.a.</type><category>weak</category>
        <lastName>WORKS &amp; CO</lastName></aka>
      <aka><uid>7</uid><type>f.k.a.</type><category>weak</category>
        <lastName>OLD WORKS</lastName></aka>
      <aka><uid>8</uid><type>n.k.a.</type><lastName>NEW WORKS</lastName></aka>
      <aka><uid>9</uid><type>a.k.a.</type><category>weak</category></aka>
    </akaList>
    <addressList>
      <address><uid>10</uid><address1>1 Made Up Street</address1><city>Moscow</city>
        <stateOrProvince>Moscow</stateOrProvince><postalCode>101000</postalCode>
        <country>Russia</country></address>
      <address><uid>11</uid><country>Russia</country></address>
    </addressList>
  </sdnEntry>"""
PERSON = """
  <sdnEntry><uid>102</uid><firstName>Jane Ann</firstName><lastName>NOBODY</lastName>
    <sdnType>Individual</sdnType>
    <programList><program>CUBA</program></programList>
    <addressList><address><country>Cuba</country></address>
      <address><country>Spain</country></address></addressList></sdnEntry>"""


@pytest.fixture
def copy(tmp_path):
    def write(*parts, name="sdn.xml", published="02/23/2024", space="urn:made:up"):
        file = tmp_path / name
        file.write_text(
            f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="{space}">\n'
            f"<publshInformation><Publish_Date>{published}</Publish_Date>"
            f"<Record_Count>2</Record_Count></publshInformation>"
            f"{''.join(parts)}\n</sdnList>\n",
            encoding="utf-8",
        )
        return file

    return write


@pytest.mark.parametrize(
    "space", ["http://tempuri.org/sdnList.xsd", "https://made.up/exports/XML"]
)
def test_an_entry_is_read_whole_under_any_namespace(copy, space):
    file = copy(FIRM, space=space)

    assert format_of(file).name == "ofac-xml"
    assert entries(file) == [
        Entry(
            entry="101",
            name="MADE UP WORKS",
            type=None,
            imposed=(Imposed(measure=Measure.ASSET_FREEZE, programme="SDGT] [IFSR"),),
            tax_ids=("7743237789",),
            aliases=(
                Alias(name="MUW", kind=NameKind.ALSO),
                Alias(name="WORKS & CO", kind=NameKind.WEAK),
                Alias(name="OLD WORKS", kind=NameKind.FORMER),
                Alias(name="NEW WORKS", kind=NameKind.NOW),
            ),
            ids=(
                ListedId(label="Tax ID No.", number="7743237789", country="Russia"),
                ListedId(label="Registration Number", number="51"),
            ),
            country="Russia",
            addresses=("1 Made Up Street, Moscow, Moscow, 101000, Russia", "Russia"),
        )
    ]


def test_a_person_is_named_as_in_the_table_and_has_no_country_if_it_has_two(copy):
    (found,) = entries(copy(PERSON))

    assert (found.name, found.type, found.country) == (
        "NOBODY, Jane Ann",
        "individual",
        "",
    )
    assert found.addresses == ("Cuba", "Spain")


@pytest.mark.parametrize(
    ("word", "kind"), [("Vessel", "vessel"), ("Aircraft", "aircraft")]
)
def test_the_type_of_an_entry_is_kept(copy, word, kind):
    assert entries(copy(FIRM.replace("Entity", word)))[0].type == kind


def test_the_day_of_a_copy_is_the_one_it_was_published_on_the_month_first(copy):
    assert copy_time(copy(FIRM, published="02/03/2024")).isoformat() == (
        "2024-02-03T00:00:00-05:00"
    )


@pytest.mark.parametrize("published", ["23/02/2024", "", "2024-02-23"])
def test_a_copy_without_its_day_is_a_fault(copy, published):
    file = copy(FIRM, published=published)
    with pytest.raises(SourceError) as caught:
        copy_time(file)

    assert str(caught.value) == (
        "no 'Publish_Date' says when the copy was published\n"
        f"  at {file}\n  try: {WHOLE}"
    )


@pytest.mark.parametrize(
    ("name", "programme", "expected", "measure"),
    [
        ("sdn.xml", "NS-PLC", "sdn", Measure.ASSET_FREEZE),
        ("consolidated.xml", "UKRAINE-EO13662", "cons", Measure.FINANCIAL),
        ("CONSOLIDATED.XML", "CUBA", "cons", Measure.OTHER),
        ("download", "NS-PLC", "cons", Measure.FINANCIAL),
        ("download", "CUBA", "sdn", Measure.ASSET_FREEZE),
    ],
)
def test_the_name_or_a_programme_says_which_list_it_is(
    copy, name, programme, expected, measure
):
    file = copy(PERSON.replace("CUBA", programme), name=name)

    assert part(file) == expected
    assert [i.measure for i in entries(file)[0].imposed] == [measure]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<uid>101</uid>", "", "'' is no entry number"),
        ("<uid>101<", "<uid>1x<", "'1x' is no entry number"),
        (
            "<lastName>MADE UP WORKS<",
            "<lastName> <",
            "entry 101 has no name",
        ),
        (">Entity<", ">Ghost<", "'Ghost' in entry 101 is no type that is known"),
        ("f.k.a.", "x.k.a.", "'x.k.a.' in entry 101 is no kind of name"),
    ],
)
def test_an_entry_that_cannot_be_read_is_a_fault_with_its_line(copy, old, new, what):
    file = copy(PERSON, FIRM.replace(old, new))
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == f"{what}\n  at {file}:9\n  try: {WHOLE}"


def test_a_number_for_two_entries_is_a_fault(copy):
    file = copy(PERSON, PERSON)
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert [fault.what for fault in caught.value.faults] == ["entry '102' occurs twice"]


def test_a_copy_that_was_cut_off_is_a_fault(copy):
    file = copy(FIRM)
    file.write_bytes(file.read_bytes()[:-60])
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert caught.value.faults[0].what.startswith("the XML is damaged: ")


NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1
).filter(lambda text: text == text.strip() and text)


@given(names=st.lists(NAMES, min_size=1, max_size=4))
def test_names_survive_the_file(tmp_path_factory, names):
    file = tmp_path_factory.mktemp("xml") / "sdn.xml"
    each = [
        f"<sdnEntry><uid>{n}</uid><lastName>{escape(name)}</lastName>"
        f"<sdnType>Entity</sdnType><akaList><aka><lastName>{escape(name)}</lastName>"
        "</aka></akaList></sdnEntry>"
        for n, name in enumerate(names)
    ]
    try:
        file.write_text(f"<sdnList>{''.join(each)}</sdnList>", encoding="utf-8")
        found = entries(file)
    except SourceError:  # U+FFFE and its like, which no XML may hold
        assert any(not is_xml(name) for name in names)
        return

    assert [(e.entry, e.name) for e in found] == [
        (str(n), name) for n, name in enumerate(names)
    ]
    assert [e.aliases[0].name for e in found] == names


def is_xml(text):
    return all(ord(c) % 0x10000 < 0xFFFE for c in text)


def test_two_thousand_entries_are_read_in_time(copy):
    file = copy(*(FIRM.replace("101", str(n)) for n in range(2_000)))
    before = process_time()
    found = entries(file)

    assert process_time() - before < 1.0  # 0.2 on a machine that does nothing else
    assert len(found) == 2_000
