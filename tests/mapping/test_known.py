from dataclasses import replace

from madein.engine import Engine, literal
from madein.mapping.known import check, known_layout, widened
from madein.mapping.profile import Column, sample
from madein.mapping.questions import NO_ANSWERS, Answers
from madein.sources.layouts import Layout, shipped_layouts
from mapping.making_columns import copy_of, imports

LAYOUT = Layout(
    name="ours",
    vendor="Somebody",
    country="KE",
    fields={
        "declaration": ("ENTRY_NO",),
        "registered": ("IMP_DATE",),
        "consignee_name": ("IMPORTER_NAME",),
        "sender_name": ("SUPPLIER_NAME",),
        "hs": ("HS_CODE",),
        "origin": ("ORIGIN_COUNTRY",),
        "quantity": ("QUANTITY",),
        "cif_usd": ("CIF_USD",),
    },
    unused=("COUNTRY_ISO_CODE_2",),
)
SLASHED = ("dd/mm/yyyy", "mm/dd/yyyy")


def columns(**changed):
    return tuple(
        Column(n, heading, tuple(map(str, cells)))
        for n, (heading, cells) in enumerate(imports(**changed).items())
    )


def checked(folder, table, layout=LAYOUT, answers=NO_ANSWERS):
    copy, count = copy_of(folder, table)
    raw = f"read_parquet({literal(str(copy))})"
    with Engine() as engine:
        found = sample(engine, copy, count, tuple(table), ".")
        return check(engine, raw, found, layout, answers, "a.csv:1")


def test_a_layout_that_knows_all_headings_is_used():
    assert known_layout(columns(), [LAYOUT]) is LAYOUT


def test_of_two_that_fit_the_one_is_used_that_knows_little_else():
    shipped = {layout.name: layout for layout in shipped_layouts()}
    narrow, wide = shipped["ru-dt"], shipped["ru-fts"]
    found = tuple(
        Column(n, headings[0], ("1",) * 9)
        for n, headings in enumerate(narrow.fields.values())
    )

    assert known_layout(found, [wide, narrow]) is narrow


def test_what_a_vendor_adds_to_the_boxes_is_left_unused():
    boxes = next(layout for layout in shipped_layouts() if layout.name == "ru-dt")
    found = [
        Column(n, f"{headings[0]} (as a vendor glosses it)", ("1",) * 9)
        for n, headings in enumerate(boxes.fields.values())
    ]
    found.append(Column(len(found), "SCORE", ("7",) * 9))

    assert known_layout(found, shipped_layouts()) is None
    assert widened(found, [boxes]) == replace(boxes, unused=(*boxes.unused, "SCORE"))


def test_columns_without_boxes_widen_no_layout():
    assert widened(columns(NOTE=["x"] * 20), [LAYOUT]) is None


def test_one_heading_more_is_another_layout():
    assert known_layout(columns(NOTE=["x"] * 20), [LAYOUT]) is None


def test_a_layout_with_many_fields_that_the_file_has_not_is_another_vendors():
    more = {f: (f,) for f in ("item", "net_kg", "dispatch", "trading", "unit")}
    other = replace(LAYOUT, fields={**LAYOUT.fields, **more})

    assert known_layout(columns(), [other]) is None


def test_a_file_of_another_country_is_not_read_by_a_countrys_layout():
    abroad = columns(COUNTRY_ISO_CODE_2=["PE"] * 20)
    at_home = columns(COUNTRY_ISO_CODE_2=["KE"] * 20)

    assert known_layout(abroad, [LAYOUT]) is None
    assert known_layout(at_home, [LAYOUT]) is LAYOUT


def test_a_layout_of_the_case_is_preferred_to_others_that_fit():
    other = replace(LAYOUT, name="theirs")

    assert known_layout(columns(), [LAYOUT, other]) is LAYOUT


def test_a_layout_that_the_cells_bear_out_stays_as_it_is(tmp_path):
    found = checked(tmp_path, imports())

    assert (found.layout, found.questions, found.notes) == (LAYOUT, (), ())


def test_a_value_that_repeats_within_declarations_contradicts_its_layout(tmp_path):
    table = imports(CIF_USD=[f"{n // 2 * 300 + 1.5}" for n in range(20)])

    (question,) = checked(tmp_path, table).questions

    assert question.what.startswith(
        "the layout 'ours' takes 'CIF_USD' for cif_usd, but it is the same on all items"
    )


def test_of_two_orders_that_look_alike_the_proven_one_is_kept(tmp_path):
    days = [f"{n // 2 + 10}/05/2023" for n in range(20)]
    layout = replace(LAYOUT, dates=SLASHED)

    assert checked(tmp_path, imports(IMP_DATE=days), layout).layout.dates == (
        "dd/mm/yyyy",
    )


def test_where_no_order_is_proven_the_layout_stays_and_a_note_says_so(tmp_path):
    days = [f"{n // 2 + 1:02}/05/2023" for n in range(20)]
    layout = replace(LAYOUT, dates=SLASHED)

    found = checked(tmp_path, imports(IMP_DATE=days), layout)

    assert (found.layout.dates, found.questions) == (SLASHED, ())
    (note,) = found.notes
    assert note == (
        "nothing in 'IMP_DATE' tells day from month: 01/05/2023  /  02/05/2023  /  "
        "03/05/2023; such days stay unknown unless you say --dates dd/mm/yyyy or "
        "--dates mm/dd/yyyy"
    )


def test_what_a_person_says_outranks_the_layout(tmp_path):
    answers = Answers(columns={"QUANTITY": "unused"}, country="UG", dates=("excel",))

    layout = checked(tmp_path, imports(), answers=answers).layout

    assert "quantity" not in layout.fields
    assert layout.unused == ("COUNTRY_ISO_CODE_2", "QUANTITY")
    assert (layout.country, layout.dates) == ("UG", ("excel",))
