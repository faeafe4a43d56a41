"""Commodity codes whose goods an edition of the nomenclature did not divide."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from madein.engine import Row
from madein.goods.editions import HELD, exists
from madein.goods.reviewed import meant

Node = tuple[str, str]  # a code, and an edition that its rows are of


@dataclass(frozen=True, kw_only=True)
class Family:
    """Codes between which goods moved when the nomenclature changed; mostly one.

    Attributes:
        codes: Six-digit codes, the largest before the event first.
        is_known: Whether tables say of each where its goods are in the other editions.
    """

    codes: tuple[str, ...]
    is_known: bool

    @property
    def name(self) -> str:
        """Its largest code, and how many there are beside it.

        Examples:
            >>> Family(codes=("870829", "870822"), is_known=True).name
            '870829 and 1 more'
        """
        more = len(self.codes) - 1
        return f"{self.codes[0]} and {more} more" if more else self.codes[0]

    @property
    def told(self) -> tuple[str, ...]:
        """That codes are taken together, for a reader."""
        if len(self.codes) == 1:
            return ()
        listed = ", ".join(self.codes)
        return (
            f"{listed} together: editions of the nomenclature divide them otherwise.",
        )


def families(rows: Iterable[Row], shown: int) -> list[Family]:
    """The largest families of the codes that some rows have.

    Two codes are of one family where goods of the one may be under the other in another
    edition, and both have rows. So all rows of these goods are in one family, on either
    side of a change of the nomenclature.

    Shape:
        Rows with code, edition, side and at_least.

    Unknown:
        A row without an edition may be of any.

    Args:
        rows: Amounts by code, edition and side.
        shown: How many to give.
    """
    before: dict[str, Decimal] = defaultdict(Decimal)
    nodes: set[Node] = set()
    for row in rows:
        nodes.update((row["code"], edition) for edition in _editions(row))
        if row["side"] == "before":
            before[row["code"]] += row["at_least"]
    unknown, groups = _joined(nodes)
    sized = sorted(
        (
            sorted(group, key=lambda code: (-before.get(code, 0), code))
            for group in groups
        ),
        key=lambda group: (-sum(before.get(code, 0) for code in group), group),
    )
    return [
        Family(codes=tuple(group), is_known=unknown.isdisjoint(group))
        for group in sized[:shown]
        if any(before.get(code) for code in group)
    ]


def _editions(row: Row) -> Sequence[str]:
    """Editions that a row may be of."""
    if row["edition"] is not None:
        return (row["edition"],)
    known = [one for one in HELD if exists(row["code"], one) is True]
    return known or HELD


def _joined(nodes: set[Node]) -> tuple[set[str], list[set[str]]]:
    """Codes of which a table is missing, and all codes by family."""
    family: dict[str, set[str]] = {code: {code} for code, _ in nodes}
    unknown = set()
    editions = sorted({edition for _, edition in nodes})
    for code, edition in sorted(nodes):
        for other in editions:
            goods = (
                frozenset({code}) if other == edition else meant(code, edition, other)
            )
            if goods is None:
                unknown.add(code)
                continue
            for one in goods:
                if (one, other) in nodes:
                    _join(family, code, one)
    groups = {id(group): group for group in family.values()}
    return unknown, list(groups.values())


def _join(family: dict[str, set[str]], one: str, other: str) -> None:
    if family[one] is family[other]:
        return
    family[one] |= family[other]
    for code in family[other]:
        family[code] = family[one]


def names(found: Iterable[Family]) -> Mapping[str, str]:
    """The name of each code's family.

    Args:
        found: The families.
    """
    return {code: family.name for family in found for code in family.codes}
