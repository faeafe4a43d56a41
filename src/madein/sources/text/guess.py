"""The marks of a text file, told from the rows that they would cut."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from madein.sources.text.cutting import Cut, Marks, cut_all
from madein.sources.text.kinds import kind

USUAL = (",", ";", "\t", "|", "~")
SEARCHED = 200  # lines that the marks are told from
LEAST_LINES = 0.5  # share of the lines that a delimiter stands in

# What is cut well is mostly numbers, codes, days; text is what is left of a bad cut.
_WORTH = {"text": 0.7, "": 0.7}
# A cell that holds such signs is likely to be two.
_DIVIDED = re.compile(r"[;|\t~^\x00-\x08\x0e-\x1f]|,(?=[^\s\d])|,\d*[^\d\s,.]")
_SIGN = re.compile(r"[^\w\s\"'\\.\-/:()%$€£¥₽&@+*]|[\t\x01-\x08\x1c-\x1f]")
_SIGNS = re.compile(r"[^\w\s\"'\\.\-/:()]{2,3}")


@dataclass(frozen=True, kw_only=True)
class Guess:
    """Marks, and how well they fit.

    Attributes:
        marks: The marks.
        width: Cells of most rows.
        worth: How regular the rows are and how much their cells look like cells, 0 to 1.
    """

    marks: Marks
    width: int
    worth: float


def line_end_of(text: str) -> str:
    """What ends the lines of a text.

    Args:
        text: The beginning of a file.
    """
    feeds, returns, both = text.count("\n"), text.count("\r"), text.count("\r\n")
    if returns - both > feeds * 10:
        return "\r"
    return "\r\n" if both * 2 > feeds else "\n"


def guesses(
    lines: Sequence[str],
    line_end: str,
    delimiter: str | None,
    quote: str | None,
    escape: str | None,
) -> list[Guess]:
    """The marks that some lines may be cut by, best first.

    Args:
        lines: The first lines of a file.
        line_end: What ends them.
        delimiter: The delimiter, where it is known.
        quote: The quotation mark, where it is known.
        escape: What stands before a quotation mark in a cell, where it is known.
    """
    filled = [line for line in lines if line.strip()][:SEARCHED]
    found = [
        _judged(
            lines[:SEARCHED], Marks(delimiter=d, quote=q, escape=e, line_end=line_end)
        )
        for d in (_delimiters(filled) if delimiter is None else [delimiter])
        for q in (_quotes(filled, d) if quote is None else [quote])
        for e in (_escapes(filled, q) if escape is None else [escape])
    ]
    return sorted(found, key=lambda guess: -guess.worth)


def _delimiters(lines: Sequence[str]) -> list[str]:
    """Signs that stand in most lines; the usual first."""
    counts = Counter[str]()
    for line in lines:
        signs = {*_SIGN.findall(line), *_SIGNS.findall(line)}
        signs |= {sign + " " for sign in signs if sign + " " in line}
        counts.update(signs | {" "} & set(line))
    often = [s for s, n in counts.items() if n >= LEAST_LINES * len(lines)]
    return sorted(often, key=lambda sign: (sign not in USUAL, sign))


def _quotes(lines: Sequence[str], delimiter: str) -> list[str]:
    text = "\n".join(["", *lines, ""])
    border = f"(?:{re.escape(delimiter)}|[\r\n])"
    quotes = ['"']
    for sign in ("'", "`", "|", "~", "^", "$"):
        cell = f"{border}{re.escape(sign)}[^{re.escape(sign)}\n]+{re.escape(sign)}(?={border})"
        if sign not in delimiter and len(re.findall(cell, text)) * 2 >= len(lines):
            quotes.append(sign)
    return [*quotes, ""] if '"' in text else quotes


def _escapes(lines: Sequence[str], quote: str) -> list[str]:
    """What may stand before a quotation mark in a cell; the mark itself first."""
    if not quote:
        return [""]
    others = ("\\", '"') if quote != '"' else ("\\",)
    return [
        quote,
        *(sign for sign in others if any(_is_used(sign, quote, x) for x in lines)),
    ]


def _is_used(escape: str, quote: str, line: str) -> bool:
    return escape + quote in line or (escape == '"' and escape * 2 in line)


def _judged(lines: Sequence[str], marks: Marks) -> Guess:
    rows = [
        row for _, row in cut_all(lines, marks) if row.cells is None or any(row.cells)
    ]
    widths = Counter(len(row.cells) for row in rows if row.cells is not None)
    width = max(widths, key=lambda wide: (wide > 1, widths[wide]), default=0)
    if width < 2:
        return Guess(marks=marks, width=width, worth=0.0)
    whole = [row for row in rows if row.cells is not None and len(row.cells) == width]
    regular = len(whole) / len(rows)
    return Guess(marks=marks, width=width, worth=regular * _mean_worth(whole))


def _mean_worth(rows: Sequence[Cut]) -> float:
    cells = [cell for row in rows for cell in row.cells or []]
    stray = {cell for row in rows for cell in row.stray}
    return sum(0.1 if cell in stray else _worth(cell) for cell in cells) / len(cells)


def _worth(cell: str) -> float:
    if cell[:1] in {'"', "'"} or cell[-1:] == '"' or _DIVIDED.search(cell):
        return 0.1
    return _WORTH.get(kind(cell), 1.0) * (1.0 if cell == cell.strip() else 0.8)
