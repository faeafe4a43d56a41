"""Firms and makers that a claim names, and the records do not: what is most like them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from madein.engine import Engine
from madein.findings.answers import Answer, Result
from madein.findings.claims import Claim
from madein.findings.claims.model import common_words
from madein.parties.reading.lexicon import weight
from madein.scope import any_word

SHOWN = 3  # names that are shown of those alike
GENERIC = 0.5  # weight below which many firms have a word
SHORTEST = 3  # letters of a maker's name; in a shorter one any edit makes another word

# Senders of the imports as most rows write them, the one most like a name first.
SENDERS = """
select arg_max(name, (rows, name)) as name, words from party_name
where words <> '' and party_id in (select supplier from imports)
group by words order by jaro_winkler_similarity(words, $key) desc, words"""
MAKERS = """
select distinct maker_name as name from imports where maker_name is not null order by name"""


@dataclass(frozen=True, kw_only=True)
class Stranger:
    """A name in a claim that nobody in the records has.

    Attributes:
        says: That nobody has it, with the names most like it.
        decides: Whether it may be a slip, so that no answer stands on it.
    """

    says: str
    decides: bool


def with_strangers(engine: Engine, claim: Claim, answer: Answer) -> Answer:
    """An answer with what must be said of names that nobody in the records has.

    A name with a slip finds no row: then neither "none" nor an amount is told.

    Args:
        engine: The engine, with `imports` and `party_name`.
        claim: The claim.
        answer: Its answer, by the rows that were found.
    """
    found = [*_suppliers(engine, claim), *_makers(engine, claim)]
    if not found:
        return answer
    shows = "; ".join([*(one.says for one in found), answer.shows])
    if answer.result is Result.OPEN or not any(one.decides for one in found):
        return replace(answer, shows=shows)
    return replace(answer, result=Result.OPEN, reason="NAME_ONLY", shows=shows)


def _suppliers(engine: Engine, claim: Claim) -> Iterator[Stranger]:
    asked = dict.fromkeys(name for where in claim.wheres for name in where.suppliers)
    for name in asked:
        key = common_words(name)
        known = "select count(*) from party_name where words = $key"
        if engine.value(known, {"key": key}):
            continue
        senders = engine.rows(SENDERS, {"key": key})
        alike = [one["name"] for one in senders if _is_alike(key, one["words"])]
        yield Stranger(says=_told("sender", name, alike), decides=True)


def _is_alike(one: str, other: str) -> bool:
    """Whether two names share a word that tells, give or take one letter."""
    words = one.split()
    told = [word for word in words if weight(word) >= GENERIC] or words
    return any(_is_slip(word, found) for word in told for found in other.split())


def _is_slip(one: str, other: str) -> bool:
    if len(one) < SHORTEST:
        return one == other
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _makers(engine: Engine, claim: Claim) -> Iterator[Stranger]:
    asked = dict.fromkeys(word for where in claim.wheres for word in where.makers)
    for word in asked:
        known = (
            "select count(*) from imports where regexp_matches(maker_name, $word, 'i')"
        )
        if engine.value(known, {"word": any_word([word])}):
            continue
        makers = [row["name"] for row in engine.rows(MAKERS)]
        alike = [name for name in makers if _is_made(word, name)]
        if makers:
            yield Stranger(says=_told("maker", word, alike), decides=bool(alike))


def _is_made(word: str, name: str) -> bool:
    """Whether some words in a row of a maker's name are those asked for, but a letter."""
    asked, words = _words(word), _words(name)
    places = range(len(words) - len(asked) + 1) if asked else ()
    return any(
        _is_slip(" ".join(asked), " ".join(words[place : place + len(asked)]))
        for place in places
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _told(who: str, name: str, alike: list[str]) -> str:
    told = f"no {who} is called '{name}'"
    shown = ", ".join(map(_printable, alike[:SHOWN]))
    return f"{told}; alike: {shown}" if alike else told


def _printable(name: str) -> str:
    """A name as written, without signs that could hide or turn what follows."""
    return "".join(sign for sign in name if sign.isprintable())
