"""Nodes that are one firm, and what they tell together."""

from collections.abc import Sequence
from dataclasses import dataclass

from madein.parties.matching.graph import Node
from madein.parties.mention import UNPROVEN, Mention
from madein.parties.reading.form_table import kinds as form_kinds

COUNTRY, FORM, HAN = "country", "legal form", "characters"

Ids = dict[str, set[str]]  # values by scheme


@dataclass(slots=True)
class Cluster:
    """Nodes that are one firm.

    Attributes:
        nodes: Places of the nodes.
        founder: The node of the earliest source, which gives the firm its id.
        usual: The node with most rows, which stands for the firm; of each part that a
            person added one.
        ids: Values by scheme.
        countries: Countries given.
        forms: Kinds of legal forms given.
        han: Words in Han characters given.
        torn: Schemes, `country`, `legal form` or `characters`, in which a node fits firms that
            differ: it has none itself, or two ids, and must not join one that has any.
        names: Different names.
        apart: Nodes that a person keeps out.
    """

    nodes: list[int]
    founder: int
    usual: list[int]
    ids: Ids
    countries: set[str]
    forms: set[str]
    han: set[str]
    torn: set[str]
    names: set[str]
    apart: set[int]

    def has(self, kind: str) -> bool:
        """Whether it has an id of a scheme, a country, a legal form, or characters.

        Args:
            kind: The scheme, `country`, `legal form` or `characters`.
        """
        return bool(self.told(kind))

    def told(self, kind: str) -> set[str]:
        """Ids of a scheme, countries, legal forms, or words in Han characters.

        Args:
            kind: The scheme, `country`, `legal form` or `characters`.
        """
        match kind:
            case "country":
                return self.countries
            case "legal form":
                return self.forms
            case "characters":
                return self.han
            case _:
                return self.ids.get(kind, set())


def alone(node: Node, place: int) -> Cluster:
    """The cluster of one node.

    Args:
        node: The node.
        place: Its place.
    """
    return Cluster(
        nodes=[place],
        founder=place,
        usual=[place],
        ids=by_scheme(node.mention),
        countries={node.mention.country} - {""},
        forms=forms_told(node.mention),
        han={node.mention.name.han} - {""},
        torn=set(),
        names={node.mention.name.key},
        apart=set(),
    )


def join(left: Cluster, right: Cluster, nodes: Sequence[Node]) -> Cluster:
    """Two clusters as one: the larger, with what the other tells.

    Args:
        left: A cluster.
        right: Another.
        nodes: All nodes.
    """
    if len(left.nodes) < len(right.nodes):
        left, right = right, left
    left.nodes += right.nodes
    left.founder = min(left.founder, right.founder, key=lambda at: _age(nodes[at], at))
    for scheme, values in right.ids.items():
        left.ids.setdefault(scheme, set()).update(values)
    left.countries |= right.countries
    left.forms |= right.forms
    left.han |= right.han
    left.torn |= right.torn
    left.names |= right.names
    left.apart |= right.apart
    return left


def _age(node: Node, place: int) -> tuple[int, bool, int]:
    """The earliest source first; in it a node with an id, which is surer to stay."""
    return node.founded, not node.mention.ids, place


def by_scheme(mention: Mention) -> Ids:
    """Ids of a mention.

    Args:
        mention: The mention.
    """
    ids: Ids = {}
    for scheme, value in mention.ids:
        ids.setdefault(scheme, set()).add(value)
    return ids


def different_ids(left: Ids, right: Ids) -> list[str]:
    """Schemes in which two firms have ids, and none in common.

    Args:
        left: Ids of one.
        right: Of the other.
    """
    if not (left and right):
        return []
    both = left.keys() & right.keys()
    return sorted(s for s in both if left[s].isdisjoint(right[s]))


def is_mistyped(left: Ids, right: Ids) -> bool:
    """Whether one firm has a right id where the other has one that cannot be right.

    The machine does not join them, and a person is asked: the number may be mistyped.

    Args:
        left: Ids of one.
        right: Of the other.
    """
    for scheme in left.keys() | right.keys():
        right_one, wrong_one = scheme, f"{scheme}{UNPROVEN}"
        if not left.get(right_one, set()).isdisjoint(right.get(right_one, set())):
            continue
        if (right_one in left and wrong_one in right) or (
            right_one in right and wrong_one in left
        ):
            return True
    return False


def kinds_told(mention: Mention) -> set[str]:
    """What a mention tells besides the words of its name.

    Args:
        mention: The mention.
    """
    kinds = {scheme for scheme, _ in mention.ids}
    if mention.country:
        kinds.add(COUNTRY)
    if forms_told(mention):
        kinds.add(FORM)
    if mention.name.han:
        kinds.add(HAN)
    return kinds


def forms_told(mention: Mention) -> set[str]:
    """Kinds of its legal forms; "Ltd" translates any of them and is none.

    Args:
        mention: The mention.
    """
    return {kind for form in mention.name.forms for kind in form_kinds(form)}


def told_twice(mention: Mention) -> set[str]:
    """Schemes of which a mention tells two values: nobody knows which is its own.

    Args:
        mention: The mention.
    """
    if len(mention.ids) < 2:
        return set()
    schemes = [scheme for scheme, _ in mention.ids]
    return {scheme for scheme in schemes if schemes.count(scheme) > 1}
