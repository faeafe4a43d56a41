import pytest

from madein.errors import SourceError
from madein.sources.goods_xml import MOST_DEPTH, goods_rows, look_at_goods
from madein.sources.intake import look_at
from madein.sources.layouts import best_layout, lay_over, shipped_layouts
from madein.sources.text.dialect import NOTHING_TOLD
from sources.making import cells, put, take
from sources.raw_bytes import declaration

GENERAL = (
    "<REGNUM>10009100/050521/0001234</REGNUM><G_2_NAM>HYO &amp; CO</G_2_NAM>"
    "<G_8_6>7743237789</G_8_6><G_22_3>USD</G_22_3><G_23_1>74.1</G_23_1>"
)
FIRST = (
    "<G_32_1>1</G_32_1><G_42>300.00</G_42>"
    "<TOVG><G31_1>Болт</G31_1><KOL>5</KOL></TOVG><TOVG><G31_1>Гайка</G31_1></TOVG>"
)
SECOND = "<G_32_1>2</G_32_1><G_42>40.00</G_42><G_31><NAME>Шайба</NAME></G_31>"


def xml(*declarations, encoding="utf-8"):
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n{"".join(declarations)}'
    return text.encode(encoding)


def read(folder, content):
    file = put(folder, content, name="a.xml")
    look = look_at_goods(file)
    return look.dialect.headings, [
        piece.cells or (piece.line, piece.reason, piece.text)
        for piece in goods_rows(file, look.dialect)
    ]


def refused(folder, content):
    with pytest.raises(SourceError) as stop:
        read(folder, content)
    return str(stop.value).replace(f"{folder}/", "")


def test_an_item_is_a_row_and_its_goods_lines_are_joined(tmp_path):
    headings, rows = read(tmp_path, xml(declaration(FIRST, SECOND, general=GENERAL)))
    known = [dict(zip(headings, row, strict=True)) for row in rows]

    assert headings == (
        "REGNUM",
        "G_2_NAM",
        "G_8_6",
        "G_22_3",
        "G_23_1",
        "G_32_1",
        "G_42",
        "TOVG/G31_1",
        "TOVG/KOL",
        "G_31/NAME",
        "BLOCK",
        "TOVG lines",
    )
    assert (
        known[0]
        | {
            "G_2_NAM": "HYO & CO",
            "G_42": "300.00",
            "TOVG/G31_1": "Болт; Гайка",
            "TOVG/KOL": "5",
            "G_31/NAME": "",
            "BLOCK": "1",
            "TOVG lines": "2",
        }
        == known[0]
    )
    assert (
        known[1]
        | {
            "REGNUM": "10009100/050521/0001234",
            "G_42": "40.00",
            "TOVG/G31_1": "",
            "G_31/NAME": "Шайба",
            "BLOCK": "2",
            "TOVG lines": "0",
        }
        == known[1]
    )


def test_goods_lines_that_are_text_are_joined(tmp_path):
    headings, [row] = read(
        tmp_path, xml(declaration("<G_42>1</G_42><TOVG>a</TOVG><TOVG> b </TOVG>"))
    )

    assert dict(zip(headings, row, strict=True)) == {
        "G_42": "1",
        "TOVG": "a; b",
        "BLOCK": "1",
        "TOVG lines": "2",
    }


@pytest.mark.parametrize(
    "encoding", ["windows-1251", "utf-8", "utf-16", "cp866", "koi8-r"]
)
def test_the_encoding_is_that_of_the_declaration(tmp_path, encoding):
    _, rows = read(tmp_path, xml(declaration(FIRST), encoding=encoding))

    assert rows[0][2] == "Болт; Гайка"


def test_one_file_may_hold_many_declarations(tmp_path):
    many = [
        declaration(FIRST, SECOND, general="<REGNUM>A</REGNUM>"),
        declaration(general="<REGNUM>B</REGNUM><G_8_6>1</G_8_6>"),
        declaration(SECOND, general="<REGNUM>C</REGNUM>"),
    ]
    content = xml("<all><sent>today</sent>", *many, "</all>")
    headings, rows = read(tmp_path, content)

    assert [row[0] for row in rows if isinstance(row, list)] == ["A", "A", "C"]
    assert [row for row in rows if isinstance(row, tuple)] == [
        (5, "a declaration without items", "B | 1")
    ]
    assert "sent" not in headings


def test_a_total_and_a_value_of_one_name_never_share_a_column(tmp_path):
    content = xml(
        declaration("<G_42>10</G_42>", "<G_42>20</G_42>", general="<G_42>30</G_42>")
    )
    headings, rows = read(tmp_path, content)

    assert headings == ("G_42", "BLOCK/G_42", "BLOCK", "TOVG lines")
    assert rows == [["30", "10", "1", "0"], ["30", "20", "2", "0"]]


@pytest.mark.parametrize(
    ("content", "what", "line"),
    [
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a><BLOCK>&b;</BLOCK></a>',
            "it declares types of its own, like 'a'",
            1,
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
            "it declares types of its own, like 'a'",
            1,
        ),
        (
            b'<?xml version="1.0"?>\n<a><BLOCK>\n</a>',
            "mismatched tag: line 3, column 2",
            3,
        ),
        (
            b'<?xml version="1.0"?>\n<a><BLOCK>',
            "no element found: line 2, column 10",
            2,
        ),
        (b'<?xml version="1.0" encoding="none"?><a/>', "unknown encoding: none", 1),
        (
            b'<?xml version="1.0"?>' + b"<a>" * 60,
            f"its elements lie more than {MOST_DEPTH} deep",
            1,
        ),
    ],
    ids=["bomb", "external", "mismatch", "early", "encoding", "deep"],
)
def test_damaged_or_hostile_xml_is_refused(tmp_path, content, what, line):
    said = refused(tmp_path, content).splitlines()

    assert said[0].startswith(f"the XML is damaged: {what}")
    assert said[1:] == [
        f"  at a.xml:{line}",
        "  try: ask whoever sent it for the file again",
    ]


def test_xml_without_items_is_refused(tmp_path):
    assert refused(tmp_path, xml("<rows><row><a>1</a></row></rows>")) == (
        "the XML holds no elements BLOCK, as declarations have them\n"
        "  at a.xml\n"
        "  try: save the table in it as CSV or XLSX"
    )


def test_declarations_are_taken_in(tmp_path, engine, in_process):
    taken = take(
        put(tmp_path, xml(declaration(FIRST, SECOND, general=GENERAL)), name="a")
    )

    assert (taken.copy.records, taken.copy.quarantined) == (2, ())
    assert [row[6] for row in cells(engine, tmp_path / taken.name)] == [
        "300.00",
        "40.00",
    ]


def test_the_layout_of_declaration_software_fits(tmp_path, in_process):
    file = put(tmp_path, xml(declaration(ITEM, general=HEAD)), name="a.xml")
    headings = look_at(file, (), NOTHING_TOLD).dialect.headings
    layout = best_layout(headings, shipped_layouts())
    columns = lay_over(headings, layout, "a.xml")

    assert layout.name == "ru-alta-xml"
    found = {name: headings[place] for name, place in columns.columns.items()}
    assert found == {
        "declaration": "REGNUM",
        "direction": "G_1_1",
        "sender_name": "G_2_NAM",
        "consignee_name": "G_8_NAM",
        "consignee_tax_id": "G_8_6",
        "trading": "G_11_1",
        "dispatch": "G_15A_1",
        "invoice_currency": "G_22_3",
        "item": "G_32_1",
        "hs": "G_33_1",
        "description": "TOVG/G31_1",
        "origin": "G_34_1",
        "net_kg": "G_38_1",
        "invoice_value": "G_42_1",
        "customs_value": "G_45_1",
        "statistical_usd": "G_46_1",
    }
    assert [headings[place] for place in columns.totals] == [
        "G_5_1",
        "G_12_0",
        "G_22_2",
    ]


HEAD = (
    "<REGNUM>10009100/050521/0001234</REGNUM><G_1_1>ИМ</G_1_1><G_2_NAM>HYO</G_2_NAM>"
    "<G_5_1>1</G_5_1><G_8_NAM>ООО ПРИМЕР</G_8_NAM><G_8_6>7743237789</G_8_6>"
    "<G_11_1>KR</G_11_1><G_12_0>22230.00</G_12_0><G_15A_1>CN</G_15A_1>"
    "<G_22_2>300.00</G_22_2><G_22_3>USD</G_22_3><G_23_1>74.1</G_23_1>"
)
ITEM = (
    "<G_32_1>1</G_32_1><G_33_1>8708299009</G_33_1><G_34_1>KR</G_34_1>"
    "<G_35_1>11.0</G_35_1><G_38_1>10.0</G_38_1><G_42_1>300.00</G_42_1>"
    "<G_45_1>22230.00</G_45_1><G_46_1>300.00</G_46_1>"
    "<TOVG><G31_1>Болт</G31_1></TOVG>"
)
