"""Verdicts, listings and flags in the report: blocks as plain data, every cell."""

from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest

from madein.engine import Engine
from madein.report import sanctions as timeline
from madein.report.blocks import Chart, Head, Lines, Note, Ref, Table
from madein.report.built import read_built
from madein.report.flags import flags
from madein.report.sanctions import sanctions
from madein.report.verdicts import copies_table, dates_table, words_table
from madein.tables import FLAG, LIST_SNAPSHOT, LISTING
from madein.verdict import GoodsWord, PartyWord
from report import making

OFFICIAL = date(2024, 2, 23)  # first copy with Aurus


@pytest.fixture(scope="module")
def read(built, countries):
    return read_built(built, making.case(), "e1", making.NAMES)


@pytest.fixture(scope="module")
def blocks(read):
    return sanctions(read)


def text_of(piece):
    return piece if isinstance(piece, str) else piece.text


def lines_of(table):
    """Every cell as a list of its pieces."""
    return [[[*map(text_of, cell)] for cell in row.cells] for row in table.rows]


def titled(blocks, label):
    (found,) = [b for b in blocks if isinstance(b, (Table, Chart)) and b.label == label]
    return found


def certain():
    """What the report counts: neither set aside nor of somebody else perhaps."""
    return [r for r in making.shipments() if r["member"] and r["aside"] is None]


# --- words --------------------------------------------------------------------------


def test_words_of_importers_stand_with_their_shipments_and_reasons(read):
    rows = certain()
    lags = [(OFFICIAL - row["registered"]).days for row in rows]
    late = sum(row["registered"] >= date(2023, 9, 14) for row in rows)

    assert lines_of(words_table(read, "importer")) == [
        [
            ["US, asset freeze", "the importer itself"],
            [f"listed later ({min(lags):,} to {max(lags):,} days)"],
            [f"{len(rows):,}"],
        ],
        [
            ["US, asset freeze", "its owners"],
            ["not listed"],
            [f"{len(rows) - late:,}"],
        ],
        [
            ["US, asset freeze", "its owners"],
            [
                "not determinable",
                "the shares held on the day are not known (OWNERSHIP_UNKNOWN)",
            ],
            [f"{late:,}"],
        ],
        [
            ["XX, export control", "the importer itself"],
            ["not listed"],
            [f"{len(rows):,}"],
        ],
    ]


def test_words_of_goods_are_those_of_the_day(read):
    since = date(2023, 5, 19)
    rows = certain()
    new = Counter(row["hs"] for row in rows if row["registered"] >= since)
    listed, perhaps = new.pop("8537109900"), new.pop("8515310000")
    found = lines_of(words_table(read, "goods"))

    assert [cells[0] for cells in found] == [["BIS, CHPL"]] * 4
    assert {(cells[1][0], cells[2][0]) for cells in found} == {
        ("list not in force", f"{sum(row['registered'] < since for row in rows):,}"),
        ("not on list", f"{sum(new.values()):,}"),
        ("on list in force", f"{listed:,}"),
        ("possibly on list", f"{perhaps:,}"),
    }


def test_a_number_of_shipments_opens_the_figure_of_its_word(read):
    part = SimpleNamespace(
        id="F30.later",
        measure="exposure",
        label="Imports by verdict: US, asset freeze, direct test",
        parent="F30",
        cell="listed later",
    )
    opened = SimpleNamespace(engine=read.engine, figures={part.id: part})
    first, *rest = [row.cells[2][0] for row in words_table(opened, "importer").rows]

    assert (type(first), first.figure) == (Ref, "F30.later")
    assert not [cell for cell in rest if isinstance(cell, Ref)]


# --- listings -----------------------------------------------------------------------


def test_listings_say_what_dates_them_and_what_that_leaves_open(blocks):
    assert lines_of(titled(blocks, "Listings and what dates them")) == [
        [
            [making.SOLLERS, "OFAC SDN, entry 44880: asset freeze"],
            ["14 Sep 2023", "list file"],
            ["listed on a day from 2 Jun 2023 on"],
        ],
        [
            [making.AURUS, "OFAC SDN, entry 47956: asset freeze"],
            ["23 Feb 2024", "list file"],
            ["listed on a day from 21 Feb 2024 on"],
        ],
    ]


LISTED = {
    "list": "L",
    "regime": "XX",
    "measure": "asset freeze",
    "entry": "1",
    "name": "IMAGINARY LLC",
    "tax_ids": [],
    "programme": "",
    "present_from": date(2020, 3, 1),
    "present_to": date(2021, 5, 1),
    "listed_from": date(2020, 3, 1),
    "start_kind": "list file",
}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, "it is in the oldest copy held: listed on or before its day"),
        ({"maybe_from": date(2020, 3, 1)}, "nothing"),
        ({"maybe_from": date(2020, 2, 2)}, "listed on a day from 2 Feb 2020 on"),
        (
            {
                "maybe_from": date(2020, 3, 1),
                "listed_to": date(2021, 5, 2),
                "note": "its own end is of 2022",
            },
            "removed: no longer certain from 2 May 2021; its own end is of 2022",
        ),
    ],
)
def test_what_a_listing_leaves_open(more, says):
    with Engine() as engine:
        engine.fill(LISTING, [LISTED | more])
        (table,) = dates_table(
            SimpleNamespace(engine=engine), [{"list": "L", "entry": "1"}]
        )

    assert lines_of(table)[0][2] == [says]


# --- suppliers ----------------------------------------------------------------------


def test_suppliers_on_lists_stand_with_the_word_of_the_day(blocks):
    rows = [row for row in certain() if row["supplier"] == making.SUPPLIER]
    old = sum(row["registered"] < date(2021, 1, 1) for row in rows)
    table = titled(blocks, "Suppliers on lists")
    firm = ["BAEKDU MOBILITY CO., LTD", "listed as BAEKDU MOBILITY"]

    assert table.summary == "Suppliers on lists (1)"
    assert sorted(lines_of(table)) == sorted(
        [
            [firm, ["listed later", "XX, export control"], [f"{old:,}"]],
            [
                firm,
                ["listed on that date", "XX, export control"],
                [f"{len(rows) - old}"],
            ],
        ]
    )


# --- copies -------------------------------------------------------------------------


def test_copies_of_lists_stand_with_their_digest_and_terms():
    copy = {
        "list": "L",
        "regime": "XX",
        "day": date(2020, 3, 1),
        "file": "lists/l.csv",
        "sha256": "0123456789abcdef" * 4,
        "entries": 12_345,
        "crawled": False,
    }
    told = copy | {"day": date(2020, 4, 1), "publisher": "A ministry", "licence": "CC0"}
    with Engine() as engine:
        engine.fill(LIST_SNAPSHOT, [told, copy])
        table = copies_table(SimpleNamespace(engine=engine))
        engine.fill(LIST_SNAPSHOT, [])
        none = copies_table(SimpleNamespace(engine=engine))

    digest = ["0123456789abcdef"]
    assert lines_of(table) == [
        [["L"], ["1 Mar 2020"], ["lists/l.csv"], ["12,345"], digest, ["not told"]],
        [
            ["L"],
            ["1 Apr 2020"],
            ["lists/l.csv"],
            ["12,345"],
            digest,
            ["A ministry; CC0"],
        ],
    ]
    assert none == Lines(lines=(("No copy of a list of parties is held.",),))


# --- the time axis ------------------------------------------------------------------


def test_every_word_has_a_colour_of_its_own_or_shares_its_line_of_the_legend(blocks):
    legend = titled(
        blocks, "Timeline: shipments per month and listings of parties"
    ).legend

    assert {*timeline.FILLS} == {*map(str, PartyWord), *map(str, GoodsWord)}
    assert legend == (
        ("ink", "on list in force / bar: listed for certain"),
        ("mute", "possibly on list / listed later"),
        ("held1", "not listed / not on list / list not in force"),
        ("unknown", "not determinable / bar: no copy decides"),
        ("no-records", "no records held"),
    )


def test_the_data_table_holds_every_month_and_every_bar(blocks):
    chart = titled(blocks, "Timeline: shipments per month and listings of parties")
    says = [cells[0][0] for cells in lines_of(chart.values)]
    months = Counter(row["registered"].replace(day=1) for row in certain())
    first = min(months)

    assert (
        f"US, asset freeze: the importer itself, Jan {first.year}: "
        f"{months[first]} shipments listed later"
    ) in says
    assert [line for line in says if line.startswith(making.AURUS)] == [
        f"{making.AURUS}: between 21 Feb 2024 and 23 Feb 2024",
        f"{making.AURUS}: listed from 23 Feb 2024",
    ]


def bars(**more):
    listing = LISTED | dict.fromkeys(("maybe_from", "listed_to", "maybe_to")) | more
    built = SimpleNamespace(case=making.case())
    return [(b.since, b.until, b.fill) for b in timeline._stretches(listing, built)]


def test_what_no_copy_decides_is_hatched_on_both_sides():
    """Of an entry in the first copy, nothing is known of the days before."""
    period = making.case().period
    march, may = date(2020, 3, 1), date(2021, 5, 1)

    assert bars() == [
        (period.since, march, "unknown"),
        (march, may, "ink"),
        (may, period.until, "unknown"),
    ]
    assert bars(
        maybe_from=march, listed_to=date(2021, 5, 2), maybe_to=date(2021, 6, 1)
    ) == [
        (march, date(2021, 5, 2), "ink"),
        (date(2021, 5, 2), date(2021, 6, 1), "unknown"),
    ]


def test_parties_come_before_goods_and_the_goods_have_a_heading(blocks):
    heads = [block.title for block in blocks if isinstance(block, Head)]

    assert heads == ["Shipments and listings of parties", "Goods and lists of goods"]


# --- flags --------------------------------------------------------------------------


def test_flags_stand_with_their_answer_its_rows_and_who_asks(read):
    head, caution, table, firms = flags(read)

    assert (head.anchor, type(caution)) == ("flags", Note)
    assert [row.anchor for row in table.rows] == ["flag-RF01", "flag-RF06"]
    assert lines_of(table) == [
        [
            [
                "RF01",
                " Is there no trade before 24 Feb 2022, and trade since?",
                "A made-up notice, 26 Sep 2023",
            ],
            ["no", "98 rows before 24 Feb 2022"],
            ["98", "$1.2m"],
        ],
        [
            [
                "RF06",
                " Did a supplier ship to Russia before 24 Feb 2022?",
                "A made-up notice, 26 Sep 2023; another, 1 Jan 2024",
            ],
            [
                "not determinable",
                "OUTSIDE_RECORDS",
                "records of imports do not show it",
            ],
            [],
        ],
    ]
    assert firms.summary == "1 answer of yes on single firms"
    assert lines_of(firms) == [
        [
            ["RF01", " BAEKDU MOBILITY CO., LTD"],
            ["3 rows to the subject, none before 24 Feb 2022"],
            ["3", "$752,135"],
        ]
    ]


def test_of_many_firms_the_largest_are_listed_and_the_rest_are_counted():
    many = [
        making.FLAGS[1] | {"party_id": f"P{n:02}", "usd": n, "rows": n}
        for n in range(1, 28)
    ]
    with Engine() as engine:
        engine.fill(FLAG, [making.FLAGS[0], *many])
        engine.run(
            "create table party as select party_id, 'Firm ' || party_id as name from flag"
        )
        *_, firms = flags(SimpleNamespace(engine=engine))

    assert len(firms.rows) == 25
    assert lines_of(firms)[0][0] == ["RF01", " Firm P27"]
    assert firms.notes == (("2 more answers: madein show CASE flags --json.",),)


def test_without_flags_there_is_no_section():
    with Engine() as engine:
        engine.fill(FLAG, [])

        assert flags(SimpleNamespace(engine=engine)) == []
