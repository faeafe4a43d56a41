"""Shares and multiples held against the wording of a claim."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from madein import bounds
from madein.engine import Row
from madein.findings.answers import Answer, Held, Reading, Result
from madein.findings.claims import claimed_amount
from madein.findings.figures import stored
from madein.findings.judging import is_complete, judge, unclear_reason
from madein.findings.leftout import (
    COUNTING,
    counted_cells,
    most_counted,
    with_left_out,
)
from madein.findings.overlap import PART, REST, dividing, within
from madein.measure import Answered, Derived, Measure, Sum, Value
from madein.scope import Scope
from madein.values import Bounds, Unit, interval_text

Asked = list[tuple[str, Measure | Derived]]


def asked_share(reading: Reading) -> Asked:
    """The share that a claim asks for.

    Args:
        reading: The claim, read one way.
    """
    part, whole = reading.scope, reading.scope_of(reading.claim.of)
    if reading.unit is Unit.DECLARATIONS:
        of = (
            _measure(reading, within(part, whole), "the part"),
            _measure(reading, whole, "what it is a share of"),
        )
        return [(reading.id, _derived(reading, Unit.SHARE, of, _share_of_counts))]
    divided = Measure(
        name="claim",
        label=_label(reading, "what it is a share of"),
        scope=whole,
        basis=_basis(whole),
        dimensions=(dividing(part, whole),),
        unit=reading.unit,
    )
    return [(reading.id, _derived(reading, Unit.SHARE, (divided,), _share))]


def asked_ratio(reading: Reading) -> Asked:
    """The multiple that a claim asks for.

    Args:
        reading: The claim, read one way.
    """
    of = (
        _measure(reading, reading.scope, "what is compared"),
        _measure(
            reading, reading.scope_of(reading.claim.to), "what it is compared with"
        ),
    )
    return [(reading.id, _derived(reading, Unit.RATIO, of, _ratio))]


def _measure(reading: Reading, scope: Scope, words: str) -> Measure:
    return Measure(
        name="claim",
        label=_label(reading, words),
        scope=scope,
        basis=_basis(scope),
        unit=reading.unit,
    )


def _label(reading: Reading, words: str) -> str:
    return f"Claim {reading.claim.id}: {reading.claim.text} ({words})"


def _basis(scope: Scope) -> str:
    return "" if scope.role is None else scope.role.value


def _derived(
    reading: Reading,
    unit: Unit,
    of: tuple[Measure, ...],
    work: Callable[[Sequence[Answered]], Sequence[Value]],
) -> Derived:
    return Derived(
        name="claim",
        label=f"Claim {reading.claim.id}: {reading.claim.text}",
        unit=unit,
        of=of,
        work=work,
        basis=_basis(reading.scope),
    )


def _share(answers: Sequence[Answered]) -> list[Value]:
    """Share of the rows that are the part, over every way the open ones may turn out."""
    divided = answers[0]
    cells = {cell.cells[0]: cell for cell in divided.cells}
    amounts = [
        bounds.Amount.of([(cell.certain, cell.open)] if cell is not None else [])
        for cell in (cells.get(PART), cells.get(None), cells.get(REST))
    ]
    low, high = bounds.share(*amounts)
    part = cells.get(PART)
    parts = (divided.whole.id,) if part is None else (part.id, divided.whole.id)
    return [
        Value(
            at_least=low,
            at_most=high,
            formula=" / ".join(parts if part is not None else ("0", *parts)),
            parts=parts,
            rows=0 if part is None else part.rows,
            reason=None if low is not None else "COVERAGE_GAP",
        )
    ]


def _share_of_counts(answers: Sequence[Answered]) -> list[Value]:
    """Share of declarations that have a row of the part; never more than all of them."""
    [value] = _ratio(answers)
    if value.at_least is None:
        return [value]
    one = Fraction(1)
    most = one if value.at_most is None else min(one, value.at_most)
    return [replace(value, at_least=min(one, value.at_least), at_most=most)]


def _ratio(answers: Sequence[Answered]) -> list[Value]:
    one, other = (answer.whole for answer in answers)
    low, high = bounds.ratio(*(_interval(sum_) for sum_ in (one, other)))
    return [
        Value(
            at_least=low,
            at_most=high,
            formula=f"{one.id} / {other.id}",
            parts=(one.id, other.id),
            rows=one.rows + other.rows,
            reason=None if low is not None else "COVERAGE_GAP",
        )
    ]


def _interval(one: Sum) -> bounds.Interval:
    most = None if one.at_most is None else Fraction(one.at_most)
    return Fraction(one.at_least), most


def quotient(held: Held, reading: Reading) -> Answer:
    """A share or a multiple, held against what is said of it.

    Rows that are not held may raise or lower it. A multiple of two periods needs both
    to be complete: else a rise may be that of the records.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    figure = held.figures[reading.id]
    unit = Unit(figure["unit"])
    scopes = _scopes(reading)
    complete = is_complete(held.engine, held.case, *scopes)
    claimed = claimed_amount(reading.claim)
    found = Answer(
        result=Result.OPEN,
        reason="BASIS_MISSING" if complete else "COVERAGE_GAP",
        shows=f"nothing to divide by: {_parts(held, figure)}",
        claimed=claimed,
        unit=unit,
        figures=(reading.id,),
        basis=f"{figure['basis']}; in {reading.unit}",
    )
    if figure["at_least"] is None:
        return found
    shown = held.bounds(reading.id)
    result, reason = _judged(held, reading, shown)
    shows = f"{_quotient_text(shown, unit)}: {_parts(held, figure)}"
    answer = replace(found, result=result, reason=reason, shows=shows, bounds=shown)
    if reading.unit not in COUNTING:
        return answer
    return with_left_out(
        held.engine,
        answer,
        scopes if unit is Unit.RATIO else scopes[1:],
        lambda: _judged(held, reading, _with_left_out(held, reading))[0],
    )


def _judged(held: Held, reading: Reading, shown: Bounds) -> tuple[Result, str | None]:
    scopes = _scopes(reading)
    complete = is_complete(held.engine, held.case, *scopes)
    if not complete and len({(one.since, one.until) for one in scopes}) > 1:
        return Result.OPEN, "COVERAGE_GAP"
    return judge(
        claimed_amount(reading.claim),
        shown,
        is_complete=complete,
        unclear=lambda: unclear_reason(held.engine, *scopes, unit=reading.unit),
        may_fall=True,
    )


def _with_left_out(held: Held, reading: Reading) -> Bounds:
    """Bounds of a quotient of counts, where the rows left out are counted or not."""
    engine, claim, unit = held.engine, reading.claim, reading.unit
    if claim.of is not None and unit is Unit.ROWS:
        whole = reading.scope_of(claim.of)
        cells = counted_cells(engine, whole, dividing(reading.scope, whole))
        mine, vague, rest = (
            cells.get(name, bounds.NO_AMOUNT) for name in (PART, None, REST)
        )
        low, high = bounds.share(mine, vague, rest)
    else:
        parts = held.figures[reading.id]["parts"]
        one, other = (
            (
                Fraction(held.bounds(part).at_least),
                Fraction(most_counted(engine, scope, unit)),
            )
            for part, scope in zip(parts, _divided(reading), strict=True)
        )
        low, high = bounds.ratio(one, other)
        if claim.of is not None:
            high = Fraction(1) if high is None else min(Fraction(1), high)
    return Bounds(at_least=stored(low) or Decimal(0), at_most=stored(high))


def _scopes(reading: Reading) -> tuple[Scope, Scope]:
    """What is divided, and by what, with the days whose coverage is asked for."""
    one, other = _divided(reading)
    if reading.claim.of is None:
        return one, other
    # A part of fewer days is a part of all of them.
    return replace(one, since=other.since, until=other.until), other


def _divided(reading: Reading) -> tuple[Scope, Scope]:
    claim, part = reading.claim, reading.scope
    if claim.to is not None:
        return part, reading.scope_of(claim.to)
    whole = reading.scope_of(claim.of)
    return within(part, whole), whole


def _quotient_text(shown: Bounds, unit: Unit) -> str:
    text = interval_text(shown, unit)
    return f"{text} times" if unit is Unit.RATIO else text


def _parts(held: Held, figure: Row) -> str:
    """The amounts that are divided, in words."""
    words = []
    for part_id in figure["parts"]:
        part = held.figures[part_id]
        words.append(interval_text(held.bounds(part_id), Unit(part["unit"])))
    return " of ".join(words) if figure["unit"] == Unit.SHARE else " to ".join(words)
