from datetime import UTC, date, datetime, timedelta

import pytest

from factories import recorded
from madein.engine import Engine
from madein.errors import CaseError
from madein.goods.groups import group_of
from madein.parties.decisions.file import NO_DECISIONS, Decisions
from madein.parties.decisions.lines import Action, Decision, Side
from madein.parties.imports import write_imports
from madein.question import Member, Subject

AURUS, OTHER = "7743237789", "7711000924"
JOINED, LEFT = date(2021, 7, 1), date(2022, 6, 30)
FIRM = Member(name="Aurus LLC", tax_id=AURUS)


@pytest.fixture
def engine():
    with Engine() as opened:
        yield opened


def held(
    engine,
    tmp_path,
    *rows,
    members=(FIRM,),
    role="consignee",
    aside=(),
    decisions=NO_DECISIONS,
):
    """Rows of `imports` that some records give, by their number."""
    recorded(engine, *rows, aside=aside)
    goods, params = group_of(())
    subject = Subject(name="Aurus", members=members, importer_role=role)
    write_imports(engine, subject, goods, params, tmp_path, decisions, None)
    return {row["row"]: row for row in engine.rows("from imports")}


def decided(*answers):
    """What a person said of the member and each of some names."""
    side = Side(name="Aurus LLC", country="", tax_id=AURUS)
    return Decisions(
        standing=tuple(
            Decision(
                id=name,
                action=action,
                left=side,
                right=Side(name=name, country="", tax_id=""),
                reason="said so",
                by="ed",
                at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            for action, name in answers
        )
    )


def members(*args, **more):
    return {number: row["member"] for number, row in held(*args, **more).items()}


@pytest.mark.parametrize(
    ("month", "member"),
    [
        (date(2021, 6, 1), None),
        (date(2021, 7, 1), True),
        (date(2022, 6, 1), True),
        (date(2022, 7, 1), None),
        (date(2022, 5, 1), True),
    ],
)
def test_a_month_belongs_to_a_member_that_stayed_all_of_it(
    engine, tmp_path, month, member
):
    firm = Member(name="Aurus LLC", tax_id=AURUS, since=JOINED, until=LEFT)
    row = named("X", AURUS) | {"registered": None, "registered_month": month}
    found = members(engine, tmp_path, row, members=(firm,))

    assert found == ({} if member is None else {1: member})


def test_a_month_cut_by_a_member_s_last_day_may_belong(engine, tmp_path):
    firm = Member(name="Aurus LLC", tax_id=AURUS, until=date(2022, 6, 15))
    row = named("X", AURUS) | {"registered": None, "registered_month": date(2022, 6, 1)}

    assert members(engine, tmp_path, row, members=(firm,)) == {1: None}


def test_a_month_has_a_quarter_and_a_doubt_is_handed_on(engine, tmp_path):
    row = {"registered": None, "registered_month": date(2022, 6, 1), "doubt": "perhaps"}
    (found,) = held(engine, tmp_path, row, members="all").values()

    assert (found["quarter"], found["doubt"]) == ("2022Q2", "perhaps")


def named(name, tax_id=None):
    return {"consignee_name": name, "consignee_tax_id": tax_id}


def test_a_member_is_known_by_its_tax_id_whatever_its_name(engine, tmp_path):
    rows = [named("ANYTHING", AURUS), named(f"{AURUS} ООО АУРУС"), named(None, AURUS)]

    assert members(engine, tmp_path, *rows) == {1: True, 2: True, 3: True}


def test_another_firm_is_not_an_import(engine, tmp_path):
    rows = [named("ООО АУРУС", OTHER), named("ВОЛГА МОТО")]

    assert members(engine, tmp_path, *rows) == {}


def test_a_name_that_is_much_like_the_member_s_stays_open(engine, tmp_path):
    rows = [named("АУРУС МОТО"), named("АУРУМ")]

    assert members(engine, tmp_path, *rows) == {1: None, 2: None}


def test_a_person_s_decision_settles_what_is_open(engine, tmp_path):
    known = decided((Action.SAME, "АУРУС МОТО"), (Action.DIFFERENT, "АУРУМ"))
    rows = [named("АУРУС МОТО"), named("АУРУМ")]

    assert members(engine, tmp_path, *rows, decisions=known) == {1: True}


def test_goods_on_a_member_s_order_are_its_imports(engine, tmp_path):
    rows = [
        named("BROKER LLC ON ORDER OF AURUS"),
        named("АУРУС ПО ПОРУЧЕНИЮ ООО ВОЛГА"),
    ]

    assert members(engine, tmp_path, *rows) == {1: True, 2: None}


@pytest.mark.parametrize(
    "name", ["-", "N/A", "НЕТ", "ООО", "ОБЩЕСТВО С ОГРАНИЧ", "TO ORDER OF SBERBANK"]
)
def test_a_row_whose_importer_is_nobody_may_be_an_import(engine, tmp_path, name):
    rows = [named("ООО АУРУС", AURUS), named(name), named(name, OTHER)]

    assert members(engine, tmp_path, *rows) == {1: True, 2: None}


def test_an_id_that_is_nobody_s_beside_no_name_leaves_it_open(engine, tmp_path):
    rows = [named(None, "7743237780"), named("N/A", "7743237780")]

    assert members(engine, tmp_path, *rows) == {1: None, 2: None}


@pytest.mark.parametrize(
    ("name", "tax_id"),
    [
        ("ИНН7743237789ООО ВОЛГА", None),
        ("ВОЛГА7743237789", None),
        ("ООО ВОЛГА", "7743-237-789"),
    ],
)
def test_the_digits_of_a_member_s_id_are_never_passed_over(
    engine, tmp_path, name, tax_id
):
    rows = [named("ООО АУРУС", AURUS), named(name, tax_id)]

    assert members(engine, tmp_path, *rows) == {1: True, 2: None}


@pytest.mark.parametrize(
    "name",
    [
        "ФИЛИАЛ ООО АУРУС В Г. ЕЛАБУГА",
        "AURUS LLC BRANCH ELABUGA",
        "ООО НАМИ; ООО АУРУС",
        "ООО АУРУС, ООО НАМИ",
        "AURUS LLC (EX NAMI)",
        "ООО «АУРУС» Г. МОСКВА",
    ],
)
def test_a_branch_and_a_name_among_others_stay_open(engine, tmp_path, name):
    rows = [named("ООО АУРУС", AURUS), named(name), named(f"{name} ", OTHER)]

    assert members(engine, tmp_path, rows[0], rows[1]) == {1: True, 2: None}
    assert members(engine, tmp_path, rows[0], rows[2]) == {1: True}


def test_what_a_person_keeps_apart_from_a_member_is_no_branch_of_it(engine, tmp_path):
    rows = [named("ООО АУРУС", AURUS), named("ФИЛИАЛ ООО АУРУС В Г. ЕЛАБУГА")]
    known = decided((Action.DIFFERENT, "ФИЛИАЛ ООО АУРУС В Г. ЕЛАБУГА"))

    assert members(engine, tmp_path, *rows, decisions=known) == {1: True}


def test_a_name_of_two_members_counts_on_the_days_of_either(engine, tmp_path):
    one = Member(name="Aurus LLC", tax_id=AURUS, until=date(2020, 1, 1))
    other = Member(name="Aurus LLC", tax_id=OTHER, since=date(2021, 1, 1))
    rows = [
        named("ООО АУРУС") | {"registered": date(year, 5, 4)} for year in (2019, 2022)
    ]

    assert members(engine, tmp_path, *rows, members=(one, other)) == {1: None, 2: None}


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("ИП ИВАНОВ И И", None),
        ("ИП И.И. ИВАНОВ", None),
        ("IVANOV I.I.", None),
        ("ИВАНОВ И ПЕТРОВ", False),
        ("ИП ИВАНОВ ПЕТР", False),
        ("ПЕТРОВ И И", False),
    ],
)
def test_the_initials_of_a_sole_trader_stay_open(engine, tmp_path, name, member):
    trader = Member(name="ИП Иванов Иван Иванович")
    found = members(engine, tmp_path, named(name), members=(trader,))

    assert found == ({} if member is False else {1: member})


def test_a_sender_that_is_nobody_is_no_supplier(engine, tmp_path):
    rows = [
        named("AURUS", AURUS) | {"sender_name": name, "sender_country": "CN"}
        for name in ("N/A", "-", "CO., LTD", "ACME CO., LTD")
    ]
    found = held(engine, tmp_path, *rows)

    assert [found[row]["supplier"] is None for row in (1, 2, 3, 4)] == [
        *[True] * 3,
        False,
    ]


def test_a_name_alone_means_the_member_if_nobody_else_has_it(engine, tmp_path):
    rows = [named("ООО АУРУС"), named("AURUS LLC", AURUS)]

    assert members(engine, tmp_path, *rows) == {1: True, 2: True}


def test_a_name_alone_stays_open_where_another_firm_has_it(engine, tmp_path):
    rows = [named("ООО АУРУС"), named("AURUS LLC", OTHER)]

    assert members(engine, tmp_path, *rows) == {1: None}


def test_a_member_without_a_tax_id_is_the_one_firm_of_its_name(engine, tmp_path):
    nameless = (Member(name="Aurus LLC"),)
    rows = [named("ООО АУРУС", AURUS), named("AURUS LLC")]

    assert members(engine, tmp_path, *rows, members=nameless) == {1: True, 2: True}


def test_a_member_without_a_tax_id_stays_open_among_namesakes(engine, tmp_path):
    nameless = (Member(name="Aurus LLC"),)
    rows = [named("ООО АУРУС", AURUS), named("AURUS LLC", OTHER)]

    assert members(engine, tmp_path, *rows, members=nameless) == {1: None, 2: None}


def test_a_tax_id_is_found_beside_what_else_stands_in_its_column(engine, tmp_path):
    rows = [named("X", f"{AURUS}/774301001"), named("X", f"{AURUS}.0")]

    assert members(engine, tmp_path, *rows) == {1: True, 2: True}


def test_a_party_has_the_tax_id_that_lists_are_asked_for(engine, tmp_path):
    held(engine, tmp_path, named("X", f"{AURUS}/774301001"))

    assert engine.rows(
        "select name, tax_id, ids from party where tax_id is not null"
    ) == [{"name": "X", "tax_id": AURUS, "ids": [f"ru-inn:{AURUS}"]}]


def test_a_row_that_tells_two_tax_ids_stays_open(engine, tmp_path):
    rows = [named(f"{AURUS} ООО АУРУС", OTHER), named(f"{OTHER} НАМИ", AURUS)]

    assert members(engine, tmp_path, *rows) == {1: None, 2: None}


@pytest.mark.parametrize("broken", ["743237789", "7743237780", "б/н"])
def test_the_name_with_an_id_that_cannot_be_right_stays_open(engine, tmp_path, broken):
    rows = [named("ООО АУРУС", broken), named("ДРУГАЯ ФИРМА", broken)]

    assert members(engine, tmp_path, *rows) == {1: None}


def test_a_row_without_an_importer_may_be_an_import(engine, tmp_path):
    assert members(engine, tmp_path, named(None)) == {1: None}


@pytest.mark.parametrize(
    ("day", "member"),
    [
        (JOINED - timedelta(days=1), False),
        (JOINED, True),
        (JOINED + timedelta(days=1), True),
        (LEFT - timedelta(days=1), True),
        (LEFT, True),
        (LEFT + timedelta(days=1), False),
        (None, None),
    ],
)
def test_a_firm_is_a_member_from_its_first_to_its_last_day(
    engine, tmp_path, day, member
):
    firm = Member(name="Aurus LLC", tax_id=AURUS, since=JOINED, until=LEFT)
    row = named("AURUS", AURUS) | {"registered": day}

    found = members(engine, tmp_path, row, members=(firm,))

    assert found == ({} if member is False else {1: member})


def test_a_namesake_outside_the_days_is_no_import(engine, tmp_path):
    firm = Member(name="Aurus LLC", tax_id=AURUS, since=JOINED)
    early = named("AURUS") | {"registered": JOINED - timedelta(days=1)}

    found = members(engine, tmp_path, early, named("AURUS", OTHER), members=(firm,))

    assert found == {}


def test_the_box_that_the_case_names_decides(engine, tmp_path):
    row = {"holder_name": "AURUS", "holder_tax_id": AURUS, "consignee_name": "ACME"}

    assert members(engine, tmp_path, row, role="holder") == {1: True}
    assert members(engine, tmp_path, row, role="consignee") == {}


def test_exports_are_no_imports(engine, tmp_path):
    rows = [
        named("AURUS", AURUS) | {"direction": d} for d in ("export", "import", None)
    ]

    assert members(engine, tmp_path, *rows) == {2: True, 3: True}


def test_a_row_set_aside_says_why(engine, tmp_path):
    row = named("AURUS", AURUS)
    found = held(engine, tmp_path, row, aside=[row])

    assert {number: row["aside"] for number, row in found.items()} == {
        1: None,
        2: "a copy",
    }


def test_a_spelling_is_worth_the_rows_that_are_not_set_aside(engine, tmp_path):
    row = named("AURUS", AURUS)
    held(engine, tmp_path, row, aside=[row])
    (found,) = engine.rows("select rows, usd from party_name where name = 'AURUS'")

    assert found == {"rows": 2, "usd": 100}


def test_the_same_sender_in_two_countries_is_two_suppliers(engine, tmp_path):
    rows = [
        named("AURUS", AURUS) | {"sender_name": name, "sender_country": country}
        for name, country in (("ACME", "KR"), ("ACME LTD", "KR"), ("ACME", "CN"))
    ]
    found = held(engine, tmp_path, *rows)

    assert found[1]["supplier"] == found[2]["supplier"] != found[3]["supplier"]


def test_the_order_of_the_rows_changes_no_party(engine, tmp_path):
    rows = [
        named("ООО АУРУС") | {"sender_name": "ACME"},
        named("AURUS", AURUS) | {"sender_name": "ACME LTD", "sender_country": "KR"},
    ]

    def parties(*given):
        found = held(engine, tmp_path, *given)
        return sorted(
            (r["importer_name"], r["importer"], r["supplier"]) for r in found.values()
        )

    assert parties(*rows) == parties(*reversed(rows))


def test_two_members_cannot_be_one_firm(engine, tmp_path):
    twins = (Member(name="Aurus LLC"), Member(name="ООО АУРУС"))

    with pytest.raises(CaseError) as caught:
        members(engine, tmp_path, named("AURUS"), members=twins)

    assert str(caught.value) == (
        "members 'Aurus LLC' and 'ООО АУРУС' are one firm in the records\n"
        "  at case.yml, subject\n"
        "  try: give each its own names and tax id, make one member of them, or take "
        "back the decision that joins them: madein parties CASE decisions"
    )


def test_what_may_be_the_member_s_has_all_it_brought_at_stake(engine, tmp_path):
    held(engine, tmp_path, named("ООО АУРУС", AURUS), *[named("AURUM LLC")] * 9)

    assert [row["usd"] for row in engine.rows("from proposal")] == [900]


def test_a_name_that_case_yml_gives_a_member_means_it_without_an_id(engine, tmp_path):
    member = Member(name="Aurus LLC", tax_id=AURUS, also=("ZENIT TRADE LLC",))
    rows = [*[named("ООО АУРУС", AURUS)] * 3, named("ZENIT TRADE LLC")]

    found = members(engine, tmp_path, *rows, members=(member,))
    assert found == dict.fromkeys((1, 2, 3, 4), True)
