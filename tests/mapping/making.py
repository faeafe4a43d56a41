"""Made-up vendor files for given headings: rows that obey the relations of real ones.

What a heading holds is told by patterns of its own, written by reading headings, and
not by the lexicon that is under test.
"""

import csv
import random
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from madein.reference.headings import hs_headings

FIRMS = (
    "Alfa",
    "Beta",
    "Gamma",
    "Delta",
    "Omega",
    "Sigma",
    "Orion",
    "Vega",
    "Lyra",
    "Atlas",
)
TRADES = (
    "Trading",
    "Motors",
    "Parts",
    "Textile",
    "Foods",
    "Chemicals",
    "Electronics",
    "Import",
)
FORMS = ("LLC", "LTD", "CO., LTD", "GMBH", "S.A.", "INC", "SPA", "LTDA")
LOCAL_FIRMS = ("Альфа", "Бета", "Гамма", "Дельта", "Омега", "Сигма")
COUNTRIES = (("CHINA", "CN"), ("GERMANY", "DE"), ("SOUTH KOREA", "KR"), ("INDIA", "IN"),
             ("TURKEY", "TR"), ("ITALY", "IT"), ("UNITED STATES", "US"), ("EUROPEAN UNION", "EU"))  # fmt: skip
RUSSIAN = dict(zip((name for name, _ in COUNTRIES), ("КИТАЙ", "ГЕРМАНИЯ", "КОРЕЯ, РЕСПУБЛИКА",
    "ИНДИЯ", "ТУРЦИЯ", "ИТАЛИЯ", "СОЕДИНЕННЫЕ ШТАТЫ", "ЕВРОПЕЙСКИЙ СОЮЗ"), strict=True))  # fmt: skip
GOODS = ("bumper for passenger car", "cotton fabric dyed", "printed circuit board", "ball bearing",
         "polyethylene granules", "green tea in bags", "steel pipe seamless", "mobile phone")  # fmt: skip
UNITS = ("KG", "PCS", "MTR", "L", "PCE")

# The first pattern that a heading in capitals has tells what its cells are.
KINDS = [
    (r"%GT|PERCENTAGE", "percent"),
    (r"AVERAGE|AVG", "price_usd"),
    (r"MONTHYEAR", "month"),
    (r"RECORDS?.?TAG", "tag"),
    (r"UUID", "uuid"),
    (r"^RECORD|RECORD.?ID", "record"),
    (r"HS.?(CODE.?)?2$|^CHAPTER$", "hs2"),
    (r"HS.?(CODE.?)?4$", "hs4"),
    (r"^SECTION$", "hs2"),
    (r"(HS|CHAPTER|SECTION).*(DESC|MEANING)|DESCRIPTION_OF_THE_SECTION", "hs_text"),
    (r"^HS.?CODE$|HSCODE", "hs"),
    (r"CLOSING_DATE|SETTLEMENT_DATE|RECEIPT_DATE", "later_date"),
    (r"MANIFEST_DATE|DOCUMENT_DATE|ARRIVAL_DATE", "earlier_date"),
    (r"DATE", "date"),
    (r"^YEAR$", "year"),
    (r"E.?MAIL|PHONE", "phone"),
    (r"AGENT|BROKER|DECLARANT|NOTIFY|NORTIFY|FORWARDER|AGENCY|APPLICANT|BANK|BRANCH|CARRIER|SHIPPING_LINE|TRANSPORT(ATION)?_COMPANY$", "agent"),
    (r"LC_NUMBER|INVOICE_NUMBER|BL_N|^BL$|BILL_OF_LADING|CONOCIMIENTO|MANIF|MENIF|IGMNO|CASH_NO|DOCUMENT|RECEIPT|RECIEPT|CONTROL_ID|OPERATION_NUMBER|DOCUMENT_NO|VOYAGE|SERIAL", "serial"),
    (r"CONTRACT.?HOLDER.*CODE|CODE.*CONTRACT_HOLDER", "tax_id"),
    (r"CONTRACT.?HOLDER", "holder"),
    (r"(TIN|PIN|NTN|TAX.?ID.*|(?<![A-Z])NIT|RUC.*|TAX_NUMBER|BIN|TAX_IDENTIFICATION_NUMBER|BUSINESS_IDENTIFICATION_NUMBER|INN_CODE)$|TAX.?PAYER", "tax_id"),
    (r"(IMPORTER|EXPORTER)_(CODE|ID|PI|ECONOMIC_KEY)$", "tax_id"),
    (r"CHECK_DIGIT|DIGITO|CONTROL_DIGITAL|VERIF_", "digit"),
    (r"ADDRESS|CITY|STATE|PROVINCE|POSTAL|REGION|WAREHOUSE|CONTINENT|DEPARTMENT", "address"),
    (r"(IMPORTER|CONSIGNEE|BUYER).*COUNTRY", "home_country"),
    (r"(EXPORTER|SUPPLIER|SHIPPER|SUPPLY).*COUNTRY", "origin"),
    (r"STD_(IMPORTER|BUYER)|(IMPORTER|BUYER|CONSIGNEE).*NAME.*(EN|VN)$|^(IMPORTER|BUYER|CONSIGNEE).?NAME|IMPORTERNAME", "buyer"),
    (r"STD_|(EXPORTER|SUPPLIER|SHIPPER).?NAME", "seller"),
    (r"MANUFACTU", "maker"),
    (r"COUNTRY_ISO_CODE|COUNTRY.ISO.CODE|^COUNTRY(_CODE)?$", "home_code"),
    (r"(ORIGIN|FOREIGN).*COUNTRY.*CODE|CTY_ORG", "origin_code"),
    (r"ORIGIN_(PLACE|PORT)|PORT|LANDING|PLACE", "port"),
    (r"ORIGIN|FOREIGN_COUNTRY", "origin"),
    (r"DESTINATION|CTY_DES", "home_country"),
    (r"TRANSPORT.*COUNTRY|TRANSPORT.*NATIONALITY", "origin_code"),
    (r"DISPATCH.*CODE|CTY_FLT", "dispatch_code"),
    (r"COUNTRY|PROCEDENCE|PROVENANCE", "dispatch"),
    (r"EXCHANGE|_RATE$| RATE$|CURRENCY_RATE", "rate"),
    (r"CURRENCY_UNIT", "usd_word"),
    (r"^FOREIGN_CURRENCY$|(?<!FOREIGN_)CURRENCY$|CURENCY|CURRENCY_CODE|CURRENCY_OF", "currency"),
    (r"TAX|DUTY|VAT|FEES|EXCISE|LEVY|WHT|IDL|MVF|ISC|ITBMS|PAYMENT_IN|TOTAL_PAGAR|OTHER_COSTS|EXD_TK|PV$|AUO|ICDDP|OTHERS", "tax"),
    (r"TARIFF|SRO|PREFERENTIAL", "digit"),
    (r"RATE_ASSIGNED|RATE_DECLARED", "price_usd"),
    (r"PER_KG|COST_USD_KG", "usd_per_kg"),
    (r"UNIT_PRICE_F|UNIT_PRICE_IN_F|ASSESSED_UNIT|DECLARED_UNIT", "price_fc"),
    (r"UNIT.*(CIF|FOB|VALUE|PRICE)|(CIF|FOB).*UNIT", "price_usd"),
    (r"FREIGHT_ITEM|FLETE_ITEM", "freight"),
    (r"INSURANCE_ITEM", "insurance"),
    (r"FREIGHT_NAT", "freight_lc"),
    (r"(FREIGHT|INSURANCE)_IN_", "freight_lc"),
    (r"^COST_INSURANCE", "cif"),
    (r"FREIGHT", "freight"),
    (r"INSURANCE", "insurance"),
    (r"TOTAL_(USD_)?CIF|TOTAL_SHIPMENT_CIF", "total_cif"),
    (r"TOTAL_(USD_)?FOB|TOTAL_SHIPMENT_FOB", "total_fob"),
    (r"TOTAL_CARGO.*PULA", "total_lc"),
    (r"TOTAL_CARGO|CALCULATED_TOTAL", "total_cif"),
    (r"^(ASSESSED|DECLARED)_CUSTOMS_VALUE", "total_lc"),
    (r"TOTAL VALUE", "tax"),
    (r"CIF.*(PULA|NCY|UGX|NIGERIA|RD|BOLIV)", "cif_lc"),
    (r"FOB.*(PULA|NCY|NIGERIA|BOLIV)", "fob_lc"),
    (r"CIF.*FCY", "cif_fc"),
    (r"FOB.*(FCY|FC)$|INVOICE_VALUE_FOB|VALUE_FC|VALUE_IN_FC|PRICE_IN_FOREIGN|VAL_FACT_DEV|INVOICE.AMOUNT$|TOTAL_AMOUNT", "fob_fc"),
    (r"CIF", "cif"),
    (r"FOB|FREE_ON_BOARD", "fob"),
    (r"(VALUE|VAL_).*(RUB|HRYVNIAS|UAH|LSL|_TK|PAK_RS|ETB|LC|STAT_ART|FACT_ART)$|CUSTOM_VALUE|ITEM_CUSTOMS|VALUE_IN_RUB|IN_TK", "cif_lc"),
    (r"^TOTAL_VALUE$", "fob_fc"),
    (r"VALUE|AMOUNT|PRICE|VADUANA", "cif"),
    (r"GROSS.*UNIT|NET.*UNIT", "kg_word"),
    (r"GROSS", "gross"),
    (r"NET", "net"),
    (r"VOLUME|TONS|TEU|VOLPHYSICAL|UVF", "gross"),
    (r"WEIGHT", "net"),
    (r"CONTAINER.?(Q|YN)|ITEMS_CNT|NUMBER_OF_PRODUCTS|PACKAGES?$|PACKING_NUMBER|PACKAGES_Q|NUMBER_OF_PACK|NO_OF_PACK|QUANTITY_OF_PACK|TOTAL_CONTAINER|PACKAGES_1", "count"),
    (r"UNIT_QUANTITY", "quantity"),
    (r"(QUANTITY|QTY).?(UNIT|TYPE)|QUANTITY_TYPE|^UNIT|UNIT$|MEASURE|UNIT_EN", "unit"),
    (r"QUANTITY|QTY", "quantity"),
    (r"ITEM_REGIME", "word"),
    (r"ITEM_DESCRIPTION|PRODUCT_DESC|PRODUCT DESC|COMMERCIAL_DESC|PRODUCT_DECL|HS_PRODUCT|SHIPMENT_PARTICULAR", "goods"),
    (r"^ITEMS?$|ITEM.?N|PRODUCT_NUMBER|SUB_ITEM", "item"),
    (r"(BE|BOE|DUA|SB|DECLARATION|ENTRY|REGISTRATION|TANSAD|ASSESSMENT|GTD|DECLARATION.)_?(NO|NUMBER)|DECLARATION.NUMBER|NO_VMD|REFRENDO|^(IMPORT|EXPORT)_(SHIPMENT_)?ID|BILL_OF_ENTRY|IMP_DECL|^REGISTRY$|CRN", "declaration"),
    (r"INCOTERM|DELIVERY_BASIS|SALE_CONDITION|TERMS_OF_DELIVERY_C", "incoterm"),
    (r"IMP_OR_EXP", "direction"),
]  # fmt: skip


@cache
def kind_of(heading):
    """What the cells under a heading are."""
    return next(
        (kind for form, kind in KINDS if re.search(form, heading.upper())), "word"
    )


def rows_for(headings, seed=1, rows=240, kinds=None, *, export=False):
    """Rows for headings, as lists of text; exports are made at home and go abroad."""
    dice = random.Random(seed)  # noqa: S311 - a dice
    chapters = sorted(h for h in hs_headings() if h < "98")
    codes = [
        dice.choice(chapters) + f"{dice.randrange(10, 99)}{dice.randrange(0, 9999):04}"
        for _ in range(40)
    ]
    buyers = [
        f"{dice.choice(FIRMS)} {dice.choice(TRADES)} {n} {dice.choice(FORMS)}".upper()
        for n in range(25)
    ]
    sellers = [
        f"{dice.choice(FIRMS)} {dice.choice(TRADES)} {n} {dice.choice(FORMS)}"
        for n in range(30, 60)
    ]
    kinds = kinds or [kind_of(heading) for heading in headings]
    swapped = {
        "origin": "home_country",
        "home_country": "origin",
        "origin_code": "home_code",
    }
    kinds = [swapped.get(kind, kind) for kind in kinds] if export else kinds
    out, number = [], 0
    while len(out) < rows:
        number += 1
        items = [
            _item(dice, codes, n) for n in range(1, dice.choice((1, 1, 2, 3, 4)) + 1)
        ]
        shared = _declaration(dice, number, buyers, sellers, items)
        out += [
            [_cell(kind, {**shared, **item}, dice) for kind in kinds] for item in items
        ]
    return out[:rows]


def _item(dice, codes, n):
    quantity = dice.randrange(2, 900)
    price = round(dice.uniform(0.5, 90), 2)
    fob = round(quantity * price, 2)
    freight, insurance = round(fob * dice.uniform(0.01, 0.09), 2), round(fob * 0.003, 2)
    net = round(quantity * dice.uniform(0.3, 4), 2)
    code = dice.choice(codes)
    return {
        "item": n, "quantity": quantity, "price_usd": price, "fob": fob, "freight": freight,
        "insurance": insurance, "cif": round(fob + freight + insurance, 2), "net": net,
        "gross": round(net * 1.08, 2), "hs": code, "hs2": code[:2], "hs4": code[:4],
        "origin": dice.choice(COUNTRIES)[0], "goods": f"{dice.choice(GOODS)} {dice.randrange(99)}",
        "unit": dice.choice(UNITS), "count": dice.randrange(1, 40), "usd_per_kg": round(fob / net, 4),
        "maker": dice.choice(FIRMS).upper(), "record": f"R{dice.randrange(10**9):09}",
    }  # fmt: skip


def _declaration(dice, number, buyers, sellers, items):
    day = date(2023, 1, 2) + timedelta(days=dice.randrange(500))
    buyer = dice.randrange(len(buyers))
    fc = dice.choice((("USD", 1.0), ("EUR", 1.08), ("CNY", 0.14)))
    lc = round(90 + dice.uniform(-4, 4), 4)
    total = {
        f"total_{kind}": round(sum(i[kind] for i in items), 2)
        for kind in ("fob", "cif")
    }
    dispatch = dice.choice(COUNTRIES)
    return {
        **total, "total_lc": round(total["total_cif"] * lc, 2), "date": day, "lc": lc, "fc": fc,
        "later_date": day + timedelta(days=dice.randrange(1, 30)),
        "earlier_date": day - timedelta(days=dice.randrange(1, 30)),
        "declaration": f"{10100000 + number}/{day:%d%m%y}/{number:07}", "buyer": buyers[buyer],
        "tax_id": f"{7700000000 + buyer * 7919}", "seller": dice.choice(sellers),
        "dispatch": dispatch[0], "dispatch_code": dispatch[1], "holder": buyers[buyer],
    }  # fmt: skip


def _cell(kind, row, dice):
    if dice.random() < 0.01 and kind not in {"date", "declaration", "item", "hs"}:
        return dice.choice(("", "NULL"))
    codes = dict(COUNTRIES)
    match kind:
        case "date" | "later_date" | "earlier_date":
            return row[kind].strftime("%Y-%m-%d")
        case "month":
            return row["date"].strftime("%b %Y")
        case "year":
            return str(row["date"].year)
        case "origin_code":
            return codes[row["origin"]]
        case "home_country":
            return "KENYA"
        case "home_code":
            return "KE"
        case "agent":
            return f"{dice.choice(FIRMS)} BROKERS LTD"
        case "currency":
            return row["fc"][0]
        case "usd_word":
            return "USD"
        case "rate":
            return str(row["lc"])
        case "price_fc":
            return str(round(row["price_usd"] / row["fc"][1], 4))
        case "price_lc":
            return str(round(row["price_usd"] * row["lc"], 4))
        case "thousand":
            return str(round(row["cif"] / 1000, 5))
        case "local_buyer":
            return f"ООО {LOCAL_FIRMS[len(row['buyer']) % 6]} {row['tax_id'][-4:]}"
        case "origin_ru":
            return RUSSIAN[row["origin"]]
        case "cif_lc" | "fob_lc" | "freight_lc":
            return str(round(row[kind[:-3]] * row["lc"], 2))
        case "cif_fc" | "fob_fc":
            return str(round(row[kind[:-3]] / row["fc"][1], 2))
        case "tax":
            return str(round(row["cif"] * row["lc"] * dice.uniform(0.01, 0.3), 2))
        case "percent":
            return f"{dice.uniform(0, 2):.2f}%"
        case "incoterm":
            return dice.choice(("CIF", "FOB", "EXW", "CPT"))
        case "direction":
            return "EXPORT"
        case "port":
            return dice.choice(("Mombasa", "Shanghai", "Busan", "Hamburg"))
        case "kg_word":
            return "KG"
        case "tag":
            return "XX-2023"
        case "hs_text":
            return f"Parts and accessories of group {row['hs4']}"
        case "address":
            return f"{dice.randrange(200)} Long Street, district {dice.randrange(20)}"
        case "phone":
            return f"+254 700 {dice.randrange(999999):06}"
        case "digit":
            return str(dice.randrange(10))
        case "serial":
            return f"{dice.choice('ABCD')}{dice.randrange(10**7):07}"
        case "uuid":
            return f"{dice.randrange(16**8):08x}-{dice.randrange(16**4):04x}"
        case "word":
            return dice.choice(("A", "B1", "NORMAL", "Green", "C4"))
        case _:
            return str(row[kind])


def write_csv(file: Path, headings, rows, above=()):
    """A text file with lines above its headings."""
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerows([*above, headings, *rows])
    return file


@cache
def invented():
    """Made-up layouts: heading, kind of cells and key role of each column, by name."""
    layouts, name = {}, ""
    text = (Path(__file__).parent / "invented.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("=="):
            name = line.removeprefix("==").strip()
            layouts[name] = []
        elif line and not line.startswith("#"):
            layouts[name].append(tuple(line.split("|")))
    return layouts
