"""Who holds how much of whom, and when: one statement of one source."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from madein.errors import Fault
from madein.parties.ownership.shares import Days, Share
from madein.rules.ownership import percent_text
from madein.values import day_words


@dataclass(frozen=True, kw_only=True)
class Party:
    """An owner, or a firm that is owned.

    Attributes:
        key: What makes it another one: its tax id; without one, the file and the name
            or id it has there, because a name alone does not tell two files' firms
            apart.
        name: Name as the source has it.
        tax_id: Its tax id; None where not known.
        is_person: Whether it is known to be a human being, whom nobody owns.
    """

    key: str
    name: str
    tax_id: str | None = None
    is_person: bool = False


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A source says that somebody holds, or may hold, a share of a firm.

    Attributes:
        owner: Who holds it.
        owned: The firm.
        share: How much of it.
        days: Days on which it may have been held.
        sure: Days on which it was held for certain; None where there are none.
        source: Who says so; the shares that one source tells add up to the whole.
        where: File and line.
    """

    owner: Party
    owned: Party
    share: Share
    days: Days
    sure: Days | None
    source: str
    where: str

    def least(self, day: date) -> Fraction:
        """What is held on a day for certain.

        Args:
            day: The day.
        """
        is_sure = self.sure is not None and self.sure.hold(day)
        return self.share.low if is_sure else Fraction(0)


@dataclass(frozen=True, kw_only=True)
class Overfull:
    """Shares of one source that cannot all be right.

    Attributes:
        owned: The firm.
        day: First day on which they are too much.
        total: What they add up to.
        holdings: The statements.
    """

    owned: Party
    day: date
    total: Fraction
    holdings: tuple[Holding, ...]


def overfull(holdings: Iterable[Holding]) -> list[Overfull]:
    """Firms of which one source has owners hold more than the whole on one day.

    Two statements on one owner and day are not added up: they may be two readings of
    one share.

    Args:
        holdings: Statements; each is held against those of its source alone.
    """
    groups: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in holdings:
        if holding.sure is not None:
            groups[holding.source, holding.owned.key].append(holding)
    found = (_first_overfull(group) for group in groups.values())
    return [one for one in found if one is not None]


def _first_overfull(group: Sequence[Holding]) -> Overfull | None:
    starts = {h.sure.since or date.min for h in group if h.sure is not None}
    for day in sorted(starts):
        least: dict[str, Fraction] = {}
        held = [h for h in group if h.least(day) > 0]
        for holding in held:
            share = holding.least(day)
            least[holding.owner.key] = min(share, least.get(holding.owner.key, share))
        total = sum(least.values(), Fraction(0))
        if total > 1:
            return Overfull(
                owned=group[0].owned, day=day, total=total, holdings=tuple(held)
            )
    return None


def too_much(found: Overfull) -> Fault:
    """Shares of more than the whole, as a fault.

    Args:
        found: Firm, day and statements.
    """
    when = "since ever" if found.day == date.min else f"on {day_words(found.day)}"
    return Fault(
        what=f"owners of '{found.owned.name}' hold {percent_text(found.total)} {when}",
        where=", ".join(dict.fromkeys(holding.where for holding in found.holdings)),
        fix="mend a share, or give the earlier owner a last day",
    )
