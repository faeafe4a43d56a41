"""Which imports a figure is about, as words and as three-valued SQL.

Unknown cells make a predicate NULL, so one expression gives both bounds: a row counts
towards "at least" where it is true, and towards "at most" where it is not false.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
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
    "when supplier in (with recursive kin(party) as ("
    "select party_id from party_name where list_contains($suppliers, words) union "
    "select case when left_party = party then right_party else left_party end "
    "from kin join proposal on party in (left_party, right_party)) select party from kin) "
    "then null when supplier in (select party_id from party_name, "
    "unnest($suppliers) as asked(wanted) where contains(' ' || words || ' ', "
    f"' ' || wanted || ' ') and {HAS_PARTS}) then null else false end"
)


# A code is of a beginning where it starts with it; one that was cut leaves it open.
CODED = (
    "case when hs is null then null "
    "when list_bool_or(list_transform($hs, lambda p: starts_with(hs, p))) then true "
    "when list_bool_or(list_transform($hs, lambda p: starts_with(p, hs))) then null "
    "else false end"
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
        hs: Beginnings of commodity codes, any of which counts.
        at_least_usd: Smallest value of a row that counts, US dollars.
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
    hs: tuple[str, ...] = ()
    at_least_usd: Decimal | None = None
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
        if self.hs:
            found.append((CODED, "hs", list(self.hs)))
        if self.at_least_usd is not None:
            found.append(("usd >= $at_least_usd", "at_least_usd", self.at_least_usd))
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
