"""SYNTHETIC rows whose totals are the published figures N1 to N8, by construction.

Of each stratum the number of rows and their value are set; chance decides the rest.
Beside them stand rows that a careless question would count: below the threshold, other
goods, other makers, days just outside the window, other countries of dispatch.
"""

import csv
import random
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parent / "nikkei"
FILE = "files/chips_synthetic.csv"
CENT = Decimal("0.01")
LARGE = Decimal(100_000)

WINDOW = date(2022, 2, 24), date(2022, 12, 31)
YEAR_BEFORE = date(2021, 2, 24), date(2021, 12, 31)
WEEKS_BEFORE = date(2022, 1, 1), date(2022, 2, 23)
FIRST_WEEKS = date(2021, 1, 1), date(2021, 2, 23)

# First words of the invented makers' names; a claim names US makers by them.
US_MAKERS = ("Neverland", "Cockaigne", "Lilliput", "Brigadoon", "Shangri", "Xanadu")
MAKERS = {
    "US": tuple(f"{word} Fictive Microdevices Inc." for word in US_MAKERS),
    "other": (
        "Kasumi Fictive Denshi K.K.",
        "Noeul Fictive Semiconductor Co., Ltd.",
        "Wolkenheim Fictive Chips AG",
        "Penglai Nowhere Micro Co., Ltd.",
    ),
}
PRODUCTS = {
    "chips": (
        ("8542319090", "Processor, integrated circuit"),
        ("8542329000", "Memory chip"),
        ("8542391000", "Analog integrated circuit"),
        ("8541290000", "Semiconductor transistor"),
    ),
    "computers": (("8471300000", "Portable computer"), ("8517620009", "Router")),
}
ORIGINS = ("MY", "TW", "CN", "US", "PH", "KR")
COUNTRIES = {
    "HK": "HONG KONG",
    "CN": "CHINA",
    "TR": "TURKEY",
    "DE": "GERMANY",
    "AE": "UNITED ARAB EMIRATES",
    "KZ": "KAZAKHSTAN",
    "KR": "SOUTH KOREA",
    "US": "UNITED STATES",
    "MY": "MALAYSIA",
    "TW": "TAIWAN",
    "PH": "PHILIPPINES",
}
IMPORTERS = (
    ("0077200002", "Fictive Motors LLC"),
    ("0077249488", "Unreal Electronics LLC"),
    ("0077311337", "Utopia Fictive Robotics LLC"),
    ("0077385554", "Fictive Sensors LLC"),
)


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """Rows of one window, kind of maker, country of dispatch and goods.

    `usd` is their value together; each of them is worth at least `LARGE`, or less than
    that where `usd` is None.
    """

    days: tuple[date, date]
    maker: str
    dispatch: str
    rows: int
    usd: Decimal | None
    goods: str = "chips"


def _large(days, maker, dispatch, rows, usd, goods="chips"):
    return Stratum(
        days=days, maker=maker, dispatch=dispatch, rows=rows, usd=usd, goods=goods
    )


M = Decimal(1_000_000)
STRATA = (
    # 2,358 of US makers, $740.3 million: 1,774 of them for $570 million from HK and CN
    _large(WINDOW, "US", "HK", 1_150, 400 * M),
    _large(WINDOW, "US", "CN", 624, 170 * M),
    _large(WINDOW, "US", "TR", 204, Decimal("60.3") * M),
    _large(WINDOW, "US", "AE", 150, 45 * M),
    _large(WINDOW, "US", "DE", 120, 35 * M),
    _large(WINDOW, "US", "KZ", 110, 30 * M),
    # 934 of other makers, $245 million: with them 3,292 rows, $985.3 million
    _large(WINDOW, "other", "HK", 300, 80 * M),
    _large(WINDOW, "other", "CN", 200, 60 * M),
    _large(WINDOW, "other", "TR", 200, 50 * M),
    _large(WINDOW, "other", "AE", 134, 30 * M),
    _large(WINDOW, "other", "KR", 100, 25 * M),
    # the same months of 2021: 230 of US makers for $51 million from HK and CN
    _large(YEAR_BEFORE, "US", "HK", 140, 30 * M),
    _large(YEAR_BEFORE, "US", "CN", 90, 21 * M),
    _large(YEAR_BEFORE, "US", "DE", 300, 90 * M),
    _large(YEAR_BEFORE, "US", "US", 250, 70 * M),
    _large(YEAR_BEFORE, "other", "CN", 120, 40 * M),
    # what must not be counted
    _large(WEEKS_BEFORE, "US", "HK", 25, 8 * M),
    _large(FIRST_WEEKS, "US", "CN", 20, 5 * M),
    _large(WINDOW, "US", "HK", 60, 20 * M, "computers"),
    _large(YEAR_BEFORE, "US", "HK", 15, 4 * M, "computers"),
    _large(WINDOW, "US", "HK", 300, None),
    _large(WINDOW, "US", "TR", 80, None),
    _large(WINDOW, "other", "CN", 160, None),
    _large(YEAR_BEFORE, "US", "CN", 120, None),
)


def write_nikkei(folder):
    """The case folder: `case.yml`, `claims.yml` and the rows; the same every time."""
    (folder / "files").mkdir(parents=True)
    for name in ("case.yml", "claims.yml"):
        shutil.copy(FOLDER / name, folder / name)
    write_rows(folder / FILE, rows())


def write_rows(file, lines):
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(lines[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(lines)


def rows():
    """All rows, by day of registration."""
    chance = random.Random("chips, synthetic")  # noqa: S311 - no secret
    loads = [
        (day, usd, stratum)
        for stratum in STRATA
        for day, usd in zip(
            _days(stratum, chance), _values(stratum, chance), strict=True
        )
    ]
    loads.sort(key=lambda load: load[0])
    return [
        _row(serial, day, usd, stratum, chance)
        for serial, (day, usd, stratum) in enumerate(loads, start=1_000_001)
    ]


def _days(stratum, chance):
    """First and last day of the window hold a row each."""
    since, until = stratum.days
    span = (until - since).days
    between = (chance.randint(0, span) for _ in range(stratum.rows - 2))
    return [since, until, *(since + timedelta(days=n) for n in between)]


def _values(stratum, chance):
    """Values that add up; the smallest lies on its side of the threshold, to the cent."""
    if stratum.usd is None:
        small = (chance.randint(500_00, 99_000_00) for _ in range(stratum.rows - 1))
        return [LARGE - CENT, *(cents * CENT for cents in small)]
    weights = [0, *(chance.randint(1, 1_000) for _ in range(stratum.rows - 1))]
    spare, whole = stratum.usd - LARGE * stratum.rows, sum(weights)
    shares = [(spare * weight / whole).quantize(CENT) for weight in weights]
    shares[-1] += spare - sum(shares)
    return [LARGE + share for share in shares]


def _row(serial, day, usd, stratum, chance):
    hs, words = chance.choice(PRODUCTS[stratum.goods])
    tax_id, importer = chance.choice(IMPORTERS)
    # Of goods sent from China half are sold by firms in Hong Kong: roles differ.
    trading = "HK" if stratum.dispatch == "CN" and serial % 2 else stratum.dispatch
    return {
        "Declaration No": f"10009100/{day:%d%m%y}/{serial}",
        "Item No": "1",
        "Registration Date": f"{day:%d/%m/%Y}",
        "Importer TIN": tax_id,
        "Importer": importer,
        "Exporter": f"Imaginary Trading {chance.randint(1, 40)} Ltd.",
        "Exporter Country": COUNTRIES[stratum.dispatch],
        "Trading Country": COUNTRIES[trading],
        "Country of Dispatch": COUNTRIES[stratum.dispatch],
        "Country of Origin": COUNTRIES[chance.choice(ORIGINS)],
        "Manufacturer": chance.choice(MAKERS[stratum.maker]).upper(),
        "HS Code": hs,
        "Goods Description": f"{words}, art. {chance.randint(10_000, 99_999)}",
        "Net Weight KG": str(Decimal(chance.randint(100, 90_000)) / 100),
        "Statistical Value USD": f"{usd:,.2f}",
    }
