from decimal import Decimal

import pytest

from madein.errors import CaseError
from madein.records.corrections import Correction, Corrections, read_corrections
from madein.records.stage import make_records
from records.making import aside, item, kept, mapped, text

BECAUSE = {"reason": "the comma moved", "provider": "the vendor"}


def corrected(engine, folder, content, *given):
    """The tables of the floor from the file a.csv, with some corrections."""
    corrections = tuple(
        Correction(**{"file": "a.csv", "field": "statistical_usd"} | BECAUSE | cells)
        for cells in given
    )
    source = mapped(folder, "a.csv", content)
    make_records(engine, [source], folder, Corrections(corrections=corrections))


def refused(engine, folder, *given):
    with pytest.raises(CaseError) as caught:
        corrected(engine, folder, text(item("A"), item("B")), *given)
    return str(caught.value)


@pytest.mark.parametrize("place", [{"row": 2}, {"line": 3}])
def test_a_corrected_cell_is_read_as_it_should_stand(engine, tmp_path, place):
    content = text(item("A"), item("B", statistical_usd="1000"), item("C"))
    corrected(engine, tmp_path, content, place | {"was": "1000", "now": "10.5"})

    usd = [row["usd"] for row in engine.rows("select usd from shipment order by row")]
    assert usd == [10, Decimal("10.5"), 10]
    assert engine.rows("select * exclude source_id from correction") == [
        {"row": 2, "field": "statistical_usd", "was": "1000", "now": "10.5", **BECAUSE}
    ]


def test_a_line_is_that_of_the_file_where_cells_hold_line_breaks(engine, tmp_path):
    content = text(item("A\nB"), item("C"))
    corrected(engine, tmp_path, content, {"line": 4, "was": "10", "now": "11"})

    assert engine.rows("select row from correction") == [{"row": 2}]


def test_the_evidence_copy_keeps_the_cell_as_found(engine, tmp_path):
    source = mapped(tmp_path, "a.csv", text(item("A")))
    before = source.copy.read_bytes()
    given = Correction(
        file="a.csv", row=1, field="statistical_usd", was="10", now="11", **BECAUSE
    )
    make_records(engine, [source], tmp_path, Corrections(corrections=(given,)))

    assert source.copy.read_bytes() == before
    assert engine.value("select usd from shipment") == 11


def test_two_cells_of_a_column_and_two_of_a_row_can_be_corrected(engine, tmp_path):
    corrected(
        engine,
        tmp_path,
        text(item("A"), item("B")),
        {"row": 1, "was": "10", "now": "11"},
        {"row": 2, "was": "10", "now": "12"},
        {"row": 2, "field": "declaration", "was": "B", "now": "C"},
    )

    found = engine.rows("select declaration, usd from shipment order by row")
    assert found == [{"declaration": "A", "usd": 11}, {"declaration": "C", "usd": 12}]


def test_a_correction_decides_which_rows_are_one(engine, tmp_path):
    cells = {"row": 1, "field": "declaration", "was": "B", "now": "A"}
    corrected(engine, tmp_path, text(item("B"), item("A")), cells)

    assert aside(engine) == [("a", 1, "the same row once more in the file", ("a", 2))]


def test_an_excluded_row_stands_for_no_other(engine, tmp_path):
    content = text(item("A"), item("A", net_kg="1"))
    corrected(engine, tmp_path, content, {"row": 2, "was": "10", "action": "exclude"})

    assert kept(engine) == [("a", 1)]
    assert aside(engine) == [("a", 2, "corrected: the comma moved", None)]


def test_an_excluded_cancellation_cancels_nothing(engine, tmp_path):
    content = text(item("A", message=""), item("A", message="АННУЛ"))
    corrected(engine, tmp_path, content, {"row": 2, "was": "10", "action": "exclude"})

    assert kept(engine) == [("a", 1)]


def test_a_correction_has_no_ground_once_the_source_is_fixed(engine, tmp_path):
    assert refused(engine, tmp_path, {"line": 3, "was": "1000", "now": "10"}) == (
        "corrections.yml: 'statistical_usd' is '10' in the file, and not '1000'\n"
        "  at a.csv, line 3\n"
        "  try: the source is fixed; remove the correction"
    )


def test_all_corrections_without_a_place_are_named_at_once(engine, tmp_path):
    cells = {"was": "10", "now": "11"}
    said = refused(
        engine,
        tmp_path,
        {"file": "b.csv", "row": 1, **cells},
        {"row": 1, "field": "origin", **cells},
        {"row": 3, **cells},
        {"row": 1, **cells},
        {"line": 2, **cells},
    )

    assert said == (
        "corrections.yml: 'statistical_usd' is in no source of the case\n"
        "  at b.csv, row 1\n"
        "  try: use one of: 'a.csv'\n"
        "corrections.yml: 'origin' has no column\n"
        "  at a.csv, row 1\n"
        "  try: use one of: declaration, item, registered, hs, statistical_usd\n"
        "corrections.yml: 'statistical_usd' is not there: no row begins there\n"
        "  at a.csv, row 3\n"
        "  try: mend 'line' or 'row'\n"
        "corrections.yml: 'statistical_usd' is corrected twice\n"
        "  at a.csv, line 2\n"
        "  try: keep one of the two"
    )


GOOD = """\
corrections:
  - file: files/a.csv
    line: 812
    field: net_kg
    was: "1,200"
    now: "12,00"
    reason: The comma moved.
    provider: The vendor, letter of 2 May 2024
"""


def test_corrections_are_read_from_yaml(tmp_path):
    file = tmp_path / "corrections.yml"
    file.write_text(GOOD, encoding="utf-8")

    (found,) = read_corrections(file).corrections
    assert (found.line, found.was, found.now) == (812, "1,200", "12,00")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("    line: 812\n", "", "correction 1 needs one of 'line' and 'row'"),
        (
            "line: 812",
            "line: 812\n    row: 9",
            "correction 1 needs one of 'line' and 'row'",
        ),
        ('    now: "12,00"\n', "", "correction 1 needs one of 'now' and 'action'"),
        (
            "now: ",
            "action: exclude\n    now: ",
            "correction 1 needs one of 'now' and 'action'",
        ),
    ],
)
def test_a_correction_says_one_place_and_one_change(tmp_path, old, new, fault):
    file = tmp_path / "corrections.yml"
    assert old in GOOD
    file.write_text(GOOD.replace(old, new), encoding="utf-8")

    with pytest.raises(CaseError) as caught:
        read_corrections(file)
    assert [(f.what, f.where) for f in caught.value.faults] == [(fault, f"{file}:2")]
