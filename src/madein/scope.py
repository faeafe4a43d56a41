"""Which imports a figure is about, as words and as three-valued SQL.

Unknown cells make a predicate NULL, so one expression gives both bounds: a row counts
towards "at least" where it is true, and towards "at most" where it is not false.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum


class CountryRole(StrEnum):
    """The four countries of a declaration; they are never mixed."""

    ORIGIN = "origin"
    DISPATCH = "dispatch"
    TRADING = "trading"
    SENDER = "sender_country"


ROLE_WORDS = {
    CountryRole.ORIGIN: "produced in",
    CountryRole.DISPATCH: "dispatched from",
    CountryRole.TRADING: "bought from contract partners in",
    CountryRole.SENDER: "sent by firms in",
}
ROLE_NAMES = {
    CountryRole.ORIGIN: "country of origin",
    CountryRole.DISPATCH: "country of dispatch",
    CountryRole.TRADING: "trading country",
    CountryRole.SENDER: "country of the sender",
}


# Whole words name a maker; inside a longer word ("Kia" in "NOKIA") they leave it open.
MADE_BY = (
    r"case when regexp_matches(maker_name, '(^|[^\pL\pN])(' || $makers || ')($|[^\pL\pN])', 'i') "
    "then true when regexp_matches(maker_name, $makers, 'i') then null "
    "when maker_name is not null then false end"
)


# Whether a spelling has signs between which names stand, or is one of a branch.
HAS_PARTS = r"""(regexp_matches(regexp_replace(name,
  '(?i), ?(ltd|llc|inc|limited|corp|s\.?[ap]\.?a?|s\.?r\.?l)\b', '', 'g'), '[,;/|()\n]| [-–—] ')
  or regexp_matches(words || ' ' || forms, '\b(branch|representation)\b'))"""
# A sender is a supplier that is named where its firm has the name in some spelling; it
# may be one where nobody has decided whether the two firms are one, and where it has the
# name among others, or is a branch.
SUPPLIED_BY = (
    "case when supplier is null then null when supplier in (select party_id "
    "from party_name where list_contains($suppliers, words)) then true "
    "when supplier in (select unnest([left_party, right_party]) from proposal "
    "where left_party in (select party_id from party_name where list_contains($suppliers, words)) "
    "or right_party in (select party_id from party_name where list_contains($suppliers, words))) "
    "then null when supplier in (select party_id from party_name, "
    "unnest($suppliers) as asked(wanted) where contains(' ' || words || ' ', "
    f"' ' || wanted || ' ') and {HAS_PARTS}) then null else false end"
)


# Credits, and rows outside foreign trade statistics, are in no bound.
KEPT = "counted and coalesce(usd, 0) >= 0"


# Of a row that may be a copy of another, nobody knows whether it stands.
STANDS = "aside is null and nullif(doubt is null, false)"


def on_or_after(day: str) -> str:
    """SQL for whether a row was registered on a day or later.

    Unknown:
        Null where the row has no day, or a month alone that holds the day asked about.

    Args:
        day: SQL for the day.
    """
    return (
        f"case when coalesce(registered, registered_month) >= {day} then true "
        f"when coalesce(registered, last_day(registered_month)) < {day} then false end"
    )


def on_or_before(day: str) -> str:
    """SQL for whether a row was registered on a day or earlier; see `on_or_after`.

    Args:
        day: SQL for the day.
    """
    return (
        f"case when coalesce(registered, last_day(registered_month)) <= {day} then true "
        f"when coalesce(registered, registered_month) > {day} then false end"
    )


@dataclass(frozen=True, kw_only=True)
class Query:
    """SQL with the values of its named parameters.

    Attributes:
        sql: The text.
        params: The values.
    """

    sql: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """What a breakdown divides by.

    Attributes:
        name: Its name.
        sql: Its value for a row of `imports`; null where not determined.
        params: Parameters of the expression.
        rows: SQL for the rows that it divides: the imports, with columns of its own.
        unknown: What the cell of undetermined rows is called.
        near: For some of its values, the firms that may be the one it stands for, and
            whose rows are in other cells.
    """

    name: str
    sql: str
    params: Mapping[str, object] = field(default_factory=dict)
    rows: str = "imports"
    unknown: str = "unknown"
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """A part of the case's imports.

    Attributes:
        since: First day of registration that counts.
        until: Last day of registration that counts.
        role: Which country `countries` speaks of; needed with it.
        countries: ISO 3166 alpha-2 codes, any of which counts.
        goods: Name of a product group of the case.
        makers: Words of which the maker's name must hold one, as a whole word.
        suppliers: Words of suppliers' names, as `party_name` has them; any firm with
            one of the names counts.
        aside: Whether it is about the rows set aside instead of those that count.
        either: Scopes of which one must hold as well.
    """

    since: date | None = None
    until: date | None = None
    role: CountryRole | None = None
    countries: tuple[str, ...] = ()
    goods: str | None = None
    makers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    aside: bool = False
    either: tuple["Scope", ...] = ()

    def predicate(self) -> Query:
        """Whether a row of `imports` belongs: true, false or unknown."""
        among = self.among()
        return Query(sql=f"{among.sql} and {KEPT}", params=among.params)

    def among(self) -> Query:
        """The same for all rows, also those that no bound counts."""
        standing = "aside is not null" if self.aside else STANDS
        terms = ["member", standing]
        found = self.conditions("")
        terms += [term for term, _, _ in found]
        params = {name: value for _, name, value in found}
        ways = [scope.conditions(f"_{n}") for n, scope in enumerate(self.either, 1)]
        if ways:
            either = (
                " and ".join(term for term, _, _ in way) or "true" for way in ways
            )
            terms.append("(" + " or ".join(f"({way})" for way in either) + ")")
            params |= {name: value for way in ways for _, name, value in way}
        return Query(sql=" and ".join(terms), params=params)

    def conditions(self, suffix: str) -> list[tuple[str, str, object]]:
        """SQL of each condition that is set, with the name and value of its parameter.

        Args:
            suffix: End of the parameters' names, so that two scopes fit into one query.
        """
        found: list[tuple[str, str, object]] = []
        if self.since is not None:
            found.append((on_or_after("$since"), "since", self.since))
        if self.until is not None:
            found.append((on_or_before("$until"), "until", self.until))
        if self.countries and self.role is not None:
            term = f"list_contains($countries, {self.role.value})"
            found.append((term, "countries", list(self.countries)))
        if self.goods is not None:
            found.append(("goods = $goods", "goods", self.goods))
        if self.makers:
            found.append((MADE_BY, "makers", any_word(self.makers)))
        if self.suppliers:
            found.append((SUPPLIED_BY, "suppliers", list(self.suppliers)))
        return [
            (term.replace(f"${name}", f"${name}{suffix}"), f"{name}{suffix}", value)
            for term, name, value in found
        ]

    def plain(self) -> dict[str, object]:
        """The scope as plain data, without what is not set."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        if self.either:
            values["either"] = [scope.plain() for scope in self.either]
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A question put to the imports: what an analysis hands to the findings.

    Attributes:
        name: Name of the analysis.
        label: What its figure says, in words.
        scope: The part of the imports.
        basis: The country role and what else the figure rests on, in words.
        dimensions: What it divides by; none gives one figure.
        cell: Value it stands for, where it asks about one.
    """

    name: str
    label: str
    scope: Scope
    basis: str = ""
    dimensions: tuple[Dimension, ...] = ()
    cell: str | None = None


Cells = Sequence[tuple[Dimension, str | None]]


def sums(scope: Scope, dimensions: Sequence[Dimension] = ()) -> Query:
    """Bounds and counts of a scope, for each combination of some dimensions.

    A cell may hold every row whose dimension is not determined, so its upper bound
    includes them. The cell of what is not determined has null as its value.

    Unit:
        at_least, at_most and converted_usd are US dollars.

    Args:
        scope: The part of the imports.
        dimensions: What to divide by; none gives one row.
    """
    belongs = scope.predicate()
    params = dict(belongs.params)
    for dimension in dimensions:
        params |= dimension.params
    names = [dimension.name for dimension in dimensions]
    given = "".join(f"{d.sql} as {d.name}, " for d in dimensions)
    listed = "".join(f"{name}, " for name in names)
    cells = f"""
select {listed}coalesce(sum(usd) filter (where belongs), 0) as at_least,
  sum(usd) filter (where belongs is not false) as at_most,
  count(*) filter (where belongs) as rows,
  count(*) filter (where belongs is null) as unclear_rows,
  count(*) filter (where belongs is not false and usd is null) as unvalued_rows,
  coalesce(sum(usd) filter (where belongs and usd_basis in ('customs', 'invoice')), 0)
    as converted_usd,
  coalesce(bit_xor(row_key) filter (where belongs), 0) as rows_digest
from (
  select usd, usd_basis, row_key, {given}({belongs.sql}) as belongs
  from {_rows(dimensions)})
where belongs is not false
{_group(len(names))}"""
    if not names:
        return Query(sql=cells, params=params)
    is_vague = " or ".join(f"{name} is null" for name in names)
    fits = " and ".join(
        f"(vague.{n} is not distinct from cell.{n} or vague.{n} is null)" for n in names
    )
    itself = " and ".join(f"vague.{n} is not distinct from cell.{n}" for n in names)
    own = ", ".join(f"cell.{name}" for name in names)
    # Cells of undetermined rows are few: joining only these keeps the cost linear.
    return Query(
        sql=f"""
with cells as ({cells}),
vague as (select * from cells where {is_vague})
select {own}, cell.at_least, cell.rows, cell.converted_usd, cell.rows_digest,
  coalesce(cell.at_most, 0) + coalesce(sum(vague.at_most), 0) as at_most,
  cell.unclear_rows + coalesce(sum(vague.rows + vague.unclear_rows), 0) as unclear_rows,
  cell.unvalued_rows + coalesce(sum(vague.unvalued_rows), 0) as unvalued_rows
from cells as cell left join vague on {fits} and not ({itself})
group by {own}, cell.at_least, cell.rows, cell.converted_usd, cell.rows_digest,
  cell.at_most, cell.unclear_rows, cell.unvalued_rows
order by cell.at_least desc, {own}""",
        params=params,
    )


def near(scope: Scope, firms: Sequence[str]) -> Query:
    """What firms that may be another one brought: dollars, rows, rows without a value.

    Args:
        scope: The part of the imports.
        firms: Party ids of suppliers.
    """
    belongs = scope.predicate()
    return Query(
        sql=f"""
select coalesce(sum(usd), 0) as at_most, count(*) as unclear_rows,
  count(*) filter (where usd is null) as unvalued_rows
from imports
where list_contains($near, supplier) and ({belongs.sql}) is not false""",
        params={**belongs.params, "near": list(firms)},
    )


def left_out(scope: Scope, dimensions: Sequence[Dimension] = ()) -> Query:
    """What a scope holds beside its bounds, for each combination of some dimensions.

    Unit:
        credits_usd is US dollars, negative.

    Args:
        scope: The part of the imports.
        dimensions: What to divide by; none gives one row.
    """
    among = scope.among()
    params = dict(among.params)
    for dimension in dimensions:
        params |= dimension.params
    given = "".join(f"{d.sql} as {d.name}, " for d in dimensions)
    listed = "".join(f"{dimension.name}, " for dimension in dimensions)
    return Query(
        sql=f"""
select {listed}count(*) filter (where counted and usd < 0) as credits,
  sum(usd) filter (where counted and usd < 0) as credits_usd,
  count(*) filter (where not counted) as uncounted
from (select usd, counted, {given}({among.sql}) as among from {_rows(dimensions)}
  where not counted or usd < 0)
where among is not false
{_group(len(dimensions))}""",
        params=params,
    )


def _rows(dimensions: Sequence[Dimension]) -> str:
    """What a query of these dimensions reads: one of them at most has rows of its own."""
    own = [d.rows for d in dimensions if d.rows != Dimension.rows]
    return own[0] if own else Dimension.rows


def _group(count: int) -> str:
    places = ", ".join(str(place + 1) for place in range(count))
    return f"group by {places}" if count else ""


ROW_COLUMNS = (
    "source_id, row, declaration, item, registered, registered_month, origin, dispatch, "
    "trading, "
    "sender_country, hs, description, goods, importer_name, supplier, sender_name, "
    "usd, usd_basis"
)


def rows_of(scope: Scope, cells: Cells = ()) -> Query:
    """The rows behind a figure, largest first; `certain` where they count for sure.

    Args:
        scope: The part of the imports.
        cells: Dimensions and the value each must have; None for not determined.
    """
    belongs = scope.predicate()
    terms, params = [belongs.sql], dict(belongs.params)
    for dimension, value in cells:
        params |= dimension.params
        if value is None:
            terms.append(f"({dimension.sql}) is null")
            continue
        params[f"{dimension.name}_cell"] = value
        is_in = f"({dimension.sql}) = ${dimension.name}_cell"
        if value in dimension.near:
            params[f"{dimension.name}_near"] = list(dimension.near[value])
            is_in = f"({is_in} or nullif(list_contains(${dimension.name}_near, supplier), true))"
        terms.append(is_in)
    return Query(
        sql=f"""
select {ROW_COLUMNS}, coalesce(belongs, false) as certain
from (
  select *, ({" and ".join(terms)}) as belongs
  from {_rows([dimension for dimension, _ in cells])})
where belongs is not false
order by certain desc, usd desc nulls last, source_id, row""",
        params=params,
    )


MARKS = frozenset(r"\.+*?()|[]{}^$-")  # what means something else in a pattern


def any_word(words: Sequence[str]) -> str:
    r"""A regular expression that finds any of some words, taken literally.

    Args:
        words: The words.

    Examples:
        >>> any_word(["датчик", "p.c.b"])
        'датчик|p\\.c\\.b'
    """
    return "|".join(
        "".join(f"\\{c}" if c in MARKS else c for c in word) for word in words
    )
