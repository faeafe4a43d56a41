import pytest

from madein.mapping.profile import Column
from madein.mapping.warnings import warnings


def column(*cells):
    return Column(0, "NAME", cells)


@pytest.mark.parametrize("records", [1_000, 10_000, 65_536, 1_048_576])
def test_a_file_that_ends_at_a_round_number_may_be_cut(records):
    (line,) = warnings([], records)
    assert line == (
        f"the file ends at exactly {records:,} rows: it may be the beginning of a larger "
        "export"
    )


def test_other_numbers_of_rows_say_nothing():
    assert list(warnings([column("ALFA")], 1_001)) == []


@pytest.mark.parametrize(
    "text", ["COMPAÃ‘IA".replace("‘", "\x91"), "Ð\x90Ð»ÑŒ", "AL\ufffdA"]
)
def test_text_in_the_wrong_code_page_is_told(text):
    (line,) = warnings([column("BETA", text)], 7)

    assert line.startswith(f"text in 'NAME' looks garbled: '{text}'")


@pytest.mark.parametrize("text", ["Ñandú", "ÃO", "ОАО РУСЬ", "CAFÉ"])
def test_foreign_letters_alone_are_not_garbled(text):
    assert list(warnings([column(text)], 7)) == []
