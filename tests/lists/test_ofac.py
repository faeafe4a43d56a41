import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, ListedId, NameKind
from madein.lists.ofac import (
    alias_day,
    aliases,
    copy_time,
    entries,
    ids,
    quoted_names,
    tax_ids,
)

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
            programme="RUSSIA-EO14024",
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
        programme="SDGT] [IFSR",
        tax_ids=(),
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


def test_a_copy_without_its_end_mark_is_a_fault(copy):
    file = copy(AURUS, end=b"")
    with pytest.raises(SourceError) as caught:
        entries(file)

    assert str(caught.value) == (
        "the copy does not end with byte 0x1A\n"
        f"  at {file}\n"
        "  try: get a whole copy from where it came from"
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

    assert str(caught.value) == (
        "the gzip file is damaged\n"
        f"  at {file}\n"
        "  try: get a whole copy from where it came from"
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
        "  try: get a whole copy from where it came from"
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
