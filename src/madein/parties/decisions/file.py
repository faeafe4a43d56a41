"""What people decided about parties: `decisions.jsonl`, which is only appended to.

A line holds until a later line supersedes it. An undo makes a line as if it had never
been written, so that what it superseded holds again; an undo can be undone. What holds
must not contradict itself: all the lines that make a contradiction are named.
"""

import os
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from madein.errors import CaseError, Fault
from madein.parties.decisions.lines import (
    PAIRS,
    Action,
    Decision,
    Side,
    as_line,
    read_lines,
)


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """All of `decisions.jsonl`.

    Attributes:
        file: The file; none where a case has none.
        standing: The decisions that hold, in the order of the file; no undo among them.
        lines: All lines, those that no longer hold included.
    """

    file: Path | None = None
    standing: tuple[Decision, ...] = ()
    lines: tuple[Decision, ...] = ()


NO_DECISIONS = Decisions()


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A decision that holds, with what it is about in some records.

    Attributes:
        decision: The decision.
        left: Key of the mention of its left side, or its party; none where the records
            hold no such mention.
        right: The same of its right side, which is also none for what is no spelling of
            the records: the name on a list, or the party of a split.
    """

    decision: Decision
    left: str | None
    right: str | None

    @property
    def is_idle(self) -> bool:
        """Whether it touches nothing in the records."""
        needs_both = self.decision.action in PAIRS
        return self.left is None or (needs_both and self.right is None)


def read_decisions(file: Path) -> Decisions:
    """The decisions of a case; none where there is no such file.

    Args:
        file: The file `decisions.jsonl`.

    Raises:
        CaseError: Lines cannot be read, or contradict each other.
    """
    found = read_unchecked(file)
    if faults := contradictions(found):
        raise CaseError(*faults)
    return found


def read_unchecked(file: Path) -> Decisions:
    """The decisions of a case, which may contradict each other: to mend them.

    Args:
        file: The file `decisions.jsonl`.

    Raises:
        CaseError: Lines cannot be read.
    """
    if not file.is_file():
        return Decisions(file=file)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            Fault(
                what=f"byte {error.start} is not UTF-8",
                where=str(file),
                fix="save the file as UTF-8",
            )
        ) from error
    lines, faults = read_lines(text, file)
    if faults:
        raise CaseError(*faults)
    return with_lines(file, lines)


def append(file: Path, *decisions: Decision) -> None:
    """Write decisions below those that are there.

    Args:
        file: The file `decisions.jsonl`; made if it is absent.
        *decisions: The decisions.
    """
    text = "".join(f"{as_line(decision)}\n" for decision in decisions)
    with file.open("ab+") as handle:
        if handle.tell():
            handle.seek(-1, os.SEEK_END)
            # An editor, or a machine that stopped, may have left the last line open.
            text = text if handle.read(1) == b"\n" else f"\n{text}"
        handle.write(text.encode())
        handle.flush()
        os.fsync(handle.fileno())


def held(lines: Sequence[Decision]) -> tuple[Decision, ...]:
    """The lines that hold, undos included.

    Args:
        lines: All lines, in the order of the file.
    """
    void: set[str | None] = set()  # as if never written
    replaced: set[str | None] = set()
    for line in reversed(lines):
        if line.id not in void:
            (void if line.action is Action.UNDO else replaced).add(line.supersedes)
    return tuple(line for line in lines if line.id not in void | replaced)


def with_lines(file: Path | None, lines: Sequence[Decision]) -> Decisions:
    """Decisions of these lines.

    Args:
        file: The file.
        lines: All lines, in the order of the file.
    """
    standing = tuple(line for line in held(lines) if line.action is not Action.UNDO)
    return Decisions(file=file, standing=standing, lines=tuple(lines))


# --- contradictions ---------------------------------------------------------------


def contradictions(decisions: Decisions) -> list[Fault]:
    """What the decisions that hold say against each other.

    Args:
        decisions: The decisions.
    """
    keyed = [
        (line, line.left.key, line.right.key)
        for line in decisions.standing
        if line.right is not None and line.action is not Action.NOT_SANCTIONED
    ]
    return list(_contradictions(decisions.file, keyed))


Keyed = tuple[Decision, str, str]


def _contradictions(file: Path | None, keyed: Sequence[Keyed]) -> Iterator[Fault]:
    joins: dict[str, list[tuple[str, Decision]]] = defaultdict(list)
    for line, left, right in keyed:
        if line.action is Action.SAME:
            joins[left].append((right, line))
            joins[right].append((left, line))
    for line, left, right in keyed:
        if line.action in {Action.DIFFERENT, Action.SPLIT}:
            path = _path(joins, left, right)
            if path is not None:
                yield _contradiction(file, line, path)


def _path(
    joins: Mapping[str, list[tuple[str, Decision]]], start: str, end: str
) -> list[Decision] | None:
    """The fewest lines that make two mentions the same; none where nothing does."""
    came: dict[str, tuple[str, Decision] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came:
        key = waiting.popleft()
        for other, line in joins.get(key, ()):
            if other not in came:
                came[other] = (key, line)
                waiting.append(other)
    if end not in came:
        return None
    path = []
    while (step := came[end]) is not None:
        end = step[0]
        path.append(step[1])
    return path[::-1]


def _contradiction(file: Path | None, apart: Decision, path: list[Decision]) -> Fault:
    case = file.parent if file is not None else "CASE"
    if path:
        joined = "; ".join(f"{_at(line)}: {_words(line)}" for line in path)
        fix = " or ".join(f"undo {line.id}" for line in (apart, *path) if line.line)
    else:
        joined = "both are read as one name, and nothing beside it tells them apart"
        fix = f"undo {apart.id}" if apart.line else "decide on another spelling"
    lines = sorted(line.line for line in (apart, *path) if line.line)
    return Fault(
        what=f"decisions contradict each other: {_at(apart)}: {_words(apart)}; "
        f"{joined}",
        where=", ".join(f"{file}:{line}" for line in lines) or str(file),
        fix=f"take one back: madein parties {case} {fix}" if "undo" in fix else fix,
    )


def _at(line: Decision) -> str:
    return f"line {line.line}" if line.line else line.by


def _words(line: Decision) -> str:
    verb = {Action.SAME: "is", Action.SPLIT: "is split from"}.get(line.action, "is not")
    return f"{line.left} {verb} {line.right}"


# --- what they are about in some records --------------------------------------------


def place(decisions: Decisions, keys: Iterable[str]) -> list[Placed]:
    """The decisions that hold, each with the mentions that it is about.

    A side is the mention that is read alike: the same words, form, and ids or else
    country. A side that gives neither id nor country, where no mention is so bare, is
    the one mention of that name; where there are several it is none, because which of
    them was meant nobody knows. A name that tells no firm apart is none, too.

    Args:
        decisions: The decisions.
        keys: Keys of the mentions of the records (`Mention.key`).

    Raises:
        CaseError: In these records, two sides that are said to be different are one.
    """
    sides = {
        side
        for line in decisions.standing
        for side in (line.left, line.right)
        if side is not None
    }
    named: dict[str, set[str]] = {_called(side.key): set() for side in sides}
    for key in keys if named else ():
        called = _called(key)
        if called in named:
            named[called].add(key)
    where = {side: _meant(side, named) for side in sides}
    placed = [
        Placed(decision=line, left=where[line.left], right=_right(line, where))
        for line in decisions.standing
    ]
    keyed = [
        (one.decision, one.left, one.right)
        for one in placed
        if one.left is not None and one.right is not None
    ]
    if faults := list(_contradictions(decisions.file, keyed)):
        raise CaseError(*faults)
    return placed


def _right(line: Decision, where: Mapping[Side, str | None]) -> str | None:
    if line.right is None or line.action is Action.NOT_SANCTIONED:
        return None
    return where[line.right]


def _called(key: str) -> str:
    """Words and form of a key, without what stands beside the name."""
    return key.rpartition("|")[0]


def _meant(side: Side, named: Mapping[str, set[str]]) -> str | None:
    mention = side.mention()
    if not (mention.name.words or mention.ids):
        return None
    near = named[_called(side.key)]
    if side.key in near:
        return side.key
    is_bare = not (mention.ids or mention.country)
    return next(iter(near)) if is_bare and len(near) == 1 else None
