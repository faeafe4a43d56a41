import html
import re
from datetime import date
from decimal import Decimal

import pytest

from madein.question import Event
from madein.report.blocks import Chart
from madein.report.charts import Bar, Span, quarters_chart, silence_words
from madein.report.compose import compose
from madein.report.scales import NARROW, WIDE, text_width, time_scale, with_margin
from madein.report.svg import svg
from madein.report.timelines import Lane, Stretch, lanes_chart
from report import making

SPAN = (date(2021, 1, 1), date(2022, 12, 1))
MARK = re.compile(
    r'<a tabindex="-1" href="#([^"]+)"><path aria-label="([^"]*)"[^>]* d="([^"]*)" fill="([^"]*)"'
)


@pytest.fixture(scope="module")
def report(built, countries):
    report, _ = compose(built, making.case(), "e1", making.NAMES)
    return report


@pytest.fixture(scope="module")
def charts(report):
    return {c.label: c for c in report.blocks if isinstance(c, Chart)}


def quarter_bars():
    return [
        Bar(
            key=quarter,
            name="South Korea",
            value=Decimal(value),
            fill="c1",
            says=f"South Korea, {quarter}",
            to=f"F1.KR.{quarter}",
        )
        for quarter, value in (("2021Q1", 1_000_000), ("2021Q2", 3_000_000))
    ]


def draw(events=(), silent=(), frame=WIDE):
    return svg(quarters_chart(quarter_bars(), SPAN, events, silent, frame), "a")


def height(path):
    return abs(float(re.search(r"v(-?[\d.]+)", path)[1]))


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("measure", ["quarters", "change", "goods", "suppliers"])
def test_a_chart_has_one_mark_for_each_part_with_value(built, charts, measure, width):
    sql = """
        select part.id from figure as part
        join figure as whole on part.parent = whole.id
        where whole.measure = $measure and part.at_least > 0
        """
    parts = {row["id"] for row in built.rows(sql, {"measure": measure})}
    whole = next(iter(parts)).split(".")[0]
    chart = next(c for c in charts.values() if c.name == f"chart-{whole}-svg")
    marks = [found[0] for found in MARK.findall(svg(getattr(chart, width), "x"))]

    assert len(marks) == len(parts) > 0
    assert set(marks) == parts


def test_the_bars_of_a_stack_add_up_to_the_figure(built, charts):
    chart = charts["Stacked bars: value per quarter by country of origin"]
    marks = MARK.findall(svg(chart.wide, "x"))
    sql = "select at_least from figure where measure = 'quarters' and parent is null"
    layer = next(x for x in chart.wide["layer"] if "href" in x["encoding"])
    top = layer["encoding"]["y"]["scale"]["domain"][1]
    drawn = sum(height(path) for _, _, path, _ in marks) / 300 * top

    assert drawn == pytest.approx(float(built.value(sql)), rel=0.002)


def test_no_bar_of_a_stack_lies_on_another():
    bars = [*quarter_bars(), *quarter_bars()]
    layers = quarters_chart(bars, SPAN, (), (), WIDE)["layer"]
    values = layers[0]["data"]["values"]
    first = sorted((v["y"], v["y2"]) for v in values if v["x"] < 2021.2)

    assert first == [(0, 1_000_000), (1_000_000, 2_000_000)]


def test_a_country_has_the_same_colour_in_every_chart(charts):
    colours = {}
    for chart in charts.values():
        for _, says, _, fill in MARK.findall(svg(chart.wide, "x")):
            name = html.unescape(says).split(",")[0]
            if name in making.NAMES.values() and "before" not in says:
                colours.setdefault(name, set()).add(fill)

    assert {name: len(found) for name, found in colours.items()} == dict.fromkeys(
        colours, 1
    )
    assert colours["South Korea"] == {"var(--c1)"}
    assert len(colours) >= 5


def test_a_legend_names_the_series_in_the_order_of_the_stack(charts):
    legend = charts["Stacked bars: value per quarter by country of origin"].legend

    assert [name for _, name in legend] == [
        "South Korea",
        "China",
        "Türkiye",
        "Italy",
        "India",
        "Not determined",
        "Other countries",
    ]


def test_the_data_table_holds_every_part_and_each_opens_its_evidence(built, page):
    sql = """
        select part.id from figure as part
        join figure as whole on part.parent = whole.id where whole.measure = 'quarters'
        """
    parts = {row["id"] for row in built.rows(sql)}
    links = re.findall(r'<a class="ref" href="#([^"]+)"', page)

    assert parts <= set(links)


def test_months_without_records_are_a_hatched_block():
    span = Span(
        since=date(2022, 7, 1),
        until=date(2022, 12, 1),
        words="No records held after Jun 2022",
    )
    drawn = draw(silent=(span,))

    assert 'fill="url(#no-records-a)"' in drawn
    assert '<pattern id="no-records-a"' in drawn
    assert "<tspan>No records</tspan>" in drawn


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_the_name_of_an_event_lies_above_the_plot_and_inside_the_drawing(frame):
    event = Event(name="e", label="Full-scale invasion", date=date(2022, 12, 20))
    drawn = draw(events=(event,), frame=frame)
    label = re.search(r'translate\(([\d.]+),(-[\d.]+)\)"[^>]*>Full-scale', drawn)

    assert float(label[2]) < -5
    assert float(label[1]) < frame.width - 150


def test_two_events_close_together_take_two_lines_of_the_strip():
    events = tuple(
        Event(name=n, label=f"An event named {n}", date=date(2022, month, 1))
        for month, n in ((2, "a"), (3, "b"))
    )
    heights = re.findall(r',(-[\d.]+)\)"[^>]*>An event', draw(events=events))

    assert len(set(heights)) == 2


def test_no_text_of_a_chart_is_smaller_than_eleven_pixels(charts):
    sizes = {
        float(size)
        for chart in charts.values()
        for spec in (chart.wide, chart.narrow)
        for size in re.findall(r'font-size="([\d.]+)px"', svg(spec, "x"))
    }

    assert min(sizes) >= 11


def test_a_narrow_drawing_fits_a_phone(charts):
    widths = {
        int(re.search(r'width="(\d+)"', svg(chart.narrow, "x"))[1])
        for chart in charts.values()
    }

    assert max(widths) <= 356


def test_a_chart_is_one_stop_of_the_keyboard_at_most(page):
    drawings = re.findall(r"<svg class=.*?</svg>", page, re.DOTALL)
    stops = [d for d in drawings if re.search(r'<a (?!tabindex="-1")', d)]

    assert len(drawings) > 8
    assert stops == []


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2024, 1, 1), date(2024, 3, 1), "No records held after Dec 2023"),
        (date(2018, 1, 1), date(2018, 12, 1), "No records held before Jan 2019"),
        (date(2020, 4, 1), date(2020, 4, 1), "No records held for Apr 2020"),
        (
            date(2020, 4, 1),
            date(2020, 6, 1),
            "No records held from Apr 2020 to Jun 2020",
        ),
    ],
)
def test_a_gap_is_put_into_words(since, until, words):
    span = Span(since=since, until=until, words="")

    assert silence_words(span, (date(2018, 1, 1), date(2024, 3, 31))) == words


# --- lanes --------------------------------------------------------------------------

LANES = (date(2018, 1, 1), date(2024, 3, 31))


def lane(name, listed, since, until=LANES[1]):
    bar = Stretch(since=since, until=until, fill="ink", says="It is listed")
    return Lane(name=name, ticks=(), listings=((listed, (bar,)),))


def texts(lanes, frame):
    """Left and right end of each line of type, in pixels of the drawing."""
    whole = with_margin(frame, 0)
    years = time_scale(*LANES, whole)
    per_year = whole.width / (years.high - years.low)
    for layer in lanes_chart(lanes, LANES, (), (), frame)["layer"]:
        mark = layer["mark"]
        if mark["type"] != "text" or (
            "fontWeight" not in mark and "stroke" not in mark
        ):
            continue
        lines = mark["text"] if isinstance(mark["text"], list) else [mark["text"]]
        x = (layer["data"]["values"][0]["x"] - years.low) * per_year + mark.get("dx", 0)
        for line in lines:
            wide = text_width(line, mark["fontSize"])
            left = x - (wide if mark["align"] == "right" else 0)
            yield left, left + wide


LONG = (
    "PUBLIC JOINT STOCK COMPANY OF IMAGINARY WORKS AND WORKS THAT NOBODY EVER SAW " * 3
)


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@pytest.mark.parametrize("listed", ["SOLLERS", LONG])
@pytest.mark.parametrize("year", [2018, 2019, 2022, 2024])
def test_no_name_of_a_lane_leaves_the_drawing(frame, listed, year):
    lanes = [lane(f"XX, {LONG}: the goods", listed, date(year, 1, 2))] * 10
    found = [*texts(lanes, frame)]

    assert len(found) >= 20
    assert min(left for left, _ in found) >= 0
    assert max(right for _, right in found) <= with_margin(frame, 0).width


def test_a_bar_over_all_of_the_axis_keeps_its_name_on_a_line_above():
    drawn = svg(
        lanes_chart([lane("XX", "SOLLERS", LANES[0])], LANES, (), (), NARROW), "a"
    )

    assert ">SOLLERS<" in drawn
