"""The right of reply: one firm's rows and what is said of it, and nobody else's.

All rows and names are SYNTHETIC.
"""

import html
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from factories import case, holding
from madein.case.replies import Replies, Reply, fill_replies
from madein.findings.claims import Claim, ClaimSet, Publication, Where
from madein.parties.reading.names import read_name
from madein.question import Member, Subject
from madein.report.reply.facts import parts_of
from madein.report.reply.names import names_for
from madein.report.reply.pack import reply_pack
from madein.report.reply.write import write_reply
from madein.tables import (
    CLAIM_RESULT,
    FIGURE,
    FLAG,
    GOODS_STANDING,
    PARTY,
    PARTY_NAME,
    PARTY_STANDING,
)
from madein.verdicts.views import name_verdicts

FIRM, OTHER, NEAR, BUYER = "P-firm", "P-other", "P-near", "P-buyer"
OWN_NAME, MERGED = "KYUNGKI INDUSTRIAL CO LTD", "Kyungki Ind. Co., Ltd."
NEAR_NAME = "KYUNGKEE INDUSTRY LTD"
RIVAL = "ZZYZX GEARWORKS GMBH"
EVIL = "=1+1<script>alert(1)</script>\u202eevil"
SPELLINGS = (
    (FIRM, OWN_NAME),
    (FIRM, MERGED),
    (FIRM, EVIL),
    (OTHER, RIVAL),
    (NEAR, NEAR_NAME),
    (BUYER, "ООО АУРУС"),
)
OPEN_PAIR = {
    "left_party": NEAR,
    "right_party": FIRM,
    "left_name": NEAR_NAME,
    "right_name": OWN_NAME,
    "score": 0.9,
    "says": [],
    "usd": 1,
    "status": "open",
}
END = date(9999, 12, 31)
MINE = {
    "supplier": FIRM,
    "sender_name": OWN_NAME,
    "importer": BUYER,
    "importer_name": "ООО АУРУС",
    "hs": "9031803800",
}
THEIRS = {
    "supplier": OTHER,
    "sender_name": RIVAL,
    "importer": BUYER,
    "importer_name": "ООО АУРУС",
    "description": "ZIRCONIUM WHATSIT",
    "declaration": "99999999/010122/7654321",
    "usd": Decimal("86420.9753"),
    "net_kg": Decimal("7531.864"),
    "hs": "8401300000",
    "goods": "reactors",
    "origin": "AT",
    "dispatch": "AT",
}
ROWS = (
    MINE | {"usd": Decimal("100.25"), "declaration": "1/1", "item": 1},
    MINE
    | {
        "usd": Decimal("200.50"),
        "sender_name": MERGED,
        "registered": date(2023, 7, 1),
        "maker_name": RIVAL,
        "description": f"PUMP, MADE BY {RIVAL}",
    },
    MINE
    | {"usd": Decimal(7), "member": None, "sender_name": EVIL, "declaration": EVIL},
    MINE | {"usd": Decimal(-30)},
    MINE | {"usd": Decimal(11), "aside": "an identical row"},
    MINE | {"usd": Decimal(13), "registered": date(2017, 1, 1)},
    THEIRS,
    {"usd": Decimal("1000.125")},  # names no sender
    MINE
    | {
        "supplier": NEAR,
        "sender_name": NEAR_NAME,
        "usd": Decimal("4321.77"),
        "declaration": "77777777/near",
    },
)
CLAIMS = ClaimSet(
    source=Publication(title="A text", publisher="A paper"),
    claims=(
        Claim(
            id="K1",
            text=f"Kyungki sent parts worth $300, as did {RIVAL}.",
            measure="total",
            says="300 USD",
            where=Where(suppliers=("Kyungki Industrial",)),
        ),
        Claim(
            id="K2",
            text="Kyungki and Zzyzx sent parts worth $86,721.",
            measure="total",
            says="86721 USD",
            where=Where(suppliers=("Kyungki Industrial", "Zzyzx Gearworks")),
        ),
        Claim(
            id="K3",
            text="Zzyzx sent parts worth $86,420.",
            measure="total",
            says="86420 USD",
            where=Where(suppliers=("Zzyzx Gearworks",)),
        ),
        Claim(id="K4", text="All came to $87,800.", measure="total", says="87800 USD"),
        Claim(
            id="K5",
            text="Kyungki is the maker of parts worth $300.",
            measure="total",
            says="300 USD",
            where=Where(makers=("Kyungki",)),
        ),
        Claim(
            id="K6",
            text="Kyungki of Ulsan sent parts worth $300.",
            measure="total",
            says="300 USD",
            where=Where(suppliers=("Kyungki",)),
        ),
        Claim(
            id="K7",
            text="Kyungki sent a hundredth of all.",
            measure="share",
            says="1 %",
            where=Where(suppliers=("Kyungki Industrial",)),
            of=Where(),
        ),
    ),
)
SUBJECT = Subject(name="Aurus", members=(Member(name="ООО АУРУС"),))


def prepared(*rows, proposals=(OPEN_PAIR,)):
    engine = holding(*rows, proposals=proposals)
    firms = dict(reversed(SPELLINGS))
    engine.fill(
        PARTY,
        [
            {"party_id": party, "name": name, "ids": [], "kind": "firm", "spellings": 1}
            for party, name in firms.items()
        ],
    )
    engine.fill(PARTY_NAME, [spelling(*one) for one in SPELLINGS])
    engine.fill(
        FIGURE,
        [
            figure("F5.1", FIRM, "300.75"),
            figure("F5.2", OTHER, "86420.9753"),
            figure("F7.1", FIRM, "0.0034", unit="share"),
            figure("F8.1", FIRM, "1.25", unit="ratio"),
            figure("F9.1", FIRM, "0.3773", unit="index"),
            figure("F10.1", FIRM, "42.5", unit="kg"),
        ],
    )
    engine.fill(
        FLAG,
        [
            flag("RF01", FIRM, "2 rows to the subject, none before 24 Feb 2022"),
            flag("RF17", FIRM, f"shares founder Somebody Else with {RIVAL}"),
            flag("RF01", OTHER, "1 row of the other firm"),
        ],
    )
    engine.fill(
        CLAIM_RESULT,
        [
            {
                "id": claim.id,
                "text": claim.text,
                "source": "A paper",
                "asked": f"value of imports, {claim.id}",
                "result": "supported",
                "shows": f"$86,420.97 in {claim.id}" if claim.id != "K1" else "$300.75",
                "figures": [],
                "differences": [],
            }
            for claim in CLAIMS.claims
        ],
    )
    engine.fill(PARTY_STANDING, list(standings()))
    engine.fill(
        GOODS_STANDING,
        [
            goods_standing(*one)
            for one in (
                ("9031803800", "on list in force"),
                ("8401300000", "possibly on list"),
                (None, "not on list"),
            )
        ],
    )
    name_verdicts(engine)
    return engine


def spelling(party, name):
    return {
        "name": name,
        "tax_id": "",
        "country": "KR",
        "party_id": party,
        "how": "name",
        "shown": name,
        "words": read_name(name).key,
        "forms": "",
        "kind": "firm",
        "marks": [],
        "rows": 1,
        "usd": 1,
    }


def figure(name, party, amount, unit="US dollars"):
    return {
        "id": name,
        "stable_id": name,
        "parent": "F5",
        "measure": "suppliers",
        "label": "Imports by supplier",
        "cell": party,
        "scope": "{}",
        "basis": "",
        "unit": unit,
        "at_least": Decimal(amount),
        "at_most": Decimal(amount),
        "parts": [],
        "rows": 2,
        "unclear_rows": 0,
        "unvalued_rows": 0,
        "converted_usd": 0,
        "caveats": [],
    }


def flag(name, party, says):
    return {
        "id": name,
        "party_id": party,
        "question": "Is there no trade before 24 Feb 2022, and trade since?",
        "source": "A notice",
        "answer": "yes",
        "says": says,
        "rows": 2,
    }


def standings():
    for party in (FIRM, "", "?"):
        yield {
            "party_id": party,
            "regime": "XX",
            "measure": "export control",
            "test": "direct",
            "since": date(1, 1, 1),
            "until": END,
            "word": "listed on that date" if party == FIRM else "not listed",
            "list": "own list" if party == FIRM else None,
            "entry": "7" if party == FIRM else None,
            "party": RIVAL,
            "says": "made up",
        }


def goods_standing(hs, word):
    return {
        "hs": hs,
        "regime": "BIS",
        "list": f"list of {hs}",
        "since": date(1, 1, 1),
        "until": END,
        "word": word,
        "says": "made up",
    }


def pack_of(engine, party=FIRM, **changes):
    asked = case(subject=SUBJECT, **changes)
    return reply_pack(engine, asked, CLAIMS, party, edition="abc", by=date(2024, 6, 12))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Page and workbook of the firm."""
    with prepared(*ROWS) as engine:
        return write_reply(pack_of(engine), tmp_path_factory.mktemp("reply"))


@pytest.fixture(scope="module")
def page(written):
    return written[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sheets(written):
    book = CalamineWorkbook.from_path(str(written[1]))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def shown(page):
    """The words of a page."""
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "\n", body))


def everything(written):
    """All text of both files, the workbook as its raw XML too."""
    page, book = written
    with zipfile.ZipFile(book) as files:
        raw = [files.read(name).decode() for name in files.namelist()]
    return shown(page.read_text(encoding="utf-8")) + html.unescape("\n".join(raw))


# --- nobody else ---------------------------------------------------------------


@pytest.mark.parametrize(
    "planted",
    [
        "zzyzx",
        "zirconium",
        "7654321",
        "86420",
        "86,420",
        "86721",
        "86,721",
        "7531.864",
        "7,531.864",
        "8401300000",
        "reactors",
        "austria",
        "somebody else",
        "of the other firm",
        "f5.2",
        OTHER.lower(),
        "77777777",
        "4321",
        "4,321",
        "a.csv",
        "аурус",
    ],
)
def test_nothing_of_another_firm_is_in_any_byte(written, planted):
    assert planted not in everything(written).lower()


def test_the_planted_words_are_there_for_their_own_firm(tmp_path):
    """The test before would pass on empty files."""
    with prepared(*ROWS) as engine:
        both = everything(write_reply(pack_of(engine, OTHER), tmp_path)).lower()

    for planted in (
        "zzyzx",
        "7654321",
        "86420",
        "86,420",
        "7531.864",
        "f5.2",
        "austria",
    ):
        assert planted in both
    assert "kyungki" not in both
    assert "zirconium" not in both  # a description may name anybody


def test_a_claim_about_two_firms_is_named_without_its_wording(page):
    text = shown(page)

    assert "K2" in text
    assert "It names you among others: its wording and amounts are left out." in text
    assert "K3" not in text
    assert "K4" not in text


def test_a_makers_word_and_a_part_of_a_name_name_no_sender(page):
    text = shown(page)

    assert "K5" not in text
    assert "K6" not in text


def test_a_share_of_all_imports_tells_nothing_of_the_others(page, sheets):
    """By its own amount beside it, the firm would have the total of all others."""
    text = shown(page)
    ids = [str(row[0]) for row in sheets["Figures"]]

    assert "K7" in text
    assert "a hundredth" not in text
    assert "$86,420.97 in K7" not in text
    assert [one for one in ids if re.match(r"F\d", one)] == ["F5.1", "F10.1"]


def test_an_answer_to_all_figures_is_to_those_that_were_shown():
    given = Replies(replies=(Reply(party=FIRM, asked=date(2024, 6, 3)),))
    with prepared() as engine:
        fill_replies(engine, given, Path("replies.yml"))
        (row,) = engine.rows("from reply")

    assert sorted(row["figures"]) == ["F10.1", "F5.1"]


def test_a_firm_that_neither_row_nor_claim_names_is_asked_nothing():
    row = MINE | {"maker_name": "KYUNGKI", "supplier": OTHER, "sender_name": RIVAL}
    with prepared(row, proposals=()) as engine:
        engine.fill(FIGURE, [])
        engine.fill(FLAG, [])
        claims = replace(CLAIMS, claims=CLAIMS.claims[4:6])
        asked = case(subject=SUBJECT)
        pack = reply_pack(engine, asked, claims, FIRM, edition="abc", by=None)

    assert pack.figures == ()


def test_a_name_within_a_claim_is_left_out(page):
    said = "“Kyungki sent parts worth $300, as did [another firm].”"

    assert said in shown(page)


def test_an_answer_that_quotes_others_is_left_out(sheets):
    answers = [row[1] for row in sheets["Figures"] if "RF17" in str(row[0])]

    assert answers == ["yes\nWhat it rests on may name others, and is left out."]


def test_ids_and_names_of_others_are_left_out_of_a_text():
    with prepared(*ROWS) as engine:
        names = names_for(engine, case(subject=SUBJECT), "P-0a6e832e5f", [])

        text = f"P-0a6e832e5f may be P-623b102686 or {RIVAL.title()} of Aurus"

        assert names.without_others(text) == (
            "P-0a6e832e5f may be [another firm] or [another firm] of Aurus"
        )


# --- the firm's own ------------------------------------------------------------


def rows_sheet(sheets):
    headings, *rows = sheets["Rows"]
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_every_row_of_the_firm_is_there_once_with_its_standing(sheets):
    assert [
        (
            row["Row"],
            row["Day of registration"],
            row["Value, US dollars"],
            row["Standing"],
        )
        for row in rows_sheet(sheets)
    ] == [
        ("R1", "2022-05-04", "100.25", "counts"),
        ("R2", "2022-05-04", "7", "may belong: the importer may be another firm"),
        ("R3", "2022-05-04", "-30", "a credit: in no sum"),
        ("R4", "2023-07-01", "200.5", "counts"),
    ]


def test_merged_spellings_are_named_and_one_that_may_be_the_firm_stands_apart(sheets):
    about = {row[0]: row[1] for row in sheets["About"] if len(row) > 1}

    assert about["Names as written"].splitlines() == [
        "=1+1<script>alert(1)</script>⟨202E⟩evil",
        OWN_NAME,
        MERGED,
    ]
    assert about["May be you"] == (
        f"{NEAR_NAME}\nNobody has decided whether these are names of yours; their rows are "
        "not shown."
    )


def test_amounts_are_those_of_the_figures(sheets):
    rows = {row[0]: row[1:5] for row in sheets["Figures"]}

    # 100.25 + 200.50; with 7 that may belong, 1,000.125 of nobody and 4,321.77 of a firm
    # that may be this one
    assert rows["all rows"] == ["$300.75", "$5,629.645", "2", "1"]
    assert rows["registered in 2023"] == ["$200.50", "$200.50", "1", "0"]
    certain = [r for r in rows_sheet(sheets) if r["Standing"] == "counts"]
    assert sum(Decimal(row["Value, US dollars"]) for row in certain) == Decimal(
        "300.75"
    )


def test_words_of_the_day_are_those_of_the_firm_and_its_goods(sheets):
    words = [row[:5] for row in sheets["Figures"] if "own list" in str(row[2])]
    goods = [row[:2] for row in sheets["Figures"] if "the goods" in str(row[0])]

    assert words == [
        [
            "XX, export control\nyou",
            "listed on that date",
            "own list, entry 7",
            "2\nand 1 that may belong",
            "4 May 2022 to 1 Jul 2023",
        ]
    ]
    assert goods == [["BIS, list of 9031803800\nthe goods", "on list in force"]]


def test_questions_are_numbered_and_neutral(sheets):
    asked = [row[:2] for row in sheets["Questions"] if str(row[0]).isdecimal()]

    assert [text for _, text in asked] == [
        "Are the names under “Names as written” all names of your firm?",
        f"The records also name “{NEAR_NAME}”. Is that a name of your firm?",
        (
            "2 rows name you as sender on 2 days from 4 May 2022 to 1 Jul 2023, worth $300 to "
            "$5,630 together. Did you send these goods to Aurus?"
        ),
        (
            "2 more rows name you as sender, and may not count; why stands with each row. Did "
            "you send these goods to Aurus?"
        ),
        (
            "Are day, goods, commodity code, countries, weight and value of each row right? "
            "Please mark the rows."
        ),
        (
            "Did you send other goods to Aurus from 1 Jan 2018 to 31 Dec 2023 that are not "
            "among the rows?"
        ),
        (
            "XX, export control (own list, entry 7): the word on the days of 3 rows is "
            "“listed on that date”. Is that right, and did a licence or an exemption apply?"
        ),
        (
            "Is there no trade before 24 Feb 2022, and trade since? Our answer is yes: 2 rows "
            "to the subject, none before 24 Feb 2022. Is that right, and what is the reason?"
        ),
        (
            "Is there no trade before 24 Feb 2022, and trade since? Our answer is yes. Is "
            "that right, and what is the reason?"
        ),
        (
            "It was published: “Kyungki sent parts worth $300, as did [another firm].” Is "
            "that right?"
        ),
        "Is anything else in these pages wrong, or missing?",
    ]
    assert [number for number, _ in asked] == [str(n) for n in range(1, 12)]


def test_a_firm_as_importer_is_asked_what_it_imported(tmp_path):
    with prepared(*ROWS) as engine:
        page, _ = write_reply(pack_of(engine, BUYER), tmp_path)

    text = shown(page.read_text(encoding="utf-8"))
    assert "Did you import these goods?" in text
    assert "You as sender" not in text
    for name in ("KYUNGK", "ZZYZX"):
        assert name not in text.upper()


def test_a_firm_without_rows_has_no_part(tmp_path):
    with prepared(THEIRS, proposals=()) as engine:
        pack = pack_of(engine)

    assert pack.parts == ()


# --- harmless ------------------------------------------------------------------


def test_no_cell_is_a_formula_and_no_markup_is_obeyed(written, page):
    with zipfile.ZipFile(written[1]) as files:
        made = [n for n in files.namelist() if n.startswith("xl/worksheets/")]
        cells = "".join(files.read(name).decode() for name in made)

    assert re.findall(r"<f[ >]", cells) == []
    assert "hyperlink" not in cells
    assert "<script" not in page
    assert "\u202e" not in everything(written)
    assert "=1+1<script>alert(1)</script>⟨202E⟩evil" in shown(page)


def test_the_same_pack_gives_the_same_bytes(tmp_path):
    with prepared(*ROWS) as engine:
        first = [f.read_bytes() for f in write_reply(pack_of(engine), tmp_path / "a")]
        second = [f.read_bytes() for f in write_reply(pack_of(engine), tmp_path / "b")]

    assert first == second


def test_made_up_records_say_so_on_the_page_and_on_every_sheet(tmp_path):
    with prepared(*ROWS) as engine:
        page, file = write_reply(pack_of(engine, synthetic=True), tmp_path)

    told = "Synthetic data: the records are made up."
    book = CalamineWorkbook.from_path(str(file))
    for name in book.sheet_names:
        first = book.get_sheet_by_name(name).to_python()[0]
        assert "".join(first).startswith(told), name
    assert told in shown(page.read_text("utf-8"))
    assert "<title>Synthetic data: Questions to" in page.read_text("utf-8")


# --- bounds --------------------------------------------------------------------

SENDERS = (FIRM, NEAR, OTHER, None)
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(SENDERS),
        st.sampled_from((True, None)),
        st.sampled_from((date(2021, 5, 1), date(2022, 5, 1), None)),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=12)
@given(drawn=DRAWN)
def test_bounds_are_those_of_all_completions(drawn):
    """Every undetermined sender, importer and year takes each value it may have."""
    rows = [
        {
            "supplier": s,
            "sender_name": s,
            "member": m,
            "registered": d,
            "usd": Decimal(u),
        }
        for s, m, d, u in drawn
    ]
    whole, years = set(), {2021: set(), 2022: set()}
    ways = [
        product(
            (FIRM, OTHER) if s in {None, NEAR} else (s,),
            (True, False) if m is None or d is None else (True,),
            (2021, 2022) if d is None else (d.year,),
        )
        for s, m, d, _ in drawn
    ]
    for world in product(*map(list, ways)):
        mine = [
            (year, usd)
            for (s, m, year), (*_, usd) in zip(world, drawn, strict=True)
            if s == FIRM and m
        ]
        whole.add(sum(usd for _, usd in mine))
        for year, found in years.items():
            found.add(sum(usd for when, usd in mine if when == year))

    with holding(*rows, proposals=(OPEN_PAIR,)) as engine:
        engine.fill(PARTY_NAME, [])
        parts = parts_of(engine, case(), FIRM)

    for part in parts:
        assert (part.whole.bounds.at_least, part.whole.bounds.at_most) == (
            min(whole),
            max(whole),
        )
        for one in part.by["year"]:
            if one.cell is not None:
                found = years[int(one.cell)]
                assert one.bounds.at_least == min(found)
                assert one.bounds.at_most == max(found)
    assert bool(parts) == any(sender == FIRM for sender, *_ in drawn)
