"""What is said of parties from listings and owners made by hand, to the words of a row."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from factories import DAY, case, holding
from madein.analysis.exposure import by_date, exposure
from madein.findings.figures import figures
from madein.parties.decisions.file import NO_DECISIONS
from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.shares import Days, read_share
from madein.question import Complete, ListFolder, Member, Owner, Subject
from madein.rules.licences import Licence, LicensedParty
from madein.rules.reading import held_rules
from madein.tables import (
    LIST_ID,
    LIST_NAME,
    LIST_SNAPSHOT,
    LISTING,
    PARTY,
    PARTY_NAME,
)
from madein.verdict import Measure
from madein.verdicts.standing import fill_verdicts

AURUS, SOLLERS, NAMI = "7743237789", "3528079131", "7711000924"
FIRST, BEFORE, LISTED, LAST = (
    date(2018, 1, 1),
    date(2022, 5, 1),
    date(2022, 5, 4),
    date(2023, 12, 31),
)
OWNED = "owned at or above threshold"
COMPLETE = Complete(since=FIRST, until=LAST, because="A test says so.")


def listing(tax_id, regime="US", measure="asset freeze", **more):
    return {
        "list": f"{regime} list",
        "regime": regime,
        "measure": measure,
        "entry": tax_id,
        "name": f"FIRM {tax_id}",
        "tax_ids": [tax_id],
        "programme": "P",
        "absent_on": BEFORE,
        "present_from": LISTED,
        "present_to": LAST,
        "maybe_from": BEFORE + timedelta(days=1),
        "listed_from": LISTED,
        "start_kind": "list file",
    } | more


def fill_lists(engine, listings, regimes=("US",)):
    """Four copies of one list of each regime, with some listings."""
    engine.fill(
        LIST_SNAPSHOT,
        [
            {"list": f"{regime} list", "regime": regime, "day": copy}
            for regime in regimes
            for copy in (FIRST, BEFORE, LISTED, LAST)
        ],
    )
    # An asset freeze of somebody else: the list speaks of asset freezes.
    others = [listing("0", regime, tax_ids=[]) for regime in regimes]
    engine.fill(LISTING, [*listings, *others])
    entries = {(one["list"], one["entry"]): one for one in listings}
    names = [
        {"list": one["list"], "entry": one["entry"], "name": one["name"]}
        | {"kind": "name", "type": "organisation"}
        for one in entries.values()
    ]
    engine.fill(LIST_NAME, names)
    engine.fill(
        LIST_ID,
        [
            {"list": one["list"], "entry": one["entry"], "label": "Tax ID No."}
            | {"number": number, "country": "Russia"}
            for one in entries.values()
            for number in one["tax_ids"]
        ],
    )


def party(party_id, name, tax_id):
    ids = [] if tax_id is None else [f"ru-inn:{tax_id}"]
    firm = {"kind": "firm", "spellings": 1}
    return {"party_id": party_id, "name": name, "tax_id": tax_id, "ids": ids} | firm


def spelt(one):
    nothing = {"words": "", "forms": "", "marks": [], "rows": 1, "usd": 0}
    about = {"name": one["name"], "party_id": one["party_id"]}
    return (
        about
        | nothing
        | {"tax_id": one["tax_id"] or "", "country": "RU"}
        | {
            "how": "alone",
            "shown": one["name"],
            "kind": "firm",
        }
    )


@contextmanager
def judged(
    *listed,
    day=DAY,
    month=None,
    owners=(),
    complete=None,
    members="all",
    holdings=(),
    regime="US",
    tax_id=AURUS,
    importer="i",
    rules=None,
    rows=(),
    parties=(),
    regimes=(),
):
    """An engine with the verdicts on one import."""
    regimes = regimes or (regime,)
    about = case(
        subject=Subject(
            name="Aurus", members=members, owners=owners, owners_complete=complete
        ),
        lists=tuple(
            ListFolder(name=f"{one} list", regime=one, folder="l") for one in regimes
        ),
    )
    row = {"registered": day, "registered_month": month, "importer": importer}
    with holding(*(rows or [row])) as engine:
        firms = [*parties] or [party("i", "AURUS", tax_id)]
        engine.fill(PARTY, firms)
        engine.fill(PARTY_NAME, [spelt(one) for one in firms])
        listings = [
            listing(one, regime) if isinstance(one, str) else one for one in listed
        ]
        fill_lists(engine, listings, regimes)
        fill_verdicts(
            engine, about, rules or held_rules(), holdings, NO_DECISIONS, Path("none")
        )
        yield engine


def verdicts(*listed, **more):
    """Verdicts on one import, by test."""
    with judged(*listed, **more) as engine:
        return {
            row["test"]: row
            for row in engine.rows("from verdict where role = 'importer'")
        }


def direct(*listed, **more):
    found = verdicts(*listed, **more)["direct"]
    return found["word"], found["reason"]


def owned(*listed, owners, **more):
    found = verdicts(*listed, owners=owners, **more)["ownership"]
    return found["word"], found["reason"]


def owner(tax_id, share, **days):
    return Owner(name=f"Owner {tax_id}", tax_id=tax_id, share=share, **days)


# --- the importer itself ----------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (LISTED - timedelta(days=3), ("listed later", None)),
        (LISTED - timedelta(days=1), ("not determinable", "LIST_GAP")),
        (LISTED, ("listed on that date", None)),
        (LISTED + timedelta(days=1), ("listed on that date", None)),
        (LAST + timedelta(days=1), ("not determinable", "LIST_GAP")),
        (FIRST - timedelta(days=1), ("not determinable", "LIST_GAP")),
        (None, ("not determinable", "BASIS_MISSING")),
    ],
)
def test_the_importer_was_listed_or_not_on_the_day(day, expected):
    assert direct(AURUS, day=day) == expected


def test_an_importer_on_no_copy_was_not_listed():
    assert direct(NAMI) == ("not listed", None)


def test_an_importer_known_by_name_only_has_no_verdict():
    assert direct(AURUS, tax_id=None) == ("not determinable", "NAME_ONLY")
    assert direct(AURUS, importer=None) == ("not determinable", "NAME_ONLY")


def test_the_days_until_a_listing_are_counted_from_the_import():
    found = verdicts(AURUS, day=BEFORE)["direct"]

    assert (found["word"], found["lag_days"]) == ("listed later", 3)


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (date(2022, 6, 1), ("listed on that date", None)),
        (date(2022, 4, 1), ("listed later", None)),
        (date(2022, 5, 1), ("not determinable", "DATES_STRADDLE")),
    ],
)
def test_a_month_has_the_verdict_that_all_its_days_have(month, expected):
    assert direct(AURUS, day=None, month=month) == expected


def test_a_month_has_no_days_until_a_listing():
    found = verdicts(AURUS, day=None, month=date(2022, 4, 1))["direct"]

    assert found["lag_days"] is None


def test_an_owner_that_leaves_within_the_month_leaves_the_test_open():
    owners = (owner(SOLLERS, "100", until=date(2022, 6, 15)),)
    month = {"day": None, "month": date(2022, 6, 1)}

    assert owned(SOLLERS, owners=owners, **month) == (
        "not determinable",
        "DATES_STRADDLE",
    )


# --- those who own it -------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (("50", "50"), (OWNED, None)),
        (("25", "25"), (OWNED, None)),
        (("50", "0.01"), (OWNED, None)),
        (("1/4", "1/4"), (OWNED, None)),
        (("49.99", None), ("not determinable", "OWNERSHIP_UNKNOWN")),
        ((None, None), ("not determinable", "OWNERSHIP_UNKNOWN")),
    ],
)
def test_shares_of_listed_owners_add_up(shares, expected):
    owners = tuple(map(owner, (SOLLERS, NAMI), shares))

    assert owned(SOLLERS, NAMI, owners=owners) == expected


def test_a_listed_owner_below_half_does_not_lift_the_test():
    owners = (owner(SOLLERS, "49.99"), owner(NAMI, "50.01"))

    assert owned(SOLLERS, owners=owners, complete=COMPLETE) == ("not listed", None)


@pytest.mark.parametrize("complete", [None, COMPLETE])
def test_a_holder_whom_nobody_named_may_be_listed(complete):
    owners = (owner(SOLLERS, "30"),)

    assert owned(owners=owners, complete=complete) == (
        "not determinable",
        "OWNERSHIP_UNKNOWN",
    )


def test_owners_of_owners_may_be_listed_unless_all_are_said_to_be_named():
    owners = (owner(SOLLERS, "30"), owner(NAMI, "70"))

    assert owned(owners=owners) == ("not determinable", "OWNERSHIP_UNKNOWN")
    assert owned(owners=owners, complete=COMPLETE) == ("not listed", None)


def test_an_unknown_share_leaves_room_for_holders_whom_nobody_named():
    owners = (owner(NAMI, None),)

    assert owned(owners=owners) == ("not determinable", "OWNERSHIP_UNKNOWN")
    assert owned(owners=owners, complete=COMPLETE) == ("not listed", None)


def test_an_unnamed_rest_that_could_not_reach_half_changes_nothing():
    owners = (owner(SOLLERS, "30"), owner(NAMI, "60"))

    assert owned(SOLLERS, owners=owners, complete=COMPLETE) == ("not listed", None)


def test_owners_that_are_not_known_leave_the_test_open():
    assert owned(owners=()) == ("not determinable", "OWNERSHIP_UNKNOWN")


def test_an_owner_known_by_name_only_leaves_the_test_open():
    owners = (owner(None, "100"),)

    assert owned(owners=owners) == ("not determinable", "NAME_ONLY")
    assert owned(owners=owners, complete=COMPLETE) == ("not determinable", "NAME_ONLY")


def test_an_owner_in_a_gap_of_the_list_leaves_the_test_open():
    gap = LISTED - timedelta(days=1)
    owners = (owner(SOLLERS, None), owner(NAMI, None))

    assert owned(SOLLERS, owners=owners, complete=COMPLETE, day=gap) == (
        "not determinable",
        "LIST_GAP",
    )


@pytest.mark.parametrize(
    ("regime", "share", "expected"),
    [
        ("US", "50", (OWNED, None)),
        ("EU", "50", ("not listed", None)),
        ("EU", "50.01", (OWNED, None)),
        ("UK", "50.01", (OWNED, None)),
        ("KR", "100", ("not determinable", "RULE_UNKNOWN")),
    ],
)
def test_each_regime_has_the_rule_of_its_day(regime, share, expected):
    rest = (owner(NAMI, str(100 - Decimal(share))),) if share != "100" else ()
    owners = (owner(SOLLERS, share), *rest)

    assert owned(SOLLERS, owners=owners, complete=COMPLETE, regime=regime) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"since": DAY}, (OWNED, None)),
        ({"until": DAY}, (OWNED, None)),
        ({"since": DAY + timedelta(days=1)}, ("not determinable", "OWNERSHIP_UNKNOWN")),
        ({"until": DAY - timedelta(days=1)}, ("not determinable", "OWNERSHIP_UNKNOWN")),
    ],
)
@pytest.mark.parametrize("complete", [None, COMPLETE])
def test_an_owner_counts_on_its_first_and_its_last_day(days, expected, complete):
    owners = (owner(SOLLERS, "100", **days),)

    assert owned(SOLLERS, owners=owners, complete=complete) == expected


def test_an_owner_listed_after_the_import_does_not_count():
    owners = (owner(SOLLERS, "100"),)

    assert owned(SOLLERS, owners=owners, day=BEFORE, complete=COMPLETE) == (
        "not listed",
        None,
    )


def test_an_import_of_no_known_day_has_no_ownership_of_the_day():
    assert owned(SOLLERS, owners=(owner(SOLLERS, "100"),), day=None) == (
        "not determinable",
        "BASIS_MISSING",
    )


def held(holder, share, firm):
    everyday = Days()
    return Holding(
        owner=Party(key=holder, name=f"Owner {holder}", tax_id=holder),
        owned=Party(key=firm, name=f"Firm {firm}", tax_id=firm),
        share=read_share(share),
        days=everyday,
        sure=everyday,
        source="owners.csv",
        where="owners.csv:2",
    )


def test_a_listed_owner_of_the_owner_is_found_in_a_register():
    told = [held(SOLLERS, "50", NAMI)]

    assert owned(SOLLERS, owners=(owner(NAMI, "50"),), holdings=told) == (OWNED, None)


def test_a_register_speaks_of_the_importer_by_its_tax_id():
    owners = (owner(NAMI, "100"),)
    members = (Member(name="Aurus LLC", tax_id=AURUS), Member(name="Other", tax_id="1"))
    told = [held(SOLLERS, "60", "1"), held(NAMI, "40", "1")]
    common = {"members": members, "owners": (), "holdings": told, "complete": COMPLETE}

    assert owned(SOLLERS, **common, tax_id="1") == (OWNED, None)
    assert owned(SOLLERS, **common) == ("not determinable", "OWNERSHIP_UNKNOWN")
    assert owned(SOLLERS, **(common | {"owners": owners, "holdings": ()})) == (
        "not listed",
        None,
    )


@pytest.mark.parametrize("named", ["Aurus LLC", AURUS])
def test_an_owner_of_one_member_owns_that_member_alone(named):
    members = (Member(name="Aurus LLC", tax_id=AURUS), Member(name="Other", tax_id="1"))
    owners = (owner(SOLLERS, "100", owned=named), owner(NAMI, "100", owned="Other"))
    common = {"members": members, "owners": owners, "complete": COMPLETE}

    assert owned(SOLLERS, **common) == (OWNED, None)
    assert owned(SOLLERS, **common, tax_id="1") == ("not listed", None)


def test_the_verdict_names_the_listed_owners():
    owners = (owner(SOLLERS, "30"), owner(NAMI, "30"))

    found = verdicts(SOLLERS, NAMI, owners=owners)["ownership"]

    assert found["party"] == f"Owner {SOLLERS}, Owner {NAMI}"


def test_days_of_a_month_with_different_owners_agree_on_the_word():
    owners = (
        owner(SOLLERS, "100", until=date(2022, 6, 14)),
        owner(NAMI, "100", since=date(2022, 6, 15)),
    )

    found = verdicts(SOLLERS, NAMI, owners=owners, day=None, month=date(2022, 6, 1))[
        "ownership"
    ]

    assert (found["word"], found["reason"], found["party"]) == (OWNED, None, None)


def test_each_answer_on_ownership_is_kept_with_its_rule_and_its_words():
    with judged(SOLLERS, owners=(owner(SOLLERS, "60"),)) as engine:
        (row,) = engine.rows(
            "from ownership where since <= $day and $day < until", {"day": DAY}
        )

    assert row == {
        "regime": "US",
        "measure": "asset freeze",
        "tax_id": None,
        "since": LISTED,
        "until": LAST + timedelta(days=1),
        "word": OWNED,
        "reason": None,
        "rule": "OFAC-50",
        "least": "60 %",
        "most": "100 %",
        "parties": [f"Owner {SOLLERS}"],
        "says": (
            f"Of Aurus: Owner {SOLLERS}, listed, 60 % (case.yml). "
            "Counted as held by listed persons from 4 May 2022 to 31 Dec 2023: "
            "from 60 % to 100 % of Aurus. Rule OFAC-50: 50 % or more held by listed "
            "persons together: met."
        ),
    }


# --- many parties under two lists ---------------------------------------------------

ALIKE = "SEVERNAYA ZVEZDA TRADING"  # made up, as all names and numbers here are
FIRMS = [
    party("i", "AURUS", AURUS),
    party("s", "SOLLERS", SOLLERS),
    party("n", ALIKE, NAMI),  # alike by name, of another number
    party("w", ALIKE, None),  # alike by name, without a number
    party("q", "POLYARNIK", "7707083893"),
    party("x", "VESELYE REBYATA", None),
]
ENTRIES = [
    listing(AURUS, "US"),
    listing(AURUS, "EU", "export control", maybe_from=LISTED, start_kind="designation"),
    listing(SOLLERS, "EU"),
    listing("900", "US", name=ALIKE, tax_ids=[]),
]
GAP = BEFORE + timedelta(days=1)
UNKNOWN = "not determinable"


@pytest.fixture(scope="module")
def many():
    """Verdicts of six firms, each importer and supplier, on five days around a listing."""
    rows = [
        {"registered": day, "importer": one["party_id"], "supplier": one["party_id"]}
        for one in FIRMS
        for day in (
            FIRST - timedelta(days=1),
            BEFORE,
            GAP,
            LISTED,
            LAST,
            LAST + timedelta(days=1),
        )
    ]
    with judged(*ENTRIES, rows=rows, parties=FIRMS, regimes=("US", "EU")) as engine:
        yield engine


BOTH = (UNKNOWN, "LIST_GAP")
NOT = ("not listed", None)
YES = ("listed on that date", None)
ONCE = ("listed later", None)
NAME = (UNKNOWN, "NAME_ONLY")


@pytest.mark.parametrize(
    ("party_id", "regime", "measure", "words"),
    [  # the day before the first copy, of the copy without it, between, listed, last, after
        ("i", "US", "asset freeze", [BOTH, ONCE, BOTH, YES, YES, BOTH]),
        ("i", "EU", "export control", [ONCE, ONCE, ONCE, YES, YES, BOTH]),
        ("i", "EU", "asset freeze", [BOTH, NOT, NOT, NOT, NOT, BOTH]),
        ("s", "US", "asset freeze", [BOTH, NOT, NOT, NOT, NOT, BOTH]),
        ("s", "EU", "asset freeze", [BOTH, ONCE, BOTH, YES, YES, BOTH]),
        # a number of its own, and a name like that of an entry without one
        ("n", "US", "asset freeze", [BOTH, NOT, NAME, NAME, NAME, BOTH]),
        ("n", "EU", "asset freeze", [BOTH, NOT, NOT, NOT, NOT, BOTH]),
        ("w", "US", "asset freeze", [NAME] * 6),
        ("w", "EU", "asset freeze", [NAME] * 6),
        ("q", "US", "asset freeze", [BOTH, NOT, NOT, NOT, NOT, BOTH]),
        ("x", "US", "asset freeze", [NAME] * 6),
    ],
)
@pytest.mark.parametrize("role", ["importer", "supplier"])
def test_parties_have_words_by_their_numbers(
    many, role, party_id, regime, measure, words
):
    found = many.rows(
        "select word, reason from exposed where test = 'direct' and role = $role "
        "and importer = $party and regime = $regime and measure = $measure "
        "order by registered",
        {"role": role, "party": party_id, "regime": regime, "measure": measure},
    )

    assert [(one["word"], one["reason"]) for one in found] == words


def test_a_name_alone_tells_whose_it_may_be(many):
    (row,) = many.rows(
        "select party, list, entry, says from party_standing where party_id = 'n' "
        "and regime = 'US' and test = 'direct' and since <= $day and $day < until",
        {"day": LISTED},
    )

    assert (row["party"], row["list"], row["entry"]) == (ALIKE, "US list", "900")
    assert row["says"].startswith(f"by its name it may be {ALIKE}: ")


def test_the_spans_of_every_party_measure_and_test_cover_all_days(many):
    lines = many.rows("""
select party_id, regime, measure, test, list({a: since, b: until} order by since) as spans
from party_standing group by all""")

    kinds = {(line["regime"], line["measure"], line["test"]) for line in lines}
    parties = {line["party_id"] for line in lines}
    assert {"", "?", "i", "s", "n", "w"} <= parties
    assert len(lines) == len(kinds) * len(parties)
    for line in lines:
        days = [(span["a"], span["b"]) for span in line["spans"]]
        assert days[0][0] == date.min
        assert days[-1][1] == date.max
        assert [b for _, b in days[:-1]] == [a for a, _ in days[1:]]


def test_every_import_has_one_verdict_in_each_role_and_test(many):
    found = many.rows("""
select role, test, count(*) as rows, count(distinct (source_id, row, regime, measure)) as kinds
from verdict where role <> 'goods' group by all order by all""")
    measures = 3  # US asset freeze, EU asset freeze and export control

    assert {(one["role"], one["test"]) for one in found} == {
        ("importer", "direct"),
        ("importer", "ownership"),
        ("supplier", "direct"),
    }
    assert {one["rows"] for one in found} == {36 * measures}
    assert {one["kinds"] for one in found} == {36 * measures}


def test_a_list_without_copies_is_not_loaded():
    with judged(regimes=("US",)) as engine:
        engine.fill(LIST_SNAPSHOT, [])
        engine.fill(LISTING, [])
        about = case(lists=(ListFolder(name="US list", regime="US", folder="l"),))
        fill_verdicts(engine, about, held_rules(), (), NO_DECISIONS, Path("none"))
        (row,) = engine.rows("""
select word, reason from verdict where role = 'importer' and test = 'direct'""")

    assert tuple(row.values()) == (UNKNOWN, "LIST_NOT_LOADED")


# --- licences -----------------------------------------------------------------------


def allowing(**more):
    """The rules that are held, with one licence that is made up."""
    usual = {
        "id": "WD-1",
        "regime": "US",
        "measures": (Measure.ASSET_FREEZE,),
        "activity": "imports under older contracts",
        "covers_imports": True,
        "valid_from": FIRST,
        "valid_to": None,
        "known_from": FIRST,
        "source": "made up",
        "confidence": "read",
        "checked": DAY,
    }
    return replace(held_rules(), licences=(Licence(**(usual | more)),))


OGRN = "1117746000000"
WITH_OGRN = party("i", "AURUS", AURUS) | {"ids": [f"ru-inn:{AURUS}", f"ru-ogrn:{OGRN}"]}


@pytest.mark.parametrize(
    ("terms", "word"),
    [
        ({"parties": (AURUS,)}, "in wind-down"),
        ({"parties": (OGRN,)}, "in wind-down"),
        ({"parties": (SOLLERS,)}, "listed on that date"),
        ({"programmes": ("P",)}, "in wind-down"),
        ({"programmes": ("Q",)}, "listed on that date"),
        ({"parties": (AURUS,), "regime": "EU"}, "listed on that date"),
    ],
)
def test_a_licence_is_found_by_numbers_and_by_programmes(terms, word):
    named = terms.get("parties", ())
    parties = (LicensedParty(name="Aurus", tax_ids=named),) if named else ()
    rules = allowing(**(terms | {"parties": parties}))

    found = verdicts(AURUS, rules=rules, parties=[WITH_OGRN])["direct"]

    assert (found["word"], found["reason"]) == (word, None)
    assert found["rule"] == ("WD-1" if word == "in wind-down" else None)


# --- lists without copies -------------------------------------------------------------


def standing_of(*names, regime="EU", listings=(), copies=()):
    """Words of one day of parties on no list: which lists speak of what."""
    with holding({"registered": DAY, "importer": "i"}) as engine:
        engine.fill(PARTY, [party("i", "AURUS", AURUS)])
        engine.fill(PARTY_NAME, [spelt(party("i", "AURUS", AURUS))])
        for table in (LIST_NAME, LIST_ID):
            engine.fill(table, [])
        engine.fill(
            LIST_SNAPSHOT,
            [
                {"list": name, "regime": regime, "day": day}
                for name in copies
                for day in (FIRST, LAST)
            ],
        )
        engine.fill(LISTING, listings)
        lists = tuple(ListFolder(name=n, regime=regime, folder="l") for n in names)
        fill_verdicts(
            engine, case(lists=lists), held_rules(), (), NO_DECISIONS, Path("none")
        )
        rows = engine.rows("""
select party_id, regime, measure, word, reason from party_standing
where test = 'direct' and since <= date '2022-05-04' and date '2022-05-04' < until""")
    return {
        (row["party_id"], row["regime"], row["measure"]): (row["word"], row["reason"])
        for row in rows
    }


LOAD = (UNKNOWN, "LIST_NOT_LOADED")


def test_of_a_list_nobody_knows_without_copies_asset_freezes_are_not_loaded():
    found = standing_of("mine")

    assert found == {(who, "EU", "asset freeze"): LOAD for who in ("", "?")}


def test_beside_a_list_of_the_regime_one_that_nobody_knows_adds_nothing():
    freeze = listing("0", "EU", tax_ids=[])
    found = standing_of("EU list", "mine", listings=[freeze], copies=["EU list"])

    assert {key[1:] for key in found} == {("EU", "asset freeze")}
    assert found["", "EU", "asset freeze"] == NOT
    assert found["?", "EU", "asset freeze"] == NAME


def test_a_published_list_without_copies_leaves_its_own_measures_open():
    freeze = listing("0", "EU", tax_ids=[])
    found = standing_of("EU list", "eu-833-2014", listings=[freeze], copies=["EU list"])

    measures = {measure for _, _, measure in found} - {"asset freeze"}
    assert measures == {
        "export control",
        "financial restrictions",
        "transport restrictions",
        "services ban",
    }
    assert {found["", "EU", measure] for measure in measures} == {LOAD}
    assert {found["?", "EU", measure] for measure in measures} == {LOAD}
    assert found["", "EU", "asset freeze"] == NOT


def test_a_case_without_lists_has_no_standing_and_no_hit():
    assert standing_of() == {}


# --- the word on each date -----------------------------------------------------------

MACHINE = {
    "importer": "i",
    "contracted": date(2022, 3, 1),
    "registered": BEFORE,
    "arrived": date(2022, 5, 2),
    "released": LISTED,
}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            MACHINE,
            (
                "contract 2022-03-01: listed later (64 days); registration 2022-05-01: "
                "listed later (3 days); arrival 2022-05-02: not determinable (LIST_GAP); "
                "release 2022-05-04: listed on that date"
            ),
        ),
        (
            {"importer": "i", "registered_month": date(2022, 5, 1)},
            "registration 2022-05: not determinable (DATES_STRADDLE)",
        ),
        (
            {"importer": "i"},
            "registration not given: not determinable (BASIS_MISSING)",
        ),
    ],
)
def test_a_row_of_a_figure_of_verdicts_has_the_word_on_each_date(row, expected):
    with judged(AURUS, rows=[{"registered": None} | row]) as engine:
        direct = exposure(engine, case())[0]
        assert direct.label == "Imports by verdict: US, asset freeze, direct test"
        for figure in figures(engine, case(), [("F1", direct)], "e"):
            rows = engine.rows(figure["sql"])
            (told,) = by_date(engine, figure, rows)

            assert told == rows[0] | {"by_date": expected}


def test_the_rows_of_other_figures_stay_as_they_are():
    with judged(AURUS) as engine:
        rows = engine.rows("from imports")

        assert by_date(engine, {"label": "All imports", "sql": "none"}, rows) == rows
