"""What is said of one firm, as tables with room for its answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from madein.analysis.flags.facts import facts
from madein.report.blocks import Block, Column, Head, Line, Note, Row, Styled, Table
from madein.report.reply.names import Names
from madein.report.reply.said import Told, is_told
from madein.report.reply.sums import ANSWER
from madein.report.wording import reason_text, visible
from madein.values import Bounds, Unit, day_words, interval_text

TESTS = {"direct": "you", "ownership": "your owners", "goods": "the goods"}
UNTOLD = "What it rests on may name others, and is left out."


def figure_blocks(
    figures: Sequence[Mapping[str, Any]], names: Names
) -> Iterator[Block]:
    """Figures of the case that stand for the firm, with their ids.

    Args:
        figures: Rows of the table `figure`.
        names: Whose names may be said.
    """
    if not figures:
        return
    yield Head(
        anchor="published",
        title="Figures of the report that stand for you",
        lead=("Each with the id by which an answer can name it.",),
    )
    yield Table(
        label="Figures of the report",
        columns=(
            Column(text="Id", style="name"),
            Column(text="What", style="wide"),
            Column(text="Says", style="number"),
            Column(text="Rows", style="number"),
            ANSWER,
        ),
        rows=tuple(
            Row(
                cells=(
                    (row["id"],),
                    (names.without_others(row["label"]),),
                    (_says(row),),
                    (f"{row['rows']:,}",),
                    (),
                )
            )
            for row in figures
        ),
    )


def word_blocks(words: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    """Words of the day for the firm and for its goods.

    Args:
        words: As `words_of` gives them.
    """
    if not words:
        return
    yield Head(
        anchor="words",
        title="Lists, on the days of your rows",
        lead=(
            "Not listed: the copies held of a list do not hold the name on that day.",
        ),
    )
    yield Table(
        label="Words of the day",
        columns=(
            Column(text="Asked of", style="wide"),
            Column(text="Word", style="wide"),
            Column(text="List and entry"),
            Column(text="Rows", style="number"),
            Column(text="Days"),
            ANSWER,
        ),
        rows=tuple(map(_word_row, words)),
    )


def flag_blocks(flags: Sequence[Mapping[str, Any]], names: Names) -> Iterator[Block]:
    """Questions of published notices, with what the firm's rows answer.

    Args:
        flags: Rows of the table `flag`.
        names: Whose names may be said.
    """
    if not flags:
        return
    yield Head(anchor="flags", title="Questions of published notices")
    yield Note(line=(facts().caution.says,))
    yield Table(
        label="Questions of published notices",
        columns=(
            Column(text="Question, and who asks it", style="wide"),
            Column(text="What the rows answer", style="wide"),
            Column(text="Rows", style="number"),
            ANSWER,
        ),
        rows=tuple(_flag_row(flag, names) for flag in flags),
    )


def claim_blocks(told: Sequence[Told], names: Names) -> Iterator[Block]:
    """Claims that name the firm, with what the records show.

    Args:
        told: The claims.
        names: Whose names may be said.
    """
    if not told:
        return
    yield Head(
        anchor="claims",
        title="Published claims that name you",
        lead=("What was published, and what the records show of it.",),
    )
    yield Table(
        label="Claims",
        columns=(
            Column(text="Claim", style="wide"),
            Column(text="What the records show", style="wide"),
            ANSWER,
        ),
        rows=tuple(_claim_row(one, names) for one in told),
    )


def _says(row: Mapping[str, Any]) -> str:
    if row["reason"] is not None or row["at_least"] is None:
        return f"not determinable: {reason_text(row['reason'] or 'BASIS_MISSING')}"
    bounds = Bounds(at_least=row["at_least"], at_most=row["at_most"])
    return interval_text(bounds, Unit(row["unit"]))


def _word_row(row: Mapping[str, Any]) -> Row:
    word: Line = (_with_days(row),)
    if row["reason"]:
        word += (_small(reason_text(row["reason"])),)
    entry = f"{row['list']}, entry {row['entry']}" if row["entry"] else row["list"]
    rows: Line = (f"{row['rows']:,}",)
    if row["open_rows"]:
        rows += (_small(f"and {row['open_rows']:,} that may belong"),)
    asked = f"{row['regime']}, {row['measure']}"
    return Row(
        cells=(
            (asked, _small(TESTS[row["test"]])),
            word,
            (visible(entry or "-"),),
            rows,
            (_days(row),),
            (),
        )
    )


def _with_days(row: Mapping[str, Any]) -> str:
    least, most = row["least_days"], row["most_days"]
    if least is None:
        return str(row["word"])
    days = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    return f"{row['word']} ({days} days)"


def _days(row: Mapping[str, Any]) -> str:
    first, last = row["first_day"], row["last_day"]
    if first is None:
        return "not known"
    return (
        day_words(first)
        if first == last
        else f"{day_words(first)} to {day_words(last)}"
    )


def _flag_row(flag: Mapping[str, Any], names: Names) -> Row:
    answer = flag["answer"]
    if flag["reason"]:
        answer += f": {reason_text(flag['reason'])}"
    told = names.without_others(flag["says"]) if is_told(flag) else UNTOLD
    return Row(
        cells=(
            (f"{flag['id']} {flag['question']}", _small(flag["source"])),
            (answer, _small(told)),
            (f"{flag['rows']:,}",),
            (),
        )
    )


def _claim_row(one: Told, names: Names) -> Row:
    row = one.result
    if not one.is_alone:
        told = "It names you among others: its wording and amounts are left out."
        return Row(cells=((one.claim.id, _small(told)), (row["result"],), ()))
    shows: Line = (row["result"],)
    if row["reason"]:
        shows += (_small(reason_text(row["reason"])),)
    if row["shows"]:
        shows += (_small(names.without_others(row["shows"])),)
    if row["asked"]:
        shows += (_small(f"Understood as: {names.without_others(row['asked'])}"),)
    return Row(
        cells=(
            (claim_text(one, names), _small(f"{one.claim.id}, {row['source'] or ''}")),
            shows,
            (),
        )
    )


def claim_text(one: Told, names: Names) -> str:
    """A claim as published, in quotation marks.

    Args:
        one: The claim.
        names: Whose names may be said.
    """
    return f"“{names.without_others(one.claim.text)}”"


def _small(text: str) -> Styled:
    return Styled(text=text, style="small")
