"""The smallest value of an import that a text counts: "transactions of $100,000 or more"."""

import re

COUNTED = (
    r"(?:transactions?|deals?|entries|consignments?|purchases?|shipments?|contracts?"
    r"|invoices?|orders?|lots?)"
)
WHAT = (
    r"(?:\s+(?:of|in|for)\s+(?!at\b|no\b|not\b|more\b|over\b|above\b|less\b)[a-z]+"
    r"(?:\s+(?:parts|goods|chips|products))?)?"
)
BETWEEN = (
    r"(?:,?\s+(?:each|in|of|for|that|were|was|which|are|is|and|by|worth|valued|at|with|an?"
    r"|value|individual|single))*"
)
FLOOR = r"(?:at\s+least|no\s+less\s+than|not\s+less\s+than|above|over|exceeding|more\s+than)"
AMOUNT = r"(?:US)?\$\s?(?P<{}>\d{{1,3}}(?:,\d{{3}})*)(?![\d,]*(?:\.\d|\s*(?:million|m\b|bn|billion|k\b)))"
SMALLEST = re.compile(
    rf"\b(?P<noun>{COUNTED}{WHAT})(?P<said>{BETWEEN}\s+(?:"
    rf"{FLOOR}\s+{AMOUNT.format('one')}(?:\s+each)?"
    rf"|{AMOUNT.format('other')}\s+(?:or|and)\s+(?:more|above|over|up|upwards))(?:\s+each)?)",
    re.IGNORECASE,
)


def smallest_value(text: str) -> str | None:
    """The one smallest value that a text names; None where it names none, or several.

    Args:
        text: The text.

    Examples:
        >>> smallest_value("It covered transactions worth $100,000 or more.")
        '100,000'
        >>> smallest_value("The deals were worth at least $740 million.") is None
        True
        >>> smallest_value(
        ...     "deals of at least $50,000, and deals above $100,000"
        ... ) is None
        True
    """
    found = {match["one"] or match["other"] for match in SMALLEST.finditer(text)}
    return found.pop() if len(found) == 1 else None


def without_smallest(text: str) -> str:
    """A sentence without the smallest value that it names.

    Args:
        text: The sentence.

    Examples:
        >>> without_smallest("Chips came in 3,292 transactions of at least $100,000.")
        'Chips came in 3,292 transactions.'
    """
    return SMALLEST.sub(lambda match: match["noun"], text)
