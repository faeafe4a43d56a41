import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from fields.reading import batch, read
from madein.fields import days
from madein.sources.layouts import DateOrder

ORDERS = get_args(DateOrder)
DAY_ORDERS = [order for order in ORDERS if "dd" in order or order == "excel"]
MONTH_ORDERS = [order for order in ORDERS if order not in DAY_ORDERS]
ENGLISH = [
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
]
DAY = st.dates(date(1985, 1, 1), date(2105, 1, 1))
CERTAIN = st.dates(date(1990, 1, 1), date(2049, 12, 31))


def written(day, order):
    """A day as a vendor writes it."""
    if order == "excel":
        return str((day - date(1899, 12, 30)).days)
    parts = {"yyyy": f"{day.year}", "yy": f"{day.year % 100:02}", "dd": f"{day.day:02}"}
    parts |= {"mon": ENGLISH[day.month - 1].title(), "mm": f"{day.month:02}"}
    return re.sub("yyyy|yy|mon|mm|dd", lambda part: parts[part[0]], order)


def date_of(year, month, day):
    """A date from written numbers; none before 1990, after 2100 or off the calendar."""
    century = {4: 0, 2: 1900 if year >= "50" else 2000}[len(year)]
    year = int(year) + century
    try:
        found = date(year, int(month), int(day))
    except ValueError:
        return None
    return found if 1990 <= year <= 2100 else None


def without_time(text):
    head, _, clock = text.replace("T", " ", 1).partition(" ")
    if not clock.strip(" ") or not re.fullmatch(
        r"[\d:.,]+( ?[AP]M)?", clock.lstrip(" ")
    ):
        return text
    numbers = re.split("[:.,]", re.sub(" ?[AP]M", "", clock.lstrip(" ")))
    sizes = [len(number) for number in numbers[:3]]
    shape = re.sub(r"\d+", "", re.sub(" ?[AP]M", "", clock.lstrip(" ")))
    is_time = (
        shape in {":", "::", "::.", "::,"}
        and sizes[0] in {1, 2}
        and sizes[1:] == [2] * (len(sizes) - 1)
        and all(number for number in numbers)
        and int(numbers[0]) < 24
        and all(int(number) < 60 for number in numbers[1:3])
    )
    return head if is_time else text


def meant(text, order):
    """The day that a text means under an order of numbers, or none."""
    text = text.strip(" \t\u00a0")
    if order == "excel":
        number, point, fraction = text.partition(".")
        if (
            not number.isdigit()
            or len(number) != 5
            or (point and not fraction.isdigit())
        ):
            return None
        found = date(1899, 12, 30) + timedelta(days=int(number))
        return found if 1990 <= found.year <= 2100 else None
    if "dd" in order:
        text = without_time(text)
    names = re.findall("yyyy|yy|mm|dd", order)
    sign = re.sub("[a-z]", "", order)[:1]
    if sign:
        parts = text.split(sign)
    else:
        digits = text.removesuffix(".0")
        if order == "ddmmyyyy" and len(digits) == 7:
            digits = "0" + digits
        ends = [0]
        for name in names:
            ends.append(ends[-1] + len(name))
        parts = [digits[a:b] for a, b in pairwise(ends)]
        if len(digits) != ends[-1]:
            return None
    if len(parts) != len(names) or not all(re.fullmatch("[0-9]+", p) for p in parts):
        return None
    found = dict(zip(names, parts, strict=True))
    sizes = {"yyyy": {4}, "yy": {2}, "mm": {1, 2}, "dd": {1, 2}}
    if any(len(part) not in sizes[name] for name, part in found.items()):
        return None
    year = found.get("yyyy") or found["yy"]
    return date_of(year, found["mm"], found.get("dd", 1))


def agreed(text, orders, wanted):
    """The one date of all orders, where one of the wanted orders gives it."""
    given_ = {order: meant(text, order) for order in orders}
    every = set(given_.values()) - {None}
    if len(every) != 1 or not any(given_[order] for order in orders if order in wanted):
        return None
    return every.pop()


@pytest.mark.parametrize("order", DAY_ORDERS)
@settings(max_examples=20, deadline=None)
@given(wanted=batch(CERTAIN))
def test_a_day_in_each_order_comes_back(order, wanted):
    texts = [written(day, order) for day in wanted]

    assert read(days.day("cell", [order]), texts) == wanted


@pytest.mark.parametrize("order", MONTH_ORDERS)
@settings(max_examples=20, deadline=None)
@given(wanted=batch(CERTAIN))
def test_a_month_is_kept_as_its_first_day_and_gives_no_day(order, wanted):
    texts = [written(day, order) for day in wanted]

    assert read(days.month("cell", [order]), texts) == [
        d.replace(day=1) for d in wanted
    ]
    assert read(days.day("cell", [order]), texts) == [None] * len(texts)


NUMBERED = [order for order in ORDERS if "mon" not in order]
TAIL = st.sampled_from(
    [
        "",
        "",
        " ",
        " 00:00:00",
        "T00:00",
        "T23:59:00",
        " 9:05",
        " 25:00",
        "Z",
        " 1",
        ".0",
    ]
)
ANY_TEXT = st.one_of(
    st.builds(
        lambda d, o, tail: written(d, o) + tail, DAY, st.sampled_from(NUMBERED), TAIL
    ),
    st.text("0123./- :T", max_size=10),
    st.from_regex(
        r"[0-3]?[0-9][./-][01]?[0-9][./-]([12][09])?[0-9]{2}", fullmatch=True
    ),
    st.from_regex(r"[12 +-][09][0-9 ]{2}-?[01 ][0-9 ]-?[0-3 ][0-9 ]", fullmatch=True),
    st.from_regex(r"[0-9]{4,8}(\.[0-9]{1,3})?", fullmatch=True),
)


@settings(max_examples=300, deadline=None)
@given(
    orders=st.lists(st.sampled_from(NUMBERED), min_size=1, max_size=4, unique=True),
    texts=batch(ANY_TEXT),
)
def test_a_text_gives_the_one_day_or_month_it_can_mean_or_none(orders, texts):
    day = [agreed(text, orders, DAY_ORDERS) for text in texts]
    month = [agreed(text, orders, MONTH_ORDERS) for text in texts]

    assert read(days.day("cell", orders), texts) == day
    assert read(days.month("cell", orders), texts) == month


@pytest.mark.parametrize(
    ("text", "orders", "means"),
    [
        ("03/04/2022", ["dd/mm/yyyy"], date(2022, 4, 3)),
        ("03/04/2022", ["mm/dd/yyyy"], date(2022, 3, 4)),
        ("03/04/2022", ["dd/mm/yyyy", "mm/dd/yyyy"], None),
        ("25/12/2022", ["mm/dd/yyyy", "dd/mm/yyyy"], date(2022, 12, 25)),
        ("04/04/2022", ["mm/dd/yyyy", "dd/mm/yyyy"], date(2022, 4, 4)),
        ("3/4/2022", ["mm/dd/yyyy"], date(2022, 3, 4)),
        ("31.12.2022", ["yyyymmdd", "dd.mm.yyyy"], date(2022, 12, 31)),
        ("25.04.2025 14:33", ["dd.mm.yyyy"], date(2025, 4, 25)),
        ("25.04.2025 2:33:07 PM", ["dd.mm.yyyy"], date(2025, 4, 25)),
        ("2025-04-25T14:33:07.125", ["yyyy-mm-dd"], date(2025, 4, 25)),
        ("30.02.2022", ["dd.mm.yyyy"], None),
        ("29.02.2023", ["dd.mm.yyyy"], None),
        ("0000-00-00", ["yyyy-mm-dd"], None),
        ("9999-12-31", ["yyyy-mm-dd"], None),
        ("1989-12-31", ["yyyy-mm-dd"], None),
        ("1990-01-01", ["yyyy-mm-dd"], date(1990, 1, 1)),
        ("2100-12-31", ["yyyy-mm-dd"], date(2100, 12, 31)),
        ("2101-01-01", ["yyyy-mm-dd"], None),
        ("4082025", ["ddmmyyyy"], date(2025, 8, 4)),
        ("4082025", ["yyyymmdd"], None),
        ("01.02.49", ["dd.mm.yy"], date(2049, 2, 1)),
        ("01.02.50", ["dd.mm.yy"], None),
        ("01.02.90", ["dd.mm.yy"], date(1990, 2, 1)),
        ("44621", ["yyyy-mm-dd"], None),
        ("44621", ["excel"], date(2022, 3, 1)),
        ("44621.75", ["excel"], date(2022, 3, 1)),
        ("32873", ["excel"], None),
        ("73415", ["excel"], date(2100, 12, 31)),
        ("73416", ["excel"], None),
        ("5-APR-23", ["dd-mon-yy"], date(2023, 4, 5)),
        ("05APR2023", ["dd-mon-yyyy"], date(2023, 4, 5)),
        ("5 Sept. 2023", ["dd-mon-yyyy"], date(2023, 9, 5)),
        ("5 мая 2023", ["dd-mon-yyyy"], date(2023, 5, 5)),
        ("5-ago-2023", ["dd-mon-yyyy"], date(2023, 8, 5)),
        ("5 KASIM 2023", ["dd-mon-yyyy"], date(2023, 11, 5)),
        ("5-MAR-2023 10:00", ["dd-mon-yyyy"], date(2023, 3, 5)),
        ("5-MARRASKUU-2023", ["dd-mon-yyyy"], None),
        ("31-APR-2023", ["dd-mon-yyyy"], None),
        ("Apr 2023", ["mon yyyy"], None),
        ("201203", ["ddmmyy", "yyyymm"], None),
        ("251203", ["ddmmyy", "yyyymm"], date(2003, 12, 25)),
    ],
)
def test_a_day_is_read_where_its_order_is_certain(text, orders, means):
    assert read(days.day("cell", orders), [text]) == [means]


@pytest.mark.parametrize(
    ("text", "orders", "means"),
    [
        ("Apr 2023", ["mon yyyy"], date(2023, 4, 1)),
        ("апрель 2023", ["mon yyyy"], date(2023, 4, 1)),
        ("4/2023", ["mm/yyyy"], date(2023, 4, 1)),
        ("2304", ["yymm"], date(2023, 4, 1)),
        ("202313", ["yyyymm"], None),
        ("201203", ["ddmmyy", "yyyymm"], None),
        ("201503", ["ddmmyy", "yyyymm"], date(2015, 3, 1)),
        ("2023-04-05", ["yyyy-mm-dd", "yyyy-mm"], None),
    ],
)
def test_a_month_is_read_where_no_day_is_given(text, orders, means):
    assert read(days.month("cell", orders), [text]) == [means]


@pytest.mark.parametrize("language", ["en", "ru", "es", "pt", "fr", "tr", "de", "it"])
@pytest.mark.parametrize("form", ["d MMM y", "d MMMM y"])
def test_each_month_of_a_language_is_known(language, form):
    wanted = [date(2021, month, 17) for month in range(1, 13)]
    texts = [format_date(day, form, locale=language) for day in wanted]

    assert read(days.day("cell", ["dd-mon-yyyy"]), texts) == wanted


ZONES = ["Asia/Kolkata", "Asia/Seoul", "America/New_York", "America/Lima", "UTC"]
MINUTES = st.integers(0, 24 * 60 - 1)


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=30, deadline=None)
@given(
    moments=batch(st.tuples(st.dates(date(1995, 1, 2), date(2030, 12, 30)), MINUTES))
)
def test_a_moment_gives_the_day_in_the_zone_of_the_declarations(zone, moments):
    local = [
        datetime(d.year, d.month, d.day, n // 60, n % 60, tzinfo=ZoneInfo(zone))
        for d, n in moments
    ]
    in_utc = [time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z") for time in local]
    in_zone = [time.isoformat() for time in local]
    sql = days.day("cell", ["yyyy-mm-dd"], zone)
    expected = [
        time.astimezone(UTC).astimezone(ZoneInfo(zone)).date() for time in local
    ]

    assert read(sql, in_utc) == expected
    assert read(sql, in_zone) == expected


@pytest.mark.parametrize(
    ("text", "zone", "means"),
    [
        ("2025-04-25T18:30:00.000Z", "Asia/Kolkata", date(2025, 4, 26)),
        ("2025-04-25T18:29:00Z", "Asia/Kolkata", date(2025, 4, 25)),
        ("2025-04-25", "Asia/Kolkata", date(2025, 4, 25)),
        ("2025-04-25 10:00", "Asia/Kolkata", date(2025, 4, 25)),
        ("2025-04-25 18:30", "Asia/Kolkata", None),
        ("2025-04-25T18:30:00.000Z", "", None),
        ("2025-04-25T00:00:00+05:30", "", None),
        ("2025-02-30T00:00:00Z", "UTC", None),
        ("2025-04-25T24:30:00Z", "UTC", None),
    ],
)
def test_a_moment_without_a_zone_of_the_declarations_is_no_day(text, zone, means):
    assert read(days.day("cell", ["yyyy-mm-dd"], zone), [text]) == [means]
