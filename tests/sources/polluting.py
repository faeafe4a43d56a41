"""A synthetic table in customs shape, and every way to damage it as a text file.

The families of damage are those of the Pollock benchmark for loading CSV files
(Vitagliano et al., PVLDB 16(8), 2023): one sound table, one damage a file.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "pollock_smoke"

HEADINGS = (
    "DECLARATION",
    "DAY",
    "ITEM",
    "HS",
    "ORIGIN",
    "IMPORTER",
    "DESCRIPTION",
    "SUPPLIER",
    "REMARK",
)
QUOTED = (6, 7)  # columns that are written between quotation marks
LAST = len(HEADINGS) - 1
ROWS = 83

THINGS = ("Ball bearings", "Steel bolts", "Hydraulic pump", "Valve", "LED panel")
TRAITS = (
    "for lathes, not hardened",
    "galvanised; packed in boxes of 20",
    'diameter 5", with flange, without drive',
    "new",
    "type A, spare part, for the maker's own line, grey",
    'screen 27" (wide)',
    "see annex 2, item 14",
)
IMPORTERS = ("Almaz Trade", "Vostok-Invest", "Severny Zavod LLC", "ORION", "Beta & Co")
SUPPLIERS = ("Hanul Precision Co., Ltd.", "Nordlicht GmbH", "Quill Machinery, Inc.")


@dataclass(frozen=True, kw_only=True)
class Polluted:
    """A damaged file, and what is in it.

    Attributes:
        name: Family and place of the damage.
        content: The bytes of the file.
        headings: The headings; none where the file has none.
        rows: The rows of the table.
        told: What a person who knows the file would tell of it.
    """

    name: str
    content: bytes
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    told: dict[str, object] = field(default_factory=dict)


def truth() -> tuple[tuple[str, ...], ...]:
    """The rows of the table."""
    return tuple(
        (
            f"10{n % 7}13010/{n % 28 + 1:02}0322/{4711 + 37 * n:07}",
            f"{n % 28 + 1:02}.03.2022",
            str(n % 4 + 1),
            f"84{82 + n % 9}{10 + n % 5}{9000 + 13 * n}",
            ("KR", "DE", "CN", "JP")[n % 4],
            IMPORTERS[n % 5],
            f"{THINGS[n % 5]}, {TRAITS[n % 7]}",
            SUPPLIERS[n % 3],
            "",
        )
        for n in range(ROWS)
    )


def written(rows, *, delimiter=",", quote='"', escape='"', end="\n") -> str:
    """Rows as text; the first may be the headings."""
    lines = (_raw(row, quote, escape) for row in rows)
    return "".join(delimiter.join(line) + end for line in lines)


def polluted() -> Iterator[Polluted]:
    """Every damaged file, one damage each."""
    yield _file("source", written([HEADINGS, *truth()]))
    yield from _whole_files()
    for row in range(ROWS + 1):
        for column in range(len(HEADINGS)):
            if column:
                yield _row_less_sep(row, column)
            yield _row_more_sep(row, column)
            yield _row_extra_quote(row, column)
        yield _row_field_delimiter(row, " ")


def shared() -> Iterator[Polluted]:
    """Sixty files of the benchmark itself, where they are at hand."""
    for file in sorted((SHARED / "csv").glob("*.csv")):
        known = json.loads(
            (SHARED / "parameters" / f"{file.name}_parameters.json").read_text()
        )
        with (SHARED / "clean" / file.name).open(newline="") as handle:
            rows = [tuple(row) for row in csv.reader(handle)]
        count = min(known["header_lines"], 1)
        told = {
            "encoding": known["encoding"],
            "delimiter": known["delimiter"],
            "quote": known["quotechar"],
            "escape": known["escapechar"],
            "header_line": known["preamble_lines"] + 1 if count else 0,
        }
        yield Polluted(
            name=file.stem,
            content=file.read_bytes(),
            headings=rows[0] if count else (),
            rows=tuple(rows[count:]),
            told=told,
        )


def _whole_files() -> Iterator[Polluted]:
    rows, all_rows = truth(), [HEADINGS, *truth()]
    text = written(all_rows)
    for sign in (" ", ", ", ";", "\t", "|", "||", "^", "~", "\x01"):
        name = "file_field_delimiter_" + _hexed(sign)
        yield _file(name, written(all_rows, delimiter=sign), delimiter=sign)
    for sign in ("'", "`"):
        name = f"file_quotation_char_{_hexed(sign)}"
        yield _file(name, written(all_rows, quote=sign, escape=sign), quote=sign)
    # The marks inside cells stay as they were, and an apostrophe is not marked at all.
    yield _file(
        "file_quotation_char_0x27_loose",
        _loose(all_rows),
        quote="'",
        escape='"',
    )
    backslash = written(all_rows, escape="\\")
    yield _file("file_escape_char_0x5C", backslash, escape="\\")
    yield _file("file_escape_char_0x00", written(all_rows, escape=""), escape="")
    for sign in ("\n", "\r", "\r\n"):
        name = f"file_record_delimiter_{_hexed(sign)}"
        yield _file(name, written(all_rows, end=sign))
    yield _file("file_no_header", written(rows), headings=(), header_line=0)
    yield _file("file_header_only", written([HEADINGS]), rows=())
    yield _file("file_one_data_row", written(all_rows[:2]), rows=rows[:1])
    yield _file("file_no_payload", "", headings=(), rows=(), header_line=0)
    for count in (2, 3):
        joined = tuple(" ".join([heading] * count) for heading in HEADINGS)
        more = written([HEADINGS] * (count - 1))
        yield _file(f"file_header_multirow_{count}", more + text, headings=joined)
    blank = "," * LAST + "\n"
    yield _file("file_preamble", f"PREAMBLE{blank}{blank}{text}", header_line=3)
    title = "Imports of March 2022\n\n"
    yield _file("file_preamble_title", title + text, header_line=3)
    yield _file("file_footnote", f"{text}FOOTNOTE{blank}")
    yield _file("file_footnote_line", f"{text}\nSource: own survey, preliminary\n")
    for name, cells in (("less", slice(0, -1)), ("same", slice(None))):
        below = written([row[cells] for row in all_rows])
        yield _file(f"file_multitable_{name}", text + below)
    more = written([(*row, "1") for row in all_rows])
    yield _file("file_multitable_more", text + more)
    yield _file("file_no_trailing_newline", text.removesuffix("\n"))
    yield _file("file_double_trailing_newline", text + "\n")


def _file(name: str, text: str, *, headings=HEADINGS, rows=None, **told) -> Polluted:
    usual = {"encoding": "utf-8", "delimiter": ",", "quote": '"', "escape": '"'}
    if told.get("quote", '"') != '"':
        usual["escape"] = told["quote"]
    return Polluted(
        name=name,
        content=text.encode(),
        headings=headings,
        rows=truth() if rows is None else rows,
        told={**usual, "header_line": 1, **told},
    )


def _row_less_sep(row: int, column: int) -> Polluted:
    cells = _raw(_all_rows()[row])
    glued = [*cells[: column - 1], cells[column - 1] + cells[column]]
    line = ",".join([*glued, *cells[column + 1 :]])
    return _file(f"row_less_sep_row{row}_col{column}", _with_line(row, line))


def _row_more_sep(row: int, column: int) -> Polluted:
    cells = _raw(_all_rows()[row])
    line = ",".join([*cells[:column], "", *cells[column:]])
    return _file(f"row_more_sep_row{row}_col{column}", _with_line(row, line))


def _row_extra_quote(row: int, column: int) -> Polluted:
    cells = _raw(_all_rows()[row])
    cells[column] = '"' + cells[column]
    rows = [list(cells) for cells in _all_rows()]
    rows[row][column] = '"' + rows[row][column]
    headings, *below = map(tuple, rows)
    name = f"row_extra_quote{row}_col{column}"
    text = _with_line(row, ",".join(cells))
    return _file(name, text, headings=headings, rows=tuple(below))


def _row_field_delimiter(row: int, sign: str) -> Polluted:
    line = sign.join(_raw(_all_rows()[row]))
    return _file(f"row_field_delimiter_{row}_{_hexed(sign)}", _with_line(row, line))


def _with_line(row: int, line: str) -> str:
    lines = written(_all_rows()).split("\n")
    return "\n".join([*lines[:row], line, *lines[row + 1 :]])


def _all_rows() -> list[tuple[str, ...]]:
    return [HEADINGS, *truth()]


def _raw(cells, quote='"', escape='"') -> list[str]:
    """Cells as they stand in the file."""
    return [
        quote + cell.replace(quote, escape + quote) + quote if at in QUOTED else cell
        for at, cell in enumerate(cells)
    ]


def _loose(rows) -> str:
    """Rows between apostrophes, with those inside cells left as they are."""
    raw = (_raw(row) for row in rows)
    lines = (
        [
            "'" + cell[1:-1] + "'" if at in QUOTED else cell
            for at, cell in enumerate(row)
        ]
        for row in raw
    )
    return "".join(",".join(line) + "\n" for line in lines)


def _hexed(text: str) -> str:
    return "_".join(f"0x{ord(sign):X}" for sign in text)
