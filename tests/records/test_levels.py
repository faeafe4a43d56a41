import pytest

from madein.errors import CaseError
from madein.records.levels import refuse_totals
from records.making import item, make, mapped, text


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
