"""A list of one's own: a table with English headings, in any order.

Its columns, in the words of the first of each (`data/plain_headings.csv` has others):
  name        as listed; the only one, with `measure`, that must be there
  measure     what the listing does: asset freeze, export control, financial
              restrictions, transaction ban, transport restrictions, services ban,
              travel ban or other measures; several with semicolons between them. It must
              be filled: what an entry is listed for is never guessed
  entry       the list's own id, which stays when the name changes; where it is empty, a
              digest of the name, so that a firm that changes its name is another entry
  aliases     other names, with semicolons between them; `fka NAME` and `weak aka NAME`
              say which kind
  tax id      tax ids, `ids` other numbers, with semicolons between them; each may have a
              label and a country: `OGRN: 5177746340998 (Russia)`
  country, address (with semicolons between several), programme
  type        firm, individual, vessel, aircraft or asset; a firm where it is empty
  designated  first day, as 2022-02-24: the day from which it holds, in your source's words
  published   day on which it was published; never taken for the first
  ended       first day on which it no longer holds

Rows of one entry are read together: they may name several measures, programmes, names
and numbers. The name of the file holds the day of the copy, as `mylist_2024-02-23.csv`.
Cells are apart by commas, semicolons or tabs.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.content import BOM, fault, head, only, rows
from madein.lists.formats.form import ListFormat
from madein.lists.formats.reading import Row, day_of, entries_of, told_time
from madein.lists.formats.words import fold, parts
from madein.provenance import digest
from madein.verdict import Measure

HEADINGS = Path(__file__).parent / "data" / "plain_headings.csv"
DELIMITERS = (",", ";", "\t")
NAME, MEASURE = "name", "measure"
DAY = "%Y-%m-%d"
TYPES = {
    **dict.fromkeys(("", "firm", "organisation", "organization", "company", "entity")),
    "individual": "individual",
    "person": "individual",
    "vessel": "vessel",
    "ship": "vessel",
    "aircraft": "aircraft",
    "asset": "asset",
}
MEASURES = {fold(measure): measure for measure in Measure}
KINDS = (
    NameKind.WEAK,
    NameKind.FORMER,
    NameKind.NOW,
    NameKind.ALSO,
)  # the longest first
NUMBER = re.compile(r"(?:([^:()]+):\s*)?([^()]+?)\s*(?:\(([^()]*)\))?")


def entries(file: Path) -> list[Entry]:
    """The entries of a table.

    Args:
        file: The table.

    Raises:
        SourceError: It has no column for the measure, or a row cannot be read; names all
            faults.
    """
    delimiter, fields = _form(head(file))
    if not {NAME, MEASURE} <= fields.keys():
        absent = MEASURE if NAME in fields else NAME
        what = f"there is no column '{absent}'"
        raise SourceError(fault(file, 1, what, f"add it; {_words()}"))
    faults: list[Fault] = []
    found: dict[str, tuple[int, list[Row]]] = {}
    for line, cells in rows(file, delimiter=delimiter):
        row = {name: cells.get(heading, "") for name, heading in fields.items()}
        faults += (fault(file, line, what, fix) for what, fix in _faults(row))
        key = row.get("entry", "") or _digest(row[NAME])
        found.setdefault(key, (line, []))[1].append(row)
    if faults:
        raise SourceError(*faults)
    said = ((line, (key, group)) for key, (line, group) in found.items())
    return entries_of(file, said, lambda one: _entry(*one))


def _faults(row: Row) -> Iterator[tuple[str, str]]:
    """What is wrong with a row, and what to do."""
    if not row[NAME]:
        yield "the row has no name", "fill it, or remove the row"
    if not row[MEASURE]:
        yield "the row has no measure", _words()
    for word in parts(row[MEASURE]):
        if fold(word) not in MEASURES:
            yield f"'{word}' is no measure", _words()
    if row.get("type", "").casefold() not in TYPES:
        yield (
            f"'{row['type']}' is no type",
            f"write one of {', '.join(filter(None, TYPES))}",
        )
    for name in ("designated", "published", "ended"):
        try:
            day_of(row.get(name, ""), DAY)
        except ValueError:
            yield (
                f"'{row[name]}' in column '{name}' is no day",
                "write it as 2022-02-24",
            )


def _entry(key: str, group: Sequence[Row]) -> Entry:
    """An entry from its rows.

    Raises:
        ValueError: They contradict each other.
    """
    kinds = {TYPES[row.get("type", "").casefold()] for row in group}
    if len(kinds) > 1:
        raise ValueError(f"the rows of entry '{key}' name several types")
    imposed: dict[tuple[str, str], Imposed] = {}
    for one in (one for row in group for one in _imposed(row)):
        if imposed.setdefault((one.measure, one.programme), one) != one:
            what = f"'{one.measure}' has several days in the rows of entry '{key}'"
            raise ValueError(what)
    names = [Alias(name=row[NAME], kind=NameKind.ALSO) for row in group]
    names += [_alias(part) for row in group for part in parts(row.get("aliases", ""))]
    first = group[0][NAME]
    told = [
        _number(part, "tax id")
        for row in group
        for part in parts(row.get("tax_ids", ""))
    ]
    ids = [
        _number(part, "number") for row in group for part in parts(row.get("ids", ""))
    ]
    return Entry(
        entry=key,
        name=first,
        type=kinds.pop(),
        imposed=tuple(imposed.values()),
        tax_ids=tuple(dict.fromkeys(said.number for said in told)),
        aliases=tuple(dict.fromkeys(alias for alias in names if alias.name != first)),
        ids=tuple(dict.fromkeys(told + ids)),
        country=only(row.get("country", "") for row in group),
        addresses=tuple(
            dict.fromkeys(
                part for row in group for part in parts(row.get("address", ""))
            )
        ),
    )


def _imposed(row: Row) -> Iterator[Imposed]:
    for word in parts(row[MEASURE]):
        yield Imposed(
            measure=MEASURES[fold(word)],
            programme=row.get("programme", ""),
            designated=day_of(row.get("designated", ""), DAY),
            published=day_of(row.get("published", ""), DAY),
            ended=day_of(row.get("ended", ""), DAY),
        )


def _alias(text: str) -> Alias:
    for kind in KINDS:
        if text.startswith(f"{kind} "):
            return Alias(name=text[len(kind) + 1 :].strip(), kind=kind)
    return Alias(name=text, kind=NameKind.ALSO)


def _number(text: str, label: str) -> ListedId:
    found = NUMBER.fullmatch(text)
    if found is None:
        return ListedId(label=label, number=text)
    said, number, country = found.groups(default="")
    return ListedId(label=said.strip() or label, number=number, country=country.strip())


def _digest(name: str) -> str:
    return f"name:{digest(fold(name))[:12]}"


def _words() -> str:
    return f"write one of {', '.join(Measure)}"


def _form(start: bytes) -> tuple[str, Mapping[str, str]]:
    """What stands between cells, and the heading of each field that is known."""
    text = start.removeprefix(BOM).decode("utf-8", "replace")
    line = next(iter(text.splitlines()), "")
    found: dict[str, Mapping[str, str]] = {}
    for delimiter in DELIMITERS:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        told = (
            (_fields().get(fold(cell), ""), cell.strip()) for cell in reversed(cells)
        )
        found[delimiter] = {name: cell for name, cell in told if name}
    best = max(DELIMITERS, key=lambda delimiter: len(found[delimiter]))
    return best, found[best]


@cache
def _fields() -> dict[str, str]:
    lines = HEADINGS.read_text(encoding="utf-8").splitlines()
    told = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {fold(row["heading"]): row["field"] for row in told}


def _taken(file: Path) -> datetime:
    return told_time(file, "", UTC)


def _knows(name: str, start: bytes) -> bool:
    del name
    _, fields = _form(start)
    return NAME in fields and len(fields) > 1


FORMATS = (
    ListFormat(
        name="plain",
        title="a list of one's own, CSV",
        knows=_knows,
        taken=_taken,
        entries=entries,
    ),
)
