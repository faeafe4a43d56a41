import pytest

from madein.errors import CaseError
from madein.records.levels import refuse_totals
from madein.sources.layouts import Layout
from records.making import LAYOUT, item, make, mapped, text


def declarations(count, cells):
    """Declarations of three items each; `cells` gives what each item holds."""
    return text(
        *(item(f"D{d}", i, **cells(d, i)) for d in range(count) for i in (1, 2, 3))
    )


def test_one_amount_on_all_items_of_a_declaration_is_a_total(engine, tmp_path):
    content = declarations(20, lambda d, _: {"statistical_usd": 100 + d})

    with pytest.raises(CaseError) as stop:
        make(engine, tmp_path, content)
    assert str(stop.value) == (
        "column 'statistical_usd' holds one amount on all items of 20 out of 20 "
        "declarations: it looks like a total of the declaration, and is mapped as "
        "the value of an item\n"
        "  at a.csv\n"
        "  try: list it under `total_of_declaration` in a copy of the layout 'plain' "
        "in the folder layouts/ of the case"
    )


def test_every_column_that_looks_like_a_total_is_named_at_once(engine, tmp_path):
    content = declarations(
        20,
        lambda d, i: {
            "statistical_usd": d + i,
            "customs_value": 5 + d,
            "invoice_value": 7 + d,
        },
    )
    source = mapped(tmp_path, "a.csv", content)

    with pytest.raises(CaseError) as stop:
        refuse_totals(engine, [source])
    assert [fault.what.split("'")[1] for fault in stop.value.faults] == [
        "customs_value",
        "invoice_value",
    ]


def test_an_amendment_of_a_total_does_not_hide_it(engine, tmp_path):
    content = declarations(
        20, lambda d, i: {"statistical_usd": 999 if (d, i) == (3, 2) else 100 + d}
    )
    source = mapped(tmp_path, "a.csv", content)

    with pytest.raises(CaseError, match="all items of 19 out of 20 declarations"):
        refuse_totals(engine, [source])


@pytest.mark.parametrize(
    ("count", "cells"),
    [
        (19, lambda d, _: {"statistical_usd": 100 + d}),
        (20, lambda d, i: {"statistical_usd": 100 + d + (i if d < 2 else 0)}),
        (20, lambda _, i: {"statistical_usd": 100 + i}),
        (20, lambda *_: {"statistical_usd": 0}),
        (20, lambda _, i: {"statistical_usd": 100 if i == 1 else 0}),
    ],
    ids=["too few", "some differ", "all differ", "zeros", "a total on the first item"],
)
def test_amounts_of_items_pass(engine, tmp_path, count, cells):
    source = mapped(tmp_path, "a.csv", declarations(count, cells))

    refuse_totals(engine, [source])


def test_rows_that_stand_twice_are_not_taken_for_items(engine, tmp_path):
    content = text(*(item(f"D{d}") for d in range(30) for _ in range(3)))
    source = mapped(tmp_path, "a.csv", content)

    refuse_totals(engine, [source])


@pytest.mark.parametrize("field", ["cif_usd", "fob_usd", "net_kg", "quantity"])
def test_every_amount_is_held_against_its_level(engine, tmp_path, field):
    layout = with_fields(field)
    content = declarations(20, lambda d, _: {field: 100 + d})
    source = mapped(tmp_path, "a.csv", content, layout)

    with pytest.raises(CaseError, match=f"'{field}' holds one amount on all items"):
        refuse_totals(engine, [source])


def with_fields(*names):
    fields = {**LAYOUT.fields, **{name: (name,) for name in names}}
    return Layout(**{**vars(LAYOUT), "fields": fields})


def test_one_piece_of_each_machine_is_no_total(engine, tmp_path):
    content = declarations(20, lambda _, i: {"quantity": 1, "statistical_usd": i})
    source = mapped(tmp_path, "a.csv", content, with_fields("quantity"))

    assert refuse_totals(engine, [source]) == []


def test_the_value_of_a_bill_on_each_of_its_codes_is_refused(engine, tmp_path):
    rows = [
        {"declaration": f"BL{b}", "registered": "2021-06-30", "hs": hs, "net_kg": b + 2}
        for b in range(20)
        for hs in ("870829", "903180")
    ]
    source = mapped(tmp_path, "a.csv", text(*rows))

    with pytest.raises(CaseError) as stop:
        refuse_totals(engine, [source])
    assert str(stop.value) == (
        "column 'net_kg' holds one amount on all commodity codes of 20 out of 20 "
        "declarations: it looks like the amount of a whole bill, and is mapped as the "
        "weight of an item\n"
        "  at a.csv\n"
        "  try: list it under `total_of_declaration` in a copy of the layout 'plain' "
        "in the folder layouts/ of the case"
    )


def few(total, part):
    """Two declarations of three items: a total, and what each item holds of it."""
    return declarations(
        2, lambda d, i: {"customs_value": total(d), "statistical_usd": part(d, i)}
    )


def test_in_few_declarations_the_items_of_another_column_prove_a_total(
    engine, tmp_path
):
    content = few(lambda d: 60 + 6 * d, lambda d, i: (10 + d) * i)
    source = mapped(tmp_path, "a.csv", content)

    with pytest.raises(CaseError, match="and column 'statistical_usd' adds up to it"):
        refuse_totals(engine, [source])


def test_without_a_proof_a_total_in_few_declarations_is_a_doubt(engine, tmp_path):
    content = few(lambda d: 61 + 6 * d, lambda d, i: (10 + d) * i)
    source = mapped(tmp_path, "a.csv", content)

    assert refuse_totals(engine, [source]) == [
        (
            source.taken.source_id,
            (
                "its column 'customs_value' holds one amount on all rows of each of 2 "
                "declarations with several items: is it a total?"
            ),
        )
    ]
