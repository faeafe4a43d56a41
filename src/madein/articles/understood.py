"""What was understood of a statement, in words."""

from madein.articles.claiming import says
from madein.articles.statements import Part, Statement
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.scope import ROLE_WORDS
from madein.values import day_words

NOUNS = {
    "total": "value",
    "part": "value",
    "sum": "value",
    "count": "number",
    "share": "share",
}


def understood(statement: Statement, case: CaseFile) -> str:
    """A statement in words: what it says, of which imports.

    Args:
        statement: The statement.
        case: The case.
    """
    of = "" if statement.of is None else f", of imports {_part(statement.of, case)}"
    match statement.kind:
        case "present":
            named = ", ".join(_named(v) for v in statement.each)
            if statement.any_of:
                named += (
                    f", and at least one of {len(statement.any_of)} others of the group"
                )
            said = (
                f"imports {_part(statement.part, case)} hold {_by(statement)}: {named}"
            )
        case "ranking":
            order = ", then ".join(_named(v) for v in statement.each)
            said = f"first by value among imports {_part(statement.part, case)}, by {_by(statement)}: {order}"
        case "last":
            said = f"the records hold nothing after {statement.says}"
        case "continued":
            said = (
                f"imports {_part(statement.part, case)} went on until {statement.says}"
            )
        case "listing" if statement.within is not None:
            since, until = statement.within
            said = f"{statement.list} first held {case.subject.name} between {day_words(since)} and {day_words(until)}"
        case "ratio" if statement.to is not None:
            said = f"value of imports {_part(statement.part, case)} was {says(statement)} that of imports {_part(statement.to, case)}"
        case _:
            noun = NOUNS.get(statement.kind, "value")
            said = f"{noun} of imports {_part(statement.part, case)}: {says(statement)}{of}"
    return said + "".join(f"; {note}" for note in statement.assumed)


def _by(statement: Statement) -> str:
    return {None: "country", "goods": "goods"}.get(
        statement.by, f"{statement.by} country"
    )


def _named(value: str) -> str:
    return country_names().get(value, value)


def _part(part: Part, case: CaseFile) -> str:
    words = [] if case.subject.members == "all" else [f"of {case.subject.name}"]
    if part.goods is not None:
        words.append(f"of {part.goods}")
    if part.countries:
        role = "from (role not stated)" if part.role is None else ROLE_WORDS[part.role]
        words.append(f"{role} {' or '.join(map(_named, part.countries))}")
    if part.makers:
        words.append(f"made by {' or '.join(part.makers)}")
    if part.suppliers:
        words.append(f"supplied by {' or '.join(part.suppliers)}")
    if part.at_least_usd is not None:
        words.append(f"worth at least ${part.at_least_usd} each")
    if part.since and part.until:
        words.append(f"from {day_words(part.since)} to {day_words(part.until)}")
    elif part.since:
        words.append(f"since {day_words(part.since)}")
    elif part.until:
        words.append(f"until {day_words(part.until)}")
    return " ".join(words)
