"""Parties against lists: invented names always, the real list where it is there."""

import shutil
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from madein.engine import Engine
from madein.lists.history import fill_listings
from madein.parties.decisions.file import Decisions
from madein.parties.decisions.lines import Action, Decision, Side
from madein.parties.matching.compare import score
from madein.parties.matching.features import Rarity
from madein.parties.mention import Mention, Name
from madein.parties.screening.hits import (
    fill_asked,
    hits,
    interval_text,
    screened_lists,
)
from madein.parties.screening.screen import fill_hits
from madein.question import ListFolder
from madein.tables import (
    LIST_ID,
    LIST_NAME,
    LIST_SNAPSHOT,
    LISTING,
    PARTY,
    PARTY_NAME,
)

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ofac"
real_list = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs ../shared/data/ofac, which is not in the project"
)
SDN = "OFAC SDN"
FIRST, LAST = date(2024, 2, 20), date(2024, 2, 23)
VOLKOR, OTHER, BANK = "7743237789", "7711000924", "7707083893"  # check digits are right


@pytest.fixture
def engine():
    with Engine() as engine:
        yield engine


def parties(engine, *found):
    """Parties of one spelling each: name, country, tax id, dollars."""
    rows, names = [], []
    for number, told in enumerate(found):
        name, country, tax_id, usd = (*told, *("", "", "", 1)[len(told) :])
        ids = [f"ru-inn:{tax_id}"] if tax_id else []
        party = {"party_id": f"P-{number}", "name": name, "kind": "firm"}
        rows.append(party | {"ids": ids, "tax_id": tax_id or None, "spellings": 1})
        names.append(spelling(f"P-{number}", name, country, tax_id, usd))
    engine.fill(PARTY, rows)
    engine.fill(PARTY_NAME, names)


def spelling(party_id, name, country="", tax_id="", usd=1):
    return {
        "name": name,
        "tax_id": tax_id,
        "country": country,
        "party_id": party_id,
        "how": "alone",
        "shown": name,
        "words": "",
        "forms": "",
        "kind": "firm",
        "marks": [],
        "rows": 1,
        "usd": Decimal(usd),
    }


def listed(engine, *found):
    """Entries: number, name, Russian tax id or none, and other cells of the name."""
    names, ids = [], []
    for entry, name, tax_id, more in found:
        row = {"list": SDN, "entry": entry, "name": name, "kind": "name"}
        row |= {"type": "organisation", "first_copy": FIRST, "last_copy": LAST} | more
        names.append(row)
        if tax_id:
            number = {"label": "Tax ID No.", "number": tax_id, "country": "Russia"}
            days = {"first_copy": FIRST, "last_copy": LAST}
            ids.append({"list": SDN, "entry": entry} | number | days)
    engine.fill(LIST_NAME, names)
    engine.fill(LIST_ID, {tuple(row.items()): row for row in ids}.values())
    copy = {"list": SDN, "regime": "US", "file": "sdn.csv", "sha256": "", "entries": 1}
    engine.fill(LIST_SNAPSHOT, [copy | {"day": day} for day in (FIRST, LAST)])
    engine.fill(LISTING, [])


def found(engine, decisions=None):
    """Party, entry, word and answer of each hit."""
    fill_hits(engine, *([] if decisions is None else [decisions]))
    rows = engine.rows("select party_id, entry, word, answer from hit order by all")
    return [tuple(row.values()) for row in rows]


def said(engine, party="P-0", entry="1"):
    sql = "select says from hit where party_id = $party and entry = $entry"
    return engine.value(sql, {"party": party, "entry": entry})


def decided(action, left, right=None, number="d-1"):
    line = Decision(
        id=number,
        action=action,
        left=left,
        right=right,
        reason="seen in the register",
        by="ed",
        at=datetime(2026, 11, 21, 9, tzinfo=UTC),
    )
    return Decisions(standing=(line,), lines=(line,))


def test_equal_ids_are_sure_and_say_which(engine):
    parties(engine, ("ООО ВОЛЬКОРИН", "RU", VOLKOR))
    listed(engine, ("1", "LIMITED LIABILITY COMPANY VOLKORIN", VOLKOR, {}))

    assert found(engine) == [("P-0", "1", "confirmed by id", "sure")]
    assert said(engine)[0] == f"both give ru-inn {VOLKOR}"
    assert engine.value("select ids from hit") == [f"ru-inn {VOLKOR} = {VOLKOR}"]
    assert engine.value("select reason from hit") is None


def test_a_name_alone_is_possible_whatever_its_score(engine):
    parties(engine, ("VOLKORIN LLC",))
    listed(engine, ("1", "VOLKORIN LLC", VOLKOR, {}))

    assert found(engine) == [("P-0", "1", "name strong", "possible")]
    assert engine.value("select reason from hit") == "NAME_ONLY"


def test_different_ids_of_one_scheme_are_no_and_kept_with_the_reason(engine):
    parties(engine, ("VOLKORIN LLC", "RU", OTHER))
    listed(engine, ("1", "VOLKORIN LLC", VOLKOR, {}))

    assert found(engine) == [("P-0", "1", "name strong", "no")]
    assert said(engine)[0] == f"the party gives ru-inn {OTHER}, the entry {VOLKOR}"


def test_different_ids_without_a_like_name_are_no_hit(engine):
    parties(engine, ("ZENTUMA LLC", "RU", OTHER))
    listed(engine, ("1", "VOLKORIN LLC", VOLKOR, {}))

    assert found(engine) == []


def test_equal_ids_under_names_that_are_not_alike_are_said(engine):
    parties(engine, ("ZENTUMA LLC", "RU", VOLKOR))
    listed(engine, ("1", "VOLKORIN LLC", VOLKOR, {}))

    assert found(engine) == [("P-0", "1", "confirmed by id", "sure")]
    assert said(engine)[1] == (
        "the names are not alike: renamed, or one of the numbers is wrong"
    )


def test_an_id_that_is_shared_beside_one_that_is_not_leaves_it_open(engine):
    parties(engine, ("VOLKORIN LLC", "RU", VOLKOR))
    engine.run(
        "update party set ids = $ids",
        {"ids": [f"ru-inn:{VOLKOR}", "ru-ogrn:1027700132195"]},
    )
    listed(engine, ("1", "VOLKORIN LLC", VOLKOR, {}))
    number = {"label": "Registration Number", "number": "5177746340998"}
    days = {"first_copy": FIRST, "last_copy": LAST, "country": "Russia"}
    tax_id = {"label": "Tax ID No.", "number": VOLKOR}
    entry = {"list": SDN, "entry": "1"}
    engine.fill(LIST_ID, [entry | number | days, entry | tax_id | days])

    assert found(engine) == [("P-0", "1", "confirmed by id", "possible")]
    assert said(engine)[:2] == [
        f"both give ru-inn {VOLKOR}",
        "the party gives ru-ogrn 1027700132195, the entry 5177746340998",
    ]


def test_a_sister_firm_is_not_the_firm(engine):
    parties(engine, ("PJSC VOLKORIN",), ("VOLKORIN", "RU", OTHER))
    listed(engine, ("1", "VOLKORIN-FINANCE LIMITED LIABILITY COMPANY", VOLKOR, {}))

    assert [hit for hit in found(engine) if hit[3] == "sure"] == []
    assert all(hit[2] == "name weak" for hit in found(engine))
    assert [hit[3] for hit in found(engine) if hit[0] == "P-1"] in ([], ["no"])


def test_every_spelling_and_every_alias_counts_and_the_best_pair_stands(engine):
    parties(engine, ("SOMETHING ELSE",))
    engine.fill(
        PARTY_NAME, [spelling("P-0", "SOMETHING ELSE"), spelling("P-0", "VOLKORIN JSC")]
    )
    listed(
        engine,
        ("1", "ANOTHER NAME", "", {}),
        ("1", "AO VOLKORIN", "", {"kind": "aka"}),
    )

    assert found(engine) == [("P-0", "1", "name strong", "possible")]
    (hit,) = hits(engine)
    assert (hit["party_name"], hit["listed_name"], hit["kind"]) == (
        "VOLKORIN JSC",
        "AO VOLKORIN",
        "aka",
    )


def test_a_weak_alias_needs_the_very_words_and_stays_weak(engine):
    parties(engine, ("VOLKORIN LLC",), ("VOLKORIN TRADING GROUP",))
    listed(engine, ("1", "VOLKORIN", "", {"kind": "weak aka"}))

    assert found(engine) == [("P-0", "1", "name weak", "possible")]


def test_persons_and_ships_are_not_held_against_firms(engine):
    parties(engine, ("VOLKORIN",))
    listed(
        engine,
        ("1", "VOLKORIN", "", {"type": "individual"}),
        ("2", "VOLKORIN", "", {"type": "vessel"}),
        ("3", "VOLKORIN", "", {"type": None}),
        ("4", "UNLIKE", "", {}),
    )

    assert found(engine) == []
    (row,) = screened_lists(engine)
    assert (row["names"], row["entries"], row["left_out"]) == (1, 1, 3)


def test_a_name_younger_than_the_list_says_so(engine):
    parties(engine, ("VOLKORIN",))
    young = date(2026, 2, 25)
    cells = {"kind": "aka", "first_copy": young, "last_copy": young}
    listed(engine, ("1", "VOLKORIN", "", cells))
    fill_hits(engine)

    assert said(engine)[1] == (
        "the name 'VOLKORIN' is known from the copy of 2026-02-25, which is younger "
        "than the last copy of the list, of 2024-02-23"
    )


@pytest.mark.parametrize(
    ("right", "answers"),
    [
        (None, ["no", "no"]),
        (Side(name="VOLKORIN LLC"), ["no", "no"]),
        (Side(name="VOLKORIN LLC", country="RU", tax_id=VOLKOR), ["no", "possible"]),
        (Side(name="ZENTUMA"), ["possible", "possible"]),
    ],
)
def test_not_sanctioned_is_no_for_the_entries_it_names(engine, right, answers):
    parties(engine, ("ООО ВОЛЬКОРИН",))
    listed(engine, ("1", "VOLKORIN LLC", VOLKOR, {}), ("2", "OOO VOLKORIN", "", {}))
    line = decided(Action.NOT_SANCTIONED, Side(name="ООО ВОЛЬКОРИН"), right)

    assert [hit[3] for hit in found(engine, line)] == answers


def test_a_person_outweighs_an_id_and_is_named(engine):
    parties(engine, ("VOLKORIN LLC", "RU", VOLKOR))
    listed(engine, ("1", "VOLKORIN LLC", VOLKOR, {}))
    left = Side(name="VOLKORIN LLC", country="RU", tax_id=VOLKOR)

    assert found(engine, decided(Action.NOT_SANCTIONED, left)) == [
        ("P-0", "1", "confirmed by id", "no")
    ]
    assert said(engine)[0] == "ed said not_sanctioned: seen in the register"
    assert engine.value("select decision from hit") == "d-1"


def test_same_makes_a_hit_of_names_that_are_not_alike(engine):
    parties(engine, ("ZENTUMA LLC",))
    listed(engine, ("1", "VOLKORIN LLC", "", {}))
    line = decided(Action.SAME, Side(name="ZENTUMA LLC"), Side(name="VOLKORIN LLC"))

    assert found(engine, line) == [("P-0", "1", "name weak", "sure")]


def test_same_means_no_entry_where_two_have_the_name(engine):
    parties(engine, ("ZENTUMA LLC",))
    listed(engine, ("1", "VOLKORIN LLC", "", {}), ("2", "VOLKORIN LLC", "", {}))
    line = decided(Action.SAME, Side(name="ZENTUMA LLC"), Side(name="VOLKORIN LLC"))

    assert found(engine, line) == []


def test_what_is_said_of_two_spellings_of_the_records_says_nothing_of_a_list(engine):
    parties(engine, ("ZENTUMA LLC",), ("VOLKORIN LLC",))
    listed(engine, ("1", "VOLKORIN LLC", "", {}))
    line = decided(Action.SAME, Side(name="ZENTUMA LLC"), Side(name="VOLKORIN LLC"))

    assert found(engine, line) == [("P-1", "1", "name strong", "possible")]


@pytest.mark.parametrize(
    ("action", "answer", "reason"),
    [
        (Action.SAME, "sure", None),
        (Action.DIFFERENT, "no", None),
        (Action.NOT_SANCTIONED, "no", None),
        (Action.UNSURE, "possible", "NAME_ONLY"),
    ],
)
def test_an_entry_is_meant_by_its_number_where_names_are_equal(
    engine, action, answer, reason
):
    parties(engine, ("VOLKORIN LLC", "RU"))
    listed(engine, ("1", "VOLKORIN LLC", "", {}), ("2", "VOLKORIN LLC", "", {}))
    left = Side(name="VOLKORIN LLC", country="RU")
    fill_hits(engine, decided(action, left, Side(name="OFAC SDN:2")))

    rows = engine.rows("select entry, answer, reason, decision from hit order by entry")
    assert [tuple(row.values()) for row in rows] == [
        ("1", "possible", "NAME_ONLY", None),
        ("2", answer, reason, "d-1"),
    ]


def test_hits_come_by_answer_and_then_by_dollars(engine):
    parties(
        engine,
        ("VOLKORIN", "", "", 5),
        ("VOLKORIN", "TR", "", 7),
        ("VOLKORIN", "RU", VOLKOR, 1),
    )
    listed(engine, ("1", "VOLKORIN", VOLKOR, {}))
    fill_hits(engine)

    assert [(hit["answer"], hit["usd"]) for hit in hits(engine)] == [
        ("sure", 1),
        ("possible", 7),
        ("possible", 5),
    ]


def test_one_name_that_is_in_no_records_is_screened(engine):
    listed(engine, ("1", "VOLKORIN LLC", VOLKOR, {}))
    fill_asked(engine, "ООО Волькорин", "RU", [f"ru-inn:{VOLKOR}"])

    assert found(engine) == [("asked", "1", "confirmed by id", "sure")]


def test_names_without_a_word_that_tells_firms_apart_are_counted(engine):
    parties(engine, ("LIMITED LIABILITY COMPANY", "RU", VOLKOR), ("VOLKORIN",))
    listed(engine, ("1", "JOINT STOCK COMPANY", VOLKOR, {}), ("2", "LLC", "", {}))
    nameless = fill_hits(engine)

    assert (nameless.parties, nameless.listed) == (1, 2)
    rows = engine.rows("select party_id, entry, answer from hit")
    assert [tuple(row.values()) for row in rows] == [("P-0", "1", "sure")]


def test_a_list_without_names_and_a_case_without_parties_give_no_hits(engine):
    parties(engine)
    listed(engine)

    assert found(engine) == []


@pytest.mark.parametrize(
    ("stretch", "text"),
    [
        (
            (None, FIRST, LAST, None),
            "listed on or before 2024-02-20 to the last copy held, of 2024-02-23",
        ),
        (
            (FIRST, LAST, LAST, date(2024, 3, 1)),
            (
                "absent on 2024-02-20, listed from 2024-02-23 to 2024-02-23, "
                "absent again on 2024-03-01"
            ),
        ),
    ],
)
def test_the_days_of_a_listing_are_bounded_by_copies(stretch, text):
    names = ("absent_on", "present_from", "present_to", "gone_on")

    assert interval_text(dict(zip(names, stretch, strict=True))) == text


@pytest.mark.parametrize("words", [("volkorin",), ("volkorin", "bank"), ("zentuma",)])
@pytest.mark.parametrize("forms", [(), ("llc",), ("public-jsc",)])
@pytest.mark.parametrize("country", ["", "RU", "TR"])
def test_forms_and_countries_never_raise_a_score(words, forms, country):
    """Screening passes over pairs of names by their words alone, and so must be right."""
    other = Name(text="", words=("volkorin", "trade"), forms=("llc",))
    bare = Name(text="", words=other.words)
    told = Mention(name=Name(text="", words=words, forms=forms), country=country)
    plain = Mention(name=Name(text="", words=words))
    with_all = score(told, Mention(name=other, country="RU"), Rarity())

    assert with_all <= score(plain, Mention(name=bare), Rarity())


def test_the_order_of_parties_changes_nothing(engine):
    names = ["OOO VOLKORIN", "VOLKORIN LLC", "VOLKORIN TRADE", "ZENTUMA"]
    seen = []
    for order in (names, names[::-1], names[2:] + names[:2]):
        parties(engine, *[(name,) for name in order])
        listed(engine, ("1", "VOLKORIN", "", {}), ("2", "ZENTUMA GROUP", "", {}))
        fill_hits(engine)
        seen.append(engine.rows("select * exclude (party_id) from hit order by all"))

    assert len(seen[0]) >= 3
    assert seen[0] == seen[1] == seen[2]


REAL = [  # name, tax id, entry, answer; all of Russia
    ("ООО «АУРУС»", "7743237789", "47956", "sure"),
    ("AURUS LLC", "", "47956", "possible"),
    ("ПАО СОЛЛЕРС", "3528079131", "44880", "sure"),
    ("PJSC Sollers", "", "44880", "possible"),
    ("Sollers-Finance LLC", "7709780434", "34755", "sure"),
    ("Sollers-Finance LLC", "3528079131", "34755", "no"),
    ("ФГУП НАМИ", "7711000924", "47953", "sure"),
    ("Sollers", "", "44880", "possible"),
    ("HYUNDAI MOBIS CO LTD", "", None, None),
    ("ROBERT BOSCH GMBH", "", None, None),
    ("AURUM LLC", "", None, None),
]


@pytest.fixture(scope="module")
def real_hits(tmp_path_factory):
    """Hits of these names on the list of 23 February 2024 with its other names."""
    base = tmp_path_factory.mktemp("ofac")
    (base / "lists").mkdir()
    for name in ("sdn_20240223T184323.csv.gz", "alt_20260225.csv.gz"):
        shutil.copy(SHARED / name, base / "lists" / name)
    folder = ListFolder(name=SDN, regime="US", format="ofac-sdn", folder="lists")
    with Engine() as engine:
        fill_listings(engine, [folder], base)
        parties(engine, *[(name, "RU", tax_id) for name, tax_id, _, _ in REAL])
        fill_hits(engine)
        return hits(engine)


@real_list
@pytest.mark.parametrize("number", [n for n, told in enumerate(REAL) if told[2]])
def test_real_entries_are_answered(real_hits, number):
    mine = [hit for hit in real_hits if hit["party_id"] == f"P-{number}"]

    assert REAL[number][2:] in [(hit["entry"], hit["answer"]) for hit in mine]


@real_list
def test_sollers_is_not_sollers_finance(real_hits):
    for number in (2, 3, 7):
        finance = [
            (hit["word"], hit["answer"])
            for hit in real_hits
            if hit["party_id"] == f"P-{number}" and hit["entry"] == "34755"
        ]
        no_id = REAL[number][1] == ""

        assert finance in ([], [("name weak", "possible" if no_id else "no")])


@real_list
def test_only_the_ids_make_a_real_hit_sure(real_hits):
    sure = {
        (hit["party_id"], hit["entry"]) for hit in real_hits if hit["answer"] == "sure"
    }

    assert sure == {
        ("P-0", "47956"),
        ("P-2", "44880"),
        ("P-4", "34755"),
        ("P-5", "44880"),  # the id of Sollers under the name of Sollers-Finance
        ("P-6", "47953"),
    }


@real_list
def test_a_real_hit_says_when_it_was_listed(real_hits):
    aurus = next(hit for hit in real_hits if hit["party_id"] == "P-0")

    assert [interval_text(stretch) for stretch in aurus["stretches"]] == [
        "listed on or before 2024-02-23 to the last copy held, of 2024-02-23"
    ]
