"""RF04, RF08, RF09, RF16 and RF17: files about firms. All firms and people are made up."""

import pytest

from analysis.flagging import BEFORE, CHIP, NO, SINCE, YES, answer, at, flags, unknown
from factories import case
from madein.analysis.flags.addresses import read_place
from madein.analysis.flags.facts import table
from madein.analysis.flags.registers import Founder, read_registers, read_shippers
from madein.errors import CaseError

ALFA = {
    "party_id": "S1",
    "name": "Alfa Fictive LLP",
    "country": "KZ",
    "ids": ["kz-bin:180340021791"],
}
AURUS = {
    "party_id": "I",
    "name": "Aurus Fictive LLC",
    "country": "RU",
    "ids": ["ru-inn:7743237789"],
}
MIRA = "Moscow, Mira street 5, office 12"


@pytest.fixture
def told(tmp_path):
    """What a flag answers where a file of the user holds some lines."""

    def ask(flag, text, *rows, party="S1", kind="registers", **more):
        (tmp_path / "firms.csv").write_text(text, encoding="utf-8")
        about = case(**{kind: ("firms.csv",)})
        rows = rows or (at(SINCE),)
        found = flags(
            *rows,
            only=flag,
            base=tmp_path,
            about=about,
            **{"firms": [ALFA, AURUS], **more},
        )
        return (found[flag, party]["answer"], found[flag, party]["reason"])

    return ask


# --- founded after the day --------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "founded", "expected"),
    [
        ("KZ", "2022-02-23", NO),
        ("KZ", "2022-02-24", YES),
        ("KZ", "2022-02-25", YES),
        ("KZ", "2022-02", unknown("DATES_STRADDLE")),
        ("KZ", "2022", unknown("DATES_STRADDLE")),
        ("KZ", "2023", YES),
        ("KZ", "2021", NO),
        ("KZ", "", unknown("COLUMN_ABSENT")),
    ],
)
def test_a_firm_founded_since_the_day(told, country, founded, expected):
    text = f"tax_id,country,founded\n180340021791,{country},{founded}\n"

    assert told("RF08", text) == expected


@pytest.mark.parametrize(
    ("country", "expected"),
    [("DE", NO), ("KR", NO), ("TW", NO), ("AE", YES), ("CN", YES)],
)
def test_the_coalition_is_left_out(told, country, expected):
    text = f"party,country,founded\nS1,{country},2023-01-01\n"

    assert told("RF08", text) == expected


def test_a_name_alone_is_nobodys_day_of_founding(told):
    text = "name,country,founded\nALFA FICTIVE,KZ,2023-01-01\n"
    land = "name,country,founded\nALFA FICTIVE,CN,2023-01-01\n"

    firms = [{**ALFA, "ids": [], "name": "alfa fictive"}]
    assert told("RF08", text, firms=firms) == unknown("NAME_ONLY")
    with pytest.raises(KeyError):
        told("RF08", land, firms=firms)


def test_the_number_of_another_country_is_another_firm(told):
    with pytest.raises(KeyError):
        told("RF08", "tax_id,country,founded\n180340021791,CN,2023-01-01\n")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("180340021791,KZ,2023-01-01\n", YES),
        (
            "180340021791,KZ,2001-01-01\n",
            unknown("COVERAGE_GAP"),
        ),  # the importer is missing
        ("180340021791,KZ,2001-01-01\n7743237789,RU,2018-02-01\n", NO),
        ("180340021791,KZ,\n7743237789,RU,2018-02-01\n", unknown("COLUMN_ABSENT")),
    ],
)
def test_the_subject_as_a_whole_has_one_answer_for_all_firms(told, lines, expected):
    assert told("RF08", f"tax_id,country,founded\n{lines}", party="") == expected


def test_rows_without_a_sender_may_be_of_a_young_firm(told):
    text = (
        "tax_id,country,founded\n180340021791,KZ,2001-01-01\n7743237789,RU,2018-02-01\n"
    )

    assert told("RF08", text, at(SINCE), at(SINCE, supplier=None), party="") == unknown(
        "NAME_ONLY"
    )


@pytest.mark.parametrize("flag", ["RF08", "RF09", "RF17"])
def test_without_a_register_nothing_is_told(flag):
    assert answer(flag, at(SINCE)) == unknown("COLUMN_ABSENT")


# --- line of business -------------------------------------------------------------


@pytest.mark.parametrize(
    ("activity", "hs", "expected"),
    [
        ("56.10", CHIP, YES),
        ("56.10", "1905901000", NO),
        ("56.10", "85", unknown("HS_CUT")),
        ("56.10", "19", NO),
        ("56.10", None, unknown("BASIS_MISSING")),
        ("46.52", CHIP, unknown("RULE_UNKNOWN")),
        ("", CHIP, unknown("COLUMN_ABSENT")),
    ],
)
def test_goods_that_a_line_of_business_has_no_use_for(told, activity, hs, expected):
    assert (
        told("RF09", f"party,activity\nS1,{activity}\n", at(SINCE, hs=hs)) == expected
    )


def test_the_rows_of_other_trades_are_listed(tmp_path):
    (tmp_path / "r.csv").write_text("party,activity\nS1,56\n", encoding="utf-8")
    rows = at(SINCE, hs=CHIP, usd=7), at(SINCE, hs="1905901000", usd=5)
    found = flags(*rows, only="RF09", base=tmp_path, about=case(registers=("r.csv",)))

    assert (found["RF09", "S1"]["rows"], found["RF09", "S1"]["usd"]) == (1, 7)
    assert (found["RF09", ""]["rows"], found["RF09", ""]["usd"]) == (1, 7)
    assert (
        found["RF09", "S1"]["says"]
        == "restaurants; 1 row of goods of other trades (r.csv:2)"
    )


# --- published lists of shippers --------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tax_id,name\n180340021791,Some Name\n", YES),
        ("name,country\nalfa fictive llp,KZ\n", unknown("NAME_ONLY")),
    ],
)
def test_a_supplier_on_a_list_by_number_or_by_name(told, text, expected):
    firms = [{**ALFA, "name": "alfa fictive"}]

    assert told("RF16", text, kind="shippers", firms=firms) == expected


def test_a_supplier_on_no_entry(told):
    text = "name,country\nGamma Fictive LLP,KZ\n"

    assert told("RF16", text, party="", kind="shippers") == NO
    assert told(
        "RF16", text, at(SINCE, supplier=None), party="", kind="shippers"
    ) == unknown("NAME_ONLY")
    assert answer("RF16", at(SINCE)) == unknown("LIST_NOT_LOADED")


def test_a_supplier_without_a_number_is_off_no_list(told):
    """As with verdicts: whose number is not known is never said to be on no list."""
    text = "name,country\nGamma Fictive LLP,KZ\n"
    nameless = {**ALFA, "ids": []}

    assert told("RF16", text, party="", kind="shippers", firms=[nameless]) == unknown(
        "NAME_ONLY"
    )


# --- founders and addresses -------------------------------------------------------

HEADS = "party,tax_id,name,country,address,founders\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (
            "S1,,,KZ,,Petrov Ivan (770123456789)",
            "7700000001,B,RU,,I. P. (770123456789)",
            YES,
        ),
        ("S1,,,KZ,,Petrov Ivan", "7700000001,B,RU,,Иван Петров", unknown("NAME_ONLY")),
        (
            'S1,,,KZ,"Almaty, Abay 7, 3",Petrov Ivan',
            '7700000001,B,RU,"Almaty, Abay 7, 4",Sidorov Oleg',
            NO,
        ),
        # an address, or founders, that nobody gives may be shared
        (
            "S1,,,KZ,,Petrov Ivan",
            "7700000001,B,RU,,Sidorov Oleg",
            unknown("COLUMN_ABSENT"),
        ),
        (
            "S1,,,KZ,,Petrov Ivan",
            "7700000001,B,DE,,Petrov Ivan",
            unknown("COVERAGE_GAP"),
        ),
        ('S1,,,KZ,"Almaty, Abay 7, 3",', '7700000001,B,RU,"Almaty, Abay 7, 3",', YES),
        (
            'S1,,,KZ,"Almaty, Abay 7, 3",Petrov Ivan',
            '7700000001,B,RU,"Almaty, Abay 7, 4",',
            unknown("COLUMN_ABSENT"),
        ),
        ("S1,,,KZ,,", "7700000001,B,RU,,Petrov Ivan", unknown("COLUMN_ABSENT")),
    ],
)
def test_what_a_supplier_shares_with_a_russian_firm(told, mine, theirs, expected):
    assert told("RF17", f"{HEADS}{mine}\n,{theirs}\n") == expected


# --- addresses of listed parties --------------------------------------------------


def rf04(
    told, *rows, address=MIRA, listed=("117999 Москва, ул. Мира, д. 5, оф. 12",), **more
):
    text = f'party,address\nI,"{address}"\n'
    return told("RF04", text, *rows, party="", addresses=listed, **more)


CHIPS = at(SINCE, hs=CHIP)


def test_a_new_importer_at_the_address_of_a_listed_party(told):
    assert rf04(told, CHIPS) == YES
    assert rf04(told, CHIPS, address="Moscow, Mira street 5") == unknown("NAME_ONLY")
    assert rf04(told, CHIPS, address="Moscow, Mira street 7, office 12") == NO


def test_it_must_be_new_and_bring_high_priority_goods(told):
    assert rf04(told, at(BEFORE), CHIPS) == NO
    assert rf04(told, at(SINCE)) == NO
    assert rf04(told, at(BEFORE, member=None), CHIPS) == unknown("NAME_ONLY")


def test_an_importer_whose_address_nobody_gives_may_be_at_a_listed_one(told):
    other = at(SINCE, importer="I2")

    assert rf04(told, CHIPS, other, address="Moscow, Mira street 7, office 12") == (
        unknown("COLUMN_ABSENT")
    )
    assert rf04(told, CHIPS, other) == YES


def test_what_is_missing_is_said(told):
    assert rf04(told, CHIPS, listed=()) == unknown("LIST_NOT_LOADED")
    assert rf04(told, CHIPS, address="") == unknown("COLUMN_ABSENT")
    assert rf04(told, CHIPS, goods=False) == unknown("LIST_NOT_LOADED")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ул. Мира, д. 5", "Mira 5", False),  # one word: nobody's own
        ("Москва, ул. Мира, д. 5", "MOSKVA MIRA UL 5", True),
        ("101000, Москва, Мира 5", "117999, Москва, Мира 5", False),
        ("101000, Москва, Мира 5", "Москва, Мира 5", True),
        ("Moskva, Mira 5-12", "Moskva, Mira 12-5", False),
        ("Moskva, Mira", "Moskva, Mira", False),  # no number
        ("Moskva, Mira 5, Delta tower", "Moskva, Mira 5", None),
    ],
)
def test_when_two_addresses_are_one(one, other, expected):
    assert read_place(one).is_same(read_place(other)) is expected
    assert read_place(other).is_same(read_place(one)) is expected


# --- reading the files ------------------------------------------------------------


def test_a_register_is_read(tmp_path):
    (tmp_path / "r.csv").write_text(
        "Name;Tax_ID;country;founded;activity;founders\n"
        "Alfa;180 340 021 791;Казахстан;2022-03;46.52.1;Petrov I. (770123456789)|Gamma AG\n\n",
        encoding="utf-8-sig",
    )
    (firm,) = read_registers(tmp_path, ["r.csv"])

    assert (firm.name, firm.tax_id, firm.country, firm.activity) == (
        "Alfa",
        "180340021791",
        "KZ",
        "46521",
    )
    assert [str(day) for day in firm.founded] == ["2022-03-01", "2022-03-31"]
    assert firm.founders == (
        Founder(name="Petrov I.", tax_id="770123456789"),
        Founder(name="Gamma AG", tax_id=""),
    )
    assert firm.where == "r.csv:2"


def test_all_faults_of_all_files_come_at_once(tmp_path):
    (tmp_path / "a.csv").write_text(
        "name,country,founded\nAlfa,Nowhereland,2022-02-30\n,KZ,\nBeta,KZ\n",
        encoding="utf-8",
    )
    (tmp_path / "b.csv").write_text("name,owner\nAlfa,Beta\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text(
        "name,country,founded\nAlfa,Nowhereland,24.2.22\n,KZ,\n", encoding="utf-8"
    )

    with pytest.raises(CaseError) as caught:
        read_registers(tmp_path, ["a.csv", "b.csv", "c.csv", "d.csv"])

    assert [(fault.where, fault.what) for fault in caught.value.faults] == [
        ("a.csv:4", "a line of 2 cells, below 3 headings"),
        ("b.csv:1", "'owner' is no column madein knows"),
        ("c.csv:2", "'Nowhereland' is no country"),
        ("c.csv:2", "'24.2.22' is no day"),
        ("c.csv:3", "the firm is not named"),
        ("case.yml", "there is no file 'd.csv'"),
    ]


@pytest.mark.parametrize(
    ("bytes_", "what"),
    [
        (b"name\n\xff\n", "byte 5 is not UTF-8"),
        (b'name\n"Alfa\n', "this is no CSV: unexpected end of data"),
        (b"name,name\nAlfa,Beta\n", "there are two columns 'name'"),
        (b"country\nKZ\n", "there is no column 'name'"),
    ],
)
def test_a_file_that_is_no_list_of_shippers(tmp_path, bytes_, what):
    (tmp_path / "s.csv").write_bytes(bytes_)

    with pytest.raises(CaseError) as caught:
        read_shippers(tmp_path, ["s.csv"])

    assert [fault.what for fault in caught.value.faults] == [what]


def test_tables_of_facts_hold_countries_and_codes():
    for row in table("activities.csv"):
        assert len(row["division"]) == 2
        assert all(len(code) == 4 for code in row["goods"].split())
