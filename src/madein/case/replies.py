"""What firms answered when they were asked: `replies.yml`, and the table `reply`."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Literal

from madein.case.parties import meant
from madein.documents import line_of, read_document
from madein.engine import Engine, Row
from madein.errors import CaseError, Fault
from madein.question import STRICT
from madein.tables import REPLY
from madein.values import Unit

SILENT = "did not respond"
Answer = Literal["confirmed", "denied", "corrected", "no comment", "did not respond"]
Problem = tuple[str, str]  # what is wrong, and what would mend it
# Units of figures that no firm is asked about: by its share of all imports, and its own
# amount beside it, it could tell the amounts of others.
OF_OTHERS = (Unit.SHARE, Unit.RATIO, Unit.INDEX)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One firm that was asked.

    Attributes:
        party: The firm: its party id, its tax id, or its name in any spelling.
        asked: Day on which it was asked.
        by: Last day to answer; None where none was given.
        how: How it was asked, like `by e-mail to its press office`.
        answered: Day of its answer; None where there is none.
        answer: What it answered; None where nobody has written an answer down.
        says: Its answer in its own words, or what it says is wrong.
        figures: Ids of the figures that the answer is about; with what each says as
            well, where a number that has come to mean another figure shall not pass.
        claims: Ids of the claims that the answer is about.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    party: str
    asked: date
    by: date | None = None
    how: str | None = None
    answered: date | None = None
    answer: Answer | None = None
    says: str | None = None
    figures: tuple[str, ...] | dict[str, str] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Replies:
    """All of `replies.yml`.

    Attributes:
        replies: The firms that were asked, in order.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    replies: tuple[Reply, ...] = ()


NO_REPLIES = Replies()


def read_replies(file: Path, claims: Collection[str]) -> Replies:
    """The replies of a file, whole.

    Nothing is made of a deadline that has passed: that a firm did not respond is what
    a person writes.

    Args:
        file: The YAML file.
        claims: Ids of the claims of the case.

    Raises:
        CaseError: The file does not fit, a reply says too little or too much, or it is
            about a claim that the case does not have.
    """
    found = read_document(file, Replies)
    faults = [
        _fault(file, place, what, fix)
        for place, reply in enumerate(found.replies)
        for what, fix in (*_problems(reply), *_unknown_claims(reply, claims))
    ]
    if faults:
        raise CaseError(*faults)
    return found


def fill_replies(engine: Engine, given: Replies, file: Path) -> None:
    """Table `reply`.

    A reply that names neither figures nor claims is about all figures of its firm that
    `madein reply` shows to it. A firm that the records do not hold must name what it
    answers: its name alone may be a slip.

    Shape:
        `party`, `party_name` and `figure` in, `reply` out; one row per firm asked.

    Args:
        engine: The engine, with the tables of the build.
        given: The replies.
        file: The file they are from.

    Raises:
        CaseError: A name fits several parties or none, or there is no such figure.
    """
    found = engine.rows("select id, label from figure")
    labels = {row["id"]: row["label"] for row in found}
    faults: list[Fault] = []
    rows: list[Row] = []
    for place, reply in enumerate(given.replies):
        ids = list(dict.fromkeys(r["party_id"] for r in meant(engine, reply.party)))
        problems = [*_party_problems(reply, ids), *_figure_problems(reply, labels)]
        faults += [_fault(file, place, what, fix) for what, fix in problems]
        if not problems:
            rows.append(_row(engine, place, reply, ids[0] if ids else None))
    if faults:
        raise CaseError(*faults)
    engine.fill(REPLY, rows)


def _row(engine: Engine, place: int, reply: Reply, party_id: str | None) -> Row:
    mine = {"party": party_id}
    names = engine.rows("select name from party where party_id = $party", mine)
    figures = list(reply.figures)
    if not reply.figures and not reply.claims:
        own = engine.rows(
            "select id from figure "
            "where cell = $party and not list_contains($units, unit)",
            {**mine, "units": list(OF_OTHERS)},
        )
        figures = [row["id"] for row in own]
    return {
        "place": place + 1,
        "party": names[0]["name"] if names else reply.party,
        "party_id": party_id,
        "asked": reply.asked,
        "by": reply.by,
        "how": reply.how,
        "answered": reply.answered,
        "answer": reply.answer,
        "says": reply.says,
        "figures": figures,
        "claims": list(reply.claims),
    }


def _problems(reply: Reply) -> Iterator[Problem]:
    """What does not go together."""
    is_silent = reply.answer == SILENT
    for name, day in (("by", reply.by), ("answered", reply.answered)):
        if day is not None and day < reply.asked:
            yield (
                f"'{name}' is {day}, before it was asked on {reply.asked}",
                "mend one of the two days",
            )
    if is_silent and reply.by is None:
        yield f"'{SILENT}' without a day to answer by", "add the line 'by: ...'"
    if is_silent or reply.answer is None:
        said = f"the answer is '{SILENT}'" if is_silent else "there is no 'answer'"
        for name in ("answered", "says"):
            if getattr(reply, name) is not None:
                fix = f"remove '{name}', or write what was answered under 'answer'"
                yield f"'{name}' is given, and {said}", fix
    elif reply.answered is None:
        yield (
            f"'{reply.answer}' without the day of the answer",
            "add the line 'answered: ...'",
        )
    if reply.answer == "corrected" and reply.says is None:
        yield "'corrected' without what is wrong", "add the line 'says: ...'"
    if not reply.party.strip():
        yield "'party' is empty", "write the firm's name or party id"


def _unknown_claims(reply: Reply, claims: Collection[str]) -> Iterator[Problem]:
    for claim in reply.claims:
        if claim not in claims:
            yield f"there is no claim '{claim}'", "use an id of claims.yml"


def _figure_problems(reply: Reply, labels: Mapping[str, str]) -> Iterator[Problem]:
    said = reply.figures if isinstance(reply.figures, dict) else {}
    for figure in reply.figures:
        if figure not in labels:
            yield f"there is no figure '{figure}'", "use an id that the report has"
        elif said.get(figure, labels[figure]) != labels[figure]:
            yield (
                f"figure '{figure}' says '{labels[figure]}', not '{said[figure]}'",
                "find the figure that was asked about, and use its id",
            )


def _party_problems(reply: Reply, ids: list[str]) -> Iterator[Problem]:
    if len(ids) > 1:
        yield (
            f"'{reply.party}' is the name of {len(ids)} parties",
            f"name one by its id: {', '.join(ids[:5])}",
        )
    if not ids and not reply.figures and not reply.claims:
        yield (
            f"no party of the case is called '{reply.party}'",
            "mend the name, or say under 'claims' or 'figures' what it answers",
        )


def _fault(file: Path, place: int, what: str, fix: str) -> Fault:
    return Fault(
        what=f"reply {place + 1}: {what}",
        where=f"{file}:{line_of(file, 'replies', place)}",
        fix=fix,
    )
