"""Questions of published notices: what each asks, and what the rows answer."""

from typing import Any

from madein.analysis.flags.facts import facts
from madein.report.blocks import (
    Block,
    Column,
    Head,
    Line,
    Note,
    Row,
    Styled,
    Table,
)
from madein.report.built import Built
from madein.report.wording import count_text, floor_text, visible

FIRMS = 25  # answers on single firms that are listed
LEAD = (
    "What authorities ask exporters and banks to look for, put to the rows one by one. "
    "Each answer rests on its own rows; answers are not added up, weighed or ranked. "
    "Where the records are blind, the answer is not determinable."
)
_FLAGS = "from flag where party_id = '' order by id"
_FIRMS = """
select flag.*, party.name from flag join party using (party_id)
where answer = 'yes' order by id, usd desc nulls last, party_id"""


def flags(built: Built) -> list[Block]:
    """Each flag with its answer, and the firms that a flag is answered yes for.

    Args:
        built: The built case.
    """
    found = built.engine.rows(_FLAGS)
    if not found:
        return []
    head = Head(
        anchor="flags",
        title="Questions of published notices",
        lead=(LEAD,),
        listed="Red flags",
    )
    caution = facts().caution
    quoted = Note(line=(f"“{caution.quote}” — {caution.publisher}",))
    return [head, quoted, _table(found), *_firms(built)]


def _table(found: list[dict[str, Any]]) -> Table:
    columns = (
        Column(text="Question, and who publishes it", style="wide"),
        Column(text="What the rows answer", style="wide"),
        SUMS,
    )
    return Table(
        label="Questions of published notices",
        columns=columns,
        rows=tuple(map(_row, found)),
        notes=((ROWS,),),
    )


SUMS = Column(text="Rows, and US dollars", style="number")
ROWS = (
    "Rows and dollars: of yes, the rows that have it; of no, the rows looked at; of not "
    "determinable, the rows that leave it open."
)


def _row(flag: dict[str, Any]) -> Row:
    asked: Line = (
        Styled(text=flag["id"], style="strong"),
        f" {flag['question']}",
        _small(flag["source"]),
    )
    return Row(
        cells=(asked, _answer(flag), _sums(flag)),
        anchor=f"flag-{flag['id']}",
    )


def _answer(flag: dict[str, Any]) -> Line:
    # Its own words, not those of the reason: those of claims do not fit questions to rows.
    reason = () if flag["reason"] is None else (_small(flag["reason"]),)
    word = Styled(text=flag["answer"], style="strong")
    return (word, *reason, _small(visible(flag["says"])))


def _sums(flag: dict[str, Any]) -> Line:
    if not flag["rows"]:
        return ()
    rows = f"{flag['rows']:,}"
    return (rows,) if flag["usd"] is None else (rows, _small(floor_text(flag["usd"])))


def _small(text: str) -> Styled:
    return Styled(text=text, style="small")


def _firms(built: Built) -> list[Block]:
    found = built.engine.rows(_FIRMS)
    if not found:
        return []
    columns = (
        Column(text="Firm", style="wide"),
        Column(text="What the rows show", style="wide"),
        SUMS,
    )
    rest = len(found) - FIRMS
    notes = ((f"{count_text(rest, 'more answer')}: madein show CASE flags --json.",),)
    rows = tuple(
        Row(
            cells=(
                (Styled(text=row["id"], style="strong"), f" {visible(row['name'])}"),
                (visible(row["says"]),),
                _sums(row),
            )
        )
        for row in found[:FIRMS]
    )
    table = Table(
        label="Single firms answered yes",
        columns=columns,
        rows=rows,
        notes=notes if rest > 0 else (),
        summary=f"{count_text(len(found), 'answer')} of yes on single firms",
    )
    return [table]
