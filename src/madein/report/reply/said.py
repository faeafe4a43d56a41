"""What is said of one firm beside sums and rows: figures, words, flags and claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from madein.case.replies import OF_OTHERS
from madein.engine import Engine, Row
from madein.findings.claims import Claim, ClaimSet
from madein.findings.claims.model import common_words
from madein.question import CaseFile
from madein.report.figure import natural
from madein.report.reply.facts import ROLES, near_firms
from madein.scope import Scope
from madein.verdict import GoodsWord, Reason

ON_LIST = (GoodsWord.ON.value, GoodsWord.POSSIBLY.value)
# Flags that answer from the rows alone; the other answers quote files that name others.
FROM_ROWS = frozenset({"RF01"})


@dataclass(frozen=True, kw_only=True)
class Told:
    """A claim that names the firm.

    Attributes:
        claim: The claim.
        result: Its row of `claim_result`.
        is_alone: Whether it names nobody else, tells of no other rows, and the name is
            nobody else's.
    """

    claim: Claim
    result: Row
    is_alone: bool


def figures_of(engine: Engine, party: str) -> list[Row]:
    """Published figures that stand for the firm, and tell of nobody else.

    Args:
        engine: The engine, with `figure`.
        party: The party id.
    """
    found = engine.rows(
        "from figure where cell = $party and not list_contains($units, unit)",
        {"party": party, "units": list(OF_OTHERS)},
    )
    return sorted(found, key=lambda row: natural(row["id"]))


def flags_of(engine: Engine, party: str) -> list[Row]:
    """Questions of published notices, put to the firm's rows.

    Args:
        engine: The engine, with `flag`.
        party: The party id.
    """
    return engine.rows(
        "from flag where party_id = $party order by id", {"party": party}
    )


def is_told(flag: Mapping[str, Any]) -> bool:
    """Whether what a flag says is about the firm's rows, and about nobody else.

    Args:
        flag: A row of the table `flag`.
    """
    return flag["id"] in FROM_ROWS and flag["reason"] != Reason.NAME_ONLY


def words_of(engine: Engine, case: CaseFile, party: str) -> list[Row]:
    """Words for the firm, and for goods of its rows that are or may be on a list.

    Shape:
        `exposed` in; one row per question put to the rows, word and entry.

    Args:
        engine: The engine with the tables of the case.
        case: What the case asks.
        party: The party id.
    """
    belongs = Scope(since=case.period.since, until=case.period.until).predicate()
    on_list = ", ".join(f"'{word}'" for word in ON_LIST)
    asked = " or ".join(f"(role = '{role}' and {role} = $party)" for role in ROLES)
    mine = " or ".join(f"{role} = $party" for role in ROLES)
    return engine.rows(
        f"""
select role, regime, measure, test, word, reason, list, entry,
  count(*) filter (where belongs) as rows,
  count(*) filter (where belongs is null) as open_rows,
  min(coalesce(registered, registered_month)) as first_day,
  max(coalesce(registered, last_day(registered_month))) as last_day,
  min(lag_days) as least_days, max(lag_days) as most_days
from (select *, ({belongs.sql}) as belongs from exposed
  where {asked} or (role = 'goods' and ({mine}) and word in ({on_list})))
where belongs is not false
group by all order by role desc, regime, measure, test, first_day, word, reason, entry""",
        {**belongs.params, "party": party},
    )


def claims_of(engine: Engine, claims: ClaimSet, party: str) -> list[Told]:
    """Claims that name the firm, as supplier or by its tax id.

    Args:
        engine: The engine with the tables of the case.
        claims: The claims of the case.
        party: The party id.
    """
    results = {row["id"]: row for row in engine.rows("from claim_result")}
    ids = engine.rows("select tax_id, ids from party where party_id = $p", {"p": party})
    own_ids = {ids[0]["tax_id"], *(one.partition(":")[2] for one in ids[0]["ids"])}
    found = []
    for claim in claims.claims:
        by_id = claim.party is not None and claim.party in own_ids
        if claim.id in results and (by_id or _is_named(engine, claim, party)):
            told = Told(
                claim=claim,
                result=results[claim.id],
                is_alone=_is_alone(engine, claim, party, by_id=by_id),
            )
            found.append(told)
    return found


def _is_named(engine: Engine, claim: Claim, party: str) -> bool:
    """Whether a claim names the firm as supplier, by a name that the firm has.

    A word of makers' names is text and names no sender.
    """
    keys = [common_words(name) for where in claim.wheres for name in where.suppliers]
    sql = (
        "select count(*) from party_name where party_id = $party "
        "and list_contains($keys::varchar[], words)"
    )
    return bool(engine.value(sql, {"party": party, "keys": keys}))


def _is_alone(engine: Engine, claim: Claim, party: str, *, by_id: bool) -> bool:
    """Whether a claim tells of no rows but the firm's, by names that are nobody else's."""
    if claim.party is not None:
        return by_id
    allowed = {party, *near_firms(engine, party)}
    bearers = [
        _bearers(engine, name)
        for where in claim.wheres
        for name in (*where.suppliers, *where.makers)
    ]
    return all(where.suppliers for where in claim.parts or claim.wheres) and all(
        party in firms and firms <= allowed for firms in bearers
    )


def _bearers(engine: Engine, name: str) -> set[str]:
    """Firms that have all words of a name, in their order."""
    found = engine.rows(
        """
select distinct party_id from party_name
where $key <> '' and contains(' ' || words || ' ', ' ' || $key || ' ')""",
        {"key": common_words(name)},
    )
    return {row["party_id"] for row in found}
