"""The questions to one firm: numbered, neutral, each about what it can look up itself."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from madein.question import CaseFile
from madein.report.blocks import Column, Head, Row, Table
from madein.report.reply.facts import ROLES, Part
from madein.report.reply.names import Names
from madein.report.reply.said import Told, is_told
from madein.report.reply.sums import day_text
from madein.report.reply.tables import claim_text
from madein.report.wording import count_text, visible
from madein.values import bounds_text, day_words
from madein.verdict import PartyWord

COLUMNS = (
    Column(text="No.", style="name"),
    Column(text="Question", style="wide"),
    Column(text="Confirmed"),
    Column(text="Wrong, because", style="told"),
    Column(text="Comment", style="told"),
)
VERBS = {"supplier": "send", "importer": "import"}
ON_THE_DAY = frozenset({PartyWord.LISTED, PartyWord.OWNED, PartyWord.WIND_DOWN})
ON_A_LIST = ON_THE_DAY | {PartyWord.LATER, PartyWord.FORMERLY}
LISTED = "Is that right, and did a licence or an exemption apply?"
Said = Sequence[Mapping[str, Any]]


def question_blocks(
    case: CaseFile,
    parts: Sequence[Part],
    words: Said,
    flags: Said,
    told: Sequence[Told],
    names: Names,
) -> tuple[Head, Table]:
    """All questions, with room for the answers.

    Args:
        case: What the case asks.
        parts: The firm in its roles.
        words: Words of the day, as `words_of` gives them.
        flags: Rows of the table `flag`.
        told: Claims that name the firm.
        names: Whose names may be said.
    """
    asked = [
        "Are the names under “Names as written” all names of your firm?",
        *_about_near(parts),
        *(text for part in parts for text in _about_part(case, part)),
        *_about_words(words),
        *(_about_flag(flag, names) for flag in flags if flag["answer"] == "yes"),
        *(
            f"It was published: {claim_text(one, names)} Is that right?"
            for one in told
            if one.is_alone
        ),
        "Is anything else in these pages wrong, or missing?",
    ]
    table = Table(
        label="Questions",
        columns=COLUMNS,
        rows=tuple(
            Row(cells=((str(number),), (text,), (), (), ()))
            for number, text in enumerate(asked, start=1)
        ),
    )
    return Head(anchor="questions", title="Questions"), table


def _about_near(parts: Sequence[Part]) -> Iterator[str]:
    near = dict.fromkeys(visible(name) for part in parts for name in part.near)
    for name in near:
        yield f"The records also name “{name}”. Is that a name of your firm?"


def _about_part(case: CaseFile, part: Part) -> Iterator[str]:
    verb, role = VERBS[part.role], ROLES[part.role]
    to = f" to {case.subject.name}" if part.role == "supplier" else ""
    period = f"{day_words(case.period.since)} to {day_words(case.period.until)}"
    certain = [row for row in part.rows if row["certain"]]
    days = {row["registered"] for row in certain if row["registered"] is not None}
    may = len(part.rows) - len(certain)
    if part.first is not None and part.last is not None:
        on = f"on {count_text(len(days), 'day')} " if len(days) > 1 else ""
        span = f"from {day_text(part.first)} to {day_text(part.last)}"
        if part.first["month"] == part.last["month"]:
            span = f"of {day_text(part.first)}"
        yield (
            f"{count_text(len(certain), 'row names', 'rows name')} you as {role} {on}"
            f"{span}, worth {bounds_text(part.whole.bounds)} together. Did you {verb} "
            f"these goods{to}?"
        )
    if may:
        yield (
            f"{count_text(may, 'more row names', 'more rows name')} you as {role}, and may "
            f"not count; why stands with each row. Did you {verb} these goods{to}?"
        )
    yield (
        "Are day, goods, commodity code, countries, weight and value of each row right? "
        "Please mark the rows."
    )
    yield f"Did you {verb} other goods{to} from {period} that are not among the rows?"


def _about_words(words: Said) -> Iterator[str]:
    for row in words:
        if row["word"] not in ON_A_LIST:
            continue
        list_ = f" ({row['list']}, entry {row['entry']})" if row["entry"] else ""
        yield visible(
            f"{row['regime']}, {row['measure']}{list_}: the word on the days of "
            f"{count_text(row['rows'] + row['open_rows'], 'row')} is “{row['word']}”. "
            + (LISTED if row["word"] in ON_THE_DAY else "Is that right?")
        )


def _about_flag(flag: Mapping[str, Any], names: Names) -> str:
    says = f": {names.without_others(flag['says'])}" if is_told(flag) else ""
    return (
        f"{flag['question']} Our answer is yes{says}. Is that right, and what is the "
        "reason?"
    )
