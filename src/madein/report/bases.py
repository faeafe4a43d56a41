"""What figures rest on, clause by clause, so that a page says a shared basis once."""

import re
from collections import Counter
from datetime import date

from madein.report.built import Built
from madein.report.figure import Figure
from madein.values import day_words

DAYS = re.compile(r"day of registration, (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)")


def clauses(basis: str) -> list[str]:
    """The clauses of a basis, its days in words.

    Args:
        basis: Clauses with semicolons between them.

    Examples:
        >>> clauses("country of origin; day of registration, 2018-01-01 to 2024-03-31")
        ['country of origin', 'registered 1 Jan 2018 to 31 Mar 2024']
    """
    found = [clause.strip() for clause in basis.rstrip(".").split(";")]
    return [DAYS.sub(_days, clause) for clause in found if clause]


def shared_clauses(built: Built) -> list[str]:
    """Clauses of most figures, in the order in which they are met.

    Args:
        built: The built case.
    """
    figures = [figure for figure in built.added_up if not asked_by_claim(figure)]
    counts = Counter(c for figure in figures for c in clauses(figure.basis))
    return [c for c, count in counts.items() if count * 2 > max(len(figures), 2)]


def own_clauses(built: Built, basis: str) -> str:
    """The clauses of a basis that most figures do not share.

    Args:
        built: The built case.
        basis: The basis.
    """
    shared = shared_clauses(built)
    return "; ".join(clause for clause in clauses(basis) if clause not in shared)


def asked_by_claim(figure: Figure) -> bool:
    """Whether a figure answers a claim and is none of the case's own list.

    Args:
        figure: The figure.
    """
    return re.fullmatch(r"F\d+", figure.parent or figure.id) is None


def _days(found: re.Match[str]) -> str:
    since, until = map(date.fromisoformat, found.groups())
    return f"registered {day_words(since)} to {day_words(until)}"
