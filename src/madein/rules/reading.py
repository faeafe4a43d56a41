"""Rules read from their files, and held against each other: those of madein and a case's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any, ClassVar

from madein.documents import line_of, read_document
from madein.errors import CaseError, Fault
from madein.question import STRICT, CaseFile
from madein.rules.clauses import Clause
from madein.rules.dated import Dated
from madein.rules.licences import Licence
from madein.rules.ownership import OwnershipRule

DATA = Path(str(files("madein.rules").joinpath("data")))
HELD = ("ownership.yml", "licences.yml", "clauses.yml")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Rules of all kinds: those of one file, or all of a case.

    Attributes:
        ownership: When a firm counts as owned.
        licences: What was allowed for some time.
        clauses: Facts for a reader, which decide nothing.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    ownership: tuple[OwnershipRule, ...] = ()
    licences: tuple[Licence, ...] = ()
    clauses: tuple[Clause, ...] = ()


@cache
def regimes() -> Mapping[str, str]:
    """The regimes that madein knows, with their names."""
    return read_document(DATA / "regimes.yml", dict[str, str])


@cache
def held_rules() -> Rules:
    """The rules that madein holds."""
    return _checked(_held(), regimes())


def case_rules(folder: Path, case: CaseFile) -> Rules:
    """The rules that madein holds, and those of a case.

    A file that is absent or does not fit, an id that is there already, two rules of a
    regime on one day and a regime that nobody knows are a `CaseError`, which names all
    of them.

    Args:
        folder: The case folder.
        case: Its `case.yml`.
    """
    if not case.rules:
        return held_rules()
    own = _read({name: folder / name for name in case.rules})
    listed = [one.regime for one in (*case.lists, *case.goods_lists)]
    return _checked([*_held(), *own], {*regimes(), *listed})


@dataclass(frozen=True, kw_only=True)
class _Placed:
    """A rule, and its place in a file."""

    rule: Dated
    name: str
    file: Path
    kind: str
    place: int

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.name}:{line_of(self.file, self.kind, self.place)}"


@cache
def _held() -> list[_Placed]:
    return _read({name: DATA / name for name in HELD})


def _read(places: Mapping[str, Path]) -> list[_Placed]:
    """The rules of some files.

    Raises:
        CaseError: A file is absent or does not fit; all faults at once.
    """
    faults: list[Fault] = []
    every: list[_Placed] = []
    for name, file in places.items():
        try:
            found = read_document(file, Rules)
        except CaseError as error:
            faults += error.faults
            continue
        every += [
            _Placed(rule=rule, name=name, file=file, kind=kind, place=place)
            for kind in ("ownership", "licences", "clauses")
            for place, rule in enumerate(getattr(found, kind))
        ]
    if faults:
        raise CaseError(*faults)
    return every


def _checked(every: list[_Placed], known: Iterable[str]) -> Rules:
    """The rules together.

    Raises:
        CaseError: They contradict each other; all faults at once.
    """
    faults = list(_faults(every, set(known)))
    if faults:
        raise CaseError(*faults)
    rules = [placed.rule for placed in every]
    return Rules(
        ownership=tuple(rule for rule in rules if isinstance(rule, OwnershipRule)),
        licences=tuple(rule for rule in rules if isinstance(rule, Licence)),
        clauses=tuple(rule for rule in rules if isinstance(rule, Clause)),
    )


def _faults(every: list[_Placed], known: set[str]) -> Iterator[Fault]:
    by_id: dict[str, list[_Placed]] = defaultdict(list)
    for placed in every:
        by_id[placed.rule.id].append(placed)
        yield from _own_faults(placed, known)
    for rule_id, (first, *others) in by_id.items():
        for other in others:
            yield Fault(
                what=f"the id '{rule_id}' is there already, at {first.where}",
                where=other.where,
                fix="give this rule an id of its own",
            )
    for one, other in combinations(every, 2):
        if _overlap(one.rule, other.rule):
            yield Fault(
                what=f"'{one.rule.id}', at {one.where}, and '{other.rule.id}' "
                f"hold on the same days for {one.rule.regime}",
                where=other.where,
                fix="end the one on the first day of the other",
            )


def _own_faults(placed: _Placed, known: set[str]) -> Iterator[Fault]:
    rule, where = placed.rule, placed.where
    if rule.regime not in known:
        yield Fault(
            what=f"'{rule.regime}' is no regime madein knows",
            where=where,
            fix=f"write one of {', '.join(sorted(known))}",
        )
    if rule.valid_to is not None and rule.valid_to <= rule.valid_from:
        yield Fault(
            what=f"'{rule.id}' holds from {rule.valid_from} to before {rule.valid_to}",
            where=where,
            fix="mend valid_to: the first day on which it no longer holds",
        )
    if isinstance(rule, OwnershipRule) and not 0 < rule.threshold <= 1:
        yield Fault(
            what=f"the threshold of '{rule.id}' is {rule.threshold}",
            where=where,
            fix="write a part of the whole, like 1/2",
        )
    if isinstance(rule, OwnershipRule | Licence) and not rule.measures:
        yield Fault(
            what=f"'{rule.id}' speaks of no measure",
            where=where,
            fix="name the measures, like [asset freeze]",
        )
    if isinstance(rule, Licence) and not (rule.parties or rule.programmes):
        yield Fault(
            what=f"'{rule.id}' names nobody",
            where=where,
            fix="name its parties, or the programmes it speaks of",
        )


def _overlap(one: Dated, other: Dated) -> bool:
    """Whether two rules on ownership speak of one measure on one day."""
    if not isinstance(one, OwnershipRule) or not isinstance(other, OwnershipRule):
        return False
    is_same = one.regime == other.regime and set(one.measures) & set(other.measures)
    first, second = sorted((one, other), key=lambda rule: rule.valid_from)
    return bool(is_same) and first.is_valid_on(second.valid_from)
