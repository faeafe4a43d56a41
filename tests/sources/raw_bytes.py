"""Bytes of workbooks, archives, dBase files and declarations, written by hand."""

import io
import struct
import zipfile

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
    '<numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00&quot; days&quot;"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="46"/></cellXfs></styleSheet>'
)
GENERAL, DAY, DAY_OF_OURS, NUMBER_OF_OURS, ELAPSED = range(5)


def relations(*targets):
    """Relations `rId1`, `rId2` ... of a kind to a target."""
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def xlsx(*sheets, shared=None, book="", hidden=(), head="", more=()):
    """A workbook; a sheet is the XML between `<worksheet>` and its end.

    Args:
        sheets: Names and contents, or contents alone.
        shared: XML of the shared texts.
        book: XML in front of the list of sheets.
        hidden: Names of hidden sheets.
        head: What stands in front of each sheet's element.
        more: Other parts: names and bytes.
    """
    named = [
        sheet if isinstance(sheet, tuple) else (f"Sheet{n}", sheet)
        for n, sheet in enumerate(sheets, start=1)
    ]
    targets = [
        ("worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(named, 1)
    ]
    targets += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"'
        + (' state="hidden"' if name in hidden else "")
        + "/>"
        for n, (name, _) in enumerate(named, start=1)
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(*targets),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared or ""}</sst>',
        **{
            f"xl/worksheets/sheet{n}.xml": f'{head}<worksheet xmlns="{MAIN}">{content}'
            "</worksheet>"
            for n, (_, content) in enumerate(named, start=1)
        },
        **dict(more),
    }
    return zipped(parts)


def sheet(*rows, after=""):
    """A sheet of rows of cells: text is written inline, numbers as numbers."""
    lines = [
        f'<row r="{n}">{"".join(cell(n, place, value) for place, value in enumerate(row))}</row>'
        for n, row in enumerate(rows, start=1)
        if row
    ]
    return f"<sheetData>{''.join(lines)}</sheetData>{after}"


def cell(row, place, value):
    name = f'r="{chr(ord("A") + place)}{row}"'
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c {name} t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c {name}><v>{value}</v></c>"


def zipped(parts, *, method=zipfile.ZIP_DEFLATED):
    """A zip archive of names and contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def zip_member(name, content, *, mode=0o100644, encrypted=False):
    """A zip archive of one file with a mode of Unix, and perhaps a mark of encryption."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system, info.external_attr = 3, mode << 16
        archive.writestr(info, content)
    raw = bytearray(out.getvalue())
    if encrypted:
        raw[6] |= 1
        raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def dbf(columns, records, *, driver=0, version=3, count=None, marks=None, tail=b"\x1a"):
    """A dBase file.

    Args:
        columns: Name, type and bytes of each column.
        records: Bytes of each record, without its mark.
        driver: The byte that names the encoding.
        version: The byte that names the program.
        count: Number of records as the header has it, if it lies.
        marks: Mark of each record, if not all are kept.
        tail: What follows the last record.
    """
    described = b"".join(
        struct.pack("<11sc4xBB14x", name.encode("latin-1"), kind.encode(), size, 0)
        for name, kind, size in columns
    )
    length = 1 + sum(size for _, _, size in columns)
    count = len(records) if count is None else count
    head = struct.pack(
        "<BBBBIHH17xB2x",
        version,
        121,
        11,
        22,
        count,
        33 + len(described),
        length,
        driver,
    )
    body = b"".join(
        mark + record
        for mark, record in zip(marks or [b" "] * len(records), records, strict=True)
    )
    return head + described + b"\r" + body + tail


def declaration(*items, general="", tag="AltaGTD"):
    """A declaration of declaration software; an item is the XML inside its block."""
    blocks = "".join(f"\n<BLOCK>{item}</BLOCK>" for item in items)
    return f"<{tag}>{general}{blocks}</{tag}>\n"
