"""Spellings that are read alike, as nodes, and pairs of them, as edges."""

from dataclasses import dataclass
from typing import NamedTuple

from madein.parties.mention import Mention

# What speaks for two nodes being one firm, by its weight.
HOW = PERSON, TAX_ID, NAME, MACHINE = "person", "tax id", "name", "machine"


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """What is clustered: all spellings that are read alike.

    Attributes:
        key: Its key, which sorts the nodes.
        mention: How they are read.
        rows: How often they occur.
        founded: Place in the case of the first source that has one.
    """

    key: str
    mention: Mention
    rows: int
    founded: int


class Edge(NamedTuple):
    """Two nodes that may be one firm.

    Attributes:
        left: Place of the node that comes first.
        right: Place of the other.
        score: How alike they are, 0 to 1.
        how: What speaks for it: person, tax id, name (the same words) or machine.
        says: What it is, where that is more than the words of the names.
        decision: Id of the person's decision; empty where it is the machine's.
        block: What made them candidates.
    """

    left: int
    right: int
    score: float
    how: str
    says: str = ""
    decision: str = ""
    block: str = ""


class Sets:
    """Which nodes hang together over some edges."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def top(self, node: int) -> int:
        """The node that stands for all that hang together with a node.

        Args:
            node: The node.
        """
        above = self._above
        while (up := above.get(node, node)) != node:
            above[node] = above.get(up, up)
            node = up
        return node

    def join(self, left: int, right: int) -> None:
        """Let two nodes hang together.

        Args:
            left: One.
            right: The other.
        """
        self._above[self.top(left)] = self.top(right)
