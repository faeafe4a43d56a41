"""An article held against the rows: every statement with its result."""

from dataclasses import dataclass

from madein.articles.reading import Article, Drafted, Unread
from madein.engine import Engine, Row
from madein.findings.answers import Result
from madein.findings.check import answer_claims
from madein.findings.claims import Claim, ClaimSet, Publication
from madein.question import CaseFile

ASSUMED = "; the text does not say what was assumed, so this does not contradict it"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What became of an article.

    Attributes:
        statements: One row a statement: `id`, `line`, `sentence`, `understood`,
            `missing`, `assumed`, and of table `claim_result` `result`, `reason`,
            `shows`, `allows`, `basis` and `figures`.
        figures: Rows of table `figure` that they rest on.
        unread: What was not read.
    """

    statements: tuple[Row, ...]
    figures: tuple[Row, ...]
    unread: tuple[Unread, ...]


def check_article(
    engine: Engine, case: CaseFile, article: Article, edition: str
) -> Checked:
    """The results of all statements of an article.

    One that is incomplete is not held against the rows. One that rests on an assumption
    is never contradicted: the text may mean otherwise.

    Args:
        engine: The engine, with the tables of a build.
        case: The case.
        article: The article.
        edition: Digest of everything the figures rest on.
    """
    source = Publication(title="article", publisher="checked text")
    asked = {drafted.claim.id: _claims(drafted) for drafted in article.drafted}
    claims = tuple(claim for found in asked.values() for claim in found)
    made, results = answer_claims(
        engine, case, ClaimSet(source=source, claims=claims), edition
    )
    by_id = {row["id"]: row for row in results}
    return Checked(
        statements=tuple(
            _row(drafted, [by_id[claim.id] for claim in asked[drafted.claim.id]])
            for drafted in article.drafted
        ),
        figures=tuple(made),
        unread=article.unread,
    )


def _claims(drafted: Drafted) -> list[Claim]:
    """What is asked for a statement: nothing where it is incomplete."""
    return [] if drafted.missing else [drafted.claim]


def _row(drafted: Drafted, results: list[Row]) -> Row:
    found = results[0] if results else None
    row: Row = {
        "id": drafted.claim.id,
        "line": drafted.line,
        "sentence": drafted.sentence,
        "understood": drafted.understood,
        "missing": list(drafted.missing),
        "assumed": list(drafted.assumed),
        "result": Result.OPEN.value if found is None else found["result"],
        "reason": "BASIS_MISSING" if found is None else found["reason"],
        "shows": "" if found is None else found["shows"],
        "allows": None if found is None else found["allows"],
        "basis": "" if found is None else found["basis"],
        "figures": [] if found is None else found["figures"],
    }
    if drafted.assumed and row["result"] == Result.CONTRADICTED.value:
        row |= {
            "result": Result.OPEN.value,
            "reason": "BASIS_MISSING",
            "shows": row["shows"] + ASSUMED,
        }
    return row
