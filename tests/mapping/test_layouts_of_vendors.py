"""Whole files of many vendors, mapped with no layout known (bench/headings.py does all)."""

import zlib

import pytest

from madein.errors import CaseError
from mapping.judging import (
    HEADERS,
    case,
    dressed,
    glanced,
    names,
    vendor_layouts,
    verdicts,
)
from mapping.making import invented, rows_for

INVENTED = sorted(invented())
SOME = 6  # of the vendor's layouts, and of the dresses of each


@pytest.mark.parametrize("name", INVENTED)
def test_every_key_role_of_a_made_up_layout_is_right(tmp_path, name):
    headings, rows, truth = case(name)

    found = verdicts(glanced(tmp_path, headings, rows), truth)

    assert set(found.values()) == {"right"}, found


@pytest.mark.parametrize(
    "variant", ["columns shuffled", "glued", "a third missing", "headings say nothing"]
)
@pytest.mark.parametrize("name", INVENTED[::5])
def test_nothing_is_wrong_in_another_dress(tmp_path, name, variant):
    headings, rows, truth = case(name)

    new, cells, wanted = dressed(variant, headings, rows, truth)
    found = verdicts(glanced(tmp_path, new, cells), wanted)

    assert "wrong" not in found.values(), found


def some(layouts):
    """A few layouts, the same ones every time."""
    return sorted(layouts, key=lambda name: zlib.crc32(name.encode()))[:SOME]


def test_every_key_role_of_the_vendors_layouts_is_right(tmp_path):
    if not HEADERS.is_dir():
        pytest.skip("../shared/data is absent: headers/port_brain_headers.csv")

    wrong = {}
    for name in some(set(names()) - set(invented())):
        (tmp_path / name).mkdir(parents=True)
        headings, rows, truth = case(name)
        found = verdicts(glanced(tmp_path / name, headings, rows), truth)
        wrong |= {(name, role): v for role, v in found.items() if v != "right"}

    assert wrong == {}


def test_the_vendors_pivot_tables_are_refused(tmp_path):
    if not HEADERS.is_dir():
        pytest.skip("../shared/data is absent: headers/port_brain_headers.csv")
    short = {name: h for name, h in vendor_layouts().items() if "short" in name}

    for name in some(short):
        (tmp_path / name).mkdir(parents=True)
        with pytest.raises(CaseError, match="no shipments"):
            glanced(tmp_path / name, short[name], rows_for(short[name]))
