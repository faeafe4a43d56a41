import csv
import gzip
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.known import FORMATS, format_of
from madein.lists.formats.ofac import MEASURES
from madein.lists.formats.ofac_csv import (
    address_day,
    addresses,
    alias_day,
    aliases,
    copy_time,
    entries,
    part,
)
from madein.lists.formats.ofac_remarks import ids, quoted_names, tax_ids
from madein.verdict import Measure

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ofac"

NULLS = ",".join(["-0- "] * 7)
AURUS = (
    f'47956,"LIMITED LIABILITY COMPANY AURUS",-0- ,"RUSSIA-EO14024",{NULLS},'
    '"Tax ID No. 7743237789 (Russia); Registration Number 5177746340998 (Russia)."'
)


@pytest.fixture
def copy(tmp_path):
    def write(*lines, name="sdn_20240223T184323.csv", end=b"\x1a"):
        file = tmp_path / name
        content = "".join(f"{line}\r\n" for line in lines).encode() + end
        file.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return file

    return write


@pytest.mark.parametrize(
    "name", ["sdn_20240223T184323.csv", "sdn_20240223T184323.csv.gz"]
)
def test_a_copy_is_read_plain_and_gzipped(copy, name):
    found = entries(copy(AURUS, name=name))

    assert found == [
        Entry(
            entry="47956",
            name="LIMITED LIABILITY COMPANY AURUS",
            type=None,
            imposed=(
                Imposed(measure=Measure.ASSET_FREEZE, programme="RUSSIA-EO14024"),
            ),
            tax_ids=("7743237789",),
            ids=(
                ListedId(label="Tax ID No.", number="7743237789", country="Russia"),
                ListedId(
                    label="Registration Number",
                    number="5177746340998",
                    country="Russia",
                ),
            ),
        )
    ]


def test_a_type_is_kept_and_a_quoted_comma_is_no_border(copy):
    (found,) = entries(copy(f'36,"DOE, John",individual,"SDGT] [IFSR",{NULLS},-0- '))

    assert found == Entry(
        entry="36",
        name="DOE, John",
        type="individual",
        imposed=(Imposed(measure=Measure.ASSET_FREEZE, programme="SDGT] [IFSR"),),
    )


@pytest.mark.parametrize(
    ("remarks", "ids"),
    [
        ("Tax ID No. 7743237789 (Russia)", ("7743237789",)),
        ("Tax ID No. 9113562152.", ("9113562152",)),
        ("Tax ID No. 1 (X); alt. Tax ID No. 2 (Y).", ("1", "2")),
        ("Tax ID No. 1 (X); alt. Tax ID No. 1 (X)", ("1",)),
        ("Tax ID No. 35.116.112/0001-97 (Brazil)", ("35.116.112/0001-97",)),
        ("Tax ID No. AABA 670850 Y.", ("AABA 670850 Y",)),
        ("DOB 1970; Tax ID No. 7704863782e (Russia).", ("7704863782e",)),
        ("Registration Number 5177746340998 (Russia)", ()),
        ("-0- ", ()),
    ],
)
def test_tax_ids_are_kept_as_written(remarks, ids):
    assert tax_ids(remarks) == ids


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [
        (
            (
                "Organization Established Date 2002; Tax ID No. 3528079131 (Russia); "
                "Government Gazette Number 57126933 (Russia)."
            ),
            [
                ("Tax ID No.", "3528079131", "Russia"),
                ("Government Gazette Number", "57126933", "Russia"),
            ],
        ),
        (
            (
                "Unified Social Credit Code (USCC) 9113100033607322XK (China); alt. "
                "Registration Number 45403041088 (Latvia)."
            ),
            [
                ("Unified Social Credit Code (USCC)", "9113100033607322XK", "China"),
                ("Registration Number", "45403041088", "Latvia"),
            ],
        ),
        (
            "Folio Mercantil No. 343997 (Mexico) issued 14 Dec 2005.",
            [("Folio Mercantil No.", "343997", "Mexico")],
        ),
        ("Registration ID 14063277.", [("Registration ID", "14063277", "")]),
        ("Tax ID No. 1 (X); alt. Tax ID No. 1 (X).", [("Tax ID No.", "1", "X")]),
        ("Phone No. 263-4-486946; DOB 1970; Passport 472410022.", []),
        ("Linked To: VABO-2005 EOOD.", []),
        ("-0- ", []),
    ],
)
def test_numbers_of_firms_are_kept_with_what_they_are_called(remarks, expected):
    assert [(i.label, i.number, i.country) for i in ids(remarks)] == expected


@pytest.mark.parametrize(
    ("remarks", "expected"),
    [
        (
            "a.k.a. 'K.A.S.'; a.k.a. 'GIA'.",
            [("K.A.S.", "weak aka"), ("GIA", "weak aka")],
        ),
        ("DOB 1970; f.k.a. '7TH BRIGADE'", [("7TH BRIGADE", "fka")]),
        ("n.k.a. 'RT'S HOUSE'; Tax ID No. 1.", [("RT'S HOUSE", "nka")]),
        ("Linked To: KAYA.", []),
    ],
)
def test_names_in_the_remarks_are_weak_or_former_names(remarks, expected):
    assert [(a.name, a.kind.value) for a in quoted_names(remarks)] == expected


def test_a_file_of_other_names_is_read(copy):
    file = copy(
        '36,12,"aka","AERO-CARIBBEAN",-0- ',
        '47956,99,"fka","OLD, NAME","so called until 2018"',
        name="alt_20240223T184323.csv.gz",
    )

    assert aliases(file) == [
        ("36", Alias(name="AERO-CARIBBEAN", kind=NameKind.ALSO)),
        ("47956", Alias(name="OLD, NAME", kind=NameKind.FORMER)),
    ]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('36,12,"aka","A"', "4 columns, not 5"),
        ('x,12,"aka","A",-0- ', "'x' is no entry number"),
        ('36,12,"née","A",-0- ', "'née' is no kind of name"),
    ],
)
def test_a_line_that_is_no_other_name_is_a_fault(copy, line, what):
    file = copy(line, name="alt_20240223T184323.csv")
    with pytest.raises(SourceError) as caught:
        aliases(file)

    assert str(caught.value) == (
        f"{what}\n  at {file}:1\n  try: get a whole copy from where it came from"
    )


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("alt_20260225.csv.gz", date(2026, 2, 25)),
        ("alt_20220225T015029.csv", date(2022, 2, 24)),  # 20:50 in Washington
        ("alt_20261399.csv", None),
        ("sdn_20220225T015029.csv", None),
        ("alt.csv", None),
    ],
)
def test_a_file_of_other_names_has_a_day_in_washington(name, day):
    assert alias_day(Path(name)) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_20220225T015029.csv.gz", date(2022, 2, 24)),
        ("sdn_20220224T045959.csv", date(2022, 2, 23)),
        ("sdn_20220224T050000.csv", date(2022, 2, 24)),
        ("sdn_20220701T035959.csv", date(2022, 6, 30)),
        ("sdn_20220701T040000.csv", date(2022, 7, 1)),
    ],
)
def test_the_day_of_a_copy_is_the_day_in_washington(name, day):
    assert copy_time(Path(name)).date() == day


@pytest.mark.parametrize(
    "name", ["sdn.csv", "sdn_20220224.csv", "sdn_20221399T000000.csv"]
)
def test_a_name_without_a_time_is_a_fault(name):
    with pytest.raises(SourceError) as caught:
        copy_time(Path("lists") / name)

    assert str(caught.value) == (
        f"'{name}' does not say when the copy was taken\n"
        f"  at lists/{name}\n"
        "  try: name it after the time in UTC, like 'sdn_20240223T184323.csv.gz'"
    )


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('36,"A",-0- ,"CUBA"', "4 columns, not 12"),
        (AURUS.replace("47956", "ent_num"), "'ent_num' is no entry number"),
        (AURUS, "entry 47956 occurs twice"),
    ],
)
def test_a_line_that_is_no_entry_is_a_fault(copy, line, what):
    file = copy(AURUS, line)
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        f"{what}\n  at {file}:2\n  try: get a whole copy from where it came from"
    )


def test_all_lines_that_are_no_entries_are_named_at_once(copy):
    nameless = f'40,-0- ,-0- ,"CUBA",{NULLS},-0- '
    file = copy(AURUS, "1,2", nameless, AURUS)
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert [(fault.what, fault.where) for fault in caught.value.faults] == [
        ("2 columns, not 12", f"{file}:2"),
        ("entry 40 has no name", f"{file}:3"),
        ("entry 47956 occurs twice", f"{file}:4"),
    ]


def non_sdn(programme):
    return f'9,"MADE UP BANK",-0- ,"{programme}",{NULLS},-0- '


@pytest.mark.parametrize(
    ("programme", "expected"),
    [
        ("NS-PLC", [("financial restrictions", "NS-PLC")]),
        (
            "UKRAINE-EO13662] [RUSSIA-EO14024",
            [("financial restrictions", "UKRAINE-EO13662] [RUSSIA-EO14024")],
        ),
        ("CMIC-EO13959", [("financial restrictions", "CMIC-EO13959")]),
        ("561-Related", [("financial restrictions", "561-Related")]),
        ("FSE-SY", [("transaction ban", "FSE-SY")]),
        (
            "NS-PLC] [SDGT",
            [("financial restrictions", "NS-PLC"), ("other measures", "SDGT")],
        ),
    ],
)
def test_the_programme_says_what_the_non_sdn_list_does(copy, programme, expected):
    file = copy(non_sdn(programme), name="cons_prim_20240223T184323.csv")
    (found,) = entries(file)

    assert [(i.measure.value, i.programme) for i in found.imposed] == expected
    assert part(file) == "cons"


def test_the_table_of_measures_is_whole():
    with MEASURES.open(encoding="utf-8", newline="") as handle:
        table = list(csv.DictReader(handle))

    assert len({row["name"] for row in table}) == len(table)
    assert {row["kind"] for row in table} == {"list", "programme"}
    assert {row["non_sdn_only"] for row in table} == {"yes", "no"}
    assert {row["measure"] for row in table} <= {measure.value for measure in Measure}
    assert all(row["why"] for row in table)
    assert [row["name"] for row in table if row["measure"] == "asset freeze"] == [
        "SDN List"
    ]


@pytest.mark.parametrize(
    ("name", "programme", "expected"),
    [
        ("sdn_20240223T184323.csv", "NS-PLC", "sdn"),
        ("CONS_PRIM.CSV", "CUBA", "cons"),
        ("20240223T184323_0123456789ab.csv", "CUBA", "sdn"),
        ("20240223T184323_0123456789ab.csv", "CUBA] [NS-PLC", "cons"),
        ("20240223T184323_0123456789ab.csv", "RUSSIA-EO14024", "sdn"),
    ],
)
def test_the_name_says_which_list_it_is_or_else_the_programmes(
    copy, name, programme, expected
):
    file = copy(non_sdn(programme), name=name)

    assert part(file) == expected
    assert (entries(file)[0].imposed[0].measure is Measure.ASSET_FREEZE) is (
        expected == "sdn"
    )


@pytest.mark.parametrize("name", ["sdn.csv", "SDN.CSV", "list", "cons_prim.csv.gz"])
def test_a_copy_without_a_dated_name_is_known_and_then_asked_for_its_day(copy, name):
    file = copy(AURUS, name=name)
    form = format_of(file)
    with pytest.raises(SourceError) as caught:
        form.taken(file)

    start = "cons_prim" if name.startswith("cons") else "sdn"
    assert form is FORMATS["ofac-sdn"]
    assert str(caught.value) == (
        f"'{name}' does not say when the copy was taken\n"
        f"  at {file}\n"
        f"  try: name it after the time in UTC, like '{start}_20240223T184323.csv.gz'"
    )


def test_a_file_of_comments_is_refused_with_the_reason(copy):
    file = copy('36,"and so on"', name="sdn_comments_20240223T184323.csv")
    with pytest.raises(SourceError) as caught:
        format_of(file).taken(file)

    assert str(caught.value) == (
        "'sdn_comments_20240223T184323.csv' holds the ends of long remarks, which are "
        f"not read\n  at {file}\n  try: move it out of the folder"
    )


def test_a_file_of_addresses_is_read(copy):
    file = copy(
        '36,25,"1 Made Up Street","Havana 10400","Cuba",-0- ',
        '36,26,-0- ,-0- ,"Spain",-0- ',
        "37,27,-0- ,-0- ,-0- ,-0- ",
        name="cons_add_20240223T184323.csv",
    )

    assert format_of(file).address_day(file) == date(2024, 2, 23)
    assert addresses(file) == [
        ("36", "1 Made Up Street, Havana 10400, Cuba"),
        ("36", "Spain"),
    ]


def test_a_line_that_is_no_address_is_a_fault(copy):
    file = copy("36,25,-0- ", "x,1,2,3,4,5", name="add_20240223.csv")
    with pytest.raises(SourceError) as caught:
        addresses(file)

    assert [(fault.what, fault.where) for fault in caught.value.faults] == [
        ("3 columns, not 6", f"{file}:1"),
        ("'x' is no entry number", f"{file}:2"),
    ]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("add_20240223.csv", date(2024, 2, 23)),
        ("sdn_add_20220225T015029.csv.gz", date(2022, 2, 24)),
        ("alt_20240223.csv", None),
        ("add_20241399.csv", None),
    ],
)
def test_a_file_of_addresses_has_a_day_in_washington(name, day):
    assert address_day(Path(name)) == day


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data/ofac")
@pytest.mark.parametrize(
    ("name", "count"),
    [("sdn_20210818T093901.csv.gz", 9083), ("sdn_20240223T184323.csv.gz", 14484)],
)
def test_real_copies_are_read_whole_and_in_time(name, count):
    file = SHARED / name
    before = process_time()
    found = entries(file)

    assert process_time() - before < 1.5
    assert (len(found), part(file), format_of(file).name) == (count, "sdn", "ofac-sdn")
    assert {i.measure for e in found for i in e.imposed} == {Measure.ASSET_FREEZE}


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data/ofac")
def test_the_real_file_of_other_names_is_read_whole():
    assert len(aliases(SHARED / "alt_20260225.csv.gz")) == 17174


def test_a_copy_without_its_end_mark_is_a_fault(copy):
    file = copy(AURUS, end=b"")
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        "the copy does not end with byte 0x1A, as OFAC's files do: it was cut, or "
        "saved by another program\n"
        f"  at {file}\n"
        "  try: get a whole copy from where it came from; or, if you know that its last "
        "line is the list's last, add the byte: printf '\\032' >> FILE"
    )


def test_a_copy_without_entries_is_a_fault(copy):
    file = copy()
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        "the copy holds no entries\n"
        f"  at {file}:1\n"
        "  try: get a whole copy from where it came from"
    )


@given(cut=st.integers(min_value=1, max_value=150))
def test_a_gzip_file_that_was_cut_is_a_fault(tmp_path_factory, cut):
    file = tmp_path_factory.mktemp("cut") / "sdn_20240223T184323.csv.gz"
    whole = gzip.compress(f"{AURUS}\r\n\x1a".encode())
    file.write_bytes(whole[: max(1, len(whole) - cut)])
    with pytest.raises(SourceError) as caught:
        entries(file)

    (fault,) = caught.value.faults
    assert fault.what.startswith("the packed file is damaged: ")
    assert (fault.where, fault.fix) == (
        str(file),
        "get a whole copy from where it came from",
    )


def test_an_unclosed_quote_is_a_fault(copy):
    file = copy(AURUS, '36,"OPEN')
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert caught.value.faults[0].what == "unexpected end of data"


def test_bytes_that_are_not_utf8_are_a_fault(copy):
    file = copy(AURUS)
    file.write_bytes(file.read_bytes().replace(b"AURUS", b"\xc0\xd3"))
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        "the line is not UTF-8\n"
        f"  at {file}:1\n"
        "  try: get a whole copy from where it came from; or save it as UTF-8"
    )


@given(
    names=st.lists(
        st.text(
            st.characters(
                exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\x1a"
            ),
            min_size=1,
        )
        .map(str.strip)
        .filter(lambda text: text not in {"", "-0-"}),
        min_size=1,
        max_size=5,
    )
)
def test_names_survive_the_file(tmp_path_factory, names):
    file = tmp_path_factory.mktemp("names") / "sdn_20240223T184323.csv"
    lines = [
        f'{number},"{name.replace(chr(34), chr(34) * 2)}",-0- ,"CUBA",{NULLS},-0- \r\n'
        for number, name in enumerate(names)
    ]
    file.write_bytes("".join([*lines, "\x1a"]).encode())

    assert [entry.name for entry in entries(file)] == names


def test_two_entries_with_a_programme_of_the_others_do_not_make_another_list(copy):
    lines = [f'{n},"A {n}",-0- ,"CUBA",{NULLS},-0- ' for n in range(1, 40)]
    lines.append(f'40,"A COUNCIL",-0- ,"SDGT] [NS-PLC",{NULLS},-0- ')
    file = copy(*lines, name="20240223T184323.csv")

    assert part(file) == "sdn"
    assert {one.measure for e in entries(file) for one in e.imposed} == {
        Measure.ASSET_FREEZE
    }
