"""Lists of goods that a case brings along: a CSV of codes with their days."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from madein.errors import CaseError, Fault
from madein.goods.editions import HELD, exists
from madein.goods.lists import DatedList, Version, known_lists
from madein.question import GoodsList

COLUMNS = ("code", "hs_edition", "valid_from", "valid_to", "note")


@dataclass(frozen=True, kw_only=True)
class OwnCode:
    """One line of a list.

    Attributes:
        code: Digits: a beginning of two or four, six, or a national code.
        edition: Edition of the nomenclature it is written in.
        since: First day on which it is listed.
        until: First day on which it no longer is; None where it still is.
    """

    code: str
    edition: str
    since: date
    until: date | None


def own_lists(asked: Sequence[GoodsList], base: Path) -> tuple[DatedList, ...]:
    """The lists of goods of a case.

    Args:
        asked: The lists, as the case names them.
        base: The case folder.

    Raises:
        CaseError: A file is absent or wrong, or two lists have one name; all faults.
    """
    faults: list[Fault] = []
    taken = {(known.regime, known.name) for known in known_lists()}
    found = []
    for goods_list in asked:
        key = (goods_list.regime, goods_list.name)
        if key in taken:
            faults.append(
                Fault(
                    what=f"there are two lists of goods '{goods_list.name}' of regime '{goods_list.regime}'",
                    where=str(base / "case.yml"),
                    fix="give the list of the case another name",
                )
            )
        taken.add(key)
        codes = _read(base / goods_list.file, faults)
        found.append(_dated(goods_list, codes))
    if faults:
        raise CaseError(*faults)
    return tuple(found)


def _dated(goods_list: GoodsList, codes: Sequence[OwnCode]) -> DatedList:
    """Versions: one from each day on which a code comes or goes.

    A list that holds a part of its codes says nothing of other days: there, its codes
    are not loaded. A whole list is not in force on a day on which it holds no code.
    """
    days = {date.min} | {code.since for code in codes}
    days |= {code.until for code in codes if code.until is not None}
    ordered = sorted(days)
    versions = [
        _version(goods_list, codes, since, until)
        for since, until in zip(ordered, [*ordered[1:], None], strict=True)
    ]
    return DatedList(
        name=goods_list.name,
        regime=goods_list.regime,
        versions=tuple(
            version
            for version in versions
            if version.codes is not None or version.partial
        ),
    )


def _version(
    goods_list: GoodsList, codes: Sequence[OwnCode], since: date, until: date | None
) -> Version:
    held: dict[str, set[str]] = {}
    for code in codes:
        if code.since <= since and (code.until is None or since < code.until):
            held.setdefault(code.edition, set()).add(code.code)
    is_before = since == date.min  # no code has begun
    return Version(
        id=goods_list.name if is_before else f"{goods_list.name} of {since}",
        maybe_from=since,
        valid_from=since,
        valid_to=until,
        codes={edition: frozenset(own) for edition, own in held.items()} or None,
        partial=goods_list.partial,
        means=f"source {goods_list.source}",
    )


def _read(file: Path, faults: list[Fault]) -> list[OwnCode]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError:
        fix = "name a CSV file under `goods_lists` that lies in the case folder"
        faults.append(Fault(what="there is no such file", where=str(file), fix=fix))
        return []
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is not UTF-8"
        faults.append(Fault(what=what, where=str(file), fix="save the file as UTF-8"))
        return []
    lines = csv.reader(text.splitlines())
    headings = tuple(cell.strip() for cell in next(lines, []))
    if headings[:4] != COLUMNS[:4] or len(headings) > len(COLUMNS):
        what = f"the headings are '{','.join(headings)}'"
        fix = f"write {','.join(COLUMNS)} into the first line"
        faults.append(Fault(what=what, where=f"{file}:1", fix=fix))
        return []
    codes = []
    for cells in lines:
        if any(cell.strip() for cell in cells):
            mine = [*_faults(cells, f"{file}:{lines.line_num}")]
            faults.extend(mine)
            codes.extend([] if mine else [_code(cells)])
    if not codes and not faults:
        fix = "write a line for each code"
        faults.append(Fault(what="the list holds no code", where=str(file), fix=fix))
    return codes


def _code(cells: Sequence[str]) -> OwnCode:
    code, edition, since, until = (cell.strip() for cell in cells[:4])
    return OwnCode(
        code=_digits(code),
        edition=edition,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
    )


def _digits(code: str) -> str:
    return code.replace(".", "").replace(" ", "")


def _faults(cells: Sequence[str], where: str) -> Iterator[Fault]:
    """What is wrong with a line."""
    if not 4 <= len(cells) <= len(COLUMNS):
        yield Fault(
            what=f"the line has {len(cells)} cells",
            where=where,
            fix=f"write the cells {','.join(COLUMNS)}; quote a cell that holds a comma",
        )
        return
    code, edition, since, until = (cell.strip() for cell in cells[:4])
    digits = _digits(code)
    is_code = digits.isascii() and digits.isdigit()
    if not is_code or len(digits) % 2 or not 2 <= len(digits) <= 12:
        yield Fault(
            what=f"'{code}' is no commodity code",
            where=where,
            fix="write 2, 4, 6, 8, 10 or 12 digits; a zero in front is part of the code",
        )
    elif exists(digits, edition) is False:
        yield Fault(
            what=f"'{code}' is no code of {edition}",
            where=where,
            fix="look for a lost zero in front, or for another edition",
        )
    if edition not in HELD:
        yield Fault(
            what=f"no table of the edition '{edition}' is held",
            where=where,
            fix=f"write one of {', '.join(HELD)}",
        )
    if not _is_day(since):
        yield Fault(
            what=f"'{since}' is no day",
            where=where,
            fix="write the first day like 2022-02-24",
        )
    if until and not _is_day(until):
        yield Fault(
            what=f"'{until}' is no day",
            where=where,
            fix="write the day after the last like 2022-02-24, or nothing",
        )
    elif until and _is_day(since) and until <= since:
        yield Fault(
            what=f"the code is listed from {since} to {until}",
            where=where,
            fix="let valid_to be later: it is the first day on which it no longer holds",
        )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
