"""What an answer to a claim holds, and on which bases it was given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from madein.engine import Engine, Row
from madein.findings.allowed import Allowed
from madein.findings.claims import Claim, Where
from madein.question import CaseFile, Period
from madein.scope import ROLE_NAMES, CountryRole, Scope
from madein.values import Bounds, Unit

# End of the id of a figure, where a claim is answered in several units.
SHORT = {
    Unit.USD: "usd",
    Unit.KG: "kg",
    Unit.ROWS: "rows",
    Unit.DECLARATIONS: "declarations",
}


class Result(StrEnum):
    """What the records say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    OPEN = "not determinable"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The result of one claim on one basis.

    Attributes:
        result: Supported, contradicted or not determinable.
        shows: What the records show, in words.
        reason: Reason code, where the result needs one.
        bounds: What the records show, as an amount.
        claimed: What the wording allows.
        unit: What the two are counted in.
        figures: Figures it rests on.
        basis: Bases it was answered on.
    """

    result: Result
    shows: str
    reason: str | None = None
    bounds: Bounds | None = None
    claimed: Allowed | None = None
    unit: Unit | None = None
    figures: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What claims are held against.

    Attributes:
        engine: The engine, with the tables of a build.
        case: The case.
        figures: Rows of the table `figure` that the claims asked for, by their ids.
    """

    engine: Engine
    case: CaseFile
    figures: Mapping[str, Row]

    def parts(self, figure_id: str) -> list[Row]:
        """Figures that a figure is divided into.

        Args:
            figure_id: Its id.
        """
        return [row for row in self.figures.values() if row["parent"] == figure_id]

    def bounds(self, figure_id: str) -> Bounds:
        """Bounds of a figure.

        Args:
            figure_id: Its id.
        """
        row = self.figures[figure_id]
        return Bounds(at_least=row["at_least"], at_most=row["at_most"])


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One way to read a claim, which may leave its country role and its unit open.

    Attributes:
        claim: The claim.
        case: The case.
        role: Which country is meant, where the claim does not say.
        unit: What is counted; None where the claim counts nothing.
        id: Id of the figure that answers it.
    """

    claim: Claim
    case: CaseFile
    role: CountryRole | None
    unit: Unit
    id: str

    @property
    def scope(self) -> Scope:
        """The part of the imports that the claim speaks of."""
        return self.scope_of(self.claim.where)

    def scope_of(self, where: Where | None) -> Scope:
        """The scope of a part of the imports that the claim names.

        Where it names no days, it takes those of the claim's other parts; where these
        name none, those of the case.

        Args:
            where: The part.
        """
        named = (where, self.claim.where, self.claim.of, self.claim.to)
        given = [one for one in named if one is not None]
        dated = (one for one in given if one.since is not None or one.until is not None)
        days = next(dated, self.case.period)
        period = Period(
            since=days.since or self.case.period.since,
            until=days.until or self.case.period.until,
        )
        return given[0].scope(self.role, period)

    @property
    def words(self) -> str:
        """The basis of the reading, in words, where the claim leaves it open."""
        role = [] if self.role is None else [f"by {ROLE_NAMES[self.role]}"]
        return ", ".join(role + [f"in {self.unit}"] * (len(self.claim.units) > 1))


def readings(case: CaseFile, claim: Claim) -> list[Reading]:
    """All ways to read a claim.

    Args:
        case: The case.
        claim: The claim.
    """
    is_open = any(where.is_open for where in claim.wheres)
    roles: Sequence[CountryRole | None] = list(CountryRole) if is_open else [None]
    units = claim.units or (Unit.USD,)
    return [
        Reading(claim=claim, case=case, role=role, unit=unit, id=".".join(name))
        for role, unit in product(roles, units)
        for name in [
            [claim.id]
            + ([] if role is None else [role.value])
            + ([SHORT[unit]] if len(units) > 1 else [])
        ]
    ]


def in_each_reading(
    case: CaseFile, claim: Claim, ask: Callable[[Reading], Answer]
) -> Answer:
    """The answer to the one way to read a claim, or to all of them.

    Args:
        case: The case.
        claim: The claim.
        ask: Gives the answer to a reading.
    """
    answers = [(reading, ask(reading)) for reading in readings(case, claim)]
    return answers[0][1] if len(answers) == 1 else _agreed(answers)


def _agreed(answers: Sequence[tuple[Reading, Answer]]) -> Answer:
    """One answer from those on several bases: theirs if they agree."""
    shows = "; ".join(
        f"{reading.words}: {answer.shows} ({answer.result.value})"
        for reading, answer in answers
    )
    first, *others = [answer for _, answer in answers]
    is_one = all(answer.result is first.result for answer in others)
    in_one_unit = all(answer.unit is first.unit for answer in others)
    return Answer(
        result=first.result if is_one else Result.OPEN,
        reason=first.reason if is_one else "BASIS_MISSING",
        shows=shows,
        claimed=first.claimed,
        unit=first.unit if in_one_unit else None,
        figures=tuple(
            dict.fromkeys(figure for _, answer in answers for figure in answer.figures)
        ),
        basis=_left_open(answers[0][0]),
    )


def _left_open(reading: Reading) -> str:
    """What a claim does not state, in words."""
    found = []
    if reading.role is not None:
        found.append("no country role stated: answered on all four")
    units = reading.claim.units
    if len(units) > 1:
        found.append(f"no unit stated: answered in {' and '.join(units)}")
    return "; ".join(found)
