"""Product groups of the case: SQL that puts a row into the first group that fits."""

from collections.abc import Sequence

from madein.question import ProductGroup
from madein.scope import any_word

OTHER = "other goods"


def group_of(groups: Sequence[ProductGroup]) -> tuple[str, dict[str, object]]:
    """SQL for the product group of a row, and its parameters.

    Unknown:
        null where a code is cut short of a group's code, or where code and description
        are absent, so that the row may belong to a group or not.

    Args:
        groups: The product groups, in order; none puts all rows into `other goods`.
    """
    params: dict[str, object] = {"other_goods": OTHER}
    branches = []
    for number, group in enumerate(groups):
        term = _term(group, number, params)
        params[f"group{number}"] = group.name
        branches.append(
            f"when ({term}) then $group{number} when ({term}) is null then null"
        )
    if not branches:
        return "$other_goods", params
    return f"case {' '.join(branches)} else $other_goods end", params


def _term(group: ProductGroup, number: int, params: dict[str, object]) -> str:
    parts = []
    if group.hs:
        parts.append("(" + " or ".join(_codes(group.hs, number, params)) + ")")
    if group.words:
        params[f"words{number}"] = any_word(group.words)
        parts.append(f"regexp_matches(description, $words{number}, 'i')")
    return " and ".join(parts)


def _codes(codes: Sequence[str], number: int, params: dict[str, object]) -> list[str]:
    terms = []
    for place, code in enumerate(codes):
        name = f"code{number}_{place}"
        params[name] = code
        terms.append(
            f"case when starts_with(hs, ${name}) then true "
            f"when starts_with(${name}, hs) then null "
            f"when hs is null then null else false end"
        )
    return terms
