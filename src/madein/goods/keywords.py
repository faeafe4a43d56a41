"""Descriptions that speak of goods under another code: weak grounds, never verdicts."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from madein.documents import read_document
from madein.engine import Engine
from madein.goods.lists import known_lists
from madein.goods.match import match
from madein.question import STRICT
from madein.scope import any_word
from madein.tables.contract import table
from madein.verdict import GoodsWord

WEAK_MATCH = table(
    "weak_match",
    "one import whose description speaks of goods that its code does not hold",
    "source_id row keyword",
    """
    source_id | VARCHAR | the source
    row     | BIGINT  | record below the headings
    keyword | VARCHAR | the goods the description speaks of
    list    | VARCHAR | the list that holds codes of such goods; empty if none does
    found   | VARCHAR | the words that say so, as written
    codes   | VARCHAR | beginnings of the codes such goods have
    hs      | VARCHAR | commodity code as declared
    says    | VARCHAR | the ground in words, and that it is weak
    """,
)
CODE = table(
    "weak_code",
    "one commodity code of the imports that is not on a list",
    "",
    """
    list       | VARCHAR | name of the list
    hs         | VARCHAR | commodity code
    hs_edition | VARCHAR | edition of the nomenclature | not known
    """,
)
WEAK = "a word is no classification: this is a weak ground to look at the row"

# Each description is read once for any word. That a word begins where it is found costs
# a hundred times as much to ask, and is asked of the few that have one.
SPEAKS = """
create or replace table weak_description as
select distinct description from imports where regexp_matches(description, $any, 'i')"""
FIND = r"""
insert into weak_match
with has_words as materialized (
  from weak_description where regexp_matches(description, $words, 'i')),
spoken as materialized (
  select description, regexp_replace(
    regexp_extract(description, $pattern, 0, 'i'), '^[^\pL\pN]', '') as found
  from has_words)
select source_id, "row", $keyword, $list, found, $codes, hs,
  'the description speaks of ' || $keyword || ' (' || found || '), which belong under '
  || $codes || '; declared is ' || hs || '; ' || $weak
from imports join spoken using (description)
where found <> '' and not list_bool_or(list_transform($begins::varchar[],
    lambda code: starts_with(hs, code) or starts_with(code, hs)))
  and ($list = '' or exists (from weak_code where weak_code.list = $list
    and weak_code.hs = imports.hs
    and weak_code.hs_edition is not distinct from imports.hs_edition))"""


@dataclass(frozen=True, kw_only=True)
class Keyword:
    """Words that speak of some goods; see `data/keywords.yml`.

    Attributes:
        name: The goods, in words.
        list: The list that holds codes of them; empty if none does.
        codes: Beginnings of the codes such goods have.
        starts: Beginnings of words.
        parts: Parts of a text.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    list: str
    codes: tuple[str, ...]
    starts: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def words(self) -> str:
        """A regular expression that finds its words, wherever they stand."""
        return any_word([*self.starts, *self.parts])

    @property
    def pattern(self) -> str:
        """The same, where a word begins; it also finds the sign before it."""
        starts, parts = any_word(self.starts), any_word(self.parts)
        return rf"(?:^|[^\pL\pN])(?:{starts})|{parts}"


@dataclass(frozen=True, kw_only=True)
class Keywords:
    """All of `data/keywords.yml`.

    Attributes:
        keywords: The goods.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    keywords: tuple[Keyword, ...]


@cache
def keywords() -> tuple[Keyword, ...]:
    """The goods that words of descriptions speak of."""
    file = Path(str(files("madein.goods") / "data" / "keywords.yml"))
    return read_document(file, Keywords).keywords


def weak_matches(engine: Engine) -> None:
    """Imports whose description speaks of goods that their code does not hold.

    Shape:
        `imports` in, `weak_match` out: one row per import and kind of goods.

    Unknown:
        An import without a code or a description is not among them, nor is one whose
        code is cut short of the codes of the goods, or is or may be on the list.

    Args:
        engine: The engine, with the imports.
    """
    _fill_off_lists(engine)
    engine.fill(WEAK_MATCH, [])
    engine.run(SPEAKS, {"any": "|".join(one.words for one in keywords())})
    for one in keywords():
        given = {
            "keyword": one.name,
            "list": one.list,
            "codes": ", ".join(one.codes),
            "begins": list(one.codes),
            "words": one.words,
            "pattern": one.pattern,
            "weak": WEAK,
        }
        engine.run(FIND, given)
    engine.check(WEAK_MATCH)
    for helper in ("weak_code", "weak_description"):
        engine.run(f"drop table {helper}")


def _fill_off_lists(engine: Engine) -> None:
    """Codes of the imports that are not on the last version of a list, whatever the day."""
    codes = engine.rows("select distinct hs, hs_edition from imports")
    last = {known.name: known.versions[-1] for known in known_lists()}
    rows = [
        {"list": name} | code
        for name in {one.list for one in keywords() if one.list}
        for code in codes
        if match(code["hs"], code["hs_edition"], last[name]).word is GoodsWord.NOT_ON
    ]
    engine.fill(CODE, rows)
