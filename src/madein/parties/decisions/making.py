"""New lines for `decisions.jsonl`: a decision, a change of mind, what is taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from madein.errors import CaseError, Fault, RequestError
from madein.parties.decisions.file import Decisions, contradictions, held, with_lines
from madein.parties.decisions.lines import PAIRS, Action, Decision, Side
from madein.provenance import digest


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who writes, and when.

    Attributes:
        by: The person.
        at: The time, with its zone.
        sitting: What the lines of one sitting share.
    """

    by: str
    at: datetime
    sitting: str


def decided(
    decisions: Decisions,
    action: Action,
    left: Side,
    right: Side | None,
    hand: Hand,
    *,
    reason: str = "",
    evidence: Sequence[str] = (),
) -> tuple[Decision, ...]:
    """The lines that say so; none where a line that holds says it already.

    What was said of the same pair before is superseded. A split supersedes what joined
    the spelling by a person's word, and a join supersedes a split of either side.

    Args:
        decisions: What was decided so far.
        action: What is said.
        left: Of which spelling.
        right: And of which other; of a split, one that stays in the party.
        hand: Who says so.
        reason: Why.
        evidence: What the person went by.

    Raises:
        RequestError: A side tells no firm apart, or both are read alike. What other
            decisions say otherwise, directly or in a chain, is raised, too.
    """
    if faults := list(_unfit(action, left, right)):
        raise RequestError(*faults)
    if any(
        line.action is action and _is_about(line, action, left, right)
        for line in decisions.standing
    ):
        return ()
    old = [line for line in decisions.standing if _gives_way(line, action, left, right)]
    new: list[Decision] = []
    for line in old[:-1]:
        new.append(_undo(decisions, new, line, hand))
    new.append(
        _line(
            decisions,
            new,
            hand,
            action=action,
            left=left,
            right=right,
            reason=reason,
            evidence=tuple(evidence),
            supersedes=old[-1].id if old else None,
        )
    )
    return _checked(decisions, new)


def taken_back(
    decisions: Decisions, line: Decision, hand: Hand
) -> tuple[Decision, ...]:
    """The line that takes a line back; what it superseded holds again.

    Args:
        decisions: What was decided so far; it may contradict itself.
        line: The line.
        hand: Who takes it back.

    Raises:
        RequestError: It does not hold any more. What would hold again and contradicts
            other decisions is raised, too.
    """
    later = next((x for x in held(decisions.lines) if x.supersedes == line.id), None)
    if later is not None:
        raise RequestError(
            Fault(
                what=f"'{line.id}' does not hold: '{later.id}' took its place",
                where=f"{decisions.file}:{later.line}",
                fix=f"undo {later.id}, and it holds again",
            )
        )
    return _checked(decisions, [_undo(decisions, (), line, hand)])


def sitting_taken_back(
    decisions: Decisions, sitting: str, hand: Hand
) -> tuple[Decision, ...]:
    """The lines that take back what a sitting wrote and what still holds of it.

    Args:
        decisions: What was decided so far; it may contradict itself.
        sitting: The sitting.
        hand: Who takes it back.

    Raises:
        RequestError: There is no such sitting, or nothing of it holds. What would hold
            again and contradicts other decisions is raised, too.
    """
    mine = [line for line in decisions.lines if line.sitting == sitting]
    written = {line.id for line in mine}
    new: list[Decision] = []
    for line in reversed(mine):
        is_inside = line.action is Action.UNDO and line.supersedes in written
        if not is_inside and line in held([*decisions.lines, *new]):
            new.append(_undo(decisions, new, line, hand))
    if not new:
        known = dict.fromkeys(line.sitting or "" for line in decisions.lines)
        raise RequestError(
            Fault(
                what=f"no decision of a sitting '{sitting}' holds",
                where=str(decisions.file),
                fix=f"use one of: {', '.join(filter(None, known)) or 'there is none'}",
            )
        )
    return _checked(decisions, new)


def _unfit(action: Action, left: Side, right: Side | None) -> Iterable[Fault]:
    sides = [left] if right is None else [left, right]
    read = [side.mention() for side in sides]
    for side, mention in zip(sides, read, strict=True):
        if not (mention.name.words or mention.ids):
            yield Fault(
                what=f"{side} has no word and no id that tells a firm apart",
                where="the name as it is read",
                fix="decide on a spelling that names the firm",
            )
    if action is not Action.NOT_SANCTIONED and len({m.key for m in read}) < len(read):
        yield Fault(
            what=f"{left} and {right} are read as one name, with nothing beside it "
            "that differs",
            where=f"read as '{read[0].key}'",
            fix="they are one for every decision; decide on another spelling",
        )


def _is_about(line: Decision, action: Action, left: Side, right: Side | None) -> bool:
    """Whether a line is about the same spelling, or the same pair in any order."""
    if action is Action.SPLIT:
        return _key(line.left) == _key(left)
    pair = [_key(line.left), _key(line.right)]
    asked = [_key(left), _key(right)]
    return pair == asked or (action in PAIRS and pair == asked[::-1])


def _gives_way(line: Decision, action: Action, left: Side, right: Side | None) -> bool:
    if action is Action.SPLIT:
        sides = {_key(line.left), _key(line.right)}
        return line.action is Action.SAME and _key(left) in sides
    if action is Action.SAME and line.action is Action.SPLIT:
        return _key(line.left) in {_key(left), _key(right)}
    return (
        action in PAIRS
        and line.action in PAIRS
        and _is_about(line, action, left, right)
    )


def _key(side: Side | None) -> str:
    return "" if side is None else side.key


def _undo(
    decisions: Decisions, new: Sequence[Decision], line: Decision, hand: Hand
) -> Decision:
    return _line(
        decisions,
        new,
        hand,
        action=Action.UNDO,
        left=line.left,
        right=line.right,
        supersedes=line.id,
    )


def _line(
    decisions: Decisions,
    new: Sequence[Decision],
    hand: Hand,
    **cells: object,
) -> Decision:
    """A line with an id that no other has, whoever else appends to a copy of the file."""
    place = len(decisions.lines) + len(new)
    told = [place, cells["action"], cells["left"], cells["right"], hand.by, hand.at]
    return Decision(
        id=f"d-{digest([str(part) for part in told])[:10]}",
        by=hand.by,
        at=hand.at,
        sitting=hand.sitting,
        **cells,  # ty: ignore[invalid-argument-type]
    )


def _checked(decisions: Decisions, new: Sequence[Decision]) -> tuple[Decision, ...]:
    """New lines that bring no contradiction where there was none.

    Raises:
        CaseError: They do.
    """
    after = with_lines(decisions.file, [*decisions.lines, *new])
    faults = contradictions(after)
    if faults and not contradictions(decisions):
        raise CaseError(*faults)
    return tuple(new)
