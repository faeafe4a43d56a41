"""The benchmark's data are the same on every run, and its yardstick counts right."""

import csv
import hashlib
from collections import defaultdict
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import pytest
from generate import generate
from hand_sql import main as by_hand

ROWS = 2_000


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return generate(ROWS, tmp_path_factory.mktemp("data"))


def records(folder):
    with (folder / "records.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def largest_importer(rows):
    found = defaultdict(int)
    for row in rows:
        found[row["G081"]] += bool(row["G081"])
    return max(found, key=found.get)


def test_the_same_number_of_rows_gives_the_same_file(data, tmp_path):
    again = generate(ROWS, tmp_path)

    for name in ("records.csv", "countries.csv", "rates.csv"):
        first, second = ((folder / name).read_bytes() for folder in (data, again))
        assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_the_data_are_dirty_in_every_way_promised(data):
    rows = records(data)

    assert len(rows) == ROWS
    assert any("\n" in row["G31_1"] for row in rows)
    assert any(row["KDT_TYPE"] == "КДТ" for row in rows)
    assert len({tuple(row.values()) for row in rows}) < ROWS
    assert any("," in row["G46"] for row in rows)
    assert any("." in row["G46"] for row in rows)
    assert any(row["G34"] == "" for row in rows)
    assert any(row["G081"].startswith("0") for row in rows)
    assert {len(row["G072"].split("-")) for row in rows if row["G072"]} == {1, 3}


def test_hand_sql_loses_no_row(data, tmp_path):
    counts = by_hand(data, tmp_path, "0")["counts"]

    assert counts["rows"] == ROWS == counts["shipment"] + counts["duplicate"]
    assert counts["duplicate"] > 0


def test_hand_sql_totals_equal_plain_python(data, tmp_path):
    tax_id = largest_importer(records(data))

    totals = by_hand(data, tmp_path, tax_id)["totals"]

    shipments = plain_shipments(data)
    for who in ("one", "all"):
        _key, rows, possible, at_least, at_most, unvalued = totals[f"total {who}"][0]
        sure = [s for s in shipments if who == "all" or s["tax_id"] == tax_id]
        perhaps = (
            sure if who == "all" else sure + [s for s in shipments if not s["tax_id"]]
        )
        assert (rows, possible) == (len(sure), len(perhaps))
        assert at_least == usd(sure)
        assert at_most == usd(perhaps)
        assert unvalued == sum(s["usd"] is None for s in perhaps)

        by_origin = {
            row[0]: (row[1], row[3], row[4]) for row in totals[f"origin {who}"]
        }
        for origin in {s["origin"] for s in perhaps} - {None}:
            mine = [s for s in sure if s["origin"] == origin]
            may = [s for s in perhaps if s["origin"] in {origin, None}]
            assert by_origin[origin] == (len(mine), usd(mine), usd(may))


def usd(shipments):
    return sum((s["usd"] for s in shipments if s["usd"] is not None), Decimal(0))


def plain_shipments(folder):
    """The rows that count, by the csv and decimal modules alone."""
    with (folder / "countries.csv").open(encoding="utf-8", newline="") as file:
        country = {row["spelling"]: row["code"] or None for row in csv.DictReader(file)}
    with (folder / "rates.csv").open(encoding="utf-8", newline="") as file:
        rate = {
            (r["currency"], r["day"]): Decimal(r["usd"]) for r in csv.DictReader(file)
        }
    rank = {"": 0, "КДТ": 1, "АННУЛ": 2}
    standing = {}
    for row in records(folder):
        key, version = (row["ND"], row["G32"]), rank[row["KDT_TYPE"]]
        if key not in standing or version >= rank[standing[key]["KDT_TYPE"]]:
            standing[key] = row
    return [
        {
            "tax_id": row["G081"],
            "origin": country.get(row["G34"].strip().upper()),
            "usd": value(row, rate),
        }
        for row in standing.values()
        if row["KDT_TYPE"] != "АННУЛ" and row["STAT"] != "0"
    ]


def value(row, rate):
    if (declared := number(row["G46"])) is not None:
        return declared
    customs, invoice = number(row["G45"]), number(row["G42"])
    amount = customs if customs is not None else invoice
    currency = "RUB" if customs is not None else row["G221"]
    usd_each = rate.get((currency, day(row["G072"])))
    return None if amount is None or usd_each is None else cents(amount * usd_each)


def cents(amount):
    return amount.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def number(text):
    try:
        return Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None


def day(text):
    for shape in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, shape).date().isoformat()
        except ValueError:
            continue
    return None
