"""What we intend to say of one firm, put to that firm: its right of reply.

It holds that firm's rows, and the figures, words and claims about it. Of other firms it
says nothing: descriptions of goods, makers and the other side of a row are left out,
because they may name them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from madein.engine import Engine, Row
from madein.findings.claims import ClaimSet
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.report.blocks import Block, Headline, Line, Note, Terms
from madein.report.compose import SYNTHETIC
from madein.report.reply.asked import question_blocks
from madein.report.reply.facts import WRITTEN, Part, near_firms, parts_of
from madein.report.reply.names import names_for
from madein.report.reply.said import claims_of, figures_of, flags_of, words_of
from madein.report.reply.sums import role_blocks
from madein.report.reply.tables import (
    claim_blocks,
    figure_blocks,
    flag_blocks,
    word_blocks,
)
from madein.report.wording import count_text, visible
from madein.values import day_words

LEFT_OUT = (
    "The names of other firms, the other side of each row, descriptions of goods and "
    "names of makers. Rows that stand for another row, and rows outside the period."
)
VALUE = (
    "US dollars: the statistical value as declared; where none is declared, the customs "
    "value at a dated rate, else the CIF or FOB value, else the invoice value."
)
BOUNDS = (
    "“At least” is what certainly belongs. “At most” adds every row that may: rows that "
    "name you and leave something open, rows that name nobody in your role, and rows of "
    "firms that may be you."
)
HOW = (
    "Answer the questions, and mark each row as confirmed or as wrong, with the reason. "
    "What is not answered is not taken as confirmed."
)
MANY_NAME = "rows of customs records name"
UNDECIDED = (
    "Nobody has decided whether these are names of yours; their rows are not shown."
)


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What one firm is sent.

    Attributes:
        title: Its title; says so where the records are made up.
        subject: Name of the case's subject.
        party_id: The firm.
        synthetic: Whether the records are made up.
        edition: Which build of the case it shows.
        countries: Country code to English name.
        parts: The roles in which rows name the firm, with the rows.
        about: What this is, and how to answer.
        figures: What the rows add up to, and what is said of the firm; empty where
            nothing is.
        questions: The questions.
    """

    title: str
    subject: str
    party_id: str
    synthetic: bool
    edition: str
    countries: Mapping[str, str]
    parts: tuple[Part, ...]
    about: tuple[Block, ...]
    figures: tuple[Block, ...]
    questions: tuple[Block, ...]


def reply_pack(
    engine: Engine,
    case: CaseFile,
    claims: ClaimSet,
    party_id: str,
    *,
    edition: str,
    by: date | None,
) -> Pack:
    """What a firm is sent before publication.

    Shape:
        The tables of a built case in.

    Args:
        engine: The engine with the tables of the case.
        case: What the case asks.
        claims: The claims of the case.
        party_id: The firm.
        edition: Which build of the case it is.
        by: Last day to answer; None where none is set.
    """
    party = engine.rows("from party where party_id = $party", {"party": party_id})[0]
    names = names_for(engine, case, party_id, near_firms(engine, party_id))
    countries = country_names()
    parts = parts_of(engine, case, party_id)
    words = words_of(engine, case, party_id)
    flags = flags_of(engine, party_id)
    told = claims_of(engine, claims, party_id)
    figures: list[Block] = []
    first = 1
    for part in parts:
        figures += role_blocks(part, first, countries)
        first += len(part.rows)
    figures += [
        *figure_blocks(figures_of(engine, party_id), names),
        *word_blocks(words),
        *flag_blocks(flags, names),
        *claim_blocks(told, names),
    ]
    title = f"Questions to {visible(party['name'])}"
    return Pack(
        title=f"Synthetic data: {title}" if case.synthetic else title,
        subject=case.subject.name,
        party_id=party_id,
        synthetic=case.synthetic,
        edition=edition,
        countries=countries,
        parts=tuple(parts),
        about=(
            *_top(case, party, parts),
            _terms(engine, case, party, parts, by, edition),
        ),
        figures=tuple(figures),
        questions=question_blocks(case, parts, words, flags, told, names),
    )


def _top(case: CaseFile, party: Row, parts: list[Part]) -> Iterator[Block]:
    if case.synthetic:
        yield Note(line=(SYNTHETIC,))
    rows = sum(len(part.rows) for part in parts)
    named = count_text(rows, "row of customs records names", MANY_NAME)
    standfirst = (
        f"We look into the imports of {case.subject.name}. {named} you. Here is what we "
        "read in them about you, and nothing about any other firm. Please confirm it, or "
        "tell us what is wrong."
    )
    yield Headline(
        kicker="Request for a reply before publication",
        title=f"What customs records say of {visible(party['name'])}",
        standfirst=(standfirst,),
    )


def _terms(
    engine: Engine,
    case: CaseFile,
    party: Row,
    parts: list[Part],
    by: date | None,
    edition: str,
) -> Terms:
    ids = sorted({one.partition(":")[2] for one in party["ids"]})
    near = dict.fromkeys(visible(name) for part in parts for name in part.near)
    period = f"{day_words(case.period.since)} to {day_words(case.period.until)}"
    items: list[tuple[str, tuple[Line, ...]]] = [
        ("Answer by", ((day_words(by) if by is not None else "no day is set",),)),
        ("How to answer", ((HOW,),)),
        ("Firm", ((f"{visible(party['name'])}, {party['party_id']} in our files",),)),
        (
            "Names as written",
            tuple((name,) for name in _spellings(engine, party, parts)),
        ),
        ("Tax ids", ((", ".join(map(visible, ids)) or "none known",),)),
    ]
    if near:
        items.append(("May be you", (*((name,) for name in near), (UNDECIDED,))))
    items += [
        ("Imports of", ((case.subject.name,),)),
        ("Period", ((f"{period}, by day of registration",),)),
        ("Amounts", ((VALUE,), (BOUNDS,))),
        ("Left out", ((LEFT_OUT,),)),
        ("Edition", ((edition,),)),
    ]
    return Terms(items=tuple(items))


def _spellings(engine: Engine, party: Row, parts: list[Part]) -> list[str]:
    """Names in the rows that were taken for the firm, without who acts for it."""
    found: set[str] = set()
    for part in parts:
        rows = engine.rows(
            f"""
select distinct shown from party_name where party_id = $party and shown <> ''
  and name in (select {WRITTEN[part.role]} from imports where {part.role} = $party)""",
            {"party": party["party_id"]},
        )
        found |= {row["shown"] for row in rows}
    return [visible(name) for name in sorted(found)] or ["none"]
