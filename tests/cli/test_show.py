"""Figures as tables: their order, their cells, and how many are printed."""

from decimal import Decimal

import pytest

from madein.cli.output import print_table
from madein.cli.show import LINES, _print_figures, cell_words, figure_text, in_order

NAMES = {"KR": "South Korea", "CN": "China", "P-1": "BYT ASIA"}


def row(id_, parent=None, formula=None, **more):
    return {
        "id": id_,
        "parent": parent,
        "formula": formula,
        "label": f"Label of {id_}",
        "cell": None,
        "period": None,
        "unit": "share",
        "at_least": Decimal("0.25"),
        "at_most": Decimal("0.25"),
        "ci_low": None,
        "reason": None,
        "rows": 5,
        "unclear_rows": 0,
        "basis": "country of origin; importer named as consignee",
        "caveats": [],
        "sql": None if formula else "select 1",
        **more,
    }


SHARES = [
    row("F10", formula="F10a / F10a"),
    row("F9a", parent="F9"),
    row("F9a.KR", parent="F9a", cell="KR"),
    row("F9.CN", parent="F9", formula="F9a.CN / F9a", cell="CN"),
    row("F9.KR", parent="F9", formula="F9a.KR / F9a", cell="KR"),
    row("F9", formula="F9a / F9a"),
]


def test_figures_come_by_number_each_with_its_parts_and_then_its_sums():
    assert [one["id"] for one in in_order(SHARES)] == [
        "F9",
        "F9.CN",
        "F9.KR",
        "F9a",
        "F9a.KR",
        "F10",
    ]


def test_parts_of_a_sum_are_no_workings():
    rows = [row("F1"), row("F1.KR", parent="F1", cell="KR")]

    assert [one["id"] for one in in_order(rows)] == ["F1", "F1.KR"]


@pytest.mark.parametrize(
    ("cell", "period", "words"),
    [
        ("KR", None, "South Korea"),
        ("KR, 2022", None, "South Korea, 2022"),
        ("870829, KR", "after", "870829, South Korea, after"),
        ("KR > CN > CN > KR", None, "South Korea > China > China > South Korea"),
        ("KR", "CN", "South Korea, China"),
        ("P-1", "2022", "BYT ASIA, 2022"),
        ("other", None, "all others"),
        (None, None, ""),
    ],
)
def test_a_cell_is_said_with_the_names_of_countries_and_firms(cell, period, words):
    assert cell_words(row("F1.x", cell=cell, period=period), NAMES) == words


def test_sums_below_derived_figures_are_printed_on_demand(capsys):
    rows = in_order(SHARES)
    _print_figures(rows, as_json=False, every=False, names=NAMES)
    short = capsys.readouterr()
    _print_figures(rows, as_json=False, every=True, names=NAMES)
    long = capsys.readouterr()

    assert "F9a" not in short.out
    assert "2 more figures, with the sums below: --all" in short.err
    assert "F9a.KR" in long.out
    assert "Label of F9a" in long.out
    assert "--all" not in long.err


def test_at_most_sixty_lines_are_printed_unless_all_are_asked_for(capsys):
    rows = [row(f"F{n}") for n in range(1, 101)]
    _print_figures(rows, as_json=False, every=False, names={})
    printed = capsys.readouterr()

    assert printed.out.count("Label of") == LINES == 60
    assert "40 more figures" in printed.err


def test_json_has_every_figure(capsys):
    _print_figures(in_order(SHARES), as_json=True, every=False, names={})

    assert capsys.readouterr().out.count('"id"') == len(SHARES)


def test_a_table_is_as_wide_as_columns_says(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    print_table([{"what": "word " * 60, "amount": "$1"}], ["amount"])

    assert max(map(len, capsys.readouterr().out.splitlines())) <= 100


def test_an_estimate_is_printed_with_its_interval():
    step = row("F1", unit="ratio", ci_low=Decimal("1.9"), ci_high=Decimal("4.9"))

    assert figure_text(step) == "0.25 (95 % interval 1.9 to 4.9)"


def test_what_nobody_can_tell_is_printed_with_its_reason():
    assert figure_text(row("F1", at_least=None, reason="OUTSIDE_RECORDS")) == (
        "not determinable (OUTSIDE_RECORDS)"
    )
