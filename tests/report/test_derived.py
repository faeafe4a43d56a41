"""Figures that are made of others, on the page: SYNTHETIC rows of the table `figure`."""

import html
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from madein.engine import Engine
from madein.question import Event, Freight, Mirror, MirrorColumns
from madein.report import write_report
from madein.report.blocks import Chart
from madein.report.built import read_built
from madein.report.compose import compose
from madein.report.evidence import scope_words
from madein.report.html import page as page_of
from madein.report.rows_csv import rows_quoted
from madein.report.sensitivity import range_line
from madein.report.svg import svg
from madein.tables import CLAIM_RESULT, FIGURE, MIRROR, NEWCOMER, REPLY
from report import making

SUM = "select *, true as certain from imports"
MARK = re.compile(r'<a tabindex="-1" href="#([^"]+)"><path aria-label="([^"]*)"')


def figure(id_, measure, label, low, high=None, **more):
    """A row of the table `figure`; both ends the same where one is given."""
    return {
        "id": id_,
        "stable_id": f"s{id_}",
        "parent": id_.rpartition(".")[0] or None,
        "measure": measure,
        "label": label,
        "cell": id_.partition(".")[2].partition(".")[0] or None,
        "period": None,
        "scope": "{}",
        "basis": "country of origin",
        "unit": "US dollars",
        "formula": None,
        "sql": None,
        "parts": [],
        "at_least": None if low is None else Decimal(low),
        "at_most": None if low is None else Decimal(high or low),
        "rows": 5,
        "unclear_rows": 0,
        "unvalued_rows": 0,
        "converted_usd": Decimal(0),
        "caveats": ["The records are synthetic: made up to show the method."],
        **more,
    }


def summed(id_, measure, label, low, high=None, **more):
    return figure(
        id_,
        measure,
        label,
        low,
        high,
        **({"sql": SUM, "rows_digest": "0" * 12} | more),
    )


SINCE = "Share of imports produced in countries of a bloc since 24 Feb 2022"
BLOC = "Share of imports produced in countries of a bloc"
HHI = "Concentration by supplier: Herfindahl-Hirschman index"
TOP = "Share of the largest by country of origin"
STEP = "Step in rows a month, after / before, estimated: Invasion, to 2023"
HEAT = "Imports by country of origin, and country of dispatch"
KOREAN = "Imports produced in South Korea by country of dispatch"
IF = "Imports of Aurus, if one choice is made otherwise"
CHANGED = "Gain of rising origins / loss of falling ones: Invasion, 2 largest codes"
AMOUNTS = "Imports by code and origin"
ratio, share, index = {"unit": "ratio"}, {"unit": "share"}, {"unit": "index"}
of_code = {"parent": "F90a"}

ROWS = [
    figure("F61", "foreign content", BLOC, 1, **share, formula="F61a / F61a"),
    figure(
        "F61.EU",
        "foreign content",
        BLOC,
        "0.2",
        "0.4",
        **share,
        formula="F61a.EU / F61a",
    ),
    figure("F62", "foreign content", SINCE, 1, **share, formula="F62a / F62a"),
    figure(
        "F62.EU", "foreign content", SINCE, "0.3", **share, formula="F62a.EU / F62a"
    ),
    summed("F61a", "foreign content", "Imports by bloc", 100, parent="F61", cell=None),
    summed("F61a.EU", "foreign content", "Imports by bloc", 20, 40),
    figure(
        "F55",
        "concentration",
        HHI,
        "0.05",
        **index,
        formula="sum of the squared shares of the parts of F13",
        caveats=["Not above 0.4, by at least 0.35."],
    ),
    figure("F55.before", "concentration", HHI, "0.08", **index, formula="of before"),
    figure("F54", "concentration", TOP, "0.41", **share, formula="of F11"),
    figure(
        "F54.KR.after",
        "concentration",
        TOP,
        "0.31",
        **share,
        formula="of after",
        parent="F54",
        period="after",
    ),
    figure(
        "F59",
        "eu dependency",
        "Second indicator of dependence",
        None,
        **ratio,
        formula="imports / all purchases",
        reason="OUTSIDE_RECORDS",
        rows=0,
    ),
    figure(
        "F48",
        "series",
        STEP,
        "3.07",
        "3.09",
        **ratio,
        formula="rows a month ~ exp(level + step)",
        ci_low=Decimal("1.9"),
        ci_high=Decimal("4.9"),
    ),
    summed("F71", "routes", HEAT, 600),
    summed("F71.KR.KR", "routes", HEAT, 400, parent="F71", cell="KR", period="KR"),
    summed("F71.KR.CN", "routes", HEAT, 100, parent="F71", cell="KR", period="CN"),
    summed("F71.CN.KR", "routes", HEAT, 0, parent="F71", cell="CN", period="KR"),
    summed("F68", "routes", KOREAN, 500),
    summed("F68.KR", "routes", KOREAN, 400),
    summed("F68.CN", "routes", KOREAN, 100),
    summed(
        "F40",
        "sensitivity",
        IF,
        30_000_000,
        31_000_000,
        scope='{"since": "2018-02-03"}',
    ),
    summed("F40.1", "sensitivity", IF, 30_000_000, 31_000_000, cell="as published"),
    summed("F40.2", "sensitivity", IF, 45_710_527, cell="nothing set aside"),
    summed("F40.3", "sensitivity", IF, 30_000_000, cell="unclear left out"),
    summed(
        "F40.4", "sensitivity", IF, 30_000_000, 31_000_000, cell="rates of ECB first"
    ),
    figure("F90", "substitution", CHANGED, "2.5", **ratio, formula="gain / loss"),
    figure(
        "F90.870829", "substitution", CHANGED, 3, **ratio, formula="gain / loss of it"
    ),
    summed("F90a", "substitution by code", AMOUNTS, 900, parent="F90", cell=None),
    *(
        summed(
            f"F90a.{number}",
            "substitution by code",
            AMOUNTS,
            *amounts,
            **of_code,
            cell=f"870829, {origin}",
            period=period,
        )
        for number, (origin, period, *amounts) in enumerate(
            [
                ("JP", "before", 90),
                ("KR", "before", 50, 60),
                ("KR", "after", 70),
                ("CN", "before", 40, 80),
                ("CN", "after", 60),
                ("IN", "before", 5),
                ("unknown", "after", 3, 8),
            ]
        )
    ),
]

CLAIMS = [
    {
        "id": "S1",
        "text": "about three quarters",
        "result": "supported",
        "unit": "share",
        "at_least": Decimal("0.747300000000"),
        "at_most": Decimal("0.750000000000"),
        "allows": "from 70 % to just below 80 %",
        "shows": "74.7% to 75.0%",
        "figures": ["F61.EU"],
        "differences": ["says 'about' where A1 says 'almost'"],
    },
    {
        "id": "S2",
        "text": "$5 million from South Korea",
        "result": "not determinable",
        "reason": "BASIS_MISSING",
        "unit": "US dollars",
        "shows": "by country of origin: $4.99m in 3 rows (supported); "
        "by country of dispatch: $3.39m in 2 rows (contradicted)",
        "figures": ["S2.origin", "S2.dispatch"],
        "differences": [],
    },
]
READ = [
    summed("S2.origin", "claim", "Claim S2", 499, parent=None, cell=None),
    summed("S2.dispatch", "claim", "Claim S2", 339, parent=None, cell=None),
]
REPLIES = [
    {
        "place": 1,
        "party": "BYT",
        "asked": date(2024, 6, 3),
        "figures": ["F61"],
        "claims": ["S1"],
    }
]


@pytest.fixture(scope="module")
def engine(countries):
    with Engine() as engine:
        making.build(engine, making.shipments(most=1))
        kept = engine.rows("from figure where measure in ('total', 'since')")
        engine.fill(FIGURE, [*kept, *ROWS, *READ])
        engine.fill(CLAIM_RESULT, [row | {"source": "Wire"} for row in CLAIMS])
        engine.fill(REPLY, REPLIES)
        engine.fill(NEWCOMER, [NEW, NEW | STOPPED])
        engine.fill(MIRROR, [TOLD, TOLD | GAP])
        yield engine


NEW = {
    "event": "invasion",
    "day": making.EVENT,
    "supplier": "P-NEW",
    "is_new": True,
    "stopped": False,
    "first_seen": "2022-05-25",
    "last_seen": "2023-06-20",
    "rows": 27,
    "rows_at_most": 27,
    "usd_at_least": Decimal(374041),
    "usd_at_most": Decimal(374041),
    "usd_before": Decimal(0),
    "holds": ["dispatched from another country than the origin"],
    "unclear": ["founded since (COLUMN_ABSENT)"],
    "sql": SUM,
}
STOPPED = {
    "supplier": "P-BLIND",
    "is_new": None,
    "reason": "COVERAGE_GAP",
    "stopped": None,
    "stop_reason": "COVERAGE_GAP",
}
TOLD = {
    "mirror": "korea",
    "country": "KR",
    "heading": "",
    "since": date(2021, 1, 1),
    "until": date(2021, 12, 31),
    "months": 12,
    "silent": 3,
    "exported_usd": Decimal(1_000_000),
    "landed_usd": Decimal(1_100_000),
    "at_least": Decimal(550_000),
    "at_most": Decimal(560_000),
    "ratio_from": Decimal("0.5"),
    "ratio_to": Decimal("0.509090909090"),
}
GAP = {
    "country": "CN",
    "at_least": None,
    "at_most": None,
    "ratio_from": None,
    "ratio_to": None,
    "reason": "COVERAGE_GAP",
}


MIRRORED = Mirror(
    name="korea",
    file="korea.csv",
    source="SYNTHETIC exports",
    columns=MirrorColumns(country="c", code="hs", month="m", value="v"),
    freight=Freight(factor=Decimal("1.1"), because="made up"),
)


@pytest.fixture(scope="module")
def case():
    event = Event(name="invasion", label="Invasion", date=making.EVENT)
    return replace(making.case(), events=(event,), mirrors=(MIRRORED,))


@pytest.fixture(scope="module")
def report(engine, case):
    report, _ = compose(engine, case, "e1", making.NAMES)
    return report


@pytest.fixture(scope="module")
def page(report):
    return page_of(report)


@pytest.fixture(scope="module")
def text(page):
    """The page as it is read."""
    body = page.partition("<body>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def chart(report, label):
    return next(b for b in report.blocks if isinstance(b, Chart) and b.label == label)


def values(spec):
    """Marks of a drawing that open something, by their anchor."""
    return {
        mark["h"][1:]: mark
        for layer in spec["layer"]
        for mark in layer["data"]["values"]
        if "h" in mark
    }


def evidence(page, id_):
    return re.search(
        rf'<section class="evidence" id="{id_}".*?</section>', page, re.DOTALL
    )[0]


def test_every_number_of_the_page_opens(page):
    ids = re.findall(r' id="([^"]+)"', page)
    links = re.findall(r'href="#([^"]+)"', page)

    assert set(links) - set(ids) == set()
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_bar_of_a_bloc_ends_at_its_lower_bound_and_is_hatched_to_its_upper(
    report, width
):
    spec = getattr(chart(report, "Bars: share of imports by bloc"), width)
    marks = values(spec)
    hatched = [
        (mark["x"], mark["x2"])
        for layer in spec["layer"]
        for mark in layer["data"]["values"]
        if mark.get("f") == "url(#unknown)"
    ]

    assert {id_: mark["x2"] for id_, mark in marks.items()} == {
        "F61.EU": 0.2,
        "F62.EU": 0.3,
    }
    assert hatched == [(0.2, 0.4)]


def test_the_drawing_of_a_step_is_its_confidence_interval(report):
    spec = chart(report, "Intervals: estimated step in rows a month").wide
    mark = values(spec)["F48"]

    assert (mark["x"], mark["x2"]) == (1.9, 4.9)
    assert mark["d"] == "step: estimate 3.07 to 3.09, 95 % interval 1.9 to 4.9"


def test_a_field_stands_for_each_pair_with_value_and_the_most_is_darkest(report):
    label = "Fields: value by country of origin and country of dispatch"
    marks = values(chart(report, label).wide)

    assert set(marks) == {"F71.KR.KR", "F71.KR.CN"}
    assert "45%" in marks["F71.KR.KR"]["f"]
    assert "24%" in marks["F71.KR.CN"]["f"]
    assert (marks["F71.KR.CN"]["x"], marks["F71.KR.CN"]["y2"]) == (1, 0)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_new_charts_have_one_mark_for_each_line_of_their_table(report, width):
    charts = {
        "Bars: share of imports by bloc": 2,
        "Intervals: estimated step in rows a month": 1,
        "Bars: imports produced in South Korea by country of dispatch": 2,
    }
    for label, count in charts.items():
        drawn = chart(report, label)
        marks = MARK.findall(svg(getattr(drawn, width), "x"))

        assert len(marks) == count, label
        assert len(drawn.values.rows) == count, label


def test_a_derived_figure_says_how_it_is_made_and_opens_into_parts(page):
    section = evidence(page, "F61")

    assert "F61a / F61a" in section
    assert '<code class="code">sF61</code>' in section
    assert "madein why CASE F61" in section
    assert '<tr id="F61.EU">' in section
    assert "0.2 to 0.4" in section


def test_an_estimate_has_its_interval_beside_its_bounds(page):
    assert "3.07 to 3.09, 95 % interval 1.9 to 4.9, from 5 rows" in evidence(
        page, "F48"
    )


def test_the_rows_of_a_figure_are_said_with_every_condition(engine, case):
    built = read_built(engine, case, "e1", making.NAMES)
    scope = {
        "since": "2018-02-03",
        "hs": ["8708"],
        "at_least_usd": "1000",
        "either": [
            {"role": "origin", "countries": ["KR"]},
            {"role": "dispatch", "countries": ["KR"], "since": "2022-02-24"},
        ],
    }

    assert scope_words(built, replace(built.figures["F1"], scope=scope)) == (
        "are imports of Aurus, registered from 3 Feb 2018, whose code begins with 8708, "
        "worth $1,000.00 or more, each row once that is produced in South Korea or that is "
        "registered from 24 Feb 2022, dispatched from South Korea, not set aside"
    )


def test_what_is_not_determinable_is_no_number(page, text):
    assert "Not determinable: no row of a customs record could answer" in evidence(
        page, "F59"
    )
    assert (
        "Second indicator of dependence imports / all purchases not determinable no row "
        "of a customs record could answer (OUTSIDE_RECORDS)"
    ) in text


def test_the_largest_is_named_and_an_index_is_held_against_the_threshold(text):
    assert "31.0% South Korea" in text
    assert "Index by supplier Not above 0.4, by at least 0.35." in text


def test_only_choices_that_move_a_headline_are_listed_and_the_rest_named(text):
    table = text[text.index("Imports of Aurus: $30.0m to $45.7m") :]
    table = table[: table.index("rates of ECB first.")]

    assert "nothing set aside $45.7m +$15.7m" in table
    assert "unclear left out $30.0m the upper bound alone" in table
    assert table.endswith("No difference: ")


def test_a_headline_names_the_range_over_all_choices(engine, case):
    built = read_built(engine, case, "e1", making.NAMES)
    asked = replace(built.figures["F1"], scope={"since": "2018-02-03"})

    assert range_line(built, asked)[0] == "; lower bound $30.0m to $45.7m "
    assert range_line(built, replace(asked, scope={"since": "2018-02-04"})) == ()


def test_an_origin_is_named_as_fallen_or_risen_only_where_the_bounds_say_so(text):
    line = text[text.index("870829 Japan") :][:90]

    assert line.startswith(
        "870829 Japan $90 → none known South Korea $50 to $60 → $70 3 –"
    )


def test_a_claim_of_a_share_is_unrounded_in_its_unit(text):
    assert "Unrounded: 0.7473 to 0.75 The wording allows from 70 % to" in text
    assert "$0.7473" not in text


def test_a_claim_names_what_its_retelling_changed_and_who_replied(text):
    assert (
        "Held against the claim that it retells: says 'about' where A1 says 'almost'"
    ) in text
    assert "Reply of BYT: asked 3 Jun 2024, no answer recorded" in text


def test_a_claim_without_basis_is_a_table_of_answers_each_with_its_figure(page):
    claim = re.search(r'<li id="claim-S2".*?</li>', page, re.DOTALL)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", claim.partition("<tbody>")[2], re.DOTALL)

    assert len(rows) == 2
    assert "by country of origin" in rows[0]
    assert 'href="#S2.origin"' in rows[0]
    assert "supported" in rows[0]
    assert "by country of dispatch" in rows[1]
    assert 'href="#S2.dispatch"' in rows[1]
    assert "contradicted" in rows[1]


def test_a_reply_stands_with_the_evidence_of_its_figure(page):
    assert "BYT: asked 3 Jun 2024, no answer recorded" in evidence(page, "F61")


def test_suppliers_have_facts_in_words_and_blind_windows_are_said(text):
    assert (
        "2022-05-25 to 2023-06-20, 27 rows, P-NEW $374,041 dispatched from another "
        "country than the origin founded since (COLUMN_ABSENT)"
    ) in text
    assert (
        "1 supplier: first seen since or before is not determinable (COVERAGE_GAP)"
    ) in text


def test_the_mirror_shows_both_sides_and_its_gaps(text):
    assert (
        "South Korea no row in 3 of 12 months: no trade, or not published $1.0m $1.1m "
        "$550,000 to $560,000 50.0% to 51.0%"
    ) in text
    assert "China" in text
    assert "A difference is a lead, never more" in text


def test_the_page_of_the_demo_opens_every_number_and_stays_short(demo, tmp_path):
    with demo.tables() as engine:
        demo.name_raw_text(engine, rows_quoted(engine))
        file = write_report(engine, demo.file, tmp_path, edition=demo.edition())
    page = file.read_text(encoding="utf-8")
    ids = re.findall(r' id="([^"]+)"', page)
    links = re.findall(r'href="#([^"]+)"', page)
    read = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)

    assert set(links) - set(ids) == set()
    assert len(ids) == len(set(ids))
    assert file.stat().st_size < 1_500_000
    assert not re.search(r"\bNone\b|Decimal\(|Fraction\(", read)
    assert not re.search(
        r"violation|breach|illegal|evasion|guilty|proves", read, re.IGNORECASE
    )
    for anchor in ("sensitivity", "rates", "substitution", "dependence", "routes"):
        assert anchor in ids
