"""Small files that harm whoever reads them carelessly; all made up, the same each time.

Each says which rows it holds: whatever is delivered has to be among them, and every row
that is there has to be delivered, quarantined or part of a refusal.
"""

import gzip
import random
import stat
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from madein.engine import Engine
from madein.sources.packed import zstd
from madein.sources.text.dialect import Told
from sources.raw_bytes import (
    cell,
    dbf,
    declaration,
    sheet,
    xlsx,
    zip_member,
    zipped,
)

HEADINGS = ["nd", "item", "goods", "usd"]
WORDS = {
    "ru": "Болт крепёжный, Гайка стальная, Шайба пружинная, Подшипник, Двигатель",
    "ko": "자동차 부품, 볼트와 너트, 강철 와셔, 베어링, 전기 모터",
    "zh": "汽车零件, 螺栓和螺母, 钢制垫圈, 轴承, 电动机",
    "ja": "自動車の部品, ボルトとナット, 鋼のワッシャー, 軸受, 電動機",
    "tr": "Çelik cıvata, Somun ve pul, Bağlantı parçası, Şanzıman dişlisi, Güç ünitesi",
    "fr": "Pièces détachées, écrous en acier, câblé, rondelle élastique, moteur à gaz",
    "en": "steel bolts, nuts, washers, bearings, motors",
}


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """A hostile file.

    Attributes:
        name: What is wrong with it.
        make: Gives its bytes.
        rows: The rows it holds; None where it has to be refused.
        physical: How many rows there are, read or not; None where that cannot be said.
        told: What a person says of it.
        is_bomb: Whether it could bring down whoever reads it.
    """

    name: str
    make: Callable[[], bytes]
    rows: list[list[str]] | None = None
    physical: int | None = None
    told: Told = field(default_factory=Told)
    is_bomb: bool = False


def records(words="en", count=40):
    """Rows of a made-up export."""
    goods = WORDS[words].split(", ")
    return [
        [
            f"10009100/050521/{n:07}",
            str(n % 9 + 1),
            goods[n % len(goods)],
            f"{n * 7}.25",
        ]
        for n in range(1, count + 1)
    ]


def text(rows, *, delimiter=";", end="\n", headings=HEADINGS):
    return "".join(delimiter.join(row) + end for row in [headings, *rows])


PLAIN = records(count=12)
LINES = text(PLAIN).splitlines(keepends=True)


def changed(place, line):
    """The plain file with other bytes in place of a line; 0 is that of the headings."""
    raw = [content.encode() for content in LINES]
    raw[place] = line if isinstance(line, bytes) else line.encode()
    return b"".join(raw)


def without(*places):
    return [row for n, row in enumerate(PLAIN, start=1) if n not in places]


def encodings() -> Iterator[Hostile]:
    """Encodings with and without a mark, whole and mixed."""
    known = [
        *[
            ("ru", e)
            for e in ("utf-8", "utf-8-sig", "utf-16", "cp1251", "cp866", "koi8-r")
        ],
        *[("ru", e) for e in ("utf-16-le", "utf-16-be", "utf-32")],
        *[("ko", "cp949"), ("ko", "utf-16-le"), ("zh", "gb18030"), ("zh", "utf-8")],
        *[("tr", "cp1254"), ("fr", "latin-1"), ("fr", "cp1252"), ("ja", "cp932")],
    ]
    for words, encoding in known:
        rows = records(words)
        content = text(rows).encode(encoding)
        yield Hostile(
            name=f"{words} in {encoding}",
            make=lambda c=content: c,
            rows=rows,
            physical=40,
        )
    rows = records("ru")
    for first, second in (
        ("utf-8", "cp1251"),
        ("cp1251", "cp866"),
        ("utf-8", "koi8-r"),
    ):
        raw = [
            line.encode(second if n % 7 == 3 else first)
            for n, line in enumerate(text(rows).splitlines(keepends=True))
        ]
        content = b"".join(raw)
        yield Hostile(
            name=f"{second} in {first}",
            make=lambda c=content: c,
            rows=rows,
            physical=40,
        )
    for name, line in (
        ("half a letter", b"A;1;\xd0;10\n"),
        ("an overlong slash", b"A;1;\xc0\xaf;10\n"),
        ("half a pair", b"A;1;\xed\xa0\x80;10\n"),
    ):
        yield Hostile(
            name=name, make=lambda c=line: changed(5, c), rows=without(5), physical=12
        )


def nuls() -> Iterator[Hostile]:
    """NUL bytes wherever they do harm."""
    yield Hostile(
        name="NUL in a cell",
        make=lambda: changed(3, b"A;1;x\0y;10\n"),
        rows=without(3),
        physical=12,
    )
    yield Hostile(
        name="a line of NULs",
        make=lambda: changed(3, bytes(30) + b"\n"),
        rows=without(3),
    )
    yield Hostile(
        name="NULs at the end",
        make=lambda: "".join(LINES).encode() + bytes(99),
        rows=PLAIN,
    )
    yield Hostile(name="NULs alone", make=lambda: bytes(5_000))
    yield Hostile(
        name="NULs in front",
        make=lambda: bytes(7) + "".join(LINES).encode(),
        rows=PLAIN,
    )
    yield Hostile(
        name="NUL in the headings",
        make=lambda: changed(0, b"nd;it\0em;goods;usd\n"),
        rows=PLAIN,
    )


def quotes() -> Iterator[Hostile]:
    """Quotation marks that do not fit."""
    for name, line in (
        ("never closed", 'A;1;"x;10\n'),
        ("closed too early", 'A;1;"x"y;10\n'),
        ("around two cells", 'A;1 "x; y";10\n'),
        ("a lone one at the end", 'A;1;x;10"\n'),
        ("a lone one at the beginning", '"A;1;x;10\n'),
        ("three", 'A;1;"""x;10\n'),
        ("escaped by a backslash", 'A;1;"x \\" y";10\n'),
        ("of two kinds", "A;1;\"x';10\n"),
        ("typographic", "A;1;“x;10\n"),
        ("with a blank before", 'A;1; "x;y";10\n'),
    ):
        # Without quotation marks, the file says what stands there.
        literal = line.rstrip("\n").split(";")
        rows = without(6) + ([literal] if len(literal) == 4 else [])
        if "backslash" in name:
            rows += [["A", "1", 'x " y', "10"]]
        yield Hostile(
            name=name, make=lambda c=line: changed(6, c), rows=rows, physical=12
        )
    yield Hostile(
        name="never closed on the last line",
        make=lambda: changed(12, 'A;1;"x;10\n'),
        rows=[*without(12), ["A", "1", '"x', "10"]],
        physical=12,
    )
    yield Hostile(
        name="never closed in the headings",
        make=lambda: changed(0, 'nd;"item;goods;usd\n'),
        rows=PLAIN,
    )


def ragged() -> Iterator[Hostile]:
    """Rows of another width, and no rows."""
    for name, line in (
        ("a cell too few", "A;1;x\n"),
        ("a cell too many", "A;1;x;10;y\n"),
        ("an empty cell too many", "A;1;x;10;\n"),
        ("a delimiter in the text", "A;1;x;y;10\n"),
        ("no delimiter", "Total 12 rows\n"),
        ("ten thousand cells", ";".join(["x"] * 10_000) + "\n"),
    ):
        yield Hostile(
            name=name, make=lambda c=line: changed(4, c), rows=without(4), physical=12
        )
    yield Hostile(
        name="a blank line",
        make=lambda: changed(4, "\n"),
        rows=[*without(4), [""] * 4],
        physical=12,
    )
    yield Hostile(
        name="blanks alone",
        make=lambda: changed(4, "   \n"),
        rows=[*without(4), [""] * 4],
        physical=12,
    )
    yield Hostile(
        name="headings alone",
        make=lambda: changed(0, LINES[0])[: len(LINES[0])],
        rows=[],
        physical=0,
    )
    yield Hostile(
        name="every row with one more",
        make=lambda: text([[*r, "z"] for r in PLAIN]).encode(),
        rows=[],
    )
    yield Hostile(
        name="a second table below",
        make=("".join(LINES) + "\na;b\n1;2\n").encode,
        rows=[*PLAIN, [""] * 4],
    )
    yield Hostile(
        name="the headings again",
        make=("".join(LINES) * 2).encode,
        rows=[*PLAIN, HEADINGS, *PLAIN],
    )


def lengths() -> Iterator[Hostile]:
    """What is longer than anyone expects."""
    yield Hostile(
        name="a cell of 2 MB",
        make=lambda: changed(2, f"A;1;{'x' * 2_000_000};10\n"),
        rows=without(2),
        physical=12,
    )
    yield Hostile(
        name="a quoted cell of 20,000 lines",
        make=lambda: changed(2, 'A;1;"' + "x\n" * 20_000),
        rows=without(2),
    )
    yield Hostile(name="one line of 3 MB", make=lambda: b"x" * 3_000_000)
    yield Hostile(
        name="a heading of 2 MB",
        make=lambda: changed(0, f"nd;{'h' * 2_000_000};goods;usd\n"),
        rows=PLAIN,
    )
    yield Hostile(
        name="ten thousand headings",
        make=((";".join(f"h{n}" for n in range(10_000)) + "\n") * 3).encode,
    )


def headings() -> Iterator[Hostile]:
    """Headings that mislead."""
    told = Told(header_line=1, delimiter=";")
    for name, line in (
        ("twice the same", "nd;nd;goods;usd\n"),
        ("blank", ";;goods;usd\n"),
        ("SQL", '"x""; drop table a; --";item;\' or 1=1;usd\n'),
        ("names of ours", "line;file_row_number;c001;source_id\n"),
        ("bidi", "n\u202ed;item\u200b;goods;usd\n"),
        ("numbers", "2021;2022;2023;2024\n"),
        ("markup", "<script>alert(1)</script>;{{7*7}};goods;usd\n"),
        ("formulas", "=1+1;@item;+goods;-usd\n"),
        ("a path", "../../etc/passwd;item;goods;usd\n"),
        ("4,000 letters", f"nd;{'h' * 4_000};goods;usd\n"),
    ):
        yield Hostile(
            name=name,
            make=lambda c=line: changed(0, c),
            rows=PLAIN,
            physical=12,
            told=told,
        )


def values() -> Iterator[Hostile]:
    """Cells that mean something to somebody else: they stay what they are."""
    for value in (
        *(
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\uff1d1",
            "=HYPERLINK(0)",
            "=cmd|'/c calc'!A1",
        ),
        *(
            "NaN",
            "inf",
            "1e400",
            "8.70829E+09",
            "0102",
            "(100.00)",
            "1.234,56",
            "\uff11\uff12",
            "٣٤",
        ),
        *("0000-00-00", "30.02.2021", "31.12.9999", "44621", "9007199254740993"),
        *("a\u202eb", "a\u200bb", "GR\u041eUP", "Z\u0335\u0321", "\ufeffx"),
        *(
            "<b>x</b>",
            "{{7*7}}",
            "javascript:0",
            "' or 1=1 --",
            "NULL",
            "\\N",
            "%s%n",
            "$(id)",
        ),
    ):
        row = ["A", "1", value, "10"]
        yield Hostile(
            name=ascii(value),
            make=lambda r=row: changed(5, ";".join(r) + "\n"),
            rows=[*PLAIN[:4], row, *PLAIN[5:]],
            physical=12,
            told=Told(encoding="utf-8"),
        )


def line_ends() -> Iterator[Hostile]:
    """What ends a line, and what only seems to."""
    for name, end in (("CRLF", "\r\n"), ("CR", "\r"), ("LF", "\n")):
        yield Hostile(
            name=name,
            make=lambda e=end: text(PLAIN, end=e).encode(),
            rows=PLAIN,
            physical=12,
        )
    for name, sign in (
        *(("vertical tab", "\v"), ("form feed", "\f"), ("next line", "\x85")),
        *(("line separator", "\u2028"), ("file separator", "\x1c")),
    ):
        row = ["A", "1", f"x{sign}y", "10"]
        yield Hostile(
            name=name,
            make=lambda r=row: changed(5, ";".join(r) + "\n"),
            rows=[*PLAIN[:4], row, *PLAIN[5:]],
            physical=12,
            told=Told(encoding="utf-8"),
        )
    yield Hostile(
        name="CR in a cell",
        make=lambda: changed(5, "A;1;x\ry;10\n"),
        rows=[*without(5), ["A", "1", "x\ry", "10"]],
    )
    yield Hostile(
        name="CRLF and LF mixed",
        make=lambda: "".join(
            line[:-1] + ("\r\n" if n % 2 else "\n") for n, line in enumerate(LINES)
        ).encode(),
        rows=PLAIN,
        physical=12,
    )
    yield Hostile(
        name="no end of the last line",
        make="".join(LINES)[:-1].encode,
        rows=PLAIN,
        physical=12,
    )
    yield Hostile(
        name="control-Z at the end",
        make=lambda: "".join(LINES).encode() + b"\x1a",
        rows=PLAIN,
    )


def packed() -> Iterator[Hostile]:
    """Archives: bombs, cuts, links, names."""
    raw = text(records(count=4_000)).encode()
    for name, pack in (
        ("gzip", gzip.compress),
        ("zstd", zstd.compress),
        ("zip", lambda c: zipped({"a.csv": c})),
    ):
        whole = pack(raw)
        for cut in (5, len(whole) // 2, len(whole) - 3):
            yield Hostile(name=f"{name} cut at {cut}", make=lambda c=whole[:cut]: c)
        yield Hostile(
            name=f"a bomb in {name}",
            make=lambda p=pack: p(b"1;2\n" * 10_000_000),
            is_bomb=True,
        )
    for name, content in (
        ("gzip with more behind", gzip.compress(raw) + b"more"),
        ("gzip of gzip of gzip", gzip.compress(gzip.compress(gzip.compress(raw)))),
        ("gzip of a PDF", gzip.compress(b"%PDF-1.7")),
        ("gzip of nothing", gzip.compress(b"")),
        ("zip of nothing", zipped({})),
        ("zip of two tables", zipped({"a.csv": raw, "b.csv": raw})),
        (
            "zip of a link",
            zip_member("a.csv", "/etc/passwd", mode=stat.S_IFLNK | 0o777),
        ),
        ("zip that is encrypted", zip_member("a.csv", "x;y\n1;2\n", encrypted=True)),
        ("zip of 1,001 files", zipped({f"{n}.csv": "a;b\n" for n in range(1_001)})),
        ("zip of a PDF", zipped({"a.pdf": b"%PDF-1.7"})),
        ("zip of a lie about its size", lied(zipped({"a.csv": raw}))),
        (
            "zip with an unknown method",
            zipped({"a.csv": raw}).replace(b"\x08\x00", b"\x63\x00"),
        ),
        (
            "zip of a zip of a zip",
            zipped({"a.zip": zipped({"b.zip": zipped({"a.csv": raw})})}),
        ),
        ("tar", bytes(257) + b"ustar" + bytes(300)),
    ):
        yield Hostile(name=name, make=lambda c=content: c)
    plain = text(PLAIN).encode()
    for name in (
        "../../x.csv",
        "/etc/x.csv",
        "C:\\x.csv",
        "a\u202evsc.exe",
        "x;rm -rf.csv",
        "con",
    ):
        yield Hostile(
            name=f"zip of {name!a}",
            make=lambda n=name: zipped({n: plain}),
            rows=PLAIN,
            physical=12,
        )
    yield Hostile(
        name="zip behind other bytes",
        make=lambda: b"MZ" + zipped({"a.csv": plain}),
        rows=[],
    )
    yield Hostile(
        name="gzip in two parts",
        make=lambda: gzip.compress(plain[:50]) + gzip.compress(plain[50:]),
        rows=PLAIN,
        physical=12,
    )
    yield Hostile(
        name="stored",
        make=lambda: zipped({"a.csv": plain}, method=zipfile.ZIP_STORED),
        rows=PLAIN,
        physical=12,
    )


def lied(content):
    """A zip archive whose list of files says that one is short."""
    raw = bytearray(content)
    at = raw.index(b"PK\x01\x02") + 24
    raw[at : at + 4] = struct.pack("<I", 20)
    return bytes(raw)


def workbooks() -> Iterator[Hostile]:
    """Workbooks."""
    heads = "".join(cell(1, n, name) for n, name in enumerate(HEADINGS))
    first = f'<row r="1">{heads}</row>'
    body = '<row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>1</v></c></row>'
    row = [["7", "1", "", ""]]
    for name, content in (
        ("a row twice", f"<sheetData>{first}{body}{body}</sheetData>"),
        ("rows backwards", f"<sheetData>{first}{body}{first}</sheetData>"),
        (
            "a cell of another row",
            f'<sheetData>{first}<row r="2"><c r="A1"><v>7</v></c></row></sheetData>',
        ),
        (
            "a cell twice",
            f'<sheetData>{first}<row r="2"><c r="A2"><v>7</v></c><c r="A2"><v>8</v></c></row></sheetData>',
        ),
        (
            "a column too far",
            f'<sheetData>{first}<row r="2"><c r="ZZZ2"><v>7</v></c></row></sheetData>',
        ),
        ("a row too far", f'<sheetData>{first}<row r="9999999"/></sheetData>'),
        ("a row that is no number", f'<sheetData>{first}<row r="x"/></sheetData>'),
        ("no end", f"<sheetData>{first}{body}"),
        (
            "a missing text",
            f'<sheetData>{first}<row r="2"><c r="A2" t="s"><v>9</v></c></row></sheetData>',
        ),
        (
            "a text below zero",
            f'<sheetData>{first}<row r="2"><c r="A2" t="s"><v>x</v></c></row></sheetData>',
        ),
        ("no sheet", "<cols/>"),
        ("12 MB of blanks", f"<sheetData>{' ' * 12_000_000}{first}</sheetData>"),
    ):
        yield Hostile(name=name, make=lambda c=content: xlsx(c))
    for name, head in (
        (
            "a bomb of entities",
            '<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;">]>',
        ),
        (
            "an entity from outside",
            '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        ),
    ):
        yield Hostile(
            name=name,
            make=lambda h=head: xlsx(f"<sheetData>{first}</sheetData>", head=h),
        )
    yield Hostile(
        name="a text of 300 MB",
        make=lambda: xlsx(f"<sheetData>{first}{' ' * 300_000_000}</sheetData>"),
        is_bomb=True,
    )
    whole = xlsx(f"<sheetData>{first}{body}</sheetData>")
    yield Hostile(name="cut in the middle", make=lambda: whole[: len(whole) // 2])
    yield Hostile(
        name="a part that leads outside",
        make=lambda: whole.replace(b"sheet1.xml", b"../../../x"),
    )
    yield Hostile(
        name="an old workbook that is none",
        is_bomb=True,
        make=lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000),
    )
    yield Hostile(
        name="a binary workbook that is none",
        is_bomb=True,
        make=lambda: zipped({"xl/workbook.bin": bytes(99)}),
    )
    yield Hostile(
        name="an open document of a billion rows",
        is_bomb=True,
        make=open_document_bomb,
        rows=[],
    )
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    yield Hostile(
        name="a far cell",
        is_bomb=True,
        make=lambda: xlsx(f"<sheetData>{first}{body}{far}</sheetData>"),
        rows=row,
        physical=2,
    )
    yield Hostile(
        name="a false dimension",
        make=lambda: xlsx(
            f'<dimension ref="A1:XFD1048576"/><sheetData>{first}{body}</sheetData>'
        ),
        rows=row,
        physical=1,
    )
    yield Hostile(
        name="one row too many",
        make=lambda: xlsx(
            f'<sheetData>{first}{body}<row r="3"><c r="E3"><v>1</v></c></row></sheetData>'
        ),
        rows=row,
        physical=2,
    )
    error = '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>1/0</f><v>3</v></c></row>'
    yield Hostile(
        name="errors and formulas",
        make=lambda: xlsx(f"<sheetData>{first}{error}</sheetData>"),
        rows=[["#REF!", "3", "", ""]],
        physical=1,
    )
    yield Hostile(
        name="links to other files",
        make=lambda: xlsx(
            f"<sheetData>{first}{body}</sheetData>",
            more={"xl/externalLinks/externalLink1.xml": "<a/>"}.items(),
        ),
        rows=row,
        physical=1,
    )
    yield Hostile(
        name="two tables on two sheets",
        make=lambda: xlsx(sheet(["a", "b"], [1, 2]), sheet(["c", "d"], [3, 4])),
    )
    yield Hostile(name="nothing on its sheet", make=lambda: xlsx("<sheetData/>"))


def open_document_bomb():
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    repeated = (
        '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
            'opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"<office:document-content {names}><office:body>"
            f'<office:spreadsheet><table:table table:name="S">{repeated}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def parquet(sql):
    """Bytes of a Parquet file of the rows of a query."""
    with tempfile.TemporaryDirectory() as folder, Engine() as engine:
        engine.write(sql, Path(folder) / "a.parquet")
        return (Path(folder) / "a.parquet").read_bytes()


def parquets() -> Iterator[Hostile]:
    """Parquet files: cuts, and bits that fell over outside of the pages."""
    rows = [[f"A{n}", str(n), "x", f"{n}.5"] for n in range(400)]
    whole = parquet(
        "select 'A' || n as nd, n as item, 'x' as goods, n || '.5' as usd from range(400) t(n)"
    )
    footer = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    for place in (0, 3, len(whole) - 1, len(whole) - 5, len(whole) - 7):
        raw = bytearray(whole)
        raw[place] ^= 0x10
        yield Hostile(name=f"a bit of byte {place}", make=lambda c=bytes(raw): c)
    for place in range(footer, len(whole) - 8, (len(whole) - 8 - footer) // 15):
        raw = bytearray(whole)
        raw[place] ^= 0x10
        yield Hostile(
            name=f"a bit of the footer, byte {place - footer}",
            make=lambda c=bytes(raw): c,
            rows=rows,
        )
    for cut in (4, 100, len(whole) // 2, len(whole) - 1):
        yield Hostile(name=f"cut at {cut}", make=lambda c=whole[:cut]: c)
    yield Hostile(
        name="a footer of two gigabytes",
        make=lambda: whole[:-8] + struct.pack("<I", 2**31 - 1) + b"PAR1",
    )
    wide = ", ".join(f"{n} as c{n}" for n in range(1_025))
    yield Hostile(name="1,025 columns", make=lambda: parquet(f"select {wide}"))
    yield Hostile(
        name="no rows",
        make=lambda: parquet("select 1 as a limit 0"),
        rows=[],
        physical=0,
    )
    yield Hostile(
        name="lists in lists",
        make=lambda: parquet("select [[1], [2, null]] as a, map {'k': 1} as b"),
        rows=[["[[1], [2, NULL]]", "{k=1}"]],
        physical=1,
    )


def dbases() -> Iterator[Hostile]:
    """Files of dBase."""
    columns = [("ND", "C", 4), ("USD", "N", 6)]
    lines = [b"a1    1.00", b"a2    2.00", b"a3    3.00"]
    rows = [["a1", "1.00"], ["a2", "2.00"], ["a3", "3.00"]]
    whole = dbf(columns, lines)
    for name, content in (
        ("cut in a record", whole[:-7]),
        ("cut in the header", whole[:50]),
        ("more behind the end", whole + b"more bytes"),
        ("a count of four billion", dbf(columns, lines, count=2**32 - 1)),
        ("a count of zero", dbf(columns, lines, count=0)),
        ("an unknown type", dbf([("ND", "!", 4)], [b"abcd"])),
        ("a record of another length", whole[:10] + struct.pack("<H", 77) + whole[12:]),
        ("a header of another length", whole[:8] + struct.pack("<H", 65) + whole[10:]),
        ("no encoding", dbf(columns, [b"\xd1\xd1    1.00"])),
    ):
        yield Hostile(name=name, make=lambda c=content: c)
    for name, known in (
        ("a deleted record", {"marks": [b" ", b"*", b" "]}),
        ("an odd mark", {"marks": [b" ", b"\xff", b" "]}),
    ):
        yield Hostile(
            name=name,
            make=lambda k=known: dbf(columns, lines, **k),
            rows=[rows[0], rows[2]],
            physical=3,
        )
    yield Hostile(
        name="NULs for blanks",
        make=lambda: dbf(columns, [b"a1\0\0\0\0" + b"1.00"]),
        rows=rows[:1],
        physical=1,
    )
    yield Hostile(
        name="a quote and a break in a cell",
        make=lambda: dbf(columns, [b'"\n,\r  1.00']),
        rows=[['"\n,\r', "1.00"]],
        physical=1,
    )


def declarations() -> Iterator[Hostile]:
    """XML."""
    head = '<?xml version="1.0" encoding="utf-8"?>'
    for name, content in (
        (
            "a bomb of entities",
            f'{head}<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><a>&b;</a>',
        ),
        (
            "an entity from outside",
            f'{head}<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>',
        ),
        ("a type from outside", f'{head}<!DOCTYPE a SYSTEM "http://a.test/a.dtd"><a/>'),
        ("no end", f"{head}<a><BLOCK><G_42>1</G_42>"),
        ("a thousand deep", head + "<a>" * 1_000 + "</a>" * 1_000),
        ("no items", f"{head}<a><b>1</b></a>"),
        ("two roots", f"{head}<a><BLOCK><b>1</b></BLOCK></a><a/>"),
        ("a sign that is none", f"{head}<a><BLOCK><b>\x01</b></BLOCK></a>"),
        ("an unknown entity", f"{head}<a><BLOCK><b>&nbsp;</b></BLOCK></a>"),
        ("an unknown encoding", '<?xml version="1.0" encoding="x-none"?><a/>'),
        (
            "two thousand elements",
            f"{head}<a><BLOCK>{''.join(f'<e{n}>1</e{n}>' for n in range(2_000))}</BLOCK></a>",
        ),
        ("a web page", '<?xml version="1.0"?><html><body><table/></body></html>'),
    ):
        yield Hostile(name=name, make=lambda c=content: c.encode())
    yield Hostile(
        name="a text of 70 MB",
        make=f"{head}<a><BLOCK><b>{'x' * 70_000_000}</b></BLOCK></a>".encode,
        is_bomb=True,
    )
    yield Hostile(
        name="bytes of another encoding",
        make=lambda: f"{head}<a><BLOCK><b>ж</b></BLOCK></a>".encode("cp1251"),
    )
    lines = declaration(
        "<G_42>10</G_42><TOVG>a</TOVG><TOVG>b</TOVG>", general="<REGNUM>N</REGNUM>"
    )
    yield Hostile(
        name="two goods lines of an item",
        make=(head + lines).encode,
        rows=[["N", "10", "a; b", "1", "2"]],
        physical=1,
    )
    empty = declaration(general="<REGNUM>M</REGNUM>")
    yield Hostile(
        name="a declaration without items",
        make=f"{head}<all>{lines}{empty}</all>".encode,
        rows=[["N", "10", "a; b", "1", "2"]],
        physical=2,
    )


def others() -> Iterator[Hostile]:
    """What is no table at all."""
    generator = random.Random(3)  # noqa: S311 - the same bytes each time
    for name, content in (
        ("nothing", b""),
        ("blanks", b" \n\n \r\n"),
        ("a PDF document", b"%PDF-1.7\n" + generator.randbytes(500)),
        (
            "a web page",
            b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>",
        ),
        ("a picture", b"\x89PNG\r\n\x1a\n" + generator.randbytes(500)),
        ("a program", b"\x7fELF\x02\x01\x01" + bytes(500)),
        ("a database", b"SQLite format 3\x00" + bytes(500)),
        ("a RAR archive", b"Rar!\x1a\x07\x00" + generator.randbytes(500)),
        ("a 7-Zip archive", b"7z\xbc\xaf\x27\x1c" + generator.randbytes(500)),
        ("one word", b"hello"),
        ("prose", b"This is a letter about nothing.\nIt has two lines.\n"),
        *((f"noise {n}", generator.randbytes(3_000)) for n in range(4)),
    ):
        yield Hostile(name=name, make=lambda c=content: c)


FAMILIES = {
    family.__name__: family
    for family in (
        *(encodings, nuls, quotes, ragged, lengths, headings, values, line_ends),
        *(packed, workbooks, parquets, dbases, declarations, others),
    )
}
