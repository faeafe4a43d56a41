"""The truth found again in the raw files, by rules written down here once more."""

import csv
import io
import zipfile
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from importlib.resources import files

import pytest
from python_calamine import CalamineWorkbook
from ruamel.yaml import YAML

from madein.engine import Engine

AURUS, ASSEMBLY = "7743237789", "0077100424"
INVASION = date(2022, 2, 24)
CODES = {
    "SOUTH KOREA": "KR",
    "KOREA, REPUBLIC OF": "KR",
    "REPUBLIC OF KOREA": "KR",
    "CHINA": "CN",
    "TURKIYE": "TR",
    "TURKEY": "TR",
    "INDIA": "IN",
    "ITALY": "IT",
    "GERMANY": "DE",
    "FRANCE": "FR",
    "CZECHIA": "CZ",
    "CZECH REPUBLIC": "CZ",
    "AUSTRIA": "AT",
    "POLAND": "PL",
    "JAPAN": "JP",
    "UNITED STATES": "US",
    "UNITED ARAB EMIRATES": "AE",
    "HONG KONG": "HK",
}


def day_of(text):
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def number(text):
    return Decimal(text) if text else None


def box(row, code):
    return next(v for k, v in row.items() if k.split(" (")[0] == code)


def rows_of_a(path):
    with path.open(encoding="cp1251", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield {
                "key": (box(row, "ND"), int(box(row, "G32") or 0)),
                "mark": row["KDT_TYPE"],
                "counted": box(row, "STAT") == "1",
                "day": day_of(box(row, "G072")),
                "tax_id": box(row, "G081"),
                "name": box(row, "G082"),
                "origin": box(row, "G34").replace("EU", "") or None,
                "dispatch": box(row, "G15A"),
                "trading": box(row, "G11"),
                "sender_country": box(row, "G0231"),
                "hs": box(row, "G33").replace(" ", ""),
                "words": box(row, "G31_1"),
                "usd": number(box(row, "G46").replace(",", ".")),
                "invoice": number(box(row, "G42").replace(",", ".")),
                "currency": box(row, "G221"),
            }


def rows_of_b(path):
    table = (
        CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Records").to_python()
    )
    start = next(n for n, cells in enumerate(table) if "DECLARATION_NUMBER" in cells)
    for cells in table[start + 1 :]:
        row = dict(zip(table[start], cells, strict=True))
        if row["DECLARATION_NUMBER"]:
            day = row["IMP_DATE"]
            yield {
                "key": (row["DECLARATION_NUMBER"], int(row["ITEM_NUMBER"])),
                "counted": True,
                "day": day if isinstance(day, date) else day_of(day),
                "tax_id": row["IMPORTER_CODE"],
                "name": row["IMPORTER_NAME"],
                "origin": CODES.get(row["ORIGIN_COUNTRY"]),
                "dispatch": None,
                "trading": None,
                "sender_country": None,
                "hs": row["HS_CODE"],
                "words": row["PRODUCT_DESCRIPTION"],
                "usd": number(str(row["TOTAL_VALUE_USD"])),
                "invoice": None,
                "currency": None,
            }


def row_of_c(row):
    return {
        "key": (row["Declaration No"], int(row["Item No"])),
        "counted": True,
        "day": day_of(row["Registration Date"]),
        "tax_id": row["Importer TIN"] or "",
        "name": row["Importer"] or "",
        "origin": CODES.get(row["Country of Origin"]),
        "dispatch": CODES[row["Country of Dispatch"]],
        "trading": CODES[row["Trading Country"]],
        "sender_country": CODES[row["Exporter Country"]],
        "hs": row["HS Code"],
        "words": row["Goods Description"],
        "usd": number((row["Statistical Value USD"] or "").replace(",", "")),
        "invoice": number(row["Invoice Amount"].replace(",", "")),
        "currency": row["Invoice Currency"],
    }


def rows_of_c_2022(path):
    with path.open(encoding="utf-8", newline="") as file:
        heading, *lines = csv.reader(file)
    whole = [line for line in lines if len(line) == len(heading)]
    assert len(lines) - len(whole) == 2
    return [row_of_c(dict(zip(heading, line, strict=True))) for line in whole]


def rows_of_c_2023(path):
    with Engine() as engine:
        engine.view("c", [path])
        return [row_of_c(row) for row in engine.rows("from c")]


def current_of_a(rows):
    """The last version of each item of a declaration that was not cancelled."""
    rows = list(rows)
    cancelled = {row["key"][0] for row in rows if row["mark"] == "АННУЛ"}
    return {row["key"]: row for row in rows if row["key"][0] not in cancelled}


def tax_id_in(row):
    head = row["name"][:10]
    glued = head if head.isdigit() and row["name"][10:11] == " " else ""
    return row["tax_id"] or glued


def ids_by_name(rows):
    found = defaultdict(set)
    for row in rows:
        if row["name"] and tax_id_in(row):
            found[row["name"]].add(tax_id_in(row))
    return found


def member(row, by_name):
    if not row["name"] and not row["tax_id"]:
        return None
    (tax_id,) = {tax_id_in(row)} - {""} or by_name[row["name"]]
    return tax_id == AURUS or (tax_id == ASSEMBLY and row["day"] >= date(2021, 7, 1))


def published_rates():
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        lines = archive.read("eurofxref-hist.csv").decode().splitlines()
    return {line["Date"]: line for line in csv.DictReader(lines)}


def converted(row, rates):
    day = row["day"]
    while day.isoformat() not in rates:
        day -= timedelta(days=1)
    assert (row["day"] - day).days <= 7
    line = {**rates[day.isoformat()], "EUR": "1"}
    usd = row["invoice"] * Decimal(line["USD"]) / Decimal(line[row["currency"]])
    return usd.quantize(Decimal("0.0001"), rounding=ROUND_HALF_EVEN)


def goods_of(row, groups):
    if len(row["hs"]) < 6:
        return None
    for group in groups:
        by_code = row["hs"].startswith(tuple(group.get("hs", [""])))
        words = row["words"].casefold()
        by_words = any(w in words for w in group.get("words", [""]))
        if by_code and by_words:
            return group["name"]
    return "other goods"


@pytest.fixture(scope="module")
def imports(folder):
    """Rows that are, or may be, the group's; `member` says which."""
    held = folder / "files"
    kept = current_of_a(rows_of_a(held / "vendor_a_synthetic.csv"))
    for rows in (
        rows_of_c_2022(held / "vendor_c_2022_synthetic.csv"),
        rows_of_c_2023(held / "vendor_c_2023_synthetic.parquet"),
        rows_of_b(held / "vendor_b_synthetic.xlsx"),
    ):
        for row in rows:
            kept.setdefault(row["key"], row)
    by_name, rates = ids_by_name(kept.values()), published_rates()
    groups = YAML(typ="safe").load((folder / "case.yml").read_text("utf-8"))["goods"]
    found = []
    for row in kept.values():
        row["member"] = member(row, by_name)
        if row["member"] is not False and row["counted"]:
            row["usd"] = row["usd"] if row["usd"] is not None else converted(row, rates)
            row["goods"] = goods_of(row, groups)
            found.append(row)
    return found


def bounds(rows, **wanted):
    """What `truth.json` says of a figure, without its basis."""
    since = wanted.pop("since", date.min)
    low = high = Decimal(0)
    certain = unclear = 0
    for row in rows:
        if row["day"] < since:
            continue
        if any(row[cell] not in {None, value} for cell, value in wanted.items()):
            continue
        high += row["usd"]
        if row["member"] is None or any(row[cell] is None for cell in wanted):
            unclear += 1
        else:
            low, certain = low + row["usd"], certain + 1
    return low, high, certain, unclear


def stated(fact):
    amounts = Decimal(fact["at_least"]), Decimal(fact["at_most"])
    return *amounts, fact["rows"], fact["unclear_rows"]


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("A1", {}),
        ("A3", {"dispatch": "KR"}),
        ("A5", {"since": INVASION}),
        ("A6", {"since": INVASION, "origin": "KR"}),
    ],
)
def test_the_raw_files_give_the_headlines_to_the_cent(imports, truth, headline, wanted):
    assert bounds(imports, **wanted) == stated(truth["headlines"][headline])


def test_the_raw_files_give_the_same_product_groups(imports, truth):
    goods = truth["headlines"]["A2"]

    assert {g: bounds(imports, goods=g) for g in goods} == {
        g: stated(fact) for g, fact in goods.items()
    }


@pytest.mark.parametrize(("role", "where"), [("origin", "A4"), ("dispatch", None)])
def test_the_raw_files_give_the_same_countries(imports, truth, role, where):
    facts = truth["headlines"][where] if where else truth["by_dispatch"]

    assert {c: bounds(imports, **{role: c}) for c in facts} == {
        c: stated(fact) for c, fact in facts.items()
    }


def test_the_raw_files_give_the_figures_beside_the_headlines(imports, truth):
    wanted = [
        {"origin": "KR"},
        {"since": INVASION, "dispatch": "KR"},
        {"since": INVASION, "trading": "KR"},
        {"since": INVASION, "sender_country": "KR"},
        {"origin": "KR", "dispatch": "CN"},
    ]

    assert [bounds(imports, **one) for one in wanted] == [
        stated(fact) for fact in truth["beside_the_headlines"]
    ]


def test_the_last_day_in_the_raw_files_is_the_true_one(imports, truth):
    last = max(row["day"] for row in imports if row["member"])

    assert str(last) == truth["headlines"]["A7"]["last_day"]


def test_every_quarter_of_the_six_years_has_imports(imports):
    quarters = {(row["day"].year, (row["day"].month - 1) // 3) for row in imports}

    assert quarters == {(y, q) for y in range(2018, 2024) for q in range(4)}


def test_the_files_have_as_many_rows_as_the_truth_says(folder, truth):
    held = folder / "files"
    with (held / "vendor_a_synthetic.csv").open(encoding="cp1251", newline="") as file:
        in_a = sum(1 for _ in csv.reader(file, delimiter=";")) - 1
    with (held / "vendor_c_2022_synthetic.csv").open(newline="") as file:
        in_c = sum(1 for _ in csv.reader(file)) - 1
    book = CalamineWorkbook.from_path(str(held / "vendor_b_synthetic.xlsx"))
    in_b = book.get_sheet_by_name("Records").height - 6

    assert {name: facts["physical_rows"] for name, facts in truth["files"].items()} == {
        "files/vendor_a_synthetic.csv": in_a,
        "files/vendor_b_synthetic.xlsx": in_b,
        "files/vendor_c_2022_synthetic.csv": in_c,
        "files/vendor_c_2023_synthetic.parquet": len(
            rows_of_c_2023(held / "vendor_c_2023_synthetic.parquet")
        ),
    }
