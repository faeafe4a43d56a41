"""How right a matcher is: pairs at a threshold, clusters against the truth, bands."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Pairs that are one firm, pairs a matcher says are, and those in both."""

    true: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def cells(self) -> list[str]:
        """Precision, recall and F1 for a table."""
        return [f"{self.precision:.3f}", f"{self.recall:.3f}", f"{self.f1:.3f}"]


def at(scores: Iterable[tuple[float, bool]], threshold: float) -> Quality:
    """Quality of all pairs scored at or above a threshold.

    Args:
        scores: Score of each pair, and whether it is one firm.
        threshold: The threshold.
    """
    known = list(scores)
    found = [same for score, same in known if score >= threshold]
    return Quality(
        true=sum(same for _, same in known), found=len(found), right=sum(found)
    )


def pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """A spelling with the firm it is of and the cluster it was put into.

    Attributes:
        firm: The truth.
        cluster: What the matcher says.
        name: The spelling as written.
        troubles: What was done to it.
    """

    firm: Hashable
    cluster: Hashable
    name: str = ""
    troubles: frozenset[str] = frozenset()


def of_clusters(placed: Iterable[Placed]) -> Quality:
    """Pairwise quality of clusters."""
    known = list(placed)
    return Quality(
        true=pairs(Counter(one.firm for one in known).values()),
        found=pairs(Counter(one.cluster for one in known).values()),
        right=pairs(Counter((one.firm, one.cluster) for one in known).values()),
    )


def between(placed: Iterable[Placed], kinds: tuple[str, str]) -> Quality:
    """Quality of the pairs with one spelling in each of two scripts."""
    known = [(one, script(one.name)) for one in placed]

    def crossing(key: str) -> int:
        first, second = (
            Counter(
                (one.firm, one.cluster) if key == "both" else getattr(one, key)
                for one, kind in known
                if kind == wanted
            )
            for wanted in kinds
        )
        return sum(count * second[value] for value, count in first.items())

    return Quality(
        true=crossing("firm"), found=crossing("cluster"), right=crossing("both")
    )


def of_trouble(placed: Sequence[Placed], trouble: str) -> Quality:
    """Quality of the pairs in which at least one spelling has a trouble."""
    everyone = of_clusters(placed)
    rest = of_clusters([one for one in placed if trouble not in one.troubles])
    return Quality(
        true=everyone.true - rest.true,
        found=everyone.found - rest.found,
        right=everyone.right - rest.right,
    )


def script(name: str) -> str:
    """The script that most of a name's letters are in."""
    counts = Counter(
        "Latin"
        if sign < "\u0370"
        else "Cyrillic"
        if sign < "\u0530"
        else "Hangul"
        if "\uac00" <= sign <= "\ud7a3"
        else "Han"
        for sign in name
        if sign.isalpha()
    )
    return max(sorted(counts), key=counts.__getitem__, default="Latin")


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, its first column to the left."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
