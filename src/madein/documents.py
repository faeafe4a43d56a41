"""YAML that people write, read into frozen records; all its faults at once."""

import re
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from madein.errors import CaseError, Fault

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

T = TypeVar("T")

FIXES = {
    "missing": "add the line '{key}: ...'",
    "unexpected_keyword_argument": "remove it, or mend its spelling: {known}",
    "string_type": "write the value in quotation marks",
    "date_from_datetime_parsing": "write the day as 2022-02-24",
    "date_type": "write the day as 2022-02-24",
}


def read_document(file: Path, record: type[T]) -> T:
    """A YAML file as a record.

    Args:
        file: The file.
        record: A frozen dataclass, possibly with others inside.

    Raises:
        CaseError: The file is absent, is no YAML, or does not fit the record.
    """
    from pydantic import ValidationError

    tree = _load(file)
    try:
        return _adapter(record).validate_python(tree)
    except ValidationError as error:
        faults = [_fault(file, tree, record, detail) for detail in error.errors()]
        unique = {(fault.where, fault.what): fault for fault in faults}
        raise CaseError(*unique.values()) from error


@cache
def _adapter(record: type[T]) -> "TypeAdapter[T]":
    from pydantic import TypeAdapter

    return TypeAdapter(record)


def line_of(file: Path, *path: str | int) -> int:
    """Line of a file on which a setting stands, or the nearest one around it.

    Args:
        file: The YAML file, which could be read.
        *path: Keys and places that lead to the setting.
    """
    return _line(_load(file), list(path))


def _load(file: Path) -> Any:  # noqa: ANN401 - YAML holds anything
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    text = ""
    try:
        text = file.read_text(encoding="utf-8")
        tree = YAML(typ="rt").load(text)
    except FileNotFoundError as error:
        raise CaseError(
            Fault(
                what=f"there is no file '{file.name}'",
                where=str(file.parent),
                fix="run `madein init` to make a case folder, or name another folder",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise CaseError(
            Fault(
                what=f"byte {error.start} is not UTF-8",
                where=str(file),
                fix="save the file as UTF-8",
            )
        ) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark is not None else 1
        raise CaseError(
            Fault(
                what=f"this is not YAML: {error.problem}",
                where=f"{file}:{line}",
                fix="look for a missing colon, quotation mark or blank near that line",
            )
        ) from error
    except YAMLError as error:
        raise CaseError(
            Fault(
                what=f"this is not YAML: {str(error).splitlines()[0]}",
                where=str(file),
                fix="save the file as plain text",
            )
        ) from error
    except ValueError as error:  # a day that no calendar has
        line, found = _impossible_day(text)
        raise CaseError(
            Fault(
                what=f"'{found}' is no day: {error}",
                where=f"{file}:{line}",
                fix="write the day as 2022-02-24",
            )
        ) from error
    return {} if tree is None else tree


def _impossible_day(text: str) -> tuple[int, str]:
    """Line and text of the first day that no calendar has."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in re.finditer(r"\b(\d{4})-(\d\d?)-(\d\d?)\b", line):
            try:
                date(*map(int, found.groups()))
            except ValueError:
                return number, found[0]
    return 1, text.splitlines()[0]


def _fault(
    file: Path, tree: object, record: type[object], detail: "ErrorDetails"
) -> Fault:
    path = [part for part in detail["loc"] if _is_key(part)]
    kind, key = detail["type"], str(path[-1]) if path else "the file"
    place = ".".join(str(part) for part in path) or "the file"
    if kind == "missing":
        what = f"'{place}' is missing"
    elif kind == "unexpected_keyword_argument":
        what = f"'{place}' is no setting madein knows"
    else:
        found = detail["input"]
        shown = f" is '{found}'" if isinstance(found, str | int | float) else ""
        what = f"'{place}'{shown}: {detail['msg'][0].lower()}{detail['msg'][1:]}"
    fix = FIXES.get(kind, "see docs/case-folder.md for what may stand here")
    known = ", ".join(_known(record, path[:-1]))
    return Fault(
        what=what,
        where=f"{file}:{_line(tree, path)}",
        fix=fix.format(key=key, known=known),
    )


def _is_key(part: object) -> bool:
    """Whether a step is written in the file, and is not the name of a type."""
    return isinstance(part, int) or not any(c in str(part) for c in "[]()")


def _known(record: object, path: list[Any]) -> list[str]:
    """Settings that a part of a record may hold."""
    for step in path:
        if isinstance(step, int) or not is_dataclass(record):
            continue
        hint = {field.name: field.type for field in fields(record)}.get(step)
        record = _inner_dataclass(hint)
    return [field.name for field in fields(record)] if is_dataclass(record) else []


def _inner_dataclass(hint: object) -> object:
    if is_dataclass(hint):
        return hint
    for inner in getattr(hint, "__args__", ()):
        if (found := _inner_dataclass(inner)) is not None:
            return found
    return None


def _line(tree: object, path: list[Any]) -> int:
    """Line on which a setting stands, or the nearest one around it."""
    line = 0
    for step in path:
        marks = getattr(tree, "lc", None)
        if marks is None or not isinstance(tree, dict | list):
            break
        try:
            line = marks.key(step)[0] if isinstance(tree, dict) else marks.item(step)[0]
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            line = marks.line if isinstance(tree, dict) else line
            break
    return line + 1
