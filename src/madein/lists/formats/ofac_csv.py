"""The US Treasury's lists as it has written them for decades: `sdn.csv`, `cons_prim.csv`.

The first holds the specially designated nationals, the other what is not among them;
both have the same columns, and no heading. Other names and addresses come in files of
their own, `alt.csv` and `add.csv` (`cons_alt.csv`, `cons_add.csv`), joined by the number
of the entry. Files of comments, the ends of long remarks, are not read: what they go on
with has no beginning of its own.

None of them says when anybody was designated. The remarks of the second file have days
for single directives; an entry may be under several, so they are not read as its start.

Source:
    Copies of `sdn.csv` of 2021 to 2024 and of `alt.csv` were seen whole. Columns of
    `cons_prim.csv`, `add.csv` and the others are those of OFAC's description, as public
    programs read them.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.lists.entry import Alias, Entry, NameKind
from madein.lists.formats.content import HEAD, cells_of, content, decoded, fault, head
from madein.lists.formats.form import ListFormat
from madein.lists.formats.ofac import (
    AUTHORITY_ZONE,
    SDN,
    imposed,
    named_part,
    part_of,
    programmes,
)
from madein.lists.formats.ofac_remarks import ids, quoted_names, tax_ids
from madein.lists.formats.packing import PACKED, WHOLE

TIME = r"(\d{8}T\d{6})"
NAME = re.compile(rf"(?:sdn|cons_prim|cons)_{TIME}\.csv{PACKED}", re.IGNORECASE)
BESIDE = {  # files beside the copies, by the word in their names
    word: re.compile(
        rf"(?:sdn_|cons_)?{word}_(\d{{8}})(T\d{{6}})?\.csv{PACKED}", re.IGNORECASE
    )
    for word in ("alt", "add")
}
COMMENTS = re.compile(r"(?:sdn_|cons_)comments(?![a-z]).*", re.IGNORECASE)
STARTS = ("cons_alt", "cons_add", "alt", "add", "cons_prim", "cons", "sdn")
WIDTH, ALIAS_WIDTH, ADDRESS_WIDTH = 12, 5, 6
NULL = "-0-"
END = b"\x1a"
UNCUT = (
    f"{WHOLE}; or, if you know that its last line is the list's last, add the byte: "
    "printf '\\032' >> FILE"
)
KINDS = {NameKind.ALSO, NameKind.FORMER, NameKind.NOW}


def copy_time(file: Path) -> datetime:
    """When a copy was taken, in the zone of the authority, read from its file name.

    Args:
        file: A file named after the time in UTC, like `sdn_20240223T184323.csv.gz`.

    Raises:
        SourceError: The name holds no such time, or the file is none of entries.

    Examples:
        >>> copy_time(Path("sdn_20220225T015029.csv.gz")).isoformat()
        '2022-02-24T20:50:29-05:00'
    """
    if COMMENTS.fullmatch(file.name):
        what = f"'{file.name}' holds the ends of long remarks, which are not read"
        raise SourceError(fault(file, None, what, "move it out of the folder"))
    found = NAME.fullmatch(file.name)
    try:
        if found is not None:
            taken = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            return taken.astimezone(AUTHORITY_ZONE)
    except ValueError:
        pass  # digits that are no day: the same fault
    start = next((s for s in STARTS if file.name.lower().startswith(s)), "sdn")
    raise SourceError(
        Fault(
            what=f"'{file.name}' does not say when the copy was taken",
            where=str(file),
            fix=f"name it after the time in UTC, like '{start}_20240223T184323.csv.gz'",
        )
    )


def part(file: Path) -> str:
    """Which of the lists a file is a copy of: `sdn`, or `cons` for all the others.

    The name of the file says so, or else its programmes: some are only of the others.

    Args:
        file: The file.
    """
    if named := named_part(file.name):
        return named
    return _part_of(_first_lines(head(file)))


def alias_day(file: Path) -> date | None:
    """The day of a file of other names, in the zone of the authority.

    Args:
        file: A file named after the time in UTC, or after the day alone.

    Unknown:
        None for a file that is no file of other names, or whose name is no day.

    Examples:
        >>> alias_day(Path("alt_20220225T015029.csv.gz"))
        datetime.date(2022, 2, 24)
        >>> alias_day(Path("alt_20260225.csv")), alias_day(Path("sdn_20260225.csv"))
        (datetime.date(2026, 2, 25), None)
    """
    return _beside_day("alt", file)


def address_day(file: Path) -> date | None:
    """The day of a file of addresses, in the zone of the authority.

    Args:
        file: A file named after the time in UTC, or after the day alone.

    Unknown:
        None for a file that is no file of addresses, or whose name is no day.

    Examples:
        >>> address_day(Path("cons_add_20220225T015029.csv"))
        datetime.date(2022, 2, 24)
    """
    return _beside_day("add", file)


def entries(file: Path) -> list[Entry]:
    """The entries of one copy, in its order.

    Source:
        US Treasury, `sdn.csv`: no header, 12 columns, CRLF, null written `-0- `, the
        byte 0x1A at the end. A copy without that byte was cut off, and would make
        the entries after the cut look delisted.

    Args:
        file: The copy, plain or packed.

    Raises:
        SourceError: The copy is cut off, empty, not UTF-8, or a line is no entry.
    """
    lines = list(_lines(file))
    of = named_part(file.name) or _part_of(cells for _, cells in lines)
    found: dict[str, Entry] = {}
    faults: list[Fault] = []
    for line, cells in lines:
        if len(cells) != WIDTH:
            faults.append(fault(file, line, f"{len(cells)} columns, not {WIDTH}"))
        elif not cells[0].isdecimal():
            faults.append(fault(file, line, f"'{cells[0]}' is no entry number"))
        elif cells[0] in found:
            faults.append(fault(file, line, f"entry {cells[0]} occurs twice"))
        elif not (entry := _entry(of, tuple(cells))).name:
            faults.append(fault(file, line, f"entry {cells[0]} has no name"))
        else:
            found[cells[0]] = entry
    if not found and not faults:
        faults.append(fault(file, 1, "the copy holds no entries"))
    if faults:
        raise SourceError(*faults)
    return list(found.values())


def aliases(file: Path) -> list[tuple[str, Alias]]:
    """Other names of one copy, each with the number of its entry.

    Source:
        US Treasury, `alt.csv`: no header, 5 columns, null and end as in `sdn.csv`.

    Args:
        file: The copy, plain or packed.

    Raises:
        SourceError: The copy is cut off, not UTF-8, or a line is no name.
    """
    found: list[tuple[str, Alias]] = []
    faults: list[Fault] = []
    for line, cells in _beside(file, ALIAS_WIDTH, faults):
        number, _, kind, name, _ = cells
        if kind in KINDS and name:
            found.append((number, Alias(name=name, kind=NameKind(kind))))
        else:
            what = f"'{kind}' is no kind of name" if name else "there is no name"
            faults.append(fault(file, line, what))
    if faults:
        raise SourceError(*faults)
    return found


def addresses(file: Path) -> list[tuple[str, str]]:
    """Addresses of one copy, each with the number of its entry.

    Source:
        US Treasury, `add.csv`: no header, 6 columns: number of the entry and of the
        address, street, town with province and postal code, country, remarks.

    Args:
        file: The copy, plain or packed.

    Raises:
        SourceError: The copy is cut off, not UTF-8, or a line is no address.
    """
    faults: list[Fault] = []
    lines = [cells for _, cells in _beside(file, ADDRESS_WIDTH, faults)]
    if faults:
        raise SourceError(*faults)
    told = [(number, ", ".join(filter(None, cells[1:4]))) for number, *cells in lines]
    return [(number, address) for number, address in told if address]


@lru_cache(maxsize=50_000)  # most lines stand in many copies
def _entry(of: str, cells: tuple[str, ...]) -> Entry:
    values = _values(cells)
    remarks = values[11]
    under = [values[3]] if of == SDN else programmes(values[3])
    return Entry(
        entry=values[0],
        name=values[1],
        type=values[2] or None,
        imposed=imposed(of, under),
        tax_ids=tax_ids(remarks),
        aliases=quoted_names(remarks),
        ids=ids(remarks),
    )


def _values(cells: Iterable[str]) -> list[str]:
    return ["" if cell.strip() == NULL else cell.strip() for cell in cells]


def _beside(
    file: Path, width: int, faults: list[Fault]
) -> Iterator[tuple[int, list[str]]]:
    """Cells of each line of a file beside the copies; what is no such line is a fault."""
    for line, cells in _lines(file):
        values = _values(cells)
        if len(values) != width:
            faults.append(fault(file, line, f"{len(values)} columns, not {width}"))
        elif not values[0].isdecimal():
            faults.append(fault(file, line, f"'{values[0]}' is no entry number"))
        else:
            yield line, values


def _lines(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Cells of each line, with its number.

    Raises:
        SourceError: The copy is damaged.
    """
    found = content(file).rstrip()
    if not found.endswith(END):
        what = (
            "the copy does not end with byte 0x1A, as OFAC's files do: it was cut, or "
            "saved by another program"
        )
        raise SourceError(fault(file, None, what, UNCUT))
    yield from cells_of(file, decoded(file, found.removesuffix(END)))


def _beside_day(word: str, file: Path) -> date | None:
    found = BESIDE[word].fullmatch(file.name)
    if found is None:
        return None
    try:
        if found[2] is None:
            return datetime.strptime(found[1], "%Y%m%d").date()
        taken = datetime.strptime(found[1] + found[2], "%Y%m%dT%H%M%S")
    except ValueError:
        return None
    return taken.replace(tzinfo=UTC).astimezone(AUTHORITY_ZONE).date()


def _part_of(rows: Iterable[list[str]]) -> str:
    return part_of(programmes(cells[3]) for cells in rows if len(cells) == WIDTH)


def _first_lines(start: bytes) -> list[list[str]]:
    """Cells of the lines that are whole in the first bytes of a file."""
    whole = start.decode("utf-8-sig", errors="replace").splitlines()
    if len(start) >= HEAD:
        whole.pop()
    return list(csv.reader(whole))


def _knows(name: str, start: bytes) -> bool:
    """By the name that a dated copy has, or by the cells of the first line."""
    if any(form.fullmatch(name) for form in (NAME, COMMENTS, *BESIDE.values())):
        return True
    cells = _values(next(iter(_first_lines(start[:HEAD])), []))
    if not cells or not cells[0].isdecimal() or NULL.encode() not in start:
        return False
    return (
        len(cells) == WIDTH
        or (len(cells) == ALIAS_WIDTH and cells[2] in KINDS)
        or (len(cells) == ADDRESS_WIDTH and cells[1].isdecimal())
    )


FORMATS = (
    ListFormat(
        name="ofac-sdn",
        title="OFAC lists as CSV: sdn.csv, cons_prim.csv",
        knows=_knows,
        taken=copy_time,
        entries=entries,
        part=part,
        alias_day=alias_day,
        aliases=aliases,
        address_day=address_day,
        addresses=addresses,
    ),
)
