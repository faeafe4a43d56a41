"""One line of `decisions.jsonl`: what it holds, how it is read and written."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from madein.errors import Fault
from madein.parties.mention import Mention
from madein.parties.reading.field import read_mention

VERSION = 1


class Action(StrEnum):
    """What a line says."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    NOT_SANCTIONED = "not_sanctioned"
    SPLIT = "split"
    UNDO = "undo"


PAIRS = frozenset({Action.SAME, Action.DIFFERENT, Action.UNSURE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A spelling as the records write it.

    Attributes:
        name: The name; empty where the records give an id alone.
        country: ISO code; empty where the records give none.
        tax_id: What stands in a column of its own; empty where the records give none.
    """

    name: str
    country: str = ""
    tax_id: str = ""

    def mention(self) -> Mention:
        """The spelling, read: two that are read alike are one for every decision."""
        return _read(self)

    @property
    def key(self) -> str:
        """Key of its mention."""
        return _key(self)

    def __str__(self) -> str:
        beside = ", ".join(filter(None, (self.country, self.tax_id)))
        return f"'{' '.join(self.name.split())}'" + (f" ({beside})" if beside else "")


@cache
def _read(side: Side) -> Mention:
    return read_mention(side.name, tax_id=side.tax_id, country=side.country)


@cache
def _key(side: Side) -> str:
    return _read(side).key


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """One line.

    Attributes:
        id: Its id; no two lines share one.
        action: What it says.
        left: The spelling it is about; of an undo, that of the line it takes back.
        right: The other spelling; of a split, one that stays in the party; of
            `not_sanctioned`, the name on the list; none where there is no other.
        reason: Why.
        evidence: What the person went by, each in a line of text.
        by: Who decided.
        at: When, with its zone.
        supersedes: Id of the line it takes the place of.
        sitting: What the lines of one sitting share, so that all can be taken back.
        line: Line in the file; 0 where it is not written yet.
    """

    id: str
    action: Action
    left: Side
    right: Side | None = None
    reason: str = ""
    evidence: tuple[str, ...] = ()
    by: str
    at: datetime
    supersedes: str | None = None
    sitting: str | None = None
    line: int = 0


def as_line(decision: Decision) -> str:
    """A decision as a line of the file, without the end of the line.

    Args:
        decision: The decision.
    """
    is_undo = decision.action is Action.UNDO
    tree = {
        "v": VERSION,
        "id": decision.id,
        "action": decision.action,
        "left": None if is_undo else _side_tree(decision.left),
        "right": None if is_undo else _side_tree(decision.right),
        "reason": decision.reason,
        "evidence": decision.evidence,
        "by": decision.by,
        "at": decision.at.isoformat().replace("+00:00", "Z"),
        "supersedes": decision.supersedes,
        "sitting": decision.sitting,
    }
    return json.dumps(tree, ensure_ascii=False)


def _side_tree(side: Side | None) -> dict[str, str | None] | None:
    if side is None:
        return None
    return {
        "name": side.name,
        "country": side.country or None,
        "tax_id": side.tax_id or None,
    }


def read_lines(text: str, file: Path) -> tuple[tuple[Decision, ...], list[Fault]]:
    """The lines of a file, and all that is wrong with them.

    Args:
        text: The text of the file.
        file: The file.
    """
    lines: dict[str, Decision] = {}
    numbers: dict[str, int] = {}
    faults: list[Fault] = []
    # Not splitlines: a name may hold what it takes for the end of a line.
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"{file}:{number}"
        if not line.strip():
            continue
        try:
            tree = json.loads(line, object_pairs_hook=_each_key_once)
        except ValueError as error:
            faults.append(_no_json(line, where, error))
            continue
        wrong = _faults(tree, numbers)
        faults += [Fault(what=what, where=where, fix=fix) for what, fix in wrong]
        if isinstance(tree, dict) and isinstance(tree.get("id"), str):
            numbers.setdefault(tree["id"], number)
        if not faults:
            lines[tree["id"]] = _decision(tree, number, lines)
    return tuple(lines.values()), faults


def _no_json(line: str, where: str, error: ValueError) -> Fault:
    reason = str(error).split(":", maxsplit=1)[0]
    return Fault(
        what=f"this is no JSON ({reason}): {_short(line)}",
        where=where,
        fix="write one JSON object on the line; two versions of a file that git could "
        "not join are joined by keeping the lines of both",
    )


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    tree = dict(pairs)
    if len(tree) < len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return tree


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_moment(value: object) -> bool:
    try:
        return (
            isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
        )
    except ValueError:
        return False


def _is_side(value: object) -> bool:
    return (
        isinstance(value, dict)
        and {"name"} <= value.keys() <= {"name", "country", "tax_id"}
        and all(part is None or isinstance(part, str) for part in value.values())
        and any(map(_is_text, (value["name"], value.get("tax_id"))))
    )


SIDE = '{"name": "...", "country": "KR", "tax_id": null}, as the records write them'
# What may stand under a key: a test, and the same in words.
KEYS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "v": (lambda value: value == VERSION, str(VERSION)),
    "id": (_is_text, "a text that no other line has"),
    "action": (lambda value: value in list(Action), f"one of {', '.join(Action)}"),
    "left": (lambda value: value is None or _is_side(value), SIDE),
    "right": (lambda value: value is None or _is_side(value), f"{SIDE}; or null"),
    "reason": (lambda value: isinstance(value, str), "a text"),
    "evidence": (
        lambda value: isinstance(value, list) and all(map(_is_text, value)),
        "a list of texts",
    ),
    "by": (_is_text, "a name"),
    "at": (_is_moment, "a time with its zone, like 2026-11-21T09:00:00Z"),
    "supersedes": (lambda value: value is None or _is_text(value), "an id, or null"),
    "sitting": (lambda value: value is None or _is_text(value), "a text, or null"),
}
NEEDED = ("v", "id", "action", "by", "at")


def _faults(tree: object, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """What is wrong with a line, each with what would mend it."""
    if not isinstance(tree, dict):
        yield f"this is no decision: {_short(json.dumps(tree))}", "write a JSON object"
        return
    version = tree.get("v", VERSION)
    if version != VERSION:
        shown = json.dumps(version, ensure_ascii=False)
        yield f"'v' is {shown}, and this madein knows {VERSION}", "use a newer madein"
        return
    for key in NEEDED:
        if key not in tree:
            yield f"'{key}' is missing", f"write {KEYS[key][1]}"
    for key, value in tree.items():
        if key not in KEYS:
            yield f"'{key}' is no key of a decision", f"use: {', '.join(KEYS)}"
        elif not KEYS[key][0](value):
            shown = _short(json.dumps(value, ensure_ascii=False))
            yield f"'{key}' is {shown}", f"write {KEYS[key][1]}"
    yield from _missing_sides(tree)
    yield from _wrong_ids(tree, numbers)


def _missing_sides(tree: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Spellings that the action needs, or has no use for."""
    action = tree.get("action")
    if action not in list(Action):
        return
    if action == Action.UNDO:
        if tree.get("supersedes") is None:
            yield "an undo without 'supersedes'", "name the line it takes back"
        for key in ("left", "right"):
            if tree.get(key) is not None:
                yield f"an undo with '{key}'", "remove it: 'supersedes' says what"
        return
    needed = ("left", "right") if action in PAIRS else ("left",)
    for key in needed:
        if tree.get(key) is None:
            yield f"'{action}' without '{key}'", f"write {SIDE}"


def _wrong_ids(
    tree: Mapping[str, Any], numbers: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    found, old = tree.get("id"), tree.get("supersedes")
    if isinstance(found, str) and found in numbers:
        yield (
            f"the id '{found}' is that of line {numbers[found]}",
            "give the line another id",
        )
    if isinstance(old, str) and old not in numbers:
        yield (
            f"it supersedes '{old}', and no line above has that id",
            "write the id of a line above it",
        )


def _decision(
    tree: Mapping[str, Any], number: int, before: Mapping[str, Decision]
) -> Decision:
    action, old = Action(tree["action"]), tree.get("supersedes")
    if action is Action.UNDO:
        left, right = before[tree["supersedes"]].left, before[tree["supersedes"]].right
    else:
        left, other = _side(tree["left"]), tree.get("right")
        right = None if other is None else _side(other)
    return Decision(
        id=tree["id"],
        action=action,
        left=left,
        right=right,
        reason=tree.get("reason", ""),
        evidence=tuple(tree.get("evidence", ())),
        by=tree["by"],
        at=datetime.fromisoformat(tree["at"]),
        supersedes=old,
        sitting=tree.get("sitting"),
        line=number,
    )


def _side(tree: Mapping[str, str | None]) -> Side:
    return Side(
        name=tree["name"] or "",
        country=(tree.get("country") or "").upper(),
        tax_id=tree.get("tax_id") or "",
    )


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:100]} ..."
