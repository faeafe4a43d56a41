"""What waits for a person: pairs that may be one firm, and what was decided of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from madein.case.parties import side_of
from madein.engine import Engine, Row
from madein.parties.decisions.file import Action, Decisions, Placed, Side, place


def located(engine: Engine, decisions: Decisions) -> list[Placed]:
    """The decisions that hold, with the parties they are about.

    Args:
        engine: An engine with the tables of a build.
        decisions: The decisions.
    """
    party_of = _party_of_key(engine, decisions)
    return [
        replace(
            placed,
            left=party_of.get(placed.left or ""),
            right=party_of.get(placed.right or ""),
        )
        for placed in place(decisions, party_of)
    ]


def _party_of_key(engine: Engine, decisions: Decisions) -> dict[str, str]:
    """Parties of the mentions that share their words with a decision."""
    sides = [
        side
        for line in decisions.standing
        for side in (line.left, line.right)
        if side is not None
    ]
    if not sides:
        return {}
    rows = engine.rows(
        """
from party_name where words in (select unnest($words))
  and (words <> '' or tax_id in (select unnest($tax_ids))
    or name in (select unnest($names)))""",
        {
            "words": sorted({side.mention().name.key for side in sides}),
            "tax_ids": sorted({side.tax_id for side in sides} - {""}),
            "names": sorted({side.name for side in sides} - {""}),
        },
    )
    return {side_of(row).key: row["party_id"] for row in rows}


@dataclass(frozen=True, kw_only=True)
class Verdicts:
    """What people decided about pairs of parties, with what follows from it.

    Attributes:
        group: For each party named, one that stands for all that are the same.
        apart: Pairs of groups that are different.
        unsure: Pairs of parties that a person was unsure of.
    """

    group: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    unsure: frozenset[frozenset[str]] = frozenset()

    def word(self, left: str, right: str) -> str:
        """What was decided of two parties: same, different, unsure, or nothing.

        Args:
            left: A party id.
            right: Another.
        """
        groups = frozenset({self.group.get(left, left), self.group.get(right, right)})
        if len(groups) == 1:
            return Action.SAME
        if groups in self.apart:
            return Action.DIFFERENT
        return Action.UNSURE if frozenset({left, right}) in self.unsure else ""


def verdicts(found: Iterable[tuple[Action, str, str]]) -> Verdicts:
    """What decisions say of pairs of parties.

    Args:
        found: Actions, each with two parties.

    Examples:
        >>> said = verdicts([("same", "A", "B"), ("different", "B", "C")])
        >>> said.word("A", "B"), said.word("A", "C"), said.word("A", "D")
        (<Action.SAME: 'same'>, <Action.DIFFERENT: 'different'>, '')
    """
    told = list(found)
    group: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for action, left, right in told:
        one, other = group.setdefault(left, left), group.setdefault(right, right)
        if action == Action.SAME and one != other:
            moved = members.pop(other, [other])
            members.setdefault(one, [one]).extend(moved)
            group.update(dict.fromkeys(moved, one))
    return Verdicts(
        group=group,
        apart=frozenset(
            frozenset({group[left], group[right]})
            for action, left, right in told
            if action == Action.DIFFERENT
        ),
        unsure=frozenset(
            frozenset({left, right})
            for action, left, right in told
            if action == Action.UNSURE
        ),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Half:
    """One side of a proposal.

    Attributes:
        party_id: The party.
        ids: Its valid ids, whichever spelling gives them.
        side: Its spelling that is most like the other party's.
        shown: The name as a person should see it.
        spellings: How many spellings the party has.
        rows: How often they occur.
        usd: Value of these rows, US dollars.
    """

    party_id: str
    ids: tuple[str, ...]
    side: Side
    shown: str
    spellings: int
    rows: int
    usd: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """Two parties that may be one.

    Attributes:
        left: A party.
        right: The other.
        score: How alike they are, 0 to 1.
        says: Why the machine did not join them, where they are alike enough.
        usd: US dollars at stake.
        status: `open`, or `unsure` where a person said so.
    """

    left: Half
    right: Half
    score: float
    says: tuple[str, ...]
    usd: Decimal
    status: str

    @property
    def difference(self) -> frozenset[tuple[str, ...]]:
        """Words that only one side has: proposals with the same are asked in bulk.

        Where the words are the same, the words themselves.
        """
        left = self.left.side.mention().name.words
        right = self.right.side.mention().name.words
        only = frozenset({_without(left, right), _without(right, left)})
        return only if only != {()} else frozenset({left})


def _without(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in others)


PROPOSALS = """
with spelt as (
  select distinct on (party_id, name) name, tax_id, country, party_id, shown
  from party_name where (party_id, name) in (
    select (left_party, left_name) from proposal
    union all select (right_party, right_name) from proposal)
  order by party_id, name, usd desc, rows desc, tax_id, country),
sums as (
  select party_id, count(*) as spellings, sum(rows)::bigint as rows,
    sum(usd)::decimal(38,4) as usd
  from party_name where party_id in (
    select left_party from proposal union all select right_party from proposal)
  group by party_id),
told as (select party_id, ids from party),
half as (from spelt join sums using (party_id) join told using (party_id))
select proposal.*, one, other
from proposal
join half as one on (one.party_id, one.name) = (left_party, left_name)
join half as other on (other.party_id, other.name) = (right_party, right_name)
where party_id_wanted is null or party_id_wanted in (left_party, right_party)
order by proposal.usd desc, score desc, left_party, right_party"""


def proposals(engine: Engine, party_id: str | None = None) -> list[Proposal]:
    """Proposals of a build, those with most dollars at stake first.

    Args:
        engine: An engine with the tables of a build.
        party_id: A party, for those that name it; none for all.
    """
    sql = PROPOSALS.replace("party_id_wanted", "$party_id::varchar")
    return [
        Proposal(
            left=_half(row["one"]),
            right=_half(row["other"]),
            score=row["score"],
            says=tuple(row["says"]),
            usd=row["usd"],
            status=row["status"],
        )
        for row in engine.rows(sql, {"party_id": party_id})
    ]


def _half(row: Row) -> Half:
    return Half(
        party_id=row["party_id"],
        ids=tuple(row["ids"]),
        side=side_of(row),
        shown=row["shown"],
        spellings=row["spellings"],
        rows=row["rows"],
        usd=row["usd"],
    )
