"""The three imaginary vendors: an entry in, the cells of one row out."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from madein.demo import spelling, world
from madein.demo.dirt import Entry, Message
from madein.demo.items import CENT, Declaration, Flaw, Item

Cell = str | Decimal | int | date
MARKS = {Message.ORIGINAL: "", Message.AMENDED: "КДТ", Message.CANCELLED: "АННУЛ"}


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What a declaration repeats on each of its rows.

    Attributes:
        items: Number of its items.
        invoice: Invoice value of all of them.
        customs_rub: Customs value of all of them, roubles.
    """

    items: int
    invoice: Decimal
    customs_rub: Decimal


@dataclass(frozen=True, kw_only=True)
class Values:
    """The amounts of a row; empty texts where the vendors hold none."""

    usd: Decimal | str
    customs_rub: Decimal | str
    invoice: Decimal
    usd_per_kg: Decimal | str


def totals(items: Iterable[Item]) -> dict[str, Totals]:
    """Totals by the number of the declaration.

    Args:
        items: All items of all declarations.
    """
    found: dict[str, Totals] = {}
    nothing = Totals(items=0, invoice=Decimal(0), customs_rub=Decimal(0))
    for item in items:
        so_far = found.get(item.declaration.number, nothing)
        found[item.declaration.number] = Totals(
            items=so_far.items + 1,
            invoice=so_far.invoice + item.invoice,
            customs_rub=so_far.customs_rub + item.customs_rub,
        )
    return found


def cells_of_a(entry: Entry, total: Totals) -> dict[str, str]:
    """A row of vendor A: boxes of the declaration with Russian headings.

    Args:
        entry: The row.
        total: Totals of its declaration.
    """
    item, told, values = entry.item, entry.item.declaration, _values(entry)
    chance = spelling.dice("A", told)
    post, _, serial = told.number.split("/")
    tax_id, importer = spelling.russian_importer(told.importer, chance)
    if item.flaw is Flaw.NO_IMPORTER:
        tax_id, importer = "", ""
    return {
        "ND (Номер декларации)": told.number,
        "STAT (STAT)": "0" if item.flaw is Flaw.NOT_COUNTED else "1",
        "KDT_TYPE": MARKS[entry.message],
        "G071 (код таможни)": post,
        "G072 (Дата регистрации)": _day_in_a(told, chance),
        "G073 (Номер бланка)": serial,
        "G011 (Направление перемещения)": "ИМ",
        "G37 (Процедура)": "4000",
        "G022 (Наименование отправителя)": spelling.foreign_name(told.sender, chance),
        "G0231 (Код страны отправителя)": told.sender.country,
        "G081 (ИНН получателя)": tax_id,
        "G082 (Наименование получателя)": importer,
        "G0831 (Код страны получателя)": "RU",
        "G091 (ИНН контрактодержателя)": told.holder.tax_id,
        "G092 (Наименование контрактодержателя)": f"ООО {told.holder.russian}",
        "G11 (Код торгующей страны)": told.trading,
        "G15 (Страна отправления)": world.countries()[told.dispatch].russian,
        "G15A (Код страны отправления)": told.dispatch,
        "G17A (Код страны назначения)": "RU",
        "G31_13 (Страна происхождения)": _russian_country(spelling.seen_origin(item)),
        "G34 (Код страны происхождения)": spelling.seen_origin(item),
        "G05 (Всего наименований товаров)": str(total.items),
        "G32 (Номер товара по ГТД)": "" if entry.whole else str(item.number),
        "G31_1 (Наименование и характеристики товаров)": _in_russian(item, chance),
        "G31_11 (Фирма-изготовитель)": item.maker.name.upper(),
        "G31_7 (Кол-во товара в доп.ед.)": str(item.quantity),
        "G31_71 (Наименование доп.ед.)": item.product.unit,
        "G33 (Код товара по ТН ВЭД)": _hs_in_a(item, chance),
        "G38 (Вес нетто, кг)": spelling.with_comma(item.net_kg),
        "G202 (Условие поставки)": "DAP",
        "G12 (Общая таможенная стоимость по ГТД)": spelling.with_comma(
            total.customs_rub
        ),
        "G221 (Букв.код валюты контракта)": item.currency,
        "G222 (Общая фактурная стоимость по ГТД)": spelling.with_comma(total.invoice),
        "G42 (Фактурная стоимость)": spelling.with_comma(values.invoice),
        "G45 (Таможенная стоимость)": _comma(values.customs_rub),
        "G46 (Статистическая стоимость, USD.)": _comma(values.usd),
        "USDKG (USD за КГ)": _comma(values.usd_per_kg),
    }


def cells_of_b(entry: Entry) -> dict[str, Cell]:
    """A row of vendor B: English headings, no country but the origin.

    Args:
        entry: The row.
    """
    item, told, values = entry.item, entry.item.declaration, _values(entry)
    chance = spelling.dice("B", told)
    day = told.registered
    has_usd = item.flaw is not Flaw.NO_USD
    return {
        "RECORDS_TAG": "IMPORT",
        "DECLARATION_NUMBER": told.number,
        "IMP_DATE": day if chance.random() < 0.75 else f"{day:%d.%m.%Y}",
        "SUPPLIER_NAME": spelling.foreign_name(told.sender, chance),
        "IMPORTER_CODE": told.importer.tax_id,
        "IMPORTER_NAME": f"ООО {told.importer.russian}",
        "IMPORTER_NAME_EN": told.importer.name.upper(),
        "CURRENCY_OF_CONTRACT_PRICE": item.currency,
        "ITEM_NUMBER": item.number,
        "DESTINATION_COUNTRY": "RUSSIA",
        "ORIGIN_COUNTRY": spelling.english_country(spelling.seen_origin(item), chance),
        "HS_CODE": spelling.seen_hs(item),
        "PRODUCT_DESCRIPTION": f"{item.product.russian}, арт. {item.article}",
        "PRODUCT_DESCRIPTION_EN": f"{item.product.english}, art. {item.article}",
        "QUANTITY": item.quantity,
        "UNIT": item.product.unit,
        "NET_WEIGHT_KG": item.net_kg,
        "CUSTOMS_COST_VALUE_RUB": values.customs_rub,
        "INVOICE_VALUE_RUB": (item.customs_rub * 97 / 100).quantize(CENT)
        if has_usd
        else "",
        "USD_PER_KG": values.usd_per_kg,
        "TOTAL_VALUE_USD": values.usd,
        "INCOTERMS": "DAP",
        "MANUFACTURER": item.maker.name.upper(),
        "CUSTOMS_DECLARANT_NAME": f"ООО {told.holder.russian}",
        "HS_CODE_2": spelling.seen_hs(item)[:2],
        "HS_CODE_4": spelling.seen_hs(item)[:4],
        "RECORD_ID": f"B{told.number[-7:]}-{item.number}",
    }


def cells_of_c(entry: Entry, total: Totals) -> dict[str, str]:
    """A row of vendor C: English headings, all four countries by name.

    Args:
        entry: The row.
        total: Totals of its declaration.
    """
    item, told, values = entry.item, entry.item.declaration, _values(entry)
    chance = spelling.dice("C", told)
    tax_id, importer = spelling.english_importer(told.importer, chance)
    if item.flaw is Flaw.NO_IMPORTER:
        tax_id, importer = "", ""
    return {
        "Declaration No": told.number,
        "Item No": str(item.number),
        "Registration Date": f"{told.registered:%d/%m/%Y}",
        "Importer TIN": tax_id,
        "Importer": importer,
        "Contract Holder TIN": told.holder.tax_id,
        "Contract Holder": told.holder.name.upper(),
        "Exporter": spelling.foreign_name(told.sender, chance),
        "Exporter Country": spelling.english_country(told.sender.country, chance),
        "Trading Country": spelling.english_country(told.trading, chance),
        "Country of Dispatch": spelling.english_country(told.dispatch, chance),
        "Country of Origin": spelling.english_country(
            spelling.seen_origin(item), chance
        ),
        "Manufacturer": item.maker.name.upper(),
        "HS Code": spelling.seen_hs(item),
        "Goods Description": f"{item.product.english}, art. {item.article}",
        "Quantity": f"{item.quantity:,}",
        "Unit": "KG" if item.product.unit == "КГ" else "PCS",
        "Net Weight KG": f"{item.net_kg:,}",
        "Statistical Value USD": _grouped(values.usd),
        "Customs Value RUB": _grouped(values.customs_rub),
        "Invoice Amount": f"{values.invoice:,}",
        "Invoice Currency": item.currency,
        "Total Customs Value RUB": f"{total.customs_rub:,}",
        "Transport": "ROAD",
    }


def _values(entry: Entry) -> Values:
    """Amounts as declared; without a statistical value only the invoice is given."""
    item = entry.item
    if item.flaw is Flaw.NO_USD:
        return Values(usd="", customs_rub="", invoice=item.invoice, usd_per_kg="")
    step = Decimal(1) if item.currency == "KRW" else CENT
    return Values(
        usd=entry.usd,
        customs_rub=(item.customs_rub * entry.factor).quantize(CENT),
        invoice=(item.invoice * entry.factor).quantize(step),
        usd_per_kg=(entry.usd / item.net_kg).quantize(CENT),
    )


def _in_russian(item: Item, chance: random.Random) -> str:
    """Description; now and then with a line break or a semicolon inside."""
    words, way = item.product.russian, chance.randrange(100)
    words = words.upper() if way % 2 else words
    between = "\n" if way < 2 else "; " if way < 5 else ", "
    return f"{words}{between}арт. {item.article}"


def _hs_in_a(item: Item, chance: random.Random) -> str:
    hs = spelling.seen_hs(item)
    return spelling.spaced_hs(hs) if chance.random() < 0.01 else hs


def _day_in_a(told: Declaration, chance: random.Random) -> str:
    """The day; for a few importers outside the group it cannot be read."""
    unreadable = told.importer.role == "importer" and chance.random() < 0.002
    return "00.00.0000" if unreadable else spelling.mixed_day(told.registered, chance)


def _russian_country(code: str) -> str:
    return world.countries()[code].russian if code else ""


def _comma(amount: Decimal | str) -> str:
    return spelling.with_comma(amount) if isinstance(amount, Decimal) else amount


def _grouped(amount: Decimal | str) -> str:
    return f"{amount:,}" if isinstance(amount, Decimal) else amount
