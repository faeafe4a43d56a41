"""Each measure, and each reason why a claim stays open: none ever becomes a zero."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from factories import case, holding
from madein.findings.amounts import claimed_measures
from madein.findings.check import check_claims
from madein.findings.claims import Claim, ClaimSet, Publication, Where
from madein.findings.figures import figures
from madein.question import Complete, ListFolder, Period, ProductGroup
from madein.scope import CountryRole
from madein.tables import (
    FIGURE,
    GOODS_STANDING,
    LIST_ID,
    LIST_SNAPSHOT,
    LISTING,
    PARTY,
    PARTY_STANDING,
    QUARANTINE,
    VERDICT,
)

YEARS = {"since": date(2018, 1, 1), "until": date(2023, 12, 31)}
VOUCHED = case(
    complete=Complete(**YEARS, because="we say so"),
    goods=(ProductGroup(name="sensors", hs=("9031",)),),
    lists=(ListFolder(name="SDN", regime="US", format="ofac-sdn", folder="lists"),),
)
HELD = case(goods=VOUCHED.goods, lists=VOUCHED.lists)  # nobody vouches for the records
KOREA = {"role": CountryRole.ORIGIN, "countries": ("KR",)}
ORIGIN_HUNDRED = {"measure": "total", "says": "100 USD", "where": Where(**KOREA)}


def checked(
    rows, about=VOUCHED, tables=(), fields=("origin", "dispatch"), cap=None, **claim
):
    """The result of one claim over some rows of imports."""
    given = Claim(id="C", text="A claim.", **claim)
    claims = ClaimSet(source=Publication(title="t", publisher="p"), claims=(given,))
    tables_ = (
        VERDICT,
        LIST_SNAPSHOT,
        LISTING,
        LIST_ID,
        PARTY,
        PARTY_STANDING,
        GOODS_STANDING,
    )
    beside = dict.fromkeys(tables_, ()) | dict(tables)
    with holding(*rows, fields=fields, cap=cap) as engine:
        for table, filling in beside.items():
            engine.fill(table, filling)
        name_given_verdicts(engine)
        measures = claimed_measures(about, claims)
        engine.fill(FIGURE, figures(engine, about, measures, "edition"))
        check_claims(engine, about, claims)
        return engine.rows("from claim_result")[0]


def name_given_verdicts(engine):
    """The views that verdicts usually have, over words that a test gives."""
    engine.run(
        "create view party_span as select *, party_id as stood_by from party_standing"
    )
    engine.run("create table stands as select 'p' as party_id, 'p' as stood_by")
    own = ", ".join(VERDICT.names[2:])
    engine.run(f"""
create view exposed as
select imports.*, {own} from imports join verdict using (source_id, row)""")


def said(row):
    return row["result"], row["reason"]


SUPPORTED = ("supported", None)
CONTRADICTED = ("contradicted", None)


def left_open(reason):
    return "not determinable", reason


# --- amounts ------------------------------------------------------------------


def test_an_amount_inside_the_wording_is_supported_and_opens():
    found = checked([{}, {"origin": "CN"}], **ORIGIN_HUNDRED)

    assert said(found) == SUPPORTED
    assert (found["at_least"], found["at_most"]) == (100, 100)
    assert found["margin"] == Decimal("0.5")
    assert found["figures"] == ["C"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"origin": None}, "ORIGIN_GROUP"),
        ({"member": None}, "NAME_ONLY"),
        ({"registered": None}, "DATES_STRADDLE"),
        ({"usd": None}, "BASIS_MISSING"),
        ({"counted": None}, "BASIS_MISSING"),
    ],
)
def test_an_unclear_row_leaves_an_amount_open_with_its_reason(row, reason):
    found = checked([{}, row], **ORIGIN_HUNDRED)

    assert said(found) == left_open(reason)
    assert found["at_least"] == 100


def test_a_cut_code_leaves_the_amount_of_a_product_group_open():
    found = checked(
        [{}, {"goods": None}],
        measure="total",
        says="100 USD",
        where=Where(goods="sensors"),
    )

    assert said(found) == left_open("HS_CUT")


def test_a_source_without_the_column_leaves_its_amount_open():
    found = checked([{"origin": None}], fields=("dispatch",), **ORIGIN_HUNDRED)

    assert said(found) == left_open("COLUMN_ABSENT")
    assert (found["at_least"], found["at_most"]) == (0, 100)


@pytest.mark.parametrize(
    ("maker", "result"),
    [
        ("KIA MOTORS", SUPPORTED),
        ("BOSCH", CONTRADICTED),
        ("NOKIA", left_open("NAME_ONLY")),
        (None, left_open("COLUMN_ABSENT")),
    ],
)
def test_a_maker_counts_only_where_it_is_named(maker, result):
    makers = {"measure": "total", "says": "more than 0 USD"}
    found = checked([{"maker_name": maker}], where=Where(makers=("Kia",)), **makers)

    assert said(found) == result


def test_where_a_ceiling_decides_the_lines_that_could_not_be_read_are_named():
    unread = {"source_id": "s", "line": 7, "reason": "2 cells", "text": "a;b"}
    tables = {QUARANTINE: [unread]}
    found = checked([{}], tables=tables, measure="total", says="at least 500 USD")

    assert said(found) == CONTRADICTED
    assert found["shows"] == "$100 in 1 row; 1 row of the files could not be read"


def test_days_that_nobody_vouches_for_contradict_nothing():
    later = Where(since=date(2024, 1, 1), until=date(2024, 3, 31))
    found = checked([{}], measure="total", says="more than 0 USD", where=later)

    assert said(found) == left_open("COVERAGE_GAP")
    assert found["shows"] == "$0 in 0 rows"


def test_a_country_without_a_role_stays_open_where_the_roles_disagree():
    rows = [{"trading": "KR", "sender_country": "KR", "dispatch": "CN"}]
    anywhere = Where(countries=("KR",))
    found = checked(rows, measure="total", says="100 USD", where=anywhere)

    assert said(found) == left_open("BASIS_MISSING")
    assert found["figures"] == [
        "C.origin",
        "C.dispatch",
        "C.trading",
        "C.sender_country",
    ]


def test_a_country_without_a_role_is_answered_where_all_four_agree():
    rows = [{"trading": "KR", "sender_country": "KR"}]
    anywhere = Where(countries=("KR",))
    found = checked(rows, measure="total", says="100 USD", where=anywhere)

    assert said(found) == SUPPORTED


# --- sums ---------------------------------------------------------------------

PARTS = {"measure": "sum", "parts": (Where(**KOREA), Where(goods="sensors"))}


def test_parts_that_do_not_overlap_add_up():
    rows = [{"goods": "switches"}, {"origin": "CN"}]

    assert said(checked(rows, says="200 USD", **PARTS)) == SUPPORTED


def test_a_row_in_two_parts_counts_once():
    found = checked([{}], says="200 USD", **PARTS)

    assert said(found) == CONTRADICTED
    assert found["at_most"] == 100


def test_a_sum_names_what_is_unclear_in_its_parts():
    rows = [{}, {"goods": None, "origin": "CN"}]

    assert said(checked(rows, says="100 USD", **PARTS)) == left_open("HS_CUT")


# --- presence -----------------------------------------------------------------

BOTH = {"measure": "present", "by": "origin", "each": ("KR", "CN")}


@pytest.mark.parametrize(
    ("rows", "about", "result"),
    [
        ([{}, {"origin": "CN"}], HELD, SUPPORTED),
        ([{}], VOUCHED, CONTRADICTED),
        ([{}], HELD, left_open("COVERAGE_GAP")),
        ([{}, {"origin": None}], VOUCHED, left_open("ORIGIN_GROUP")),
        ([{}, {"origin": "CN", "member": None}], VOUCHED, left_open("NAME_ONLY")),
        ([{"origin": "TR"}, {"origin": "CN", "member": None}], VOUCHED, CONTRADICTED),
    ],
)
def test_each_country_named_must_occur(rows, about, result):
    assert said(checked(rows, about, **BOTH)) == result


def test_a_product_group_may_hide_behind_a_cut_code():
    claim = {"measure": "present", "by": "goods", "each": ("sensors",)}

    assert said(checked([{"goods": None}], **claim)) == left_open("HS_CUT")


def test_one_of_several_countries_is_enough():
    claim = {**BOTH, "each": ("KR",), "any_of": ("DE", "FR")}

    assert said(checked([{}, {"origin": "FR"}], **claim)) == SUPPORTED
    assert said(checked([{}], **claim)) == CONTRADICTED


def test_one_of_several_countries_may_be_in_an_unclear_row():
    claim = {**BOTH, "each": ("KR",), "any_of": ("DE", "FR")}
    rows = [{}, {"origin": "FR", "member": None}]

    assert said(checked(rows, **claim)) == left_open("NAME_ONLY")


def test_presence_without_a_role_is_asked_in_all_four():
    claim = {"measure": "present", "by": "goods", "each": ("sensors",)}
    rows = [{"dispatch": "CN", "trading": "CN", "sender_country": "CN"}]
    found = checked(rows, where=Where(countries=("KR",)), **claim)

    assert said(found) == left_open("BASIS_MISSING")


# --- the last day ---------------------------------------------------------------

LAST = {"measure": "last", "says": date(2023, 12, 31)}


@pytest.mark.parametrize(
    ("rows", "result"),
    [
        ([{}], SUPPORTED),
        ([{"registered": date(2023, 12, 31)}], SUPPORTED),
        ([{"registered": date(2024, 1, 1)}], CONTRADICTED),
        ([{}, {"registered": None}], left_open("DATES_STRADDLE")),
        (
            [{}, {"registered": date(2024, 1, 1), "member": None}],
            left_open("NAME_ONLY"),
        ),
        ([], left_open("COVERAGE_GAP")),
    ],
)
def test_the_records_end_where_a_claim_says(rows, result):
    assert said(checked(rows, **LAST)) == result


# --- listings -----------------------------------------------------------------

FEBRUARY = Period(since=date(2024, 2, 1), until=date(2024, 2, 29))
AURUS = "7743237789"  # its check digit is right
LISTED = {"measure": "listing", "party": AURUS, "list": "SDN", "within": FEBRUARY}


def listing(entry, absent_on, present_from, present_to, gone_on=None, tax_ids=(AURUS,)):
    return {
        "list": "SDN",
        "regime": "US",
        "entry": entry,
        "name": "AURUS",
        "tax_ids": list(tax_ids),
        "programme": "P",
        "absent_on": absent_on,
        "present_from": present_from,
        "present_to": present_to,
        "gone_on": gone_on,
        "measure": "asset freeze",
        "maybe_from": absent_on and absent_on + timedelta(days=1),
        "listed_from": present_from,
        "listed_to": gone_on and present_to + timedelta(days=1),
        "maybe_to": gone_on,
        "start_kind": "list file",
    }


def copies(*days):
    return [{"list": "SDN", "regime": "US", "day": d, "entries": 1} for d in days]


def listed(held, *stretches):
    tables = {LIST_SNAPSHOT: copies(*held), LISTING: stretches}
    return said(checked([{}], tables=tables, **LISTED))


JANUARY_30, FEBRUARY_20, FEBRUARY_23, MARCH_5 = (
    date(2024, 1, 30),
    date(2024, 2, 20),
    date(2024, 2, 23),
    date(2024, 3, 5),
)


@pytest.mark.parametrize(
    ("absent_on", "present_from", "result"),
    [
        (FEBRUARY_20, FEBRUARY_23, SUPPORTED),
        (date(2024, 2, 1), date(2024, 2, 29), SUPPORTED),
        (JANUARY_30, FEBRUARY_23, left_open("LIST_GAP")),
        (FEBRUARY_20, MARCH_5, left_open("LIST_GAP")),
        (date(2024, 2, 29), MARCH_5, left_open("LIST_GAP")),
        (date(2024, 3, 1), MARCH_5, left_open("LIST_GAP")),  # no copy of the days
        (date(2024, 1, 1), JANUARY_30, CONTRADICTED),
        (None, JANUARY_30, CONTRADICTED),
        (None, FEBRUARY_23, left_open("LIST_GAP")),
    ],
)
def test_a_first_listing_lies_between_two_copies(absent_on, present_from, result):
    held = [day for day in (absent_on, present_from) if day is not None]

    assert listed(held, listing("1", absent_on, present_from, present_from)) == result


def test_a_first_listing_after_the_days_contradicts_where_copies_cover_them():
    late = listing("1", date(2024, 3, 1), MARCH_5, MARCH_5)

    assert listed([JANUARY_30, date(2024, 3, 1), MARCH_5], late) == CONTRADICTED


@pytest.mark.parametrize(
    ("under", "result"),
    [("asset freeze", SUPPORTED), ("export control", CONTRADICTED)],
)
def test_a_listing_may_be_asked_under_one_measure(under, result):
    held = {
        LIST_SNAPSHOT: copies(JANUARY_30, FEBRUARY_20, FEBRUARY_23, MARCH_5),
        LISTING: [listing("1", FEBRUARY_20, FEBRUARY_23, MARCH_5)],
    }

    assert said(checked([{}], tables=held, **LISTED, under=under)) == result


def test_a_listing_that_may_mean_the_measure_leaves_a_claim_under_it_open():
    vague = listing("1", FEBRUARY_20, FEBRUARY_23, MARCH_5)
    held = {
        LIST_SNAPSHOT: copies(JANUARY_30, FEBRUARY_20, FEBRUARY_23, MARCH_5),
        LISTING: [vague | {"measure": "other measures"}],
    }

    told = checked([{}], tables=held, **LISTED, under="asset freeze")

    assert said(told) == left_open("RULE_UNKNOWN")
    assert told["shows"] == (
        "in no copy from 30 Jan 2024 to 5 Mar 2024 under asset freeze; listed under "
        "words that may mean this measure: P"
    )


def test_an_entry_held_before_its_own_day_and_gone_after_it_may_have_been_listed():
    day = date(2024, 2, 10)
    early = listing("1", date(2024, 1, 1), JANUARY_30, JANUARY_30, FEBRUARY_20)
    early |= {"maybe_from": day, "listed_from": day, "start_kind": "designation"}
    held = [date(2024, 1, 1), JANUARY_30, FEBRUARY_20, MARCH_5]

    assert listed(held, early) == left_open("LIST_GAP")


def test_a_mistyped_number_is_in_no_copy_and_says_nothing():
    held = {LIST_SNAPSHOT: copies(JANUARY_30, MARCH_5)}

    told = checked([{}], tables=held, **LISTED | {"party": "7743237780"})

    assert said(told) == left_open("NAME_ONLY")
    assert told["shows"] == (
        "no check digit confirms 7743237780: a mistyped number is in no copy"
    )


def test_a_database_that_saw_an_entry_first_gives_no_listing_date():
    crawled = listing("1", FEBRUARY_20, FEBRUARY_23, MARCH_5) | {"start_kind": "crawl"}
    held = {
        LIST_SNAPSHOT: copies(JANUARY_30, FEBRUARY_20, FEBRUARY_23, MARCH_5),
        LISTING: [crawled],
    }

    assert checked([{}], tables=held, **LISTED)["shows"] == (
        "AURUS: first in the copy of 23 Feb 2024, not in the copy of 20 Feb 2024"
    )


def test_a_second_stretch_is_no_first_listing():
    first = listing("1", None, FEBRUARY_20, FEBRUARY_20, FEBRUARY_23)
    second = listing("1", date(2025, 1, 1), date(2025, 2, 1), date(2025, 2, 1))
    held = [FEBRUARY_20, FEBRUARY_23, date(2025, 1, 1), date(2025, 2, 1)]

    assert listed(held, first, second) == left_open("LIST_GAP")


def test_a_party_in_no_copy_around_the_days_was_not_listed_in_them():
    assert listed([JANUARY_30, MARCH_5]) == CONTRADICTED


def test_copies_that_begin_after_the_days_say_nothing():
    assert listed([MARCH_5, date(2024, 4, 1)]) == left_open("LIST_GAP")


def test_copies_that_end_before_the_days_say_nothing():
    assert listed([JANUARY_30, FEBRUARY_20]) == left_open("LIST_GAP")


def test_a_list_without_copies_says_nothing():
    assert listed([]) == left_open("LIST_NOT_LOADED")


# --- verdicts -------------------------------------------------------------------


def verdict(row, word, reason=None):
    return {
        "source_id": "s",
        "row": row,
        "role": "importer",
        "regime": "US",
        "measure": "asset freeze",
        "test": "direct",
        "word": word,
        "reason": reason,
    }


def exposed(says, rows, *verdicts, about=VOUCHED, where=None):
    claim = {"measure": "exposure", "says": says, "regime": "US", "test": "direct"}
    found = checked(
        rows, about, {VERDICT: verdicts}, where=where or Where(**YEARS), **claim
    )
    return said(found)


YES, NO = "listed on that date", "not listed"
OWNED = "owned at or above threshold"


@pytest.mark.parametrize(
    ("says", "words", "result"),
    [
        ("not listed", [NO, "listed later", "formerly listed"], SUPPORTED),
        ("not listed", [NO, YES], CONTRADICTED),
        ("not listed", [NO, OWNED], CONTRADICTED),
        ("listed", [YES, OWNED], SUPPORTED),
        ("listed", [YES, NO], CONTRADICTED),
    ],
)
def test_every_row_must_have_the_verdict(says, words, result):
    verdicts = [verdict(row, word) for row, word in enumerate(words, start=1)]

    assert exposed(says, [{} for _ in words], *verdicts) == result


@pytest.mark.parametrize("says", ["listed", "not listed"])
@pytest.mark.parametrize(
    "reason",
    ["LIST_GAP", "LIST_NOT_LOADED", "NAME_ONLY", "OWNERSHIP_UNKNOWN", "RULE_UNKNOWN"],
)
def test_a_row_without_a_verdict_leaves_it_open(says, reason):
    word = {"listed": YES, "not listed": NO}[says]
    unknown = verdict(2, "not determinable", reason)

    assert exposed(says, [{}, {}], verdict(1, word), unknown) == left_open(reason)


def under_two(words, says, under=None):
    """One row with one word under each of two measures."""
    verdicts = [
        verdict(1, word, "LIST_GAP" if word == "not determinable" else None)
        | {"measure": measure}
        for word, measure in zip(words, ("asset freeze", "export control"), strict=True)
    ]
    claim = {"measure": "exposure", "says": says, "regime": "US", "test": "direct"}
    return checked(
        [{}], tables={VERDICT: verdicts}, where=Where(**YEARS), under=under, **claim
    )


@pytest.mark.parametrize(
    ("words", "says", "under", "result"),
    [
        ((NO, YES), "listed", None, SUPPORTED),
        ((NO, YES), "not listed", None, CONTRADICTED),
        ((NO, NO), "not listed", None, SUPPORTED),
        ((NO, "not determinable"), "not listed", None, left_open("LIST_GAP")),
        ((YES, "not determinable"), "listed", None, SUPPORTED),
        ((NO, YES), "not listed", "asset freeze", SUPPORTED),
        ((NO, YES), "not listed", "export control", CONTRADICTED),
    ],
)
def test_all_measures_of_a_regime_count_unless_one_is_named(words, says, under, result):
    assert said(under_two(words, says, under)) == result


def test_several_measures_are_told_apart_in_what_the_records_show():
    shows = under_two((NO, YES), "listed")["shows"]

    assert (
        shows
        == "export control: listed on that date: 1 row; asset freeze: not listed: 1 row"
    )


@pytest.mark.parametrize(
    ("word", "says", "result"),
    [
        ("on list in force", "on list", SUPPORTED),
        ("on list in force", "not on list", CONTRADICTED),
        ("not on list", "not on list", SUPPORTED),
        ("list not in force", "not on list", SUPPORTED),
        ("list not in force", "on list", CONTRADICTED),
        ("possibly on list", "on list", left_open("HS_CUT")),
        ("possibly on list", "not on list", left_open("HS_CUT")),
    ],
)
def test_goods_are_asked_about_by_their_list(word, says, result):
    reason = "HS_CUT" if word.startswith("possibly") else None
    about = {"role": "goods", "test": "goods", "measure": "CHPL"}
    claim = {"measure": "exposure", "says": says, "regime": "US", "test": "goods"}
    found = checked(
        [{}],
        tables={VERDICT: [verdict(1, word, reason) | about]},
        where=Where(**YEARS),
        under="CHPL",
        **claim,
    )

    assert said(found) == result


def span(word, reason, since=date.min, until=date.max):
    about = {"party_id": "p", "regime": "US", "measure": "asset freeze"}
    days = {"since": since, "until": until, "says": ""}
    return about | days | {"test": "direct", "word": word, "reason": reason}


@pytest.mark.parametrize(
    ("standing", "result"),
    [
        ([span(NO, None)], SUPPORTED),
        ([span("listed later", None)], SUPPORTED),
        ([span(YES, None)], left_open("NAME_ONLY")),
        ([span("not determinable", "LIST_GAP")], left_open("LIST_GAP")),
        (
            [
                span(NO, None, until=date(2023, 6, 1)),
                span(YES, None, since=date(2023, 6, 1)),
            ],
            SUPPORTED,  # the row that names nobody is of May 2022
        ),
    ],
)
def test_a_row_that_names_nobody_matters_where_a_member_was_listed(standing, result):
    rows = [{"importer": "p"}, {"member": None, "importer": None}]
    words = [verdict(1, NO), verdict(2, "not determinable", "NAME_ONLY")]
    tables = {VERDICT: words, PARTY_STANDING: standing}
    claim = {"measure": "exposure", "says": "not listed", "regime": "US"}

    found = checked(rows, tables=tables, where=Where(**YEARS), test="direct", **claim)

    assert said(found) == result


def test_a_listed_row_contradicts_although_another_is_open():
    unknown = verdict(2, "not determinable", "LIST_GAP")

    assert exposed("not listed", [{}, {}], verdict(1, YES), unknown) == CONTRADICTED


def test_a_listed_row_that_may_lie_in_the_days_leaves_it_open():
    rows = [{}, {"registered": None}]

    found = exposed("not listed", rows, verdict(1, NO), verdict(2, YES))

    assert found == left_open("DATES_STRADDLE")


def test_an_undated_row_is_not_forgotten():
    rows = [{}, {"registered": None}]
    undated = verdict(2, "not determinable", "BASIS_MISSING")

    assert exposed("not listed", rows, verdict(1, NO), undated) == left_open(
        "BASIS_MISSING"
    )


def test_verdicts_of_a_list_that_the_case_has_not_are_not_loaded():
    assert exposed("not listed", [{}], about=case()) == left_open("LIST_NOT_LOADED")


def test_no_row_in_the_days_is_a_gap_and_no_verdict():
    assert exposed("not listed", []) == left_open("COVERAGE_GAP")


def test_exposure_without_a_role_is_asked_in_all_four():
    rows = [{"trading": "KR", "sender_country": "KR"}, {"dispatch": "CN"}]
    verdicts = [verdict(1, NO), verdict(2, YES)]

    found = exposed("not listed", rows, *verdicts, where=Where(countries=("KR",)))

    assert found == left_open("BASIS_MISSING")


@pytest.mark.parametrize(
    "reason", ["PART_TO_PRODUCT", "OUTSIDE_RECORDS", "OWNERSHIP_UNKNOWN"]
)
def test_what_no_record_could_answer_stays_open(reason):
    found = checked([{}], measure="outside", reason=reason)

    assert said(found) == left_open(reason)
    assert (found["at_least"], found["figures"]) == (None, [])


def test_what_occurs_is_told_with_the_names_of_countries():
    found = checked([{}], **BOTH)

    assert found["shows"] == "found: South Korea; not found: China"


# --- rows that may be copies, months, and files that are cut ----------------------------


@pytest.mark.parametrize("says", ["at most 100 USD", "none"])
def test_no_ceiling_is_supported_by_a_file_that_is_cut(says):
    rows = [] if says == "none" else [{}]
    asked = {"measure": "total", "says": says, "where": Where(**KOREA)}

    assert said(checked(rows, **asked)) == SUPPORTED
    cut = checked(rows, cap="the file stops at exactly 1,000 rows", **asked)
    assert said(cut) == left_open("COVERAGE_GAP")


def test_a_floor_is_supported_by_a_file_that_is_cut():
    asked = {"measure": "total", "says": "at least 100 USD", "where": Where(**KOREA)}
    cut = checked([{}], cap="the file stops at exactly 1,000 rows", **asked)

    assert said(cut) == SUPPORTED


def test_a_possible_copy_leaves_an_amount_open():
    rows = [{}, {"doubt": "all cells are those of another row"}]

    assert said(checked(rows, **ORIGIN_HUNDRED)) == left_open("POSSIBLE_COPY")


def test_a_month_that_the_days_of_a_claim_cut_leaves_an_amount_open():
    rows = [{}, {"registered": None, "registered_month": date(2022, 5, 1)}]
    where = Where(**KOREA, until=date(2022, 5, 15))
    found = checked(rows, measure="total", says="100 USD", where=where)

    assert said(found) == left_open("DATES_STRADDLE")


@pytest.mark.parametrize(
    ("row", "result", "shows"),
    [
        (
            {"registered": None, "registered_month": date(2024, 1, 1)},
            CONTRADICTED,
            "the last row in the records held is of Jan 2024",
        ),
        (
            {"registered": None, "registered_month": date(2023, 12, 1)},
            SUPPORTED,
            "the last row in the records held is of Dec 2023",
        ),
        (
            {"registered": date(2024, 1, 9), "doubt": "perhaps"},
            left_open("POSSIBLE_COPY"),
            "the last row in the records held is of 4 May 2022; 1 later row that may be copies",
        ),
        (
            {"registered": date(2024, 1, 9), "aside": "cancelled"},
            SUPPORTED,
            "the last row in the records held is of 4 May 2022",
        ),
    ],
)
def test_the_last_row_is_one_that_counts(row, result, shows):
    found = checked([{}, row], **LAST)

    assert (said(found), found["shows"]) == (result, shows)
