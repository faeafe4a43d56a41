import csv
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
from babel import Locale

from madein.records import stage
from madein.records.typed import Mapped
from madein.sources.intake import take_in
from madein.sources.layouts import (
    best_layout,
    known_share,
    lay_over,
    read_layout,
    shipped_layouts,
)
from madein.tables import COUNTRY
from records.making import small_world
from sources.making import dialect, put
from sources.vendors_page import PAGE, made_anew

FOLDER = Path(str(resources.files("madein.sources") / "layouts"))
SHIPPED = {layout.name: layout for layout in shipped_layouts()}
HEADERS = Path(__file__).resolve().parents[3] / "shared" / "data" / "headers"
SHIPMENTS = {name: lay for name, lay in SHIPPED.items() if not lay.aggregated}

# Boxes of the Russian declaration, by the level that the form gives them.
OF_THE_ITEM = {
    *("STAT", "KDT_TYPE", "G32", "G33", "G34"),
    *("G31_1", "G31_11", "G31_7", "G31_71", "G38", "G42", "G45", "G46"),
}
OF_THE_DECLARATION = {
    *("ND", "G072", "GD1", "G011", "G11", "G15A", "G0231", "G022"),
    *("G081", "G082", "G091", "G092", "G221"),
}
TOTALS = {"G05", "G06", "G12", "G222"}

NUMBERS = ("net_kg", "quantity")
VALUES = ("statistical_usd", "cif_usd", "fob_usd", "customs_value", "invoice_value")
# Headings that begin with "total" and mean the row's quantity times its unit price.
ROW_TOTALS = {
    "TOTAL_VALUE_USD",
    "TOTAL_ASSESS_VALUE_USD",
    "TOTAL_DCL_VALUE_USD",
    "TOTAL_PRICE_IN_USD",
    "TOTAL_VALUE_INR",
    "TOTAL_VALUE_FC",
}


def headings_of(file, *keys):
    """Headings of one of the shared files, by the columns that name a layout."""
    if not (HEADERS / file).is_file():
        pytest.skip(f"../shared/data is absent: headers/{file}")
    found = defaultdict(list)
    with (HEADERS / file).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found[" ".join(row[key] for key in keys)].append(row["header"])
    return found


def mapped_headings(layout, names):
    return {heading for name in names for heading in layout.fields.get(name, ())}


# --- every file --------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_layout_is_sound_and_named_like_its_file(name):
    layout = SHIPPED[name]

    assert (FOLDER / f"{name}.yml").is_file()
    assert {"declaration", "registered", "hs"} & set(layout.fields)
    assert set(layout.factors) <= {*NUMBERS, *VALUES}
    assert set(layout.messages) == set() or "message" in layout.fields


@pytest.mark.parametrize("name", SHIPMENTS)
def test_a_shipped_layout_names_a_country_and_what_dates_its_rows(name):
    layout = SHIPMENTS[name]
    territories = Locale("en").territories

    assert re.fullmatch("[A-Z]{2}", layout.country)
    assert layout.country in territories
    # The day of one stands in the number; the codes of the other in another file.
    assert "registered" in layout.fields or name == "ru-alta-xml"
    assert "hs" in layout.fields or name == "us-panjiva"


@pytest.mark.parametrize("name", SHIPMENTS)
def test_no_unit_value_tax_rate_or_total_is_mapped_as_a_value(name):
    odd = re.compile(
        r"TAX|DUTY|VAT|RATE|UNIT|PER_|TOTAL|CURRENCY|COUNT|FREIGHT|INSUR|CALCULATED"
    )
    values = mapped_headings(SHIPMENTS[name], VALUES) - ROW_TOTALS

    assert [heading for heading in values if odd.search(heading.upper())] == []


@pytest.mark.parametrize("name", SHIPMENTS)
def test_a_value_has_its_currency(name):
    layout = SHIPMENTS[name]
    given = {*layout.fields, *layout.constants}
    needs = {
        kind
        for kind in ("customs", "invoice")
        if f"{kind}_value" in layout.fields and name != "ftm-customs"
    }

    # The invoice's currency is a column of its own wherever the contract decides it.
    unnamed = {kind for kind in needs if f"{kind}_currency" not in given}
    assert unnamed <= ({"invoice"} if name == "demo-full-xlsx" else set())


@pytest.mark.parametrize("name", SHIPPED)
def test_no_heading_of_personal_data_is_mapped(name):
    layout = SHIPPED[name]
    heads = mapped_headings(layout, layout.fields)
    personal = r"PHONE|MAIL|ТЕЛЕФОН|РУКОВОДИТЕЛЬ|CONTACT_NAME|COMM_NUMBER|G5441|GD2"

    assert [head for head in heads if re.search(personal, head.upper())] == []


@pytest.mark.parametrize("name", SHIPMENTS)
def test_the_four_countries_are_not_taken_for_one_another(name):
    fields = SHIPMENTS[name].fields
    other = {
        "origin": "DEST|DISPATCH|DEPART|TRAD|ADQ|ACQ|PURCH|EXPORT|ОТПРАВ|ТОРГ|НАЗНАЧ",
        "dispatch": "DEST|ORIGIN_C|TRAD|ADQ|ACQ|PURCH|ПРОИСХ|ТОРГ|НАЗНАЧ",
        "trading": "DEST|ORIGIN|DISPATCH|DEPART|ПРОИСХ|ОТПРАВ|НАЗНАЧ",
        "sender_country": "DEST|ORIGIN|DISPATCH|DEPART|IMPORTER|ПОЛУЧ",
    }

    for role, words in other.items():
        heads = [head.upper() for head in fields.get(role, ())]
        assert [head for head in heads if re.search(words, head)] == []


@pytest.mark.parametrize("name", SHIPMENTS)
def test_parties_stand_on_their_own_side(name):
    fields = SHIPMENTS[name].fields
    importers = "IMPORTER|BUYER|CONSIGNEE|ПОЛУЧ|G08|CON"
    exporters = "EXPORTER|SUPPLIER|SHIPPER|SHP|SELLER|ОТПРАВ|G02"
    ours = " ".join(fields.get("consignee_name", ())).upper()
    theirs = " ".join(fields.get("sender_name", ())).upper()

    assert not re.search(exporters, ours)
    assert not re.search(importers, theirs)


def test_day_and_importer_are_not_confused_by_three_letters():
    heads = {
        heading.upper()
        for layout in SHIPPED.values()
        for heading in layout.fields.get("registered", ())
    }

    assert {head for head in heads if "IMPORTER" in head or "EXPORTER" in head} == set()


@pytest.mark.parametrize("name", ["ru-dt", "ru-fts"])
def test_boxes_of_the_declaration_stand_at_their_level(name):
    layout = SHIPPED[name]
    boxes = {head.split()[0] for head in mapped_headings(layout, layout.fields)}

    assert boxes <= OF_THE_ITEM | OF_THE_DECLARATION
    assert mapped_headings(layout, [*NUMBERS, *VALUES]) <= OF_THE_ITEM
    assert set(layout.total_of_declaration) == TOTALS


def test_chilean_totals_of_the_declaration_are_no_values():
    layout = SHIPPED["cl-din"]

    assert {"FOB", "FLETE", "SEGURO", "CIF"} <= set(layout.total_of_declaration)
    assert mapped_headings(layout, VALUES) == {"CIF-ITEM"}
    assert "origin" not in layout.fields
    assert (len(layout.headings), layout.headings[39]) == (178, "FECACEP")


def test_argentine_amounts_of_the_item_repeat_on_subitems():
    layout = SHIPPED["vendor-ar-import"]

    assert {"CIF_ITEM", "FOB_ITEM"} <= set(layout.total_of_declaration)
    assert mapped_headings(layout, VALUES) == {"USD_FOB_SUB_ITEM"}
    assert "item" not in layout.fields


def test_a_vendors_estimate_is_no_value():
    assert mapped_headings(SHIPPED["us-panjiva"], VALUES) == set()
    assert "valueOfGoodsUSD" in SHIPPED["us-panjiva"].unused


def test_only_a_heading_that_says_thousands_is_multiplied():
    layout = SHIPPED["vendor-uz-import"]

    assert layout.factors == {"statistical_usd": 1000}
    assert all(
        "THOUSAND" in heading or "1000" in heading
        for heading in layout.fields["statistical_usd"]
    )
    assert [name for name, lay in SHIPPED.items() if lay.factors] == [layout.name]


def test_tables_that_are_added_up_are_marked():
    assert {name for name, lay in SHIPPED.items() if lay.aggregated} == {
        "ru-fcs-aggregate",
        "us-panjiva-hs",
        "vendor-pivot",
    }


# --- real headings -----------------------------------------------------------


def test_a_heading_is_known_with_double_blanks_and_without_its_bracket():
    headings = [
        "ND  Номер  декларации на товары",
        "G31_1 (Описание и характеристика товара с лицевой стороны ГТД - 256 символов",
        "G072 (Дата оформления ГТД в АИС декларанта)",
        "GD2 ЛНП выпускающего инспектора",
        "G222 (общая фактурная ст-ть по всей ГТД)",
    ]
    columns = lay_over(headings, SHIPPED["ru-dt"], "a.csv:1")

    assert columns.columns == {"declaration": 0, "description": 1, "registered": 2}
    assert (columns.unused, columns.totals) == ((3,), (4,))


@pytest.mark.parametrize("variant", ["variant_a", "variant_b"])
def test_the_headings_of_russian_vendors_are_all_known(variant):
    if not (HEADERS / "ru_dt_vendor_variants.csv").is_file():
        pytest.skip("../shared/data is absent: headers/ru_dt_vendor_variants.csv")
    text = (HEADERS / "ru_dt_vendor_variants.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row[variant]]
    headings = [row[variant] for row in rows]
    columns = lay_over(headings, SHIPPED["ru-dt"], "a.csv:1")

    totals = {headings[n].split("(")[0].strip() for n in columns.totals}
    assert totals == TOTALS
    assert headings[columns.columns["statistical_usd"]].startswith("G46 ")
    assert headings[columns.columns["declaration"]].startswith("ND")
    assert best_layout(headings, shipped_layouts()).name == "ru-dt"
    of_item = {name for name in (*NUMBERS, *VALUES) if name in columns.columns}
    assert {rows[columns.columns[name]]["level"] for name in of_item} == {"item"}


@pytest.mark.parametrize("glossed", [True, False])
def test_the_headings_of_the_russian_database_are_all_known(glossed):
    found = headings_of("ru_fts_kz_mir_headers.csv", "layout")["ru_fts"]
    bare = {heading.split("(")[0].strip(): heading for heading in found}
    headings = list(bare.values()) if glossed else list(bare)
    columns = lay_over(headings, SHIPPED["ru-fts"], "a.csv:1")

    assert known_share(found, SHIPPED["ru-fts"]) == 1
    assert set(columns.columns) == set(SHIPPED["ru-fts"].fields)
    assert best_layout(headings, shipped_layouts()).name == "ru-fts"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("eaeu_stat_form", "eaeu-stat"),
        ("ru_fcs_public_aggregate", "ru-fcs-aggregate"),
        ("us_ams_bill_of_lading_summary", "us-ams"),
        ("cl_din_import", "cl-din"),
        ("co_dian_import", "co-dian"),
        ("pe_sunat_import_a", "pe-sunat"),
        ("panjiva_us_import_feed", "us-panjiva"),
        ("panjiva_us_import_feed_hs", "us-panjiva-hs"),
        ("ftm_economic_activity", "ftm-customs"),
        ("kz_mir", "kz-mir"),
    ],
)
def test_every_heading_of_a_documented_layout_is_known(kind, name):
    file = "ru_fts_kz_mir_headers.csv" if kind == "kz_mir" else "other_layouts.csv"
    headings = headings_of(file, "layout")[kind]
    columns = lay_over(headings, SHIPPED[name], "a.csv:1")

    seen = set(SHIPPED[name].fields) - {"registered"}  # the schema's day is inherited
    assert seen <= set(columns.columns)
    assert knowing(headings) == [name]


def test_the_chilean_file_without_headings_has_them_in_this_order():
    headings = headings_of("other_layouts.csv", "layout")["cl_din_import"]

    assert list(SHIPPED["cl-din"].headings) == headings


def knowing(headings):
    """Names of the layouts that know every heading."""
    return [name for name, lay in SHIPPED.items() if known_share(headings, lay) == 1]


def test_a_commercial_table_is_known_to_the_layout_of_its_country_alone():
    tables = headings_of("port_brain_headers.csv", "country", "layout")
    codes = {name: code for code, name in Locale("en").territories.items()}
    codes |= {"Turkey": "TR"}
    shipped, known = {}, {}
    for table, headings in tables.items():
        country, way = table.rsplit(" ", 1)
        if not way.endswith("_full"):
            continue
        name = f"vendor-{codes.get(country, '')}-{way.removesuffix('_full')}".lower()
        known[table] = knowing(headings)
        shipped[table] = [name] if name in SHIPPED else []
        for layout in known[table]:
            lay_over(headings, SHIPPED[layout], table)

    assert known == shipped
    assert sum(map(len, shipped.values())) == 51


def test_every_table_that_was_added_up_is_refused_as_such():
    tables = headings_of("port_brain_headers.csv", "country", "layout")
    pivots = {name: heads for name, heads in tables.items() if name.endswith("_short")}

    assert len(pivots) == 77
    for name, headings in pivots.items():
        assert knowing(headings) == ["vendor-pivot"]
        lay_over(headings, SHIPPED["vendor-pivot"], name)


# --- rows --------------------------------------------------------------------

SPELLINGS = {
    "CN": "CN",
    "TR": "TR",
    "DE": "DE",
    "RU": "RU",
    "CHINA": "CN",
    "TURKEY": "TR",
    "GERMANY": "DE",
}
D = Decimal


@pytest.fixture
def world(monkeypatch):
    """A few countries and rates."""
    small_world(monkeypatch)
    rows = [
        {"spelling": spelling, "code": code, "kind": "country"}
        for spelling, code in SPELLINGS.items()
    ]
    fill = lambda engine: engine.fill(COUNTRY, rows)  # noqa: E731 - it stands in for one
    monkeypatch.setattr(stage, "fill_countries", fill)


def read(engine, folder, layout, *rows):
    """The typed rows of a file: its headings, then its rows, cut by semicolons."""
    file = put(folder, "".join(f"{row}\n" for row in rows))
    how = dialect(rows[0].split(";"))
    taken = take_in(file, "", how, folder)
    columns = lay_over(how.headings, SHIPPED[layout], file.name)
    copy = folder / taken.name
    source = Mapped(file=file.name, sheet="", taken=taken, columns=columns, copy=copy)
    stage.make_records(engine, [source], folder)
    return engine.rows("from shipment order by row")


def column(rows, name):
    return [row[name] for row in rows]


def test_two_russian_declarations_of_the_first_vendor(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "ru-dt",
        "ND (Номер декларации);"
        "G32 (Номер товара по ГТД);"
        "G072 (Дата регистрации);"
        "STAT (STAT);"
        "G33 (Код товара по ТН ВЭД);"
        "G34 (Код страны происхождения);"
        "G15A (Код страны отправления);"
        "G11 (Код торгующей страны);"
        "G0231 (Код страны отправителя);"
        "G081 (ИНН получателя);"
        "G082 (Наименование получателя);"
        "G092 (Наименование контрактодержателя);"
        "G022 (Наименование отправителя);"
        "G31_11 (Фирма-изготовитель);"
        "G38 (Вес нетто, кг);"
        "G46 (Статистическая стоимость, USD.);"
        "G45 (Таможенная стоимость);"
        "G12 (Общая таможенная стоимость по ГТД);"
        "G42 (Фактурная стоимость);"
        "G222 (Общая фактурная стоимость по ГТД);"
        "G221 (Букв.код валюты контракта)",
        "10009100/300621/0000001;1;30.06.2021;1;0102290000;CN;TR;DE;TR;7700000000;ПРИМЕР;"
        "ДЕРЖАТЕЛЬ;ALFA;BETA;10,5;100,25;7500;22500;90;270;EUR",
        "10009100/300621/0000001;2;30.06.2021;0;8708299000;TR;TR;DE;TR;7700000000;ПРИМЕР;"
        "ДЕРЖАТЕЛЬ;ALFA;BETA;20;200,5;15000;22500;180;270;EUR",
        "10009100/010721/0000002;1;01.07.2021;1;8708299000;CN;CN;CN;CN;7700000000;ПРИМЕР;"
        "ПРИМЕР;GAMMA;;1;7;525;525;6,3;6,3;EUR",
    )

    assert column(rows, "registered") == [date(2021, 6, 30)] * 2 + [date(2021, 7, 1)]
    assert column(rows, "item") == [1, 2, 1]
    assert column(rows, "counted") == [True, False, True]
    assert column(rows, "hs") == ["0102290000", "8708299000", "8708299000"]
    assert column(rows, "origin") == ["CN", "TR", "CN"]
    assert column(rows, "dispatch") == ["TR", "TR", "CN"]
    assert column(rows, "trading") == ["DE", "DE", "CN"]
    assert column(rows, "sender_country") == ["TR", "TR", "CN"]
    assert set(column(rows, "consignee_tax_id")) == {"7700000000"}
    assert column(rows, "holder_name") == ["ДЕРЖАТЕЛЬ", "ДЕРЖАТЕЛЬ", "ПРИМЕР"]
    assert column(rows, "sender_name") == ["ALFA", "ALFA", "GAMMA"]
    assert column(rows, "maker_name") == ["BETA", "BETA", None]
    assert column(rows, "net_kg") == [D("10.5"), D(20), D(1)]
    assert column(rows, "usd") == [D("100.25"), D("200.5"), D(7)]
    assert set(column(rows, "usd_basis")) == {"statistical"}
    assert column(rows, "customs_value") == [D(7500), D(15000), D(525)]
    assert column(rows, "invoice_value") == [D(90), D(180), D("6.3")]


def test_two_russian_declarations_of_the_second_vendor(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "ru-dt",
        "ND  Номер  декларации на товары;"
        "G32 (номер товара по ГТД / списку);"
        "G072 (Дата оформления ГТД в АИС декларанта);"
        "STAT(Признак учет в стат внешней торговли 1-учит 0-неучит);"
        "G33 (код товара по ТН ВЭД России);"
        "G31_13 (кр наименование страны происхождения);"
        "G11 (Код альфа-2 торгующей страны);"
        "G15A (код страны отправления);"
        "G38 (Вес нетто (кг));"
        "G12 (Общая таможенная ст-ть по всей ГТД);"
        "G45 (Таможенная стоимость товара);"
        "G46 (Статистическая стоимость товара в USD);"
        "USD/KG (Статистическая стоимость за килограмм)",
        "10009100/300621/0000001;1;30.06.2021;1;8708299000;КИТАЙ;DE;TR;4;750;300;4;1",
        "10009100/300621/0000001;2;30.06.2021;1;8708299000;КИТАЙ;DE;TR;5;750;450;6;1,2",
        "10009100/300621/0000002;1;30.06.2021;1;8708299000;КИТАЙ;DE;TR;1;75;75;1;1",
    )

    assert sum(column(rows, "usd")) == 11
    assert sum(column(rows, "customs_value")) == 825
    assert (
        column(rows, "origin") == [None] * 3
    )  # a name beside the code is not the code
    assert set(column(rows, "dispatch")) == {"TR"}
    assert set(column(rows, "trading")) == {"DE"}
    assert set(column(rows, "direction")) == {"import"}
    assert set(column(rows, "consignee_name")) == {None}


def test_two_declarations_of_the_russian_database(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "ru-fts",
        "ND;G32;G072;G011;G33;G34;G11;G081;G082;G091;G46;G12;G45;FILENAME",
        "A;1;06/30/21;ИМ;8708299000;CN;TR;7700000000;ПРИМЕР;7700000001;10;300;100;x",
        "A;2;06/30/21;ИМ;8708299000;TR;TR;7700000000;ПРИМЕР;7700000001;20;300;200;x",
        "B;1;30.06.2021;ЭК;8708299000;RU;TR;7700000002;EXEMPLO;;30;300;300;x",
    )

    assert column(rows, "registered") == [date(2021, 6, 30)] * 3
    assert column(rows, "direction") == ["import", "import", "export"]
    assert column(rows, "origin") == ["CN", "TR", "RU"]
    assert column(rows, "holder_tax_id") == ["7700000001", "7700000001", None]
    assert column(rows, "usd") == [D(10), D(20), D(30)]


def test_two_kazakh_declarations(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "kz-mir",
        "ND ГрА Регистрационный номер ДТ;"
        "G32;"
        "Статус ДТ;"
        "G072 Дата регистрации ДТ;"
        "GD1 Дата изменения статуса ДТ;"
        "G011 Тип перемещения;"
        "Бизнес-партнер;"
        "УВЭД РНН/ИИН/БИН;"
        "УВЭД Наименование;"
        "G11 Торгующая страна;"
        "G15A Код страны отправления;"
        "G16 Страна происхождения;"
        "G33 Код товара по ТН ВЭД ТС;"
        "G38 Вес нетто (кг);"
        "G45 Таможенная стоимость;"
        "G46 Статистическая стоимость;"
        "Итого фактурная стоимость;"
        "Руководитель",
        "A;1;Выпуск разрешен;30.06.2021;02.07.2021;ИМ;ALFA;000000000000;ПРИМЕР;DE;TR;CN;"
        "8708299000;1,5;4260;10;25;X",
        "A;2;Выпуск разрешен;30.06.2021;02.07.2021;ИМ;ALFA;000000000000;ПРИМЕР;DE;TR;CN;"
        "8708299000;2;6390;15;25;X",
        "B;1;Отказ в выпуске;30.06.2021;02.07.2021;ИМ;ALFA;000000000000;ПРИМЕР;DE;TR;CN;"
        "8708299000;3;999;99;99;X",
    )

    assert column(rows, "declaration") == ["A", "A"]  # B was refused
    assert column(rows, "registered") == [date(2021, 6, 30)] * 2
    assert column(rows, "usd") == [D(10), D(15)]
    assert column(rows, "customs_currency") == ["KZT", "KZT"]
    assert (rows[0]["origin"], rows[0]["dispatch"], rows[0]["trading"]) == (
        "CN",
        "TR",
        "DE",
    )
    assert (rows[0]["consignee_name"], rows[0]["sender_name"]) == ("ПРИМЕР", "ALFA")


def test_two_forms_of_the_eurasian_union(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "eaeu-stat",
        "Регистрационный №;"
        "Дата подачи статформы;"
        "Наименование получателя;"
        "ИНН получателя;"
        "Наименование отправителя;"
        "Код страны отправителя;"
        "Код товара по ТН ВЭД ТС;"
        "Вес нетто кг;"
        "Статистическая стоимость $;"
        "Код страны происхождения",
        "F1;30.06.2021;ПРИМЕР;7700000000;ALFA;TR;8708299000;1,25;10,5;CN",
        "F1;30.06.2021;ПРИМЕР;7700000000;ALFA;TR;8708299000;2;20;CN",
        "F2;02.07.2021;ПРИМЕР;7700000000;ALFA;TR;0102290000;3;30;TR",
    )

    assert column(rows, "registered")[1:] == [date(2021, 6, 30), date(2021, 7, 2)]
    assert column(rows, "usd") == [D("10.5"), D(20), D(30)]
    assert column(rows, "origin") == ["CN", "CN", "TR"]
    assert column(rows, "sender_country") == ["TR"] * 3
    assert column(rows, "direction") == [None] * 3


def test_uzbek_thousands_of_dollars(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "vendor-uz-import",
        "DECLARATION_NUMBER;ITEM_NUMBER;REGISTRATION_DATE;HS_CODE;ORIGIN_COUNTRY;"
        "TRADING_COUNTRY;IMPORTER_NAME;STATISTICAL_VALUE_THOUSAND_USD;CUSTOMS_VALUE_USD;"
        "TOTAL_CUSTOMS_VALUE",
        "A;1;2021-06-30;8708299000;CHINA;TURKEY;EXAMPLE;1.25;1240;3740",
        "A;2;2021-06-30;8708299000;CHINA;TURKEY;EXAMPLE;2.5;2500;3740",
        "B;1;2021-06-30;8708299000;CHINA;TURKEY;EXAMPLE;0.001;1;1",
    )

    assert column(rows, "usd") == [D(1250), D(2500), D(1)]
    assert column(rows, "customs_value") == [D(1240), D(2500), D(1)]
    assert column(rows, "trading") == ["TR"] * 3


def test_turkish_zeros_beside_an_invoice_are_unknown(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "vendor-tr-import",
        "REGISTRATION_NO;ITEM_NO;REGISTRATION_DATE;CLOSING_DATE;HS_CODE;ORIGIN_COUNTRY;"
        "DISPATCH_COUNTRY;IMPORTER_CODE;IMPORTER_NAME;SUPPLIER_NAME;NET_WEIGHT_KG;"
        "STATISTICAL_VALUE_USD;INVOICE_AMOUNT;CURRENCY;CALCULATED_TOTAL_VALUE_USD",
        "A;1;2021-06-30;2021-07-09;870829900019;CHINA;GERMANY;1;EXAMPLE;ALFA;5;0;10;EUR;62",
        "A;2;2021-06-30;2021-07-09;870829900019;CHINA;GERMANY;1;EXAMPLE;ALFA;5;50;45;EUR;62",
        "B;1;2021-06-30;2021-07-09;870829900019;CHINA;CHINA;1;EXAMPLE;ALFA;5;7;7;EUR;7",
    )

    assert column(rows, "registered") == [date(2021, 6, 30)] * 3
    assert column(rows, "usd") == [D(12), D(50), D(7)]  # 10 euros at 1.2
    assert column(rows, "usd_basis") == ["invoice", "statistical", "statistical"]
    assert column(rows, "dispatch") == ["DE", "DE", "CN"]
    assert column(rows, "trading") == [None] * 3


def test_ukrainian_imports_and_exports(world, engine, tmp_path):
    imports = read(
        engine,
        tmp_path,
        "vendor-ua-import",
        "NO_VMD;PRODUCT_NUMBER;DATE_OF_ISSUE;HS_CODE;ORIGIN_COUNTRY_EN;"
        "COUNTRY_OF_DEPARTURE_EN;IMPORTER_CODE;IMPORTER_NAME;SUPPLIER_NAME;"
        "NAME_OF_THE_CONTRACT_HOLDERS_COMPANY;CUSTOMS_VALUE_USD;CUSTOMS_VALUE_HRYVNIAS;"
        "INVOICE_VALUE_USD;COST_USD_KG;VAT_UAH;CONTRACT_CURRENCY",
        "A;1;2021-06-30;8708299000;CHINA;TURKEY;1;EXAMPLE;ALFA;BETA;10;270;9;1;54;EUR",
        "A;2;2021-06-30;8708299000;TURKEY;TURKEY;1;EXAMPLE;ALFA;BETA;20;540;18;1;108;EUR",
        "B;1;2021-06-30;8708299000;CHINA;CHINA;1;EXAMPLE;ALFA;BETA;30;810;27;1;162;EUR",
    )
    exports = read(
        engine,
        tmp_path,
        "vendor-ua-export",
        "GTD_NO;ITEM_NO;EXP_DATE;HS_CODE;CONSIGNEE_NAME;EXPORTER_NAME_AND_ADDRESS;"
        "CUSTOMS_VALUE_USD;DESTINATION_COUNTRY",
        "C;1;2021-06-30;8708299000;ALFA;EXAMPLE KYIV;5;TURKEY",
    )

    assert column(imports, "usd") == [D(10), D(20), D(30)]
    assert set(column(imports, "usd_basis")) == {"customs"}
    assert column(imports, "invoice_currency") == ["USD"] * 3
    assert column(imports, "origin") == ["CN", "TR", "CN"]
    assert column(imports, "dispatch") == ["TR", "TR", "CN"]
    assert column(imports, "holder_name") == ["BETA"] * 3
    assert (exports[0]["direction"], exports[0]["origin"]) == ("export", None)
    assert (exports[0]["consignee_name"], exports[0]["sender_name"]) == (
        "ALFA",
        "EXAMPLE KYIV",
    )


def test_indian_imports_in_rupees(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "vendor-in-import",
        "BE_NO;BE_DATE;HS_CODE;ORIGIN_COUNTRY;IEC;IMPORTER_NAME;SUPPLIER_NAME;"
        "TOTAL_VALUE_INR;TOTAL_VALUE_FC;INVOICE_CURRENCY;TOTAL_VALUE_USD;UNIT_PRICE_USD",
        "1234567;2021-06-30;87082900;CHINA;0300000000;EXAMPLE;ALFA;742;10;EUR;11;1",
        "1234567;2021-06-30;01022990;CHINA;0300000000;EXAMPLE;ALFA;1484;20;EUR;22;1",
        "7654321;2021-06-30;87082900;TURKEY;0300000000;EXAMPLE;ALFA;74.2;1;EUR;1;1",
    )

    assert column(rows, "customs_value") == [D(742), D(1484), D("74.2")]
    assert set(column(rows, "customs_currency")) == {"INR"}
    assert column(rows, "hs") == ["87082900", "01022990", "87082900"]
    assert column(rows, "consignee_tax_id") == ["0300000000"] * 3
    assert column(rows, "origin") == ["CN", "CN", "TR"]


def test_colombian_months_and_decimal_commas(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "co-dian",
        "FECH;PAISGEN;PAISPRO;PAISCOM;PBK;PNK;NABAN;VAFODO;VACID;VACIP;VADUA;NIT",
        "2106;215;215;249;5;4,5;8708299000;1.000,25;1.100,5;4.000.000;1.100,5;900000000",
        "2107;275;275;275;5;4;8708299000;20;22;80.000;22;900000000",
        "2112;63;63;63;5;4;8708299000;;30;80.000;22;900000000",
    )

    assert column(rows, "registered") == [None] * 3
    months = [date(2021, 6, 1), date(2021, 7, 1), date(2021, 12, 1)]
    assert column(rows, "registered_month") == months
    assert column(rows, "cif_usd") == [D("1100.5"), D(22), D(30)]
    assert column(rows, "fob_usd") == [D("1000.25"), D(20), None]
    assert set(column(rows, "usd_basis")) == {"cif"}
    # 275 is France here, and Palestine in ISO 3166.
    assert column(rows, "origin") == [None] * 3


def test_peruvian_declarations_of_two_offices_are_not_one(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "pe-sunat",
        "CODI_ADUAN;ANO_PRESE;NUME_CORRE;FECH_INGSI;FECH_LLEGA;LIBR_TRIBU;DNOMBRE;"
        "NUME_SERIE;PART_NANDI;PAIS_ADQUI;PAIS_ORIGE;PESO_NETO;PESO_BRUTO;FOB_DOLPOL;"
        "FLE_DOLAR",
        "118;2021;17;20210630;20210601;20000000000;EJEMPLO;1;8708299000;DE;CN;4.5;5;100.5;9",
        "118;2021;17;20210630;20210601;20000000000;EJEMPLO;2;8708299000;DE;TR;4;5;200;9",
        "235;2021;17;20210701;20210601;20000000001;OTRO;1;102290000;DE;CN;3;5;300;9",
    )

    assert column(rows, "fob_usd") == [D("100.5"), D(200), D(300)]
    assert set(column(rows, "usd_basis")) == {"fob"}
    assert column(rows, "registered") == [date(2021, 6, 30)] * 2 + [date(2021, 7, 1)]
    assert column(rows, "origin") == ["CN", "TR", "CN"]
    assert column(rows, "trading") == ["DE"] * 3
    assert column(rows, "consignee_tax_id")[2] == "20000000001"
    assert column(rows, "hs") == ["8708299000", "8708299000", "0102290000"]


def test_american_bills_of_lading_have_no_value(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "us-ams",
        "identifier;record_status_indicator;actual_arrival_date;estimated_arrival_date;"
        "consignee_name;shipper_party_name;container_number;description_text;"
        "harmonized_number;harmonized_value;port_of_unlading",
        "1;New;2021-06-30;2021-06-28;EXAMPLE;ALFA;AAAU1;PARTS;870829;999;NEWARK",
        "1;New;2021-06-30;2021-06-28;EXAMPLE;ALFA;AAAU2;PARTS;;999;NEWARK",
        "2;Deleted;2021-06-30;2021-06-28;EXAMPLE;ALFA;AAAU3;PARTS;;999;NEWARK",
    )

    assert column(rows, "declaration") == ["1", "1"]  # bill 2 was deleted
    assert column(rows, "registered") == [date(2021, 6, 30)] * 2
    assert column(rows, "hs") == ["870829", None]
    assert column(rows, "usd") == [None, None]
    assert column(rows, "origin") == [None, None]
    assert (rows[0]["consignee_name"], rows[0]["sender_name"]) == ("EXAMPLE", "ALFA")


def test_panjiva_estimates_are_not_read(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "us-panjiva",
        "panjivaRecordId;billOfLadingNumber;arrivalDate;conName;conPanjivaId;shpName;"
        "shpmtOrigin;weightKg;valueOfGoodsUSD",
        "1;X1;2021-06-30;EXAMPLE;7;ALFA;CHINA;10;100",
        "2;X2;2021-07-01;EXAMPLE;7;ALFA;TURKEY;20;-200",
    )

    assert column(rows, "registered") == [date(2021, 6, 30), date(2021, 7, 1)]
    assert column(rows, "usd") == [None, None]
    assert column(rows, "net_kg") == [None, None]
    assert column(rows, "origin") == [None, None]
    assert column(rows, "dispatch") == ["CN", "TR"]


def test_vietnamese_prices_are_invoice_values(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "vendor-vn-import",
        "DECLARATION_NUMBER;DECLARATION_DATE;HS_CODE;ORIGIN_COUNTRY;IMPORTER_ID;"
        "IMPORTER_NAME_VN;IMPORTER_NAME_EN;EXPORTER_NAME;QTY;UNIT;TOTAL_PRICE_IN_USD;"
        "UNIT_PRICE_IN_USD;FOREIGN_CURRENCY;TOTAL_PRICE_IN_FOREIGN_CURRENCY;EXCHANGE_RATE;"
        "IMPORTER_PHONE_NO",
        "1;2021-06-30;87082990;CHINA;1;VI DU;EXAMPLE;ALFA;2;PCE;10;5;EUR;8;25000;0",
        "1;2021-06-30;87082990;TURKEY;1;VI DU;EXAMPLE;ALFA;4;PCE;20;5;EUR;16;25000;0",
        "2;2021-06-30;87082990;CHINA;1;VI DU;EXAMPLE;ALFA;6;PCE;30;5;EUR;24;25000;0",
    )

    assert column(rows, "usd") == [D(10), D(20), D(30)]
    assert set(column(rows, "usd_basis")) == {"invoice"}
    assert column(rows, "quantity") == [D(2), D(4), D(6)]
    assert column(rows, "consignee_name") == ["VI DU"] * 3


def test_chilean_items_are_summed_and_totals_are_not(world, engine, tmp_path):
    rows = read(
        engine,
        tmp_path,
        "cl-din",
        "NUMENCRIPTADO;NUMITEM;FECACEP;PA_ORIG;NUM_UNICO_IMPORTADOR;ARANC-NAC;DNOMBRE;"
        "CIF-ITEM;FOB;FLETE;CIF",
        "A;1;30062021;336;55;87082990;PARTES;100,5;250;50,5;300,5",
        "A;2;30062021;336;55;87082990;PARTES;200;250;50,5;300,5",
        "B;1;4082021;225;56;1022990;VACAS;7;6;1;7",
    )

    assert column(rows, "registered") == [date(2021, 6, 30)] * 2 + [date(2021, 8, 4)]
    assert column(rows, "hs") == ["87082990", "87082990", "01022990"]
    assert column(rows, "usd") == [D("100.5"), D(200), D(7)]
    assert set(column(rows, "usd_basis")) == {"cif"}
    assert column(rows, "origin") == [None] * 3
    assert column(rows, "consignee_name") == [None] * 3


# --- the page ----------------------------------------------------------------


def test_the_page_of_vendors_is_made_from_the_layouts():
    page = PAGE.read_text(encoding="utf-8")

    assert page == made_anew(page), "run: python tests/sources/vendors_page.py"


def test_the_page_says_what_to_know_of_layouts_that_exist():
    page = PAGE.read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+-[a-z-]+)`", page))

    assert named <= set(SHIPPED)


def test_the_codes_of_messages_on_the_page_are_those_of_the_two_lists(tmp_path):
    blocks = re.findall(
        "```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL
    )
    begin = (
        "name: x\nvendor: x\ncountry: RU\nfields: {declaration: [a], message: [b]}\n"
    )
    read = []
    for block in blocks:
        file = tmp_path / "x.yml"
        file.write_text(begin + block, encoding="utf-8")
        read.append(dict(read_layout(file).messages))

    shared = ["cancelled", "addition", "deletion", "change", "replacement"]
    edifact = dict(zip("12345", shared, strict=True))
    edifact |= {"6": "confirmation", "7": "duplicate", "8": "status", "9": "original"}
    x12 = dict(zip(["01", "02", "03", "04", "05"], shared, strict=True))
    assert read == [edifact, x12 | {"00": "original", "07": "duplicate"}]
