"""What cannot be told of a text file for certain, and the flag that settles it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from madein.errors import Fault
from madein.sources.text.cutting import cut_all
from madein.sources.text.encoding import SURE, Encoding
from madein.sources.text.guess import USUAL, Guess
from madein.sources.text.headings import Cells

RIVAL = 0.95  # of the worth of the best marks, from which others are a rival


def delimiter_lead(ranked: Sequence[Guess]) -> float:
    """Certainty of the best delimiter: how far the next is behind, 0 to 1.

    Args:
        ranked: Marks that may cut the file, best first.
    """
    best = ranked[0]
    rival = max((g.worth for g in ranked if _is_rival(g, best)), default=0.0)
    return best.worth**3 / (best.worth**3 + rival**3) if best.worth else 0.0


def _is_rival(guess: Guess, best: Guess) -> bool:
    """Whether another delimiter has to be weighed against the best.

    The first sign of a delimiter of several has not, nor a quotation mark. Blanks and
    rare signs may stand in every row as well: beside a usual delimiter they are rivals
    only where they cut more cells.
    """
    if guess.marks.delimiter in best.marks.delimiter + best.marks.quote:
        return False
    usual = guess.marks.delimiter in USUAL or best.marks.delimiter not in USUAL
    return usual or guess.width > best.width


def quote_lead(ranked: Sequence[Guess], lines: Sequence[str]) -> float:
    """Certainty of the quotation marks: a half where others cut other cells as well.

    Args:
        ranked: Marks that may cut the file, best first.
        lines: Its first lines.
    """
    best = ranked[0]
    found = cut_all(lines, best.marks)
    rivals = (
        guess.marks
        for guess in ranked[1:]
        if guess.marks.delimiter == best.marks.delimiter
        and guess.worth >= RIVAL * best.worth
    )
    return 1.0 if all(cut_all(lines, marks) == found for marks in rivals) else 0.5


def unsure(
    confidence: Mapping[str, float],
    encoding: Encoding,
    ranked: Sequence[Guess],
    header_line: int,
    where: str,
) -> list[Fault]:
    """Questions to a person.

    Args:
        confidence: Certainty of each answer, 0 to 1.
        encoding: The encoding that was found.
        ranked: Marks that may cut the file, best first.
        header_line: Line of the headings; 0 for none.
        where: The file.
    """
    marks = ranked[0].marks
    questions = {
        "encoding": (
            f"the encoding seems to be {encoding.name}: {encoding.why}",
            f"name it: --encoding {' or '.join((encoding.name, *encoding.others))}",
        ),
        "delimiter": (
            f"the delimiter may be {marks.delimiter!r} or {_next(ranked)!r}",
            f"name it: --delimiter {marks.delimiter!r}",
        ),
        "quote": (
            f"the quotation marks may be {marks.quote!r}, or others",
            f"name them: --quote {marks.quote!r} --escape {marks.escape!r}",
        ),
        "header_line": (
            f"line {header_line} may hold the headings"
            if header_line
            else "no line seems to hold headings",
            f"name it: --header-line {header_line}, or 0 for none"
            if header_line
            else "name it with --header-line, or 0 for none",
        ),
    }
    return [
        Fault(what=what, where=where, fix=fix)
        for name, (what, fix) in questions.items()
        if confidence[name] < SURE
    ]


def unclear(headings: Sequence[str], rows: Sequence[Cells], where: str) -> list[Fault]:
    """What is said of headings that stand over two columns, or of a column without.

    Args:
        headings: The headings.
        rows: Rows below them.
        where: The file and line.
    """
    counts = Counter(heading.strip() for heading in headings)
    faults = [
        f"'{name}' heads {n} columns" for name, n in counts.items() if n > 1 and name
    ]
    faults += [
        f"column {position + 1} has cells and no heading"
        for position, heading in enumerate(headings)
        if not heading.strip()
        and any("".join(row[position : position + 1]) for row in rows)
    ]
    fix = (
        f"confirm that these are the headings: --header-line {where.rpartition(':')[2]}"
    )
    return [Fault(what=what, where=where, fix=fix) for what in faults]


def damaged(headings: Sequence[str], width: int, where: str) -> Fault:
    """What is said of headings whose line does not fit the rows.

    Args:
        headings: What they may be.
        width: How many cells the rows have.
        where: The file and line.
    """
    if len(headings) == width:
        what = f"the headings are damaged; they may be: {', '.join(headings)}"
        fix = f"confirm them: --header-line {where.rpartition(':')[2]}"
    else:
        what = f"the headings have {len(headings)} cells where the rows have {width}"
        fix = "mend that line in a copy of the file, or do without it: --header-line 0"
    return Fault(what=what, where=where, fix=fix)


def no_such_line(line: int, last: int, where: str) -> Fault:
    """What is said where the line of the headings is none.

    Args:
        line: The line that a person named.
        last: Last line that could be one.
        where: The file.
    """
    return Fault(
        what=f"no row begins on line {line}",
        where=where,
        fix=f"name a line from 1 to {last} with --header-line",
    )


def _next(ranked: Sequence[Guess]) -> str:
    best = ranked[0].marks.delimiter
    others = (g.marks.delimiter for g in ranked if g.marks.delimiter != best)
    return next(others, "another")
