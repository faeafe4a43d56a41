import pytest

from madein.errors import CaseError
from madein.sources.layouts import FACTORED, read_layout

YAML = """\
name: own
vendor: Somebody
country: RU
fields:
  declaration: [nd]
  net_kg: [kg]
"""


def read(folder, text):
    file = folder / "own.yml"
    file.write_text(YAML + text, encoding="utf-8")
    return read_layout(file)


def refused(folder, text):
    """What is said of a layout file, without its folder."""
    with pytest.raises(CaseError) as stop:
        read(folder, text)
    return str(stop.value).replace(f"{folder}/", "")


def test_settings_of_numbers_days_and_countries_are_read(tmp_path):
    layout = read(
        tmp_path,
        "factors: {net_kg: 1000}\nzone: Asia/Kolkata\nhs_digits: 10\n"
        "countries: {'336': CN}\n",
    )

    assert layout.factors == {"net_kg": 1000}
    assert (layout.zone, layout.hs_digits) == ("Asia/Kolkata", 10)
    assert layout.countries == {"336": "CN"}


@pytest.mark.parametrize("factor", ["hs: 1000", "net_kg: 0"])
def test_a_factor_is_a_whole_number_of_a_number(tmp_path, factor):
    name, number = factor.split(": ")

    assert refused(tmp_path, f"factors: {{{factor}}}\n") == (
        f"'{name}' is no number that can be multiplied by {number}\n"
        "  at own.yml\n"
        f"  try: use a whole number, and one of: {', '.join(FACTORED)}"
    )


def test_a_weight_has_a_factor_or_a_unit(tmp_path):
    text = "factors: {net_kg: 1000}\nconstants: {net_unit: LB}\n"

    assert refused(tmp_path, text) == (
        "net_kg has a factor and a unit\n"
        "  at own.yml\n"
        "  try: remove one: the unit is a factor, too"
    )


def test_a_zone_that_no_one_knows_is_refused(tmp_path):
    assert refused(tmp_path, "zone: India\n") == (
        "'India' is no zone\n  at own.yml\n  try: write it like Asia/Kolkata"
    )


def test_a_country_that_is_none_is_refused(tmp_path):
    assert refused(tmp_path, "countries: {'336': CHINA}\n") == (
        "'CHINA' is no ISO code of a country\n"
        "  at own.yml\n"
        "  try: leave the vendor's code out if its country is not certain"
    )


def test_commodity_codes_have_an_even_number_of_digits(tmp_path):
    assert "hs_digits" in refused(tmp_path, "hs_digits: 9\n")
