"""Registers, FollowTheMoney and case.yml read as statements on who holds what."""

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import case
from madein.case.reading import read_case
from madein.errors import CaseError
from madein.parties.ownership.owners import (
    case_holdings,
    ownership_graph,
    read_ownership,
)
from madein.parties.ownership.shares import (
    ANY_SHARE,
    Days,
    Share,
    may_be_part,
    read_days,
    read_share,
)
from madein.question import Complete, Member, Owner, Subject
from madein.rules.ownership import percent_text

HEAD = "owner,owner_tax_id,owned,owned_tax_id,share,since,until,source\n"


def exactly(share):
    return Share(low=Fraction(share), high=Fraction(share))


# --- shares and days ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50", exactly("1/2")),
        ("50 %", exactly("1/2")),
        ("33.33", exactly("3333/10000")),
        ("33,33%", exactly("3333/10000")),
        ("1/6", exactly("1/6")),
        ("0.01", exactly("1/10000")),
        ("100", exactly(1)),
        ("25-50", Share(low=Fraction(1, 4), high=Fraction(1, 2))),
        ("25 % – 50 %", Share(low=Fraction(1, 4), high=Fraction(1, 2))),
        ("0-25", Share(low=Fraction(0), high=Fraction(1, 4))),
        ("", ANY_SHARE),
        (" Unknown ", ANY_SHARE),
        ("0", None),
        ("100.01", None),
        ("7/6", None),
        ("1/0", None),
        ("-5", None),
        ("50-25", None),
        ("1,000.5", None),
        ("half", None),
        ("5O", None),
    ],
)
def test_a_share_is_read_exactly_or_not_at_all(text, expected):
    assert read_share(text) == expected


@pytest.mark.parametrize("text", ["", "?", "-", "unknown", "n/a", "Not known "])
def test_a_share_that_is_not_told_may_be_any(text):
    assert read_share(text) == ANY_SHARE


def test_nothing_is_no_part_of_one():
    assert [may_be_part(text) for text in ("0", "0.0", "0.01", "1", "1.01")] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_sources_that_tell_several_days_leave_what_they_agree_on_as_certain():
    may, sure = read_days(["2018", "2020"], ["2021", "2023"])

    assert may == Days(since=date(2018, 1, 1), until=date(2023, 12, 31))
    assert sure == Days(since=date(2020, 12, 31), until=date(2021, 1, 1))


@given(st.integers(1, 1_000_000))
def test_a_share_in_percent_is_printed_as_it_is_read(millionths):
    share = Fraction(millionths, 1_000_000)

    assert read_share(percent_text(share)) == Share(low=share, high=share)


@given(st.fractions(Fraction(1, 1000), 1, max_denominator=1000))
def test_a_share_that_percent_would_round_is_printed_as_the_fraction_it_is(share):
    exact = percent_text(share).partition(" (about")[0]

    assert read_share(exact) == Share(low=share, high=share)


@given(st.text(alphabet="0123456789.,/% -–x", max_size=9))
def test_whatever_is_read_as_a_share_lies_between_nothing_and_the_whole(text):
    share = read_share(text)

    assert share is None or 0 <= share.low <= share.high <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0.5", True), ("1", True), ("1,0", True), ("1.5", False), ("0.5%", False)],
)
def test_a_number_up_to_one_may_be_a_part(text, expected):
    assert may_be_part(text) is expected


@pytest.mark.parametrize(
    ("since", "until", "days", "sure"),
    [
        (
            "2018-02-03",
            "",
            Days(since=date(2018, 2, 3)),
            Days(since=date(2018, 2, 3)),
        ),
        (
            "03.02.2018",
            "2018-02-03",
            Days(since=date(2018, 2, 3), until=date(2018, 2, 3)),
            Days(since=date(2018, 2, 3), until=date(2018, 2, 3)),
        ),
        (
            "2020-02",
            "2022",
            Days(since=date(2020, 2, 1), until=date(2022, 12, 31)),
            Days(since=date(2020, 2, 29), until=date(2022, 1, 1)),
        ),
        ("2020", "2020", Days(since=date(2020, 1, 1), until=date(2020, 12, 31)), None),
        ("", "2022-01-01", Days(until=date(2022, 1, 1)), None),
        ("", "", Days(), None),
    ],
)
def test_days_are_read_as_widely_and_as_narrowly_as_they_allow(
    since, until, days, sure
):
    assert read_days([since], [until]) == (days, sure)


@pytest.mark.parametrize(
    ("since", "until"),
    [("2018-02-30", ""), ("02/03/2018", ""), ("2020", "2019"), ("", "soon")],
)
def test_days_that_are_none_are_not_read(since, until):
    assert read_days([since], [until]) is None


# --- registers ----------------------------------------------------------------------


@pytest.fixture
def read(tmp_path):
    def reading(text, name="owners.csv"):
        data = text.encode() if isinstance(text, str) else text
        (tmp_path / name).write_bytes(data)
        return read_ownership(tmp_path, case(ownership=(name,)))

    return reading


@pytest.fixture
def faults(read):
    def found(text, name="owners.csv"):
        with pytest.raises(CaseError) as caught:
            read(text, name)
        return [(fault.what, fault.where) for fault in caught.value.faults]

    return found


def test_a_line_of_a_register_is_a_holding(read):
    (found,) = read(
        HEAD
        + 'PJSC Sollers,3528079131,"Aurus, LLC",7743237789,"33,33",2018-01-01,,EGRUL\n'
    )

    assert (found.owner.name, found.owner.tax_id) == ("PJSC Sollers", "3528079131")
    assert (found.owned.name, found.owned.tax_id) == ("Aurus, LLC", "7743237789")
    assert found.share == exactly("3333/10000")
    assert found.sure == Days(since=date(2018, 1, 1))
    assert (found.source, found.where) == ("EGRUL", "owners.csv:2")


def test_headings_may_be_of_another_order_language_and_delimiter(read):
    (found,) = read(
        "\ufeffДоля, %;Участник;ИНН участника;Организация;Прочее\n60;А;1;Б;x\n"
    )

    assert (found.owner.name, found.owner.tax_id, found.owned.name) == ("А", "1", "Б")
    assert (found.share, found.sure, found.source) == (
        exactly("3/5"),
        None,
        "owners.csv",
    )


def test_a_name_without_an_id_is_the_one_firm_of_that_name_in_the_file(read):
    found = read(HEAD + "X,1,Alfa  LLC,2,60,,,\nalfa llc,,B,3,50,,,\n")

    assert found[1].owner.key == "2"


def test_a_name_of_two_firms_is_neither(read):
    found = read(HEAD + "X,1,Alfa,2,60,,,\nX,1,Alfa,4,60,,,\nAlfa,,B,3,50,,,\n")

    assert found[2].owner.key == "owners.csv: alfa"
    assert found[2].owner.tax_id is None


def test_names_of_two_files_are_not_joined_and_ids_are(tmp_path):
    (tmp_path / "a.csv").write_text(HEAD + "Alfa,,B,3,50,,,\n")
    (tmp_path / "b.csv").write_text(HEAD + "X,1,Alfa,,50,,,\nX,1,B,3,40,,,\n")

    found = read_ownership(tmp_path, case(ownership=("a.csv", "b.csv")))

    assert found[0].owner.key != found[1].owned.key
    assert found[0].owned.key == found[2].owned.key


def test_a_line_break_inside_a_cell_moves_no_line_number(read):
    found = read(HEAD + '"X\nY",1,A,2,60,,,\n\nZ,4,A,2,5,,,\n')

    assert [holding.where for holding in found] == ["owners.csv:2", "owners.csv:5"]
    assert found[0].owner.name == "X Y"


def test_a_tax_id_loses_what_a_spreadsheet_did_to_it(read):
    (found,) = read(HEAD + "X,7743 237789.0,A,2,60,,,\n")

    assert found.owner.tax_id == "7743237789"


@pytest.mark.parametrize("nothing", ["-", "n/a", "0", "0000000000", "нет"])
def test_what_stands_for_no_tax_id_makes_no_two_owners_one(read, nothing):
    found = read(HEAD + f"X,{nothing},A,2,30,,,\nY,{nothing},A,2,30,,,\n")

    assert {holding.owner.key for holding in found} == {
        "owners.csv: x",
        "owners.csv: y",
    }


def test_all_faults_of_a_register_are_told_with_their_lines(faults):
    text = (
        HEAD
        + ",,A,2,60,,,\nX,1,,,60,,,\nX,1,A,2,sixty,,,\n"
        + "X,1,A,2,5,2020-01-02,2020-01-01,\nX,1,A,2,5,,,s,t\n"
    )

    assert faults(text) == [
        ("a line of 9 cells, below 8 headings", "owners.csv:6"),
        ("the owner is not named", "owners.csv:2"),
        ("the owned firm is not named", "owners.csv:3"),
        ("'sixty' is no share", "owners.csv:4"),
        ("'2020-01-02' to '2020-01-01' are no days in order", "owners.csv:5"),
    ]


def test_columns_that_are_missing_or_told_twice_are_faults(faults):
    assert faults("owner,shareholder,country\nX,Y,RU\n") == [
        ("2 columns are the field 'owner'", "owners.csv:1"),
        ("there is no column 'owned'", "owners.csv:1"),
        ("there is no column 'share'", "owners.csv:1"),
    ]


@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_register_is_a_fault(faults, text):
    assert ("there is no column 'owner'", "owners.csv:1") in faults(text)


def test_numbers_that_may_be_parts_of_one_are_a_fault(faults):
    assert faults(HEAD + "X,1,A,2,0.5,,,\nY,3,A,2,,,,\nZ,4,A,2,0.25,,,\n") == [
        ("'0.5', and no share is above 1: percent, or parts of 1?", "owners.csv")
    ]


@pytest.mark.parametrize("share", ["0.5 %", "1/2", "0.5", "1"])
def test_a_small_share_is_percent_beside_one_above_one_and_with_its_sign(read, share):
    found = read(HEAD + f"X,1,A,2,{share},,,\nZ,4,A,2,40 %,,,\n")

    assert found[0].share == read_share(share)


def test_shares_of_more_than_the_whole_on_one_day_are_a_fault(faults):
    text = (
        HEAD
        + "X,1,A,2,60,2018-01-01,2020-12-31,\nY,3,A,2,50,2020-12-31,,\n"
        + "Z,4,B,5,60,2018-01-01,,\nZ,4,B,5,70,2018-01-01,,\n"
    )

    assert faults(text) == [
        (
            "owners of 'A' hold 110 % on 31 Dec 2020",
            "owners.csv:2, owners.csv:3",
        )
    ]


@pytest.mark.parametrize(
    "second",
    [
        "Y,3,A,2,50,2021-01-01,,",
        "Y,3,A,2,40,2018-01-01,,",
        "Y,3,A,2,50,,,",
        "Y,3,A,2,50,2018-01-01,,another source",
    ],
)
def test_shares_of_other_days_unknown_days_or_other_sources_are_no_fault(read, second):
    found = read(HEAD + f"X,1,A,2,60,2018-01-01,2020-12-31,\n{second}\n")

    assert len(found) == 2


def test_a_file_that_cannot_be_read_is_a_fault(faults, tmp_path):
    assert faults(HEAD.encode() + b"\xff", "a.csv") == [
        (f"byte {len(HEAD)} is not UTF-8", "a.csv")
    ]
    assert faults(HEAD + 'X,1,"A,2\n', "b.csv")[0][1] == "b.csv:2"
    assert faults("", "owners.xlsx") == [
        (
            "'owners.xlsx' is no register of owners that madein reads",
            "case.yml, ownership",
        )
    ]
    with pytest.raises(CaseError, match="there is no file 'none"):
        read_ownership(tmp_path, case(ownership=("none.csv",)))


# --- FollowTheMoney -----------------------------------------------------------------


def entity(id_, schema, **properties):
    return {"id": id_, "schema": schema, "properties": properties}


def lines(*entities):
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in entities)


COMPANY = entity("c", "Company", name=["ООО АУРУС"], innCode=["7743237789"])
PERSON = entity("p", "Person", name=["Ivan Petrov"])


def edge(**properties):
    return entity("o", "Ownership", owner=["p"], asset=["c"], **properties)


def test_an_edge_is_a_holding(read):
    whole = edge(percentage=["51"], startDate=["2018-05"], endDate=["2020-01-01"])

    (found,) = read(lines(whole, COMPANY, PERSON), "owners.jsonl")

    assert (found.owner.name, found.owner.is_person) == ("Ivan Petrov", True)
    assert (found.owner.key, found.owner.tax_id) == ("owners.jsonl: p", None)
    assert (found.owned.key, found.owned.is_person) == ("7743237789", False)
    assert found.share == exactly("51/100")
    assert found.days == Days(since=date(2018, 5, 1), until=date(2020, 1, 1))
    assert found.sure == Days(since=date(2018, 5, 31), until=date(2020, 1, 1))
    assert found.where == "owners.jsonl:1"


@pytest.mark.parametrize(
    ("percentage", "low", "high"),
    [
        (["51"], "51/100", "51/100"),
        (["25", "51 %"], "1/4", "51/100"),
        ([], "0", "1"),
        (["a majority"], "0", "1"),
        (["0.5"], "1/200", "1/2"),
        (["51", "unknown"], "0", "1"),
    ],
)
def test_percentages_that_differ_or_are_not_clear_are_a_range(
    read, percentage, low, high
):
    (found,) = read(lines(COMPANY, PERSON, edge(percentage=percentage)), "o.ijson")

    assert found.share == Share(low=Fraction(low), high=Fraction(high))


@pytest.mark.parametrize(
    ("dates", "sure"),
    [
        ({}, None),
        ({"startDate": ["2018-01-01", "2019-01-01"]}, Days(since=date(2019, 1, 1))),
        ({"startDate": ["once"]}, None),
    ],
)
def test_an_edge_is_certain_only_after_all_its_first_days(read, dates, sure):
    (found,) = read(lines(COMPANY, PERSON, edge(**dates)), "o.jsonl")

    assert found.sure == sure


def test_an_entity_that_is_not_in_the_file_is_known_by_its_id(read):
    (found,) = read(lines(COMPANY, edge()), "o.jsonl")

    assert (found.owner.name, found.owner.tax_id) == ("p", None)


def test_an_entity_with_two_tax_ids_has_none_that_is_sure(read):
    two = entity("p", "Company", name=["X"], innCode=["1", "2"], taxNumber=["3"])

    (found,) = read(lines(COMPANY, two, edge()), "o.jsonl")

    assert (found.owner.key, found.owner.tax_id) == ("o.jsonl: p", None)


def test_two_people_of_one_name_are_two(read):
    other = entity("q", "Person", name=["Ivan Petrov"])
    second = entity("o2", "Ownership", owner=["q"], asset=["c"])

    found = read(lines(COMPANY, PERSON, other, edge(), second), "o.jsonl")

    assert found[0].owner.key != found[1].owner.key


def test_edges_of_more_than_the_whole_are_a_doubt_and_no_fault(read):
    dated = {"percentage": ["60"], "startDate": ["2018"]}
    second = entity("o2", "Ownership", owner=["q"], asset=["c"], **dated)

    assert len(read(lines(COMPANY, edge(**dated), second), "o.jsonl")) == 2


def test_lines_that_are_no_entities_are_told_at_once(faults):
    text = lines(COMPANY) + '{"id": 1}\n\nnot json\n[]\n'

    what = "the line is no entity with 'id', 'schema' and 'properties'"
    assert faults(text, "o.jsonl") == [
        (what, "o.jsonl:2"),
        (what, "o.jsonl:4"),
        (what, "o.jsonl:5"),
    ]


# --- case.yml -----------------------------------------------------------------------

MEMBERS = (Member(name="A", tax_id="1"), Member(name="B", tax_id="2"))


def owner_of(**more):
    return Owner(name="X", tax_id="9", share="60", **more)


def test_an_owner_of_the_subject_holds_the_same_of_each_member():
    subject = Subject(name="Group", members=MEMBERS, owners=(owner_of(),))

    found = case_holdings(subject)

    assert [holding.owned.key for holding in found] == ["", "1", "2"]
    assert {holding.share for holding in found} == {exactly("3/5")}


@pytest.mark.parametrize("named", ["B", "2"])
def test_an_owner_of_one_member_holds_nothing_of_the_others(named):
    subject = Subject(name="Group", members=MEMBERS, owners=(owner_of(owned=named),))

    assert [holding.owned.key for holding in case_holdings(subject)] == ["2"]


def test_an_owner_without_a_first_day_always_held_its_share():
    subject = Subject(name="Group", members="all", owners=(owner_of(),))

    (found,) = case_holdings(subject)

    assert found.sure == Days()


@pytest.mark.parametrize(
    ("subject", "what"),
    [
        (
            "owners: [{name: X, share: 120}]",
            "owner 'X' holds 120 percent",
        ),
        ("owners: [{name: X, share: half}]", "owner 'X' holds half percent"),
        (
            "owners: [{name: X, owned: C}]",
            "owner 'X' owns 'C', no member with a tax id",
        ),
        (
            "owners: [{name: X, owned: B}]",
            "owner 'X' owns 'B', no member with a tax id",
        ),
        (
            "owners: [{name: X, share: 60}, {name: Y, share: 1/2}]",
            "owners of 'Group' hold 110 % since ever",
        ),
        (
            "owners: [{name: X, share: 60}, {name: Y, share: 50, owned: A}]",
            "owners of 'A' hold 110 % since ever",
        ),
        (
            "owners_complete: {since: 2018-01-01, until: 2018-12-31, because: I say so}",
            "the owners are said to be complete, and none is named",
        ),
        (
            (
                "owners: [{name: X}]\n"
                "  owners_complete: {since: 2018-01-02, until: 2018-01-01, because: I}"
            ),
            "'subject.owners_complete' ends on 2018-01-01, before it begins on 2018-01-02",
        ),
    ],
)
def test_owners_that_would_be_misread_are_a_fault_of_the_case(tmp_path, subject, what):
    (tmp_path / "case.yml").write_text(
        "title: A case\n"
        "subject:\n"
        "  name: Group\n"
        '  members: [{name: A, tax_id: "1"}, {name: B}]\n'
        f"  {subject}\n"
        "period: {since: 2018-01-01, until: 2018-12-31}\n"
    )

    with pytest.raises(CaseError) as caught:
        read_case(tmp_path)

    assert [fault.what for fault in caught.value.faults] == [what]


def test_a_fraction_and_percent_are_shares_in_case_yml(tmp_path):
    (tmp_path / "case.yml").write_text(
        "title: A case\n"
        "subject:\n"
        "  name: Group\n"
        "  members: all\n"
        "  owners: [{name: X, share: 1/6}, {name: Y, share: 33.33}, {name: Z, share: 5 %}]\n"
        "period: {since: 2018-01-01, until: 2018-12-31}\n"
    )

    found = case_holdings(read_case(tmp_path).subject)

    shares = [exactly("1/6"), exactly("3333/10000"), exactly("1/20")]
    assert [holding.share for holding in found] == shares


def test_the_graph_is_complete_on_the_days_that_somebody_vouches_for():
    vouched = Complete(
        since=date(2018, 1, 1), until=date(2018, 12, 31), because="A test."
    )
    subject = Subject(
        name="Group", members=MEMBERS, owners=(owner_of(),), owners_complete=vouched
    )

    graph = ownership_graph(case(subject=subject), [])

    assert graph.complete == Days(since=date(2018, 1, 1), until=date(2018, 12, 31))
    assert ownership_graph(case(), []).complete is None
