"""Whether some values stand in an order, whatever the open rows turn out to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from madein.bounds import NO_AMOUNT
from madein.findings.answers import Answer, Held, Reading, Result
from madein.findings.claims import Claim
from madein.findings.judging import is_complete, unclear_reason, unknown_value
from madein.findings.leftout import COUNTING, counted_cells, with_left_out
from madein.findings.overlap import UNKNOWN
from madein.goods.groups import OTHER
from madein.measure import Derived, Dimension, Measure
from madein.reference.countries import country_names
from madein.values import Bounds, interval_text

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Rank:
    """What one value may hold.

    Attributes:
        certain: What it holds for certain.
        own: That, with its own open rows; None where nothing limits it.
        most: That, with all rows whose value is not determined.
    """

    certain: Decimal
    own: Decimal | None
    most: Decimal | None


def asked_ranking(reading: Reading) -> list[tuple[str, Measure | Derived]]:
    """The breakdown that a claim asks for.

    Args:
        reading: The claim, read one way.
    """
    claim, scope = reading.claim, reading.scope
    column = str(claim.by)
    divided = Measure(
        name="claim",
        label=f"Claim {claim.id}: {claim.text}",
        scope=scope,
        basis="" if column == "goods" else column,
        dimensions=(Dimension(name=column, sql=column, unknown=UNKNOWN),),
        unit=reading.unit,
    )
    return [(reading.id, divided)]


def ranking(held: Held, reading: Reading) -> Answer:
    """Whether values stand in the order that a claim names, each before the next.

    Rows that are not held may change any order.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    claim, scope = reading.claim, reading.scope
    cells = {row["cell"]: row for row in held.parts(reading.id)}
    vague = cells.pop(UNKNOWN, None)
    loose = ZERO if vague is None else vague["at_most"]
    ranks = {
        name: _rank(row["at_least"], row["at_most"], loose)
        for name, row in cells.items()
    }
    result, reason = _judged(claim, ranks, loose), None
    if not is_complete(held.engine, held.case, scope):
        result, reason = Result.OPEN, "COVERAGE_GAP"
    elif result is Result.OPEN:
        reason = _reason(held, reading)
    named = [cells[name]["id"] for name in claim.order if name in cells]
    answer = Answer(
        result=result,
        reason=reason,
        shows=_shown(reading, ranks, loose),
        figures=(reading.id, *named),
        basis=held.figures[reading.id]["basis"],
    )
    if reading.unit not in COUNTING:
        return answer
    return with_left_out(
        held.engine,
        answer,
        (scope,),
        lambda: _judged(claim, *_with_left_out(held, reading)),
    )


def _judged(claim: Claim, ranks: Mapping[str, Rank], loose: Decimal | None) -> Result:
    nobody = Rank(certain=ZERO, own=ZERO, most=loose)
    ordered = [ranks.get(name, nobody) for name in claim.order]
    others = [rank for name, rank in ranks.items() if name not in {*claim.order, OTHER}]
    behind = [*others, nobody] if claim.top else []
    if not can_hold(ordered, behind, loose):
        return Result.CONTRADICTED
    return Result.SUPPORTED if must_hold(ordered, behind) else Result.OPEN


def _with_left_out(held: Held, reading: Reading) -> tuple[dict[str, Rank], Decimal]:
    """What each value may hold, where the rows left out are counted or not."""
    column = str(reading.claim.by)
    divided = Dimension(name=column, sql=column)
    cells = dict(counted_cells(held.engine, reading.scope, divided))
    vague = cells.pop(None, NO_AMOUNT)
    loose = Decimal(int(vague.certain + (vague.open or 0)))
    return {
        str(name): _rank(
            Decimal(int(one.certain)),
            Decimal(int(one.certain + (one.open or 0))) + loose,
            loose,
        )
        for name, one in cells.items()
    }, loose


def _rank(low: Decimal, most: Decimal | None, loose: Decimal | None) -> Rank:
    is_limited = most is not None and loose is not None
    return Rank(certain=low, own=most - loose if is_limited else None, most=most)


def must_hold(ordered: Sequence[Rank], behind: Sequence[Rank]) -> bool:
    """Whether each holds more than the next, however the open rows turn out.

    Args:
        ordered: From the largest down.
        behind: What all of these must come before.
    """
    pairs = [*pairwise(ordered)]
    pairs += [(ordered[-1], other) for other in behind]
    return all(
        after.most is not None and before.certain > after.most
        for before, after in pairs
    )


def can_hold(
    ordered: Sequence[Rank], behind: Sequence[Rank], loose: Decimal | None
) -> bool:
    """Whether each may hold more than the next, for some way the open rows turn out.

    Each takes the least that puts it before the next: first of its own open rows, then
    of those whose value is not determined, as if these could be cut at will.

    Args:
        ordered: From the largest down.
        behind: What all of these must come before.
        loose: All rows whose value is not determined; None where nothing limits them.
    """
    floor = max((other.certain for other in behind), default=None)
    taken, is_tight = ZERO, False
    for rank in reversed(ordered):
        if floor is None or rank.certain > floor:
            floor = rank.certain
            continue
        if rank.own is not None and rank.own <= floor:
            taken, is_tight = taken + floor - rank.own, True
    if loose is None:
        return True
    return taken < loose if is_tight else taken <= loose


def _reason(held: Held, reading: Reading) -> str:
    """Why an order is open: values that are not determined, or rows that may belong."""
    scope, column = reading.scope, str(reading.claim.by)
    vague = [row for row in held.parts(reading.id) if row["cell"] == UNKNOWN]
    if vague and vague[0]["rows"] >= held.figures[reading.id]["unclear_rows"]:
        return unknown_value(held.engine, scope, column)
    return unclear_reason(held.engine, scope, unit=reading.unit)


def _shown(reading: Reading, ranks: Mapping[str, Rank], loose: Decimal | None) -> str:
    """The amounts of the values named and of the largest of the others, in words."""
    claim = reading.claim
    names = {} if claim.by == "goods" else country_names()
    others = sorted(
        (name for name in ranks if name not in claim.order),
        key=lambda name: (-ranks[name].certain, name),
    )
    shown = [*claim.order, *others[:1]]
    words = []
    for name in shown:
        rank = ranks.get(name, Rank(certain=ZERO, own=ZERO, most=loose))
        bounds = Bounds(at_least=rank.certain, at_most=rank.most)
        words.append(f"{names.get(name, name)} {interval_text(bounds, reading.unit)}")
    return "; ".join(words)
