"""`madein parties`: who is who, why, and what a person says about it."""

import json
import re
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from case.small import HEADING, make, write_rows
from madein.case.opened import Case, open_case
from madein.case.parties import speaker
from madein.case.store import Store
from madein.cli.parties import hand
from madein.cli.parties.reading import examples
from madein.engine import Engine
from madein.parties.decisions.file import Side, read_decisions
from madein.tables import PARTY, PARTY_CHANGE, PARTY_LINK, PARTY_NAME, PROPOSAL

INN = "7743237789"
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
# party, name as written, tax id, country, dollars, what brought it there
SPELLINGS = (
    ("P-1", "ООО ВЕЛТОК", INN, "RU", 500, "tax id"),
    ("P-1", "VELTOK LLC", "", "RU", 300, "name"),
    ("P-2", "VELTOL ZORNIK", "", "RU", 400, "alone"),
    ("P-3", "ZUBR KORMIN", "", "RU", 90, "alone"),
    ("P-4", "ZUBR KORMEN", "", "RU", 80, "alone"),
    ("P-5", "LUNA KORMIN", "", "RU", 70, "alone"),
    ("P-6", "LUNA KORMEN", "", "RU", 60, "alone"),
    ("P-7", "DONG IL", "", "KR", 20, "alone"),
    ("P-8", "DONG IL", "", "CN", 10, "alone"),
)
PROPOSED = (
    ("P-1", "P-2", "VELTOK LLC", "VELTOL ZORNIK", 0.81, 400),
    ("P-3", "P-4", "ZUBR KORMIN", "ZUBR KORMEN", 0.85, 80),
    ("P-5", "P-6", "LUNA KORMIN", "LUNA KORMEN", 0.85, 60),
)


def party_names():
    for party, name, tax_id, country, usd, how in SPELLINGS:
        mention = Side(name=name, country=country, tax_id=tax_id).mention()
        yield {
            "name": name,
            "tax_id": tax_id,
            "country": country,
            "party_id": party,
            "how": how,
            "shown": mention.name.text,
            "words": mention.name.key,
            "forms": ",".join(mention.name.forms),
            "kind": "firm",
            "marks": list(mention.name.marks),
            "rows": 2,
            "usd": Decimal(usd),
        }


def fill(engine):
    names = list(party_names())
    engine.fill(PARTY_NAME, names)
    firsts = {row["party_id"]: row for row in reversed(names)}
    engine.fill(
        PARTY,
        [
            {
                "party_id": party,
                "name": row["shown"],
                "tax_id": row["tax_id"] or None,
                "ids": [f"ru-inn:{INN}"] if row["tax_id"] else [],
                "country": row["country"],
                "kind": "firm",
                "spellings": sum(1 for one in names if one["party_id"] == party),
                "alarm": "names of 3 firms" if party == "P-2" else None,
            }
            for party, row in firsts.items()
        ],
    )
    engine.fill(
        PARTY_LINK,
        [
            {
                "party_id": "P-1",
                "left_name": "ООО ВЕЛТОК",
                "right_name": "VELTOK LLC",
                "score": 0.99,
                "how": "name",
                "says": ["the same words"],
                "block": "words",
            }
        ],
    )
    engine.fill(
        PROPOSAL,
        [
            {
                "left_party": left,
                "right_party": right,
                "left_name": one,
                "right_name": other,
                "score": score,
                "says": ["a slip of one letter"],
                "usd": Decimal(usd),
                "status": "open",
            }
            for left, right, one, other, score, usd in PROPOSED
        ],
    )
    engine.fill(
        PARTY_CHANGE,
        [{"old_id": "P-0", "new_id": "P-1", "spellings": 1, "reason": "merged"}],
    )


@pytest.fixture(scope="module")
def engine():
    with Engine() as opened:
        fill(opened)
        yield opened


@pytest.fixture
def case(tmp_path, monkeypatch, engine):
    """A case whose build holds the parties above; the clock stands still."""

    @contextmanager
    def tables(_):
        yield engine

    monkeypatch.setattr(Case, "tables", tables)
    monkeypatch.setattr(Store, "edition", lambda _: "e")
    monkeypatch.setattr(hand, "now", lambda: AT)
    return make(tmp_path / "case")


def printed_row(said, start):
    """Cells of the first row of a printed table that starts so."""
    lines = (line.strip() for line in said.out.splitlines())
    return re.split(r" {2,}", next(line for line in lines if line.startswith(start)))


@pytest.fixture
def parties(madein, case):
    return lambda *args: madein("parties", case, *args)


@pytest.fixture
def answer(parties, monkeypatch, tmp_path):
    """A review whose keys come from a file."""

    def run(keys, *args):
        file = tmp_path / "keys"
        file.write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")
        with file.open(encoding="utf-8") as handle:
            monkeypatch.setattr("sys.stdin", handle)
            return parties("review", "--by", "ed", *args)

    return run


def said(case):
    return [
        (one.action.value, one.left.name, one.right.name)
        for one in read_decisions(case / "decisions.jsonl").standing
    ]


def data(printed):
    return json.loads(printed.out)["data"]


# --- list ---------------------------------------------------------------------------


def test_parties_are_listed_by_dollars(parties):
    found = data(parties("list", "--json"))

    assert [(p["party_id"], p["usd"], p["proposals"]) for p in found[:3]] == [
        ("P-1", "800.0000", 1),
        ("P-2", "400.0000", 1),
        ("P-3", "90.0000", 1),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("ВЕЛТОК",), ["P-1"]),
        (("veltok",), ["P-1"]),
        (("KORMIN", "LUNA"), ["P-5"]),
        ((INN,), ["P-1"]),
        (("P-4",), ["P-4"]),
        (("korm",), ["P-3", "P-4", "P-5", "P-6"]),
        (("nobody",), []),
    ],
)
def test_words_in_any_script_ids_and_parts_find_a_party(parties, words, found):
    assert [p["party_id"] for p in data(parties("list", *words, "--json"))] == found


def test_a_party_that_a_person_should_look_at_is_marked(parties):
    row = printed_row(parties("list", "zornik"), "P-2")

    assert row == ["P-2", "VELTOL ZORNIK", "(!)", "RU", "1", "$400.00", "1"]


def test_a_long_list_says_how_many_more(parties, monkeypatch):
    monkeypatch.setattr("madein.cli.parties.look.SHOWN", 3)

    assert parties("list").err == "5 more parties: --all, or search by words\n"
    assert parties("list", "--all").err == ""
    assert json.loads(parties("list", "--json").out)["caveats"] == [
        "5 more parties: --all, or search by words"
    ]


def test_a_search_without_a_result_says_so(parties):
    assert parties("list", "nobody").err == "no party is called 'nobody'\n"


# --- show ---------------------------------------------------------------------------


def test_a_party_is_shown_with_what_holds_it_together(parties):
    out = parties("show", "P-1").out

    assert out.startswith(
        "P-1  ООО ВЕЛТОК\n"
        f"  ids       ru-inn:{INN}\n"
        "  country   RU\n"
        "  kind      firm\n"
        "  dollars   $800.00 in 4 rows\n"
        "  before    P-0 (merged)\n"
        "\nSpellings, by dollars (2):\n"
    )
    assert "  'ООО ВЕЛТОК' = 'VELTOK LLC'\n      by name, score 0.99\n" in out
    assert "May be the same as:\n" in out


@pytest.mark.parametrize(
    "text", ["veltok", "Велток", INN, f"ANOTHER INN {INN}", "ООО ВЕЛТОК", "P-1"]
)
def test_a_party_is_found_by_name_in_any_script_or_id(parties, text):
    assert data(parties("show", text, "--json"))["party"]["party_id"] == "P-1"


def test_a_name_of_two_parties_is_asked_about(parties, case):
    said = parties("show", "DONG IL")

    assert (said.code, said.err) == (
        2,
        (
            "'DONG IL' is the name of 2 parties\n"
            f"  at {case}\n"
            "  try: name one by its id: P-7 ('DONG IL'), P-8 ('DONG IL')\n"
        ),
    )


def test_a_name_with_the_id_of_another_firm_is_not_taken_for_this_one(parties):
    assert parties("show", "ВЕЛТОК ИНН 3528079131").code == 2


def test_no_name_names_no_party(parties):
    assert parties("show", "").err.startswith("no party of the case is called ''\n")


def test_a_name_cannot_speak_to_the_terminal(parties, engine):
    evil = "VELTOK\x1b[2J \u202eCLL\nwrote d-1"
    engine.run("update party_link set right_name = $evil", {"evil": evil})

    out = parties("show", "P-1").out
    engine.run("update party_link set right_name = 'VELTOK LLC'")

    assert "'ООО ВЕЛТОК' = 'VELTOK\\x1b[2J \\u202eCLL" in out
    assert str(Side(name=evil)) == "'VELTOK\x1b[2J \u202eCLL wrote d-1'"


def test_a_name_of_no_party_is_told(parties, case):
    assert parties("show", "nobody").err == (
        "no party of the case is called 'nobody'\n"
        f"  at {case}\n"
        f"  try: search for a part of it: madein parties {case} list WORDS\n"
    )


def test_a_party_in_json_has_the_evidence_of_its_links(parties):
    party = data(parties("show", "P-1", "--json"))

    assert [row["name"] for row in party["spellings"]] == ["ООО ВЕЛТОК", "VELTOK LLC"]
    assert party["links"][0]["compared"]["joined_from"] == 0.92
    assert party["proposals"] == [
        {
            "left_party": "P-1",
            "left_name": "VELTOK LLC",
            "right_party": "P-2",
            "right_name": "VELTOL ZORNIK",
            "score": 0.81,
            "says": ["a slip of one letter"],
            "usd": "400.0000",
            "status": "open",
        }
    ]


def test_a_decision_is_shown_with_the_party_it_touches(parties):
    parties("merge", "P-3", "P-4", "--because", "one invoice", "--by", "ed")

    (line,) = data(parties("show", "P-4", "--json"))["decisions"]
    assert (line["action"], line["reason"], line["by"]) == ("same", "one invoice", "ed")
    assert data(parties("show", "P-1", "--json"))["decisions"] == []


# --- compare ------------------------------------------------------------------------


def test_two_parties_are_compared_with_what_differs_in_brackets(parties):
    said_ = parties("compare", "P-3", "P-4")

    assert printed_row(said_, "read as") == [
        "read as",
        "zubr [kormin]",
        "zubr [kormen]",
    ]
    assert said_.out.endswith(
        "in the case they are two parties\nproposed, open: a slip of one letter\n"
    )


def test_other_valid_ids_are_named_as_what_keeps_two_apart(parties):
    found = data(parties("compare", INN, "ВЕЛТОК ИНН 3528079131", "--json"))

    assert (found["score"], found["veto"]) == (
        0.0,
        f"different ru-inn: {INN} and 3528079131",
    )
    assert found["in_the_case"] == ["not both are in the case"]


@pytest.mark.usefixtures("kalit")
def test_a_party_is_compared_by_a_spelling_with_its_id(parties, engine):
    engine.run("update party_name set usd = 900 where name = 'VELTOK LLC'")

    found = data(parties("compare", "P-1", "P-9", "--json"))
    engine.run("update party_name set usd = 300 where name = 'VELTOK LLC'")

    assert found["veto"] == f"different ru-inn: {INN} and 3528079131"


def test_two_names_that_are_not_in_the_case_are_compared(parties):
    found = data(parties("compare", "AURUS LLC", "ООО АУРУС", "--json"))

    assert (found["left"]["words"], found["right"]["words"]) == (["aurus"], ["aurus"])
    assert found["score"] >= found["asked_from"]


def test_a_decision_about_two_parties_is_told_when_they_are_compared(parties):
    parties("different", "P-3", "P-4", "--by", "ed")

    assert data(parties("compare", "P-4", "P-3", "--json"))["in_the_case"][-1] == (
        "line 1 of decisions.jsonl, ed: 'ZUBR KORMIN' (RU) is not 'ZUBR KORMEN' (RU)"
    )


# --- merge, different, split, undo -----------------------------------------------------


def test_a_merge_writes_one_line_and_says_what_to_run(parties, case):
    said = parties(
        "merge",
        "P-1",
        "VELTOL ZORNIK",
        "--because",
        "id on the invoice",
        "--evidence",
        "files/a.csv#2",
        "--by",
        "ed",
    )

    (line,) = (case / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    tree = json.loads(line)
    assert said.err == (
        f"wrote {tree['id']}: 'ООО ВЕЛТОК' (RU, {INN}) is 'VELTOL ZORNIK' (RU)\n"
        f"next: madein build {case}\n"
    )
    assert {key: tree[key] for key in tree if key != "id"} == {
        "v": 1,
        "action": "same",
        "left": {"name": "ООО ВЕЛТОК", "country": "RU", "tax_id": INN},
        "right": {"name": "VELTOL ZORNIK", "country": "RU", "tax_id": None},
        "reason": "id on the invoice",
        "evidence": ["files/a.csv#2"],
        "by": "ed",
        "at": "2026-11-21T09:00:00Z",
        "supersedes": None,
        "sitting": "ed-20261121T090000Z",
    }


def test_who_decides_is_the_one_logged_in_where_no_name_is_given(
    parties, case, monkeypatch
):
    monkeypatch.setenv("USER", "ann")
    parties("different", "P-3", "P-4")

    assert read_decisions(case / "decisions.jsonl").standing[0].by == "ann"


def test_what_is_written_can_be_read_whatever_the_flags(parties, case):
    parties("merge", "P-3", "P-4", "--evidence", " ", "--by", " ", "--because", "\n")

    (line,) = read_decisions(case / "decisions.jsonl").standing
    assert (line.evidence, line.reason, line.by.strip() != "") == ((), "\n", True)


@pytest.fixture
def kalit(engine):
    """A party P-9 with an id of its own, for one test."""
    engine.run(
        "insert into party_name select * replace ('KALIT' as name, '3528079131' as tax_id, "
        "'P-9' as party_id, 'kalit' as words, 1 as usd) from party_name "
        "where name = 'VELTOK LLC'"
    )
    engine.run(
        "insert into party select * replace ('P-9' as party_id, "
        "['ru-inn:3528079131'] as ids) from party where party_id = 'P-1'"
    )
    yield
    engine.run("delete from party_name where party_id = 'P-9'")
    engine.run("delete from party where party_id = 'P-9'")


@pytest.mark.usefixtures("kalit")
def test_a_merge_across_tax_ids_names_what_the_machine_holds_against_it(parties):
    assert parties("merge", "P-1", "P-9").err.splitlines()[0] == (
        f"the machine would keep them apart: different ru-inn: {INN} and 3528079131"
    )


@pytest.mark.parametrize("text", ["P-1", INN])
def test_a_party_is_named_by_a_spelling_with_its_id(parties, case, engine, text):
    # A name without an id is that of any firm called so.
    engine.run("update party_name set usd = 900 where name = 'VELTOK LLC'")

    parties("merge", text, "P-2")
    engine.run("update party_name set usd = 300 where name = 'VELTOK LLC'")

    assert said(case) == [("same", "ООО ВЕЛТОК", "VELTOL ZORNIK")]


@pytest.mark.usefixtures("kalit")
def test_a_name_that_would_leave_its_party_alone_is_told(parties):
    assert parties("merge", "VELTOK LLC", "P-9").err.splitlines()[0] == (
        "'VELTOK LLC' (RU) changes sides alone, as its party stays apart (different "
        f"ru-inn: {INN} and 3528079131); to merge the parties: P-1 P-9"
    )


def test_two_of_one_party_that_are_said_to_differ_may_take_others_along(parties, case):
    assert parties("different", "ООО ВЕЛТОК", "VELTOK LLC").err.startswith(
        "both are in P-1: its other spellings go with either, as the machine joins "
        f"them; then see madein parties {case} changes\n"
    )


def test_what_is_refused_makes_no_file(parties, case):
    parties("split", "nobody")
    parties("merge", "P-3", "P-3")

    assert not (case / "decisions.jsonl").exists()


def test_a_change_of_mind_needs_no_undo(parties, case):
    parties("merge", "P-3", "P-4")
    parties("different", "P-4", "P-3")

    assert said(case) == [("different", "ZUBR KORMEN", "ZUBR KORMIN")]


def test_what_is_decided_already_is_not_written_again(parties, case):
    parties("merge", "P-3", "P-4")

    assert parties("merge", "P-4", "P-3").err == (
        "that is decided already; nothing was written\n"
    )
    assert len(read_decisions(case / "decisions.jsonl").lines) == 1


def test_a_decision_against_others_is_refused(parties, case):
    parties("merge", "P-3", "P-4")
    parties("merge", "P-4", "P-5")

    said_ = parties("different", "P-3", "P-5", "--by", "ed")

    assert said_.code == 1
    assert said_.err.startswith(
        "decisions contradict each other: ed: 'ZUBR KORMIN' (RU) is not 'LUNA KORMIN' "
        "(RU); line 1: "
    )
    assert len(said(case)) == 2


def test_a_spelling_is_split_from_the_largest_of_the_rest(parties, case):
    said_ = parties("split", "VELTOK LLC", "--by", "ed")

    assert said(case) == [("split", "VELTOK LLC", "ООО ВЕЛТОК")]
    assert said_.err.startswith(
        "with all that is read alike: 1 spelling, $300.00 in 2 rows\n"
    )
    assert "'VELTOK LLC' (RU) stands alone, apart from 'ООО ВЕЛТОК'" in said_.err


def test_what_is_alone_cannot_be_split(parties, case):
    assert parties("split", "LUNA KORMIN").err == (
        "'LUNA KORMIN' is alone in its party P-5\n"
        f"  at {case}\n"
        "  try: there is nothing to split\n"
    )


def test_a_name_written_with_several_countries_is_asked_about(parties, case):
    assert parties("split", "DONG IL").err == (
        "2 spellings are written 'DONG IL'\n"
        f"  at {case}\n"
        "  try: say which: --country 'KR' --tax-id ''; --country 'CN' --tax-id ''\n"
    )
    assert (
        "is alone in its party P-8"
        in parties("split", "DONG IL", "--country", "CN").err
    )


def test_the_last_decision_is_taken_back(parties, case):
    parties("merge", "P-3", "P-4")
    parties("merge", "P-5", "P-6")
    parties("undo")
    parties("undo")

    assert said(case) == []
    assert parties("undo").err.startswith("no decision holds\n")


def test_a_decision_is_taken_back_by_its_id(parties, case):
    parties("merge", "P-3", "P-4")
    parties("merge", "P-5", "P-6")
    first = read_decisions(case / "decisions.jsonl").standing[0].id

    assert parties("undo", first).err.endswith(
        f": takes back {first}\nnext: madein build {case}\n"
    )
    assert said(case) == [("same", "LUNA KORMIN", "LUNA KORMEN")]
    assert parties("undo", "d-9").err.startswith("no line 'd-9'\n")


def test_decisions_are_listed_with_who_and_whether_they_touch_the_records(
    parties, case
):
    parties("merge", "P-3", "P-4", "--by", "ed")
    parties("different", "P-3", "P-4", "--by", "ann")
    other = (case / "decisions.jsonl").read_text(encoding="utf-8").splitlines()[0]
    tree = json.loads(other) | {"id": "d-x", "left": {"name": "GONE"}}
    with (case / "decisions.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(tree)}\n")

    found = data(parties("decisions", "--json"))
    assert [(d["line"], d["by"], d["state"]) for d in found] == [
        (2, "ann", "holds"),
        (3, "ed", "idle"),
    ]
    assert data(parties("decisions", "--all", "--json"))[0]["state"] == (
        "changed or taken back"
    )
    assert parties("decisions").err == (
        "2 decisions in force; 1 line changed or taken back: --all\n"
    )


def test_a_file_that_contradicts_itself_is_told_and_undo_mends_it(parties, case):
    parties("merge", "P-3", "P-4")
    line = (case / "decisions.jsonl").read_text(encoding="utf-8")
    tree = json.loads(line) | {"id": "d-x", "action": "different"}
    (case / "decisions.jsonl").write_text(
        f"{line}{json.dumps(tree)}\n", encoding="utf-8"
    )

    file = case / "decisions.jsonl"
    assert f"  at {file}:1, {file}:2\n" in parties("decisions").err
    assert parties("undo", "d-x").code == 0
    assert said(case) == [("same", "ZUBR KORMIN", "ZUBR KORMEN")]


def test_a_party_that_is_on_no_list_is_listed_so(parties, case):
    parties("merge", "P-3", "P-4", "--by", "ed")
    file = case / "decisions.jsonl"
    tree = json.loads(file.read_text(encoding="utf-8"))
    tree |= {"action": "not_sanctioned", "right": None}
    file.write_text(json.dumps(tree), encoding="utf-8")

    assert printed_row(parties("decisions"), "1 ")[4:] == [
        "'ZUBR KORMIN' (RU) is on no list",
        "holds",
    ]


def test_changes_of_ids_are_listed(parties):
    assert data(parties("changes", "--json")) == [
        {
            "old_id": "P-0",
            "new_id": "P-1",
            "name": "ООО ВЕЛТОК",
            "spellings": 1,
            "reason": "merged",
        }
    ]


# --- review -------------------------------------------------------------------------


def test_the_pairs_are_asked_by_dollars_side_by_side(answer):
    said_ = answer("sss")

    shown = [line for line in said_.out.splitlines() if line.endswith("at stake")]
    assert shown[:3] == [
        "3 left; $400.00 at stake",
        "3 left; $80.00 at stake",
        "3 left; $60.00 at stake",
    ]
    assert printed_row(said_, "read as") == ["read as", "[veltok]", "[veltol] [zornik]"]
    assert printed_row(said_, "party") == ["party", f"P-1 ru-inn:{INN}", "P-2"]
    assert printed_row(said_, "dollars") == [
        "dollars",
        "$800.00 in 4 rows",
        "$400.00 in 2 rows",
    ]


def test_each_answer_is_written_at_once_with_the_evidence_seen(answer, case):
    said_ = answer("ynu")

    assert said(case) == [
        ("same", "ООО ВЕЛТОК", "VELTOL ZORNIK"),
        ("different", "ZUBR KORMIN", "ZUBR KORMEN"),
        ("unsure", "LUNA KORMIN", "LUNA KORMEN"),
    ]
    first = read_decisions(case / "decisions.jsonl").standing[0]
    assert first.reason.startswith("review, ")
    assert first.evidence[0] == "compared: 'VELTOK LLC' (RU) | 'VELTOL ZORNIK' (RU)"
    assert all(" | " in line for line in first.evidence)
    assert said_.err.endswith(
        "3 pairs answered, 0 open\n"
        f"all of it back: madein parties {case} undo --sitting ed-20261121T090000Z\n"
        f"next: madein build {case}\n"
    )


def test_the_next_sitting_goes_on_where_the_last_one_stopped(answer, case):
    answer("yq")
    answer("n")

    assert [one[0] for one in said(case)] == ["same", "different"]
    assert [row["left_party"] for row in data(answer("", "--json"))] == ["P-5"]


def test_skipped_pairs_come_last_and_once_more(answer, case):
    answer("synn")

    assert said(case) == [
        ("same", "ZUBR KORMIN", "ZUBR KORMEN"),
        ("different", "LUNA KORMIN", "LUNA KORMEN"),
        ("different", "ООО ВЕЛТОК", "VELTOL ZORNIK"),
    ]


def test_a_pair_skipped_twice_is_left_open(answer, case):
    assert answer("s" * 6).err.endswith("0 pairs answered, 3 open\n")
    assert not (case / "decisions.jsonl").exists()


def test_z_takes_the_last_answer_back_and_asks_again(answer, case):
    answer("nzy")

    assert said(case) == [("same", "ООО ВЕЛТОК", "VELTOL ZORNIK")]
    assert len(read_decisions(case / "decisions.jsonl").lines) == 3


def test_z_without_an_answer_points_to_undo(answer, case):
    assert (
        "nothing was answered in this sitting; earlier ones: madein parties "
        f"{case} undo\n"
    ) in answer("z").err


def test_one_answer_is_given_to_all_pairs_that_differ_in_the_same_words(answer, case):
    err = answer("sby").err

    assert (
        "  'ZUBR KORMIN' (RU) | 'ZUBR KORMEN' (RU)   $80.00\n"
        "  'LUNA KORMIN' (RU) | 'LUNA KORMEN' (RU)   $60.00\n"
        "one answer for these 2 pairs; any other key leaves them open\n"
    ) in err
    assert said(case) == [
        ("same", "ZUBR KORMIN", "ZUBR KORMEN"),
        ("same", "LUNA KORMIN", "LUNA KORMEN"),
    ]


def test_a_bulk_answer_is_taken_back_whole(answer, case):
    answer("sbyz")

    assert said(case) == []


def test_a_bulk_answer_that_is_not_given_leaves_all_open(answer, case):
    assert answer("sbx").err.endswith("0 pairs answered, 3 open\n")


def test_a_pair_that_differs_like_no_other_has_no_bulk(answer):
    assert "no other open pair differs in the same words\n" in answer("b").err


def test_a_whole_sitting_is_taken_back(answer, parties, case):
    answer("yny")
    parties("undo", "--sitting", "ed-20261121T090000Z")

    assert said(case) == []
    assert len(data(answer("", "--json"))) == 3


def test_pairs_somebody_was_unsure_of_are_asked_when_wanted(answer, case):
    answer("u")

    assert [p["left_party"] for p in data(answer("", "--json"))] == ["P-3", "P-5"]
    assert [p["left_party"] for p in data(answer("", "--unsure", "--json"))] == ["P-1"]
    answer("y", "--unsure")
    assert said(case) == [("same", "ООО ВЕЛТОК", "VELTOL ZORNIK")]


def test_a_pair_whose_answer_follows_from_others_is_not_asked(answer, parties):
    parties("merge", "P-1", "P-3")
    parties("merge", "P-3", "P-2")

    assert [p["left_party"] for p in data(answer("", "--json"))] == ["P-3", "P-5"]


def test_an_answer_that_other_decisions_forbid_is_told_and_the_pair_stays(
    answer, parties, case, monkeypatch
):
    # Between its being shown and answered, somebody else says otherwise.
    parties("merge", "P-3", "P-1", "--by", "ann")
    parties("merge", "P-1", "P-4", "--by", "ann")
    monkeypatch.setattr("madein.cli.parties.sitting.located", lambda *_: [])

    err = answer("sn").err

    assert "'ZUBR KORMIN' (RU) | 'ZUBR KORMEN' (RU): nothing was written\n" in err
    assert "line 1: 'ZUBR KORMIN' (RU) is 'ООО ВЕЛТОК'" in err
    assert err.endswith("0 pairs answered, 3 open\n")
    assert len(said(case)) == 2


def test_on_a_terminal_one_press_is_an_answer(parties, case, monkeypatch):
    keys = iter("yq")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.getchar", lambda: next(keys))

    parties("review")

    assert said(case) == [("same", "ООО ВЕЛТОК", "VELTOL ZORNIK")]


def test_any_other_key_explains_the_keys(answer):
    assert "  y  one firm            n  two firms" in answer("?").err


def test_nothing_to_ask_is_said(answer):
    answer("yny")

    assert answer("").err == "0 pairs answered, 0 open\n"


# --- with a build -------------------------------------------------------------------

ROW = "A/{n},1,05/05/2022,{tax_id},{name},CHINA,CHINA,8708290000,Bumper,{usd}.00"
NAMES = (
    ("KAMAZ", ""),
    ("SOLLERS", ""),
    ("ООО АУРУС", INN),
    ("AURUS SERVICE", INN),
)


def rows_of(names, start=1):
    return [
        ROW.format(n=n, name=name, tax_id=tax_id, usd=100 * n)
        for n, (name, tax_id) in enumerate(names, start)
    ]


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A built case with three firms, which no test changes."""
    folder = make(tmp_path_factory.mktemp("records") / "case")
    write_rows(folder, *rows_of(NAMES))
    open_case(folder).build()
    return folder


@pytest.fixture
def records(once, tmp_path):
    return shutil.copytree(once, tmp_path / "records")


def party_of(madein, folder, name):
    found = data(madein("parties", folder, "show", name, "--json"))
    (row,) = (row for row in found["spellings"] if row["name"] == name)
    return found["party"]["party_id"], row["how"]


def test_a_decision_is_applied_by_the_next_build_and_taken_back_by_the_one_after(
    madein, records
):
    madein("parties", records, "merge", "KAMAZ", "SOLLERS", "--by", "ed")
    assert party_of(madein, records, "KAMAZ")[1] == "alone"

    madein("build", records)
    kamaz, sollers = (party_of(madein, records, name) for name in ("KAMAZ", "SOLLERS"))
    assert kamaz == sollers
    assert kamaz[1] == "person"

    madein("parties", records, "undo")
    madein("build", records)
    assert (
        party_of(madein, records, "KAMAZ")[0] != party_of(madein, records, "SOLLERS")[0]
    )


def test_a_decision_survives_another_order_of_rows_and_another_vendors_file(
    madein, records
):
    madein("parties", records, "merge", "KAMAZ", "SOLLERS", "--by", "ed")
    write_rows(records, *reversed(rows_of(NAMES)))
    file = records / "files" / "b.csv"
    other = [("KAMAZ", ""), ("Sollers", "")]
    file.write_text("\n".join((HEADING, *rows_of(other, 7), "")), encoding="utf-8")
    madein("add", records, file, "--layout", "demo-english")
    assert madein("build", records).code == 0

    names = ("KAMAZ", "SOLLERS", "Sollers")
    assert len({party_of(madein, records, name)[0] for name in names}) == 1


def test_a_split_takes_a_spelling_out_of_the_party_of_its_tax_id(madein, records):
    assert (
        party_of(madein, records, "ООО АУРУС")[0]
        == party_of(madein, records, "AURUS SERVICE")[0]
    )

    madein("parties", records, "split", "AURUS SERVICE", "--by", "ed")
    madein("build", records)
    assert party_of(madein, records, "AURUS SERVICE")[1] == "alone"


def test_status_names_decisions_that_touch_nothing(madein, records):
    madein("parties", records, "merge", "KAMAZ", "SOLLERS", "--by", "ed")
    write_rows(records, *rows_of(NAMES[1:]))
    madein("build", records)

    said_ = madein("status", records)
    assert (
        "decisions.jsonl:1: 'KAMAZ' (RU) is in no record of this build\n" in said_.err
    )
    idle = json.loads(madein("status", records, "--json").out)["data"]["idle_decisions"]
    assert [line["left"]["name"] for line in idle] == ["KAMAZ"]


def test_the_rows_of_a_pair_are_shown_with_file_and_line(once):
    opened = open_case(once)

    with opened.tables() as engine:
        (row,) = examples(opened, engine, Side(name="SOLLERS"))

    assert (row["file"], row["line"], row["usd"]) == ("files/a.csv", 3, Decimal(200))
    assert row["text"].startswith("A/2 | 1 | 05/05/2022 |  | SOLLERS | ")


def test_a_name_of_case_yml_does_not_speak_for_the_records():
    told = {"name": "KAMAZ", "country": "RU", "tax_id": INN, "rows": 0}
    found = told | {"tax_id": "", "rows": 2}

    assert speaker([told, found]) == Side(name="KAMAZ", country="RU")
    assert speaker([told]).tax_id == INN
