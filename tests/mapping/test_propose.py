from datetime import date, timedelta

import pytest

from madein.errors import CaseError
from madein.mapping.questions import Answers
from mapping.making_columns import asked, imports, proposed, roles

KEY = {
    "IMP_DATE": "registered",
    "IMPORTER_NAME": "consignee_name",
    "SUPPLIER_NAME": "sender_name",
    "HS_CODE": "hs",
    "ORIGIN_COUNTRY": "origin",
    "CIF_USD": "cif_usd",
    "ENTRY_NO": "declaration",
    "QUANTITY": "quantity",
}
ROWS = range(20)


def test_a_plain_file_is_mapped_without_a_question(tmp_path):
    found = proposed(tmp_path, imports())

    assert asked(found) == []
    assert roles(found) == KEY
    assert (found.constants, found.dates) == ({"direction": "import"}, ("yyyy-mm-dd",))


def test_a_value_that_holds_currencies_is_no_value(tmp_path):
    table = imports(
        CIF_USD=None, VALUE=["USD", "EUR"] * 10, TOTAL_VALUE_USD=[n + 0.5 for n in ROWS]
    )

    found = roles(proposed(tmp_path, table))

    assert (found["VALUE"], found["TOTAL_VALUE_USD"]) == ("unused", "statistical_usd")


def test_what_repeats_within_a_declaration_is_its_total(tmp_path):
    table = imports(TOTAL_FOB_USD=[f"{n // 2 * 300 + 1.5}" for n in ROWS])

    assert roles(proposed(tmp_path, table))["TOTAL_FOB_USD"] == "total"


def test_a_value_that_repeats_within_a_declaration_is_asked_about_if_it_is_the_only_one(
    tmp_path,
):
    table = imports(CIF_USD=None, VALUE_USD=[f"{n // 2 * 300 + 1.5}" for n in ROWS])

    (question,) = asked(proposed(tmp_path, table))

    assert question.startswith("which column is the value of the row")
    assert "'VALUE_USD' (1.5  /  301.5)" in question


def test_a_unit_price_is_told_by_the_quantity_whatever_its_heading(tmp_path):
    table = imports(
        CIF_USD=[f"{(n + 1.25) * (n + 2):.2f}" for n in ROWS],
        FOB_USD=[f"{n + 1.25:.2f}" for n in ROWS],
    )

    found = proposed(tmp_path, table)

    assert roles(found)["CIF_USD"] == "cif_usd"
    price = next(f for f in found.findings if f.column.heading == "FOB_USD")
    assert price.role == "unused"
    assert price.because == "times 'QUANTITY' it is 'CIF_USD': a unit price"


def test_two_columns_that_could_be_the_origin_are_asked_about(tmp_path):
    table = imports(COUNTRY_OF_ORIGIN=["TURKEY", "CHINA"] * 10)

    found = proposed(tmp_path, table)

    (question,) = asked(found)
    assert question == (
        "which column is the country of origin? 'ORIGIN_COUNTRY' (CHINA  /  ITALY), "
        "'COUNTRY_OF_ORIGIN' (TURKEY  /  CHINA)"
    )
    assert roles(found)["ORIGIN_COUNTRY"] == "asked"


def test_an_answer_settles_a_question(tmp_path):
    table = imports(COUNTRY_OF_ORIGIN=["TURKEY", "CHINA"] * 10)

    found = proposed(tmp_path, table, Answers(columns={"COUNTRY_OF_ORIGIN": "origin"}))

    assert asked(found) == []
    assert roles(found)["COUNTRY_OF_ORIGIN"] == "origin"
    assert roles(found)["ORIGIN_COUNTRY"] == "unused"


def test_an_answer_about_no_column_or_field_is_refused(tmp_path):
    with pytest.raises(CaseError) as caught:
        proposed(tmp_path, {"a": ["1"]}, Answers(columns={"b": "hs"}))

    assert str(caught.value) == (
        "'b=hs': there is no such column\n  at --set\n  try: use one of: a"
    )


@pytest.mark.parametrize(
    ("heading", "cells", "wrong"),
    [
        ("HS_CODE", ["parts"] * 20, "its cells are no commodity codes"),
        ("IMP_DATE", ["ALFA LTD"] * 20, "its cells are no days"),
        ("ORIGIN_COUNTRY", ["12.5"] * 20, "its cells are no countries"),
        ("IMPORTER_NAME", ["77001"] * 20, "its cells are no names"),
    ],
)
def test_cells_that_contradict_a_heading_are_asked_about(
    tmp_path, heading, cells, wrong
):
    found = proposed(tmp_path, imports(**{heading: cells}))

    assert any(
        f"'{heading}' should be" in what and wrong in what for what in asked(found)
    )


def test_the_original_is_taken_and_not_its_translation(tmp_path):
    table = imports(IMPORTER_NAME_EN=[f"Alpha {n} Ltd" for n in ROWS])

    found = proposed(tmp_path, table)

    assert roles(found)["IMPORTER_NAME"] == "consignee_name"
    other = next(f for f in found.findings if f.column.heading == "IMPORTER_NAME_EN")
    assert other.because == "a translation; the original is 'IMPORTER_NAME'"


def test_a_translation_is_taken_where_the_original_is_blank(tmp_path):
    table = imports(
        IMPORTER_NAME=["NULL"] * 20, IMPORTER_NAME_EN=[f"Alpha {n} Ltd" for n in ROWS]
    )

    assert roles(proposed(tmp_path, table))["IMPORTER_NAME_EN"] == "consignee_name"


def test_personal_data_is_never_loaded(tmp_path):
    table = imports(IMPORTER_PHONE=[f"+254 {n}" for n in ROWS])

    found = next(
        f
        for f in proposed(tmp_path, table).findings
        if f.column.heading == "IMPORTER_PHONE"
    )

    assert (found.role, found.because) == (
        "unused",
        "personal data (contact): never loaded",
    )


def test_a_file_of_thousands_has_a_factor(tmp_path):
    table = imports(CIF_USD=None, STATISTICAL_VALUE_1000_USD=[n + 0.5 for n in ROWS])

    assert proposed(tmp_path, table).factors == {"statistical_usd": 1000}


def test_the_order_of_day_and_month_is_proven_by_one_cell(tmp_path):
    days = [f"{n % 12 + 1:02}/{n % 12 + 1:02}/2023" for n in range(19)] + ["13/02/2023"]

    assert proposed(tmp_path, imports(IMP_DATE=days)).dates == ("dd/mm/yyyy",)


def test_an_order_that_nothing_proves_is_asked_about(tmp_path):
    days = [f"{n % 12 + 1:02}/{(n + 3) % 12 + 1:02}/2023" for n in ROWS]
    table = imports(ENTRY_NO=None, IMP_DATE=days)

    (question,) = proposed(tmp_path, table).questions

    assert question.what.startswith(
        "nothing in 'IMP_DATE' tells day from month: 01/04/2023"
    )
    assert dict(question.choices) == {
        "dd/mm/yyyy": "--dates dd/mm/yyyy",
        "mm/dd/yyyy": "--dates mm/dd/yyyy",
    }
    assert proposed(tmp_path, table, Answers(dates=("mm/dd/yyyy",))).questions == ()


def test_a_proof_may_stand_far_below_the_sample(tmp_path):
    days = ["01/02/2023"] * 2_500 + ["02/28/2023"] + ["01/02/2023"] * 2_500
    table = imports(rows=5_001, ENTRY_NO=None, IMP_DATE=days)

    assert proposed(tmp_path, table).dates == ("mm/dd/yyyy",)


def test_midnights_of_a_vendor_abroad_name_his_zone(tmp_path):
    moments = [f"2023-05-{n + 1:02}T18:30:00.000Z" for n in ROWS]

    found = proposed(tmp_path, imports(ENTRY_NO=None, IMP_DATE=moments))

    assert (found.zone, found.dates) == ("Asia/Kolkata", ("yyyy-mm-dd",))


def test_decimal_commas_are_proven_by_the_cells(tmp_path):
    found = proposed(tmp_path, imports(CIF_USD=[f"{n},5" for n in ROWS]))

    assert (found.decimal, found.grouping) == (",", "")


@pytest.mark.parametrize(
    "table",
    [
        {
            "HS_CODE": ["870829"] * 3,
            "SUMOFQUANTITY": [1, 2, 3],
            "MONTHYEAR": ["Apr 2023"] * 3,
        },
        {
            "HS_CODE": ["870829"] * 3,
            "TOTALVALUE": [1, 2, 3],
            "MONTHYEAR": ["Apr 2023"] * 3,
        },
        {
            "COUNTRY": ["KR", "CN", "JP"],
            "PERIOD": ["01/2023"] * 3,
            "HS": ["870829"] * 3,
            "VALUE": [1, 2, 3],
        },
    ],
)
def test_a_table_of_sums_is_refused_with_the_reason(tmp_path, table):
    with pytest.raises(CaseError, match="no shipments: its rows are sums over several"):
        proposed(tmp_path, table)


def test_headings_that_say_nothing_are_asked_about_and_never_guessed(tmp_path):
    table = {f"Column{n}": cells for n, cells in enumerate(imports().values())}

    found = proposed(tmp_path, table)

    assert set(roles(found).values()) == {"asked", "unused"}
    assert len(found.questions) == 7  # the six key roles, and the direction


def test_a_declaration_number_that_stands_with_many_days_is_none(tmp_path):
    table = imports(ENTRY_NO=[f"E{n % 2}" for n in ROWS])

    assert roles(proposed(tmp_path, table))["ENTRY_NO"] == "unused"


def test_an_item_number_that_repeats_within_a_declaration_numbers_nothing(tmp_path):
    fine = imports(ITEM_NO=[n % 2 + 1 for n in ROWS])
    repeated = imports(ITEM_NO=[1 for _ in ROWS])

    assert roles(proposed(tmp_path, fine))["ITEM_NO"] == "item"
    assert roles(proposed(tmp_path, repeated))["ITEM_NO"] == "unused"


def test_every_column_has_a_role_and_a_reason(tmp_path):
    table = imports(WHATEVER=["x"] * 20, EMPTY=[""] * 20)

    found = proposed(tmp_path, table).findings

    assert len(found) == len(table)
    assert all(f.because for f in found)


def days(first, form="%Y-%m-%d"):
    start = date.fromisoformat(first)
    return [(start + timedelta(days=n)).strftime(form) for n in ROWS]


def test_every_day_of_a_declaration_has_a_field(tmp_path):
    table = imports(
        CONTRACT_DATE=days("2021-01-01"),
        SHIPMENT_DATE=days("2021-02-01"),
        ARRIVAL_DATE=days("2021-03-01"),
        RELEASE_DATE=days("2021-04-01"),
    )

    found = proposed(tmp_path, table)

    assert asked(found) == []
    assert roles(found) == KEY | {
        "CONTRACT_DATE": "contracted",
        "SHIPMENT_DATE": "shipped",
        "ARRIVAL_DATE": "arrived",
        "RELEASE_DATE": "released",
    }


def test_the_only_day_is_the_one_of_the_declaration(tmp_path):
    table = imports(IMP_DATE=None, ARRIVAL_DATE=days("2021-03-01"))

    assert roles(proposed(tmp_path, table))["ARRIVAL_DATE"] == "registered"


def test_days_in_an_order_of_their_own_are_left_out(tmp_path):
    # 11 to 30 March: nothing else can be meant than month, day; registration is ISO.
    table = imports(ARRIVAL_DATE=days("2021-03-11", "%m/%d/%Y"))

    found = proposed(tmp_path, table)

    arrival = next(f for f in found.findings if f.column.heading == "ARRIVAL_DATE")
    assert (arrival.role, arrival.because) == (
        "unused",
        "its days may be written in another order than the registration's",
    )
