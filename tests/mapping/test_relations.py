from madein.mapping.profile import Column
from madein.mapping.relations import (
    Groups,
    agree,
    goes_with,
    is_prefix,
    is_product,
    is_sum,
    level,
)


def column(*cells, heading="x"):
    return Column(0, heading, tuple(None if c is None else str(c) for c in cells))


TEN = range(1, 11)


def test_a_price_times_a_quantity_is_a_value():
    price = column(*(n + 0.5 for n in TEN))
    quantity = column(*(n + 1 for n in TEN))
    value = column(*((n + 0.5) * (n + 1) for n in TEN))

    assert is_product(value, price, quantity)
    assert not is_product(price, value, quantity)


def test_quantities_of_one_say_nothing_about_prices():
    ones, value = column(*[1] * 10), column(*TEN)

    assert not is_product(value, value, ones)


def test_cif_is_the_sum_of_fob_freight_and_insurance():
    fob, freight = column(*(n * 100 for n in TEN)), column(*TEN)
    cif = column(*(n * 101 for n in TEN))

    assert is_sum(cif, [fob, freight])
    assert not is_sum(fob, [cif, freight])


def declarations(count):
    return column(*(f"D{n}" for n in range(count) for _ in range(2)))


def test_what_repeats_on_all_items_of_a_declaration_is_its_total():
    groups = Groups.of(declarations(10))

    assert (
        level(column(*(n for n in range(10) for _ in range(2))), groups)
        == "declaration"
    )
    assert level(column(*range(20)), groups) == "item"


def test_too_few_declarations_tell_no_level():
    groups = Groups.of(declarations(7))

    assert level(column(*(n for n in range(7) for _ in range(2))), groups) == "untested"


def test_an_item_that_is_in_the_file_twice_is_not_two_items():
    twice = column(*(n for n in range(20) for _ in range(2)))

    assert Groups.of(declarations(20), [twice]).rows == ()


def test_countries_agree_by_what_they_name():
    assert agree(column("CHINA", "EUROPEAN UNION"), column("CN", "EU"))
    assert not agree(column("CHINA", "ITALY"), column("CN", "DE"))


def test_columns_that_are_never_filled_together_do_not_agree():
    assert not agree(column("CHINA", None), column(None, "CN"))


def test_the_beginning_of_a_code_is_told():
    codes = column(*(f"8708{n:04}" for n in TEN))

    assert is_prefix(column(*["8708"] * 10), codes)
    assert not is_prefix(codes, column(*["8708"] * 10))


def test_a_number_goes_with_a_name_where_each_has_one():
    key = column(1, 1, 2, 2, 3, 3)

    assert goes_with(key, column("a", "a", "b", "b", "c", "c"))
    assert not goes_with(key, column("a", "b", "b", "c", "c", "d"))
    assert not goes_with(column(1, 2, 3), column("a", "b", "c"))  # untold
