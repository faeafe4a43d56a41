"""What the readers of lists share: days, times of copies, entries with all their faults."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import TypeVar

from madein.errors import Fault, SourceError
from madein.lists.entry import Entry, Imposed
from madein.lists.formats.content import cells_of, content, decoded, fault, under
from madein.lists.formats.words import fold

Row = Mapping[str, str]
Said = TypeVar("Said")
Place = TypeVar("Place")
MEND = "mend it, or get a whole copy from where it came from"
# A day in a file name, with the time in UTC behind it or not; digits of a longer run, as
# in a digest, are none.
_NAMED = re.compile(
    r"(?<![0-9A-Za-z])(?:(\d{4})-?(\d\d)-?(\d\d)(?:T(\d{6})Z?)?|(\d\d)\.(\d\d)\.(\d{4}))"
    r"(?![0-9A-Za-z])"
)


def day_of(text: str, *forms: str) -> date | None:
    """A day as a list writes it; None where there is no text.

    Args:
        text: The cell.
        *forms: How days are written, as `strptime` has it.

    Raises:
        ValueError: It is no day.

    Examples:
        >>> day_of("21/01/2025", "%d/%m/%Y"), day_of(" ", "%d/%m/%Y")
        (datetime.date(2025, 1, 21), None)
    """
    text = text.strip()
    if not text:
        return None
    for form in forms:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"'{text}' is no day")


def told_time(file: Path, told: str, zone: tzinfo, *forms: str) -> datetime:
    """When a copy was taken: by its own word, or else by its name.

    Args:
        file: A copy; its name may hold a day, or a time in UTC, like `20240223T184323`.
        told: The day that the copy itself tells, as written; empty where it tells none.
        zone: Zone of the authority.
        *forms: How that day is written, as `strptime` has it.

    Raises:
        SourceError: Neither tells.

    Examples:
        >>> told_time(Path("list_2025-01-21.csv"), "", UTC).isoformat()
        '2025-01-21T00:00:00+00:00'
    """
    try:
        own = day_of(told, *forms)
    except ValueError as error:
        what = f"the copy is of '{told}', which is no day"
        raise SourceError(fault(file, 1, what)) from error
    if own is not None:
        return datetime(own.year, own.month, own.day, tzinfo=zone)
    try:
        named = {_time(found, zone) for found in _NAMED.finditer(file.name)}
    except ValueError:  # digits that are no day
        named = set()
    if len(named) == 1:
        return named.pop()
    raise SourceError(
        Fault(
            what=f"'{file.name}' does not say when the copy was taken",
            where=str(file),
            fix=f"put the day into its name, like '20250121_{file.name}'",
        )
    )


def _time(found: re.Match[str], zone: tzinfo) -> datetime:
    year, month, day, clock, late_day, late_month, late_year = found.groups()
    if year is None:
        return datetime(int(late_year), int(late_month), int(late_day), tzinfo=zone)
    if clock is None:
        return datetime(int(year), int(month), int(day), tzinfo=zone)
    taken = datetime.strptime(f"{year}{month}{day}{clock}", "%Y%m%d%H%M%S")
    return taken.replace(tzinfo=UTC).astimezone(zone)


def entries_of(
    file: Path,
    said: Iterable[tuple[int | None, Said]],
    read: Callable[[Said], Entry],
) -> list[Entry]:
    """The entries of a copy that is no XML.

    Args:
        file: The copy.
        said: What it says of each entry, with the line.
        read: Makes an entry of that; raises `ValueError` where it cannot.

    Raises:
        SourceError: What is said of an entry cannot be read, an id stands for two
            entries, or there are none; names all of them.
    """
    found, wrong = gathered(said, read)
    faults = [fault(file, line, what, MEND) for line, what in wrong]
    if not found and not faults:
        faults.append(fault(file, None, "the copy holds no entries"))
    if faults:
        raise SourceError(*faults)
    return found


def gathered(
    said: Iterable[tuple[Place, Said]], read: Callable[[Said], Entry]
) -> tuple[list[Entry], list[tuple[Place, str]]]:
    """Entries, and what is wrong with those that are none.

    Args:
        said: What a copy says of each entry, with its place.
        read: Makes an entry of that; raises `ValueError` where it cannot.
    """
    found: dict[str, Entry] = {}
    wrong: list[tuple[Place, str]] = []
    for place, one in said:
        try:
            entry = read(one)
        except ValueError as error:
            wrong.append((place, str(error)))
            continue
        if entry.entry in found:
            wrong.append((place, f"entry '{entry.entry}' occurs twice"))
        found[entry.entry] = entry
    return list(found.values()), wrong


def merged(imposed: Iterable[Imposed]) -> tuple[Imposed, ...]:
    """What a list does to an entry, each thing once.

    Where the same is said twice with other days, the days are left open: which of
    them holds, the list does not say.

    Args:
        imposed: What it does, as often as it says so.
    """
    found: dict[tuple[str, str], Imposed] = {}
    for one in imposed:
        key = (one.measure, one.programme)
        if found.setdefault(key, one) != one:
            found[key] = Imposed(measure=one.measure, programme=one.programme)
    return tuple(found.values())


def table(
    file: Path, needed: Sequence[str], *, otherwise: str = "", whole: str = ""
) -> Iterator[tuple[int, Row]]:
    """Rows of a table whose headings may stand below other lines.

    The headings come as their letters alone (`fold`); of two of one name the first
    counts that is filled. Blanks in cells are made single, empty ones left out.

    Args:
        file: The table.
        needed: Headings that must be there.
        otherwise: How it is written where it is not UTF-8.
        whole: A heading under which lines of a cell stay lines.

    Raises:
        SourceError: It has no such headings, or a row that does not fit them.
    """
    wanted = {fold(heading) for heading in needed}
    lines = cells_of(file, _text(file, otherwise))
    for _, found in lines:
        headings = [fold(cell) for cell in found]
        if wanted <= set(headings):
            for line, row in under(file, headings, lines, fold(whole)):
                yield line, {name: cell for name, cell in row.items() if cell}
            return
    what = f"no line has the headings {', '.join(needed)}"
    raise SourceError(fault(file, 1, what, "use the table with its headings"))


def grouped(
    rows: Iterable[tuple[int, Row]], *columns: str
) -> Iterator[tuple[int, list[Row]]]:
    """Rows of one entry together, with the line of the first.

    Args:
        rows: Rows, each with its line.
        *columns: What they agree in; a row with none of it stands alone.
    """
    found: dict[tuple[str | int, ...], tuple[int, list[Row]]] = {}
    for line, row in rows:
        key = tuple(row.get(column, "") for column in columns)
        found.setdefault(key if any(key) else (line,), (line, []))[1].append(row)
    yield from found.values()


def first_of(row: Row, columns: Iterable[str]) -> str:
    """The first cell of a row that is filled; empty where none is.

    Args:
        row: The row.
        columns: The columns, in the order in which they count.
    """
    return next((row[name] for name in columns if row.get(name, "")), "")


def _text(file: Path, otherwise: str) -> str:
    found = content(file)
    try:
        return decoded(file, found)
    except SourceError:
        if not otherwise:
            raise
        return found.decode(otherwise)
