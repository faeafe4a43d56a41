"""Damaged files: no row is delivered that is not in the table."""

from collections import Counter

import pytest

from madein.errors import SourceError
from madein.sources.text.dialect import Told, sniff
from madein.sources.text.splitter import split
from sources.making import put
from sources.polluting import ROWS, SHARED, polluted, shared

EVERY = list(polluted())
WHOLE = [
    damage for damage in EVERY if damage.name.startswith("file_") and damage.content
]
# Every 37th place of a damage in one row: all families, columns and many rows.
SAMPLE = [damage for damage in EVERY if damage.name.startswith("row_")][::37]

# Rows that can be read in two ways are set aside, one for most damages.
LOST = {
    "file_field_delimiter_0x20": 50,  # blanks in cells without quotation marks
    "file_quotation_char_0x27_loose": 12,  # apostrophes inside cells
    "file_escape_char_0x00": 24,  # quotation marks inside cells
}


def delivered(folder, damage, told):
    """Whether a person would be asked; rows too many; rows too few."""
    file = put(folder, damage.content)
    look = sniff(file, (), told)
    rows = [piece.cells for piece in split(file, look.dialect) if piece.cells]
    found, true = Counter(map(bare, rows)), Counter(map(bare, damage.rows))
    del found[()]
    return bool(look.doubts), (found - true).total(), (true - found).total()


def bare(cells):
    return tuple(
        cells[: max((n for n, cell in enumerate(cells, 1) if cell), default=0)]
    )


def test_the_generator_makes_every_family():
    families = Counter(damage.name.partition("_row")[0] for damage in EVERY)

    assert len(EVERY) == 2_301
    assert families["row_less_sep"] == (ROWS + 1) * 8
    assert families["row_more_sep"] == (ROWS + 1) * 9
    assert len({damage.name for damage in EVERY}) == len(EVERY)


@pytest.mark.parametrize("damage", WHOLE, ids=lambda damage: damage.name)
def test_a_file_that_is_written_otherwise_is_read_as_told(tmp_path, damage):
    _, wrong, lost = delivered(tmp_path, damage, Told(**damage.told))

    assert (wrong, lost) == (0, LOST.get(damage.name, 0))


@pytest.mark.parametrize("damage", WHOLE, ids=lambda damage: damage.name)
def test_a_file_that_is_written_otherwise_is_understood_or_asked_about(
    tmp_path, damage
):
    is_asked, wrong, lost = delivered(tmp_path, damage, Told())

    assert is_asked or (wrong, lost) == (0, LOST.get(damage.name, 0))


@pytest.mark.parametrize("damage", SAMPLE, ids=lambda damage: damage.name)
def test_a_damaged_row_is_set_aside_and_no_other(tmp_path, damage):
    is_asked, wrong, lost = delivered(tmp_path, damage, Told())

    assert wrong == 0
    assert lost <= 1
    assert not is_asked or "row0" in damage.name or "quote0" in damage.name


def test_an_empty_file_is_refused(tmp_path):
    (damage,) = [damage for damage in EVERY if not damage.content]
    with pytest.raises(SourceError, match="the file is empty"):
        delivered(tmp_path, damage, Told())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared files are not at hand")
@pytest.mark.parametrize("is_told", [True, False])
def test_files_of_the_benchmark_give_no_wrong_row_without_a_question(tmp_path, is_told):
    found = {}
    for damage in shared():
        if damage.content:
            told = Told(**damage.told) if is_told else Told()
            found[damage.name] = delivered(tmp_path, damage, told)

    assert len(found) == 59
    assert {
        name for name, (asked, wrong, _) in found.items() if wrong and not asked
    } == set()
    assert sum(lost for _, _, lost in found.values()) <= 130
